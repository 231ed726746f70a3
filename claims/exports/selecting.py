"""Which claims leave, and how they are read: rows with their article, source, verdict and quotes.

What people corrected is in the tables already; claims that they dismissed are not. The verdict is
that of a claim that is decided: while two people still decide blindly, or differ, there is none.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin
from uuid import NAMESPACE_URL, uuid5

from claims.exports.columns import Cell, DataTable, cells
from claims.store import Store, document_ids

__all__ = [
    "VERDICT_OF",
    "Place",
    "Row",
    "Selection",
    "claim_rows",
    "organisation_of",
    "selected_documents",
    "table_rows",
]

Row = dict[str, Any]

VERDICT_OF = """
    SELECT reviews.id FROM standing_reviews AS standing
    JOIN reviews ON reviews.id = standing.id
    WHERE standing.target_kind = 'claim' AND standing.target = claims.id
        AND (standing.action = 'verdict'
            OR (standing.action = 'adjudicate' AND standing.field = 'verdict'))
    ORDER BY standing.id DESC LIMIT 1
"""
"""The verdict that stands on the row of `claims` around it: the id of its review."""
_CLAIMS = f"""
SELECT claims.id AS claim, claims.document, documents.url, documents.title, documents.publisher,
    documents.author, documents.published, sentences.number AS sentence, claims.text,
    claims.standalone, claims.chain, claims.sourcing, sources.name AS source,
    sources.kind AS source_kind, sources.anonymous AS source_anonymous, claims.kind,
    claims.certainty, claims.manner, claims.negated, claims.disputable, claims.anonymous,
    claims.figures, claims.confidence, claims.state, claims.flag,
    claims.corrected_by IS NOT NULL AS corrected, claims.attribution,
    verdict.value AS verdict, verdict.made AS verdict_made, verdict.evidence
FROM claims
JOIN documents ON documents.id = claims.document
JOIN sentences ON sentences.id = claims.sentence
LEFT JOIN sources ON sources.id = claims.source
LEFT JOIN reviews AS verdict
    ON claims.state = 'decided' AND verdict.id = ({VERDICT_OF})
"""  # noqa: S608 (a constant of this module)
_GIVEN = "(SELECT value FROM json_each(?))"
_CLAIMS_GIVEN = f"{_CLAIMS} WHERE claims.id IN {_GIVEN} ORDER BY documents.rowid, claims.number"
_ARTICLES_OF = f"""
SELECT DISTINCT documents.id FROM claims JOIN documents ON documents.id = claims.document
WHERE claims.id IN {_GIVEN} ORDER BY documents.rowid
"""  # noqa: S608 (a constant of this module)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to leave: one claim, one article (both by their ids), some claims, or everything.

    `title` is what a report on it is called; else the headline of its first article.
    """

    claim: str | None = None
    document: str | None = None
    claims: tuple[str, ...] | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the desk is reached ("https://desk.example"), and in whose name it publishes.

    `decisions` tells whether notes, evidence and who decided may be told at all, and `names`
    whether that is told with names.
    Without an address, things are named by a UUID that is derived from their id, so that they have
    the same name in every export.
    """

    base: str | None = None
    organisation: str | None = None
    names: bool = True
    decisions: bool = True

    def name(self, kind: str, identity: str) -> str:
        """Return the address of a claim or article on the desk, or else its UUID."""
        path = f"/-/claims/{kind}/{quote(identity, safe='')}"
        if self.base:
            return urljoin(self.base if self.base.endswith("/") else f"{self.base}/", path[1:])
        return uuid5(NAMESPACE_URL, f"claims:{kind}/{identity}").urn

    def page(self, kind: str, identity: str) -> str | None:
        """Return the address of a claim or article, None where the desk has none."""
        return self.name(kind, identity) if self.base else None


def claim_rows(store: Store, selection: Selection) -> Iterator[Row]:
    """Yield the claims, article by article and in the order of the text, as dicts by column."""
    if selection.claim is not None:
        yield from _rows(store, f"{_CLAIMS} WHERE claims.id = ?", selection.claim)
        return
    if selection.claims is not None:
        yield from _rows(store, _CLAIMS_GIVEN, json.dumps(selection.claims))
        return
    for document in selected_documents(store, selection):
        statement = f"{_CLAIMS} WHERE claims.document = ? ORDER BY claims.number"
        yield from _rows(store, statement, document)


def table_rows(store: Store, table: DataTable, selection: Selection) -> Iterator[dict[str, Cell]]:
    """Yield the rows of a data file, article by article and in the order of the text."""
    if selection.claim is not None:
        for row in _rows(store, table.statement("claims.id = ?"), selection.claim):
            yield cells(table, row)
        return
    chosen, more = "claims.document = ?", []
    if selection.claims is not None:
        chosen, more = f"{chosen} AND claims.id IN {_GIVEN}", [json.dumps(selection.claims)]
    statement = table.statement(chosen)
    for document in selected_documents(store, selection):
        for row in _rows(store, statement, document, *more):
            yield cells(table, row)


def selected_documents(store: Store, selection: Selection) -> Iterator[str]:
    """Yield the ids of the articles, the first added first; nothing for an id that is unknown."""
    if selection.claim is not None:
        statement = "SELECT document FROM claims WHERE id = ?"
        yield from (row["document"] for row in _rows(store, statement, selection.claim))
    elif selection.claims is not None:
        given = json.dumps(selection.claims)
        yield from (row["id"] for row in _rows(store, _ARTICLES_OF, given))
    elif selection.document is not None:
        statement = "SELECT id FROM documents WHERE id = ?"
        yield from (row["id"] for row in _rows(store, statement, selection.document))
    else:
        yield from document_ids(store)


def organisation_of(store: Store) -> str | None:
    """Return the newsroom in whose name this desk publishes, None where nobody said so."""
    statement = "SELECT value FROM desk_settings WHERE name = 'organisation'"
    return next((row["value"] or None for row in _rows(store, statement)), None)


def _rows(store: Store, statement: str, *parameters: object) -> Iterator[Row]:
    """Yield rows one by one: a table of a million does not have to fit into memory."""
    cursor = store.connection.execute(statement, parameters)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))
