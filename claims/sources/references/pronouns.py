"""Who "he", "she", "they" and "it" are, when they say something.

Candidates are whoever agrees in gender and number and is mentioned in the text before. What counts
is how near, in which role (a subject before a possessor), whether outside of quotations, and who
spoke last: a pronoun that speaks mostly goes on with the last speaker, unless the article has
brought in somebody else since ("..., which concerns Henry Crespo, president of ...").
"""

import re

from claims.english.lexicons import grammar
from claims.sources.mentions.passages import Passage
from claims.sources.references.coreference import Candidate, Scene, scores
from claims.sources.references.discourse import Discourse
from claims.sources.references.entities import Entity
from claims.values import Span

_GENDERS = {
    "he": "male",
    "him": "male",
    "his": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
}
_CLEAR = 0.6  # a lead that the model is not asked about
_WEIGHT = 0.3  # what one unit of its log-odds counts
_PASSAGE = 900  # characters before the pronoun that it reads
_MARKS = "\"“‘'«"
_POSSESSED = re.compile(r"[’']s?\b")
_BEFORE_OBJECT = re.compile(r"\b(?:of|in|on|at|by|for|with|from|to|about|against|than|like) $")
_INTRODUCED = re.compile(r",? (?:an?|the|who|whose|\d\d|[a-z]+)\b")


def resolve_pronoun(pronoun: str, at: int, discourse: Discourse) -> Entity | None:
    """Return the entity that the pronoun at offset `at` stands for, or None.

    Whoever is named before all that is said comes first; then, where it is not a quotation, who is
    named in it: "Debenhams is looking at its options, it said".
    """
    anchor = min(at, discourse.anchor) if discourse.anchor is not None else at
    found = _resolved(pronoun, at, anchor, discourse)
    if found is None and anchor < at and discourse.text[anchor] not in _MARKS:
        return _resolved(pronoun, at, at, discourse)
    return found


def _resolved(pronoun: str, at: int, anchor: int, discourse: Discourse) -> Entity | None:
    """Return the best entity among those named before the anchor."""
    nearby = {
        entity: kept
        for entity, places in discourse.nearby(at).items()
        if entity is not discourse.barred
        and agrees(pronoun, entity)
        and (kept := [x for x in places if x < anchor or anchor == at])
    }
    rows = [
        (_score(pronoun, entity, places, anchor, nearby, discourse), max(places), entity)
        for entity, places in nearby.items()
    ]
    if not rows:
        return None
    rows.sort(key=lambda row: row[:2], reverse=True)
    if pronoun in _GENDERS and len(rows) > 1 and rows[0][0] - rows[1][0] < _CLEAR:
        return _chosen(
            pronoun, at, [row for row in rows if rows[0][0] - row[0] < _CLEAR], discourse
        )
    return rows[0][2]


def _chosen(
    pronoun: str, at: int, rows: list[tuple[float, int, Entity]], discourse: Discourse
) -> Entity:
    """Let the model of `coreference` weigh in where who spoke and who is near leave it open."""
    low = max(0, at - _PASSAGE)
    passage = Passage(discourse.text, low, min(len(discourse.text), at + 200))
    candidates = [
        Candidate(
            tuple(
                name.span
                for name in entity.names
                if low <= name.span.start and name.span.end <= at + 200
            ),
            entity.gender,
        )
        for _, _, entity in rows
    ]
    known = [index for index, candidate in enumerate(candidates) if candidate.mentions]
    if len(known) < 2:
        return rows[0][2]
    scene = Scene(passage, Span(at, at + len(pronoun)), [candidates[index] for index in known])
    fits = dict(zip(known, scores(scene), strict=True))
    mean = sum(fits.values()) / len(fits)
    return max(
        (
            (row[0] + _WEIGHT * (fits.get(index, mean) - mean), row[1], row[2])
            for index, row in enumerate(rows)
        ),
        key=lambda row: row[:2],
    )[2]


def agrees(pronoun: str, entity: Entity) -> bool:
    """Return whether an entity may be "he", "she", "they" or "it"."""
    gender = _GENDERS.get(pronoun)
    if gender is not None:
        person = entity.kind == "person" and entity.number == "one"
        return person and entity.gender in (None, gender)
    if pronoun in grammar("plurals"):
        return entity.number != "one" or entity.kind in ("organisation", "outlet")
    return entity.kind in ("organisation", "outlet", "document") and entity.number == "one"


def _score(
    pronoun: str,
    entity: Entity,
    places: list[int],
    anchor: int,
    nearby: dict[Entity, list[int]],
    discourse: Discourse,
) -> float:
    outside = [place for place in places if not discourse.quoted(place, around=anchor)]
    last = max(outside or places)
    away = abs(discourse.sentence_at(anchor) - discourse.sentence_at(last))
    score = 1.4 / (1 + away) + 0.06 * min(len(places), 6)
    score -= 0.0 if outside else 1.0
    score += 0.4 * (entity.gender is not None) - 0.3 * entity.place
    score += _role(entity, last, discourse)
    score += _spoke(entity, outside or places, anchor, nearby, discourse)
    if away <= 1 and outside:
        score += _introduced(entity, last, discourse)
    if pronoun in grammar("plurals"):
        score += 0.4 * (entity.number != "one") - 0.6 * (entity.number == "unknown")
        score -= 0.6 * (entity.kind == "outlet") + 0.8 * entity.place
    return score


def _role(entity: Entity, place: int, discourse: Discourse) -> float:
    """Weigh the role of a mention: a possessor is less, an object somewhat less than a subject."""
    text = discourse.text
    name = next((name for name in entity.names if name.span.start == place), None)
    if name is None:
        return 0.0
    if _POSSESSED.match(text, name.span.end):
        return -0.4
    return (
        -0.2
        if _BEFORE_OBJECT.search(text[max(0, name.whole.start - 9) : name.whole.start])
        else 0.2
    )


def _spoke(
    entity: Entity,
    places: list[int],
    anchor: int,
    nearby: dict[Entity, list[int]],
    discourse: Discourse,
) -> float:
    """Weigh how lately the entity spoke, less where somebody else has been named since."""
    for rank, (place, speaker, _) in enumerate(discourse.latest(anchor)):
        if speaker is not entity:
            continue
        since = discourse.sentence_at(max(place, max(places)))
        named = any(
            other is not entity
            and any(
                discourse.sentence_at(x) > since
                and x < anchor
                and not discourse.quoted(x, around=anchor)
                for x in found
            )
            for other, found in nearby.items()
        )
        return (0.9 if named else 1.8) / (1 + rank)
    return 0.0


def _introduced(entity: Entity, place: int, discourse: Discourse) -> float:
    """Weigh a person newly brought in by full name and role, mostly to be quoted next."""
    first = entity.names[0] if entity.names else None
    if first is None or first.span.start != place or len(first.words) < 2:
        return 0.0
    if any(speaker is entity for _, speaker, _ in discourse.said):
        return 0.0
    described = bool(first.title) or _INTRODUCED.match(discourse.text, first.span.end)
    return 1.3 if described else 0.4
