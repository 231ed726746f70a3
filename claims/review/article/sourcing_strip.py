"""The sourcing of many articles at a glance: one cell a sentence, for lists."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.reading.layout.titles import title_of
from claims.review.frame.source_icons import Cell, SourceIcon, icon_of_sentence, icon_of_source
from claims.store.extractions.tally import Tally, tally_of

_FIRST_TEXT = 400
_STRIPS = """
    SELECT sentences.document, sentences.number, sentences.status, sentences.disputable,
        sources.id IS NOT NULL AS sourced,
        EXISTS (SELECT 1 FROM claims AS own WHERE own.sentence = sentences.id) AS claimed,
        sources.kind, sources.anonymous,
        sources.number AS several
    FROM sentences
    LEFT JOIN claims ON claims.id = (
        SELECT first.id FROM claims AS first
        WHERE first.sentence = sentences.id AND first.source IS NOT NULL
        ORDER BY first.number LIMIT 1
    )
    LEFT JOIN sources ON sources.id = claims.source
    WHERE sentences.document IN (SELECT value FROM json_each(?)) AND sentences.headline = 0
    ORDER BY sentences.document, sentences.number
"""
_LISTED = f"""
    SELECT id, rowid AS place, title, publisher, published, words, added, extracted,
        substr(text, 1, {_FIRST_TEXT}) AS start
    FROM documents
"""  # noqa: S608 (a constant of this module)
NEWEST = _LISTED + " ORDER BY added DESC, rowid DESC LIMIT :limit"
AFTER = (
    _LISTED
    + """
    WHERE (:added IS NULL OR (added, rowid) < (:added, :place))
        AND (:words IS NULL OR title LIKE :words ESCAPE '\\' OR publisher LIKE :words ESCAPE '\\')
    ORDER BY added DESC, rowid DESC LIMIT :limit
"""
)


@dataclass(frozen=True, slots=True)
class Glance:
    """An article's sourcing: a cell for each sentence, and how many have a source."""

    strip: tuple[Cell, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as lists show it."""

    id: str
    title: str
    publisher: str | None
    published: str | None
    words: int
    extracted: bool
    place: int
    added: str
    strip: tuple[Cell, ...]
    tally: Tally


def listed(connection: sqlite3.Connection, sql: str, given: Mapping[str, object]) -> list[Listed]:
    """Return the articles that `sql` (NEWEST or AFTER) selects, each with its strip."""
    rows = connection.execute(sql, given).fetchall()
    names = [row["id"] for row in rows]
    glances = glances_of(connection, names)
    return [
        Listed(
            id=row["id"],
            title=title_of(row["title"], row["start"]),
            publisher=row["publisher"],
            published=row["published"],
            words=row["words"],
            extracted=bool(row["extracted"]),
            place=row["place"],
            added=row["added"],
            strip=glances[row["id"]].strip,
            tally=glances[row["id"]].tally,
        )
        for row in rows
    ]


def glances_of(connection: sqlite3.Connection, documents: Sequence[str]) -> dict[str, Glance]:
    """Return the strip and tally of each article, by id.

    Inside a long quotation a cell looks as the one before.
    """
    cells: dict[str, list[Cell]] = defaultdict(list)
    statuses: dict[str, list[tuple[str | None, bool]]] = defaultdict(list)
    before: dict[str, SourceIcon] = {}
    for row in connection.execute(_STRIPS, [json.dumps(list(documents))]):
        behind = (
            icon_of_source(row["kind"], anonymous=bool(row["anonymous"]), number=row["several"])
            if row["sourced"]
            else before.get(row["document"])
            if row["status"] == "attributed" and not row["claimed"]
            else None
        )
        disputable = bool(row["disputable"])
        look = icon_of_sentence(row["status"], disputable=disputable, behind=behind)
        if behind is not None:
            before[row["document"]] = behind
        partly = disputable and row["status"] == "mixed"
        cells[row["document"]].append(Cell(row["number"], look, partly))
        statuses[row["document"]].append((row["status"], disputable))
    return {name: Glance(tuple(cells[name]), tally_of(statuses[name])) for name in documents}
