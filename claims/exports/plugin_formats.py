"""The formats of installed plugins, beside the package's own."""

from claims.errors import SettingsError
from claims.exports.built_in_formats import FORMATS, Format
from claims.hooks import added_formats

__all__ = ["formats"]


def formats() -> tuple[Format, ...]:
    """Return all formats: the package's own first, then those of plugins.

    Raises SettingsError where a plugin gives something else, or a name that is taken.
    """
    found = list(FORMATS)
    for one in added_formats():
        if not isinstance(one, Format):
            raise SettingsError(
                f"a plugin gave {type(one).__name__} as an export format, not claims.exports.Format"
            )
        if one.name in {other.name for other in found}:
            raise SettingsError(f"two export formats are called {one.name}")
        found.append(one)
    return tuple(found)
