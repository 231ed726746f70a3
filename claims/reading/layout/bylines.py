"""Bylines: the lines that say who wrote an article, at its top ("By Jane Doe") or at its end
("Reporting by Jane Doe; Editing by John Roe").
"""

import re

__all__ = ["author_of", "is_byline", "is_credit", "is_role"]

_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w.’'-]*|de|van|von|der|den|al|el|bin|da|di|la|le|du|dos)"
_NAME = rf"{_WORD}(?: {_WORD}){{0,5}}"
_NAMES = rf"{_NAME}(?:(?:,? (?:and|&) |, ){_NAME}){{0,6}}"
_BYLINE = re.compile(
    rf"(?:By|BY|by|Written by|Words by|Story by|From)\s*:?\s+(?P<names>{_NAMES})"
    r"(?P<rest>\s*(?:[|•·–—/@]|\bin\b|\bfor\b|\bPublished\b|\bUpdated\b).*)?[.:,]?"
)
_CREDITS = (
    r"\(?(?:(?:Additional |Further )?[Rr]eporting|Writing|Editing|Compiled|Edited|Reported"
    r"|Translated|Graphics?|Produced) by (?P<names>[^;()]{2,200}?)(?: in [A-Z][^;()]*)?"
    r"(?:;.*|\. (?:Writing|Editing|Additional).*)?\.?\)?",
    rf"(?:{_NAMES}) (?:also )?contributed (?:reporting|research|to this (?:report|story|article))"
    r"\b.{0,120}",
    r"(?:The )?(?:Associated Press|AP|Reuters) (?:staff )?(?:[\w ]{1,40} )?(?:writers?|reporters?"
    rf"|correspondents?|journalists?) {_NAMES}(?: in {_NAMES})? contributed .{{1,80}}",
    rf"{_NAME} (?:covers|writes about|reports on) .{{3,160}} for (?:The )?"
    r"(?:Associated Press|AP|AFP|Reuters)\.",
    r"(?:This (?:story|report|article) was (?:written|reported|produced|edited) by).{1,200}",
    r"(?:Co-authored|Guest post) by .{1,120}",
    r"(?:Follow|Contact|E-?mail) (?:[A-Z@][\w.’'@-]* ?){1,4}"
    r"(?: on (?:Twitter|X|Facebook)| at )\b.{0,80}",
)
_CREDIT = tuple(re.compile(form) for form in _CREDITS)
_BEAT = re.compile(
    r"(?:[A-Z][\w&’'-]+ )?(?:[\w&’'-]+ ){0,3}(?:[Cc]orrespondent|[Rr]eporter|[Ee]ditor|[Ww]riter"
    r"|[Cc]olumnist|[Aa]nalyst|[Bb]ureau [Cc]hief)s?(?:(?:, | in | for | at )[\w .,&’'-]{2,40})?"
)
_LONGEST = 300
_ROLE = re.compile(
    r",\s*(?=The |Associated|Reuters|AP\b|AFP\b|Staff|Senior|Chief"
    r"|(?:[A-Z][a-z]+ ){0,2}(?:Writer|Reporter|Correspondent|Editor|Columnist|Bureau)s?\b)"
)
"""What follows the names: whom they write for, and as what."""


def is_byline(line: str) -> bool:
    """Return whether a line at the top of an article says who wrote it."""
    return len(line) <= _LONGEST and _BYLINE.fullmatch(line.strip()) is not None


def is_role(line: str) -> bool:
    """Return whether a line under a byline says what its author is: "Transport editor, Lind"."""
    return _BEAT.fullmatch(line.strip()) is not None


def is_credit(line: str) -> bool:
    """Return whether a line, wherever it is, says who worked on the article."""
    line = line.strip()
    return len(line) <= _LONGEST and any(pattern.fullmatch(line) for pattern in _CREDIT)


def author_of(line: str) -> str | None:
    """Return the names that a byline or a credit gives, as it gives them; None if it gives none."""
    line = line.strip()
    if len(line) > _LONGEST:
        return None
    for pattern in (_BYLINE, _CREDIT[0]):
        found = pattern.fullmatch(line)
        if found:
            names = _ROLE.split(found["names"])[0]
            return names.strip(" ,.") or None
    return None
