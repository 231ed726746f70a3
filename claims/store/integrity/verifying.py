"""Prove that a database is whole: every id, offset, quote and chain is derived again and compared.

An article's rows are read back into values, the values are made into rows again, and the two sets
of rows must be the same. What was changed behind the program's back and does not fit shows up as a
difference; what that leaves unproven is in docs/decisions.md.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from sqlite3 import DatabaseError

from claims.store.effects.applying import Corrected
from claims.store.effects.chains import waiting_claims
from claims.store.effects.claim_states import State, state_of
from claims.store.effects.corrections import derived_rows, extracted
from claims.store.extractions.article import Row
from claims.store.extractions.digests import differing, findings_digests, run_seal
from claims.store.extractions.soundness import document_fault, extraction_fault
from claims.store.extractions.source_rows import named_source_id
from claims.store.extractions.stored import document_ids, read_document
from claims.store.extractions.stored_rows import stored_rows
from claims.store.ids import document_digest, document_id
from claims.store.opening import Store
from claims.store.readings.proving import reading_damage
from claims.store.record.actions import CORRECTING
from claims.store.record.attaching import KINDS, is_there
from claims.store.record.reviews import review_hash
from claims.store.records import query
from claims.store.whole_articles.details import stated_address
from claims.store.whole_articles.removal import kept_document
from claims.values import Extraction

__all__ = ["Damage", "head_of", "verify"]


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
SELECT id, state, flag FROM claims WHERE document = :document
    AND (state <> 'open' OR flag IS NOT NULL OR id IN (
        SELECT attachments.target FROM reviews JOIN attachments ON attachments.review = reviews.id
        WHERE reviews.document = :document))
"""


def verify(store: Store, *, head: str | None = None) -> tuple[Damage, ...]:
    """Return all damage that is found; nothing is changed.

    Checks SQLite's own integrity, foreign keys, the search indexes, every article against its text
    and against the digests of what extraction found, further readings, named sources, findings, the
    chain of decisions with their attachments, and the seals of runs. `head` is the head of the
    decisions as it was written down at some time: it must still be among them. Where the file
    itself is damaged, that alone is reported.
    """
    try:
        broken = tuple(_file(store))
        return broken or tuple(_contents(store, head))
    except DatabaseError as error:
        return (Damage("file", str(store.path), f"cannot be read through: {error}"),)


def head_of(store: Store) -> str | None:
    """Return the hash of the latest decision, by which all before it can be proved later."""
    row = store.connection.execute("SELECT hash FROM reviews ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else str(row[0])


def _contents(store: Store, head: str | None) -> Iterator[Damage]:
    """Check what the rows say."""
    yield from _foreign_keys(store)
    yield from _search(store)
    for document in document_ids(store):
        yield from _article(store, document)
    yield from _removed(store)
    yield from _shared_sources(store)
    yield from _findings(store)
    yield from _reviews(store)
    yield from _attachments(store)
    yield from _runs(store)
    if head is not None and not _is_known(store, head):
        line = "is not there: the decisions end before it, or were chained anew"
        yield Damage("reviews", f"with the hash {head}", line)


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
    """Derive all rows of an article again and compare."""
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
    yield from _recorded(store, document, found)
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
    for damaged in reading_damage(store.connection, document, late=bool(waiting)):
        yield Damage(*damaged)


def _recorded(store: Store, document: str, found: Extraction) -> Iterator[Damage]:
    """Compare what extraction found, as the rows give it, with the digests kept of it."""
    row = store.connection.execute(
        "SELECT digests, added FROM documents"
        " LEFT JOIN extraction_digests ON extraction_digests.document = documents.id WHERE id = ?",
        (document,),
    ).fetchone()
    if row[0] is None:
        yield Damage("extraction_digests", document, "missing: rows cannot be proved")
        return
    if row[0] == "":  # stored by a version that kept none
        return
    try:
        for table, place, what in differing(found, row[1], row[0]):
            where = f"{document} number {place}" if place else document
            yield Damage(table, where, f"{what}: {_named(found, table, place)}".rstrip(": "))
    except ValueError:
        yield Damage("extraction_digests", document, "cannot be read")


def _named(found: Extraction, table: str, place: int) -> str:
    """Return the beginning of a row's words, so that a person finds it."""
    values = getattr(found, table, ())
    if not 0 < place <= len(values):
        return ""
    value = values[place - 1]
    words = getattr(value, "text", None) or getattr(value, "name", None)
    if words is None:
        span = getattr(value, "span", None) or next(iter(getattr(value, "content", ())), None)
        words = span.of(found.document.text) if span is not None else ""
    return " ".join(str(words).split())[:120]


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
    for row in query(store.connection, _STATES, document=document):
        if state_of(store.connection, row["id"]) != State(row["state"], row["flag"]):
            yield Damage("claims", row["id"], "its state or flag does not follow from decisions")
    dismissed = {row.claim for row in corrected.dismissed}
    rows = store.connection.execute(
        "SELECT id FROM dismissed_claims WHERE document = ?", (document,)
    )
    for identity in {row[0] for row in rows} ^ dismissed:
        yield Damage("dismissed_claims", identity, "does not agree with the decisions")


def _document(store: Store, document: str) -> Iterator[Damage]:
    """Derive the id and the digest of an article again."""
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
    """Derive again the ids of removed articles; none of them is stored as well."""
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
    """Compare the stored rows of a table with those derived again."""
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
    """Derive the ids of named sources again, from the name that an article gives them."""
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


def _findings(store: Store) -> Iterator[Damage]:
    """Compare the findings of each article with the digest kept when the rules were run."""
    kept = dict(
        store.connection.execute("SELECT document, findings FROM checked_documents").fetchall()
    )
    for document, digest in findings_digests(store.connection, list(kept)).items():
        if kept[document] and kept[document] != digest:
            yield Damage("findings", f"of {document}", "are not those that the house rules found")


def _attachments(store: Store) -> Iterator[Damage]:
    """Find decisions that hang at another row than their own, at none, or at one that is gone."""
    connection = store.connection
    for row in query(connection, "SELECT * FROM reviews"):
        kept = connection.execute(
            "SELECT found_by, target FROM attachments WHERE review = ?", (row["id"],)
        ).fetchone()
        name, kind = f"of review {row['id']}", row["target_kind"]
        if kept is not None:
            if kept[0] == "id" and kept[1] != row["target"]:
                yield Damage("attachments", name, "hangs at something else than it is about")
            elif not is_there(connection, kind, kept[1]):
                yield Damage("attachments", name, "hangs at something that is not there")
        elif row["action"] in CORRECTING or kind == "source":
            continue  # a correction that no longer fits is detached, and sources are merged
        elif kind in KINDS and is_there(connection, kind, row["target"], row["exact"]):
            yield Damage("attachments", name, "missing, although what it is about is there")


def _runs(store: Store) -> Iterator[Damage]:
    """Follow the seals of the runs that ended, and look for each run's head in the decisions."""
    sealed = query(store.connection, "SELECT * FROM runs WHERE seal IS NOT NULL ORDER BY id")
    seals = {row["seal"] for row in sealed}
    begun = Counter(row["previous"] for row in sealed)
    for row in sealed:
        name = str(row["id"])
        if run_seal(row) != row["seal"]:
            yield Damage("runs", name, "was changed after it ended")
        if (row["previous"] and row["previous"] not in seals) or begun[row["previous"]] > 1:
            yield Damage("runs", name, "does not go on from the run that ended before it")
        if row["head"] and not _is_known(store, row["head"]):
            line = "the latest decision of its time is not there: they were cut or chained anew"
            yield Damage("runs", name, line)


def _is_known(store: Store, head: str) -> bool:
    """Return whether a decision has this hash."""
    found = store.connection.execute("SELECT 1 FROM reviews WHERE hash = ?", (head,)).fetchone()
    return found is not None


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
