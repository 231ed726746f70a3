"""Prove that a database is whole: every id, offset, quote and chain is derived anew and compared.

An article's rows are read back into values, the values are made into rows again, and the two sets
of rows must be the same. What was changed behind the program's back and does not fit shows up as a
difference; what that leaves unproven stands in docs/decisions.md.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import DatabaseError

from claims.store.article import Row
from claims.store.decisions.applying import Corrected
from claims.store.decisions.chain_writing import waiting_claims
from claims.store.decisions.correcting import derived_rows, extracted
from claims.store.decisions.states import State, state_of
from claims.store.ids import document_digest, document_id
from claims.store.opening import Store
from claims.store.records import query
from claims.store.reviews import review_hash
from claims.store.soundness import document_fault, extraction_fault
from claims.store.source_rows import named_source_id
from claims.store.stored import document_ids, read_document
from claims.store.stored_rows import stored_rows
from claims.store.whole_articles.details import stated_address
from claims.store.whole_articles.removal import kept_document

__all__ = ["Damage", "verify"]


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not as it should be: where, which row, and what."""

    table: str
    row: str
    message: str

    def __str__(self) -> str:
        """Return it in one line."""
        return f"{self.table} {self.row}: {self.message}"


_STATES = """
SELECT id, state, flag FROM claims WHERE document = ?1
    AND (state <> 'open' OR flag IS NOT NULL OR id IN (
        SELECT attachments.target FROM reviews JOIN attachments ON attachments.review = reviews.id
        WHERE reviews.document = ?1))
"""


def verify(store: Store) -> tuple[Damage, ...]:
    """Return all damage that is found; nothing is changed.

    Checks SQLite's own integrity, foreign keys, the search indexes, every article, every named
    source and the chain of decisions. Where the file itself is damaged, that alone is reported.
    """
    try:
        broken = tuple(_file(store))
        return broken or tuple(_contents(store))
    except DatabaseError as error:
        return (Damage("file", str(store.path), f"cannot be read through: {error}"),)


def _contents(store: Store) -> Iterator[Damage]:
    """Check what the rows say."""
    yield from _foreign_keys(store)
    yield from _search(store)
    for document in document_ids(store):
        yield from _article(store, document)
    yield from _removed(store)
    yield from _shared_sources(store)
    yield from _reviews(store)


def _file(store: Store) -> Iterator[Damage]:
    """Let SQLite check its own pages, indexes and constraints."""
    for (message,) in store.connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Damage("file", str(store.path), message)


def _foreign_keys(store: Store) -> Iterator[Damage]:
    """Find rows that refer to rows that are not there."""
    for table, row, parent, _ in store.connection.execute("PRAGMA foreign_key_check"):
        yield Damage(table, f"row {row}", f"refers to a row of {parent} that is not there")


def _search(store: Store) -> Iterator[Damage]:
    """Compare the search indexes with their tables.

    FTS5 takes this as an INSERT, although it writes nothing; a file that is opened read-only
    refuses it, and is left unchecked in this one respect.
    """
    if store.read_only:
        return
    for table in ("claims_fts", "sentences_fts"):
        try:
            # Rank 1 compares with the content table too (https://sqlite.org/fts5.html, 6.5).
            store.connection.execute(
                f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)"  # noqa: S608 - constants
            )
        except DatabaseError as error:
            yield Damage(table, "index", f"does not agree with its table: {error}")


def _article(store: Store, document: str) -> Iterator[Damage]:
    """Derive all rows of an article anew and compare."""
    yield from _document(store, document)
    try:
        found = extracted(store.connection, document)
        fault = found and (document_fault(found.document) or extraction_fault(found))
        derived = None if fault else derived_rows(store.connection, document)
    except (KeyError, TypeError, ValueError) as error:
        yield Damage("documents", document, f"its rows do not fit together at {error}")
        return
    if fault is not None or found is None or derived is None:
        yield Damage("documents", document, str(fault or "its rows do not fit together"))
        return
    rows, corrected = derived
    waiting = waiting_claims(store.connection, document)
    rows["claims"] = [row for row in rows["claims"] if row[0] not in waiting]
    yield from _marks(store, document, corrected)
    for table, expected in rows.items():
        if table == "sources":  # a named one belongs to all its articles
            expected = [row for row in expected if row[-1] is not None]
        for damage in _differences(store, table, document, expected):
            # Chains that still wait to be written are late, not wrong.
            if table != "claims" or damage.row not in waiting:
                yield damage


def _marks(store: Store, document: str, corrected: Corrected) -> Iterator[Damage]:
    """Compare which rows are marked as a person's, and the states, with the decisions."""
    marked = {"claims": corrected.claims, "sentences": corrected.sentences}
    for table, expected in marked.items():
        rows = store.connection.execute(
            f"SELECT id, corrected_by FROM {table}"  # noqa: S608 - a constant name
            " WHERE document = ? AND corrected_by IS NOT NULL",
            (document,),
        )
        for identity, _ in set(rows.fetchall()) ^ set(expected.items()):
            yield Damage(table, identity, "corrected_by does not name the decision that changed it")
    for row in query(store.connection, _STATES, document):
        if state_of(store.connection, row["id"]) != State(row["state"], row["flag"]):
            yield Damage("claims", row["id"], "its state or flag does not follow from decisions")
    dismissed = {row.claim for row in corrected.dismissed}
    rows = store.connection.execute(
        "SELECT id FROM dismissed_claims WHERE document = ?", (document,)
    )
    for identity in {row[0] for row in rows} ^ dismissed:
        yield Damage("dismissed_claims", identity, "does not agree with the decisions")


def _document(store: Store, document: str) -> Iterator[Damage]:
    """Derive the id and the digest of an article anew."""
    article = read_document(store, document)
    [stored] = query(store.connection, "SELECT digest, words FROM documents WHERE id = ?", document)
    if article is None:
        return
    stated = stated_address(store.connection, document, article.url)
    if document_id(article.altered(url=stated, identity=None)) != document:
        yield Damage("documents", document, "the id does not follow from the address or text")
    if document_digest(article) != stored["digest"]:
        yield Damage("documents", document, "the text or details are not those that were read")
    if len(article.text.split()) != stored["words"]:
        yield Damage("documents", document, "the number of words is wrong")


def _removed(store: Store) -> Iterator[Damage]:
    """Derive the ids of articles that were removed anew; none of them is stored as well."""
    rows = store.connection.execute(
        "SELECT removed_documents.id, documents.id FROM removed_documents"
        " LEFT JOIN documents ON documents.id = removed_documents.id"
    )
    for document, stored in rows.fetchall():
        kept = kept_document(store.connection, document)
        stated = stated_address(store.connection, document, kept.url if kept else None)
        if stored is not None:
            yield Damage("removed_documents", document, "was removed and is stored all the same")
        if kept and document_id(kept.altered(url=stated, identity=None)) != document:
            line = "the id does not follow from the address or text"
            yield Damage("removed_documents", document, line)


def _differences(store: Store, table: str, document: str, expected: list[Row]) -> Iterator[Damage]:
    """Compare the stored rows of a table with those derived anew."""
    stored = stored_rows(store.connection, table, document)
    derived = Counter(expected)
    for row in stored - derived:
        yield Damage(table, str(row[0] or row[1]), f"not as derived from the text: {_near(row)}")
    for row in derived - stored:
        if table in ("sentences", "claims", "attributions", "mentions") and any(
            row[0] == other[0] for other in stored
        ):
            continue  # reported already, as the row that differs
        yield Damage(table, str(row[0] or row[1]), f"missing: {_near(row)}")


def _near(row: Row) -> str:
    """Return the beginning of a row, in one line."""
    line = " | ".join("" if cell is None else str(cell) for cell in row[1:])
    return " ".join(line.split())[:120]


def _shared_sources(store: Store) -> Iterator[Damage]:
    """Derive the ids of named sources anew, from the name that an article gives them."""
    rows = store.connection.execute(
        "SELECT sources.id, coalesce(sources.extracted_kind, sources.kind), appearances.name"
        " FROM sources"
        " LEFT JOIN appearances ON appearances.source = sources.id"
        " WHERE sources.document IS NULL"
    )
    for source, kind, name in rows:
        if name is None:
            yield Damage("sources", source, "no article speaks of it")
        elif named_source_id(kind, name) != source:
            line = f"the id does not follow from {kind} {name!r}; claims rebuild derives it anew"
            yield Damage("sources", source, line)


def _reviews(store: Store) -> Iterator[Damage]:
    """Follow the chain of decisions from the first to the last."""
    previous = ""
    cursor = store.connection.execute("SELECT * FROM reviews ORDER BY id")
    columns = [column[0] for column in cursor.description]
    for number, values in enumerate(cursor, start=1):
        row = dict(zip(columns, values, strict=True))
        if row["id"] != number:
            yield Damage("reviews", str(number), f"missing; the next one is {row['id']}")
            return
        if row["previous"] != previous:
            yield Damage("reviews", str(number), "does not go on from the row before")
        if row["hash"] != review_hash(row):
            yield Damage("reviews", str(number), "was changed after it was made")
        previous = row["hash"]
