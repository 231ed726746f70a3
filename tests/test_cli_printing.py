"""Text of others never steers the terminal."""

import pytest

from claims.cli.printing import printable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qaani’s visit\n\tin “Baghdad”", "Qaani’s visit\n\tin “Baghdad”"),
        ("\x1b[2Jgone", "\\x1b[2Jgone"),
        ("a\rb", "a\\x0db"),
        ("right\u202eleft", "right\\x202eleft"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("", ""),
    ],
)
def test_what_steers_a_terminal_is_written_out(text: str, expected: str) -> None:
    assert printable(text) == expected
