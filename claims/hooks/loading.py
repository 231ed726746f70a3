"""Which plugins are there: those of the entry points, loaded when a hook is first asked.

CLAIMS_PLUGINS limits them to the names that it lists, parted by commas; empty, it switches all off.
"""

import os
from functools import cache
from importlib.metadata import entry_points

import pluggy

from claims.errors import SettingsError
from claims.hooks.specifications import GROUP, Hooks

__all__ = ["CHOICE", "manager"]

CHOICE = "CLAIMS_PLUGINS"


@cache
def manager() -> pluggy.PluginManager:
    """Return the plugin manager with all plugins loaded; a test may register one of its own.

    Raises SettingsError, which names the plugin, where one cannot be imported or has a function
    that is no hook.
    """
    plugins = pluggy.PluginManager(GROUP)
    plugins.add_hookspecs(Hooks)
    given = os.environ.get(CHOICE)
    chosen = None if given is None else {name.strip() for name in given.split(",")}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        if chosen is not None and point.name not in chosen:
            continue
        try:
            plugins.register(point.load(), point.name)
        except Exception as error:  # whatever the code of others does when it is imported
            raise SettingsError(
                f"the plugin {point.name} cannot be loaded ({type(error).__name__}: {error}): mend"
                f" or uninstall it, or leave it out with {CHOICE}"
            ) from error
    plugins.check_pending()
    return plugins
