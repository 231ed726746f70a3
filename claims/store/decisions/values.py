"""What a person may decide, as values: one frozen dataclass for each action.

Places are spans of the article's text as it is stored now; they are recorded as text quotes, so
that they are found again in a changed text. A chain is given whole: what the reviewer saw, with a
hop put in, taken out or given another source (see `chain_with`, `chain_without`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from claims.store.decisions.source_values import (
    Apart,
    ChangeAnonymity,
    ChangeKind,
    Describe,
    Merge,
    Rename,
    Split,
)
from claims.values import Certainty, ClaimKind, SentenceStatus, SourceKind, SourceNumber, Span

__all__ = [
    "FLAGS",
    "Action",
    "AddClaim",
    "Adjudicate",
    "Apart",
    "Assign",
    "ChangeAnonymity",
    "ChangeKind",
    "Confirm",
    "CorrectCertainty",
    "CorrectChain",
    "CorrectContent",
    "CorrectKind",
    "CorrectStatus",
    "Describe",
    "Dismiss",
    "Done",
    "Flag",
    "FlagReason",
    "Link",
    "Merge",
    "Note",
    "Rename",
    "Split",
    "TargetKind",
    "Undo",
    "Unflag",
    "Verdict",
    "chain_with",
    "chain_without",
]

TargetKind = Literal["claim", "sentence", "source", "document", "story"]
FlagReason = Literal["needs a source", "wrong attribution", "misquoted", "check first", "own words"]
FLAGS: tuple[FlagReason, ...] = (
    "needs a source",
    "wrong attribution",
    "misquoted",
    "check first",
    "own words",
)
"""Why a claim is flagged, in the order in which the reasons are offered."""


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
class Flag:
    """Mark a claim or sentence as one that needs something."""

    reason: FlagReason
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Unflag:
    """Take the flag away."""

    note: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Say whether a claim is true; `value` is one of the table `verdicts`."""

    value: str
    evidence: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Confirm:
    """Say that the extraction is right as it stands."""

    note: str | None = None


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


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Say that this is no claim; it leaves the table `claims` until that is undone."""

    note: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Write something down."""

    note: str


@dataclass(frozen=True, slots=True)
class Assign:
    """Ask somebody to look; `blind`: without seeing what the others who are asked decide."""

    reviewer: str
    blind: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """Say that nothing more is to be done here."""

    note: str | None = None


@dataclass(frozen=True, slots=True)
class Adjudicate:
    """Decide between people who differ.

    `field` is "verdict", "extraction" (confirm, dismiss) or a field of a correction (chain,
    content, kind, certainty); `value` is what one of them recorded for it, word for word.
    """

    field: Literal["verdict", "extraction", "chain", "content", "kind", "certainty"]
    value: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back a decision, by its number; the target is what that one was about."""

    review: int
    note: str | None = None


Action = (
    Flag
    | Unflag
    | Verdict
    | Confirm
    | CorrectChain
    | CorrectContent
    | CorrectKind
    | CorrectCertainty
    | CorrectStatus
    | AddClaim
    | Dismiss
    | Rename
    | ChangeKind
    | ChangeAnonymity
    | Describe
    | Apart
    | Merge
    | Split
    | Note
    | Assign
    | Done
    | Adjudicate
    | Undo
)


def chain_with(
    chain: Sequence[Link], link: Link, *, position: int, instead: bool = False
) -> CorrectChain:
    """Return the chain with a link put in at `position` (0 is nearest to the writer).

    With `instead` the link that stands there is replaced.
    """
    return CorrectChain((*chain[:position], link, *chain[position + instead :]))


def chain_without(chain: Sequence[Link], *, position: int) -> CorrectChain:
    """Return the chain without the link at `position`."""
    return CorrectChain((*chain[:position], *chain[position + 1 :]))
