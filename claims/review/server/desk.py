"""Make the Datasette that serves one file as a desk, with the settings that keep it quick.

Learned on Datasette 1.0a41 with a million claims: no suggested facets, an index behind each default
facet and at most three of them, a cache of 64 MB, a second for a facet,
and its counts remembered until the file changes.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from datasette.app import Datasette
from datasette.utils import StartupError

from claims.errors import StoreError
from claims.review.access.accounts import CONFIG, require_installed
from claims.review.access.settings import DATABASE, PLUGIN, Settings, settings_of
from claims.review.access.signing import kept_secret, key_beside, secret_of
from claims.review.tables.facet_counts import RememberingDatabase
from claims.review.tables.metadata import queries_config, tables_config, write_metadata
from claims.store import open_store

QUICK = {
    "suggest_facets": False,
    "default_facet_size": 12,
    "facet_time_limit_ms": 1000,
    "sql_time_limit_ms": 2000,
    "cache_size_kb": 64 * 1024,
    "truncate_cells_html": 300,
    "default_page_size": 50,
    "allow_csv_stream": True,
    "max_csv_mb": 0,
    "max_signed_tokens_ttl": 90 * 24 * 60 * 60,
}

_FOLDERS: list[TemporaryDirectory[str]] = []
"""Kept until the process ends, which removes them."""


class _Desk(Datasette):  # type: ignore[misc]  # Datasette ships no types
    """A Datasette that is ready sooner: its own way writes 600 descriptions, one by one."""

    async def apply_metadata_json(self) -> None:
        """Write all descriptions in one transaction."""
        internal = self.get_internal_database()
        await internal.execute_write_fn(lambda connection: write_metadata(connection, DATABASE))


def make_datasette(
    db_path: str | Path,
    *,
    owner: str | None = None,
    accounts: str | Path | None = None,
    public: bool = False,
    public_names: bool = False,
    hosts: tuple[str, ...] = (),
    settings: dict[str, Any] | None = None,
) -> Datasette:
    """Return a Datasette that serves the database at `db_path`, which must exist, as a desk.

    Nobody may see anything but `owner`, who may do everything, and those to whom somebody gave a
    role: with `accounts`, the file in which accounts of a team are kept (made where it is not
    there), people sign in with a password. With `public` everybody may read, but who decided is
    shown to them only with `public_names`. `hosts` are the names by which it may be asked for,
    besides localhost and plain addresses. `settings` overrides Datasette's own settings.

    Raises SettingsError where the extra `team` is needed and missing.
    """
    path = Path(db_path).resolve()
    desk = Settings(
        alone=True,
        owner=owner,
        team=accounts is not None,
        public=public,
        public_names=public_names,
        hosts=tuple(name.lower() for name in hosts),
    )
    datasette = _Desk(
        [],
        default_deny=True,
        config={
            "plugins": {PLUGIN: desk.as_config(), "datasette-accounts": CONFIG},
            "databases": {DATABASE: {"tables": tables_config(), "queries": queries_config()}},
        },
        settings={**QUICK, **(settings or {})},
        **_kept(accounts, path),
    )
    datasette.remove_database("_memory")
    datasette.add_database(RememberingDatabase(datasette, path=path), name=DATABASE)
    return datasette


def _kept(accounts: str | Path | None, database: Path) -> dict[str, Any]:
    """Return where Datasette keeps its own tables, and the secret by which it signs.

    With accounts both outlive the server. Without, its tables go into a file that is removed in
    the end; a name of our own keeps the plugin of accounts, where it is installed, from warning
    that accounts would be lost; a secret is kept once a link was made.
    """
    if accounts is not None:
        require_installed()
        kept = Path(accounts).resolve()
        return {"internal": str(kept), "secret": secret_of(kept)}
    folder = TemporaryDirectory(prefix="claims-desk-", ignore_cleanup_errors=True)
    _FOLDERS.append(folder)
    internal = {"internal": str(Path(folder.name) / "desk.db")}
    with closing(sqlite3.connect(internal["internal"])) as connection:
        connection.execute("PRAGMA journal_mode = WAL")  # as Datasette does with its own such file
    secret = kept_secret(key_beside(database))
    return internal if secret is None else {**internal, "secret": secret}


async def stand_beside(datasette: Datasette) -> None:
    """Add the desk's database to somebody's Datasette, where the plugin is configured.

    Raises StartupError where there is none, and what `open_store` raises for a file that is none.
    """
    if DATABASE in datasette.databases:
        path = datasette.databases[DATABASE].path
    else:
        path = settings_of(datasette).file
    if path is None:
        raise StartupError(
            f"the plugin {PLUGIN} needs its database: set plugins.{PLUGIN}.file, or serve a file"
            f" that is called {DATABASE}.db"
        )
    try:
        open_store(path, must_exist=True).close()  # brings an older schema up to date
    except StoreError as error:
        raise StartupError(str(error)) from error
    if DATABASE not in datasette.databases:
        found = RememberingDatabase(datasette, path=Path(path).resolve())
        datasette.add_database(found, name=DATABASE)
