"""Which originators of a story surely know of it each by themselves, and which may be one.

Two count as two only where everything speaks for it: both are named, or one spoke on the condition
of not being named; their names cannot be of one person or body; each is known to belong to a house,
and these share no word; and neither repeats the other's words. Whoever is merely described ("the
company", "police", "officials") may be another one of the story, a document is its author's word,
and an outlet that names nobody may have what it says from anybody. All of these make a range.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from claims.tracking.drift import are_near, has_figures_of
from claims.tracking.given_names import may_be_one_given_name, without_accents
from claims.tracking.relays import Graph, build_graph, copied_from
from claims.tracking.statements import read_statement, stems_of
from claims.tracking.values import Originator, Story, Teller, Telling

__all__ = ["Doubt", "Suspected", "count_independent", "find_differing", "suspected_pairs"]

Doubt = Literal["one", "house", "words"]
"""Why two originators may count as one: they may be one person or body, they may speak for one
house, or one of them may repeat the other."""

_DESCRIBED: Final = re.compile(r"(?:an? |(?:[Tt]he )?[a-z])")
"""How "the tech giant", "a Harrow spokesman", "The letter" begin: called so, and not by a name."""
_IN_CONFIDENCE: Final = re.compile(
    r"\b(?:familiar with|knowledge of|briefed on|close to|(?:person|people|sources?) with)\b"
)
"""What is said of somebody who knows and is not named; "officials" may be a body's plain word."""
_RELATIVE: Final = re.compile(r"\b(?:its|his|her|their) [^;]*")
"""A description that doesn't say of whom: "its chief executive"."""
_TEXTS: Final = (["act"], ["bill"], ["law"], ["report"])
"""How the names of texts end that were read as those of bodies: "Religious Freedom Act"."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_OPENING: Final = re.compile(r"(?:^|(?<=[\s(—–]))\"")
_QUOTED: Final = re.compile(
    r"(?:^[^“”]*|“[^“”]*)”|“[^“”]*$|(?:^|(?<=\s))[‘’'][^“”]*?(?:[.,!?][’']|$)"
)
"""What is quoted in a sentence, which may be amid a quotation of several; marks are curled."""
_MOSTLY: Final = 0.5
"""Share of a telling's words from which it is a quotation: "And I said, ‘Baby, they don’t.’"."""
_NO_NAMES: Final = frozenset(("the", "s", "jr", "sr", "ii", "iii"))


@dataclass(frozen=True, slots=True)
class Suspected:
    """Two originators of a story who may be one, and why; each as a teller of the story."""

    one: Teller
    other: Teller
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class _End:
    """An originator with the tellers who are it and the tellings that lead there."""

    originator: Originator
    tellers: tuple[Teller, ...]
    tellings: tuple[Telling, ...]

    @property
    def name(self) -> str:
        return self.originator.name

    @property
    def is_person(self) -> bool:
        return any(one.kind == "person" for one in self.tellers)

    @property
    def places(self) -> frozenset[tuple[str, str, str]]:
        return frozenset((one.document, one.sentence or one.key, one.text) for one in self.tellings)

    @property
    def is_known(self) -> bool:
        """Tell who has a name, or asked for not being named, from whoever is described."""
        if not self.tellers:
            return False
        if self.originator.anonymous:
            return _speaks_in_confidence(self)
        return (
            all(one.kind not in ("document", "outlet") for one in self.tellers)
            and _words(self.name)[-1:] not in _TEXTS
            and any(not one.local or one.identity is not None for one in self.tellers)
            and _DESCRIBED.match(self.name) is None
        )

    @property
    def house(self) -> frozenset[str]:
        """The words that say whom somebody speaks for; none where that is not known."""
        said = [_RELATIVE.sub("", one.description or "") for one in self.tellers]
        if not self.is_person:
            said += [self.name]
        return frozenset().union(*(stems_of(one) for one in said))


def find_differing(graph: Graph, tellings: Sequence[Telling]) -> tuple[str, ...]:
    """Return the originators who have other figures than the first of the tellings, by their keys.

    Who says that seven died does not know of the four that the story began with. `tellings` are in
    the order of time.
    """
    agreeing = {one.key for one in tellings if has_figures_of(one, tellings[0])}
    return tuple(one.key for one in graph.originators if not agreeing & set(one.tellings))


def count_independent(graph: Graph, tellings: Sequence[Telling]) -> int:
    """Return how many originators of a story are surely independent of one another.

    Those who have other figures than the first of the tellings are not counted.
    """
    ends = _counted(graph, tellings, find_differing(graph, tellings))
    doubtful = {
        frozenset((one.originator.key, other.originator.key))
        for one, other in combinations(ends, 2)
        if _doubt(one, other) is not None
    }
    keys = [end.originator.key for end in ends]
    doubts = {key: sum(key in pair for pair in doubtful) for key in keys}
    chosen: list[str] = []
    for key in sorted(doubts, key=lambda key: (doubts[key], key)):
        if all(frozenset((key, other)) not in doubtful for other in chosen):
            chosen.append(key)
    return len(chosen)


def suspected_pairs(story: Story) -> tuple[Suspected, ...]:
    """Return the originators of a story that may count as one, pair by pair.

    Those who may be one come first. An outlet that no article cites is left out.
    """
    graph = build_graph(story.tellings, copied_from(story.tellings, story.voices))
    found = []
    ends = _counted(graph, story.tellings, story.differing)
    for one, other in combinations(ends, 2):
        doubt = _doubt(one, other)
        if doubt is not None and one.tellers and other.tellers:
            found.append(Suspected(one.tellers[0], other.tellers[0], doubt))
    different = (pair for pair in found if pair.one.key != pair.other.key)
    return tuple(sorted(different, key=lambda pair: pair.doubt != "one"))


def _counted(graph: Graph, tellings: Sequence[Telling], differing: Collection[str]) -> list[_End]:
    """Return the originators but for those who have other figures."""
    return [end for end in _ends(graph, tellings) if end.originator.key not in differing]


def _ends(graph: Graph, tellings: Iterable[Telling]) -> tuple[_End, ...]:
    by_key = {one.key: one for one in tellings}
    return tuple(
        _End(
            one,
            graph.tellers.get(one.key, ()),
            tuple(by_key[key] for key in one.tellings),
        )
        for one in graph.originators
    )


def _doubt(one: _End, other: _End) -> Doubt | None:
    """Return why two originators may count as one; None where they are surely two."""
    if _are_said_to_be_two(one, other):
        return None
    if not (one.is_known and other.is_known):
        return "one"
    hidden = one.originator.anonymous, other.originator.anonymous
    if all(hidden) or (not any(hidden) and _may_be_one(one, other)):
        return "one"
    if one.places <= other.places or other.places <= one.places or _repeats(one, other):
        return "words"
    return "house" if not any(hidden) and _may_share_a_house(one, other) else None


def _are_said_to_be_two(one: _End, other: _End) -> bool:
    """Return whether a person said that two originators are two."""
    mine, yours = ({each.key for each in end.tellers} for end in (one, other))
    return any(each.apart & yours for each in one.tellers) or any(
        each.apart & mine for each in other.tellers
    )


def _speaks_in_confidence(end: _End) -> bool:
    return any(_IN_CONFIDENCE.search(one.name) for one in end.tellers)


def _may_share_a_house(one: _End, other: _End) -> bool:
    """Return whether both may speak for one body; so may whoever is not said to be of another."""
    mine, yours = one.house, other.house
    return not mine or not yours or bool(mine & yours)


def _repeats(one: _End, other: _End) -> bool:
    """Return whether two are quoted with the same words, which are those of one of them."""
    return any(
        are_near(read_statement(_content(left)), read_statement(_content(right)))
        for left in one.tellings
        if _is_quoted(left)
        for right in other.tellings
        if _is_quoted(right)
    )


def _is_quoted(telling: Telling) -> bool:
    """Return whether most words of a telling are between the quotation marks of its sentence."""
    whole = _OPENING.sub("“", telling.whole or "").replace('"', "”")
    quoted = {word for part in _QUOTED.findall(whole) for word in _words(part)}
    words = _words(_content(telling))
    return bool(words) and sum(word in quoted for word in words) >= _MOSTLY * len(words)


def _content(telling: Telling) -> str:
    return telling.content or telling.text


def _may_be_one(one: _End, other: _End) -> bool:
    """Return whether two names may be of one: "Bill" and "William Hart", "Hart's team".

    Two people of one surname are two, unless their given names may be one.
    """
    mine, yours = _name_words(one.name), _name_words(other.name)
    if set(mine) <= set(yours) or set(yours) <= set(mine):
        return True
    if one.is_person and other.is_person:
        return mine[-1] == yours[-1] and may_be_one_given_name(mine[0], yours[0])
    return (one.is_person and mine[-1] in yours) or (other.is_person and yours[-1] in mine)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _name_words(name: str) -> list[str]:
    """Return the words of a name in lower case without accents; "Jr." is none."""
    bare = without_accents(name.casefold())
    return [word for word in _WORD.findall(bare) if word not in _NO_NAMES] or [bare]
