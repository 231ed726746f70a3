"""Who "he", "she", "they" and "it" are."""

from claims.sources.cast import Entity
from claims.sources.discourse import Discourse
from claims.sources.lexicons import grammar

_GENDERS = {
    "he": "male",
    "him": "male",
    "his": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
}


def resolve_pronoun(pronoun: str, at: int, discourse: Discourse) -> Entity | None:
    """Return the entity that the pronoun at offset `at` stands for, or None."""
    scored = [
        (score, index, entity)
        for index, entity in enumerate(_candidates(discourse))
        if (score := _score(pronoun, entity, at, discourse)) is not None
    ]
    return max(scored, key=lambda row: row[:2])[2] if scored else None


def _candidates(discourse: Discourse) -> list[Entity]:
    return discourse.cast.entities + discourse.nominals


def _agrees(pronoun: str, entity: Entity) -> bool:
    gender = _GENDERS.get(pronoun)
    if gender is not None:
        return (
            entity.kind == "person" and entity.number == "one" and entity.gender in (None, gender)
        )
    if pronoun in grammar("plurals"):
        return entity.number != "one" or entity.kind in ("organisation", "outlet")
    return entity.kind in ("organisation", "outlet", "document") and entity.number == "one"


def _score(pronoun: str, entity: Entity, at: int, discourse: Discourse) -> float | None:
    if not _agrees(pronoun, entity):
        return None
    places = [name.span.start for name in entity.names if name.span.start < at]
    places += [span.start for span in entity.forms if span.start < at]
    outside = [place for place in places if not discourse.quoted(place, around=at)]
    said = [index for index, row in enumerate(reversed(discourse.said)) if row[1] is entity]
    if not places and not said:
        return None
    last = max(outside or places or [discourse.said[-1 - said[0]][0]])
    here = discourse.sentence_at(at)
    score = 1.2 / (1 + here - discourse.sentence_at(last)) + min(len(places), 6) * 0.08
    score -= 0.0 if outside else 1.0
    score += 0.4 * (entity.gender is not None) - 0.3 * entity.place
    if said:
        score += 2.0 / (1 + said[0])
    return score + 0.4 * (pronoun in grammar("plurals") and entity.number != "one")
