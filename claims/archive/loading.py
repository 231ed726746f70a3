"""A part of an archive into a desk's file: the rows as they are, and not extracted again."""

import math
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, Final

from pyarrow import BufferReader
from pyarrow.parquet import ParquetFile

from claims.archive.asking import chosen_articles
from claims.archive.folder import ArchiveFolder
from claims.archive.planning import settings_of
from claims.archive.tables import TABLES
from claims.store import AddSummary, Store, begin_run, finish_run, memory_store
from claims.store.extractions.rows import COLUMNS
from claims.store.extractions.source_rows import row_name
from claims.store.runs import add_problems
from claims.store.storing.filling import filling
from claims.store.storing.replacing import Prepared, add_prepared, replace_prepared
from claims.store.storing.writing import FILLED, PATIENCE, refuse, write_batches
from claims.store.whole_articles.details import corrections
from claims.store.whole_articles.removal import why_removed
from claims.values import Problem

__all__ = ["load_archive"]

HELD: Final = 1.0
"""Seconds for which the writer's place is held: a reviewer's decision waits for five."""
_BATCH: Final = 100
_OF_NEW_FILE: Final = 400
"""Articles of a transaction where nobody waits: in a file without any article."""
_TOGETHER: Final = 50
"""Articles whose rows are inserted together: few statements, and a quarter of a second at most."""
_OWNED: Final = ("hops", "figures")

Row = tuple[Any, ...]
Grouped = Mapping[str, list[Row]]


def load_archive(
    store: Store,
    out: Path,
    *,
    where: str | None = None,
    watcher: Callable[[int], None] | None = None,
) -> AddSummary:
    """Store the articles of an archive, or those for which a condition in SQL holds.

    `where` is a condition on the archive's `documents`, which may ask any other table:
    "publisher = 'The Post' AND published >= '2024'". What is stored already stays, and what people
    decided on it; an article that was removed stays away. Stories and findings are owed then
    (`claims.store.owed`). `watcher` is told of how many articles were looked at, now and then.
    Raises SettingsError where the folder holds no archive, InputError for a condition that is none,
    StoreError where the database cannot be written; what was stored before stays.
    """
    folder = ArchiveFolder(out)
    models = {"attribution": str(settings_of(folder)["model"])}
    chosen = None if where is None else chosen_articles(folder, where)
    run = begin_run(store, "load", models=models)
    if chosen is None:
        add_problems(store, _problems_without_article(folder), run=run)
    with filling(store) as new:
        write_batches(
            store,
            _together(_told(_articles(folder, chosen), watcher)),
            _write,
            run=run,
            batch=(_OF_NEW_FILE if new else _BATCH) // _TOGETHER,
            patience=PATIENCE,
            held=math.inf if new else HELD,
        )
    return finish_run(store, run)


def _told(
    articles: Iterator[Prepared], watcher: Callable[[int], None] | None
) -> Iterator[Prepared]:
    for number, article in enumerate(articles, start=1):
        yield article
        if watcher is not None and number % _BATCH == 0:
            watcher(number)


def _together(articles: Iterator[Prepared]) -> Iterator[list[Prepared]]:
    while some := list(islice(articles, _TOGETHER)):
        yield some


def _articles(folder: ArchiveFolder, chosen: Collection[str] | None) -> Iterator[Prepared]:
    """Yield the articles with their rows, shard by shard."""
    for path in sorted(folder.files("documents"), key=lambda path: (path.name, path.parent.name)):
        documents = _rows(path, "documents")
        if chosen is not None:
            documents = [row for row in documents if row[0] in chosen]
        if documents:
            yield from _prepared(folder, path, documents)


def _prepared(folder: ArchiveFolder, path: Path, documents: list[Row]) -> Iterator[Prepared]:
    """Yield the articles of one shard and period."""
    rows = {
        table: _rows(folder.path / table / path.parent.name / path.name, table)
        for table in TABLES
        if table != "documents"
    }
    grouped = _by_article(rows)
    shared = {row[0]: row for row in rows["sources"]}
    digests: dict[str, str] = dict(rows["extraction_digests"])
    problems = grouped["problems"]
    for row in documents:
        identity = row[0]
        of_article = {table: grouped[table].get(identity, []) for table in COLUMNS}
        of_article["sources"] = _sources(of_article["appearances"], shared)
        yield Prepared(
            dict(zip(TABLES["documents"], row, strict=True)),
            of_article,
            tuple(Problem(*problem[1:]) for problem in problems.get(identity, [])),
            digests.get(identity),
        )


def _rows(path: Path, table: str) -> list[Row]:
    """Return the rows of one file, none where there is no file."""
    try:
        packed = path.read_bytes()
    except FileNotFoundError:
        return []
    # From memory and by itself: `read_table` plans a data set first, and a path goes through a file
    # system of Arrow's, each of which takes longer than these few rows.
    file = ParquetFile(BufferReader(packed), pre_buffer=False)
    found = file.read(columns=list(TABLES[table]), use_threads=False)
    return list(zip(*(column.to_pylist() for column in found.columns), strict=True))


def _by_article(rows: Mapping[str, list[Row]]) -> dict[str, dict[str, list[Row]]]:
    """Return the rows of each table by their article."""
    owners = {row[0]: row[1] for row in (*rows["claims"], *rows["attributions"])}
    found: dict[str, dict[str, list[Row]]] = {}
    for table, some in rows.items():
        groups: dict[str, list[Row]] = defaultdict(list)
        if table == "spans":  # of an attribution, or else of a claim
            for row in some:
                groups[owners[row[0] or row[1]]].append(row)
        elif table in _OWNED:
            for row in some:
                groups[owners[row[0]]].append(row)
        else:
            place = TABLES[table].index("document")
            for row in some:
                groups[row[place]].append(row)
        found[table] = groups
    return found


def _sources(appearances: list[Row], known: Mapping[str, Row]) -> list[Row]:
    """Return the rows of an article's sources, as this article calls and describes them."""
    found = []
    for _, source, _, _, name, number, reason, description in appearances:
        row = known[source]
        kind, anonymous, document = row[2], row[3], row[7]
        called = row[1] if document is not None else row_name(kind, name)
        found.append((source, called, kind, anonymous, number, reason, description, document))
    return found


def _problems_without_article(folder: ArchiveFolder) -> Iterator[Problem]:
    for path in folder.files("problems"):
        yield from (Problem(*row[1:]) for row in _rows(path, "problems") if row[0] is None)


_KNOWN = "SELECT 1 FROM documents WHERE id = ?"
_STORED = "SELECT digest, text, title, publisher, author, published, language FROM documents"


def _write(connection: sqlite3.Connection, articles: list[Prepared], run: int) -> AddSummary:
    """Store some articles: those that are new together, and from the first known one one by one."""
    new = _new(connection, articles)
    summary = AddSummary()
    if _fault(connection, lambda: add_prepared(connection, new, run)) is None:
        summary += AddSummary(added=len(new), problems=sum(len(one.problems) for one in new))
        articles = articles[len(new) :]
    for article in articles:
        summary += _write_one(connection, article, run)
    return summary


def _new(connection: sqlite3.Connection, articles: list[Prepared]) -> list[Prepared]:
    """Return the articles before the first one that is known, removed or not sound."""
    seen: set[str] = set()

    def is_new(article: Prepared) -> bool:
        identity = str(article.document["id"])
        known = identity in seen or connection.execute(_KNOWN, (identity,)).fetchone() is not None
        seen.add(identity)
        return not (known or why_removed(connection, identity) or _leads_nowhere(article))

    return list(takewhile(is_new, articles))


def _write_one(connection: sqlite3.Connection, article: Prepared, run: int) -> AddSummary:
    """Store one article, unless it is there, or was removed by a person."""
    identity = str(article.document["id"])
    path = str(article.document["path"] or article.document["url"] or "-")
    removal = why_removed(connection, identity)
    if removal is not None:
        return refuse(connection, path, removal, run)
    stored = connection.execute(f"{_STORED} WHERE id = ?", (identity,)).fetchone()
    if stored is not None and _is_the_same(connection, identity, article, stored):
        return AddSummary(unchanged=1)
    fault = _leads_nowhere(article)
    fault = fault or _fault(connection, lambda: replace_prepared(connection, article, run))
    if fault is not None:
        return refuse(connection, path, f"the archive's rows are not sound: {fault}", run)
    problems = len(article.problems)
    return AddSummary(added=int(not stored), updated=int(bool(stored)), problems=problems)


def _fault(connection: sqlite3.Connection, store: Callable[[], None]) -> str | None:
    """Store what `store` stores; where its rows do not fit, take them back and return why."""
    connection.execute("SAVEPOINT articles")
    try:
        store()
    except (sqlite3.IntegrityError, ValueError) as error:
        connection.execute("ROLLBACK TO articles")
        return str(error)
    finally:
        if connection.in_transaction:
            connection.execute("RELEASE articles")
    return None


@cache
def _references() -> tuple[tuple[str, int, str], ...]:
    """Return each column of the rows that names another row: its table, its place, and whose."""
    with memory_store() as store:
        return tuple(
            (table, COLUMNS[table].index(column), parent)
            for table in COLUMNS
            for _, _, parent, column, *_ in store.connection.execute(
                f"PRAGMA foreign_key_list({table})"
            )
            if column in COLUMNS[table]
        )


def _leads_nowhere(article: Prepared) -> str | None:
    """Return what is named in an article's rows and is not there, None where all is."""
    there = {table: {row[0] for row in rows} for table, rows in article.rows.items()}
    there["documents"] = {article.document["id"]}
    for table, place, parent in _references():
        named = {row[place] for row in article.rows.get(table, ())} - {None}
        if not named <= there[parent]:
            return f"{table} name {parent} that are not there"
    return None


def _is_the_same(
    connection: sqlite3.Connection, identity: str, article: Prepared, stored: Row
) -> bool:
    """Return whether an archive brings nothing new of an article.

    So it is where people corrected its details, which the archive was made without.
    """
    document = article.document
    if stored[0] == document["digest"] or corrections(connection, identity):
        return True
    details = zip(FILLED, stored[2:], strict=True)
    return stored[1] == document["text"] and all(
        document[name] is None or document[name] == known for name, known in details
    )
