"""Which readers may be used: none, unless somebody named them.

The environment variable CLAIMS_READERS names them, separated by commas, with `*` for any run of
characters: `llm:gpt-4o-mini, llm:ollama/*`. Where it is set it is the last word, so that whoever
runs a machine decides what leaves it; where it is not, a desk's own settings name them.
"""

import os
import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Final

from claims.errors import SettingsError

__all__ = ["ALLOWED_VARIABLE", "allowed_readers", "is_allowed", "reader_model", "split_names"]

ALLOWED_VARIABLE: Final = "CLAIMS_READERS"
_PREFIX: Final = "llm"


def split_names(names: str) -> tuple[str, ...]:
    """Return the names of a list, which commas or line ends separate."""
    return tuple(name for part in re.split(r"[,\n]", names) if (name := part.strip()))


def allowed_readers(setting: str = "") -> tuple[str, ...]:
    """Return the patterns of the readers that may be used; `setting` is the desk's own list."""
    return split_names(os.environ.get(ALLOWED_VARIABLE, setting))


def is_allowed(reader: str, allowed: Iterable[str]) -> bool:
    """Return whether a reader, such as "llm:gpt-4o-mini", is among the allowed ones."""
    return any(fnmatchcase(reader, pattern) for pattern in allowed)


def reader_model(reader: str) -> str:
    """Return the model that a reader's name asks for; empty for the default one of `llm`.

    Raises SettingsError for any other reader.
    """
    kind, _, model = reader.strip().partition(":")
    if kind != _PREFIX:
        raise SettingsError(f"there is no reader {reader}: write llm or llm:MODEL")
    return model.strip()
