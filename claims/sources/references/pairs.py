"""Two sources that may be one: found by a word that both share, and told with what speaks for it.

What is certain is one source already (`shared_name`). The rest is doubtful, and a person decides:
people who share a surname, an organisation and its acronym, the same words in another order, one
name that was taken for two kinds of source.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from claims.english.lexicons import demonyms, grammar, places
from claims.sources.naming.shared_names import folded_name, plain_name, shared_name
from claims.values import Source

__all__ = [
    "Known",
    "MergeSuggestion",
    "merge_suggestion",
    "merge_suggestions",
    "pairing_keys",
    "same_person",
]

_KINDS = ("person", "organisation", "outlet")


@dataclass(frozen=True, slots=True)
class Known:
    """A source as several articles know it.

    `id` is whatever the caller knows it by; `beside` names whom its articles name along with it.
    """

    id: str
    source: Source
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MergeSuggestion:
    """Two sources that may be one: ids, how likely (0 to 1), and why, in words for people."""

    one: str
    other: str
    confidence: float
    reason: str


def same_person(one: Known, other: Known) -> bool:
    """Return whether two people of one full name may be merged without asking.

    They may where a role or affiliation, or somebody named beside both, agrees, or where one
    article says nothing of the person; not where both describe somebody and nothing agrees.
    """
    left, right = _said_of(one.source), _said_of(other.source)
    if not left or not right:
        return True
    return bool(left & right or one.beside & other.beside)


def pairing_keys(source: Source) -> tuple[str, ...]:
    """Return the keys of which two sources share one if they may be the same; none for unnamed."""
    if source.anonymous or source.kind not in _KINDS or source.number != "one":
        return ()
    name = _compared(source)
    keys = [f"name {name}"]
    if source.kind == "person":
        keys.append(f"surname {name.split(' ')[-1]}")
    if source.kind == "organisation":
        keys.append(f"initials {_initials(name)}")
        words = _words(name)
        if words:
            keys.append(f"words {' '.join(sorted(words))}")
    return tuple(keys)


def merge_suggestion(one: Known, other: Known) -> MergeSuggestion | None:
    """Return why two sources that share a key may be one, None where they hardly are."""
    kinds = {one.source.kind, other.source.kind}
    left, right = _compared(one.source), _compared(other.source)
    if len(kinds) > 1:
        if left != right:
            return None
        taken = " here and for ".join(_said_kind(kind) for kind in sorted(kinds))
        reason = f"one name, taken for {taken} there"
        return MergeSuggestion(one.id, other.id, 0.8, reason)
    if kinds == {"person"}:
        return _people(one, other)
    return None if left == right else _bodies(one, other, left, right)


def merge_suggestions(known: Sequence[Known]) -> tuple[MergeSuggestion, ...]:
    """Return the pairs that a person should look at, the likeliest first."""
    shelves: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        for key in pairing_keys(one.source):
            shelves[key].append(one)
    found: dict[tuple[str, str], MergeSuggestion] = {}
    for shelf in shelves.values():
        for one, other in combinations(shelf, 2):
            suggestion = merge_suggestion(one, other)
            if suggestion is not None:
                found[one.id, other.id] = suggestion
    return tuple(sorted(found.values(), key=lambda s: (-s.confidence, s.one, s.other)))


def _compared(source: Source) -> str:
    fold = plain_name if source.kind == "person" else folded_name
    return fold(shared_name(source.kind, source.name))


def _said_kind(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _initials(name: str) -> str:
    parts = [part for part in name.split(" ") if part not in grammar("identity_empty")]
    return "".join(part[0] for part in parts) if len(parts) > 1 else name.replace(".", "")


def _words(name: str) -> frozenset[str]:
    """Return the words of a body's name but for countries and function words."""
    words = {word.removesuffix("'s") for word in name.split(" ")} - grammar("identity_empty")
    plain = {word for word in words if word not in places() and word not in demonyms()}
    return frozenset(plain - {"united", "states", "kingdom"}) if len(words) > 1 else frozenset()


def _bodies(one: Known, other: Known, left: str, right: str) -> MergeSuggestion | None:
    """Compare two bodies, or two outlets."""
    names = f"“{one.source.name}” and “{other.source.name}”"
    words = _words(left)
    if words and words == _words(right):
        home = [{places().get(w) or demonyms().get(w) for w in n.split()} for n in (left, right)]
        if all(set(filter(None, said)) for said in home) and home[0] != home[1]:
            return None  # "Iranian foreign ministry" and "Iraqi foreign ministry" are two
        return MergeSuggestion(one.id, other.id, 0.75, f"{names} are the same words")
    if (" " in left) == (" " in right):
        return None
    return MergeSuggestion(one.id, other.id, 0.7, f"{names} share initials")


def _people(one: Known, other: Known) -> MergeSuggestion | None:
    left, right = _compared(one.source).split(" "), _compared(other.source).split(" ")
    shared = _said_of(one.source) & _said_of(other.source)
    beside = one.beside & other.beside
    if left == right and len(left) > 1:
        if same_person(one, other):
            return None
        return MergeSuggestion(one.id, other.id, 0.5, "the same name, described differently")
    if not _may_shorten(left, right):
        return None
    surname_only = min(len(left), len(right)) == 1
    if surname_only and not (shared or beside):
        return None  # a surname alone says nothing
    confidence = 0.4 - 0.2 * surname_only + 0.3 * bool(shared) + 0.2 * bool(beside)
    why = "one name may shorten the other"
    if shared:
        why += "; both are called " + ", ".join(sorted(shared)[:3])
    if beside:
        why += "; both stand beside " + ", ".join(sorted(beside)[:3])
    return MergeSuggestion(one.id, other.id, round(confidence, 2), why)


def _may_shorten(left: list[str], right: list[str]) -> bool:
    """ "Clinton", "H. Clinton" and "Hillary Rodham Clinton" may be "Hillary Clinton"."""
    if len(left) == 1 or len(right) == 1:
        return left[-1] == right[-1]
    one, other = left[0].rstrip("."), right[0].rstrip(".")
    return left[-1] == right[-1] and (one.startswith(other) or other.startswith(one))


def _said_of(source: Source) -> frozenset[str]:
    """Return the words of a description that can tell people apart."""
    said = re.findall(r"[\w’'-]{2,}", (source.description or "").casefold())
    return frozenset(word.removesuffix("’s").removesuffix("'s") for word in said) - grammar(
        "identity_empty"
    )
