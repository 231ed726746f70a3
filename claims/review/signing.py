"""The secret that signs cookies and tokens of a team's desk, kept in the file of its accounts.

With a new one at each start everybody would be signed out, and every token of the API would end.
"""

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from claims.errors import SettingsError

__all__ = ["secret_of"]

_TABLE = "CREATE TABLE IF NOT EXISTS claims_desk (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
_BYTES = 32
_OWNER_ONLY = 0o600


def secret_of(path: Path) -> str:
    """Return the secret that the file at `path` keeps; file and secret are made where missing.

    Only the owner of the file may read it. Raises SettingsError where it can't be used.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=_OWNER_ONLY)
        path.chmod(_OWNER_ONLY)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(_TABLE)
            connection.execute(
                "INSERT OR IGNORE INTO claims_desk VALUES ('secret', ?)",
                (secrets.token_hex(_BYTES),),
            )
            [found] = connection.execute("SELECT value FROM claims_desk WHERE name = 'secret'")
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(f"{path} cannot keep accounts: {error}") from error
    return str(found[0])
