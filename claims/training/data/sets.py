"""Reads the data sets that models are made and measured from: JSON lines in gzip."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any, Final

from claims.errors import InputError

__all__ = ["read_rows"]


# Which pairs of premise and hypothesis are never trained on, and what their labels are called.

GIVEN: Final = {"entailment": "follows", "neutral": "neutral", "contradiction": "contradicts"}
"""The labels of the data sets, and the names that tracking has for them."""
_PARTS: Final = 7


def held_out(text: str) -> bool:
    """Tell whether a premise belongs to the seventh that is kept for measuring."""
    return hashlib.sha256(text.encode()).digest()[0] % _PARTS == 0


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a set (`NAME.jsonl.gz`), each a dict.

    Raises InputError where the file is missing, damaged, or holds something else.
    """
    try:
        with gzip.open(path, "rt", encoding="utf8") as lines:
            return [json.loads(line) for line in lines]
    except FileNotFoundError as error:
        raise InputError(
            f"The data set {path} is missing: name the folder that holds it."
        ) from error
    except (OSError, EOFError, ValueError) as error:
        raise InputError(f"The data set {path} cannot be read: {error}.") from error
