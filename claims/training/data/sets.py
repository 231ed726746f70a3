"""Reads the data sets that models are made and measured from: JSON lines in gzip."""

import gzip
import json
from pathlib import Path
from typing import Any

from claims.errors import InputError

__all__ = ["read_rows"]


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
