"""What looks like an attribution and asserts nothing: a silence, and being told.

"A spokesman declined to comment", "she asked not to be named", "they spoke on condition of
anonymity" say how the reporter fared, not what is so: no claim comes from them. "Declined to say
whether ..." stays one, since it names a question. "Residents were warned to leave" has the
residents hear it; who warned them is not stated.
"""

import re
from typing import Final

from claims.values import Attribution

_DETAILS: Final = (
    r"(?:(?:his|her|their|its|a|an|any|the|further|more|other|additional|full|last) )*"
    r"(?:names?|comments?|details?|information|interviews?)\b"
)
_SILENCE: Final = re.compile(
    r"\b(?:declin|refus)(?:e|es|ed|ing)\b(?: (?:(?:an?|any|all|several|repeated) )?requests? for)?"
    r"(?: \w+ly)? (?:to (?:\w+ly )?(?:(?:further|immediately) )?(?:comment|elaborate|respond|reply|"
    r"discuss (?:the |any )?details?|answer|be (?:interviewed|named|identified|quoted)|"
    r"(?:give|provide|offer|share|release|disclose|reveal|make) " + _DETAILS + r")"
    r"|(?:further )?comment\b|(?:an )?interviews?\b)"
    r"|\b(?:ask|request|insist|agree|speak|spoke|talk|want|wish)(?:s|d|ed|ing)? (?:\w+ ){0,5}?"
    r"(?:not to be (?:\w+ )?(?:named|identified|quoted)\b|to remain (?:anonymous|unnamed)\b|"
    r"(?:for|on|of|under) (?:the )?(?:condition of )?anonymity\b|"
    r"to be (?:identified|named|quoted) only\b|anonymously\b|not for attribution\b)",
    re.I,
)
_EXCHANGE: Final = re.compile(
    _SILENCE.pattern
    + r"|\b(?:not|n['’]t|never)(?: \w+ly)? (?:respond|repl(?:y|ied)|return|answer)(?:ed|ing)?\b"
    r".{0,40}\b(?:comments?|questions?|messages?|calls?|e-?mails?|requests?|inquir(?:y|ies))\b"
    r"|\bnot(?: \w+ly)? (?:available|reached|reachable) (?:for|to) (?:\w+ )?(?:comment|respond)\b"
    r"|\bcould not be reached\b"
    r"|\b(?:could not|couldn['’]t|cannot|can['’]t|unable to|not (?:been )?able to|not possible to)"
    r"(?: \w+ly)?(?: be)?(?: \w+ly)? (?:verif(?:y|ied)|confirm(?:ed)?|corroborated?|"
    r"authenticated?)\b"
    r"|\b(?:neither|none|no) (?:\w+ ){1,4}could(?: \w+ly)? be(?: \w+ly)? (?:verified|confirmed)\b"
    r"|\b(?:has|have|had) (?:not|yet to)(?: \w+ly)? comment(?:ed)?\b",
    re.I,
)
_LONGEST: Final = 30
_ON_DAY: Final = re.compile(r"\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day ")
_PASSIVE: Final = re.compile(
    r"(?:(?:has|have|had) )?(?:was|were|been)(?: on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
)
_HEARD: Final = re.compile(
    r"^(?:(?:has|have|had|also|later|then|already|\w+ly) )*(?:was|were|been|being|is|are|be)\b"
    r"(?: (?:also|later|then|already|first|\w+ly))* (?:told|warned|urged|ordered|asked|informed|"
    r"advised|reminded|instructed|notified|briefed|invited|assured|encouraged)(?: (?:to|that|of|"
    r"about|not))*$",
    re.I,
)


def is_silence(text: str, attribution: Attribution) -> bool:
    """Tell whether an attribution only says that its source would not speak, or not by name."""
    if attribution.manner != "indirect" or not (attribution.cue and attribution.content):
        return False
    start, content = attribution.cue[0].start, attribution.content[-1]
    found = _SILENCE.match(text, start, content.end) if start < content.start else None
    return found is not None and found.end() > content.start


def is_exchange(said: str) -> bool:
    """Tell whether a statement is how the reporter fared with a source: nobody asks who says so."""
    return len(said.split()) <= _LONGEST and _EXCHANGE.search(said) is not None


def is_told(text: str, attribution: Attribution) -> bool:
    """Tell whether the source is who was told: "residents were warned to leave"."""
    if not (attribution.source and attribution.cue) or attribution.manner == "direct":
        return False
    if attribution.source[0].start > attribution.cue[0].start:
        return False
    cue = " ".join(span.of(text) for span in attribution.cue)
    led = text[attribution.source[-1].end : attribution.cue[0].start].strip()
    whole = f"{led} {cue}" if _PASSIVE.fullmatch(led) else cue
    return _HEARD.match(_ON_DAY.sub("", whole)) is not None
