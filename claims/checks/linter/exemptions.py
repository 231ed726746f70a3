"""Comments in an article's file that exempt a place from house rules, each with its codes.

    <!-- claims: ignore S101 -->            in HTML and Markdown
    claims: ignore S101, A202               in plain text, on a line of its own
    <!-- claims: ignore-file S102 -->       for the whole file

Such a comment holds for the line on which it stands; alone on its line, for the next line that
holds something. Codes may be beginnings ("A"); without codes, every rule is meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claims.reading.layout.comments import IGNORE

__all__ = ["Exemptions", "exemptions_in"]


@dataclass(frozen=True, slots=True)
class Exemptions:
    """Which codes are exempt on which lines of a file (counted from 1), and in all of it."""

    lines: dict[int, tuple[str, ...]] = field(default_factory=dict)
    everywhere: tuple[str, ...] = ()

    def hold(self, code: str, first: int, last: int) -> bool:
        """Return whether a finding of a rule, from its first to its last line, is exempt."""
        if code.startswith(self.everywhere):
            return True
        return any(code.startswith(self.lines.get(line, ())) for line in range(first, last + 1))


def exemptions_in(source: str) -> Exemptions:
    """Return what the comments of a file exempt."""
    lines: dict[int, tuple[str, ...]] = {}
    everywhere: tuple[str, ...] = ()
    rows = source.split("\n")
    for match in IGNORE.finditer(source):
        codes = tuple(re.findall(r"[A-Z]\d{0,3}", match["codes"].upper())) or ("",)
        if match["file"]:
            everywhere += codes
            continue
        number = source.count("\n", 0, match.start()) + 1
        for line in _held(rows, number):
            lines[line] = (*lines.get(line, ()), *codes)
    return Exemptions(lines, everywhere)


def _held(rows: Sequence[str], number: int) -> Iterator[int]:
    """Yield the line of a comment, and, where nothing else is there, the next that holds
    something."""
    yield number
    if IGNORE.sub("", rows[number - 1]).strip():
        return
    for line in range(number + 1, len(rows) + 1):
        if IGNORE.sub("", rows[line - 1]).strip():
            yield line
            return
