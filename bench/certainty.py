"""Measures certainty and negation against three public sets: `python bench/certainty.py DATA`.

uncertainty_conll2010 (Wikipedia): is a sentence uncertain; F1 of "not asserted". uw_factuality,
development part: the event of the main clause, -3 to 3; negative = negated, below 2 either way =
not asserted. commitmentbank: the complement of the last sentence's verb, under its operator; a
mean commitment below 1 = the writer does not vouch for it.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from claims.assessment.certainty import assess_certainty, is_negated
from claims.training.data.sets import read_rows
from claims.values import Span


def unsure(text: str) -> bool:
    return assess_certainty(text, (Span(0, len(text)),), ())[0] != "asserted"


def conll(data: Path) -> Iterator[tuple[bool, bool]]:
    for row in read_rows(data / "uncertainty_conll2010.jsonl.gz"):
        yield not row["certain"], unsure(row["text"])


def main_events(data: Path) -> Iterator[tuple[str, float]]:
    for row in read_rows(data / "uw_factuality.jsonl.gz"):
        if row["split"] == "dev":
            for event in row["events"]:
                if row["dep"][event["i"]] == "ROOT":
                    yield " ".join(row["tokens"]), event["value"]


def commitment(data: Path) -> Iterator[tuple[bool, bool]]:
    for row in read_rows(data / "commitmentbank.jsonl.gz"):
        yield (
            row["mean"] < 1,
            unsure(row["target"]) or is_negated(row["target"], (Span(0, len(row["target"])),)),
        )


def report(name: str, pairs: Iterator[tuple[bool, bool]]) -> None:
    counts = Counter(pairs)
    both, missed, false = counts[True, True], counts[True, False], counts[False, True]
    right = 100 * (both + counts[False, False]) / max(1, counts.total())
    f1 = 200 * both / max(1, 2 * both + missed + false)
    precision, recall = 100 * both / max(1, both + false), 100 * both / max(1, both + missed)
    print(
        f"{name:32} {counts.total():5}  P {precision:5.1f} R {recall:5.1f} F1 {f1:5.1f}"
        f"  right {right:5.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of data sets")
    data = parser.parse_args().data
    report("conll2010, uncertain", conll(data))
    events = list(main_events(data))
    report("uw dev, main event unsure", ((abs(v) < 2, unsure(text)) for text, v in events))
    report(
        "uw dev, main event negated",
        ((v < 0, is_negated(text, (Span(0, len(text)),))) for text, v in events),
    )
    report("commitmentbank, not vouched for", commitment(data))


if __name__ == "__main__":
    main()
