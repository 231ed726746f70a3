"""The settings of one server's desk, carried in Datasette's plugin configuration."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datasette.app import Datasette


PLUGIN = "claims"
"""Under this name the plugin is configured."""

DISTRIBUTION = next(
    (
        point.dist.name
        for point in entry_points(group="datasette")
        if point.value == "claims.review" and point.dist is not None
    ),
    "claims-desk",
)
"""Under this name, that of the installed distribution, Datasette serves the plugin's files."""

DATABASE = "claims"
"""Under this name the file is served, whatever it is called, so that addresses stay the same."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Who may reach one server's desk, and under which names.

    `owner` may do all; `team`: people sign in with accounts; `public`: everybody may read, and sees
    who decided only with `public_names`; `hosts` are names, besides localhost, under which it may
    be asked. `alone`: the server was made for the desk and has nothing else; where it is false the
    desk is a plugin among others of somebody's Datasette, and `file` is the path of its database,
    unless that is served under the name "claims" already.
    """

    owner: str | None = None
    team: bool = False
    public: bool = False
    public_names: bool = False
    hosts: tuple[str, ...] = ()
    is_desk: bool = True
    alone: bool = False
    file: str | None = None

    def as_config(self) -> dict[str, Any]:
        """Return the settings as Datasette's configuration holds them."""
        return {**asdict(self), "hosts": list(self.hosts)}


def settings_of(datasette: Datasette) -> Settings:
    """Return the settings of the server; where `datasette` itself was started, it is no desk."""
    given = datasette.plugin_config(PLUGIN) or {}
    known: dict[str, Any] = {
        field.name: given[field.name] for field in fields(Settings) if field.name in given
    }
    if not known:
        return Settings(is_desk=False)
    return Settings(**{**known, "hosts": tuple(known.get("hosts", ()))})


def is_ours(datasette: Datasette, database: str | None) -> bool:
    """Return whether the desk has a say in a database: the only one, or its own among others."""
    settings = settings_of(datasette)
    return settings.is_desk and (settings.alone or database == DATABASE)


def is_our_path(datasette: Datasette, path: str) -> bool:
    """Return whether the desk answers at an address: everywhere, or beside others at its own."""
    settings = settings_of(datasette)
    at = path.removeprefix(datasette.setting("base_url").rstrip("/"))
    own = at == "/" or f"{at}/".startswith(("/-/claims/", f"/{DATABASE}/", f"/{DATABASE}."))
    return settings.is_desk and (settings.alone or own)
