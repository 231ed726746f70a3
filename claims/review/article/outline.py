"""The claims and the sources of one article as two lists, and which claims go together.

Pure: it takes an article laid out, and what stands on its claims.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.review.article.decisions_in_force import Sign
from claims.review.article.layout import ArticleView
from claims.review.article.rows import ClaimRow
from claims.review.frame.source_icons import SourceIcon


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """A claim in the list: the number of its sentence, what stands on it, what goes on from it.

    `begins` is true where it does not itself go on from one before.
    """

    claim: ClaimRow
    number: int
    signs: tuple[Sign, ...]
    going_on: tuple[str, ...]
    begins: bool


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source in the list, with the ids of the claims that begin with it, and that it relays.

    `id` is None for the writer, of whose claims nobody else is said to be the source.
    """

    id: str | None
    name: str
    look: SourceIcon
    claims: tuple[str, ...]
    relayed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The two lists; `decided` tells how many of the claims need nobody's look any more."""

    claims: tuple[ListedClaim, ...]
    sources: tuple[ListedSource, ...]
    decided: int

    def chosen(self, asked: str) -> frozenset[str]:
        """Return the ids of the claims that `source:ID`, `after:ID` or `all` means."""
        how, _, name = asked.partition(":")
        if how == "source":
            return frozenset(c for s in self.sources if (s.id or "") == name for c in s.claims)
        if how == "after":
            going_on = (c.going_on for c in self.claims if c.claim.id == name)
            return frozenset([name, *next(going_on, ())])
        return frozenset(c.claim.id for c in self.claims) if how == "all" else frozenset()

    def next_open(self, claim: str) -> str | None:
        """Return the claim behind this one that somebody has to look at; else the first such."""
        return next_open([listed.claim for listed in self.claims], claim)


def outline(view: ArticleView, signs: Mapping[str, tuple[Sign, ...]]) -> Outline:
    """Return the claims and sources of an article in the order of its text."""
    numbered = [
        (claim, sentence.row.number) for sentence in view.sentences for claim in sentence.row.claims
    ]
    claims = [claim for claim, _ in numbered]
    following = [going_on(claims[place:]) for place in range(len(claims))]
    carried = {name for names in following for name in names}
    return Outline(
        claims=tuple(
            ListedClaim(claim, number, signs.get(claim.id, ()), names, claim.id not in carried)
            for (claim, number), names in zip(numbered, following, strict=True)
        ),
        sources=_sources(claims),
        decided=sum(claim.state != "open" for claim in claims),
    )


def going_on(claims: Sequence[ClaimRow]) -> tuple[str, ...]:
    """Return the claims that go on from the first one, by their ids.

    Those are the ones right behind it, as long as each has a hop that its own sentence does not
    state: its originator, or the one to whom that spoke. So "he went on", a quotation over several
    sentences, an outlet that is named once, with what is said inside of them.
    """
    known = {hop.source for hop in claims[0].chain[-2:]} if claims else set()
    found = []
    for claim in claims[1:]:
        if not any(hop.inferred and hop.source in known for hop in claim.chain):
            break
        found.append(claim.id)
    return tuple(found)


def next_open(claims: Sequence[ClaimRow], name: str) -> str | None:
    """Return the id of the claim behind `name` that is open; else of the first such before it."""
    place = next((place for place, claim in enumerate(claims) if claim.id == name), -1)
    around = [*claims[place + 1 :], *claims[: max(place, 0)]]
    return next((claim.id for claim in around if claim.state == "open"), None)


def _sources(claims: Sequence[ClaimRow]) -> tuple[ListedSource, ...]:
    """Return each source once, in the order in which the text brings it; last comes the writer."""
    said: dict[str, list[str]] = {}
    relayed: dict[str, list[str]] = {}
    named: dict[str, tuple[str, SourceIcon]] = {}
    own = [claim for claim in claims if not claim.chain]
    for claim in claims:
        for hop in claim.chain:
            named.setdefault(hop.source, (hop.name, hop.look))
            passes_on = hop is not claim.chain[-1]
            (relayed if passes_on else said).setdefault(hop.source, []).append(claim.id)
    listed = [
        ListedSource(source, *named[source], _once(said, source), _once(relayed, source))
        for source in named
    ]
    if own:
        ids = tuple(claim.id for claim in own)
        listed.append(ListedSource(None, "no source stated", own[0].look, ids, ()))
    return tuple(listed)


def _once(by_source: Mapping[str, list[str]], source: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(by_source.get(source, ())))
