"""Read what a form asks for on several claims at once. Pure: fields in, a value out.

The fields are those of the form for one claim (`claims.review.acting`), but for `claims`, which
comes once for each claim that was chosen, and for the action "source", which puts another source
behind all of them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast, get_args
from urllib.parse import parse_qs

from claims.errors import DecisionError
from claims.review.acting import action_of, seen_of
from claims.store.decisions import (
    MOST_AT_ONCE,
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

__all__ = ["AnotherSource", "Asked", "UndoAll", "asked_of", "fields_of"]

_CLAIM = re.compile(r"[0-9a-f]{4,64}")
_FOR_SEVERAL = (Flag, Unflag, Confirm, Done, Dismiss, Assign)
_MOST_FIELDS = MOST_AT_ONCE + 50


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


def fields_of(body: bytes) -> dict[str, list[str]]:
    """Return the fields of a form, each with all its values; raises DecisionError for others."""
    try:
        return parse_qs(body.decode("utf8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise DecisionError(
            f"the form cannot be read, or chooses more than {MOST_AT_ONCE} claims"
        ) from error


def asked_of(fields: Mapping[str, list[str]]) -> Asked:
    """Return what a form asks for; raises DecisionError where that makes no sense."""
    plain = {name: values[-1] for name, values in fields.items()}
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
    if not all(_CLAIM.fullmatch(claim) for claim in claims):
        raise DecisionError("the form names no claim; load the page again")
    return claims
