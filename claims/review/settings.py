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
    be asked.
    """

    owner: str | None = None
    team: bool = False
    public: bool = False
    public_names: bool = False
    hosts: tuple[str, ...] = ()
    is_desk: bool = True

    def as_config(self) -> dict[str, Any]:
        """Return the settings as Datasette's configuration holds them."""
        return {**asdict(self), "hosts": list(self.hosts)}


def settings_of(datasette: Datasette) -> Settings:
    """Return the settings of the server; where `datasette` itself was started, it is no desk."""
    given = datasette.plugin_config(PLUGIN) or {}
    known = {field.name: given[field.name] for field in fields(Settings) if field.name in given}
    if not known:
        return Settings(is_desk=False)
    return Settings(**{**known, "hosts": tuple(known.get("hosts", ()))})
