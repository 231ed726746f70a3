"""Scores attributions against annotated ones, as sets of words, so that punctuation at a boundary
never counts.

The measures are those of the project's scorer: `span`, every contiguous span of a role with exact
boundaries; `link`, attributions right in content and source (overlap of at least a half, one to
one); `exact`, both exact; `speaker`, of those matched by content the share whose source is right;
`split`, link recall on attributions with two or more content spans.
"""

import bisect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Spans = Sequence[tuple[int, int]]
Marks = Mapping[str, Spans]
ROLES = ("source", "cue", "content")
_WORD = re.compile(r"\w+")
_HALF = 0.5


@dataclass
class Tally:
    """Counts over documents; add to it document by document, then read `figures`."""

    gold: int = 0
    predicted: int = 0
    content: int = 0
    content_exact: int = 0
    link: int = 0
    exact: int = 0
    split: int = 0
    split_linked: int = 0
    spans: dict[str, list[int]] = field(default_factory=lambda: {role: [0, 0, 0] for role in ROLES})

    def add(self, text: str, gold: Sequence[Marks], predicted: Sequence[Marks]) -> None:
        """Count one document's annotated and predicted attributions: role → half-open character
        spans."""
        places = self.places(text)
        golden = [{role: words(mark.get(role, ()), places) for role in ROLES} for mark in gold]
        found = [{role: words(mark.get(role, ()), places) for role in ROLES} for mark in predicted]
        for role in ROLES:
            true = {words([span], places) for mark in gold for span in mark.get(role, ())} - {
                frozenset()
            }
            said = {words([span], places) for mark in predicted for span in mark.get(role, ())} - {
                frozenset()
            }
            for at, count in enumerate((len(true & said), len(said), len(true))):
                self.spans[role][at] += count
        self.gold += len(gold)
        self.predicted += len(predicted)
        linked = set()
        for one, other in _pairs(golden, found):
            content = overlap(golden[one]["content"], found[other]["content"])
            source = overlap(golden[one]["source"], found[other]["source"])
            self.content += content >= _HALF
            self.content_exact += content == 1
            self.exact += content == 1 and source == 1
            if content >= _HALF and source >= _HALF:
                self.link += 1
                linked.add(one)
        several = {number for number, mark in enumerate(gold) if len(mark.get("content", ())) > 1}
        self.split += len(several)
        self.split_linked += len(several & linked)

    @staticmethod
    def places(text: str) -> list[tuple[int, int]]:
        """Return the half-open spans of the words of a text."""
        return [match.span() for match in _WORD.finditer(text)]

    def figures(self) -> dict[str, float]:
        """Return the measures in percent."""
        both = self.gold + self.predicted
        found = {
            "link F1": 2 * self.link / max(1, both),
            "link precision": self.link / max(1, self.predicted),
            "link recall": self.link / max(1, self.gold),
            "exact F1": 2 * self.exact / max(1, both),
            "content F1": 2 * self.content / max(1, both),
            "content exact F1": 2 * self.content_exact / max(1, both),
            "speaker accuracy": self.link / max(1, self.content),
            "split link recall": self.split_linked / max(1, self.split),
        }
        for role, (true, said, gold) in self.spans.items():
            found[f"span F1 {role}"] = 2 * true / max(1, said + gold)
        return {name: round(100 * value, 2) for name, value in found.items()}


def words(spans: Spans, places: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the numbers of the words that spans touch."""
    found: set[int] = set()
    for start, end in spans:
        first = bisect.bisect_right(places, start, key=lambda place: place[1])
        last = bisect.bisect_left(places, end, key=lambda place: place[0])
        found.update(range(first, last))
    return frozenset(found)


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the Jaccard overlap; two empty sets are alike."""
    if not one and not other:
        return 1.0
    return len(one & other) / max(1, len(one | other))


def _pairs(
    gold: Sequence[Mapping[str, frozenset[int]]], found: Sequence[Mapping[str, frozenset[int]]]
) -> list[tuple[int, int]]:
    """Pair one to one, the likest contents first, ties by source, then by cue."""
    weights = {"content": 1.0, "source": 1e-3, "cue": 1e-4}
    ranked = sorted(
        (
            (
                sum(weight * overlap(a[role], b[role]) for role, weight in weights.items()),
                one,
                other,
            )
            for one, a in enumerate(gold)
            for other, b in enumerate(found)
            if a["content"] & b["content"]
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for _, one, other in ranked:
        if one not in used_gold and other not in used_found:
            used_gold.add(one)
            used_found.add(other)
            pairs.append((one, other))
    return pairs
