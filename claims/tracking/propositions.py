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
# Who denies an allegation, or rejects a call, says nothing that has a verb of its own.
_CLAUSE: Final = re.compile(
    r"(?i:\b(?:is|are|was|were|am|has|have|had|will|would|can|could|did|does|should|must|may|might)"
    r"\b|^\w{2,}ing\b)"
    r"|^(?:(?i:he|she|it|they|we|i)|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*) \w{2,}ed\b"
)
# "Pence rejected assertions that X": what is denied stands behind it; "Congress rejected his veto"
# asserts that it did.
_DENIES: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|(?:reject|dismiss|disput|refut|rebut)\w*)\b"
    r"(?P<that>(?: [\w’'-]+){0,4} that )?",
    re.IGNORECASE,
)
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
        found = _denied_words(telling.content.strip(_MARKS))
        text, denied = (telling.text, False) if found is None else (found, True)
    elif telling.content is not None:
        text = _without_frame(text, telling.content)
    while (frame := _UNTRUE.match(text)) is not None:
        # The assessment reads "it is false that" as a denial, too.
        denied = True if "false" in frame[0].lower() else not denied
        text = text[frame.end() :]
    return Proposition(text if text == telling.text else _sentence(text), denied)


def _denied_words(content: str) -> str | None:
    """Return the words of what is denied; None where the content is no statement to deny."""
    act = _DENIES.search(content)
    if act is not None:
        return content[act.end() :] if act["that"] else None
    alone = _REPORT.sub("", _THAT.sub("", content), count=1)
    is_clause = alone != content or _CLAUSE.search(alone) is not None
    return alone if is_clause else None


def _without_frame(text: str, content: str) -> str:
    """Return the content where the readable form goes on behind it with who said so and when."""
    alone = _THAT.sub("", content.strip(_MARKS))
    goes_on = len(text) > len(alone) + 1 and text.lower().startswith(alone.lower())
    return alone if alone and goes_on else text


def _sentence(text: str) -> str:
    """Give words the capital and the full stop of a sentence."""
    opened = text[:1].upper() + text[1:]
    return opened if opened.endswith((".", "!", "?", "…")) else f"{opened}."
