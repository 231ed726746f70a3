"""Names in running text: who and what is called by name, where, and of which kind.

Capitalised words are found first, then joined to names over spaces and the few words that stand
inside names ("Bank of England", "Bill de Blasio", "Ali al-Amr"), then parted from what opens a
sentence ("But Trump") and from titles ("Brig. Gen. Qaani"). `name_kinds.kind_of` says what each is.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from claims.english.lexicons import (
    demonyms,
    genders,
    grammar,
    organisations,
    outlet_endings,
    outlet_forms,
    places,
    singular,
    word_file,
    words,
)
from claims.sources.naming.kinds import NameKind, gender_of, kind_of
from claims.sources.naming.runs import Token, runs_of
from claims.sources.naming.titles import parted, title_of, titled
from claims.values import Span

# Outlets whose names do not look like names: "Channel 4 News", "dpa", "The Hindu". Names are
# found by their capitals and told from common words. That loses a name with a figure, a sign or
# no capital in it, and one that is a common word; those of the list are found as written.

_ODD = re.compile(r"\d|&| TV$|^[a-z]+$|^The (?:Economist|Hindu)$")


def odd_outlets(text: str) -> list[Span]:
    """Return where outlets of the list stand whose names do not look like names, in order."""
    return [Span(*match.span()) for match in _pattern().finditer(text)]


@cache
def _pattern() -> re.Pattern[str]:
    """Return what finds the forms as they are written, none of them a part of a longer name."""
    forms = sorted((form for form in outlet_forms() if _ODD.search(form)), key=len)
    joined = "|".join(re.escape(form) for form in reversed(forms))
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-]| [A-Z])")


_LOWER = re.compile(r"\b[a-z]{3,}\b")
_COMMON_END = re.compile(r"(?:able|ible|ful|less|ous|ing|ed|ly|tion|ment|ness|ity|ism|ance|ence)$")
_STORM = re.compile(r"(?:Hurricane|Typhoon|Cyclone|Tropical (?:Storm|Depression)) [A-Z][a-z]+$")
# "May, who", "May’s", "May said", but "in May", "May 4".
_SPEAKS = (
    r"(?<!\bin )(?<!\bof )(?<!\bon )(?<!\bby )\b{}\b"
    r"(?=[’']s\b|, (?:who|the)\b| (?:is|was|has|had|will|would|did|says|said|told|also)\b| \w+ed\b)"
)
_SENTENCE_END = frozenset(".!?:;\n“\"”>*(—–[‘'")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text.

    `span` is the bare name, `words` its words; `title` holds the words of rank or office before it,
    lower case, and `whole` the span with them. `gender` is "male", "female" or None.
    """

    span: Span
    whole: Span
    words: tuple[str, ...]
    title: tuple[str, ...]
    kind: NameKind
    gender: str | None

    @property
    def text(self) -> str:
        """The bare name, its words joined by single spaces."""
        return " ".join(self.words)


def find_names(text: str, starts: Sequence[int] = ()) -> tuple[Name, ...]:
    """Return the names in `text`, in order; they do not overlap.

    `starts` are the offsets at which its sentences begin, where they are known: no name goes on
    over one. The words of a name are composed ("é" is one letter); offsets are those of the text.
    """
    found = [name for run in runs_of(text, starts) for name in _names_of(run, text)]
    kept = _without_nouns(_without_storms(_with_people(found)), text)
    kept = _with_odd_outlets(kept, text)
    return tuple(sorted([*kept, *_called_as_months(kept, text)], key=lambda name: name.span.start))


def _with_odd_outlets(found: Sequence[Name], text: str) -> tuple[Name, ...]:
    """Put outlets whose names do not look like names in the place of what was taken for one."""
    odd = odd_outlets(text)
    kept = [name for name in found if not any(name.span.overlaps(span) for span in odd)]
    outlets = [Name(x, x, tuple(x.of(text).split()), (), "outlet", None) for x in odd]
    return (*kept, *outlets)


def _called_as_months(found: Sequence[Name], text: str) -> list[Name]:
    """Find who bears the name of a month or the like, once introduced: "May said" of Ann May."""
    people = {
        name.words[-1]: name for name in found if name.kind == "person" and len(name.words) > 1
    }
    taken = {name.span.end for name in found}
    return [
        Name(Span(*match.span()), Span(*match.span()), (surname,), (), "person", name.gender)
        for surname, name in people.items()
        if surname.lower() in word_file("not_names")
        for match in re.finditer(_SPEAKS.format(re.escape(surname)), text)
        if match.end() not in taken and name.span.start < match.start()
    ]


def _without_storms(found: list[Name]) -> list[Name]:
    """Drop what a storm is called: "Tropical Storm Ann", "Hurricane Bob" speak never."""
    storms = [name for name in found if _STORM.match(name.text)]
    called = {name.words[-1] for name in storms} - {name.words[-1] for name in found if name.title}
    return [
        name
        for name in found
        if name not in storms and not (len(name.words) == 1 and name.words[0] in called)
    ]


def _with_people(found: list[Name]) -> list[Name]:
    """Take a name for a person's whose last word alone is one: "Amelize Joseph ... said Joseph"."""
    people = {name.words[0] for name in found if len(name.words) == 1 and name.kind == "person"}
    return [
        replace(name, kind="person", gender=gender_of(name.words, name.title))
        if name.kind == "organisation" and _may_be_person(name.words, people)
        else name
        for name in found
    ]


def _may_be_person(words_: tuple[str, ...], people: set[str]) -> bool:
    plain = all(word.isalpha() and not word.isupper() for word in words_)
    listed = word_file("organisation_words") | organisations()
    known = any(word.lower() in listed for word in words_) or " ".join(words_).lower() in listed
    return len(words_) in (2, 3) and words_[-1] in people and plain and not known


def _without_nouns(found: list[Name], text: str) -> tuple[Name, ...]:
    """Drop single capitalised nouns ("Polls", "Voters") that are nobody's surname here."""
    surnames = {name.words[-1] for name in found if len(name.words) > 1 and name.kind == "person"}
    lower = frozenset(_LOWER.findall(text))
    return tuple(
        name
        for name in found
        if len(name.words) > 1
        or name.title
        or name.kind in ("outlet", "place", "people")
        or name.words[0] in surnames
        or not (is_noun(name.words[0]) or _only_opens(name, lower, text))
    )


def _only_opens(name: Name, lower: frozenset[str], text: str) -> bool:
    """Return whether a word is capitalised only because it opens a sentence: "Unable"."""
    before = text[max(0, name.span.start - 3) : name.span.start].rstrip(" \xa0")
    if before and before[-1] not in _SENTENCE_END:
        return False
    low = name.words[0].lower()
    known = low in genders() or low in organisations()
    return not known and (low in lower or _COMMON_END.search(low) is not None)


def is_noun(word: str) -> bool:
    """Return whether a capitalised word is a common noun for a source ("Polls", "Witness")."""
    low = word.lower()
    if low in outlet_endings() or low in organisations():
        return False
    return singular(low) != low or any(
        low in words("nouns", group)
        for group in ("person", "organisation", "outlet", "document", "crowd")
    )


def _names_of(run: list[Token], text: str) -> list[Name]:
    """Turn a run of capitalised words into its names: more than one where a headline runs on."""
    closed = grammar("headline")
    inner = [i for i in range(1, len(run) - 1) if run[i].text.lower() in closed]
    if inner and run[0].text.lower() not in closed:
        at = inner[0]
        return _one_name(run[:at], text) + _names_of(run[at + 1 :], text)
    return _one_name(run, text)


def _one_name(run: list[Token], text: str) -> list[Name]:
    """Turn a run of capitalised words into a name, or none."""
    run = _without_opening(run, text)
    if len(run) == 1 and _is_closed(run[0].text):
        run = []
    if not run:
        return []
    title, bare = parted(run, text)
    opening = next((i for i, part in enumerate(title) if titled(part)), 0)
    before = _one_name(title[:opening], text) if 0 < opening < len(title) else []
    if not bare:
        return before
    said = unicodedata.normalize("NFC", text[bare[0].start : bare[-1].end])
    parts = tuple(said.split())
    if len(parts) == 1 and not title and _only_capital(bare[0], text):
        return before
    span, whole = Span(bare[0].start, bare[-1].end), Span(run[0].start, bare[-1].end)
    held = tuple(title_of(part) for part in title)
    kind = kind_of(parts, held, text, span)
    return [
        *before,
        Name(span, whole, parts, held, kind, gender_of(parts, held) if kind == "person" else None),
    ]


def _only_capital(token: Token, text: str) -> bool:
    """Return whether a single capitalised word is not a name."""
    low = token.text.lower()
    if low in places() or low in organisations() or low in genders():
        return False
    return _no_name(token.text) or _opens_sentence(token, text)


def _opens_sentence(token: Token, text: str) -> bool:
    """Return whether a single word is only capitalised because it opens a sentence: "Claiming"."""
    before = text[max(0, token.start - 3) : token.start].rstrip(" \xa0")
    if before and before[-1] not in _SENTENCE_END:
        return False
    return token.text.endswith(("ing", "ed", "ly"))


def _no_name(word: str) -> bool:
    """Return whether a single capitalised word is an adjective or demonym, not a name."""
    low = word.lower()
    return (
        (low in demonyms() and not low.endswith("s") and low not in places())
        or low in words("places", "adjectives")
        or len(word) < 2
    )


def _is_closed(word: str) -> bool:
    """Return whether a word is never a name, as "who" is; the WHO is one."""
    return word != "WHO" and word.lower() in word_file("not_names")


def _without_opening(run: list[Token], text: str) -> list[Token]:
    """Drop what opens a sentence and is not a name: "But", "In", "Asked", weekdays and months."""
    if len(run) > 1 and _opens_with_verb(run, text):
        return run[1:]
    while run and _is_closed(run[0].text):
        given = run[0].text.lower() in genders() and len(run) > 1
        before = text[max(0, run[0].start - 2) : run[0].start].strip()
        if given and before and before[-1] not in _SENTENCE_END:
            break
        run = run[1:]
    return run


def _opens_with_verb(run: list[Token], text: str) -> bool:
    """Return whether a participle comes first: "Trusting Ann Lee", "Ailing British firms"."""
    first, second = run[0], run[1]
    if not first.low.endswith("ing") or len(first.low) < 7 or first.low in genders():
        return False
    led = second.low in genders() | demonyms() or titled(second)
    return led and not titled(first) and _opens_sentence(first, text)
