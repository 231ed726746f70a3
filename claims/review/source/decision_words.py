"""Decisions about a source, in words."""

import json
from collections.abc import Mapping
from typing import Any

__all__ = ["beyond_the_name", "said_of_source"]

_PLAIN = {"note": "note", "undo": "taken back", "confirm": "one person"}


def beyond_the_name(name: str, description: str | None) -> str | None:
    """Return what the description of a source tells that its name does not; unnamed ones are named
    by what they are, so that both would say the same."""
    return description if description and description.lower() not in name.lower() else None


def said_of_source(row: Mapping[str, Any]) -> str:
    """Return what a row of `reviews` decides about a source: "renamed: Ann Hill"."""
    action, field, value = row["action"], row["field"], row["value"] or ""
    if action in _PLAIN:
        return _PLAIN[action]
    if action == "rename":
        return f"renamed: {value}"
    if action == "correct" and field == "anonymous":
        return "it is unnamed" if value == "1" else "it is named"
    if action == "correct":
        return f"{field}: {value or 'none'}"
    given = _object(value)
    if action == "merge":
        return f"the same as {given.get('name', '?')}"
    if action == "apart":
        return f"not the same as {given.get('name', '?')}"
    if action == "split":
        claims = given.get("claims")
        number = len(claims) if isinstance(claims, list) else 0
        return f"{number} claim{'s' if number != 1 else ''} split off to {given.get('name', '?')}"
    return f"{action}: {value}"


def _object(value: str) -> dict[str, Any]:
    """Return a recorded value that is an object, an empty one for anything else."""
    try:
        parsed = json.loads(value)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}
