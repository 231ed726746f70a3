"""Whose name a mention ends with: "the party's chief operating officer Ann Lee" is Ann Lee.

A role before a name mostly has nothing between them. Where a preposition or participle stands
inside the role ("home minister of Kern province Ann Lee") the name would be lost, and the mention
taken for somebody unnamed.
"""

import re
from collections.abc import Sequence

from claims.sources.lexicons import grammar, is_source_noun, titles, words
from claims.sources.mentions.noun_phrases import Phrase
from claims.sources.naming.names import Name
from claims.values import Span

_LAST_WORD = re.compile(r"[A-Za-z][\w’'-]*$")
_PLACES = frozenset(
    {"province", "state", "city", "county", "region", "district", "affairs", "defense", "defence"}
)
_ROLE = re.compile(r" an? [a-z]")


def bearer(text: str, core: Span, phrase: Phrase, names: Sequence[Name]) -> Name | None:
    """Return the person whose name ends the mention at `core`, if its head is a role of theirs.

    `phrase` is the mention taken apart; None comes back for "a supporter of Ann Lee".
    """
    name = next((one for one in names if one.span.end == core.end), None)
    if name is None or name.kind != "person" or name.whole.start <= core.start:
        return None
    if len(name.words) < 2 or phrase.plural or phrase.partitive or not phrase.head:
        return None
    before = text[core.start : name.whole.start].rstrip(" \xa0")
    found = _LAST_WORD.search(before)
    if found is None or len(before) == name.whole.start - core.start:
        return None
    said = found.group().lower()
    closed = grammar("case") | grammar("clauses") | grammar("finite") | {"or", "the", "a", "an"}
    if said in closed or said.endswith("ing") or found.group().endswith(("’s", "'s", "s’")):
        return None
    inner = {word.lower() for word in before.split()[1:]} & (grammar("case") | {"as"})
    office = said in _PLACES or said in words("nouns", "organisation")
    role = not office and (is_source_noun(said) or said in titles())
    if not inner:
        return name if role or said == "named" else None
    if role:
        # "Former secretary of state and nominee Ann Lee", but not "an aide to nominee Ann Lee".
        joined = " and " in before and not phrase.determiner
        return name if joined and phrase.head in words("nouns", "person") else None
    return name if office and phrase.determiner in ("", "the") else None


def apposed_at(text: str, span: Span, names: Sequence[Name]) -> int | None:
    """Return where the name that opens a mention ends, if what it is follows without a comma."""
    name = next((one for one in names if one.whole.start == span.start), None)
    if name is None or name.kind != "person" or len(name.words) < 2:
        return None
    return name.span.end if _ROLE.match(text, name.span.end, span.end) else None
