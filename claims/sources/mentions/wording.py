"""What the words beside a mention tell: who speaks, who is described, whose kin comes next."""

import re

from claims.sources.mentions.passages import Passage
from claims.values import Span

_SAYS = re.compile(
    r"[^.]{0,60}?\b(?:said|says|stated|wrote|asked|answered|explained|told|noted|commented|recalled"
    r"|described|called|added|remarked|replied|claimed|felt|praised)\b"
)
_SAID_BY = re.compile(r"\b(?:said|says|wrote|asked|according to|by|explained)\s(?:\w+\s){0,3}$")
_TREATED = re.compile(
    r"\b(?:called|named|described|invited|praised|interviewed|met|introduced|hired|cast|replaced"
    r"|defeated|beat|succeeded|as|of|for|about)\s+(?:\w+\s){0,2}$"
)
_ROLE_AFTER = re.compile(r",\s+(?:an?|the|his|her|then|former)\b")
_ROLE_BEFORE = re.compile(r"\b(?:his|her|the|their)\s+(?:[a-z-]+\s){1,3}$")
_KIN = re.compile(
    r"['’]s\s+(?:\w+\s)?(?:wife|husband|mother|father|brother|sister|son|daughter|friend|uncle|aunt"
    r"|cousin|mentor)"
)


def beside(passage: Passage, span: Span) -> dict[str, float]:
    """Return features of the words right before and after a mention."""
    text, word = passage.text, passage.word
    lead = text[max(0, span.start - 40) : span.start]
    first, last = passage.token_at(span.start), passage.token_at(max(span.start, span.end - 1))
    found = {
        "described after": float(bool(_ROLE_AFTER.match(text, span.end))),
        "described before": float(bool(_ROLE_BEFORE.search(lead))),
        "has kin": float(bool(_KIN.match(text, span.end))),
    }
    found[f"before it: {word(first - 1).lower()}"] = 1.0
    found[f"after it: {word(last + 1).lower()}"] = 1.0
    found[f"after it, later: {word(last + 2).lower()}"] = 1.0
    found[f"ends after it: {word(last + 1).lower()[-2:]}"] = 1.0
    return found


def is_treated(text: str, span: Span) -> bool:
    """Return whether something is done to whoever is mentioned: "invited Ann"."""
    return _TREATED.search(text[max(0, span.start - 40) : span.start]) is not None


def speaks(text: str, span: Span) -> bool:
    """Return whether whoever is mentioned says something there."""
    lead = text[max(0, span.start - 40) : span.start]
    return bool(_SAYS.match(text, span.end, span.end + 80) or _SAID_BY.search(lead))


def inside_quotation(text: str, at: int) -> bool:
    """Return whether the last quotation mark before an offset opens."""
    lead = text[max(0, at - 600) : at]
    opens = max(lead.rfind(mark) for mark in ("``", "“", ' "'))
    return opens > max(lead.rfind(mark) for mark in ("''", "”", '" ', '",', '."'))
