"""Adds articles for a desk, in a process of its own: python -m claims.adding.worker DATABASE

Orders come in on standard input and reports go out on standard output, a line each
(`claims.adding.orders`). What a hostile page or file does to its reader happens here, and not where
people's sessions are, in processes whose time and memory have an end (`claims.workers`); and the
desk answers others while an article is extracted. When the desk ends, the orders that it gave are
carried out all the same, and then this process ends too.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TextIO

from claims.adding.articles import Outcome, add_articles, extract_decided
from claims.adding.orders import Order, Piece, Report, order_of, to_line
from claims.errors import ClaimsError
from claims.inference import AttributionModel
from claims.pipeline import digests
from claims.reading import ReadingOptions, is_address
from claims.reading.options import MORE_BYTES, PRIVATE_TOO
from claims.store import Store, open_store, track_documents
from claims.tracking import Comparer
from claims.values import Document, Extraction, Problem
from claims.workers import Workers
from claims.workers.limits import MORE_MEMORY, MORE_SECONDS

__all__ = ["carry_out", "main"]

Tell = Callable[[Report], None]


def main(arguments: list[str]) -> None:
    """Carry out orders until there are no more; `arguments` holds the path of the database."""
    [database] = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the desk; what was asked is finished
    reports = _reports()
    models, comparer = digests(AttributionModel()), Comparer()
    tell = partial(_write, reports)
    with Workers() as workers:
        with suppress(ClaimsError):  # the first order will tell
            workers.warm_up()
        for line in sys.stdin:
            order = order_of(line)
            carry_out(
                order, Path(database), tell, workers=workers, models=models, comparer=comparer
            )


def carry_out(
    order: Order,
    database: Path,
    tell: Tell,
    *,
    workers: Workers,
    models: Mapping[str, str],
    comparer: Comparer,
) -> None:
    """Do what an order asks, and tell of each article; never raises for what the order holds.

    `workers` read and extract, within their limits; `models` are the digests of what they run.
    """
    reason = None
    try:
        with open_store(database) as store:
            if order.stories:
                track_documents(store, comparer)
            elif order.decided:
                _extract_decided(store, order, tell, workers, models, comparer)
            else:
                _add(store, order, tell, workers, models, comparer)
    except ClaimsError as error:
        reason = str(error)
    except Exception as error:  # whatever it is, the desk has to learn that nothing more comes
        reason = f"something went wrong ({type(error).__name__}: {error}); try again"
    finally:
        if order.folder is not None:
            shutil.rmtree(order.folder, ignore_errors=True)
    tell(Report(order=order.id, finished=True, reason=reason))


def _add(
    store: Store,
    order: Order,
    tell: Tell,
    workers: Workers,
    models: Mapping[str, str],
    comparer: Comparer,
) -> None:
    """Add all pieces of an order."""
    options = ReadingOptions(
        title=order.title,
        author=order.author,
        publisher=order.publisher,
        published=order.published,
        url=order.url,
    )
    add_articles(
        store,
        [str(place) for place in range(len(order.pieces))],
        extract_all=partial(map, workers.extract),  # one by one: each is told of at once
        models=dict(models),
        watcher=lambda outcome: _tell(outcome, order, tell),
        comparer=comparer,
        reading=lambda place: _read(order, int(place), options, tell, workers),
        batch=1,
    )


def _extract_decided(
    store: Store,
    order: Order,
    tell: Tell,
    workers: Workers,
    models: Mapping[str, str],
    comparer: Comparer,
) -> None:
    """Extract again what somebody decided about as a whole."""

    def extract_all(documents: Iterable[Document]) -> Iterator[Extraction]:
        for document in documents:
            tell(Report(order=order.id, name=document.title or document.path or "-"))
            yield workers.extract(document)

    extract_decided(
        store,
        extract_all=extract_all,
        models=dict(models),
        watcher=lambda outcome: _tell(outcome, order, tell),
        comparer=comparer,
    )


def _read(
    order: Order, place: int, options: ReadingOptions, tell: Tell, workers: Workers
) -> Iterator[Document | Problem]:
    """Read one piece of an order, and tell that it is being read."""
    piece = order.pieces[place]
    tell(Report(order=order.id, name=piece.name))
    yield from _contents(piece, options, workers)


def _contents(
    piece: Piece, options: ReadingOptions, workers: Workers
) -> Iterable[Document | Problem]:
    """Read a file that was handed over, or fetch an address; a path is never opened by its name."""
    if piece.file is not None:
        return workers.read_received(
            Path(piece.file),
            name=piece.name,
            url=piece.url,
            media_type=piece.media_type,
            options=options,
        )
    if piece.url is None or not is_address(piece.url):
        reason = "is no address of a page: begin it with https:// or http://"
        return [Problem(piece.name, "reading", reason)]
    return workers.read(piece.url, options=options)


def _tell(outcome: Outcome, order: Order, tell: Tell) -> None:
    """Report what became of one article."""
    extraction, problem = outcome.extraction, outcome.problem
    problems = [problem] if problem else list(extraction.problems if extraction else ())
    if outcome.document is not None:
        title = extraction.document.title if extraction else None
        known = extraction is None
        stored = Report(
            order=order.id, name=outcome.path, title=title, document=outcome.document, known=known
        )
        tell(stored)
    for found in problems:
        tell(Report(order=order.id, name=found.path, reason=_for_a_desk(found.reason)))


_ADVICE = (
    (PRIVATE_TOO, "a desk fetches public pages only; save the page"),
    (MORE_BYTES, "split it, or use claims add with --max-megabytes"),
    (MORE_SECONDS, "split it, or use claims add with --max-seconds"),
    (MORE_MEMORY, "split it, or use claims add with --max-memory"),
)


def _for_a_desk(reason: str) -> str:
    """Return a reason without the advice that holds for the command line only."""
    for advice, instead in _ADVICE:
        reason = reason.replace(advice, instead)
    return reason


def _reports() -> TextIO:
    """Return where reports go; whatever else is printed goes to standard error."""
    reports = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return reports


def _write(reports: TextIO, report: Report) -> None:
    """Write one report; the desk may be gone, and what it asked for is done all the same."""
    try:
        reports.write(to_line(report))
        reports.flush()
    except BrokenPipeError:
        return


if __name__ == "__main__":
    main(sys.argv[1:])
