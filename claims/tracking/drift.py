"""What a claim loses or changes on its way: its source, its hedge, its figure.

Each telling is held against the earlier ones. Source and hedge are reported only where it is sure
that they were lost: where the later wording is the earlier one but for a few words, as in a copy,
so that what is missing was cut out; another outlet's own words on the same matter lose nothing.
What is reported names the earliest telling that had the thing, and the later one that has it no
more. A figure that changes is reported from one count to the next, so that a moving toll is one
series in the order of time; where an article's own text was changed, both tellings are one.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from claims.english.statement_words import HEDGES
from claims.english.stems import stem
from claims.tracking.features import unit_of
from claims.tracking.statements import (
    Statement,
    clauses_of,
    names_of,
    read_statement,
    stems_of,
)
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


def find_drifts(
    tellings: Sequence[Telling], cast: Mapping[str, Collection[str]] | None = None
) -> tuple[Drift, ...]:
    """Find the drifts of a story whose tellings are in the order of time.

    `cast` gives, by article, the names of all whom it cites anywhere: who is among them was not
    dropped, though the extraction may not see that a sentence is theirs.
    """
    cited = {
        document: frozenset().union(*(stems_of(name) for name in names))
        for document, names in (cast or {}).items()
    }
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
        known = cited.get(later.document, frozenset())
        lost = (_source_dropped(earlier, later, known), _source_blurred(earlier, later, known))
        hedges = (_hedge_dropped(earlier, later), _hedge_added(earlier, later))
        found += [drift for drift in (*lost, *hedges) if drift is not None]
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


def _source_dropped(
    earlier: Sequence[Telling], later: Telling, cited: frozenset[str]
) -> Drift | None:
    """A sourced claim has become the writer's plain assertion."""
    if later.chain:
        return None
    base = _first(earlier, lambda one: bool(one.chain))
    if base is None or _mentions(later, base.chain, cited):
        return None
    before = chain_text(base)
    return Drift("source dropped", base.key, later.key, before, "stated as fact")


def _mentions(telling: Telling, chain: Sequence[Teller], cited: frozenset[str]) -> bool:
    """Return whether words or article name the source, so that only the extraction missed it."""
    said = cited | stems_of(telling.text)
    return any(stems_of(teller.name) & said for teller in chain)


def _source_blurred(
    earlier: Sequence[Telling], later: Telling, cited: frozenset[str]
) -> Drift | None:
    """A named person or body has become an unnamed one, or mere reports."""
    if not later.chain or _names_somebody(later) or _names_an_outlet(later):
        return None
    if any(one.kind == "document" and names_of(one.name) for one in later.chain):
        return None  # "a statement from Ann Hill's office"
    base = _first(earlier, _names_somebody)
    if base is None or any(stems_of(one.name) & cited for one in base.chain if _is_named(one)):
        return None
    return Drift("source blurred", base.key, later.key, chain_text(base), chain_text(later))


def _names_somebody(telling: Telling) -> bool:
    return any(_is_named(one) for one in telling.chain)


def _is_named(teller: Teller) -> bool:
    return teller.kind in _NAMED_KINDS and not teller.anonymous


def _names_an_outlet(telling: Telling) -> bool:
    """Tell "Quay Business Daily" from "media reports"."""
    return any(
        one.kind == "outlet" and not one.anonymous and not one.name.islower()
        for one in telling.chain
    )


def _hedge_dropped(earlier: Sequence[Telling], later: Telling) -> Drift | None:
    base = _first(earlier, lambda one: one.certainty in _HEDGED)
    if base is None or later.certainty != "asserted" or not _has_lost_hedge(base, later):
        return None
    return Drift("hedge dropped", base.key, later.key, base.text, later.text)


def _hedge_added(earlier: Sequence[Telling], later: Telling) -> Drift | None:
    base = earlier[0] if earlier else None
    if base is None or base.certainty != "asserted" or later.certainty not in _HEDGED:
        return None
    if not _has_lost_hedge(later, base):
        return None
    return Drift("hedge added", base.key, later.key, base.text, later.text)


def _has_lost_hedge(hedged: Telling, plain: Telling) -> bool:
    """Return whether a hedge of what both say is not in the sentence of the other.

    Of "I may be old, but the bridge is safe" the hedge is not lost where only the bridge is told.
    """
    lost = _hedges(hedged.whole or hedged.text) - _hedges(plain.whole or plain.text)
    said = stems_of(plain.whole or plain.text)
    for clause in clauses_of(hedged.whole or hedged.text):
        own = stems_of(clause) - _HEDGE_STEMS
        if lost & _hedges(clause) and 2 * len(own & said) >= len(own):
            return True
    return False


def _hedges(text: str) -> frozenset[str]:
    return read_statement(text).words & HEDGES


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


def has_figures_of(telling: Telling, first: Telling) -> bool:
    """Return whether a telling has the figures of the first one, now or before an edit."""
    ours = (_counted(telling), _before_the_edit(telling))
    theirs = (_counted(first), _before_the_edit(first))
    return all(
        bool(_values(ours, unit) & _values(theirs, unit)) or not _values(ours, unit)
        for unit in theirs[0]
    )


def _values(counted: Sequence[Mapping[str, Figure]], unit: str) -> set[str | None]:
    return {figures[unit].value for figures in counted if unit in figures}


def _before_the_edit(telling: Telling) -> dict[str, Figure]:
    """The numbers that an article's own earlier text had in the place of a telling."""
    return _counted(replace(telling, text=telling.before, figures=())) if telling.before else {}


def _counted(telling: Telling) -> dict[str, Figure]:
    """The numbers of a telling by what they count; what is counted twice is left out."""
    figures = read_statement(telling.text, telling.figures).figures
    numbers = [one for one in figures if one.kind != "date" and one.value is not None]
    units = [unit_of(one) for one in numbers]
    return {unit: one for unit, one in zip(units, numbers, strict=True) if units.count(unit) == 1}
