"""Read what a form of the desk asks for as an action of the store. Pure: fields in, a value out.

The button that was pressed says what is to be done: `verdict:false`, `flag:misquoted`, `undo:17`.
What is in the other fields of the form (a note, addresses of evidence) goes with it. Only a
verdict has evidence of its own; another decision with which one goes on keeps it in its note.
"""

from collections.abc import Callable, Mapping
from typing import Any

from claims.errors import DecisionError
from claims.review.frame.posted_form import named, number_of
from claims.store.decisions import (
    Action,
    Assign,
    Confirm,
    CorrectCertainty,
    CorrectKind,
    CorrectStatus,
    Dismiss,
    Done,
    Flag,
    Note,
    Undo,
    Unflag,
    Verdict,
)

__all__ = ["action_of", "claim_of", "seen_of", "sentence_of", "stays"]

_STAYING = (Note, Unflag, CorrectKind, CorrectCertainty, CorrectStatus, Assign, Undo)
"""After these the claim is still before one's eyes; the others go on to the next one."""


def action_of(fields: Mapping[str, str]) -> Action:
    """Return the action that a form asks for; raises DecisionError where it asks for none.

    The words themselves (is there such a verdict?) are checked where the action is recorded.
    """
    name, _, value = fields.get("action", "").partition(":")
    maker = _MAKERS.get(name)
    if maker is None:
        raise DecisionError("the form says nothing of what is to be done; go back and press a key")
    return maker(value or fields.get(name, ""), fields)


def claim_of(fields: Mapping[str, str]) -> str:
    """Return the id of the claim that a form is about; raises DecisionError where it has none."""
    return named(fields.get("claim", ""), "claim")


def sentence_of(fields: Mapping[str, str]) -> str:
    """Return the id of the sentence that a form is about; raises DecisionError for none."""
    return named(fields.get("sentence", ""), "sentence")


def seen_of(fields: Mapping[str, str], name: str = "seen") -> int:
    """Return the number of the latest decision that the person had seen.

    `name` is the field: "seen" for those on the claim, "sentence_seen" for those on its sentence.
    """
    return number_of(fields.get(name, ""))


def stays(action: Action) -> bool:
    """Return whether one looks at the same claim after the action."""
    return isinstance(action, _STAYING)


def _note(fields: Mapping[str, str]) -> str | None:
    return fields.get("note", "").strip() or None


def _whole_note(fields: Mapping[str, str]) -> str | None:
    """Return the note with the addresses of evidence under it, a line each."""
    lines = (fields.get("note", "").strip(), *fields.get("evidence", "").split())
    return "\n".join(line for line in lines if line) or None


def _verdict(value: str, fields: Mapping[str, str]) -> Action:
    return Verdict(value, tuple(fields.get("evidence", "").split()), _note(fields))


# The values are words out of a form, checked where they are recorded; hence Any.
_MAKERS: dict[str, Callable[[Any, Mapping[str, str]], Action]] = {
    "flag": lambda value, fields: Flag(value, _whole_note(fields)),
    "unflag": lambda _, fields: Unflag(_note(fields)),
    "verdict": _verdict,
    "confirm": lambda _, fields: Confirm(_whole_note(fields)),
    "dismiss": lambda _, fields: Dismiss(_whole_note(fields)),
    "done": lambda _, fields: Done(_whole_note(fields)),
    "note": lambda _, fields: Note(fields.get("note", "").strip()),
    "kind": lambda value, fields: CorrectKind(value, _note(fields)),
    "certainty": lambda value, fields: CorrectCertainty(value, _note(fields)),
    "status": lambda value, fields: CorrectStatus(
        value, disputable=fields.get("disputable") == "1", note=_note(fields)
    ),
    "assign": lambda value, fields: Assign(value, note=_note(fields)),
    "undo": lambda value, _: Undo(number_of(value)),
}
