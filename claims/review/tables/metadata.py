"""What Datasette shows beside the tables: descriptions, facets, labels, saved queries.

The descriptions are those of the store's schema. Facets are few, and only on columns that have an
index of their own: on a million claims a page with three of them stays under a tenth of a second.
"""

import sqlite3
from typing import Any

from claims.review.tables.saved_queries import saved_queries
from claims.store import descriptions

TITLE = "Claims"
ABOUT = (
    "Who says so, hop by hop, in every article. A sentence belongs to an article; a claim stands "
    "in a sentence and came by a chain of hops from its originator; a claim with an empty chain is "
    "the writer’s own."
)

_FACETS = {
    "documents": ["publisher", "language"],
    "sentences": ["status"],
    "claims": ["sourcing", "kind", "certainty"],
    "sources": ["kind"],
    "figures": ["kind"],
    "findings": ["check", "severity"],
    "problems": ["stage"],
    "reviews": ["action"],
}
_LABELS = {"documents": "title", "sources": "name", "claims": "text", "sentences": "text"}
_NEWEST_FIRST = {"documents": "added", "problems": "id", "reviews": "id", "runs": "id"}
_HIDDEN = ("_sqlite_migrations",)


def write_metadata(connection: sqlite3.Connection, database: str) -> None:
    """Write Datasette's metadata into its own tables: what every table, view and column holds."""
    tables = descriptions()
    connection.executemany(
        "INSERT OR REPLACE INTO metadata_instance VALUES (?, ?)",
        [("title", TITLE), ("description", ABOUT)],
    )
    connection.execute(
        "INSERT OR REPLACE INTO metadata_databases VALUES (?, 'description', ?)", (database, ABOUT)
    )
    connection.executemany(
        "INSERT OR REPLACE INTO metadata_resources VALUES (?, ?, 'description', ?)",
        [(database, name, table.description) for name, table in tables.items()],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO metadata_columns VALUES (?, ?, ?, 'description', ?)",
        [
            (database, name, column, description)
            for name, table in tables.items()
            for column, description in dict(table.columns).items()
        ],
    )


def tables_config() -> dict[str, dict[str, Any]]:
    """Return Datasette's configuration of each table: facets, label, order."""
    config: dict[str, dict[str, Any]] = {}
    for key, values in (
        ("facets", _FACETS),
        ("label_column", _LABELS),
        ("sort_desc", _NEWEST_FIRST),
        ("hidden", dict.fromkeys(_HIDDEN, True)),
    ):
        for table, value in values.items():
            config.setdefault(table, {})[key] = value
    return config


def queries_config() -> dict[str, dict[str, Any]]:
    """Return the saved queries in Datasette's form."""
    return {
        query.name: {
            "sql": query.sql,
            "title": query.title,
            "description": query.description,
            "hide_sql": True,
        }
        for query in saved_queries()
    }
