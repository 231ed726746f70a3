"""Tracks claims in memory: candidates, comparisons, stories. The store does the same with tables.

The links of a claim are those to its nearest earlier claims; what a claim's story is depends on the
links alone (`claims.tracking.clustering`), so articles may come in any order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from claims.tracking.clustering import NEAREST, cluster
from claims.tracking.comparison import Comparer, link_of
from claims.tracking.contexts import Article, Context
from claims.tracking.near_duplicates import NearDuplicates, sign
from claims.tracking.neighbours import Neighbours
from claims.tracking.statements import is_trackable
from claims.tracking.stories import link_stories, make_story
from claims.tracking.values import Decision, Link, Story, StoryLink, Telling

WORDINGS: Final = 24
"""A new claim is compared with so many of the nearest wordings, and all that use their words."""
MINIMUM_SIMILARITY: Final = 0.5
"""Claims whose embeddings are further apart are compared only where they are each other's nearest
in two articles on one event, and then ..."""
MINIMUM_IN_EVENT: Final = 0.38
"""... from here on."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """Stories in the order of their first telling, the relations between them, and the voices.

    `voices` gives for each document that is a near duplicate the earliest one of its text.
    """

    stories: tuple[Story, ...]
    relations: tuple[StoryLink, ...]
    links: tuple[Link, ...]
    voices: Mapping[str, str]


def choose_candidates(nearest: Iterable[Telling]) -> list[Telling]:
    """Keep the claims, nearest first, whose wording is one of the nearest WORDINGS.

    Thirty outlets that print one sentence must not take the places of those who said it otherwise.
    """
    wordings: dict[str, list[Telling]] = {}
    for telling in nearest:
        wordings.setdefault(telling.text, []).append(telling)
    return [telling for same in list(wordings.values())[:WORDINGS] for telling in same]


def choose_in_event(contexts: Mapping[str, Context]) -> dict[str, set[str]]:
    """Return, by claim of an article, the claims of articles on its event to compare it with.

    These are the nearest to each other in the two articles, however the words differ; `contexts`
    are those of the article, by the other article.
    """
    found: dict[str, set[str]] = {}
    for context in contexts.values():
        if context.is_one_event:
            for own, other in context.nearest(MINIMUM_IN_EVENT):
                found.setdefault(own, set()).add(other)
    return found


def find_links(
    telling: Telling,
    candidates: Iterable[Telling],
    comparer: Comparer,
    contexts: Mapping[str, Context],
) -> tuple[Link, ...]:
    """Compare a claim with candidates of other articles and return the links found.

    `contexts` gives by document the context of the claim's own article with that one.
    """
    found = []
    for other in candidates:
        if other.document != telling.document:
            context = contexts[other.document].features(telling.key, other.key)
            # The order of comparing must not depend on the order of adding.
            left, right = sorted((telling, other), key=lambda one: one.key)
            link = link_of(left, right, comparer.compare(left, right, context))
            if link is not None:
                found.append(link)
    return tuple(found)


def find_voices(texts: Mapping[str, str], times: Mapping[str, str]) -> dict[str, str]:
    """Give each near duplicate among `texts` the earliest document of its text.

    `texts` and `times` go by document; a document without a time comes last.
    """
    known = NearDuplicates()
    home: dict[str, str] = {document: document for document in texts}

    def find(document: str) -> str:
        while home[document] != document:
            document = home[document]
        return document

    for document, text in texts.items():
        for other in known.add(document, sign(text)):
            one, two = sorted(
                (find(document), find(other)), key=lambda d: (d not in times, times.get(d, ""), d)
            )
            home[two] = one
    return {document: find(document) for document in texts if find(document) != document}


def track(
    tellings: Sequence[Telling],
    *,
    comparer: Comparer,
    texts: Mapping[str, str] | None = None,
    decisions: Sequence[Decision] = (),
) -> Tracked:
    """Make the stories of `tellings`.

    `texts` are the articles' texts by document, for near duplicates; `decisions` are people's.
    """
    told = [telling for telling in tellings if is_trackable(telling)]
    links = _all_links(told, comparer)
    times = {telling.document: telling.seen for telling in told if telling.seen is not None}
    voices = find_voices(texts or {}, times)
    by_key = {telling.key: telling for telling in told}
    groups = cluster(by_key, links, decisions, {telling.key: telling.document for telling in told})
    stories = [make_story((by_key[key] for key in group), voices) for group in groups]
    stories.sort(key=lambda story: story.first.order)
    return Tracked(tuple(stories), link_stories(stories, links), links, voices)


def _all_links(tellings: Sequence[Telling], comparer: Comparer) -> tuple[Link, ...]:
    """Compare article by article, each claim with the nearest of the articles before."""
    index = Neighbours()
    links: list[Link] = []
    by_key = {telling.key: telling for telling in tellings}
    read = comparer.read(tellings)
    vectors = [one.embedded.vector for one in read]
    numbers: dict[str, list[int]] = {}
    for number, telling in sorted(enumerate(tellings), key=lambda pair: pair[1].number):
        numbers.setdefault(telling.document, []).append(number)
    articles = {
        document: Article(
            tuple(tellings[one].key for one in mine),
            np.array([vectors[one] for one in mine]),
            tuple(tellings[one].text for one in mine),
        )
        for document, mine in numbers.items()
    }
    for document, mine in numbers.items():
        candidates = {}
        for number in mine:
            near = index.search(vectors[number], NEAREST)
            nearest = (tellings[n.key] for n in near if n.similarity >= MINIMUM_SIMILARITY)
            candidates[number] = choose_candidates(nearest)
        others = {one.document for found in candidates.values() for one in found}
        contexts = {one: Context(articles[document], articles[one]) for one in others}
        in_event = choose_in_event(contexts)
        for number, found in candidates.items():
            known = {one.key for one in found}
            more = sorted(in_event.get(tellings[number].key, set()) - known)
            found += [by_key[key] for key in more]
            links += find_links(tellings[number], found, comparer, contexts)
        for number in sorted(mine):
            index.add([number], vectors[number][None, :])
    return tuple(sorted(links, key=lambda link: (link.left, link.right)))
