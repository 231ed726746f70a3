"""Lays the chains of a story's tellings over one another: who relays whom, and where it all ends.

An outlet is one node whether it publishes an article or is cited in one, so that "Reuters, citing
two officials" in nine articles and Reuters' own article meet in one place; a near duplicate has
what it says from the outlet that published the text first. Anonymous sources are
known only by who speaks to them: those behind one relay are one node. Originators are where the
graph ends; a ring of outlets that cite each other and nobody else is one end, called a circle;
mere "reports" are an end only where there is no other.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.tracking.values import Originator, Relay, Story, Teller, Telling

_ARTICLE = re.compile(r"^(?:the|an?) |\.(?:com|org|net|co\.uk)$", re.IGNORECASE)


# "reports", "local media": nobody in particular.
_VAGUE = "vague:"
_LOCAL = "local:"


@dataclass(frozen=True, slots=True)
class Graph:
    """Who relays whom in one story; nodes are keys, `names` say how they are written."""

    names: dict[str, str]
    relays: tuple[Relay, ...]
    originators: tuple[Originator, ...]
    circles: tuple[tuple[str, ...], ...]

    tellers: Mapping[str, tuple[Teller, ...]]
    """Who stands at each node, as the articles name them; nobody at an outlet that publishes."""


def outlet_node(name: str) -> str:
    """Return the node of an outlet, the same for "The Guardian", "Guardian" and "theguardian"."""
    return "outlet:" + re.sub(r"[^\w]+", "", _ARTICLE.sub("", name.strip())).casefold()


def source_node(key: str) -> str:
    """Return the node of a source that is no outlet, by its id."""
    return f"source:{key}"


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
        return teller.identity
    if teller.anonymous:
        return f"anonymous:{before}"
    if teller.kind in ("document", "outlet") and teller.name.islower():
        return f"{_VAGUE}{before}"
    if teller.kind == "outlet":
        return outlet_node(teller.name)
    if teller.local:
        return f"{_LOCAL}{before}:{teller.name.casefold()}"
    return source_node(teller.key)


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
    tellers: defaultdict[str, dict[Teller, None]] = defaultdict(dict)
    shown: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    ends: defaultdict[str, list[str]] = defaultdict(list)
    for telling in tellings:
        path = path_of(telling, (copied or {}).get(telling.document))
        for step in path:
            names.setdefault(step.key, step.name)
            anonymous.setdefault(step.key, step.unnamed)
            if step.teller is not None:
                tellers[step.key][step.teller] = None
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
    circles = tuple(ring for ring in rings if len(ring) > 1)
    return Graph(
        names, relays, originators, circles, {key: tuple(found) for key, found in tellers.items()}
    )


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
