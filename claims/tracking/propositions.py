"""What a claim puts forward, and whether it is asserted or denied.

Who denies that the chief resigned speaks of the same as who says that she did: "Ostmark Steel
denied that she resigned" and "It is not true that she resigned" put forward "she resigned", and
deny it. The proposition is what the comparison reads; the denial is held against it afterwards.
"""

import re
from dataclasses import dataclass
from typing import Final

from claims.tracking.values import Telling

__all__ = ["Proposition", "proposition_of"]

# "a report that", "claims that", "the suggestion of": what is denied stands behind it.
_REPORT: Final = re.compile(
    r"^(?:the |an? |any |all |such |those |these |recent |earlier |media |published )*"
    r"(?:reports?|claims?|allegations?|accusations?|suggestions?|assertions?|rumou?rs?|idea|notion"
    r"|speculation|statements?|charges?|story|stories)(?: in [^,]{1,40})? that ",
    re.IGNORECASE,
)
_UNTRUE: Final = re.compile(
    r"^(?:it (?:is|was|['’]s) (?:(?:simply|just|absolutely|completely|totally) )?"
    r"(?:not (?:true|the case|correct)|untrue|false|wrong|incorrect) that "
    r"|there (?:is|was) no truth (?:to|in) (?:the )?(?:reports?|claims?|suggestions?|rumou?rs?) "
    r"that )",
    re.IGNORECASE,
)
_THAT: Final = re.compile(r"^that ", re.IGNORECASE)
_MARKS: Final = " \t\n“”\"‘’',;:"


@dataclass(frozen=True, slots=True)
class Proposition:
    """The words of a proposition, and whether the claim denies it."""

    text: str
    denied: bool


def proposition_of(telling: Telling) -> Proposition:
    """Return what a telling puts forward.

    That a claim is denied is the assessment's word (its certainty); the content alone is read then,
    where it is known, since the readable form begins with who denies it. Two denials make none.
    Where the readable form is the content and a frame behind it, the frame is left out.
    """
    denied = telling.certainty == "denied"
    text = telling.text
    if denied and telling.content is not None:
        text = telling.content.strip(_MARKS)
        text = _REPORT.sub("", _THAT.sub("", text), count=1)
    elif telling.content is not None:
        text = _without_frame(text, telling.content)
    while (frame := _UNTRUE.match(text)) is not None:
        # The assessment reads "it is false that" as a denial, too.
        denied = True if "false" in frame[0].lower() else not denied
        text = text[frame.end() :]
    return Proposition(text if text == telling.text else _sentence(text), denied)


def _without_frame(text: str, content: str) -> str:
    """Return the content where the readable form goes on behind it with who said so and when."""
    alone = _THAT.sub("", content.strip(_MARKS))
    goes_on = len(text) > len(alone) + 1 and text.lower().startswith(alone.lower())
    return alone if alone and goes_on else text


def _sentence(text: str) -> str:
    """Give words the capital and the full stop of a sentence."""
    opened = text[:1].upper() + text[1:]
    return opened if opened.endswith((".", "!", "?", "…")) else f"{opened}."
