"""Names of tests are plain text, so that every process collects the same ones.

pytest names a case by its values. Bytes that were compressed hold the second of the day, and differ
from one process to the next: then none of the tests run. Bytes and control characters are no names
that a person can type or read either.
"""

import gzip
import unicodedata

import pytest

SPACES = "\t\n\r"


def named_by(values: dict[str, object], name: str) -> list[str]:
    """Return the values that stand in the name and are not plain text, as they stand there."""
    found = []
    for value in values.values():
        if isinstance(value, bytes) and any(
            not 32 <= byte < 127 and chr(byte) not in SPACES for byte in value
        ):
            shown = "".join(chr(byte) if 32 <= byte < 127 else f"\\x{byte:02x}" for byte in value)
        elif isinstance(value, str) and any(
            unicodedata.category(character) == "Cc" and character not in SPACES
            for character in value
        ):
            shown = value.encode("unicode_escape").decode("ascii")
        else:
            continue
        # pytest writes some bytes with shorter escapes: what stands before them is the same.
        if shown.split("\\", 1)[0] + "\\" in name:
            found.append(shown)
    return found


def test_names_of_tests_are_plain_text(request: pytest.FixtureRequest) -> None:
    wrong = [
        item.nodeid
        for item in request.session.items
        if (case := getattr(item, "callspec", None)) and named_by(case.params, case.id)
    ]
    assert not wrong, "give these cases ids"


@pytest.mark.parametrize(
    ("value", "name", "plain"),
    [
        (gzip.compress(b"{}"), "\\x1f\\x8b\\x08\\x00\\xa4j", False),
        (b"caf\xe9", "caf\\xe9-no UTF-8", False),
        (b"caf\xe9", "Latin-1-no UTF-8", True),
        (b"plain", "plain", True),
        ("gone\x1b[2J", "gone\\x1b[2J", False),
        ("“Größe”\n", "\\u201cGr\\xf6\\xdfe\\u201d\\n", True),
        (5, "5", True),
    ],
    ids=["gzip", "Latin-1", "Latin-1 with an id", "ASCII", "escape", "typographic", "a number"],
)
def test_what_is_plain(value: object, name: str, plain: bool) -> None:
    assert (not named_by({"value": value}, name)) is plain
