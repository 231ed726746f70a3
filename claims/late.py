"""Names of a package that are imported when they are first asked for (PEP 562).

So `import claims` takes milliseconds, and what needs an extra is loaded only where it is used.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["late_names"]


def late_names(
    package: str, homes: Mapping[str, str], root: str | None = None
) -> Callable[[str], object]:
    """Return the `__getattr__` of a package whose names are in `homes`, each with its module.

    Modules are called as they are within `root`, by default the package itself. A name is kept in
    the package once it is found. One that is not in `homes` raises AttributeError, as it does
    without.
    """

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{root or package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return find
