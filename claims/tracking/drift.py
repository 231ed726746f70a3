"""What a claim loses on its way: its source, its hedge, its figure.

Each telling is held against the earlier ones of other voices. What is reported names the earliest
telling that had the thing, and the later one that has it no more.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from claims.tracking.quantities import Quantity, read_quantities
from claims.tracking.values import Drift, Telling

_HEDGED: Final = ("hedged", "doubted")
_NAMED_KINDS: Final = ("person", "organisation")


def chain_text(telling: Telling) -> str:
    """Write a telling's chain for people."""
    return " → ".join(teller.name for teller in telling.chain) or "no source"


def find_drifts(tellings: Sequence[Telling], voice_of: Mapping[str, int]) -> tuple[Drift, ...]:
    """Find the drifts of a story whose tellings are in the order of time.

    `voice_of` gives the number of each document's voice; copies of one text do not drift.
    """
    found: list[Drift] = []
    for place, later in enumerate(tellings):
        earlier = [
            one for one in tellings[:place] if voice_of[one.document] != voice_of[later.document]
        ]
        for find in (_source_dropped, _source_blurred, _hedge_dropped, _hedge_added):
            drift = find(earlier, later)
            if drift is not None:
                found.append(drift)
        found.extend(_figures_changed(earlier, later))
    return tuple(_once_a_voice(found, {one.key: voice_of[one.document] for one in tellings}))


def _once_a_voice(drifts: Sequence[Drift], voices: Mapping[str, int]) -> list[Drift]:
    seen: set[tuple[str, int, str]] = set()
    kept = []
    for drift in drifts:
        mark = (drift.kind, voices[drift.later], drift.after)
        if mark not in seen:
            seen.add(mark)
            kept.append(drift)
    return kept


def _first(tellings: Sequence[Telling], holds: Callable[[Telling], bool]) -> Telling | None:
    return next((telling for telling in tellings if holds(telling)), None)


def _source_dropped(earlier: Sequence[Telling], later: Telling) -> Drift | None:
    """A sourced claim has become the writer's plain assertion."""
    if later.chain:
        return None
    base = _first(earlier, lambda one: bool(one.chain))
    if base is None:
        return None
    before = chain_text(base)
    return Drift("source dropped", base.key, later.key, before, "stated as fact")


def _source_blurred(earlier: Sequence[Telling], later: Telling) -> Drift | None:
    """A named person or body has become an unnamed one, or mere reports."""
    if not later.chain or _names_somebody(later):
        return None
    base = _first(earlier, _names_somebody)
    if base is None:
        return None
    return Drift("source blurred", base.key, later.key, chain_text(base), chain_text(later))


def _names_somebody(telling: Telling) -> bool:
    return any(one.kind in _NAMED_KINDS and not one.anonymous for one in telling.chain)


def _hedge_dropped(earlier: Sequence[Telling], later: Telling) -> Drift | None:
    base = _first(earlier, lambda one: one.certainty in _HEDGED)
    if base is None or later.certainty != "asserted":
        return None
    return Drift("hedge dropped", base.key, later.key, base.text, later.text)


def _hedge_added(earlier: Sequence[Telling], later: Telling) -> Drift | None:
    base = earlier[0] if earlier else None
    if base is None or base.certainty != "asserted" or later.certainty not in _HEDGED:
        return None
    return Drift("hedge added", base.key, later.key, base.text, later.text)


def _figures_changed(earlier: Sequence[Telling], later: Telling) -> list[Drift]:
    """Numbers of things counted that were others in the last telling that counted them."""
    found = []
    for unit, quantity in _counted(later).items():
        for base in reversed(earlier):
            before = _counted(base).get(unit)
            if before is not None:
                if (before.value, before.bound) != (quantity.value, quantity.bound):
                    old, new = _written(before), _written(quantity)
                    found.append(Drift("figure changed", base.key, later.key, old, new))
                break
    return found


def _counted(telling: Telling) -> dict[str, Quantity]:
    """The numbers of a telling by what they count; what is counted twice is left out."""
    numbers = [
        one
        for one in read_quantities(telling.text, telling.figures)
        if one.number is not None and one.unit
    ]
    units = [one.unit for one in numbers]
    return {one.unit: one for one in numbers if units.count(one.unit) == 1}


def _written(quantity: Quantity) -> str:
    return quantity.words
