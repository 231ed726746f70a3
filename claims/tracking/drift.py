"""What a claim loses or changes on its way: its source, its hedge, its figure.

Each telling is held against the earlier ones. Source and hedge are reported only where it is sure
that they were lost: where the later wording is the earlier one but for a few words, as in a copy,
so that what is missing was cut out; another outlet's own words on the same matter lose nothing.
What is reported names the earliest telling that had the thing, and the later one that has it no
more. A figure that changes is reported from one count to the next, so that a moving toll is one
series in the order of time; where an article's own text was changed, both tellings are one.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from claims.english.statement_words import HEDGES
from claims.english.stems import stem
from claims.tracking.features import unit_of
from claims.tracking.statements import Statement, read_statement
from claims.tracking.timing import is_before
from claims.tracking.values import Drift, Teller, Telling
from claims.values import Figure

_HEDGED: Final = ("hedged", "doubted")
_NAMED_KINDS: Final = ("person", "organisation")
NEAR: Final = 0.7
"""Share of the words of either wording that the other has where it counts as a copy of it."""


def chain_text(telling: Telling) -> str:
    """Write a telling's chain for people."""
    return " → ".join(teller.name for teller in telling.chain) or "no source"


def find_drifts(tellings: Sequence[Telling]) -> tuple[Drift, ...]:
    """Find the drifts of a story whose tellings are in the order of time."""
    read = [read_statement(one.text, one.figures) for one in tellings]
    found: list[Drift] = []
    for place, later in enumerate(tellings):
        earlier = [
            one
            for one, words in zip(tellings[:place], read[:place], strict=True)
            if one.document != later.document
            and is_before(one, later)
            and are_near(words, read[place])
        ]
        for find in (_source_dropped, _source_blurred, _hedge_dropped, _hedge_added):
            drift = find(earlier, later)
            if drift is not None:
                found.append(drift)
        before = [one for one in tellings[:place] if is_before(one, later)]
        found.extend(_figures_changed(before, later))
    return tuple(_once_an_article(found, {one.key: one.document for one in tellings}))


def are_near(one: Statement, other: Statement) -> bool:
    """Return whether two wordings are one but for a few words; hedges are not counted."""
    mine, yours = (each.stems - _HEDGE_STEMS for each in (one, other))
    every = mine | yours
    return bool(every) and len(mine & yours) >= NEAR * len(every)


_HEDGE_STEMS: Final = frozenset(stem(word) for word in HEDGES)


def _once_an_article(drifts: Sequence[Drift], documents: dict[str, str]) -> list[Drift]:
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for drift in drifts:
        mark = (drift.kind, documents[drift.later], drift.after)
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
    if base is None or _mentions(later, base.chain):
        return None
    before = chain_text(base)
    return Drift("source dropped", base.key, later.key, before, "stated as fact")


def _mentions(telling: Telling, chain: Sequence[Teller]) -> bool:
    """Return whether the words name the source after all, so that only the extraction missed it."""
    said = read_statement(telling.text).stems
    return any(read_statement(teller.name).stems & said for teller in chain)


def _source_blurred(earlier: Sequence[Telling], later: Telling) -> Drift | None:
    """A named person or body has become an unnamed one, or mere reports."""
    if not later.chain or _names_somebody(later) or _names_an_outlet(later):
        return None
    base = _first(earlier, _names_somebody)
    if base is None:
        return None
    return Drift("source blurred", base.key, later.key, chain_text(base), chain_text(later))


def _names_somebody(telling: Telling) -> bool:
    return any(one.kind in _NAMED_KINDS and not one.anonymous for one in telling.chain)


def _names_an_outlet(telling: Telling) -> bool:
    """Tell "Quay Business Daily" from "media reports"."""
    return any(
        one.kind == "outlet" and not one.anonymous and not one.name.islower()
        for one in telling.chain
    )


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
    edited = _before_the_edit(later)
    for unit, figure in _counted(later).items():
        before = edited.get(unit)
        if before is not None and before.value != figure.value:
            # The article's own earlier text had another figure.
            found.append(Drift("figure changed", later.key, later.key, before.text, figure.text))
            continue
        for base in reversed(earlier):
            before = _counted(base).get(unit)
            if before is not None:
                told = {before.value, getattr(_before_the_edit(base).get(unit), "value", None)}
                if figure.value not in told:
                    found.append(
                        Drift("figure changed", base.key, later.key, before.text, figure.text)
                    )
                break
    return found


def _before_the_edit(telling: Telling) -> dict[str, Figure]:
    """The numbers that an article's own earlier text had in the place of a telling."""
    return _counted(replace(telling, text=telling.before, figures=())) if telling.before else {}


def _counted(telling: Telling) -> dict[str, Figure]:
    """The numbers of a telling by what they count; what is counted twice is left out."""
    figures = read_statement(telling.text, telling.figures).figures
    numbers = [one for one in figures if one.kind != "date" and one.value is not None]
    units = [unit_of(one) for one in numbers]
    return {unit: one for unit, one in zip(units, numbers, strict=True) if units.count(unit) == 1}
