"""A readable form of a claim: what it says, as a sentence that stands without its article.

The quotation marks go, a leading "that" goes, a pronoun that opens the content becomes the name
of who it is where the source is known to be meant, and the sentence opens with a capital and ends
with a full stop. The exact text is kept beside it; this form is for reading and searching only.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from claims.assessment.persons import in_third_person, name_inside, spelt_out
from claims.values import Span

_EDGES: Final = " \t\r\n\xa0,;:–—-"
_QUOTES: Final = '“”"„«»'
_OPENING_PRONOUN: Final = re.compile(r"^(he|she|they|it|I|we)\b(?!['’])", re.I)
_CONTRACTED: Final = re.compile(r"^(he|she|they|it|I|we)(['’](?:s|ll|d|re|ve|m))\b", re.I)
_OPENING_OWNER: Final = re.compile(r"^(his|her|its|their)\s+(?=[a-z])", re.I)
_COMMAS: Final = (",", "–", "—", "--")
_DATELINE: Final = re.compile(
    r"^(?:[A-Z][A-Z .,'’/-]{2,40}(?:,? [A-Z][a-z]+\.?(?: \d{1,2})?)? ?)?"
    r"\((?:Reuters|Xinhua|AP|AFP|CNN|UPI|dpa|Bloomberg)\) ?[-–—]+ "
)
_SPACES: Final = re.compile(r"\s+")
_LEADING: Final = re.compile(
    r"^(?:(?:and |but )?(?:alleging |arguing |claiming |saying |asserting |adding )?(?-i:that)"
    r"(?! (?-i:assertion|claim|report|idea|view|plan|proposal|charge|accusation|allegation|action|"
    r"suggestion|figure|number|is|was|would|will|has|had|means|meant|makes|can|could)\b)|and|"
    r"but|"
    r"alleging|arguing|claiming|asserting)\s+",
    re.I,
)


def make_standalone(text: str, content: Sequence[Span], names: Mapping[str, str]) -> str:
    """Return the content as a sentence of its own.

    `names` gives for a pronoun in lower case ("he", "i"; "his own" for a possessive "his") the name
    of who it is; pronouns that are not in it stay, and so do those whose verb cannot be turned.
    """
    joined = ""
    for place, span in enumerate(content):
        part = _clean(_DATELINE.sub("", span.of(text)) if not place else span.of(text))
        gap = text[content[place - 1].end : span.start].strip() if place else ""
        mark = ", " if gap in _COMMAS else " "
        joined += (mark if joined and part else "") + part
    joined = _LEADING.sub("", joined).strip(_EDGES)
    if not joined:
        return ""
    opened = _name_opening(joined, names)
    joined = opened if opened != joined else name_inside(joined, names)
    joined = joined[0].upper() + joined[1:]
    return joined if joined[-1] in ".!?…" else joined + "."


def _clean(stretch: str) -> str:
    for mark in _QUOTES:
        stretch = stretch.replace(mark, "")
    stretch = stretch.replace("''", "").replace("``", "")
    return _SPACES.sub(" ", stretch).strip(_EDGES)


def _name_opening(sentence: str, names: Mapping[str, str]) -> str:
    """Put the name in the place of the pronoun that opens the sentence."""
    match = _OPENING_PRONOUN.match(sentence) or _CONTRACTED.match(sentence)
    if match is None:
        owned = _OPENING_OWNER.match(sentence)
        owner = names.get(f"{owned.group(1).lower()} own") if owned else None
        if owned is None or owner is None:
            return sentence
        return f"{owner}{'’' if owner.endswith('s') else '’s'} {sentence[owned.end() :]}"
    pronoun = match.group(1).lower()
    name = names.get(pronoun)
    if name is None:
        return sentence
    rest = spelt_out(pronoun, sentence[match.end(1) :])
    if rest is not None and pronoun == "i":
        rest = in_third_person(rest)
    return sentence if rest is None else name + rest
