"""Measures the assessment stage: `python bench/assessment.py GOLD.jsonl [SCORE_GOLD.py] [--list]`.

The gold's own sentences, attributions, chains and sources go in, so that only this stage is judged:
status, disputable and kind come out and are scored with the measures of the gold's scorer, whose
path may be given to print its own lines as well. `--list` prints every sentence and claim that
differs.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from claims.assessment import Assessment, assess
from claims.exports.guide import guide_form
from claims.values import Attribution, Document, Extraction, Hop, Sentence, Source, Span


def spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def oracle(article: dict[str, Any]) -> tuple[Any, ...]:
    """Return the gold's document, sentences, attributions, chains and sources as values."""
    document = Document(article["text"], published=article["published"])
    sentences, attributions, chains = [], [], []
    for number, row in enumerate(article["sentences"], start=1):
        sentences.append(Sentence(number, Span(*row["span"])))
        for claim in row["claims"]:
            hops = tuple(
                Hop(hop["source"], Span(*hop["mention"]) if hop["mention"] else None)
                for hop in claim["chain"]
            )
            source = (hops[-1].mention,) if hops and hops[-1].mention else ()
            attributions.append(
                Attribution(source, spans(claim["cue"]), spans(claim["content"]), claim["manner"])
            )
            chains.append(hops)
    sources = [
        Source(s["id"], s["name"], s["kind"], s["anonymous"], s["number"], s["reason"])
        for s in article["sources"]
    ]
    return document, sentences, attributions, chains, sources


def count(article: dict[str, Any], found: Assessment, counts: Counter[str], *, show: bool) -> None:
    """Add what an article gives to the counts."""
    text = article["text"]
    own = [claim for claim in found.claims if claim.attribution is not None]
    gold_kinds = [claim["kind"] for row in article["sentences"] for claim in row["claims"]]
    for claim in own:
        expected = gold_kinds[claim.attribution or 0]
        counts["kind right"] += claim.kind == expected
        counts["kinds"] += 1
        if show and claim.kind != expected:
            print(f"KIND {expected} -> {claim.kind}: {claim.text[:110]!r}")
    for row, value in zip(article["sentences"], found.assessments, strict=True):
        counts["status right"] += row["status"] == value.status
        counts["sentences"] += 1
        for name, here, there in (
            ("unsourced", row["status"], value.status),
            ("disputable", row["status"] * row["disputable"], value.status * value.disputable),
        ):
            counts[f"{name} gold"] += here in ("unsourced", "mixed")
            counts[f"{name} found"] += there in ("unsourced", "mixed")
            counts[f"{name} both"] += here in ("unsourced", "mixed") and there in (
                "unsourced",
                "mixed",
            )
        if show and (row["status"], row["disputable"]) != (value.status, value.disputable):
            words = text[slice(*row["span"])]
            print(
                f"STATUS {row['status']} {row['disputable']} -> {value.status} {value.disputable}"
                f" ({value.confidence}; {value.reason}): {words[:170]!r}"
            )


def main(gold: str, scorer: str = "", *, show: bool = False) -> None:
    counts: Counter[str] = Counter()
    forms, words, seconds = [], 0, 0.0
    for line in Path(gold).read_text("utf8").splitlines():
        article = json.loads(line)
        document, sentences, attributions, chains, sources = oracle(article)
        assess(document, sentences, attributions, chains, sources)  # warm
        start = time.perf_counter()
        found = assess(document, sentences, attributions, chains, sources)
        seconds += time.perf_counter() - start
        words += len(document.text.split())
        count(article, found, counts, show=show)
        extraction = Extraction(
            document,
            tuple(sentences),
            tuple(attributions),
            tuple(sources),
            claims=found.claims,
            assessments=found.assessments,
        )
        forms.append(guide_form(extraction, identifier=article["id"]))
    print(f"status right {100 * counts['status right'] / counts['sentences']:.1f}")
    for name in ("unsourced", "disputable"):
        both, here, there = (counts[f"{name} {part}"] for part in ("both", "gold", "found"))
        print(
            f"{name} P {100 * both / max(1, there):.1f} R {100 * both / max(1, here):.1f}"
            f" F1 {200 * both / max(1, here + there):.1f}"
        )
    print(f"kind right {100 * counts['kind right'] / max(1, counts['kinds']):.1f}")
    print(f"{words / seconds:,.0f} words/s")
    if scorer:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as file:
            file.write("\n".join(json.dumps(form) for form in forms))
            file.flush()
            subprocess.run([sys.executable, scorer, gold, file.name], check=True)


if __name__ == "__main__":
    main(*(a for a in sys.argv[1:] if a != "--list"), show="--list" in sys.argv)
