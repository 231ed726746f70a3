"""Outlets under one name in a table of one's own."""

import pytest

from claims.exports import outlet_names


@pytest.mark.parametrize(
    ("stated", "counted_as"),
    [
        (["NYT", "The New York Times", "The New York Times"], {"The New York Times"}),
        (["nytimes.com", "NYT", "NYT", "The New York Times"], {"NYT"}),
        (["The Post", "Lind Post"], {"The Post", "Lind Post"}),
        (["BBC News", "the BBC"], {"BBC News"}),  # equally common: the first of the alphabet
        ([None, "", "dpa"], {"dpa"}),
        ([], set()),
    ],
)
def test_spellings_of_an_outlet_have_its_commonest_name(
    stated: list[str | None], counted_as: set[str]
) -> None:
    found = outlet_names(stated)
    assert set(found) == {name for name in stated if name}
    assert set(found.values()) == counted_as


def test_the_order_of_the_rows_changes_nothing() -> None:
    stated = ["NYT", "nyt", "nytimes.com", "Reuters", "reuters.com"]
    assert outlet_names(stated) == outlet_names(reversed(stated))
