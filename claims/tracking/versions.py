"""Shows what changed, claim by claim, between two texts of one article: silent edits.

Claims of the old and the new text are paired by the words they share, best pair first; what finds
no partner was dropped or added, and a pair that is not word for word the same was altered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from claims.tracking.statements import read_statement

EditKind = Literal["kept", "altered", "added", "dropped"]

MINIMUM_SHARED: Final = 0.5
"""Two wordings are one claim altered where they share at least this part of their words."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim of one text of an article: its words, its chain as people read it, its certainty."""

    key: str
    text: str
    chain: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What became of one claim; `before` is None for an added one, `after` for a dropped one.

    `changed` names what was altered: wording, source, certainty.
    """

    kind: EditKind
    before: Wording | None
    after: Wording | None
    changed: tuple[str, ...] = ()


def compare_versions(before: Sequence[Wording], after: Sequence[Wording]) -> tuple[Edit, ...]:
    """Pair the claims of two texts; edits come in the order of the new text, dropped ones last."""
    partner = _pairs(before, after)
    edits = []
    for place, new in enumerate(after):
        old = before[partner[place]] if place in partner else None
        edits.append(Edit("added", None, new) if old is None else _edit(old, new))
    taken = set(partner.values())
    edits += [Edit("dropped", old, None) for n, old in enumerate(before) if n not in taken]
    return tuple(edits)


def _pairs(before: Sequence[Wording], after: Sequence[Wording]) -> dict[int, int]:
    """Return, for places in the new text, the places of their partners in the old."""
    likeness = sorted(
        (
            (-_shared(old, new), abs(m - n), m, n)
            for m, new in enumerate(after)
            for n, old in enumerate(before)
        ),
    )
    found: dict[int, int] = {}
    for shared, _, new, old in likeness:
        if -shared >= MINIMUM_SHARED and new not in found and old not in found.values():
            found[new] = old
    return found


def _shared(old: Wording, new: Wording) -> float:
    """Return the part of two wordings' words that both have, 0 to 1."""
    if old.text == new.text:
        return 1.0
    one, other = read_statement(old.text), read_statement(new.text)
    every = one.stems | other.stems
    share = len(one.stems & other.stems) / len(every) if every else 0.0
    alike = SequenceMatcher(None, old.text.split(), new.text.split()).ratio()
    return min(0.999, max(share, alike))


def _edit(old: Wording, new: Wording) -> Edit:
    changed = tuple(
        name
        for name, differs in (
            ("wording", old.text != new.text),
            ("source", old.chain != new.chain),
            ("certainty", old.certainty != new.certainty),
        )
        if differs
    )
    return Edit("altered" if changed else "kept", old, new, changed)
