"""Text of others never steers the terminal; counts agree with their noun."""

import pytest

from claims.cli.shared.printing import counted, printable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qaani’s visit\n\tin “Baghdad”", "Qaani’s visit\n\tin “Baghdad”"),
        pytest.param("\x1b[2Jgone", "\\x1b[2Jgone", id="clear the screen"),
        ("a\rb", "a\\x0db"),
        ("right\u202eleft", "right\\x202eleft"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("", ""),
    ],
)
def test_what_steers_a_terminal_is_written_out(text: str, expected: str) -> None:
    assert printable(text) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "0 faults"), (1, "1 fault"), (2, "2 faults"), (2000, "2,000 faults")],
)
def test_a_count_agrees_with_its_noun(number: int, expected: str) -> None:
    assert counted(number, "fault") == expected
