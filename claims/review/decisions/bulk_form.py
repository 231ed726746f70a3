"""Read what a form asks for on several claims at once. Pure: fields in, a value out.

The fields are those of the form for one claim (`claims.review.decisions.decision_form`), but for
`claims`, which comes once for each claim that was chosen, and for the action "source", which puts
another source behind all of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast, get_args

from claims.errors import DecisionError
from claims.review.decisions.decision_form import action_of, seen_of
from claims.review.frame.posted_form import Fields, last_of, named
from claims.store.decisions import (
    Action,
    Assign,
    Confirm,
    Dismiss,
    Done,
    Flag,
    Link,
    Unflag,
)
from claims.values import SourceKind

__all__ = ["AnotherSource", "Asked", "UndoAll", "asked_of"]

_FOR_SEVERAL = (Flag, Unflag, Confirm, Done, Dismiss, Assign)


@dataclass(frozen=True, slots=True)
class UndoAll:
    """Take back what was decided at once; `first` is the number of its first decision."""

    first: int


@dataclass(frozen=True, slots=True)
class AnotherSource:
    """Say that somebody else said it: a source of the article by its name, or a new one."""

    name: str
    kind: SourceKind
    note: str | None = None

    def link(self, known: Mapping[str, str]) -> Link:
        """Return the source as a link of a chain; `known` has ids of sources by their names."""
        source = known.get(self.name)
        return Link(source, None if source else self.name, self.kind)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done, and with which claims; `seen` as for one claim."""

    action: Action | AnotherSource | UndoAll
    claims: tuple[str, ...]
    seen: int


def asked_of(fields: Fields) -> Asked:
    """Return what a form asks for; raises DecisionError where that makes no sense."""
    plain = last_of(fields)
    name, _, value = plain.get("action", "").partition(":")
    if name == "undo-all":
        return Asked(UndoAll(seen_of({"seen": value})), (), 0)
    action = _source_of(plain) if name == "source" else action_of(plain)
    if not isinstance(action, (*_FOR_SEVERAL, AnotherSource)):
        raise DecisionError("that can be decided for one claim at a time only")
    return Asked(action, _claims_of(fields.get("claims", [])), seen_of(plain))


def _source_of(fields: Mapping[str, str]) -> AnotherSource:
    name = " ".join(fields.get("source", "").split())
    kind = fields.get("source_kind") or "person"
    if not name:
        raise DecisionError("name the source that is to stand behind the claims")
    if kind not in get_args(SourceKind):
        raise DecisionError(f"there is no kind of source {kind}")
    return AnotherSource(name, cast(SourceKind, kind), fields.get("note", "").strip() or None)


def _claims_of(given: Iterable[str]) -> tuple[str, ...]:
    claims = tuple(dict.fromkeys(given))
    if not claims:
        raise DecisionError("choose at least one claim")
    return tuple(named(claim, "claim") for claim in claims)
