"""Whom a pronoun or a nominal speaks of: a choice among the entities of the article, learned.

A conditional logit over the candidates: each has features, the same weights for all, and the
probability of a candidate is the softmax of its score among the rest. "Somebody new" is a candidate
of its own for nominals ("an aide"), "nobody known" for pronouns. Weights differ by the kind of
mention, so that each feature counts once for every mention and once more for its kind.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.sources.discourse import Discourse
from claims.sources.entities import Entity
from claims.sources.groups import content_words, places_of
from claims.sources.kinds import kind_of_head, number_of
from claims.sources.lexicons import classes, grammar
from claims.sources.noun_phrases import Phrase
from claims.sources.pronouns import agrees

Features = dict[str, float]
MOST = 24
"""Candidates that are looked at: those mentioned last."""
AHEAD = 5
"""Sentences after a mention in which somebody it speaks of may first be named."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with its features; None is somebody new, or nobody known."""

    entity: Entity | None
    features: Features


def kind_of_mention(phrase: Phrase) -> str:
    """Return which weights count for a mention."""
    if phrase.form == "pronoun":
        if phrase.head in grammar("plurals"):
            return "they"
        return "he" if phrase.head in ("he", "she", "his", "her", "him", "hers") else "it"
    if phrase.plural or phrase.partitive or number_of(phrase) != "one":
        return "plural"
    definite = phrase.determiner in grammar("definite") or phrase.determiner == ""
    return "definite" if definite or phrase.possessor is not None else "indefinite"


def choices(phrase: Phrase, at: int, discourse: Discourse) -> list[Choice]:
    """Return whom a mention at offset `at` may speak of, with features; the last is nobody known.

    Work is bounded: the MOST entities mentioned last, and those named soon after.
    """
    kind = kind_of_mention(phrase)
    anchor = min(at, discourse.anchor) if discourse.anchor is not None else at
    scene = _Scene(phrase, kind, at, anchor, discourse)
    found = [
        Choice(entity, _crossed(scene.features(entity), kind)) for entity in scene.candidates()
    ]
    new = {"new": 1.0, "nobody else": float(not found)}
    if phrase.form != "pronoun":
        new |= {
            f"new {phrase.determiner or 'bare'}": 1.0,
            "new other": float("other" in phrase.modifiers or phrase.determiner == "another"),
            "new modified": float(bool(content_words(phrase))),
            "new tail": float(bool(phrase.tail)),
            "new possessed": float(phrase.possessor is not None),
            "new source": float(phrase.head == "source"),
            "new head seen": float(any(one.head == phrase.head for one in discourse.nominals)),
        }
    return [*found, Choice(None, _crossed(new, kind))]


def _crossed(features: Features, kind: str) -> Features:
    return {
        name: value
        for key, number in features.items()
        if number
        for name, value in ((key, number), (f"{kind}: {key}", number))
    }


def probabilities(options: Sequence[Choice], weights: Mapping[str, float]) -> list[float]:
    """Return the probability of each choice."""
    scores = [
        sum(weights.get(name, 0.0) * value for name, value in option.features.items())
        for option in options
    ]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


class _Scene:
    """A mention and what stands around it."""

    def __init__(
        self, phrase: Phrase, kind: str, at: int, anchor: int, discourse: Discourse
    ) -> None:
        self.phrase, self.kind, self.at, self.anchor = phrase, kind, at, anchor
        self.discourse = discourse
        self.here = discourse.sentence_at(at)
        self.mine = content_words(phrase) | places_of(phrase)
        self.spoken = [entity for _, entity, _ in discourse.latest(10**9)]
        self.places: dict[int, list[int]] = {}
        self.ahead: dict[int, int] = {}

    def candidates(self) -> list[Entity]:
        """Entities of a fitting kind mentioned before, the last mentioned first, and those that
        are first named soon after."""
        discourse, rows, ahead = self.discourse, [], []
        for entity in (*discourse.cast.entities, *discourse.nominals):
            if entity is discourse.barred or not self._fits(entity):
                continue
            named = [name.span.start for name in entity.names]
            named += [span.start for span in entity.forms]
            places = sorted({place for place in named if place < self.at})
            if places:
                self.places[id(entity)] = places
                rows.append((places[-1], entity))
            elif entity.names and self.kind not in ("he", "it"):
                first = named[0]
                if 0 <= discourse.sentence_at(first) - self.here <= AHEAD and self.kind != "plural":
                    self.ahead[id(entity)] = discourse.sentence_at(first) - self.here
                    ahead.append(entity)
        rows.sort(key=lambda row: row[0], reverse=True)
        self.order = {id(entity): rank for rank, (_, entity) in enumerate(rows)}
        return [entity for _, entity in rows[:MOST]] + ahead[:6]

    def _fits(self, entity: Entity) -> bool:
        if self.phrase.form == "pronoun":
            return agrees(self.phrase.head, entity)
        single = entity.kind == "person" and entity.number == "one"
        return not single if self.kind == "plural" else entity.number == "one" or not single

    def features(self, entity: Entity) -> Features:
        """Describe a candidate: how near, how often, in which role, and how alike it is called."""
        discourse, phrase = self.discourse, self.phrase
        places = self.places.get(id(entity), [])
        before = [place for place in places if place < self.anchor] or places
        outside = [p for p in before if not discourse.quoted(p, around=self.anchor)]
        last = (outside or before or [self.at])[-1]
        away = max(0, self.here - discourse.sentence_at(last))
        rank = next((r for r, one in enumerate(self.spoken) if one is entity), 99)
        name = next((n for n in entity.names if n.span.start == last), None)
        text = discourse.text
        found: Features = {
            "away": math.log1p(away),
            "same sentence": float(away == 0 and bool(before)),
            "one before": float(away == 1),
            "two before": float(away == 2),
            "far": float(away > 5),
            "rank": math.log1p(self.order.get(id(entity), 20)),
            "nearest": float(self.order.get(id(entity)) == 0),
            "second": float(self.order.get(id(entity)) == 1),
            "quoted only": float(bool(before) and not outside),
            "inside what is said": float(bool(places) and all(p >= self.anchor for p in places)),
            "times": math.log1p(len(places)),
            "times before": math.log1p(len(outside)),
            "spoke": float(rank < 99),
            "spoke last": float(rank == 0),
            "spoke before last": float(rank == 1),
            "spoke rank": math.log1p(min(rank, 10)),
            "named": float(entity.named),
            "gender known": float(entity.gender is not None),
            "place": float(entity.place),
            "first of article": float(
                bool(discourse.cast.entities) and entity is discourse.cast.entities[0]
            ),
            "possessor": float(name is not None and text[name.span.end : name.span.end + 1] in ("’", "'")),
            "opens sentence": float(
                name is not None
                and any(
                    abs(name.whole.start - start) < 3
                    for start in discourse.starts[
                        max(0, self.here - away) : max(0, self.here - away) + 1
                    ]
                )
            ),
            f"is {entity.kind}": 1.0,
            "is several": float(entity.number != "one"),
            "unnamed": float(entity.anonymous),
            "ahead": float(id(entity) in self.ahead),
            "ahead near": 1.0 / (1 + self.ahead.get(id(entity), 9)),
        }
        if name is not None and len(name.words) > 1 and name is entity.names[0]:
            found["introduced"] = float(rank == 99)
            found["introduced near"] = float(rank == 99 and away <= 1)
        if phrase.form != "pronoun":
            found |= self._alike(entity)
        if id(entity) in self.ahead:
            found = {f"ahead {key}": value for key, value in found.items()}
        return found

    def _alike(self, entity: Entity) -> Features:
        """How alike a nominal and a candidate are called."""
        phrase, mine = self.phrase, self.mine
        called = {word.lower() for name in entity.names for word in name.words}
        head = phrase.head
        kind = kind_of_head(head) if head else "person"
        forms = {span.of(self.discourse.text).lower() for span in entity.forms}
        role = head in entity.roles
        near_role = any(head in group and entity.roles & group for group in classes("role"))
        return {
            "same head": float(head == entity.head and head != ""),
            "role": float(role),
            "like role": float(near_role and not role),
            "head in name": float(head in called),
            "same words": float(phrase.text.lower() in forms),
            "all traits": float(bool(mine) and mine <= entity.traits | called | {entity.head}),
            "no traits": float(not mine),
            "traits shared": float(len(mine & (entity.traits | called))),
            "traits new": float(len(mine - entity.traits - called)),
            "traits left": float(bool(entity.traits - mine)),
            "head and traits": float(
                head == entity.head and (mine <= entity.traits or entity.traits <= mine)
            ),
            "head, traits differ": float(
                head == entity.head and not (mine <= entity.traits or entity.traits <= mine)
            ),
            "same kind": float(kind == entity.kind),
            f"{kind} is {entity.kind}": 1.0,
            f"{kind}, spoke": float(any(one is entity for one in self.spoken) and kind == entity.kind),
            "the": float(phrase.determiner == "the"),
            "the, nothing alike": float(
                phrase.determiner == "the" and head != entity.head and not role and not near_role
            ),
            "other": float("other" in phrase.modifiers or phrase.determiner == "another"),
            "numbered": float(phrase.determiner in grammar("numbers")),
            "tail": float(bool(phrase.tail)),
            "possessed": float(phrase.possessor is not None),
        }
