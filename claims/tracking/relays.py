"""Lays the chains of a story's tellings over one another: who relays whom, and where it all ends.

An outlet is one node whether it publishes an article or is cited in one, so that "Reuters, citing
two officials" in nine articles and Reuters' own article meet in one place; a near duplicate has
what it says from the outlet that published the text first. Anonymous sources are
known only by who speaks to them: those behind one relay are one node. Originators are where the
graph ends; a ring of outlets that cite each other and nobody else is one end, called a circle;
mere "reports" are an end only where there is no other.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.tracking.values import Originator, Relay, Story, Teller, Telling

_ARTICLE = re.compile(r"^(?:the|an?) |\.(?:com|org|net|co\.uk)$", re.IGNORECASE)


_DESCRIBED = re.compile(r"(?:an? |(?:[Tt]he )?[a-z])")
_WORD = re.compile(r"[^\W\d_]+")
_SHORT_FORMS = {
    "bill": "william",
    "bob": "robert",
    "chuck": "charles",
    "dick": "richard",
    "jim": "james",
    "joe": "joseph",
    "mike": "michael",
    "tom": "thomas",
    "tony": "anthony",
}
_NO_NAMES = frozenset(("the", "s", "jr", "sr", "ii", "iii"))

# "reports", "local media": nobody in particular.
_VAGUE = "vague:"
_LOCAL = "local:"


Place = tuple[str, str, str]
"""Where a telling stands: its article, its sentence (or its own key), its words."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Who relays whom in one story; nodes are keys, `names` say how they are written."""

    names: dict[str, str]
    relays: tuple[Relay, ...]
    originators: tuple[Originator, ...]
    circles: tuple[tuple[str, ...], ...]

    tellings: Mapping[str, Place]
    people: frozenset[str] = frozenset()

    @property
    def independent(self) -> int:
        """How many originators are surely independent.

        All unnamed ones together count as one, and so does, with them, whoever one article alone
        knows ("Clinton", "the agency") or who has no name: each of them may be another one of the
        story. Who speaks only jointly with others, in the same sentences, counts with them, and so
        do those whose names share a surname or are part of each other.
        """
        sure = {self._places(one): one for one in self.originators if _is_sure(one)}
        unsure = {self._places(one) for one in self.originators if _is_another(one)}
        apart: list[list[Originator]] = []
        for one in sure.values():
            near = [group for group in apart if any(self._may_be_one(one, each) for each in group)]
            apart = [group for group in apart if group not in near]
            apart.append([one, *(each for group in near for each in group)])
        least = len(apart) + bool(unsure - set(sure))
        return max(least, min(1, len(self.originators)))

    def _may_be_one(self, one: Originator, other: Originator) -> bool:
        """Return whether two names may be of one: "Bill" and "William Hart", "Hart's team".

        Two people of one surname are two, unless their given names may be one.
        """
        mine, yours = _name_words(one.name), _name_words(other.name)
        if set(mine) <= set(yours) or set(yours) <= set(mine):
            return True
        both = one.key in self.people, other.key in self.people
        if all(both):
            given = _SHORT_FORMS.get(mine[0], mine[0]), _SHORT_FORMS.get(yours[0], yours[0])
            return mine[-1] == yours[-1] and given[0] == given[1]
        return (both[0] and mine[-1] in yours) or (both[1] and yours[-1] in mine)

    @property
    def at_most(self) -> int:
        """How many originators there are if all that may be several are."""
        return len(self.originators)

    def _places(self, originator: Originator) -> frozenset[Place]:
        return frozenset(self.tellings[key] for key in originator.tellings)


def outlet_node(name: str) -> str:
    """Return the node of an outlet, the same for "The Guardian", "Guardian" and "theguardian"."""
    return "outlet:" + re.sub(r"[^\w]+", "", _ARTICLE.sub("", name.strip())).casefold()


@dataclass(frozen=True, slots=True)
class Step:
    """One node of a telling's path; `teller` is None for an outlet that publishes the telling."""

    key: str
    name: str
    unnamed: bool = False
    teller: Teller | None = None


def path_of(telling: Telling, copied: str | None = None) -> list[Step]:
    """Return the nodes of a telling from its publisher to its originator.

    `copied` is the outlet that published the same text first.
    """
    outlets = dict.fromkeys(name for name in (telling.publisher, copied) if name)
    path = [Step(outlet_node(name), name) for name in outlets]
    for teller in telling.chain:
        node = _node(teller, path[-1].key if path else f"document:{telling.document}")
        if not path or path[-1].key != node:
            unnamed = teller.anonymous or node.startswith(_VAGUE)
            path.append(Step(node, teller.called or teller.name, unnamed, teller))
    return path


def _node(teller: Teller, before: str) -> str:
    if teller.identity is not None:
        return f"source:{teller.identity}"
    if teller.anonymous:
        return f"anonymous:{before}"
    if teller.kind in ("document", "outlet") and teller.name.islower():
        return f"{_VAGUE}{before}"
    if teller.kind == "outlet":
        return outlet_node(teller.name)
    if teller.local:
        return f"{_LOCAL}{before}:{teller.name.casefold()}"
    return f"source:{teller.key}"


def _is_sure(originator: Originator) -> bool:
    if originator.anonymous or originator.key.startswith(_LOCAL):
        return False
    # "the tech giant", "a Harrow spokesman", "The letter": called so, and not by a name.
    return _DESCRIBED.match(originator.name) is None


def _is_another(originator: Originator) -> bool:
    """Tell the unnamed, one of whom counts, from "the tech giant", who may be somebody named."""
    return originator.anonymous or originator.key.startswith(_LOCAL)


def _name_words(name: str) -> list[str]:
    """Return the words of a name in lower case without accents; "Jr." is none."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word for word in _WORD.findall(bare) if word not in _NO_NAMES] or [bare]


def node_names(story: Story) -> dict[str, str]:
    """Return what each node of a story's graph is called, by its key."""
    copied = copied_from(story.tellings, story.voices)
    names: dict[str, str] = {}
    for telling in story.tellings:
        for step in path_of(telling, copied.get(telling.document)):
            names.setdefault(step.key, step.name)
    return names


def copied_from(tellings: Sequence[Telling], voices: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Return, for each document that is a near duplicate, the outlet that had its text first."""
    publishers = {telling.document: telling.publisher for telling in tellings}
    return {
        document: publisher
        for first, *copies in voices
        for document in copies
        if (publisher := publishers[first])
    }


def build_graph(tellings: Sequence[Telling], copied: Mapping[str, str] | None = None) -> Graph:
    """Build a story's graph; tellings without a chain add no originator.

    `copied` gives, for a document that is a near duplicate, the outlet that had its text first.
    """
    names: dict[str, str] = {}
    anonymous: dict[str, bool] = {}
    people: set[str] = set()
    shown: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    ends: defaultdict[str, list[str]] = defaultdict(list)
    for telling in tellings:
        path = path_of(telling, (copied or {}).get(telling.document))
        for step in path:
            names.setdefault(step.key, step.name)
            anonymous.setdefault(step.key, step.unnamed)
            if step.teller is not None and step.teller.kind == "person":
                people.add(step.key)
        for near, far in pairwise(path):
            shown[near.key, far.key].append(telling.key)
        if telling.chain:
            ends[path[-1].key].append(telling.key)
    onward: defaultdict[str, set[str]] = defaultdict(set)
    for teller, origin in shown:
        onward[teller].add(origin)
    rings = _rings(names, onward)
    relays = tuple(Relay(one, other, tuple(keys)) for (one, other), keys in sorted(shown.items()))
    originators = _originators(names, anonymous, ends, onward, rings)
    places = {one.key: (one.document, one.sentence or one.key, one.text) for one in tellings}
    circles = tuple(ring for ring in rings if len(ring) > 1)
    return Graph(names, relays, originators, circles, places, frozenset(people))


def _reached(start: str, onward: dict[str, set[str]]) -> set[str]:
    """Return all nodes that can be reached from `start`, itself only where it lies on a ring."""
    found: set[str] = set()
    waiting = list(onward.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(onward.get(node, ()))
    return found


def _rings(names: Iterable[str], onward: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """Group the nodes that reach each other; most groups are single nodes."""
    reached = {node: _reached(node, onward) for node in names}
    rings = {
        tuple(sorted({node} | {other for other in reached[node] if node in reached[other]}))
        for node in names
    }
    return sorted(rings)


def _originators(
    names: dict[str, str],
    anonymous: dict[str, bool],
    ends: dict[str, list[str]],
    onward: dict[str, set[str]],
    rings: list[tuple[str, ...]],
) -> tuple[Originator, ...]:
    """Return the ends of the graph, each with the tellings whose chains lead there."""
    found = []
    for ring in rings:
        leaves = {other for node in ring for other in onward.get(node, ())} - set(ring)
        if leaves or not (len(ring) > 1 or ring[0] in ends):
            continue
        leading = [
            key
            for end, keys in ends.items()
            if end in ring or set(ring) & _reached(end, onward)
            for key in keys
        ]
        name = " ↔ ".join(names[node] for node in ring)
        found.append(Originator(ring[0], name, anonymous[ring[0]], tuple(sorted(leading))))
    particular = [one for one in found if not one.key.startswith(_VAGUE)]
    return tuple(particular or found)
