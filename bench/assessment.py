"""Measures the assessment stage: `python bench/assessment.py GOLD [--list]`.

GOLD holds articles in the form of the annotation guide, one a line. Their own sentences,
attributions, chains and sources go in, so that only this stage is judged: status, disputable and
kind come out and are scored as `claims evaluate` does. `--list` prints every sentence and claim
that differs.
"""

import argparse
import time
from pathlib import Path
from typing import Any

from gold import Form, lines_of, read_gold, spans

from claims.assessment import Assessment, assess
from claims.evaluation import score
from claims.exports import guide_form
from claims.values import Attribution, Document, Extraction, Hop, Sentence, Source, Span


def oracle(article: Form) -> tuple[Any, ...]:
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


def differences(article: Form, found: Assessment) -> None:
    """Print every claim and sentence that is judged otherwise than in gold."""
    kinds = [claim["kind"] for row in article["sentences"] for claim in row["claims"]]
    for claim in found.claims:
        if claim.attribution is not None and claim.kind != kinds[claim.attribution]:
            print(f"KIND {kinds[claim.attribution]} -> {claim.kind}: {claim.text[:110]!r}")
    for row, value in zip(article["sentences"], found.assessments, strict=True):
        if (row["status"], row["disputable"]) != (value.status, value.disputable):
            words = article["text"][slice(*row["span"])]
            print(
                f"STATUS {row['status']} {row['disputable']} -> {value.status} {value.disputable}"
                f" ({value.confidence}; {value.reason}): {words[:170]!r}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="articles in the form of the annotation guide")
    parser.add_argument("--list", action="store_true", help="print what differs")
    given = parser.parse_args()
    articles = read_gold(given.gold)
    forms, words, seconds = [], 0, 0.0
    for article in articles:
        document, sentences, attributions, chains, sources = oracle(article)
        assess(document, sentences, attributions, chains, sources)  # warm
        began = time.process_time()
        found = assess(document, sentences, attributions, chains, sources)
        seconds += time.process_time() - began
        words += len(document.text.split())
        if given.list:
            differences(article, found)
        extraction = Extraction(
            document,
            tuple(sentences),
            tuple(attributions),
            tuple(sources),
            claims=found.claims,
            assessments=found.assessments,
        )
        forms.append(guide_form(extraction, identifier=article["id"]))
    scores = score(articles, forms)
    measures = ("status", "unsourced", "disputable", "kind")
    print(*lines_of(**{name: getattr(scores, name) for name in measures}), sep="\n")
    print(f"{words / seconds:,.0f} words a second")


if __name__ == "__main__":
    main()
