"""SQL functions for the house rules: what SQL alone says badly about words.

`register` gives them to a connection; every rule may use them.
"""

import re
import sqlite3

from claims.checks import disputes, wording
from claims.sources import same_outlet

__all__ = ["bare_name", "is_quotation", "plain", "register", "says_how_many", "shortened"]

LENGTH = 80
"""Characters of a quotation in a message: with its place, a line of the terminal."""
FEWEST_WORDS = 5
"""A shorter text between quotation marks is a name or a term, not what somebody said."""

QUOTES = "\"“”„‟«»‘’'`"
OPENING, CLOSING = '"“„«‘', '"”“»’'
INNER = str.maketrans("“”", "‘’")
NUMERAL = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|both|half)\b",
    re.IGNORECASE,
)


_ABOUT_WORDS = (
    disputes.accuses,
    disputes.answers,
    disputes.in_court,
    disputes.is_contentious,
    disputes.tells_of_guilt,
    wording.decides,
    wording.hangs_on_another_date,
    wording.hearsay,
    wording.is_anaphoric,
    wording.is_background,
    wording.is_document,
    wording.is_placeholder,
    wording.is_season,
    wording.is_spokesperson,
    wording.is_vague_group,
    wording.judges,
    wording.needs_how,
    wording.only_knows,
    wording.probability,
    wording.says_how,
    wording.says_whence,
    wording.says_who_knew,
    wording.says_why,
    wording.vague_group,
)


def register(connection: sqlite3.Connection) -> None:
    """Make the functions known to a connection under their own names."""
    for function in (bare_name, is_quotation, plain, says_how_many, shortened, *_ABOUT_WORDS):
        connection.create_function(function.__name__, 1, function, deterministic=True)
    for compared in (_same_outlet, wording.identified, wording.stands_quoted, disputes.unheard):
        name = compared.__name__.strip("_")
        connection.create_function(name, 2, compared, deterministic=True)


def shortened(text: str | None) -> str:
    """Return the text on one line, of at most 80 characters, fit to be put in quotation marks.

    Marks around it are left out; those inside become single ones.
    """
    line = " ".join((text or "").split()).strip(QUOTES).strip().translate(INNER)
    if len(line) <= LENGTH:
        return line
    cut = line[: LENGTH - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:") + "…"


def bare_name(name: str | None) -> str:
    """Return a name as two spellings of it agree: in lower case, without “the” in front."""
    return " ".join((name or "").casefold().split()).removeprefix("the ")


def plain(text: str | None) -> str:
    """Return the words alone, in lower case: what must agree where two quotations do."""
    return " ".join(re.findall(r"\w+", re.sub(r"['’]", "", (text or "").casefold())))


def is_quotation(text: str | None) -> bool:
    """Tell whether a sentence stands in quotation marks from its first word to its last."""
    stripped = (text or "").strip()
    return (
        len(stripped.split()) >= FEWEST_WORDS
        and stripped[0] in OPENING
        and stripped[-1] in CLOSING
        and not any(mark in stripped[1:-1] for mark in '"“”«»')
    )


def says_how_many(name: str | None) -> bool:
    """Tell whether the words for some people hold a number of them ("two aides")."""
    return NUMERAL.search(name or "") is not None


def _same_outlet(name: str | None, other: str | None) -> bool:
    """Tell whether two names are those of one outlet; false where one is not stated."""
    return same_outlet(name or "", other or "")
