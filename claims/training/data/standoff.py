"""Keeps annotations apart from the texts that they are of, and brings the two together again.

`python -m claims.training.data.standoff FOUND.jsonl ...` adds articles that a reader annotated by
our guide, as `bench/reading_by_folder.py` prints them, to those that are kept; an article that is
kept already is replaced.

The texts of the public sets are not ours to pass on; what readers wrote down about them is. A row
of `annotated.jsonl.gz` names the set and the article, the digest of the text that was read, and
gives offsets into it. Whoever has the sets gets whole rows, as articles annotated by our guide
have them.
"""

import argparse
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from claims.inference.shapes import SENTENCE_STATUSES
from claims.training.data.guide import read_guide_rows
from claims.training.data.sets import read_rows

__all__ = [
    "ANNOTATED",
    "LONGEST",
    "apart",
    "article_text",
    "read_annotated",
    "together",
    "write_annotated",
]

ANNOTATED = Path(__file__).parent.parent / "annotated.jsonl.gz"
LONGEST = 560
"""An article is read up to the paragraph with which it would have more words than these."""

Row = dict[str, Any]


def _discourse_paragraphs(row: Mapping[str, Any]) -> list[str]:
    """Return the paragraphs of an article that is given as sentences."""
    found: list[str] = []
    for sentence in row["sentences"]:
        if sentence["par"] or not found:
            found.append(sentence["text"])
        else:
            found[-1] += " " + sentence["text"]
    return found


def _parted(between: str) -> Callable[[Mapping[str, Any]], list[str]]:
    """Return what gives the paragraphs of a text that a pattern sets apart."""

    def paragraphs(row: Mapping[str, Any]) -> list[str]:
        return [part.strip() for part in re.split(between, row["text"]) if part.strip()]

    return paragraphs


# By the name of a set: its file, the field of an article's id, and what gives its paragraphs.
_SETS: dict[str, tuple[str, str, Callable[[Mapping[str, Any]], list[str]]]] = {
    "newsdiscourse": ("newsdiscourse.jsonl.gz", "doc_id", _discourse_paragraphs),
    "polnear": ("polnear-train.jsonl.gz", "id", _parted(r"\n\s*\n")),
    "ecbplus": ("ecbplus.jsonl.gz", "doc_id", _parted(r"\n")),
}


def article_text(paragraphs: Sequence[str]) -> str:
    """Return an article as it was given to its reader: a line for each paragraph, up to LONGEST
    words."""
    kept: list[str] = []
    words = 0
    for paragraph in paragraphs:
        words += len(paragraph.split())
        if kept and words > LONGEST:
            break
        kept.append(paragraph)
    return "\n".join(kept)


def apart(row: Mapping[str, Any]) -> Row:
    """Return the annotations of an article without its text.

    Names of sources become the offsets of the place where they stand; one that stands nowhere
    becomes nothing.
    """
    text = row["text"]
    return {
        "id": row["id"],
        "digest": _digest(text),
        "publisher": row.get("publisher"),
        "published": row.get("published"),
        "sources": [
            {key: source[key] for key in ("id", "kind", "anonymous", "number")}
            | {"name": _place(text, source["name"])}
            for source in row["sources"]
        ],
        "sentences": [
            {key: sentence[key] for key in ("span", "status", "disputable")}
            | {
                "claims": [
                    {key: claim[key] for key in ("content", "cue", "manner", "kind")}
                    | {"chain": [[hop["source"], hop["mention"]] for hop in claim["chain"]]}
                    for claim in sentence["claims"]
                ]
            }
            for sentence in row["sentences"]
            if sentence["status"] in SENTENCE_STATUSES
        ],
    }


def together(row: Mapping[str, Any], text: str) -> Row:
    """Return an annotated article with its text, as the guide's articles have it."""
    return {
        **row,
        "text": text,
        "sources": [
            {**source, "name": text[slice(*source["name"])] if source["name"] else ""}
            for source in row["sources"]
        ],
        "sentences": [
            {
                **sentence,
                "claims": [
                    {
                        **claim,
                        "chain": [
                            {"source": source, "mention": mention}
                            for source, mention in claim["chain"]
                        ],
                    }
                    for claim in sentence["claims"]
                ],
            }
            for sentence in row["sentences"]
        ],
    }


def read_annotated(data: Path, path: Path = ANNOTATED) -> list[Row]:
    """Return the annotated articles whose texts the sets in the folder `data` hold.

    An article that a set lacks, or has in other words, is left out. Raises InputError where a set
    or the annotations cannot be read.
    """
    rows = read_rows(path)
    texts: dict[str, str] = {}
    for name in sorted({row["id"].partition(":")[0] for row in rows}):
        file, key, paragraphs = _SETS[name]
        for article in read_rows(data / file):
            texts[f"{name}:{article[key]}"] = article_text(paragraphs(article))
    return list(_matched(rows, texts))


def _matched(rows: Iterable[Row], texts: Mapping[str, str]) -> Iterator[Row]:
    for row in rows:
        text = texts.get(row["id"])
        if text is not None and _digest(text) == row["digest"]:
            yield together(row, text)


def write_annotated(rows: Iterable[Mapping[str, Any]], path: Path = ANNOTATED) -> int:
    """Add whole annotated articles, without their texts, to those that `path` keeps, if any.

    An article that is kept already is replaced where it stands. Returns how many are kept then; the
    same rows give the same bytes.
    """
    kept = {row["id"]: row for row in (read_rows(path) if path.exists() else ())}
    kept |= {row["id"]: apart(row) for row in rows}
    lines = "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in kept.values())
    path.write_bytes(gzip.compress(lines.encode("utf8"), mtime=0))
    return len(kept)


def _place(text: str, name: str) -> list[int] | None:
    start = text.find(name)
    return None if start < 0 else [start, start + len(name)]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf8")).hexdigest()[:16]


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Keep annotations without their texts.")
    parser.add_argument("found", type=Path, nargs="+", help="annotated articles, JSON lines")
    parser.add_argument("--out", type=Path, default=ANNOTATED)
    given = parser.parse_args()
    rows = [row for row in read_guide_rows(*given.found) if "sentences" in row]
    kept = write_annotated(rows, given.out)
    print(f"{len(rows)} articles added; {kept} articles in {given.out}")


if __name__ == "__main__":
    main()
