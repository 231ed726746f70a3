"""Read what the forms of further readers ask for. Pure: fields in, a value out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from claims.errors import DecisionError
from claims.review.frame.posted_form import named, number_of
from claims.store.readings import Side

__all__ = ["AskedFor", "Taking", "asked_for", "taking_of"]

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Taking:
    """A point and whose words are taken; or a decision (`undo`) that is taken back."""

    difference: str = ""
    side: Side = "first"
    undo: int | None = None


@dataclass(frozen=True, slots=True)
class AskedFor:
    """An article and the reader that is to read it; `agree`: the person agrees to the place."""

    document: str
    reader: str
    agree: bool


def taking_of(fields: Mapping[str, str]) -> Taking:
    """Return what a form decides; raises DecisionError where it makes no sense."""
    action = fields.get("action", "")
    if action.startswith("undo:"):
        return Taking(undo=number_of(action.removeprefix("undo:")))
    if action not in ("first", "second"):
        raise DecisionError("the form says nothing of what is to be done; load the page again")
    return Taking(named(fields.get("difference", ""), "point"), cast(Side, action))


def asked_for(fields: Mapping[str, str]) -> AskedFor:
    """Return what a form asks to be read; raises DecisionError where it makes no sense."""
    reader = fields.get("reader", "").strip()
    if not reader or len(reader) > _LONGEST_NAME:
        raise DecisionError("choose a reader")
    document = named(fields.get("document", ""), "article")
    return AskedFor(document, reader, fields.get("agree") == "1")
