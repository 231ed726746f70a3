"""Score sources and chains with the gold attributions as input.

usage: python bench/sources.py GOLD.jsonl SCORER.py [--list]

Attributions are derived from the gold claims: content and cue as annotated, the last stated mention
of the chain as the source, as parent the claim whose content holds this one. What is measured is
then only the work of `claims.sources`. SCORER.py is run on the output in the gold's own form.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from claims.sources import Resolution, resolve_sources
from claims.values import Attribution, Document, Sentence, Span


def spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def holds(outer: dict[str, Any], inner: dict[str, Any]) -> bool:
    """Tell whether one claim's content holds the other's content and source."""
    mention = inner["chain"][-1]["mention"] if inner["chain"] else None
    places = inner["content"] + ([mention] if mention else [])
    return all(any(a <= s and e <= b for a, b in outer["content"]) for s, e in places)


def oracle(gold: dict[str, Any]) -> tuple[list[Sentence], list[Attribution], list[tuple[int, int]]]:
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
    claim: dict[str, Any], stated: list[list[int]], parent: int | None, text: str, begin: int
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


def output(
    gold: dict[str, Any], places: list[tuple[int, int]], found: Resolution
) -> dict[str, Any]:
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


def main(path: str, scorer: str, *flags: str) -> None:
    rows, count, seconds = [], 0, 0.0
    for line in Path(path).read_text("utf8").splitlines():
        gold = json.loads(line)
        sentences, attributions, places = oracle(gold)
        document = Document(gold["text"], publisher=gold["publisher"], published=gold["published"])
        began = time.process_time()
        found = resolve_sources(document, sentences, attributions)
        seconds += time.process_time() - began
        count += len(gold["text"].split())
        rows.append(output(gold, places, found))
        if "--sources" in flags:
            print(gold["id"])
            for source in rows[-1]["sources"]:
                print("   ", source)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as out:
        out.write("".join(json.dumps(row) + "\n" for row in rows))
        out.flush()
        subprocess.run(
            [sys.executable, scorer, path, out.name, *[f for f in flags if f == "--list"]],
            check=True,
        )
    print(f"{count / seconds:,.0f} words a second")


if __name__ == "__main__":
    main(*sys.argv[1:])
