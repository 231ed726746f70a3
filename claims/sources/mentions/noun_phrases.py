"""A noun phrase taken apart: determiner, modifiers, head, names, what follows.

No parser is needed: the head of an English noun phrase is its last word before the first
preposition, participle, relative clause or comma.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.english.calendar import WEEKDAY
from claims.english.lexicons import (
    grammar,
    is_source_noun,
    organisations,
    places,
    singular,
    titles,
    word_file,
    words,
)
from claims.sources.naming.names import Name
from claims.values import MentionForm, Span

_TIME = re.compile(
    r"(?:\s(?:on |late |early |earlier )?"
    rf"(?:{WEEKDAY}|today|yesterday"
    r"|tonight|(?:this|last) (?:week|month|year|morning|afternoon|evening|night|summer|fall|spring)"
    r"|recently|earlier|now|then|also|later|again|still|repeatedly"
    r"|in (?:a|an) (?:statement|interview)|in (?:19|20)\d\d"
    r"|(?:it|him|her|them)sel(?:f|ves)|everywhere)"
    r"(?: (?:night|morning|afternoon|evening))?)+$"
)
_RANKED = re.compile(r", ((?:[a-z][\w-]*\.? ){1,3})(?=[A-Z])")
_AGED = re.compile(r", \d{1,2}-year-old ")
_WORD = re.compile(r"(?:\d,(?=\d)|[^\s,;:()\[\]“”\"])+")
_EDGE = " \t\r\n\xa0,;:.“”\"'‘’()[]-–—"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention taken apart.

    `head` is the head noun in the singular and lower case ("" where a name or pronoun is the head),
    `plural` whether it was in the plural; `name` the name that is the head; `possessor` the name
    or pronoun before "'s"; `inside` all names in the core; `appositive` a name that follows it
    after a comma ("the Prime Minister, Najib Razak"); `conjuncts` the parts of "A and B".
    """

    span: Span
    text: str
    form: MentionForm
    determiner: str = ""
    modifiers: tuple[str, ...] = ()
    head: str = ""
    plural: bool = False
    name: Name | None = None
    possessor: Name | str | None = None
    inside: tuple[Name, ...] = ()
    appositive: Name | None = None
    partitive: str = ""
    conjuncts: tuple["Phrase", ...] = ()
    tail: str = ""


def trimmed(text: str, span: Span) -> Span:
    """Return the span without white space and marks at its ends, cut to the text."""
    end = min(span.end, len(text))
    start = min(span.start, end)
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if (
        end < len(text)
        and text[end] == "."
        and text[start:end].rsplit(" ", 1)[-1] in ("U.S", "Jr", "Inc")
    ):
        end += 1
    return Span(start, end)


def within(position: int, names: Sequence[Name]) -> Name | None:
    """Return the name that holds the offset, if any."""
    for name in names:
        if name.span.start <= position < name.span.end:
            return name
    return None


def noun_phrase(text: str, span: Span, core: Span, names: Sequence[Name]) -> Phrase:
    """Take apart the noun phrase at `core`; `span` is the whole mention, with what follows."""
    core = trimmed(text, core)
    late = _TIME.search(core.of(text))
    if late and late.start():
        core = trimmed(text, Span(core.start, core.start + late.start()))
    tokens = [(core.start + m.start(), m.group()) for m in _WORD.finditer(core.of(text))]
    inside = tuple(name for name in names if core.overlaps(name.span))
    low = core.of(text).lower()
    if low in grammar("pronouns"):
        return Phrase(core, core.of(text), "pronoun", head=low)
    if not tokens:
        return Phrase(span, span.of(text), "nominal")
    stop = _stop(tokens, names)
    lead = [word.lower() for _, word in tokens[:stop]]
    if (
        stop < len(tokens)
        and tokens[stop][1].lower() == "of"
        and lead
        and (lead[-1] in grammar("quantity_of") or lead[-1].isdigit())
        and stop + 1 < len(tokens)
    ):
        rest = noun_phrase(text, span, Span(tokens[stop + 1][0], core.end), names)
        if rest.name is not None and rest.name.kind == "organisation" and lead[-1] == "group":
            return _headed(text, span, core, tokens[:stop], inside, names)
        if rest.form == "pronoun":  # "one of them" is not them
            rest = replace(rest, span=span, text=span.of(text))
        return _replaced(rest, partitive=" ".join(lead))
    return _headed(text, span, core, tokens[:stop], inside, names)


def _replaced(phrase: Phrase, *, partitive: str) -> Phrase:
    return Phrase(
        phrase.span,
        phrase.text,
        "nominal",
        phrase.determiner,
        phrase.modifiers,
        phrase.head or (phrase.name.text.lower() if phrase.name else ""),
        phrase.plural,
        None,
        phrase.possessor,
        phrase.inside,
        None,
        partitive,
        (),
        phrase.tail,
    )


def _in_title(position: int, names: Sequence[Name]) -> bool:
    """Return whether an offset lies in somebody's title: "the envoy to the U.S. Ann Hill"."""
    return any(name.whole.start < position < name.span.start for name in names)


def _stop(tokens: list[tuple[int, str]], names: Sequence[Name]) -> int:
    """Return the index of the first word after the head: a preposition outside every name."""
    for index, (at, word) in enumerate(tokens):
        if not index or within(at, names) is not None or _in_title(at, names):
            continue
        before = singular(tokens[index - 1][1].lower())
        participle = word.islower() and word.endswith(("ing", "ed")) and is_source_noun(before)
        if word.lower() in grammar("prepositions") or participle:
            return index
    return len(tokens)


def _headed(
    text: str,
    span: Span,
    core: Span,
    tokens: list[tuple[int, str]],
    inside: tuple[Name, ...],
    names: Sequence[Name],
) -> Phrase:
    at, last = tokens[-1]
    end = at + len(last)
    tail = text[end : span.end].strip(_EDGE)
    lows = [word.lower() for _, word in tokens]
    determiner = (
        lows[0]
        if lows[0]
        in grammar("definite") | grammar("indefinite") | grammar("possessive") | grammar("numbers")
        or lows[0].isdigit()
        else ""
    )
    head_name = within(at, names)
    possessor = _possessor(tokens, names)
    middle = tuple(low for low in lows[bool(determiner) : -1])
    bare = re.sub(r"[’']s?$", "", last)
    if head_name is not None:
        return Phrase(
            span,
            span.of(text),
            "name",
            determiner,
            middle,
            "",
            False,
            head_name,
            None,
            inside,
            None,
            "",
            (),
            tail,
        )
    head = _compound(singular(bare.lower()), middle)
    if not is_source_noun(head) and inside and inside[-1].span.end < at and possessor is None:
        return _headed(text, span, core, _up_to(tokens, inside[-1]), inside, names)
    after = text[core.end : core.end + 3]
    aged = _AGED.match(text, core.end)
    begin = aged.end() if aged else core.end
    led = 4 if text[begin : begin + 6] == ", the " and head in words("nouns", "organisation") else 0
    ranked = _RANKED.match(text, begin)
    if ranked and _title(ranked.group(1)) and not led:
        led = len(ranked.group(1))
    following = next((one for one in names if begin <= one.whole.start <= begin + 3 + led), None)
    return Phrase(
        span,
        span.of(text),
        "nominal",
        determiner,
        middle,
        head,
        singular(bare.lower()) != bare.lower()
        or bare.lower() in {"people", "police", "media", "troops", "two", "three", "four"},
        None,
        possessor,
        inside,
        following if after.startswith(",") and following and _apposed(head, following) else None,
        "",
        (),
        tail,
    )


def _title(said: str) -> bool:
    """Return whether words in small letters before a name are a rank or role: "captain"."""
    last = said.split()[-1].rstrip(".")
    if said.startswith("including "):
        return False
    return last in titles() or last in words("nouns", "person")


def _compound(head: str, middle: Sequence[str]) -> str:
    """Return "coast-guard" for the guard of "the coast guard": a body, and no person."""
    compound = f"{middle[-1]}-{head}" if middle else head
    person = head in words("nouns", "person")
    return compound if person and compound in words("nouns", "organisation") else head


def _apposed(head: str, name: Name) -> bool:
    """Return whether a name after a comma may be who the noun before it speaks of."""
    bodies = words("nouns", "organisation") | grammar("firms")
    if name.kind in ("organisation", "place") and head in words("nouns", "person") - bodies:
        return _may_be_person(name)
    # "its operator, Transvia": a name that no list knows as a place's.
    unlisted = name.kind == "place" and name.text.lower() not in places()
    if name.kind == "organisation" or unlisted:
        return head in bodies
    if name.kind == "outlet":
        return head in bodies | words("nouns", "outlet")
    return name.kind == "person"


def _may_be_person(name: Name) -> bool:
    """Return whether nothing in a name of two or three words says that it is not a person's."""
    known = word_file("organisation_words") | organisations() | places().keys()
    words_ = [word.lower() for word in name.words]
    plain = all(word.isalpha() and word.istitle() for word in name.words)
    return len(words_) in (2, 3) and plain and not known & {*words_, " ".join(words_)}


def _up_to(tokens: list[tuple[int, str]], name: Name) -> list[tuple[int, str]]:
    """Return the words up to the end of a name: what follows it is no part of the mention."""
    return [token for token in tokens if token[0] < name.span.end]


def _possessor(tokens: list[tuple[int, str]], names: Sequence[Name]) -> Name | str | None:
    if tokens[0][1].lower() in grammar("possessive"):
        return tokens[0][1].lower()
    for at, word in reversed(tokens[:-1]):
        if re.search(r"(?:[’']s|s[’'])$", word):
            return within(at, names) or "noun"
    return None
