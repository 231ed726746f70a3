"""Read what an editor's forms ask for: the list of verdicts, the share and names of blind review.

Pure: fields in, values out; SettingsError and DecisionError say in a line what is wrong.
"""

import re
from collections.abc import Mapping

from claims.errors import DecisionError, SettingsError
from claims.store.decisions import VerdictChoice

__all__ = ["people_of", "share_of", "targets_of", "verdicts_of"]

_TARGET = re.compile(
    r"(?:[^?#]*/-/claims/(?P<kind>claim|article)/)?(?P<id>[0-9a-f]{4,64})(?:[?#].*)?"
)
_NUMBER = re.compile(r"\d{1,4}")
MOST_TARGETS = 500


def verdicts_of(fields: Mapping[str, str]) -> list[VerdictChoice]:
    """Return the list that a form holds: rows `name:N`, `description:N`, ordered by `place:N`.

    A row whose name was emptied is left out; one without a place keeps that of its row.
    """
    rows = []
    for field, name in fields.items():
        kind, _, number = field.partition(":")
        if kind != "name" or not _NUMBER.fullmatch(number) or not name.strip():
            continue
        place = fields.get(f"place:{number}", "").strip()
        order = int(place) if _NUMBER.fullmatch(place) else int(number)
        rows.append((order, int(number), name, fields.get(f"description:{number}", "")))
    return [VerdictChoice(name, description) for _, _, name, description in sorted(rows)]


def share_of(fields: Mapping[str, str]) -> float:
    """Return the share of blind review, 0 to 1, from the per cent that a form holds."""
    text = fields.get("share", "").strip().removesuffix("%").strip().replace(",", ".")
    try:
        share = float(text) / 100
    except ValueError:
        raise SettingsError(f"give the share as per cent, 0 to 100, not {text!r}") from None
    if not 0 <= share <= 1:
        raise SettingsError(f"give the share as per cent, 0 to 100, not {text}")
    return share


def targets_of(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the claims and articles that are named, by address or id, as (kind, id)."""
    found = []
    for word in fields.get("targets", "").split():
        match = _TARGET.fullmatch(word)
        if match is None:
            raise DecisionError(f"{word[:80]} is no address of a claim or article of this desk")
        found.append((match["kind"] or "claim", match["id"]))
    if not found:
        raise DecisionError("name at least one claim or article")
    if len(found) > MOST_TARGETS:
        raise DecisionError(f"name at most {MOST_TARGETS} at once")
    return list(dict.fromkeys(found))


def people_of(fields: Mapping[str, str]) -> list[str]:
    """Return who is to decide, those with a tick; raises where they are fewer than two."""
    people = [name.partition(":")[2] for name in fields if name.startswith("person:")]
    if len(people) < 2:
        raise DecisionError("choose two people or more, who decide without seeing each other")
    return people
