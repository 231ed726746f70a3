"""How each kind of source looks: one word, one sign and one phrase, wherever it is shown.

Colour is never the only sign: every look has a mark of its own. An unnamed source looks unnamed
first of all, whatever its kind is.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceIcon:
    """The name of the style, its sign, what it says to people, and that in a legend's few words."""

    name: str
    sign: str
    words: str
    brief: str = ""


OUTLET = SourceIcon("outlet", "◆", "outlet")
ORGANISATION = SourceIcon("organisation", "■", "organisation")
PERSON = SourceIcon("person", "●", "person")
DOCUMENT = SourceIcon("document", "▤", "document")
GROUP = SourceIcon("group", "◍", "group")
UNNAMED = SourceIcon("anonymous", "○", "unnamed source", "unnamed")
UNNAMED_SEVERAL = SourceIcon("anonymous", "◌", "unnamed sources", "unnamed, several")
UNSTATED = SourceIcon("unsourced", "?", "said by somebody, but not by whom", "not said by whom")
UNSOURCED = SourceIcon("unsourced", "?", "no source stated", "no source")
RECORD = SourceIcon("record", "–", "no source, and none needed", "none needed")
NOTHING = SourceIcon("none", "·", "nothing to check")


@dataclass(frozen=True, slots=True)
class Cell:
    """One sentence in a sourcing strip; `partly` where a part of it lacks a source."""

    number: int
    look: SourceIcon
    partly: bool = False

    @property
    def said(self) -> str:
        """What the cell shows, in words, for those who do not see it."""
        return f"{self.look.words}; partly the writer’s own" if self.partly else self.look.words


_KINDS = {look.name: look for look in (OUTLET, ORGANISATION, PERSON, DOCUMENT, GROUP)}

LEGEND = (
    OUTLET,
    ORGANISATION,
    PERSON,
    DOCUMENT,
    GROUP,
    UNNAMED,
    UNNAMED_SEVERAL,
    UNSTATED,
    UNSOURCED,
    RECORD,
    NOTHING,
)
"""What a page explains, in this order."""


def icon_of_source(kind: str | None, *, anonymous: bool, number: str | None = None) -> SourceIcon:
    """Return how a source looks, given its columns `kind`, `anonymous` and `number`."""
    if anonymous:
        return UNNAMED_SEVERAL if number == "several" else UNNAMED
    return _KINDS.get(kind or "", GROUP)


def icon_of_sentence(
    status: str | None, *, disputable: bool, behind: SourceIcon | None
) -> SourceIcon:
    """Return the look of a sentence as a whole, as its cell in the sourcing strip shows it.

    `behind` is the look of who answers for its first attributed claim. A sentence that has none
    looks unsourced, or, where no editor would ask, like public record; one that tells what somebody
    says and not who looks unstated. `status` is None for
    headlines and for what was not assessed.
    """
    if status is None or status == "none":
        return NOTHING
    if status != "unsourced" and behind is not None:
        return behind
    if status == "attributed":
        return UNSTATED
    return UNSOURCED if disputable else RECORD
