"""Sources by a part of their name, as JSON, for `static/choosing_source.js`."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.review.access.permissions import REVIEW, needs
from claims.review.frame.fields import like
from claims.review.frame.page import read
from claims.review.frame.source_icons import SourceIcon, icon_of_source
from claims.review.source.decision_words import beyond_the_name

if TYPE_CHECKING:
    from datasette.app import Datasette


# Find sources by a part of their name, for the picker of a chain. Offered are the sources of
# the article itself, named or not, and the named ones of all articles: those of the article
# first, then those whose name begins so, then those that are quoted more.

MOST = 12
"""Names in the list: as many as one can take in while typing."""

_HERE = r"""
    SELECT sources.id, shown.name, shown.kind, shown.anonymous, shown.number,
        coalesce(appearances.description, shown.description) AS description
    FROM appearances
    JOIN sources ON sources.id = appearances.source
    JOIN sources AS shown ON shown.id = coalesce(sources.merged_into, sources.id)
    WHERE appearances.document = :document AND (
        shown.name LIKE :words ESCAPE '\' OR appearances.name LIKE :words ESCAPE '\'
        OR EXISTS (
            SELECT 1 FROM source_names
            WHERE source_names.source = sources.id AND document = :document
                AND source_names.name LIKE :words ESCAPE '\'
        )
    ) ORDER BY appearances.position LIMIT :most
"""
_EVERYWHERE = r"""
    SELECT id, name, kind, anonymous, number, description,
        (SELECT count(*) FROM (SELECT 1 FROM claims WHERE source = named.id LIMIT 100)) AS quoted
    FROM (
        SELECT * FROM sources
        WHERE document IS NULL AND merged_into IS NULL AND name LIKE :words ESCAPE '\'
        ORDER BY name LIKE :begins ESCAPE '\' DESC, length(name) LIMIT 60
    ) AS named
    ORDER BY name LIKE :begins ESCAPE '\' DESC, quoted DESC, name LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """A source to choose; `here` where the article speaks of it."""

    id: str
    name: str
    look: SourceIcon
    description: str | None
    here: bool


def find_sources(
    connection: sqlite3.Connection, words: str, document: str
) -> tuple[SourceChoice, ...]:
    """Return the sources whose name holds the words, the likeliest first.

    Without words those of the article. `document` is its id; `row_factory` must be `sqlite3.Row`.
    """
    plain = " ".join(words.split())
    given = {"words": like(plain), "begins": like(plain)[1:], "document": document, "most": MOST}
    found = [_choice(row, here=True) for row in connection.execute(_HERE, given)]
    if plain:
        found += [_choice(row, here=False) for row in connection.execute(_EVERYWHERE, given)]
    once = {choice.id: choice for choice in found if choice.here}
    return tuple({**{choice.id: choice for choice in found}, **once}.values())[:MOST]


def _choice(row: sqlite3.Row, *, here: bool) -> SourceChoice:
    look = icon_of_source(row["kind"], anonymous=bool(row["anonymous"]), number=row["number"])
    who = beyond_the_name(row["name"], row["description"])
    return SourceChoice(row["id"], row["name"], look, who, here)


LONGEST = 200


@needs(REVIEW)
async def source_choices_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/source-choices?q=...&document=...` with the likeliest sources."""
    words = (request.args.get("q") or "")[:LONGEST]
    document = request.args.get("document") or ""

    def reader(connection: sqlite3.Connection) -> tuple[SourceChoice, ...]:
        return find_sources(connection, words, document)

    found = await read(datasette, reader)
    return Response.json(
        {
            "sources": [
                {
                    "id": one.id,
                    "name": one.name,
                    "look": one.look.name,
                    "sign": one.look.sign,
                    "words": one.look.words,
                    "description": one.description,
                    "here": one.here,
                }
                for one in found
            ]
        },
        headers={"cache-control": "no-store"},
    )
