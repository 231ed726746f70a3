"""Comments that people put into an article's file for `claims check`: they are none of its text."""

import re
from typing import Final

__all__ = ["IGNORE", "is_comment"]

IGNORE: Final = re.compile(
    r"(?:<!--[ \t]*|^[ \t]*(?:[#/;%-]{1,3}[ \t]*)?)claims:[ \t]*ignore(?P<file>-file)?"
    r"(?P<codes>(?:[ \t,]+[A-Z]\d{0,3})*)[ \t]*(?:-->|$)",
    re.MULTILINE | re.IGNORECASE,
)
"""A comment that exempts a place or, with "-file", the whole file from house rules."""


def is_comment(line: str) -> bool:
    """Return whether a line holds such a comment and nothing else."""
    return IGNORE.fullmatch(line.strip()) is not None
