"""Lines of letters and posts that were joined on their way: e-mails, newsgroups, forums.

Such a text shows itself in the whole of it (`letter`): time stamps, headers, greetings, farewells
on lines of their own. Only there are the patterns below asked, for in an article "Paris - The
minister" is a dateline and no greeting. A name that stands alone on several lines is a signature;
where it is inside of a line, it was a line of its own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from claims.english.sentence_words import BEFORE_NAMES, STARTERS
from claims.sentences.marks import ADDRESS, LINK, STAMP

__all__ = ["Letter", "letter", "letter_breaks"]

GREETING = r"(?:(?:Good (?:[Mm]orning|[Aa]fternoon|[Ee]vening)|Hi|Hello|Hey|Dear) )?"
NAMES = r"[A-Z][a-z]+(?:(?:,? and|,|) [A-Z][a-z]+){0,3}"
FAREWELL = (
    r"(?:Thanks|Thank you|Thx|Cheers|Regards|[A-Z][a-z]+ [Rr]egards|Sincerely|Take [Cc]are"
    r"|(?:Talk to you|See you) (?:later|soon))"
)
FILE_TYPE = r"\.(?:docx?|pdf|xlsx?|pptx?|jpe?g|gif|png|txt|html?|zip|rtf)"
FILE = rf"[\w().&-]+(?: [\w().&-]+){{0,4}}{FILE_TYPE}"
STARTS = "|".join(sorted(word.capitalize() for word in STARTERS))
OPENING = rf"(?:^|{STAMP} )"

EVIDENT = re.compile(
    rf"{STAMP}|^E-?mail: |^Groups: |<{ADDRESS}>|\(See attached file: |^P\.?S\b"
    rf"|^(?:Hi|Hello|Hey|Dear)\b[^\n]{{0,40}}[,!]$|^{FAREWELL}[,.!]*$|^{FAREWELL}, [A-Z]"
    r"|^[A-Z][a-z]+,$",
    re.MULTILINE,
)
SIGNATURE = re.compile(r"^[A-Z][\w.]*(?: [A-Z][\w.]*){1,2}$")
LONGEST_SIGNATURE, MOST_SIGNATURES = 60, 20

PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # Whom it greets: "Vince - Thanks for", "Jill: As discussed"
        rf"{OPENING}{GREETING}{NAMES} -(?P<gap>\s+)(?=[A-Z])",
        rf"{OPENING}{GREETING}[A-Z][a-z]+:(?P<gap>\s+)(?=(?:{STARTS})\b)",
        # A farewell, then who says it: "Thanks Rudwell 53596"
        rf"(?:^|(?<=[\w.!?)] )){FAREWELL},?(?P<gap>\s+)"
        r"(?=[A-Z][a-z]+(?: [A-Z0-9-]|$)|[A-Z]{1,3}$)",
        r"(?:^|(?<=[.!?)] ))(?:Thx|[Tt]hanks)(?P<gap>\s+)(?=[a-z]{2}(?: [A-Z]|$))",
        rf"(?<=\w)(?P<gap>\s+)(?={FAREWELL},? [A-Z])",
        # Who signs twice, by initials, or after a postscript
        r"(?<!\S)(?P<name>[A-Z][a-z]+)(?P<gap>\s+)(?=(?P=name)(?:,| [A-Z]))",
        r"(?<=\w)(?P<gap>\s+)(?=-[A-Z][a-z]*$)",
        r"(?<=\S)(?P<gap>\s+)(?=PS ?-)",
        # The sender as an address book writes it: "“Lee, Ann” are you coming"
        r"^\"[A-Z][a-z]+, [A-Z][a-z]+\"(?P<gap>\s+)(?=\w)",
        # The header of a post or of a letter that is sent on
        rf"^E-?mail: [^<>@]{{0,60}}<?{ADDRESS}>?(?P<gap>\s+)(?=\w)",
        r"(?<=[\w>)])(?P<gap>\s+)(?=(?:From|To|Cc|cc|CC|Date): )",
        # Attachments, each of them on a line
        rf"(?<=\S)(?P<gap>\s+)(?=- {FILE}(?:\s|$))",
        r"<< File: [^<>]{1,200} >>(?P<gap>\s+)(?=\S)",
        rf"{FILE_TYPE}\)(?P<gap>\s+)(?=[A-Z-])",
        # A link after an ellipsis; where a post quotes from: "(Post) The minister"
        rf"(?:\.\.\.|…)(?P<gap>\s+)(?={LINK})",
        r"(?:^|(?<=[.)\]] ))\([A-Z][^()]{2,40}\)(?P<gap>\s+)(?=[A-Z\"“(])",
        # A line in capitals; what ends a page
        r"(?<=[a-z])(?P<gap>\s+)(?=(?:[A-Z]{2,} ){3,}[A-Z]{2,})",
        r"(?<=\S)(?P<gap>\s+)(?=Reply$)",
    )
)


class Letter(NamedTuple):
    """What a text that is a letter or a post tells about its lines."""

    signatures: re.Pattern[str] | None
    """The names that stand alone on lines, or None where none does so twice."""


def letter(text: str, lines: Iterable[tuple[int, int]]) -> Letter | None:
    """Return what the text tells as a letter, or None where it is none."""
    if not EVIDENT.search(text):
        return None
    short = (text[start:end] for start, end in lines if end - start <= LONGEST_SIGNATURE)
    alone = Counter(line.strip(" ,") for line in short)
    names = [name for name, times in alone.most_common() if times > 1 and SIGNATURE.match(name)]
    joined = "|".join(
        re.escape(name) for name in sorted(names[:MOST_SIGNATURES], key=len, reverse=True)
    )
    return Letter(re.compile(rf"(?<!\S)(?:{joined})(?!\S)(?! [a-z])") if names else None)


def letter_breaks(text: str, start: int, end: int, told: Letter) -> Iterator[tuple[int, int]]:
    """Yield where white space divides two lines of a letter that were joined: its start and end."""
    run = text[start:end]
    for pattern in PATTERNS:
        for match in pattern.finditer(run):
            yield start + match.start("gap"), start + match.end("gap")
    if told.signatures:
        for match in told.signatures.finditer(run):
            for first, last in _around(run, *match.span()):
                yield start + first, start + last


def _around(run: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the white space before and after a signature, where there is any."""
    before = re.search(r"(\S{1,60})(\s+)$", run[max(0, first - 80) : first])
    if before and before[1].lower() in BEFORE_NAMES:
        return
    if before:
        yield first - len(before[2]), first
    after = re.match(r"\s+(?=\S)", run[last : last + 80])
    if after:
        yield last, last + after.end()
