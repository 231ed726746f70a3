"""The secret that signs cookies, tokens and links, kept so that they outlive the server.

That of a team's desk is kept in the file of its accounts: with a new one at each start everybody
would be signed out, and every token of the API would end. A desk of one's own keeps one beside the
database from the first link on that is made for somebody else.
"""

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from claims.errors import SettingsError

__all__ = ["keep_secret", "kept_secret", "key_beside", "secret_of"]

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


def key_beside(database: str | Path) -> Path:
    """Return where a desk without accounts keeps its secret: beside the database."""
    path = Path(database)
    return path.with_name(f"{path.stem}-desk.key")


def kept_secret(path: Path) -> str | None:
    """Return the secret kept at `path`, None where there is none that can be used."""
    try:
        found = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return found if len(found) >= 2 * _BYTES else None


def keep_secret(path: Path, secret: str) -> None:
    """Keep a secret at `path`, unless one is kept there; only its owner may read it.

    Raises SettingsError where nothing can be written.
    """
    if kept_secret(path) is not None:
        return
    try:
        path.touch(mode=_OWNER_ONLY)
        path.chmod(_OWNER_ONLY)
        path.write_text(secret, "ascii")
    except OSError as error:
        raise SettingsError(
            f"{path} cannot keep what signs links ({error.strerror}): allow writing beside the"
            " database"
        ) from error
