"""The measures, on cases small enough to count by hand."""

import pytest

from claims.training.attribution.scoring import Marks, Tally

TEXT = "“It is over,” the tall man said. “We lost.” He wept."


def mark(source: str, cue: str, *contents: str) -> Marks:
    def spans(*parts: str) -> list[tuple[int, int]]:
        return [(TEXT.index(part), TEXT.index(part) + len(part)) for part in parts if part]

    return {"source": spans(source), "cue": spans(cue), "content": spans(*contents)}


GOLD = mark("the tall man", "said", "“It is over,”", "“We lost.”")


@pytest.mark.parametrize(
    ("found", "link", "exact", "split"),
    [
        ([mark("the tall man", "said", "It is over", "We lost")], 100.0, 100.0, 100.0),
        ([mark("tall man", "said", "“It is over,”")], 100.0, 0.0, 100.0),
        ([mark("", "said", "“It is over,”", "“We lost.”")], 0.0, 0.0, 0.0),
        ([mark("He", "wept", "We")], 0.0, 0.0, 0.0),
        ([GOLD, mark("He", "wept", "We lost")], 66.67, 66.67, 100.0),
        ([], 0.0, 0.0, 0.0),
    ],
)
def test_figures(found: list[Marks], link: float, exact: float, split: float) -> None:
    tally = Tally()
    tally.add(TEXT, [GOLD], found)
    figures = tally.figures()
    assert figures["link F1"] == link
    assert figures["exact F1"] == exact
    assert figures["split link recall"] == split


def test_spans_are_counted_by_role() -> None:
    tally = Tally()
    tally.add(TEXT, [GOLD], [mark("the tall man", "said", "“It is over,”")])
    figures = tally.figures()
    assert figures["span F1 source"] == 100.0
    assert figures["span F1 content"] == 66.67
