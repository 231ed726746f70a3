"""Have stored articles read again by a further reader: what `claims reread` and the desk do.

The first reader's extraction stands; a reading is stored beside it, with where the two differ. What
was read already, by the same reader with the same prompt, is not read again, so that a run that
ended early (a limit of tokens, a kill) continues where it stopped. What is confidential is never
sent.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from claims.readers import Cost, Reader, Reading, prompt_digest
from claims.readers.streams import side_by_side
from claims.store import Store, add_problems, begin_run, finish_run, read_document
from claims.store.readings import is_read, put_reading, why_confidential
from claims.store.records import query, span_of
from claims.values import Document, Problem, Sentence

__all__ = ["RereadSummary", "find_articles", "reread"]

STAGE = "second reader"


@dataclass(frozen=True, slots=True)
class RereadSummary:
    """What came of a run: articles read (whole or in part), known, refused, failed, left; the cost.

    `left` are those that the limit of tokens did not allow any more.
    """

    read: int = 0
    known: int = 0
    refused: int = 0
    failed: int = 0
    left: int = 0
    left_out: int = 0
    cost: Cost = field(default_factory=Cost)


@dataclass(slots=True)
class _Counts:
    """The counts of a run while it goes on."""

    read: int = 0
    known: int = 0
    refused: int = 0
    failed: int = 0
    left: int = 0
    left_out: int = 0
    cost: Cost = field(default_factory=Cost)
    stopped: bool = False


def find_articles(store: Store, names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the ids of the stored articles that were named, and the names that no article has.

    A name is an id, the address of an article, or the path it was read from.
    """
    found: list[str] = []
    missing = []
    for name in names:
        rows = store.connection.execute(
            "SELECT id FROM documents WHERE ? IN (id, url, path) ORDER BY rowid", (name,)
        ).fetchall()
        found += [row[0] for row in rows if row[0] not in found]
        missing += [] if rows else [name]
    return found, missing


def reread(
    store: Store,
    documents: Iterable[str],
    reader: Reader,
    *,
    jobs: int = 1,
    again: bool = False,
    tell: Callable[[Reading], None] | None = None,
    refuse: Callable[[Problem], None] | None = None,
) -> RereadSummary:
    """Have the articles with these ids read, store the readings as one run, and return the counts.

    `jobs` requests are made side by side; with `again`, what was read is read once more. `tell` is
    told of each reading, `refuse` of each article that is not sent. Raises SettingsError where the
    reader cannot be used at all, StoreError where the database cannot be written; what was stored
    before stays.
    """
    run = begin_run(store, "reread", models={reader.name: prompt_digest()})
    counts = _Counts()
    wanted = _wanted(store, documents, reader, run, again, counts, refuse)
    try:
        for reading in side_by_side(lambda one: reader.read(*one), wanted, jobs=jobs):
            _keep(store, reading, run, counts)
            if tell is not None:
                tell(reading)
    finally:
        finish_run(store, run)
    return RereadSummary(
        counts.read,
        counts.known,
        counts.refused,
        counts.failed,
        counts.left,
        counts.left_out,
        counts.cost,
    )


def _wanted(
    store: Store,
    documents: Iterable[str],
    reader: Reader,
    run: int,
    again: bool,
    counts: _Counts,
    refuse: Callable[[Problem], None] | None,
) -> Iterator[tuple[Document, tuple[Sentence, ...]]]:
    """Yield what is to be sent, article by article, with its sentences as they are stored."""
    for identity in documents:
        document = read_document(store, identity)
        if document is None:
            continue
        if not again and is_read(store.connection, identity, reader.name, prompt_digest()):
            counts.known += 1
            continue
        reason = why_confidential(store.connection, identity, document.publisher)
        if reason is not None:
            counts.refused += 1
            problem = Problem(document.path or document.url or "-", STAGE, reason)
            add_problems(store, [problem], run=run)
            if refuse is not None:
                refuse(problem)
            continue
        if counts.stopped:
            counts.left += 1
            continue
        yield document, _sentences(store, identity)


def _sentences(store: Store, document: str) -> tuple[Sentence, ...]:
    rows = query(
        store.connection,
        "SELECT number, start, end, headline FROM sentences WHERE document = ? ORDER BY number",
        document,
    )
    return tuple(Sentence(row["number"], span_of(row), bool(row["headline"])) for row in rows)


def _keep(store: Store, reading: Reading, run: int, counts: _Counts) -> None:
    counts.cost += reading.cost
    counts.left_out += reading.left_out
    if not put_reading(store, reading, run=run):
        counts.failed += 1  # somebody added a newer text meanwhile
    elif reading.state == "stopped":
        counts.stopped = True
        counts.left += 1
    elif reading.state == "failed":
        counts.failed += 1
    else:
        counts.read += 1
