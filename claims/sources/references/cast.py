"""Who is in the article: the named people, organisations, outlets and places, each once.

Every name in the text is given to one entity. Full names come first; short forms ("Qaani", "the
Post", "HRW", "Hillary") go to the full name they shorten, misspelt ones ("Wines" for "Wimes") to
the one they resemble. What the text calls an entity beside its name ("the mayor", "nominee") is
kept as its roles: by them nominal mentions are resolved.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from claims.english.lexicons import (
    genders,
    grammar,
    outlet_endings,
    outlets,
    places,
    word_file,
)
from claims.sources.naming.names import Name
from claims.sources.references.appositives import note_appositives, note_gender
from claims.sources.references.entities import Cast, Entity
from claims.values import SourceKind

# What a name of one word is, where no list knows it: its mentions vote, and "it" tells a body.

# The name is the subject of its sentence, and the next one begins with "It said".
_IT_SAYS: Final = re.compile(
    r" (?:has |had |also )*(?:said|says|announced|denied|told|reported|confirmed|added)\b"
    r"[^.!?\n]*[.!?][”\"]?\s+It (?:has |had |also )*"
    r"(?:said|says|added|denied|announced|declined|plans|did not|would not)\b"
)
_REACH: Final = 400


def settle_kind(entity: Entity, text: str) -> None:
    """Let the mentions of an entity with names of one word agree on its kind."""
    if any(len(name.words) > 1 for name in entity.names):
        return
    _vote(entity)
    if _is_it(entity, text):
        entity.kind = "organisation"


def _vote(entity: Entity) -> None:
    kinds = [name.kind for name in entity.names]
    common = max(set(kinds), key=lambda kind: (kinds.count(kind), kind == "person"))
    if common == "person" and entity.kind == "organisation" and not entity.place:
        entity.kind = "person"
    elif common in ("organisation", "place") and entity.kind == "person":
        entity.kind, entity.gender = "organisation", None


def _is_it(entity: Entity, text: str) -> bool:
    """Return whether who is taken for a person is called "it": "Nordlink said so. It added ..."."""
    if entity.kind != "person" or entity.gender is not None:
        return False
    if any(name.title for name in entity.names):
        return False
    return any(_IT_SAYS.match(text, name.span.end, name.span.end + _REACH) for name in entity.names)


_FRESH = 250
"""Characters within which a full name says whose surname comes next."""


def gather(text: str, names: Sequence[Name]) -> Cast:
    """Give every name of the article to an entity."""
    book = _Book()
    for name in names:
        book.first.setdefault(key_of(name), name.span.start)
    for name, following in pairwise(names):
        if text[name.span.end : following.span.start] == " (" and _initials(name, following):
            book.spelt_out[key_of(following)] = key_of(name)
    for name in sorted(names, key=lambda name: (-len(name.words), name.span.start)):
        book.place(name)
    for entity in book.entities:
        settle_kind(entity, text)
    for name in names:
        note_appositives(book.by_start[name.span.start], name, text)
    for entity in book.entities:
        _settle_firm(entity)
        note_gender(entity, text)
        entity.names.sort(key=lambda name: name.span.start)
    book.entities.sort(key=lambda entity: entity.names[0].span.start)
    return Cast(book.entities, book.by_start, tuple(names))


def _settle_firm(entity: Entity) -> None:
    """Let who was taken for a person be a firm by its role: "the operator, Karst Terminals".

    Who has a title or a known given name may be a person of that role.
    """
    if entity.kind != "person" or entity.gender is not None:
        return
    called = any(name.title or name.words[0].lower() in genders() for name in entity.names)
    if entity.roles & grammar("firms") and not called:
        entity.kind = "organisation"


def _initials(name: Name, following: Name) -> bool:
    """Return whether a name in brackets is the one before it, shortened: "(HRW)"."""
    return len(name.words) > 1 and len(following.words) == 1 and following.words[0].isupper()


class _Book:
    """Names filed by the forms under which they may come back."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.by_start: dict[int, Entity] = {}
        self.full: dict[str, Entity] = {}
        self.spelt_out: dict[str, str] = {}
        self.surnames: dict[str, list[Entity]] = {}
        self.given: dict[str, list[Entity]] = {}
        self.inner: dict[str, list[Entity]] = {}
        self.openings: dict[str, Entity] = {}
        self.acronyms: dict[str, Entity] = {}
        self.lasts: dict[str, Entity] = {}
        self.first: dict[str, int] = {}

    def place(self, name: Name) -> None:
        low = key_of(name)
        known = self.full.get(low) or self.full.get(self.spelt_out.get(low, ""))
        entity = known or self._shortened(name, low) or self._new(name, low)
        entity.names.append(name)
        entity.gender = entity.gender or name.gender
        self.by_start[name.span.start] = entity

    def _shortened(self, name: Name, low: str) -> Entity | None:
        if name.kind == "outlet":
            if (bearer := self._introduced(low, name)) is not None:
                return bearer
            known = self.lasts.get(low) if len(name.words) == 1 else None
            return known if known is not None and known.kind == "outlet" else None
        if len(name.words) > 1 and not (name.kind == "person" and _particle(name)):
            if self._opens(name, low):
                return self.openings[low]
            person = name.kind == "person"
            return self._same_person(name) if person else self._same_organisation(low)
        found = self._one_word(name, low)
        if found is None and name.kind in ("person", "other"):
            return self._misspelt(low)
        return found

    def _introduced(self, low: str, name: Name) -> Entity | None:
        """Return the person who was named in full before, and bears the name of an outlet."""
        people = self.surnames.get(low, ()) if len(name.words) == 1 else ()
        before = [one for one in people if one.names[0].span.start < name.span.start]
        return _best_person(before, name) if before else None

    def _one_word(self, name: Name, low: str) -> Entity | None:
        bare = name.words[-1].lower().replace("’", "'")
        people = self.surnames.get(bare) or self._given(bare, low) or self.inner.get(bare)
        if people:
            return _best_person(people, name)
        if low in self.acronyms:
            return self.acronyms[low]
        if name.kind in ("organisation", "person") and self._opens(name, low):
            return self.openings[low]
        if name.kind in ("organisation", "other") and low in outlet_endings() | {"church"}:
            return self.lasts.get(low)
        return None

    def _given(self, bare: str, low: str) -> list[Entity]:
        """Return who may be called by the first word of their name: "Hillary", once introduced."""
        return [
            entity
            for entity in self.given.get(bare, ())
            if bare in genders() or entity.names[0].span.start < self.first[low]
        ]

    def _opens(self, name: Name, low: str) -> bool:
        """Return whether a name is the first words of a longer one: "Kern" of "Kern Holdings".

        It is where no more than the kind of body is left out, or the longer one came first: who is
        "Vento" from the first is not short for a thing called "Vento Maps". Of several words, only
        the kind may be left out.
        """
        longer = self.openings.get(low)
        if longer is None:
            return False
        full = next(one for one in longer.names if key_of(one).startswith(low))
        if full.words[-1].lower() in word_file("organisation_words") | grammar("suffixes"):
            return len(full.words) == len(name.words) + 1 or len(name.words) == 1
        return len(name.words) == 1 and longer.names[0].span.start < self.first[low]

    def _same_person(self, name: Name) -> Entity | None:
        surname = _surname(name)
        for entity in self.surnames.get(surname, ()):
            first = entity.names[0].words[0].lower()
            mine = name.words[0].lower()
            if first[0] == mine[0] and (first.startswith(mine.rstrip(".")) or len(mine) < 3):
                return entity
        return None

    def _same_organisation(self, low: str) -> Entity | None:
        for full, entity in self.full.items():
            if entity.kind == "organisation" and not entity.place and _near(full, low):
                return entity
        return None

    def _misspelt(self, low: str) -> Entity | None:
        if len(low) < 5:
            return None
        for surname, entities in self.surnames.items():
            if len(surname) >= 5 and surname[0] == low[0] and _near(surname, low):
                return entities[0]
        return None

    def _new(self, name: Name, low: str) -> Entity:
        entity = Entity(
            _source_kind(name), named=True, gender=name.gender, place=name.kind == "place"
        )
        if name.kind == "people":
            entity.number = "several"
        self.entities.append(entity)
        self.full[low] = entity
        if entity.kind == "person" and len(name.words) > 1:
            self.surnames.setdefault(_surname(name), []).append(entity)
            self.given.setdefault(name.words[0].lower(), []).append(entity)
            for word in name.words[1:-1]:
                self.inner.setdefault(word.lower(), []).append(entity)
        elif len(name.words) > 1:
            self.acronyms.setdefault(_acronym(name.words), entity)
            for size in range(1, len(name.words)):
                self.openings.setdefault(" ".join(name.words[:size]).lower(), entity)
            self.lasts.setdefault(name.words[-1].lower(), entity)
            self.lasts.setdefault(name.words[0].lower(), entity)
        return entity


def key_of(name: Name) -> str:
    """Return the form under which a name is filed: one for all spellings of a place or outlet."""
    low = name.text.lower().replace("’", "'")
    if name.kind == "outlet":
        return outlets().get(low.removeprefix("the "), low).lower()
    if name.kind == "place":
        return places().get(low, low).lower()
    return low


def _source_kind(name: Name) -> SourceKind:
    if name.kind in ("person", "outlet"):
        return "person" if name.kind == "person" else "outlet"
    if name.kind == "people":
        return "group"
    if name.kind == "other" and len(name.words) == 1:
        return "person"
    return "organisation"


def _surname(name: Name) -> str:
    kept = [
        word.lower().replace("’", "'")
        for word in name.words
        if word.lower() not in grammar("suffixes")
    ]
    return kept[-1] if kept else name.words[-1].lower()


def _particle(name: Name) -> bool:
    return len(name.words) == 2 and name.words[0].lower() in (
        "de",
        "al",
        "von",
        "van",
        "le",
        "la",
        "el",
    )


def _best_person(people: list[Entity], name: Name) -> Entity:
    """Of several people with one surname, take whom the words before name in full, else the first;
    a title's gender decides."""
    fitting = [one for one in people if not name.gender or one.gender in (None, name.gender)]
    at = name.span.start
    fresh = [
        one
        for one in fitting
        if any(at - _FRESH < full.span.start < at for full in one.names if len(full.words) > 1)
    ]
    if len(fresh) == 1:
        return fresh[0]
    return min(fitting or people, key=lambda entity: entity.names[0].span.start)


def _acronym(parts: Sequence[str]) -> str:
    return "".join(part[0] for part in parts if part.lower() not in grammar("small")).lower()


def _near(one: str, other: str) -> bool:
    """Return whether two spellings differ by one edit, or by two letters that changed places."""
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 5:
        return False
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    left, right = one[head : len(one) - tail], other[head : len(other) - tail]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])
