"""Who of a story's tellers is one and the same, whatever each article calls them.

Articles that tell one statement name the same few people: there "Karl Lindqvist", "Mayor Karl E.
Lindqvist" and "Lindqvist" are one man, unless two of that surname speak; "the mayor" is whoever is
called so; a spokeswoman of a company and the company are one voice, and so are an outlet and its
correspondent. What an article alone can't settle stays apart here and is counted as a range
(`claims.tracking.independence`).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from claims.tracking.given_names import may_be_one_given_name, without_accents
from claims.tracking.relays import outlet_node, source_node
from claims.tracking.statements import read_statement, stems_of
from claims.tracking.values import Teller, Telling

__all__ = ["with_identities"]

_SPEAKERS: Final = frozenset(
    ("spokesman", "spokeswoman", "spokesperson", "spokespeople", "correspondent", "reporter")
)
"""Who speaks or writes for a body and not for themselves."""


def with_identities(tellings: Sequence[Telling]) -> tuple[Telling, ...]:
    """Return the tellings with `identity` and `called` set for tellers who are one person or body.

    Tellers who stand alone keep what they have.
    """
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        for one in telling.chain:
            documents[one.key].add(telling.document)
    named = {
        (one.key, one.name): one
        for telling in tellings
        for one in telling.chain
        if not one.anonymous and not (one.name.islower() and one.kind in ("document", "outlet"))
    }
    groups = _groups(list(named.values()))
    called = {
        (one.key, one.name): (_node_of(group), _fullest(group))
        for group in groups
        if len({each.key for each in group}) > 1
        for one in group
    }
    # An unnamed source belongs to its article, unless a person said that two of them are one.
    called |= {
        (one.key, one.name): (source_node(one.key), one.name)
        for telling in tellings
        for one in telling.chain
        if one.anonymous and len(documents[one.key]) > 1
    }
    return tuple(
        replace(telling, chain=tuple(_with_identity(one, called) for one in telling.chain))
        for telling in tellings
    )


def _with_identity(teller: Teller, called: dict[tuple[str, str], tuple[str, str]]) -> Teller:
    if (teller.key, teller.name) not in called:
        return teller
    identity, name = called[teller.key, teller.name]
    return replace(teller, identity=identity, called=name)


def _node_of(group: Sequence[Teller]) -> str:
    """Return the node of people and bodies who are one: an outlet's also where it publishes."""
    outlets = sorted(outlet_node(one.name) for one in group if one.kind == "outlet")
    return outlets[0] if outlets else source_node(min(one.key for one in group))


def _fullest(group: Iterable[Teller]) -> str:
    """Return the name that says most of a person or body."""
    return max(group, key=lambda one: (not one.local, len(one.name), one.name)).name


def _groups(tellers: list[Teller]) -> list[list[Teller]]:
    """Group tellers who are one."""
    homes = list(range(len(tellers)))

    def home(place: int) -> int:
        while homes[place] != place:
            place = homes[place]
        return place

    for one in range(len(tellers)):
        for other in range(one + 1, len(tellers)):
            if _are_one(tellers[one], tellers[other], tellers):
                homes[home(other)] = home(one)
    found: defaultdict[int, list[Teller]] = defaultdict(list)
    for place, teller in enumerate(tellers):
        found[home(place)].append(teller)
    return list(found.values())


def _plain(name: str) -> str:
    # Here, since `claims.sources` loads what extracts, which looking something up does not need.
    from claims.sources import plain_name

    return without_accents(plain_name(name))


def _are_one(one: Teller, other: Teller, among: Sequence[Teller]) -> bool:
    """Return whether two tellers of one statement are surely one."""
    if one.key == other.key:
        return True
    if other.key in one.apart or one.key in other.apart:
        return False
    if _plain(one.name) == _plain(other.name):
        return one.kind == other.kind or "group" not in (one.kind, other.kind)
    if one.kind == other.kind == "person":
        return _same_person(one, other, among) or _is_called(one, other) or _is_called(other, one)
    return _speaks_for(one, other) or _speaks_for(other, one)


def _parts(teller: Teller) -> list[str]:
    return _plain(teller.name).split(" ")


def _same_person(one: Teller, other: Teller, among: Sequence[Teller]) -> bool:
    """Return whether one name shortens the other, and nobody else bears the surname."""
    if not (_is_proper(one) and _is_proper(other)):
        return False
    left = _parts(one)
    if left[-1] != _parts(other)[-1] or not _agree(one, other):
        return False
    bearers = [each for each in among if each.kind == "person" and _is_proper(each)]
    bearers = [each for each in bearers if _parts(each)[-1] == left[-1]]
    return all(_agree(each, another) for each, another in combinations(bearers, 2))


def _agree(left: Teller, right: Teller) -> bool:
    """Return whether the given names of two people of one surname are of one person.

    "Dave" is "David", and "Bill" is "William", where both are described alike.
    """
    one, other = _parts(left), _parts(right)
    if len(one) == 1 or len(other) == 1:
        return True
    mine, yours = one[0].rstrip("."), other[0].rstrip(".")
    if mine.startswith(yours) or yours.startswith(mine):
        return True
    alike = stems_of(left.description or "") & stems_of(right.description or "")
    return bool(alike) and may_be_one_given_name(mine, yours)


def _is_proper(teller: Teller) -> bool:
    """Tell a name from a description ("the mayor")."""
    last = teller.name.split(" ")[-1]
    return last[:1].isupper()


def _is_called(named: Teller, described: Teller) -> bool:
    """Return whether "the mayor" is what the articles call a person by name."""
    if not _is_proper(named) or _is_proper(described) or not named.description:
        return False
    words = read_statement(described.name).stems
    return bool(words) and words <= read_statement(named.description).stems


def _speaks_for(person: Teller, body: Teller) -> bool:
    """Return whether a person speaks for a body: its spokeswoman, its correspondent."""
    if person.kind not in ("person", "group") or body.kind not in ("organisation", "outlet"):
        return False
    said = f"{person.name} {person.description or ''}"
    words = read_statement(said)
    return bool(words.words & _SPEAKERS) and read_statement(body.name).stems <= words.stems
