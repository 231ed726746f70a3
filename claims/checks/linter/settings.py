"""`claims.toml`: the settings of `claims check`, so that everybody in a newsroom has the same.

    [check]
    select = ["A", "S101"]          # only these rules; beginnings of codes
    ignore = ["D503"]               # not these
    fail-level = "warning"          # error, warning or note: from here on the command fails
    rules = "house-rules"           # a folder of rules of one's own
    baseline = "claims-baseline.json"

    [check.severity]
    W401 = "warning"

Paths are relative to the file. What the command line says wins.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

from claims.errors import SettingsError
from claims.values import Severity

__all__ = ["Settings", "find_settings", "read_settings"]

NAME = "claims.toml"
_KEYS = ("select", "ignore", "fail-level", "exit-zero", "rules", "baseline", "format", "severity")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a file of settings says; what it does not say is empty or None."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_level: Severity | None = None
    exit_zero: bool = False
    rules: Path | None = None
    baseline: Path | None = None
    format: str | None = None
    severity: Mapping[str, Severity] = field(default_factory=dict)


def find_settings(folder: Path) -> Path | None:
    """Return the `claims.toml` of a folder or of the nearest folder above it."""
    for place in (folder.resolve(), *folder.resolve().parents):
        if (place / NAME).is_file():
            return place / NAME
    return None


def read_settings(path: Path) -> Settings:
    """Read a file of settings; raises SettingsError, with what is wrong, where it is none."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf8")).get("check", {})
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} cannot be read as TOML: {error}") from error
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: [check] must be a table.")
    for key in table:
        if key not in _KEYS:
            raise SettingsError(f"{path}: [check] has no {key!r}; it has {', '.join(_KEYS)}.")
    severities = table.get("severity", {})
    if not isinstance(severities, dict):
        raise SettingsError(f"{path}: [check.severity] must be a table of codes.")
    return Settings(
        select=_codes(path, table, "select"),
        ignore=_codes(path, table, "ignore"),
        fail_level=_severity(path, table, "fail-level"),
        exit_zero=_flag(path, table, "exit-zero"),
        rules=_beside(path, table, "rules"),
        baseline=_beside(path, table, "baseline"),
        format=_text(path, table, "format"),
        severity={
            code.upper(): severity
            for code in severities
            if (severity := _severity(path, severities, code)) is not None
        },
    )


def _text(path: Path, table: Mapping[str, object], key: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise SettingsError(f"{path}: {key} must be a text in quotation marks.")
    return value


def _flag(path: Path, table: Mapping[str, object], key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise SettingsError(f"{path}: {key} must be true or false.")
    return value


def _codes(path: Path, table: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise SettingsError(f'{path}: {key} must be a list of codes, such as ["A", "S101"].')
    return tuple(value)


def _severity(path: Path, table: Mapping[str, object], key: str) -> Severity | None:
    value = _text(path, table, key)
    if value is None:
        return None
    if value not in get_args(Severity):
        raise SettingsError(f"{path}: {key} must be one of {', '.join(get_args(Severity))}.")
    return cast("Severity", value)


def _beside(path: Path, table: Mapping[str, object], key: str) -> Path | None:
    value = _text(path, table, key)
    return None if value is None else path.parent / value
