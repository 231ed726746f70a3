"""Statements of the writer's own for which nobody asks a source, told by their form alone.

What a share or an index closed at is on public record; what the writer says of themselves is known
to nobody better. Whether anything else is on record is for the model of `judging` to weigh.
"""

import re
from collections.abc import Callable
from typing import Final

_MARKET: Final = re.compile(
    r"\b(?:shares?|stocks?|index|indices|index(?:es)?|FTSE|Dow|Nasdaq|S&P|Nikkei|Hang Seng|DAX|CAC|"
    r"blue chips|bitcoin|Bitcoin|crude|Brent|futures|bond yields?|Treasur(?:y|ies)|market cap)\b"
)
_MOVES: Final = re.compile(
    r"\b(?:rose|fell|gained|lost|losing|dropped|slid|climbed|jumped|soared|plunged|surged|slipped|"
    r"tumbled|edged|advanced|declined|added|shed|rallied|sank|closed|closing|ended|traded|trading|"
    r"up|down)\b[^.;]{0,50}?(?:\d[\d,.]* ?(?:percent\b|per cent\b|%|points?\b|cents?\b)|[$£€]\d)"
)
_ON_ACCOUNT: Final = re.compile(
    r"\b(?:because|after|amid|as (?:investors|traders|fears|worries|hopes)|on (?:news|fears|hopes|"
    r"worries)|due to|thanks to|driven|boosted|fuel+ed|weighed|expected|could|may|might|will)\b"
)
_ONESELF: Final = re.compile(
    r"[“\"'\s]*(?:(?:And|But|So|Yet|Now|Still|Today|Tonight),? )?I(?: |[’']\w)"
)
_HEADING_WORDS: Final = 8


def is_market_record(text: str) -> bool:
    """Tell whether a statement is no more than the move of a price on an exchange."""
    if _MARKET.search(text) is None or _MOVES.search(text) is None:
        return False
    return _ON_ACCOUNT.search(text) is None


def is_of_oneself(text: str) -> bool:
    """Tell whether the writer speaks of themselves: "I have covered the port for years"."""
    return _ONESELF.match(text) is not None


def is_subheading(text: str) -> bool:
    """Tell whether a line is a heading between paragraphs: "“A NEW HARBOUR”"."""
    bare = text.strip(" \t\xa0“”\"'‘’")
    if not bare.isupper() or bare[-1:] in ".!?":
        return False
    return 1 < len(bare.split()) <= _HEADING_WORDS


ON_RECORD: Final[tuple[tuple[Callable[[str], bool], str], ...]] = (
    (is_market_record, "a price on an exchange, which is on record"),
    (is_of_oneself, "the writer speaks of themselves"),
)
"""What is on record by its form, each with the reason in words."""
