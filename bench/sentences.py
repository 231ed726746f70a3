"""Score sentence splitting: F1 of exact spans on each set, beside NLTK's own way.

usage: bench/sentences.py DATA [--gold GOLD.jsonl] [--errors SET]

DATA holds gum_news, gum_other_prose, sbd_ewt and sbd_golden_rules (.jsonl.gz). As in the scorer of
the gold, white space and punctuation at the ends of a span do not count. "nltk" is NLTK's own
PunktSentenceTokenizer with the same trained parameters and none of the rules, line by line; "no
training" is the same without parameters.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from nltk.tokenize.punkt import PunktSentenceTokenizer

from claims.evaluation.pairing import trimmed
from claims.sentences import split_sentences
from claims.sentences.parameters import load_parameters
from claims.training.data.guide import read_guide_rows
from claims.training.data.sets import read_rows

Spans = list[tuple[int, int]]
Splitter = Callable[[str], Spans]
Case = tuple[str, str, Spans]
"""Name, text, gold spans."""


def ours(text: str) -> Spans:
    return [(s.span.start, s.span.end) for s in split_sentences(text)]


def line_by_line(tokenizer: PunktSentenceTokenizer) -> Splitter:
    def split(text: str) -> Spans:
        spans, start = [], 0
        for line in text.split("\n"):
            spans += [(start + a, start + b) for a, b in tokenizer.span_tokenize(line)]
            start += len(line) + 1
        return spans

    return split


def golden(rows: list[dict]) -> Iterator[Case]:
    for number, row in enumerate(rows):
        spans, position = [], 0
        for sentence in row["sentences"]:
            start = row["text"].index(sentence, position)
            position = start + len(sentence)
            spans.append((start, position))
        yield f"{number}{' (known to be hard)' if row['xfail'] else ''}", row["text"], spans


def article(row: dict) -> Case:
    spans = [s if isinstance(s, list) else s["span"] for s in row["sentences"]]
    return row.get("id") or row["doc_id"], row["text"], [(start, end) for start, end in spans]


def sets(data: Path, gold: Path | None) -> Iterator[tuple[str, list[Case]]]:
    if gold:
        yield "gold", [article(row) for row in read_guide_rows(gold)]
    for name in ("gum_news", "gum_other_prose", "sbd_ewt"):
        yield name, [article(row) for row in read_rows(data / f"{name}.jsonl.gz")]
    rows = [r for r in read_rows(data / "sbd_golden_rules.jsonl.gz") if r["lang"] == "english"]
    yield "golden_rules", list(golden(rows))


def score(cases: list[Case], split: Splitter, *, only_overlapping: bool, errors: bool) -> str:
    true, found, expected, whole, words, seconds = 0, 0, 0, 0, 0, 0.0
    for name, text, spans in cases:
        began = time.process_time()
        result = split(text)
        seconds += time.process_time() - began
        words += len(text.split())
        gold = {trimmed(text, span) for span in spans}
        ours = {trimmed(text, span) for span in result}
        if only_overlapping:  # the gold leaves headlines and captions out
            ours = {s for s in ours if any(s[0] < g[1] and s[1] > g[0] for g in gold)}
        true, found, expected = true + len(gold & ours), found + len(ours), expected + len(gold)
        whole += gold == ours
        if errors and gold != ours:
            show(name, text, gold, ours)
    f1 = 200 * true / max(1, found + expected)
    return (
        f"F1 {f1:6.2f}  P {100 * true / max(1, found):6.2f}  R {100 * true / max(1, expected):6.2f}"
        f"  whole texts {whole}/{len(cases)}  {words / seconds:,.0f} words/s"
    )


def show(name: str, text: str, gold: set[tuple[int, int]], ours: set[tuple[int, int]]) -> None:
    print(f"--- {name}")
    for label, spans in (("gold", gold - ours), ("ours", ours - gold)):
        for start, end in sorted(spans):
            print(f"{label}: {text[start:end]!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--gold", type=Path, help="articles in the form of the gold guide")
    parser.add_argument("--errors", metavar="SET", help="print what differs in this set")
    options = parser.parse_args()
    ours("Load the parameters once. Then measure.")
    splitters: dict[str, Splitter] = {
        "claims": ours,
        "nltk": line_by_line(PunktSentenceTokenizer(load_parameters())),
        "no training": line_by_line(PunktSentenceTokenizer()),
    }
    for name, cases in sets(options.data, options.gold):
        for label, split in splitters.items():
            shown = options.errors == name and label == "claims"
            result = score(cases, split, only_overlapping=name == "gold", errors=shown)
            print(f"{name:16}{label:12}{result}")


if __name__ == "__main__":
    main()
