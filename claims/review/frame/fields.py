"""Read what comes in from forms and addresses. Pure: text in, values out, never an exception."""

import re
from dataclasses import dataclass

_PLACE = re.compile(r"(?P<row>\d{1,18})@(?P<added>[0-9T:.+Z -]{1,40})")
_SPECIAL = re.compile(r"[\\%_]")
_WORD = re.compile(r'"[^"]+"|[^\s"]+')
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list of articles goes on: after the article added then, in that row."""

    added: str
    row: int

    def __str__(self) -> str:
        """Write it as an address carries it."""
        return f"{self.row}@{self.added}"


def place_of(text: str | None) -> Place | None:
    """Return the place that an address carries, None where there is none or it makes no sense."""
    found = _PLACE.fullmatch(text or "")
    return Place(found["added"], int(found["row"])) if found else None


def like(words: str) -> str:
    r"""Return the pattern of LIKE (with ESCAPE '\') for texts that hold the words."""
    return f"%{_SPECIAL.sub(lambda found: chr(92) + found[0], words)}%"


def match(words: str) -> str | None:
    """Return what people typed as a query of FTS5: all words, "phrases", a star behind a word.

    Every part is quoted, so that no sign of FTS5's own language makes an error. None for nothing.
    """
    parts = []
    for part in _WORD.findall(words.replace("\0", " ")):  # FTS5 reads up to the first NUL
        star = "*" if part.endswith("*") and not part.startswith('"') else ""
        inner = part.strip('"').rstrip("*")
        if any(sign.isalnum() for sign in inner):
            parts.append(f'"{inner}"{star}')
    return " ".join(parts) or None


def inner_path(path: str | None) -> str:
    """Return a path to go on to after signing in, if it is one of this server's own; else "/"."""
    if not path or not path.startswith("/") or path.startswith("//"):
        return "/"
    return "/" if "\\" in path or _CONTROL.search(path) else path
