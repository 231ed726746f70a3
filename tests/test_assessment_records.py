"""What nobody asks a source for: prices on an exchange, the writer of themselves."""

import pytest

from claims.assessment.records import is_market_record, is_of_oneself, is_subheading


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("Orvo shares closed up 1.4 percent at $19.84.", True),
        ("The Dow lost 120 points on Friday.", True),
        ("Bitcoin fell nearly 5 percent to $6,985.", True),
        ("Orvo shares fell 4 percent because its chief lied.", False),
        ("Orvo shares could fall 4 percent.", False),
        ("Thefts in the harbour fell 10 percent.", False),
        ("The stock of fish in the bay is poor.", False),
    ],
)
def test_a_price_on_an_exchange_is_on_record(text: str, record: bool) -> None:
    assert is_market_record(text) == record


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("I have covered the harbour for years.", True),
        ("But I’m not sure that it was closed.", True),
        ("In May the harbour was closed, I think.", False),
        ("India closed the harbour.", False),
    ],
)
def test_the_writer_of_themselves(text: str, own: bool) -> None:
    assert is_of_oneself(text) == own


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("“A NEW HARBOUR”", True),
        ("STRONG CASE AGAINST THE PORT", True),
        ("“GO NOW!”", False),
        ("A new harbour", False),
        ("NATO", False),
    ],
)
def test_a_subheading(text: str, heading: bool) -> None:
    assert is_subheading(text) == heading
