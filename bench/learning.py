"""Measure who says it on annotated articles that were not learned from.

usage: python bench/learning.py GOLD [--model FOLDER] [--fold K] [--articles N ...]

GOLD is the folder with train.jsonl and open.jsonl, annotated by our guide. Articles fall into five
folds by a digest of their ids (`claims.training.attribution.run.fold_of`).

whole     the extraction from raw text, on fold K (default: the one that the shipped model did not
          learn from; decoding and thresholds were fitted on it, so that the figures of the blind
          articles are the honest ones)
sources   chains with the annotated attributions given: who is who by the rules of `claims.sources`,
          relays learned on four folds and measured on the fifth, in turn over all articles; with
          --articles, learned from so many articles only (the learning curve)

A model for each fold is made by `claims train attribution` with `held_out` set to it.
"""

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from claims.evaluation import Found, Scores, Share, score
from claims.exports.guide import guide_form
from claims.inference import MODELS, AttributionModel
from claims.pipeline import extract
from claims.sources.hops.chains import ChainMaker
from claims.sources.references.discourse import open_discourse
from claims.training.attribution.relays import fit_relays, given_attributions
from claims.training.attribution.run import FOLDS, GUIDE_FILES, fold_of
from claims.training.data.guide import read_guide_rows
from claims.values import Document

Form = dict[str, Any]
CHAINS = ("originator", "chain", "relayed")
WHOLE = (
    *("sentences", "unsourced", "disputable", "claims", *CHAINS, "anonymous"),
    *("status", "kind", "manner", "source_kind", "source_anonymous", "source_number"),
)
SEED = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="the folder with the annotated articles")
    parser.add_argument("--model", type=Path, default=MODELS, help="a folder with model files")
    parser.add_argument("--fold", type=int, default=0, help="the fold the model did not learn from")
    parser.add_argument("--articles", type=int, nargs="*", default=[], help="the learning curve")
    given = parser.parse_args()
    rows = read_guide_rows(*(given.gold / name for name in GUIDE_FILES))
    kept = [row for row in rows if fold_of(row["id"]) == given.fold]
    show("whole", score(kept, extracted(kept, AttributionModel(given.model))), WHOLE)
    for count in [*given.articles, len(rows)]:
        show(f"sources, from {count} articles", score(rows, with_sources(rows, count)), CHAINS)


def extracted(rows: Sequence[Form], model: AttributionModel) -> Iterator[Form]:
    """Extract articles from their raw text."""
    for row in rows:
        document = Document(
            row["text"], publisher=row.get("publisher"), published=row.get("published")
        )
        yield guide_form(extract(document, model), identifier=row["id"])


def with_sources(rows: Sequence[Form], count: int) -> Iterator[Form]:
    """Make chains of annotated attributions, relays learned from `count` articles elsewhere."""
    for fold in range(FOLDS):
        seen = [row for row in rows if fold_of(row["id"]) != fold]
        weights = fit_relays(random.Random(SEED).sample(seen, min(count, len(seen))))
        for row in rows:
            if fold_of(row["id"]) == fold:
                yield chained(row, weights)


def chained(row: Form, weights: Mapping[str, float]) -> Form:
    """Return an annotated article with the chains that `claims.sources` makes."""
    sentences, attributions, members = given_attributions(row)
    document = Document(row["text"], publisher=row.get("publisher"))
    discourse = open_discourse(document, sentences, attributions)
    chains = ChainMaker(document, sentences, attributions, discourse, weights).make()
    keys: dict[Any, str] = {}
    made = [dict(sentence, claims=list(sentence["claims"])) for sentence in row["sentences"]]
    for chain, claims in zip(chains, members, strict=True):
        hops = [
            {"source": keys.setdefault(link.entity, f"s{len(keys) + 1}"), "mention": None}
            for link in chain.links
        ]
        for claim in claims:
            old = made[claim["number"]]["claims"][claim["place"]]
            made[claim["number"]]["claims"][claim["place"]] = dict(old, chain=hops)
    sources = [named(entity, key) for entity, key in keys.items()]
    return {"id": row["id"], "text": row["text"], "sources": sources, "sentences": made}


def named(entity: Any, key: str) -> Form:
    return {
        "id": key,
        "name": max((name.text for name in entity.names), key=len, default=entity.label),
        "kind": entity.kind,
        "anonymous": entity.anonymous,
        "number": entity.number,
    }


def show(title: str, scores: Scores, names: Sequence[str]) -> None:
    print(f"{title}: {scores.articles} articles")
    for name in names:
        one: Found | Share = getattr(scores, name)
        if isinstance(one, Found):
            print(f"  {name:16} P {one.precision:5.1f} R {one.recall:5.1f} F1 {one.f1:5.1f}")
        else:
            print(f"  {name:16} right {one.percent:5.1f} of {one.of}")


if __name__ == "__main__":
    main()
