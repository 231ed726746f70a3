"""Every source mention to its entity."""

import re

from claims.english.lexicons import grammar, is_source_noun, singular, words
from claims.sources.mentions.noun_phrases import Phrase
from claims.sources.mentions.phrases import names_nobody, parse
from claims.sources.mentions.transcripts import is_label
from claims.sources.naming.names import Name
from claims.sources.references.discourse import Discourse
from claims.sources.references.entities import Entity
from claims.sources.references.nominals import resolve_nominal
from claims.sources.references.pronouns import resolve_pronoun
from claims.values import MentionForm, Span

_POSSESSIVES = ("his", "her", "its", "their")
_WORD = re.compile(r"[\w’'-]+")
_LONGEST_SUBJECT = 7
"""Words within which a sentence's subject has its noun."""


def resolve_mention(span: Span, discourse: Discourse, *, speaker: Entity | None) -> Entity | None:
    """Return the entity that the source mention at `span` speaks of.

    `speaker` is who says the content that the mention is in: "I" and "we" are theirs. None
    comes back where the mention speaks of the writer, of nobody ("Nobody told ..."), or of nobody
    that can be told.
    """
    if is_label(span, discourse.text):
        return _labelled(span, discourse)
    phrase = parse(discourse.text, span, discourse.names_in(span))
    before = discourse.text[max(0, span.start - 4) : span.start].strip()
    if not phrase.text or names_nobody(span.of(discourse.text), before):
        return None
    if phrase.span in discourse.resolved:
        return discourse.resolved[phrase.span]
    entity = _resolve(phrase, discourse, speaker)
    if entity is not None:
        if phrase.name is not None and not phrase.conjuncts:
            entity.used.add(phrase.name.text)
        elif phrase.form != "name":
            entity.forms.append(phrase.span)
        discourse.note(phrase, entity)
    return entity


def _resolve(phrase: Phrase, discourse: Discourse, speaker: Entity | None) -> Entity | None:
    if phrase.conjuncts:
        return _together(phrase, discourse, speaker)
    if phrase.form == "pronoun":
        return _pronoun(phrase, discourse, speaker)
    if phrase.name is not None:
        return discourse.cast.by_start[phrase.name.span.start]
    holder = _holder(phrase, discourse, speaker)
    if holder is not None:
        return holder
    if phrase.appositive is not None:
        entity = discourse.cast.by_start[phrase.appositive.span.start]
        entity.roles.add(phrase.head)
        entity.traits.update(phrase.modifiers)
        _take_kind(entity, phrase.head)
        return entity
    return _owned(phrase, resolve_nominal(phrase, phrase.span.start, discourse), discourse)


def _labelled(span: Span, discourse: Discourse) -> Entity:
    """Return the speaker of a transcript's line: who is named so, else a person called "A"."""
    said = span.of(discourse.text)
    names = discourse.names_in(span)
    entity = discourse.cast.by_start[names[-1].span.start] if names else None
    if entity is None:
        entity = next((one for one in discourse.nominals if one.label == said), None)
    if entity is None:
        entity = Entity("person", number="one", anonymous=len(said.strip(".")) == 1, label=said)
        discourse.nominals.append(entity)
    elif entity.kind == "organisation" and said.isupper():
        entity.kind = "person"  # "HANSEN:" looks like the letters of a body
    name = names[-1] if names else None
    form: MentionForm = "nominal" if name is None else "name"
    discourse.note(Phrase(span, said, form, name=name), entity)
    if name is not None:
        entity.used.add(name.text)
    else:
        entity.forms.append(span)
    return entity


def _take_kind(entity: Entity, head: str) -> None:
    """Let the noun before a name say what the name is of: "The insurer, Nordlicht,"."""
    if head in grammar("firms") and entity.kind == "person" and entity.gender is None:
        entity.kind = "organisation"
    elif head in words("nouns", "person") - grammar("firms") and entity.kind == "organisation":
        entity.kind = "person"


def _owned(phrase: Phrase, entity: Entity | None, discourse: Discourse) -> Entity | None:
    """Note whose "her aides" are."""
    if entity is not None and not entity.named and phrase.possessor in _POSSESSIVES:
        owner = resolve_pronoun(str(phrase.possessor), phrase.span.start, discourse)
        entity.owner = None if owner is entity else owner
    return entity


def _pronoun(phrase: Phrase, discourse: Discourse, speaker: Entity | None) -> Entity | None:
    low, at = phrase.head, phrase.span.start
    if low in grammar("addressed"):
        return None
    if low in grammar("speaker"):
        return speaker
    if low in grammar("relative"):
        return _antecedent(phrase, discourse)
    if low == "one":
        return resolve_nominal(phrase, at, discourse)
    subject = None
    if low == "they":
        subject = _subject_before(at, discourse) or _subject_before(at, discourse, back=2)
    return subject or resolve_pronoun(low, at, discourse)


def _subject_before(at: int, discourse: Discourse, *, back: int = 1) -> Entity | None:
    """Return the people with whom the sentence before begins: "Prosecutors opened an inquiry."

    They need not have spoken, nor be a source yet.
    """
    anchor = min(at, discourse.anchor) if discourse.anchor is not None else at
    here = discourse.sentence_at(anchor)
    if here < back:
        return None
    start, end = discourse.starts[here - back], discourse.starts[here - back + 1]
    closed = (grammar("case") | grammar("clauses") | grammar("finite")) - {"of"}
    for number, word in enumerate(_WORD.finditer(discourse.text, start, end)):
        said = word.group().lower()
        if number == _LONGEST_SUBJECT or said in closed or (number and not said.islower()):
            return None
        if discourse.text[word.end() : word.end() + 1] == "," or said in grammar("pronouns"):
            return None
        single = singular(said)
        if single != said and is_source_noun(single):
            span = Span(start, word.end())
            phrase = parse(discourse.text, span, discourse.names_in(span))
            if phrase.form != "nominal" or not phrase.plural or phrase.conjuncts:
                return None
            return resolve_nominal(phrase, start, discourse)
    return None


def _holder(phrase: Phrase, discourse: Discourse, speaker: Entity | None) -> Entity | None:
    """ "Trump's remarks", "his mind", "CNN's reporter": the one whose they are speaks."""
    if isinstance(phrase.possessor, Name):
        entity = discourse.cast.by_start[phrase.possessor.span.start]
        writes = phrase.head in grammar("outlet_writers") and entity.kind == "outlet"
        speaks = phrase.head in grammar("speech") and entity.kind == "person"
        return entity if writes or speaks else None
    if phrase.possessor in ("his", "her", "their", "its", "my", "our"):
        if phrase.head in grammar("speech") or not is_source_noun(phrase.head):
            pronoun = Phrase(phrase.span, phrase.possessor, "pronoun", head=phrase.possessor)
            return _resolve(pronoun, discourse, speaker)
        return None
    outlets = [name for name in phrase.inside if name.kind == "outlet"]
    if outlets and phrase.head in grammar("outlet_writers"):
        return discourse.cast.by_start[outlets[0].span.start]
    return None


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
        anonymous=any(part.anonymous for part in parts) and not any(part.named for part in parts),
        label=_listed([_short(part) for part in phrase.conjuncts]),
        parts=parts,
    )
    discourse.nominals.append(together)
    return together


def _listed(parts: list[str]) -> str:
    """Return "A, B and C"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]])


def _short(part: Phrase) -> str:
    """Return a part of "A and B" without what follows its head."""
    return part.text.removesuffix(part.tail).rstrip(" ,;:-–—(") or part.text


def _antecedent(phrase: Phrase, discourse: Discourse) -> Entity | None:
    """ "who", "which": the name or noun right before it."""
    at = phrase.span.start
    text = discourse.text
    end = len(text[:at].rstrip(" ,\xa0—–-"))
    for name in reversed(discourse.names_in(Span(max(0, end - 60), end))):
        if phrase.head in ("who", "whom") and name.kind not in ("person", "people", "other"):
            break  # "a clerk at the State Department who said so"
        if name.span.end == end or text[name.span.end : end] in ("’s", "'s"):
            return discourse.cast.by_start[name.span.start]
    begin = max(text.rfind(mark, 0, end) for mark in (".", ",", ";", ":", "“", '"', "\n")) + 1
    words = text[max(begin, end - 60) : end].split()
    for size in range(min(8, len(words)), 0, -1):
        lead = words[-size]
        noun = size == 1 and is_source_noun(singular(lead.lower()))
        if noun or lead.lower() in (
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
