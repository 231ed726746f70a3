"""Who is the same across articles: keys for the certain cases, suggestions for the doubtful ones.

A full name makes an identity; a surname alone does not, nor does anything that only one article can
tell ("the company", "a senior official"). People of one name whose roles contradict each other are
left apart by whoever keeps them, and offered to a person with what speaks for and against.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from claims.sources.lexicons import grammar
from claims.sources.shared_names import plain_name, shared_name
from claims.values import Source


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


def source_identity(source: Source) -> str | None:
    """Return the key under which a source is one for all articles, None where it stays in its own.

    Anonymous and unnamed sources stay, and so do people known by one word only ("Clinton").
    """
    if source.anonymous or source.number != "one":
        return None
    name = plain_name(source.name)
    if source.kind == "person":
        return f"person:{name}" if " " in name else None
    named = source.kind == "outlet" or re.match(r"(?:the )?[^\Wa-z]", source.name)
    if source.kind in ("outlet", "organisation") and named:
        return f"{source.kind}:{plain_name(shared_name(source.kind, source.name))}"
    return None


def same_person(one: Known, other: Known) -> bool:
    """Tell whether two people of one full name may be merged without asking.

    They may where a role or affiliation, or somebody named beside both, agrees, or where one
    article says nothing of the person; not where both describe somebody and nothing agrees.
    """
    left, right = _said_of(one.source), _said_of(other.source)
    if not left or not right:
        return True
    return bool(left & right or one.beside & other.beside)


def merge_suggestions(known: Sequence[Known]) -> tuple[MergeSuggestion, ...]:
    """Return the pairs that a person should look at, the likeliest first.

    Compared are people who share a surname, and organisations where one name may be the other's
    acronym or start; pairs that `source_identity` already makes one are left out unless
    `same_person` doubts them.
    """
    found = [s for pair in _pairs(known) if (s := _suggestion(*pair)) is not None]
    return tuple(sorted(found, key=lambda s: (-s.confidence, s.one, s.other)))


def _pairs(known: Sequence[Known]) -> Iterable[tuple[Known, Known]]:
    """Yield the pairs that share a word by which they could be the same."""
    shelves: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in known:
        if one.source.anonymous or one.source.kind not in ("person", "organisation"):
            continue
        name = plain_name(one.source.name)
        shelf = name.split(" ")[-1] if one.source.kind == "person" else _initials(name)
        shelves[one.source.kind, shelf].append(one)
    for shelf_of in shelves.values():
        yield from combinations(shelf_of, 2)


def _initials(name: str) -> str:
    parts = [part for part in name.split(" ") if part not in grammar("identity_empty")]
    return "".join(part[0] for part in parts) if len(parts) > 1 else name.replace(".", "")


def _suggestion(one: Known, other: Known) -> MergeSuggestion | None:
    if one.source.kind == "person":
        return _people(one, other)
    left, right = plain_name(one.source.name), plain_name(other.source.name)
    if left == right or (" " in left and " " in right):
        return None
    return MergeSuggestion(
        one.id, other.id, 0.7, f"“{one.source.name}” and “{other.source.name}” share initials"
    )


def _people(one: Known, other: Known) -> MergeSuggestion | None:
    left, right = plain_name(one.source.name).split(" "), plain_name(other.source.name).split(" ")
    shared = _said_of(one.source) & _said_of(other.source)
    beside = one.beside & other.beside
    if left == right and len(left) > 1:
        if same_person(one, other):
            return None
        return MergeSuggestion(one.id, other.id, 0.5, "the same name, described differently")
    if not _may_shorten(left, right):
        return None
    confidence = 0.4 + 0.3 * bool(shared) + 0.2 * bool(beside)
    why = "one name may shorten the other"
    if shared:
        why += "; both are called " + ", ".join(sorted(shared)[:3])
    if beside:
        why += "; both stand beside " + ", ".join(sorted(beside)[:3])
    return MergeSuggestion(one.id, other.id, round(confidence, 2), why)


def _may_shorten(left: list[str], right: list[str]) -> bool:
    """ "Clinton", "H. Clinton" and "Hillary Rodham Clinton" may be "Hillary Clinton"."""
    if len(left) == 1 or len(right) == 1:
        return True
    one, other = left[0].rstrip("."), right[0].rstrip(".")
    return one.startswith(other) or other.startswith(one)


def _said_of(source: Source) -> frozenset[str]:
    """Return the words of a description that can tell people apart."""
    said = re.findall(r"[\w’'-]{2,}", (source.description or "").casefold())
    return frozenset(word.removesuffix("’s").removesuffix("'s") for word in said) - grammar(
        "identity_empty"
    )
