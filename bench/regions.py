"""Measure body sentences that are taken for captions, headlines or bylines in pasted text.

usage: regions.py ARTICLES.jsonl|newsdiscourse.jsonl.gz ... [--errors] [--half odd|even] [--glued]

The text of each article goes through the reader as it stands, as if it were pasted. ARTICLES.jsonl
are in the form of the annotation guide, which leaves headlines and captions out: each annotated
sentence is body. In NewsDiscourse, sentences without a role in the discourse (NA) are mostly
captions and credits: how many of these are told as such is printed too. A sentence is lost where
more than half of it is no body. `--errors` prints what is lost; `--half` takes every other
article, to read one half and measure the other; `--glued` puts captions on the line of the
sentence before them, and the sentence behind them too, as in text that was copied out of a page.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.reading.layout.regions import regions_of
from claims.values import Region

NO_BODY = ("headline", "caption", "byline")
_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*$")


@dataclass(frozen=True)
class Article:
    """A text, the bounds of its body sentences, and those of captions and the like."""

    name: str
    text: str
    body: Sequence[tuple[int, int]]
    beside: Sequence[tuple[int, int]] = ()


def articles(path: Path, *, glued: bool) -> Iterator[Article]:
    """Yield the articles of a file in either form."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        if "doc_id" in row:
            yield discourse(row, glued=glued)
        else:
            yield Article(row["id"], row["text"], [tuple(one["span"]) for one in row["sentences"]])


def discourse(row: dict[str, Any], *, glued: bool) -> Article:
    """Return an article of NewsDiscourse: its paragraphs are lines."""
    text, body, beside, after_caption = "", [], [], False
    for sentence in row["sentences"]:
        is_beside = sentence["label"] == "NA"
        apart = sentence["par"] and not (glued and (is_beside or after_caption))
        after_caption = is_beside
        text += ("\n" if apart else " ") if text else ""
        span = (len(text), len(text) + len(sentence["text"]))
        text += sentence["text"]
        if is_beside:
            beside.append(span)
        elif _ENDED.search(sentence["text"]):  # the others are section heads
            body.append(span)
    return Article(row["doc_id"], text, body, beside)


def taken_for(span: tuple[int, int], regions: Sequence[Region]) -> str | None:
    """Return what more than half of a sentence is taken for, None where it is body."""
    start, end = span
    shares = Counter[str]()
    for region in regions:
        if region.kind in NO_BODY:
            shares[region.kind] += max(0, min(end, region.span.end) - max(start, region.span.start))
    kind = max(shares, key=lambda one: shares[one], default=None)
    return kind if 2 * shares.total() > end - start else None


def main() -> None:
    """Print a line for each file, and what is lost where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--glued", action="store_true")
    parser.add_argument("--half", choices=("odd", "even"))
    given = parser.parse_args()
    first = {"odd": 1, "even": 0, None: 0}[given.half]
    for path in given.files:
        lost, body, told, beside = Counter[str](), 0, 0, 0
        chosen = list(articles(path, glued=given.glued))[first :: 2 if given.half else 1]
        for article in chosen:
            regions = regions_of(article.text)
            body, beside = body + len(article.body), beside + len(article.beside)
            told += sum(taken_for(span, regions) is not None for span in article.beside)
            for span in article.body:
                if kind := taken_for(span, regions):
                    lost[kind] += 1
                    if given.errors:
                        print(f"{article.name}: {kind}: {article.text[slice(*span)]!r}")
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(lost.items())) or "none"
        print(f"{path.name}: {len(chosen)} articles, {body} body sentences, {lost.total()} lost"
              f" ({kinds}); {told} of {beside} others told")  # fmt: skip


if __name__ == "__main__":
    main()
