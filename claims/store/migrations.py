"""The schema, as ordered and recorded migrations.

Each migration is one SQL file of `schema/`, named by its number; it never changes once released.
sqlite-utils applies those that are pending, each in a transaction together with the record of it
(table `_sqlite_migrations`), so that a kill leaves a migration wholly done or not begun. What the
tables and columns mean is in the same files as comments; see `descriptions`.
"""

import sqlite3
from importlib.resources import files

from sqlite_utils import Database, Migrations

SET = "claims"
"""The name under which the migrations are recorded."""


def sources() -> dict[str, str]:
    """Return the SQL of each migration by its name ("0001_articles"), in order."""
    folder = files("claims.store").joinpath("schema")
    return {
        file.name.removesuffix(".sql"): file.read_text("utf8")
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".sql")
    }


def statements(script: str) -> list[str]:
    """Split a script into its statements, each with the comments before it.

    `sqlite3.executescript` would commit first, and so break the migration's transaction.
    """
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        # Behind the semicolon of an ALTER stands what the column means.
        if line.split("  -- ")[0].rstrip().endswith(";") and sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    if any(line and not line.startswith("--") for line in pending.splitlines()):
        raise ValueError(f"the script ends inside a statement: {pending.strip()[:60]}")
    return found


def _register(migrations: Migrations, name: str, script: str) -> None:
    """Add one script to the set, to be run statement by statement."""

    def apply(database: Database) -> None:
        for statement in statements(script):
            database.execute(statement)

    migrations(name=name)(apply)


def migrations() -> Migrations:
    """Return all migrations, ready for `apply`."""
    known = Migrations(SET)
    for name, script in sources().items():
        _register(known, name, script)
    return known


def recorded(database: Database) -> list[str]:
    """Return the names of the migrations that the database records, known or not."""
    return [migration.name for migration in Migrations(SET).applied(database)]
