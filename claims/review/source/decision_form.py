"""Read what a form about a source asks for as an action of the store. Pure: fields in, a value out.

The button that was pressed says what is to be done: `rename`, `merge:9f3c…`, `undo:17`; the other
fields of the form (a name, a kind, the claims that were chosen, a note) go with it.
"""

from collections.abc import Callable
from typing import Any

from claims.errors import DecisionError
from claims.review.frame.posted_form import Fields, named, number_of
from claims.store.decisions import (
    Action,
    Apart,
    ChangeAnonymity,
    ChangeKind,
    Confirm,
    Describe,
    Merge,
    Note,
    Rename,
    Split,
    Undo,
)

__all__ = ["MOST_SPLIT", "field", "source_action_of", "source_of"]

MOST_SPLIT = 200
"""Claims that are split off at once; a page shows fewer."""


def field(fields: Fields, name: str) -> str:
    """Return the last value of a field, an empty text where there is none."""
    return (fields.get(name) or [""])[-1]


def source_of(fields: Fields) -> str:
    """Return the id of the source that a form is about; raises DecisionError where it has none."""
    return named(field(fields, "source"), "source")


def source_action_of(fields: Fields) -> Action:
    """Return the action that a form asks for; raises DecisionError where it asks for none."""
    name, _, value = field(fields, "action").partition(":")
    maker = _MAKERS.get(name)
    if maker is None:
        raise DecisionError("the form says nothing of what is to be done; go back and press a key")
    return maker(value or field(fields, name), fields)


def _note(fields: Fields) -> str | None:
    return field(fields, "note").strip() or None


def _split(_: str, fields: Fields) -> Action:
    claims = tuple(dict.fromkeys(fields.get("claims") or ()))
    if len(claims) > MOST_SPLIT:
        raise DecisionError(f"choose at most {MOST_SPLIT} claims at once")
    kind: Any = field(fields, "kind") or "person"  # checked where it is recorded
    anonymous = field(fields, "anonymous") == "1"
    return Split(field(fields, "name"), claims, kind, anonymous, _note(fields))


# The values are words out of a form, checked where they are recorded; hence Any.
_MAKERS: dict[str, Callable[[Any, Fields], Action]] = {
    "rename": lambda _, fields: Rename(field(fields, "name"), _note(fields)),
    "describe": lambda _, fields: Describe(field(fields, "description"), _note(fields)),
    "kind": lambda value, fields: ChangeKind(value, _note(fields)),
    "unnamed": lambda _, fields: ChangeAnonymity(True, _note(fields)),
    "named": lambda _, fields: ChangeAnonymity(False, _note(fields)),
    "merge": lambda value, fields: Merge(named(value, "source"), _note(fields)),
    "apart": lambda value, fields: Apart(named(value, "source"), _note(fields)),
    "split": _split,
    "confirm": lambda _, fields: Confirm(_note(fields)),
    "note": lambda _, fields: Note(field(fields, "note").strip()),
    "undo": lambda value, _: Undo(number_of(value)),
}
