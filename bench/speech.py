"""Measures status from raw text: `python bench/speech.py FILE [ARTICLES] [--list]`.

FILE is newsdiscourse.jsonl.gz, whose `speech` says of each sentence whether it reports what
somebody said. A sentence counts as found where our status is attributed or mixed. Only the
validation part is read; ours are the sentences that overlap theirs.

The set's label means less than our status: a person's voice. On its training part "told" and "said"
of a person are marked in 85 of 100 sentences, "said in a statement" in 6, "according to" in 10,
"showed" and "announced" in none, what documents say in 11 and what organisations say in 17. So
precision has a ceiling that no cut moves: counting cues of saying alone, and no document as a
source, gives F1 84 here, and takes every "according to the ministry" for the writer's own word.
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from claims.inference import AttributionModel
from claims.pipeline import extract
from claims.values import Document, Span


def place(sentences: list[dict[str, Any]]) -> tuple[str, list[Span]]:
    """Put the article together, and say where each of its sentences stands."""
    text, spans = "", []
    for sentence in sentences:
        text += "\n\n" if sentence["par"] and text else " " if text else ""
        spans.append(Span(len(text), len(text) + len(sentence["text"])))
        text += sentence["text"]
    return text, spans


def main(path: str, articles: str = "40", *, show: bool = False) -> None:
    with gzip.open(Path(path), "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if row["split"] == "validation"]
    rows = rows[:: max(1, len(rows) // int(articles))]
    model = AttributionModel()
    counts: Counter[tuple[bool, bool]] = Counter()
    for row in rows:
        text, spans = place(row["sentences"])
        found = extract(Document(text), model=model)
        told = {one.sentence for one in found.assessments if one.status in ("attributed", "mixed")}
        for sentence, span in zip(row["sentences"], spans, strict=True):
            ours = [one for one in found.sentences if one.span.overlaps(span)]
            if not ours or all(one.headline for one in ours):
                continue
            said = any(one.number in told for one in ours)
            counts[bool(sentence["speech"]), said] += 1
            if show and said != sentence["speech"]:
                print("missed" if sentence["speech"] else "false ", sentence["text"][:160])
    both, missed, false = counts[True, True], counts[True, False], counts[False, True]
    print(
        f"{len(rows)} articles, {counts.total()} sentences:"
        f" P {100 * both / max(1, both + false):.1f} R {100 * both / max(1, both + missed):.1f}"
        f" F1 {200 * both / max(1, 2 * both + missed + false):.1f}"
    )


if __name__ == "__main__":
    main(*(a for a in sys.argv[1:] if a != "--list"), show="--list" in sys.argv)
