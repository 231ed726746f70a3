"""Reduces words to their stems; what newspapers write in two ways becomes one."""

import re
from functools import lru_cache
from typing import Final

import Stemmer  # type: ignore[import-not-found]  # PyStemmer ships no types

# NLTK has the same algorithm, but importing it takes a second where SciPy is installed.
_STEMMER: Final = Stemmer.Stemmer("english")
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
    "km": "kilomet",
    "kms": "kilomet",
    "kilometre": "kilomet",
    "kilometres": "kilomet",
}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the word's stem (Porter's second stemmer, as Snowball has it), in lower case."""
    lowered = _POSSESSIVE.sub("", word.lower()).replace("’", "'")
    return _VARIANTS.get(lowered) or str(_STEMMER.stemWord(lowered))
