"""Articles in the form of the annotation guide, for benches that give a stage the right input."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from claims.evaluation import Found, Share
from claims.values import Span

Form = dict[str, Any]


def read_gold(path: Path) -> list[Form]:
    """Return the annotated articles of a file, one a line."""
    return [json.loads(line) for line in path.read_text("utf8").splitlines() if line.strip()]


def spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    """Return the spans of pairs of offsets."""
    return tuple(Span(start, end) for start, end in pairs)


def lines_of(**measures: Found | Share) -> Iterator[str]:
    """Yield a line for each measure, in per cent."""
    for name, one in measures.items():
        if isinstance(one, Found):
            yield f"{name} P {one.precision:.1f} R {one.recall:.1f} F1 {one.f1:.1f}"
        else:
            yield f"{name} right {one.percent:.1f} of {one.of}"
