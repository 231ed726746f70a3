"""Score sources and chains with the gold attributions as input.

usage: python bench/sources.py GOLD [--list]

GOLD holds articles in the form of the annotation guide, one a line. Attributions are derived from
its claims: content and cue as annotated, the last stated mention of the chain as the source, as
parent the claim whose content holds this one. What is measured is then only the work of
`claims.sources`, scored as `claims evaluate` does. `--list` prints the sources that were found.
"""

import argparse
import time
from pathlib import Path

from gold import Form, lines_of, read_gold, spans

from claims.evaluation import score
from claims.sources import Resolution, resolve_sources
from claims.values import Attribution, Document, Sentence, Span

MEASURES = (
    *("originator", "chain", "relayed", "anonymous"),
    *("source_kind", "source_anonymous", "source_number"),
)


def holds(outer: Form, inner: Form) -> bool:
    """Tell whether one claim's content holds the other's content and source."""
    mention = inner["chain"][-1]["mention"] if inner["chain"] else None
    places = inner["content"] + ([mention] if mention else [])
    return all(any(a <= s and e <= b for a, b in outer["content"]) for s, e in places)


def oracle(gold: Form) -> tuple[list[Sentence], list[Attribution], list[tuple[int, int]]]:
    """Return the sentences, the attributions, and for each the (sentence, claim) it comes from."""
    sentences, attributions, places = [], [], []
    first = gold["sentences"][0]["span"][0]
    if first:
        sentences.append(Sentence(0, Span(0, first), headline=True))
    for number, sentence in enumerate(gold["sentences"]):
        sentences.append(Sentence(number + 1, Span(*sentence["span"])))
        base = len(attributions)
        for index, claim in enumerate(sentence["claims"]):
            parents = [
                other
                for other, outer in enumerate(sentence["claims"])
                if other != index
                and holds(outer, claim)
                and len(outer["chain"]) < len(claim["chain"])
            ]
            parent = max(parents, key=lambda i: len(sentence["claims"][i]["chain"]), default=None)
            stated = [hop["mention"] for hop in claim["chain"] if hop["mention"]]
            begin = sentence["span"][0]
            attributions += split(
                claim, stated, None if parent is None else base + parent, gold["text"], begin
            )
            places.append((number, index))
    return sentences, attributions, places


def split(
    claim: Form, stated: list[list[int]], parent: int | None, text: str, begin: int
) -> list[Attribution]:
    """Return the attribution of a claim; "X reported, citing Y" has X, the first, as its source."""
    citing = (
        any(text[s:e].lower() in ("citing", "quoting") for s, e in claim["cue"]) and len(stated) > 1
    )
    at = stated[0] if citing else claim["chain"][-1]["mention"]
    carried = not claim["cue"] and at is not None and at[0] < begin
    source = () if at is None or carried else (Span(*at),)
    return [
        Attribution(source, spans(claim["cue"]), spans(claim["content"]), claim["manner"], parent)
    ]


def output(gold: Form, places: list[tuple[int, int]], found: Resolution) -> Form:
    """Return the resolution in the gold's form."""
    sentences = [dict(sentence, claims=[]) for sentence in gold["sentences"]]
    for (number, index), chain in zip(places, found.chains, strict=True):
        claim = dict(gold["sentences"][number]["claims"][index])
        claim["chain"] = [
            {"source": hop.source, "mention": hop.mention and [hop.mention.start, hop.mention.end]}
            for hop in chain
        ]
        sentences[number]["claims"].append(claim)
    sources = [
        {
            "id": source.key,
            "name": source.name,
            "kind": source.kind,
            "anonymous": source.anonymous,
            "number": source.number,
            "reason": source.reason,
        }
        for source in found.sources
    ]
    return {"id": gold["id"], "text": gold["text"], "sources": sources, "sentences": sentences}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, help="articles in the form of the annotation guide")
    parser.add_argument("--list", action="store_true", help="print the sources that were found")
    given = parser.parse_args()
    articles = read_gold(given.gold)
    forms, words, seconds = [], 0, 0.0
    for article in articles:
        sentences, attributions, places = oracle(article)
        document = Document(
            article["text"], publisher=article["publisher"], published=article["published"]
        )
        began = time.process_time()
        found = resolve_sources(document, sentences, attributions)
        seconds += time.process_time() - began
        words += len(document.text.split())
        forms.append(output(article, places, found))
        if given.list:
            print(article["id"], *forms[-1]["sources"], sep="\n    ")
    scores = score(articles, forms)
    print(*lines_of(**{name: getattr(scores, name) for name in MEASURES}), sep="\n")
    print(f"{words / seconds:,.0f} words a second")


if __name__ == "__main__":
    main()
