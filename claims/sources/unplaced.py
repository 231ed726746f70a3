"""A pronoun that speaks, and whom nobody named before it can be: "The mayor came. She said ...".

It is whoever an earlier sentence is about without a name, "the mayor"; and where there is nobody
either, as in an excerpt, a source that nobody can tell. What is said has a source all the same.
"""

import re

from claims.sources.discourse import Discourse
from claims.sources.entities import Entity
from claims.sources.lexicons import grammar, is_source_noun, singular
from claims.sources.nominals import resolve_nominal
from claims.sources.noun_phrases import Phrase
from claims.sources.phrases import parse
from claims.sources.pronouns import agrees
from claims.values import SourceKind, Span

__all__ = ["place_pronoun"]

_SENTENCES = 3  # before the pronoun's own
_SUBJECT = re.compile(r"[“\"‘']?(?:The|A|An|One|Two|Three|Some|Several|Many)(?: [\w’-]+){1,5}")
_PLACED = ("he", "she", "it", "they")


def place_pronoun(span: Span, discourse: Discourse) -> Entity | None:
    """Return whom the pronoun at `span` stands for, a source that cannot be told if need be.

    None comes back for another word than he, she, it or they.
    """
    phrase = parse(discourse.text, span, ())
    if phrase.head not in _PLACED:
        return None
    entity = _earlier_subject(phrase, discourse) or _nobody(phrase.head, discourse)
    discourse.resolved[phrase.span] = entity
    discourse.said.append((phrase.span.start, entity, phrase))
    return entity


def _earlier_subject(pronoun: Phrase, discourse: Discourse) -> Entity | None:
    """Return whom the pronoun's sentence, or one of those before it, is about."""
    at = pronoun.span.start
    last = discourse.sentence_at(at)
    sentences = range(last, max(-1, last - _SENTENCES - 1), -1)
    subjects = (_subject(discourse.starts[one], at, pronoun.head, discourse) for one in sentences)
    return next((entity for entity in subjects if entity is not None), None)


def _subject(start: int, before: int, pronoun: str, discourse: Discourse) -> Entity | None:
    """Return who a sentence begins with, if the pronoun agrees: "The mayor has come"."""
    match = _SUBJECT.match(discourse.text, start, before)
    if match is None:
        return None
    end = 0
    for word in re.finditer(r"[\w’-]+", match[0]):
        if is_source_noun(singular(word[0].lower())):
            end = word.end()
        elif end:
            break
    span = Span(start, start + end)
    phrase = parse(discourse.text, span, discourse.names_in(span)) if end else None
    if phrase is None or phrase.form != "nominal":
        return None
    known = len(discourse.nominals)
    entity = resolve_nominal(phrase, start, discourse)
    if entity is None or not agrees(pronoun, entity):
        del discourse.nominals[known:]
        return None
    discourse.resolved[phrase.span] = entity
    discourse.said.append((start, entity, phrase))
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
