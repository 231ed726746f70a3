"""Data sets are read from gzip; what cannot be read is named."""

import gzip
from pathlib import Path

import pytest

from claims.errors import InputError
from claims.training.data.sets import read_rows


def test_each_line_is_a_row(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl.gz"
    path.write_bytes(gzip.compress('{"text": "Für 5 €"}\n{"text": ""}\n'.encode()))
    assert read_rows(path) == [{"text": "Für 5 €"}, {"text": ""}]


@pytest.mark.parametrize(
    ("stored", "line"),
    [
        (None, "is missing"),
        (b"{}\n", "cannot be read"),
        (gzip.compress(b"{}\n" * 99)[:-9], "cannot be read"),
        (gzip.compress(b"no JSON\n"), "cannot be read"),
        (gzip.compress(b"\xff\n"), "cannot be read"),
    ],
    # gzip writes the second of the day into its bytes, so these cannot name a test.
    ids=["no file", "no gzip", "cut off", "no JSON", "no UTF-8"],
)
def test_what_is_no_set_is_named(stored: bytes | None, line: str, tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl.gz"
    if stored is not None:
        path.write_bytes(stored)
    with pytest.raises(InputError, match=rf"set\.jsonl\.gz {line}"):
        read_rows(path)
