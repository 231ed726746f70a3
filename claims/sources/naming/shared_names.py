"""The one name by which a named source is known in every article.

"U.S.", "US" and "United States" are one source, and so are "AP" and "Associated Press", "Brig. Gen.
Esmail Qaani" and "Esmail Qaani". What is certain is in two maintained lists
(`english/lexicon/short_forms.txt`, `outlets.txt`) and a few rules of spelling; all else keeps its
name.
"""

import re
import unicodedata
from functools import cache

from claims.english.lexicons import genders, outlets, places, titles, variants
from claims.values import SourceKind

__all__ = ["folded_name", "plain_name", "shared_name"]

_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]\.?")
_OPENING = re.compile(r"(?P<short>[A-Z][A-Z.]*) (?P<rest>.+)")
_STATE = re.compile(
    r"(?:(?:federal|islamic|democratic|socialist|arab|hashemite|oriental) )?"
    r"(?:republic|kingdom|state|commonwealth|sultanate|principality) of (?P<country>.+)"
)
_LONGEST_ACRONYM = 5


def folded_name(name: str) -> str:
    """Return a name as it is compared: no accents' forms, case, "the" or possessive."""
    return _bare(name).casefold()


def plain_name(name: str) -> str:
    """Return a person's name as it is compared: as `folded_name` has it, and without titles.

    A given name that is a title too ("Dean Hill") stays where nothing but a surname follows.
    """
    parts = folded_name(name).split(" ")
    while len(parts) > 1 and parts[0].rstrip(".") in titles():
        if len(parts) == 2 and parts[0] in genders():
            break
        parts = parts[1:]
    return " ".join(parts)


def shared_name(kind: SourceKind | str, name: str) -> str:
    """Return the name that stands for a source in all articles; most names stand for themselves.

    `name` is what one article calls it. The result is in the letters of the lists or of the
    article, but for a person who was called by a title; applied again it does not change.
    """
    bare = _bare(name)
    if kind == "person":
        plain = plain_name(name)
        return name if plain == bare.casefold() else plain
    if kind == "outlet":
        return outlets().get(bare.casefold(), name)
    if kind != "organisation":
        return name
    known = _listed(bare) or _country(bare)
    if known is not None:
        return known
    if _DOTTED.fullmatch(bare):
        return bare.replace(".", "")
    opening = _OPENING.fullmatch(bare)
    full = _listed(opening["short"]) if opening and _is_short(opening["short"]) else None
    if opening is None or full is None:
        return name
    whole = f"{full} {opening['rest']}"
    return _listed(whole) or whole


def _bare(name: str) -> str:
    """Return a name with single spaces, straight apostrophes and no "the", marks or possessive."""
    plain = " ".join(unicodedata.normalize("NFKC", name).replace("’", "'").split())
    plain = re.sub(r"'s$", "", plain, flags=re.IGNORECASE).strip(' ,;:"“”()')
    if not _DOTTED.search(plain[-4:]):
        plain = plain.rstrip(".")
    return re.sub(r"^the (?=\S)", "", plain, flags=re.IGNORECASE)


def _is_short(word: str) -> bool:
    """Return whether a word is written as an acronym: "U.S.", "UN"."""
    return _DOTTED.fullmatch(word) is not None or (
        word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM
    )


def _listed(bare: str) -> str | None:
    """Return the full name of a listed form; acronyms count in capitals only ("US", not "us")."""
    exact, folded = _forms()
    bare = bare.replace(".", "") if _DOTTED.fullmatch(bare) else bare
    return exact.get(bare) or (None if _is_short(bare) else folded.get(bare.casefold()))


def _country(bare: str) -> str | None:
    """Return the country of a state's official name: "Kingdom of Norway", "State of Qatar"."""
    found = _STATE.fullmatch(bare.casefold())
    countries = {country.casefold() for country in places().values()}
    if found is None or found["country"] not in countries:
        return None
    return _listed(found["country"]) or bare[found.start("country") :]


@cache
def _forms() -> tuple[dict[str, str], dict[str, str]]:
    """Return all forms as they are written, and those that are no acronyms in lower case."""
    exact: dict[str, str] = {}
    for full, *forms in variants():
        for form in (full, *forms):
            exact[_bare(form)] = full
    folded = {form.casefold(): full for form, full in exact.items() if not _is_short(form)}
    return exact, folded
