"""Makes the story of a group of tellings, and the relations between stories.

Everything in a story is a function of the set of its tellings: added in another order they make
the same story under the same key, which is derived from its earliest telling.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from claims.tracking.drift import find_drifts
from claims.tracking.identities import with_identities
from claims.tracking.independence import count_independent, find_differing
from claims.tracking.relays import build_graph, copied_from, outlet_node
from claims.tracking.timing import in_order, tied_with_first
from claims.tracking.values import Link, Relation, Story, StoryLink, Telling

_RANK: Final[Mapping[Relation, int]] = {"contradicts": 3, "refines": 2, "same event": 1}


def story_key(first: Telling) -> str:
    """Derive a story's id from its earliest telling."""
    return hashlib.sha256(f"story\0{first.key}".encode()).hexdigest()[:20]


def make_story(
    tellings: Iterable[Telling],
    voices: Mapping[str, str] | None = None,
    cast: Mapping[str, Collection[str]] | None = None,
) -> Story:
    """Return the story of `tellings`, at least one.

    `voices` gives, for a document, the name of its voice: that of the document of which it is a
    near duplicate; a document that is not there is a voice of its own. `cast` gives the names of
    all whom a document cites.
    """
    read = _with_one_reading(tuple(tellings), voices or {})
    ordered = in_order(with_identities(_with_outlets(read)))
    grouped = _voices(ordered, voices or {})
    graph = build_graph(ordered, copied_from(ordered, grouped))
    differing = find_differing(graph, ordered)
    return Story(
        key=story_key(ordered[0]),
        text=ordered[0].text,
        tellings=ordered,
        voices=grouped,
        originators=graph.originators,
        independent=count_independent(graph, ordered),
        at_most=len(graph.originators) - len(differing),
        differing=differing,
        relays=graph.relays,
        circles=tuple(tuple(graph.names[node] for node in ring) for ring in graph.circles),
        drifts=find_drifts(ordered, cast),
        tied=tied_with_first(ordered),
    )


def _with_one_reading(
    tellings: Sequence[Telling], voices: Mapping[str, str]
) -> tuple[Telling, ...]:
    """Give copies of one sentence one chain, where only the reading of the copies differs.

    What is before a sentence may lead the extraction to see a source in one copy of a text and
    none in another. Where the words of the sentence differ, the source may have been cut out.
    """
    best: dict[tuple[str, str, str], Telling] = {}
    for one in tellings:
        place = _copied_place(one, voices)
        if place is not None:
            best[place] = max(best.get(place, one), one, key=lambda it: (len(it.chain), it.key))
    read = []
    for one in tellings:
        place = _copied_place(one, voices)
        source = one if place is None or one.chain else best[place]
        read.append(replace(one, chain=source.chain) if source.chain != one.chain else one)
    return tuple(read)


def _copied_place(telling: Telling, voices: Mapping[str, str]) -> tuple[str, str, str] | None:
    """Return what copies of one sentence share; None where the sentence is not known."""
    if telling.whole is None:
        return None
    return voices.get(telling.document, telling.document), telling.whole, telling.text


def _with_outlets(tellings: Sequence[Telling]) -> tuple[Telling, ...]:
    """Let whoever bears the name of an outlet that publishes the story be that outlet.

    An article alone does not always tell that "Morgen Blatt" is a newspaper.
    """
    outlets = {outlet_node(one.publisher) for one in tellings if one.publisher}
    return tuple(
        replace(
            telling,
            chain=tuple(
                replace(teller, kind="outlet") if outlet_node(teller.name) in outlets else teller
                for teller in telling.chain
            ),
        )
        for telling in tellings
    )


def _voices(ordered: Sequence[Telling], voices: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Group a story's documents by voice, in the order of time."""
    grouped: dict[str, dict[str, None]] = {}
    for telling in ordered:
        name = voices.get(telling.document, telling.document)
        grouped.setdefault(name, {})[telling.document] = None
    return tuple(tuple(documents) for documents in grouped.values())


def told_once(tellings: Iterable[Telling]) -> tuple[tuple[Telling, ...], ...]:
    """Group tellings of one sentence in the same words, which are one telling, in their order.

    "Northwire reported, citing two officials" is said by Northwire and by the officials, and yet
    told once. Of each group the one with the longest chain comes first.
    """
    groups: dict[tuple[str, ...], list[Telling]] = {}
    for one in tellings:
        place = (one.key,) if one.sentence is None else (one.document, one.sentence, one.text)
        groups.setdefault(place, []).append(one)
    return tuple(tuple(sorted(group, key=lambda one: -len(one.chain))) for group in groups.values())


def link_stories(stories: Iterable[Story], links: Iterable[Link]) -> tuple[StoryLink, ...]:
    """Lift links between tellings to the stories that hold them; see `relate`."""
    home = {telling.key: story.key for story in stories for telling in story.tellings}
    return relate(home, links)


def relate(home: Mapping[str, str], links: Iterable[Link]) -> tuple[StoryLink, ...]:
    """Lift links between tellings to stories; `home` gives each telling's story.

    Of several relations between two stories the strongest stands: a contradiction before a
    refinement before the same event; then the surest. In a refinement, `story` says more than
    `other`; the other relations have no direction, and `story` sorts first.
    """
    best: dict[tuple[str, str], StoryLink] = {}
    for link in links:
        pair = _stories_of(link, home)
        if pair is None or link.relation not in _RANK:
            continue
        known = best.get((min(pair), max(pair)))
        new = StoryLink(*pair, link.relation, link.confidence)
        if known is None or _strength(new) > _strength(known):
            best[min(pair), max(pair)] = new
    return tuple(best[pair] for pair in sorted(best))


def _strength(link: StoryLink) -> tuple[int, float, str]:
    return (_RANK[link.relation], link.confidence, link.story)


def _stories_of(link: Link, home: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the two stories that a link joins, or None where they are one or unknown."""
    left, right = home.get(link.left), home.get(link.right)
    if left is None or right is None or left == right:
        return None
    if link.relation == "refines":
        return (left, right) if link.refined == link.left else (right, left)
    return min(left, right), max(left, right)
