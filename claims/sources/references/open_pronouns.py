"""A pronoun that speaks, and whom nobody named before it can be: "The mayor came. She said ...".

It is whoever an earlier sentence is about without a name, "the mayor"; and where there is nobody
either, as in an excerpt, a source that nobody can tell. What is said has a source all the same.
"""

import re

from claims.english.lexicons import grammar, is_source_noun, singular
from claims.sources.mentions.noun_phrases import Phrase
from claims.sources.mentions.phrases import parse
from claims.sources.references.discourse import Discourse
from claims.sources.references.entities import Entity
from claims.sources.references.nominals import resolve_nominal
from claims.sources.references.pronouns import agrees
from claims.values import SourceKind, Span

__all__ = ["place_pronoun"]

_SENTENCES = 3  # before the pronoun's own
_DETERMINER = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]ome|[Ss]everal|[Mm]any)(?= )"
)
_NOUN = re.compile(rf"[“\"‘']?{_DETERMINER.pattern}(?: [\w’-]+){{1,5}}")
_PLACED = ("he", "she", "it", "they")


def place_pronoun(span: Span, discourse: Discourse) -> Entity | None:
    """Return whom the pronoun at `span` stands for, a source that cannot be told if need be.

    None comes back for another word than he, she, it or they.
    """
    phrase = parse(discourse.text, span, ())
    if phrase.head not in _PLACED:
        return None
    entity = _earlier_noun(phrase, discourse) or _nobody(phrase.head, discourse)
    discourse.note(phrase, entity)
    return entity


def _earlier_noun(pronoun: Phrase, discourse: Discourse) -> Entity | None:
    """Return the nearest nominal of the pronoun's own sentence, or what one before is about."""
    at = pronoun.span.start
    starts = discourse.starts[: discourse.sentence_at(at) + 1]
    if not starts:  # a text without sentences
        return None
    own = [match.start() for match in _DETERMINER.finditer(discourse.text, starts[-1], at)]
    before = starts[-1 - _SENTENCES : -1]
    for place in (*reversed(own), *reversed(before)):
        entity = _named_there(place, at, pronoun.head, discourse)
        if entity is not None:
            return entity
    return None


def _named_there(start: int, before: int, pronoun: str, discourse: Discourse) -> Entity | None:
    """Return whom the nominal at an offset speaks of, if the pronoun agrees: "The mayor"."""
    match = _NOUN.match(discourse.text, start, before)
    if match is None:
        return None
    end = 0
    for word in re.finditer(r"[\w’-]+", match[0]):
        if is_source_noun(singular(word[0].lower())):
            end = word.end()
        elif end:
            break
    span = Span(match.start(), match.start() + end)
    phrase = parse(discourse.text, span, discourse.names_in(span)) if end else None
    if phrase is None or phrase.form != "nominal":
        return None
    known = len(discourse.nominals)
    entity = resolve_nominal(phrase, span.start, discourse)
    if entity is None or not agrees(pronoun, entity):
        del discourse.nominals[known:]
        return None
    discourse.note(phrase, entity)
    return entity


def _nobody(pronoun: str, discourse: Discourse) -> Entity:
    """Return the source of which only the pronoun is known, the same one each time."""
    for entity in discourse.nominals:
        if entity.label == pronoun:
            return entity
    several = pronoun in grammar("plurals")
    kind: SourceKind = "group" if several else "organisation"
    entity = Entity(
        "person" if pronoun in ("he", "she") else kind,
        number="several" if several else "one",
        anonymous=True,
        label=pronoun,
    )
    discourse.nominals.append(entity)
    return entity
