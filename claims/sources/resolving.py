"""Every source mention to its entity."""

from claims.sources.cast import Entity
from claims.sources.discourse import Discourse
from claims.sources.lexicons import grammar
from claims.sources.nominals import resolve_nominal
from claims.sources.phrases import Phrase, parse
from claims.sources.pronouns import resolve_pronoun
from claims.values import Span


def resolve_mention(span: Span, discourse: Discourse, *, speaker: Entity | None) -> Entity | None:
    """Return the entity that the source mention at `span` speaks of.

    `speaker` is who says the content that the mention stands in: "I" and "we" are theirs. None
    comes back where the mention speaks of the writer, or of nobody that can be told.
    """
    phrase = parse(discourse.text, span, discourse.names_in(span))
    if not phrase.text:
        return None
    entity = _resolve(phrase, discourse, speaker)
    if entity is not None:
        if phrase.form != "name":
            entity.forms.append(phrase.span)
        discourse.said.append((phrase.span.start, entity, phrase))
    return entity


def _resolve(phrase: Phrase, discourse: Discourse, speaker: Entity | None) -> Entity | None:
    at = phrase.span.start
    if phrase.conjuncts:
        return _together(phrase, discourse, speaker)
    if phrase.form == "pronoun":
        low = phrase.head
        if low in grammar("speaker"):
            return speaker
        if low in grammar("relative"):
            return _antecedent(phrase, discourse)
        if low == "one":
            return resolve_nominal(phrase, at, discourse)
        return resolve_pronoun(low, at, discourse)
    if phrase.name is not None:
        return _named(phrase, discourse)
    if phrase.appositive is not None:
        entity = discourse.cast.by_start[phrase.appositive.span.start]
        entity.roles.add(phrase.head)
        entity.traits.update(phrase.modifiers)
        return entity
    return resolve_nominal(phrase, at, discourse)


def _named(phrase: Phrase, discourse: Discourse) -> Entity:
    """A name; a writer "of Fox News" speaks as the outlet."""
    assert phrase.name is not None
    return discourse.cast.by_start[phrase.name.span.start]


def _together(phrase: Phrase, discourse: Discourse, speaker: Entity | None) -> Entity:
    """ "Trump and his aides": one source of several, the same one when it comes back."""
    parts = [one for part in phrase.conjuncts if (one := _resolve(part, discourse, speaker))]
    for entity in discourse.nominals:
        if entity.parts and set(map(id, entity.parts)) == set(map(id, parts)):
            return entity
    named = all(part.named for part in parts)
    kind = "group"
    if named and parts and len({part.kind for part in parts}) == 1:
        kind = parts[0].kind
    together = Entity(
        kind,  # type: ignore[arg-type]  # one of the parts' kinds, or "group"
        number="several",
        named=named,
        anonymous=bool(parts) and all(part.anonymous for part in parts),
        label=phrase.text,
        parts=parts,
    )
    discourse.nominals.append(together)
    return together


def _antecedent(phrase: Phrase, discourse: Discourse) -> Entity | None:
    """ "who", "which": the name or noun right before it."""
    at = phrase.span.start
    text = discourse.text
    end = len(text[:at].rstrip(" ,\xa0—–-"))
    for name in reversed(discourse.names_in(Span(max(0, end - 60), end))):
        if name.span.end == end or text[name.span.end : end] in ("’s", "'s"):
            return discourse.cast.by_start[name.span.start]
    begin = max(text.rfind(mark, 0, end) for mark in (".", ",", ";", ":", "“", '"', "\n")) + 1
    words = text[max(begin, end - 60) : end].split()
    for size in range(min(5, len(words)), 0, -1):
        lead = words[-size]
        if size == 1 or lead.lower() in (
            "the",
            "a",
            "an",
            "some",
            "many",
            "those",
            "several",
            "two",
            "three",
        ):
            start = text.rfind(" ".join(words[-size:]), 0, end)
            if start < 0:
                continue
            return resolve_nominal(
                parse(text, Span(start, end), discourse.names_in(Span(start, end))),
                start,
                discourse,
            )
    return None
