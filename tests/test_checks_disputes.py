"""Who is accused, who answers, and which side of a dispute is not heard."""

import pytest

from claims.checks.disputes import accuses, answers, unheard

BETWEEN = "The dispute between Karst Works and Velmo goes on."


@pytest.mark.parametrize(
    ("text", "names", "side"),
    [
        (BETWEEN, "Karst Works", "Velmo"),
        (BETWEEN, "the chief executive of Velmo; a judge", "Karst Works"),
        (BETWEEN, "Karst Works; Velmo", None),
        (BETWEEN, "a judge", None),
        (BETWEEN, None, None),
        ("The row between the union and the port is old.", "the unions", "the port"),
        ("Velmo’s long-running legal battle with Karst Works goes on.", "Velmo", "Karst Works"),
        ("Ann Lee criticized Velmo for the leak.", "Ann Lee", "Velmo"),
        ("Ann Lee has sued the Harbour Office.", "Ann Lee", "the Harbour Office"),
        ("Ann Lee has sued the Harbour Office.", "Ann Lee; the Harbour Office", None),
        ("Ann Lee has sued the Harbour Office.", "", None),
        ("Ann Lee criticized Velmo’s plan.", "Ann Lee", None),
        ("A lodge has sued the Roe administration.", "a lodge", "the Roe administration"),
        ("The dispute between Angola and Namibia goes on.", "Angola", None),
        ("The bridge between Karst Works and Velmo is shut.", "Velmo", None),
        ("It is in dispute.", "Velmo", None),
        (None, None, None),
    ],
)
def test_the_side_that_is_not_heard(text: str | None, names: str | None, side: str | None) -> None:
    assert unheard(text, names) == side


@pytest.mark.parametrize(
    ("text", "accused", "answered"),
    [
        ("Ann Lee accused the mayor of theft.", True, False),
        ("He denied it.", False, True),
        ("“This is a lie,” the mayor said.", False, True),
        ("The mayor said that he had done nothing wrong.", False, True),
        ("The claims are baseless, his lawyers said.", False, True),
        ("The mayor did not respond.", False, True),
        ("The mayor lied to the council.", True, False),
        ("The bridge is old.", False, False),
        (None, False, False),
    ],
)
def test_accusation_and_answer(text: str | None, accused: bool, answered: bool) -> None:
    assert (accuses(text), answers(text)) == (accused, answered)
