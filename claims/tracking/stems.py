"""Reduces words to their stems; what newspapers write in two ways becomes one."""

import re
from functools import lru_cache
from typing import Final

from nltk.stem.snowball import (  # type: ignore[import-untyped]  # NLTK ships no types
    EnglishStemmer,
)

_STEMMER: Final = EnglishStemmer()
_POSSESSIVE: Final = re.compile(r"[’']s?$")
_VARIANTS: Final = {
    "u.s": "us",
    "u.s.": "us",
    "usa": "us",
    "america": "us",
    "american": "us",
    "americans": "us",
    "u.k": "uk",
    "britain": "uk",
    "british": "uk",
    "u.n": "un",
    "e.u": "eu",
    "%": "percent",
}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the word's stem (Porter's second stemmer, Snowball), in lower case."""
    lowered = _POSSESSIVE.sub("", word.lower())
    return _VARIANTS.get(lowered) or str(_STEMMER.stem(lowered))
