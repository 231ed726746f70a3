"""What looks like an attribution and asserts nothing."""

import pytest
from assessment_examples import attribution

from claims.assessment.silences import is_exchange, is_silence, is_told


@pytest.mark.parametrize(
    ("sentence", "silent"),
    [
        ("‹A spokesman for the harbour› {declined} [to comment].", True),
        ("‹A spokesman for the harbour› {declined to} [comment on the report].", True),
        ("‹She› {refused} [to answer questions on the lease].", True),
        ("‹The firm› {declined} [to give further details].", True),
        ("‹a person close to her›, who {asked} [not to be named because talks go on].", True),
        ("‹They› {spoke} [on condition of anonymity because the inquiry is open].", True),
        ("‹The pilot› {declined to say} [whether the radar was on].", False),
        ("‹The court› {declined} [to step into the quarrel].", False),
        ("‹He› {wants} [to be named leader of the party].", False),
        ("‹The mayor› {asked} [the firm to name a price].", False),
        ("‹The firm› {refused} [to pay the fine].", False),
    ],
)
def test_a_silence_asserts_nothing(sentence: str, silent: bool) -> None:
    assert is_silence(*attribution(sentence)) is silent


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("‹Residents of the valley› {were warned} [to leave at once].", True),
        ("‹The crew› {had been told} [that the line was closed].", True),
        ("‹The senate› was on Friday {told} [that the line was closed].", True),
        ("‹The senate› was {told} [that the line was closed].", True),
        ("‹The senate›, which was late, {told} [the crew to leave].", False),
        ("‹The mayor› {warned} [that the line was closed].", False),
        ("‹The mayor› {was quoted as saying} [that the line was closed].", False),
        ("[The crew left], {it was told} ‹by the harbour›.", False),
    ],
)
def test_who_was_told_says_nothing(sentence: str, told: bool) -> None:
    assert is_told(*attribution(sentence)) is told


@pytest.mark.parametrize(
    ("statement", "exchange"),
    [
        ("The Lind Post could not independently verify the report.", True),
        ("The figures could not be independently confirmed.", True),
        ("We were not able to authenticate the video.", True),
        ("Neither account could be independently verified.", True),
        ("Lind has not commented.", True),
        ("The ministry has not confirmed the toll.", False),
        ("They spoke on condition of anonymity because the inquiry has not begun.", True),
        ("A spokesman for the ministry declined to comment.", True),
        ("The company did not immediately respond to a request for comment.", True),
        ("The minister could not be reached on Tuesday.", True),
        ("The ship did not respond to the rudder.", False),
        ("The mayor refused the gift.", False),
    ],
)
def test_how_the_reporter_fared(statement: str, exchange: bool) -> None:
    assert is_exchange(statement) is exchange
