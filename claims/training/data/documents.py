"""Reads annotated articles (PolNeAR, as JSON lines in gzip) for training and for measuring."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.errors import InputError
from claims.inference.shapes import POLNEAR
from claims.training.data.sets import read_rows

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution as annotated: half-open character offsets; `nested` where it lies in
    another's content.

    `via` are mentions that stand between the writer and the source ("told CNN"); `kinds`, where
    known, holds the index in CLAIM_KINDS of each content.
    """

    source: Spans
    cue: Spans
    content: Spans
    nested: bool = False
    via: Spans = ()
    kinds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with its status (an index in SENTENCE_STATUSES) and, where the writer asserts
    something, whether an editor would ask who says so."""

    span: tuple[int, int]
    status: int
    disputable: float | None


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention of a source: which source, its kind and number as indices, whether unnamed."""

    span: tuple[int, int]
    source: str
    kind: int
    anonymous: bool
    number: int


@dataclass(frozen=True, slots=True)
class Article:
    """A text with one or more annotators' versions of its attributions.

    `convention` is an index in CONVENTIONS; sentences and mentions are known where our guide was
    followed.
    """

    identity: str
    text: str
    versions: tuple[tuple[Marked, ...], ...]
    convention: int = POLNEAR
    sentences: tuple[Judged, ...] = ()
    mentions: tuple[Mentioned, ...] = ()


def read_articles(path: Path) -> tuple[Article, ...]:
    """Read a JSON-lines file of articles; raises InputError where it cannot be read."""
    try:
        return tuple(map(_article, read_rows(path)))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path}: no annotated articles could be read ({error})") from error


def _article(row: Mapping[str, Any]) -> Article:
    """Turn one line into an article; the first version is the one that is scored."""
    others = [row["annotators"][name] for name in sorted(row.get("annotators", {}))]
    versions = [_marked(row["attributions"]), *map(_marked, others)]
    return Article(row["id"], row["text"], tuple(dict.fromkeys(versions)))


def _marked(rows: Sequence[Mapping[str, Any]]) -> tuple[Marked, ...]:
    """Keep the attributions that have a cue and a content: one without says nothing to learn
    from."""
    found = [
        Marked(_spans(row.get("source", ())), _spans(row["cue"]), _spans(row["content"]))
        for row in rows
    ]
    return tuple(marked for marked in found if marked.cue and marked.content)


def _spans(pairs: Sequence[Sequence[int]]) -> Spans:
    """Sort spans and make them hashable."""
    return tuple(sorted((int(start), int(end)) for start, end in pairs))
