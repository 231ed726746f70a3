"""Which telling came first, as far as that is known."""

import itertools

import pytest

from claims.tracking.timing import in_order, is_before, tied_with_first
from claims.tracking.values import Teller, Telling

DAY, MORNING, NOON = "2024-05-03", "2024-05-03T08:00:00+00:00", "2024-05-03T12:00:00+00:00"
NEXT = "2024-05-04"


def telling(name: str, seen: str | None, *cites: str) -> Telling:
    chain = tuple(Teller(one, one, "outlet", False) for one in cites)
    return Telling(name, name, 1, "It rained.", seen=seen, publisher=name, chain=chain)


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        (telling("a", MORNING), telling("b", NOON), True),
        (telling("a", NOON), telling("b", MORNING), False),
        (telling("a", DAY), telling("b", NEXT), True),
        (telling("a", NOON), telling("b", NEXT), True),
        (telling("a", DAY), telling("b", NOON), False),
        (telling("a", MORNING), telling("b", DAY), False),
        (telling("a", DAY), telling("b", DAY, "a"), True),
        (telling("a", DAY, "b"), telling("b", DAY), False),
        (telling("a", None), telling("b", DAY), False),
        (telling("a", DAY), telling("b", None), False),
    ],
)
def test_is_before(one: Telling, other: Telling, before: bool) -> None:
    assert is_before(one, other) is before


@pytest.mark.parametrize(
    ("tellings", "order", "tied"),
    [
        ([telling("a", NOON), telling("b", MORNING)], "ba", ()),
        ([telling("a", DAY), telling("b", DAY)], "ab", ("b",)),
        ([telling("a", DAY, "b"), telling("b", DAY)], "ba", ()),
        ([telling("a", DAY, "b"), telling("b", DAY, "c"), telling("c", DAY)], "cba", ("a",)),
        ([telling("a", DAY, "b"), telling("b", DAY, "a")], "ab", ()),
        ([telling("a", DAY), telling("b", NOON), telling("c", NEXT)], "abc", ("b",)),
        ([telling("a", None), telling("b", NEXT)], "ba", ()),
        ([telling("a", None)], "a", ()),
    ],
)
def test_order(tellings: list[Telling], order: str, tied: tuple[str, ...]) -> None:
    for shuffled in itertools.permutations(tellings):
        found = in_order(shuffled)
        assert "".join(one.key for one in found) == order
        assert tied_with_first(found) == tied
