"""Reading, extracting, storing, checking, tracking: what adding articles comes down to.

Articles stream through: while one is read, those before it are extracted and stored in small
batches. What is stored already, just so, is not extracted again. At the end the house rules are run
on what is new, and its claims find their stories; what an earlier run was cut off from is made up
for.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from claims.checks import finish_checks
from claims.pipeline import default_model, digests, extract_many
from claims.reading import ReadingOptions, read
from claims.store import (
    AddSummary,
    Store,
    add_extractions,
    add_problems,
    begin_run,
    document_id,
    finish_run,
    pending,
    read_document,
    track_documents,
)
from claims.store.whole_articles.details import as_decided
from claims.store.whole_articles.removal import why_removed
from claims.store.whole_articles.waiting import put_decided, waiting, waiting_document
from claims.tracking import Comparer
from claims.values import Document, Extraction, Problem

__all__ = [
    "ExtractAll",
    "Outcome",
    "Read",
    "Watcher",
    "add_articles",
    "add_documents",
    "extract_decided",
]

ExtractAll = Callable[[Iterable[Document]], Iterator[Extraction]]
"""Extracts from a stream of documents, in order; see `claims.pipeline.extract_many`."""

Read = Callable[[str], Iterable[Document | Problem]]
"""Reads one target: a document for each article of it, a problem for what cannot be read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: `extraction` where it was extracted, `problem` where it wasn't.

    Both are None for an article that is stored already, just so. `document` is the id of the
    article, None where there is none.
    """

    path: str
    extraction: Extraction | None = None
    problem: Problem | None = None
    document: str | None = None


BATCH = 50
"""Articles that are stored in one transaction."""

Watcher = Callable[[Outcome], None]
"""Is told of every article as soon as its fate is known."""


def add_articles(
    store: Store,
    targets: Iterable[str],
    *,
    extract_all: ExtractAll,
    options: ReadingOptions | None = None,
    models: dict[str, str] | None = None,
    watcher: Watcher | None = None,
    command: str = "add",
    comparer: Comparer | None = None,
    reading: Read | None = None,
    batch: int = BATCH,
) -> AddSummary:
    """Read every target, extract what is new or changed, store it, and run the house rules on it.

    With a `comparer`, the claims of every article that waits for it also find their stories.

    `targets` are paths, addresses, or "-" for standard input, unless `reading` reads them in
    another way. `models` are the digests to record with the run. `batch` articles are stored in one
    transaction; with 1 the watcher is told of an article when it is stored. Returns the run's
    counts; what could not be read is in `problems`. Raises StoreError where the database cannot
    be written; what was stored before stays.
    """
    tell = watcher or _nobody
    run = begin_run(store, command, models=models)
    given = options or ReadingOptions()
    documents = _documents(
        store, targets, reading or (lambda target: read(target, options=given)), run, tell
    )
    return _added(store, documents, extract_all, run, tell, comparer, batch=batch)


def add_documents(
    store: Store,
    documents: Iterable[Document],
    *,
    extract_all: ExtractAll | None = None,
    models: dict[str, str] | None = None,
    watcher: Watcher | None = None,
    command: str = "add",
    comparer: Comparer | None = None,
) -> AddSummary:
    """Do with documents in memory what `add_articles` does with those that it reads.

    They are taken from the stream as they are needed, and stored as they are: nothing is looked for
    in their text, no headline, byline or language. Without `extract_all` the shipped model extracts
    in this process. With a `comparer` (`claims.tracking.Comparer()`, extra "desk"), claims also
    find their stories. Raises StoreError where the database cannot be written; what was stored
    before stays.
    """
    if extract_all is None:
        model = default_model()
        extract_all = partial(extract_many, model=model)
        models = digests(model) if models is None else models
    run = begin_run(store, command, models=models)
    return _added(store, documents, extract_all, run, watcher or _nobody, comparer)


def _added(
    store: Store,
    documents: Iterable[Document],
    extract_all: ExtractAll,
    run: int,
    tell: Watcher,
    comparer: Comparer | None,
    *,
    batch: int = BATCH,
) -> AddSummary:
    """Extract what is new, store it, and let rules and stories follow."""
    extractions = _extractions(store, documents, extract_all, tell, run)
    add_extractions(store, extractions, run=run, batch=batch)
    if comparer is not None:
        track_documents(store, comparer)
    finish_checks(store)
    return finish_run(store, run)


def extract_decided(
    store: Store,
    *,
    extract_all: ExtractAll,
    models: dict[str, str] | None = None,
    watcher: Watcher | None = None,
    comparer: Comparer | None = None,
) -> AddSummary:
    """Extract again the articles about which somebody decided as a whole, and restore removed ones.

    See `claims.store.whole_articles`. Where nothing waits, no run is recorded. Raises as
    `add_articles` does.
    """
    names = waiting(store.connection)
    if not names:
        return AddSummary()
    tell = watcher or _nobody
    run = begin_run(store, "decided", models=models)
    found = [waiting_document(store, name) for name in names]
    for extraction in extract_all([document for document in found if document is not None]):
        if put_decided(store, extraction, run=run):
            document = extraction.document
            tell(Outcome(document.path or "-", extraction, document=document_id(document)))
    if comparer is not None:
        track_documents(store, comparer)
    finish_checks(store)
    return finish_run(store, run)


def _documents(
    store: Store, targets: Iterable[str], reading: Read, run: int, tell: Watcher
) -> Iterator[Document]:
    """Read all targets; record a problem for what cannot be read, at once."""
    for target in targets:
        for found in reading(target):
            if isinstance(found, Problem):
                add_problems(store, [found], run=run)
                tell(Outcome(found.path, problem=found))
            else:
                yield found


def _extractions(
    store: Store, documents: Iterable[Document], extract_all: ExtractAll, tell: Watcher, run: int
) -> Iterator[Extraction]:
    """Extract from what is new; pass on what is known as it is stored, to be counted as such."""
    known: list[Document] = []

    def new_ones() -> Iterator[Document]:
        for document in documents:
            removal = why_removed(store.connection, document_id(document))
            if removal is not None:
                problem = Problem(document.path or "-", "adding", removal)
                add_problems(store, [problem], run=run)
                tell(Outcome(problem.path, problem=problem))
                continue
            waiting = pending(store, document)
            if waiting is None:
                known.append(as_decided(store.connection, document))
            else:
                yield waiting

    for extraction in extract_all(new_ones()):
        yield from _unchanged(store, known, tell)
        yield extraction
        document = extraction.document
        tell(Outcome(document.path or "-", extraction, document=document_id(document)))
    yield from _unchanged(store, known, tell)


def _unchanged(store: Store, known: list[Document], tell: Watcher) -> Iterator[Extraction]:
    """Empty the list of known articles, each as an extraction that brings nothing new."""
    while known:
        document = known.pop(0)
        identity = document_id(document)
        tell(Outcome(document.path or "-", document=identity))
        stored = read_document(store, identity)
        if stored is not None:
            yield Extraction(stored)


def _nobody(outcome: Outcome) -> None:
    del outcome
