"""What a person may decide, as values: one frozen dataclass for each action.

Corrections, and decisions about sources and whole articles, have files of their own; `Action` is
any of all.
"""

from dataclasses import dataclass
from typing import Final, Literal

from claims.store.record.corrections import (
    AddClaim,
    CorrectCertainty,
    CorrectChain,
    CorrectContent,
    CorrectKind,
    CorrectStatus,
    Link,
    chain_with,
    chain_without,
)
from claims.store.record.source_actions import (
    Apart,
    ChangeAnonymity,
    ChangeKind,
    Describe,
    Merge,
    Rename,
    Split,
)

__all__ = [
    "ACTION_KINDS",
    "CORRECTING",
    "DECIDING",
    "DECISION_WORDS",
    "FLAGS",
    "SETTLING",
    "Action",
    "ActionKind",
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
    "CorrectDetail",
    "CorrectKind",
    "CorrectStatus",
    "Describe",
    "Dismiss",
    "Done",
    "Flag",
    "FlagReason",
    "Keep",
    "Link",
    "Merge",
    "Note",
    "Remove",
    "Rename",
    "Split",
    "TargetKind",
    "Undo",
    "Unflag",
    "Verdict",
    "chain_with",
    "chain_without",
]


# What a person may decide about an article as a whole, as values.


@dataclass(frozen=True, slots=True)
class CorrectDetail:
    """Correct a detail of an article: its title, publisher, author, published or url.

    `found` is what was stored until now, `value` what is right; None where nothing is stated. See
    `claims.store.whole_articles`, which checks both and has the article extracted again.
    """

    field: str
    found: str | None
    value: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove an article, as `claims.store.whole_articles.remove_article` does."""

    note: str | None = None


@dataclass(frozen=True, slots=True)
class ActionKind:
    """What holds of every decision of one recorded action.

    `words`: what it is called where people read; without, it is told with what it holds. `decides`:
    the claim needs nobody's look any more. `corrects`: what extraction found is changed by it.
    `settles`: it ends the question, also where people differed.
    """

    words: str | None = None
    decides: bool = False
    corrects: bool = False
    settles: bool = False


ACTION_KINDS: Final = {
    "verdict": ActionKind(decides=True, settles=True),
    "confirm": ActionKind("read correctly", decides=True, settles=True),
    "dismiss": ActionKind("not a claim", decides=True, corrects=True, settles=True),
    "done": ActionKind("done", decides=True, settles=True),
    "adjudicate": ActionKind(settles=True),
    "correct": ActionKind(corrects=True),
    "add": ActionKind(corrects=True),
    "unflag": ActionKind("flag taken away"),
    "note": ActionKind("note"),
    "together": ActionKind("told as one story"),
    "apart": ActionKind("told as another story"),
    "watch": ActionKind("followed"),
}
"""The actions of which more is known than their name, in the order in which they are listed."""

DECISION_WORDS: Final = {
    name: kind.words for name, kind in ACTION_KINDS.items() if kind.words is not None
}
DECIDING: Final = tuple(name for name, kind in ACTION_KINDS.items() if kind.decides)
CORRECTING: Final = tuple(name for name, kind in ACTION_KINDS.items() if kind.corrects)
SETTLING: Final = tuple(name for name, kind in ACTION_KINDS.items() if kind.settles)

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
class Dismiss:
    """Say that this is not a claim; it leaves the table `claims` until that is undone."""

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
class Keep:
    """Say that what stands is right where a further reader differs.

    `difference` is the id of that point; `what` says whether it is about a claim that the reader
    has and that does not stand, or about the status of the sentence.
    """

    difference: str
    what: Literal["claim", "status"]
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
    | CorrectDetail
    | Remove
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
    | Keep
    | Adjudicate
    | Undo
)
