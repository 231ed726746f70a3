"""What a person may correct of an article, as values: claims, their chains, sentences.

Places are spans of the article's text as it is stored now; they are recorded as text quotes, so
that they are found again in a changed text. A chain is given whole: what the reviewer saw, with a
hop put in, taken out or given another source (see `chain_with`, `chain_without`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.values import Certainty, ClaimKind, SentenceStatus, SourceKind, SourceNumber, Span

__all__ = [
    "AddClaim",
    "CorrectCertainty",
    "CorrectChain",
    "CorrectContent",
    "CorrectKind",
    "CorrectStatus",
    "Link",
    "chain_with",
    "chain_without",
]


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a corrected chain.

    `source` is the id of a source of the article, or of a named one of another article; where it
    is None, `name`, `kind` and `anonymous` say who it is, and the source is entered. `mention` is
    where the text says so, None where it is inferred.
    """

    source: str | None = None
    name: str | None = None
    kind: SourceKind = "person"
    anonymous: bool = False
    number: SourceNumber = "one"
    mention: Span | None = None


@dataclass(frozen=True, slots=True)
class CorrectChain:
    """Give a claim another chain, nearest to the writer first; an empty one is the writer's own."""

    chain: tuple[Link, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectContent:
    """Say which words of the article are the claim."""

    content: tuple[Span, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectKind:
    """Give a claim another kind."""

    kind: ClaimKind
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectCertainty:
    """Give a claim another certainty."""

    certainty: Certainty
    note: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectStatus:
    """Give a sentence another status, and say whether an editor would ask."""

    status: SentenceStatus
    disputable: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AddClaim:
    """Add a claim that was missed; the target is the sentence in which it begins."""

    content: tuple[Span, ...]
    chain: tuple[Link, ...] = ()
    kind: ClaimKind = "fact"
    certainty: Certainty = "asserted"
    cue: tuple[Span, ...] = ()
    note: str | None = None


def chain_with(
    chain: Sequence[Link], link: Link, *, position: int, instead: bool = False
) -> CorrectChain:
    """Return the chain with a link put in at `position` (0 is nearest to the writer).

    With `instead` the link that is there is replaced.
    """
    return CorrectChain((*chain[:position], link, *chain[position + instead :]))


def chain_without(chain: Sequence[Link], *, position: int) -> CorrectChain:
    """Return the chain without the link at `position`."""
    return CorrectChain((*chain[:position], *chain[position + 1 :]))
