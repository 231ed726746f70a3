"""The word lists that the other modules look things up in.

Each list is a readable file in `lexicon/`: one entry a line ("#" opens a comment), or JSON where
words fall into classes. A list is read on first use and kept; nothing is read when the package is
imported.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any


def _read(name: str) -> str:
    return (files("claims.english") / "lexicon" / name).read_text("utf8")


def _lines(name: str) -> list[str]:
    return [line for line in _read(name).splitlines() if line and not line.startswith("#")]


@cache
def table(name: str) -> dict[str, Any]:
    """Return the JSON file `lexicon/NAME.json` as it stands."""
    loaded: dict[str, Any] = json.loads(_read(f"{name}.json"))
    return loaded


@cache
def words(name: str, group: str) -> frozenset[str]:
    """Return the words under `group` in `lexicon/NAME.json`, given there as a list or a string."""
    entry = table(name)[group]
    return frozenset(entry.split() if isinstance(entry, str) else entry)


def grammar(group: str) -> frozenset[str]:
    """Return a class of function words or heads from `lexicon/grammar.json`."""
    return words("grammar", group)


@cache
def classes(name: str) -> tuple[frozenset[str], ...]:
    """Return the groups of near synonyms under `name` in `lexicon/classes.json`."""
    return tuple(frozenset(group.split()) for group in table("classes")[name])


@cache
def word_file(name: str) -> frozenset[str]:
    """Return all words of `lexicon/NAME.txt`, split at white space."""
    return frozenset(word for line in _lines(f"{name}.txt") for word in line.split())


@cache
def patterns(name: str) -> tuple[str, ...]:
    """Return the regular expressions of `lexicon/NAME.txt`, one a line."""
    return tuple(_lines(f"{name}.txt"))


@cache
def organisations() -> frozenset[str]:
    """Return bodies whose names do not say that they are bodies, lower case."""
    return frozenset(_lines("organisations.txt"))


@cache
def outlet_forms() -> dict[str, str]:
    """Return every form of an outlet's name as it is written → its full name.

    Forms marked with "=" in the file ("=Post") are left out: see `outlet_endings`.
    """
    lines = [line.split("|") for line in _lines("outlets.txt")]
    return {form: forms[0] for forms in lines for form in forms if not form.startswith("=")}


@cache
def outlets() -> dict[str, str]:
    """Return every form of an outlet's name, lower case and without "the" → its full name."""
    found: dict[str, str] = {}
    for form, full in outlet_forms().items():
        found.setdefault(form.lower().removeprefix("the "), full)
    return found


@cache
def variants() -> tuple[tuple[str, ...], ...]:
    """Return bodies and countries: the full name of each, then its other standard forms."""
    return tuple(tuple(line.split("|")) for line in _lines("short_forms.txt"))


@cache
def outlet_endings() -> frozenset[str]:
    """Return the short forms ("post", "times") that hold only beside a full name."""
    return frozenset(
        form[1:].lower()
        for line in _lines("outlets.txt")
        for form in line.split("|")
        if form.startswith("=")
    )


@cache
def genders() -> dict[str, str]:
    """Return given name, lower case → "male", "female" or "either"."""
    found: dict[str, str] = {}
    for gender in ("male", "female", "either"):
        found |= dict.fromkeys(words("given_names", gender), gender)
    return found


@cache
def titles() -> dict[str, str]:
    """Return title, lower case → "male", "female", "rank" or "office"."""
    found: dict[str, str] = {}
    for group in ("office", "rank", "male", "female"):
        found |= dict.fromkeys(words("titles", group), group)
    return found


@cache
def places() -> dict[str, str]:
    """Return the name of a place, lower case → the country it stands for, or itself."""
    listed = table("places")
    found = {name.lower(): name for group in ("states", "cities") for name in listed[group]}
    found |= {name.lower(): of or name for name, of in listed["metonyms"].items()}
    found |= {name.lower(): name for name in listed["countries"]}
    found |= {"u.s.": "United States", "us": "United States", "u.s": "United States"}
    return found | {"america": "United States", "usa": "United States", "uk": "United Kingdom"}


@cache
def demonyms() -> dict[str, str]:
    """Return "iranian", "iranians" → "Iran"."""
    found: dict[str, str] = {}
    for country, names in table("places")["countries"].items():
        for name in names.split():
            found[name.lower().replace("-", " ")] = country
    return found


@cache
def singulars() -> dict[str, str]:
    """Return the plural of each noun of `nouns.json` → its singular."""
    found: dict[str, str] = {}
    for group in ("person", "organisation", "outlet", "document"):
        for noun in words("nouns", group):
            found[plural(noun)] = noun
    return (
        found
        | {"people": "person", "men": "man", "women": "woman", "police": "police"}
        | {
            f"{start}people": f"{start}person"
            for start in ("spokes", "business", "sales", "towns", "trades", "council")
        }
    )


def singular(word: str) -> str:
    """Return the singular of a noun that names sources, lower case; other words as they are."""
    known = singulars().get(word)
    if known is not None:
        return known
    bare = word.removesuffix("s")
    if word in words("nouns", "crowd"):
        return bare
    role = bare.endswith(("er", "or", "ist", "ant", "ian", "ee", "crat", "ive", "man"))
    return bare if bare != word and role and not is_source_noun(word) else word


def is_source_noun(head: str) -> bool:
    """Return whether a head noun is known to name people, bodies, outlets or documents."""
    groups = ("person", "outlet", "organisation", "document", "crowd")
    if any(head in words("nouns", group) for group in groups):
        return True
    if plural(head) in words("nouns", "crowd"):
        return True
    return head.endswith(("man", "woman", "person", "ist")) or head in ("person", "police")


def plural(noun: str) -> str:
    """Return the regular plural of an English noun ("ally" → "allies", "woman" → "women")."""
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith("child"):
        return noun + "ren"
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("-in-chief"):
        return noun.removesuffix("-in-chief") + "s-in-chief"
    return noun + "s"
