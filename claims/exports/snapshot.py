"""A read-only file for the public: what the articles say, who says so, and what was decided.

It has tables of its own, each column chosen, so that what a desk keeps for itself cannot slip in:
notes, flags, open and blind decisions, who works at the desk, paths of files, earlier and removed
texts. Any Datasette serves it, with no plugin (`datasette publish`).
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from claims import __version__
from claims.errors import StoreError
from claims.exports.selecting import VERDICT_OF, Selection, claim_rows
from claims.store import Store, head_of, verify
from claims.store.readings import why_confidential

__all__ = ["Snapshot", "write_snapshot"]

_SCHEMA: Final = """
CREATE TABLE about (what TEXT PRIMARY KEY, value TEXT);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, title TEXT, publisher TEXT, author TEXT, published TEXT, url TEXT,
    language TEXT, words INTEGER, text TEXT);
CREATE TABLE sentences (
    id TEXT PRIMARY KEY, article TEXT REFERENCES articles (id), number INTEGER, text TEXT,
    headline INTEGER, status TEXT, disputable INTEGER, start INTEGER, end INTEGER);
CREATE TABLE sources (
    id TEXT PRIMARY KEY, name TEXT, kind TEXT, anonymous INTEGER, description TEXT);
CREATE TABLE claims (
    id TEXT PRIMARY KEY, article TEXT REFERENCES articles (id),
    sentence TEXT REFERENCES sentences (id), text TEXT, standalone TEXT, chain TEXT, sourcing TEXT,
    source TEXT REFERENCES sources (id), kind TEXT, certainty TEXT, manner TEXT, negated INTEGER,
    disputable INTEGER, confidence REAL, verdict TEXT, decided TEXT, decided_by TEXT,
    evidence TEXT
);
CREATE TABLE hops (
    claim TEXT REFERENCES claims (id), position INTEGER, source TEXT REFERENCES sources (id),
    inferred INTEGER, PRIMARY KEY (claim, position));
CREATE TABLE figures (
    claim TEXT REFERENCES claims (id), number INTEGER, kind TEXT, text TEXT, value TEXT, unit TEXT,
    PRIMARY KEY (claim, number));
CREATE TABLE stories (
    id TEXT PRIMARY KEY, text TEXT, first_seen TEXT, last_seen TEXT, claims INTEGER,
    articles INTEGER, outlets INTEGER);
CREATE TABLE story_claims (
    claim TEXT PRIMARY KEY REFERENCES claims (id), story TEXT REFERENCES stories (id),
    position INTEGER);
CREATE INDEX sentences_article ON sentences (article);
CREATE INDEX claims_article ON claims (article);
CREATE INDEX claims_source ON claims (source);
CREATE INDEX hops_source ON hops (source);
CREATE INDEX story_claims_story ON story_claims (story);
CREATE VIRTUAL TABLE claims_fts USING fts5 (text, chain, content='claims');
"""
_DATED: Final = """
    SELECT id, publisher FROM documents WHERE ? OR published IS NOT NULL ORDER BY rowid
"""
_ARTICLE: Final = """
    SELECT id, title, publisher, author, published, url, language, words, text
    FROM documents WHERE id = ?
"""
_SENTENCES: Final = """
    SELECT id, document, number, text, headline, status, disputable, start, end
    FROM sentences WHERE document = ? ORDER BY number
"""
_HOPS: Final = """
    SELECT hops.claim, hops.position, hops.source, hops.inferred
    FROM claims JOIN hops ON hops.claim = claims.id WHERE claims.document = ?
"""
_FIGURES: Final = """
    SELECT figures.claim, figures.number, figures.kind, figures.text, figures.value, figures.unit
    FROM claims JOIN figures ON figures.claim = claims.id WHERE claims.document = ?
"""
_SOURCE: Final = "SELECT id, name, kind, anonymous, description FROM sources WHERE id = ?"
_DETAILS: Final = "SELECT id, sentence, source FROM claims WHERE document = ?"
_DECIDED: Final = f"""
    SELECT claims.id, reviewers.name
    FROM claims JOIN reviews AS verdict ON verdict.id = ({VERDICT_OF})
    JOIN reviewers ON reviewers.id = verdict.reviewer
    WHERE claims.document = ? AND claims.state = 'decided'
"""  # noqa: S608 (a constant of the neighbour)
_STORIES: Final = """
    SELECT id, text, first_seen, last_seen, claims, documents, outlets FROM stories ORDER BY id
"""
_TOLD: Final = "SELECT claim, story, position FROM story_claims WHERE story = ? ORDER BY position"
_FAULTS: Final = (
    "SELECT 'quick_check' FROM pragma_quick_check WHERE quick_check <> 'ok'",
    'SELECT "table" FROM pragma_foreign_key_check',
    """SELECT 'sentences' FROM sentences JOIN articles ON articles.id = sentences.article
    WHERE substr(articles.text, start + 1, end - start) <> sentences.text""",
)
Rows = Iterable[tuple[Any, ...] | sqlite3.Row]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was written: where, and how many articles, claims and verdicts; `left` stayed out."""

    path: Path
    articles: int
    left: int
    claims: int
    verdicts: int


def write_snapshot(
    store: Store, target: Path | str, *, names: bool = False, undated: bool = False
) -> Snapshot:
    """Write the public part of the database to `target`, after both were proven.

    Who decided is told with `names` only. Articles without a date of publication, which may be
    drafts, stay out unless `undated`; what is marked as confidential does in any case. Raises
    StoreError where the target exists, cannot be written, or the database is damaged.
    """
    target = Path(target)
    if target.exists():
        raise StoreError(f"{target}: exists already; name another file for the snapshot")
    if damage := verify(store):
        raise StoreError(f"{store.path}: damaged, and so no snapshot was made: {damage[0]}")
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with closing(sqlite3.connect(partial)) as file:
            written = _fill(store, file, target, names=names, undated=undated)
        partial.rename(target)
    except (OSError, sqlite3.OperationalError) as error:
        raise StoreError(f"{target}: cannot be written ({error})") from error
    finally:
        partial.unlink(missing_ok=True)
    return written


def _fill(
    store: Store, file: sqlite3.Connection, target: Path, *, names: bool, undated: bool
) -> Snapshot:
    """Write all tables, and prove that they fit together."""
    file.executescript(_SCHEMA)
    public = [
        document
        for document, publisher in store.connection.execute(_DATED, (undated,)).fetchall()
        if why_confidential(store.connection, document, publisher) is None
    ]
    sources: set[str] = set()
    for document in public:
        _add_article(store, file, document, sources, names=names)
    _add_stories(store, file)
    _insert(file, "about", _about(store))
    file.execute("INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')")
    file.commit()
    for question in _FAULTS:
        if (fault := file.execute(question).fetchone()) is not None:
            raise StoreError(f"the snapshot is not whole ({fault[0]}), and so none was made")
    file.execute("VACUUM")
    count = "SELECT count(*), count(verdict) FROM claims"
    claims, verdicts = file.execute(count).fetchone()
    [every] = store.connection.execute("SELECT count(*) FROM documents").fetchone()
    return Snapshot(target, len(public), every - len(public), claims, verdicts)


def _add_article(
    store: Store, file: sqlite3.Connection, document: str, sources: set[str], *, names: bool
) -> None:
    """Write an article, its sentences and claims, and the sources that are new with them."""
    ask = store.connection.execute
    details = {row[0]: row for row in ask(_DETAILS, (document,))}
    hops = [tuple(row) for row in ask(_HOPS, (document,))]
    meant = {hop[2] for hop in hops} | {row[2] for row in details.values() if row[2]}
    found = (ask(_SOURCE, (source,)).fetchone() for source in sorted(meant - sources))
    sources |= meant
    deciders = dict(ask(_DECIDED, (document,)).fetchall()) if names else {}
    _insert(file, "articles", ask(_ARTICLE, (document,)))
    _insert(file, "sentences", ask(_SENTENCES, (document,)))
    _insert(file, "sources", found)
    _insert(file, "claims", _claims(store, document, details, deciders))
    kept = {row[0] for row in file.execute("SELECT id FROM claims WHERE article = ?", (document,))}
    _insert(file, "hops", (hop for hop in hops if hop[0] in kept))
    figures = (tuple(row) for row in ask(_FIGURES, (document,)))
    _insert(file, "figures", (figure for figure in figures if figure[0] in kept))


def _claims(
    store: Store, document: str, details: dict[str, Any], deciders: dict[str, str]
) -> Iterator[tuple[Any, ...]]:
    """Yield the claims of an article, with the verdict of those that are decided."""
    for row in claim_rows(store, Selection(document=document)):
        claim, verdict = row["claim"], row["verdict"]
        evidence = json.loads(row["evidence"] or "[]") if verdict else []
        yield (
            *(claim, document, details[claim][1], row["text"], row["standalone"], row["chain"]),
            *(row["sourcing"], details[claim][2], row["kind"], row["certainty"], row["manner"]),
            *(row["negated"], row["disputable"], row["confidence"], verdict),
            *(row["verdict_made"] if verdict else None, deciders.get(claim) if verdict else None),
            "\n".join(evidence) or None,
        )


def _add_stories(store: Store, file: sqlite3.Connection) -> None:
    """Write the stories all of whose claims are in the snapshot: their figures count no others."""
    kept = {row[0] for row in file.execute("SELECT id FROM claims")}
    for story in store.connection.execute(_STORIES).fetchall():
        told = store.connection.execute(_TOLD, (story[0],)).fetchall()
        if all(row[0] in kept for row in told):
            _insert(file, "stories", [story])
            _insert(file, "story_claims", told)


def _about(store: Store) -> list[tuple[str, str | None]]:
    return [
        ("program", f"claims-desk {__version__}"),
        ("made", datetime.now(UTC).isoformat(timespec="seconds")),
        ("head", head_of(store)),
    ]


def _insert(file: sqlite3.Connection, table: str, rows: Rows) -> None:
    columns = len(file.execute(f"SELECT * FROM {table} LIMIT 0").description)  # noqa: S608 - ours
    places = ", ".join("?" * columns)
    file.executemany(f"INSERT INTO {table} VALUES ({places})", (tuple(row) for row in rows))  # noqa: S608
