"""Kind, anonymity and number of a source that is not named, from the words of its mention."""

import re

from claims.english.lexicons import demonyms, grammar, plural, words
from claims.sources.mentions.noun_phrases import Phrase
from claims.values import SourceKind, SourceNumber

_SHARE = re.compile(
    r"\d\s?%|\bper ?cent\b|\b(?:thirds?|half|quarters?|those)\b"
    r"|\b(?:majority|minority|plurality) of\b"
    r"|\b(?:\d+|one|two|three|four|five|six|seven|eight|nine) (?:in|out of) (?:10|ten|five|four"
    r"|three)\b"
)
_KNOWING = re.compile(
    r"familiar with|close to|briefed|with knowledge|with direct knowledge|knowledge of"
    r"|condition of anonymity|not authorized|not authorised|involved in|anonym"
)


def kind_of_head(head: str) -> SourceKind:
    """Return the kind of source that a head noun (singular, lower case) names.

    Nouns in no list are people by their ending ("-er", "-ist"), else things that are read or shown.
    """
    if head in grammar("always_organisation") or head in ("authority",):
        return "organisation"
    for group, kind in _GROUPS:
        if head in words("nouns", group):
            return kind
    crowd = (
        words("crowds", "unknown") | grammar("loose") | grammar("numbers") | {"them", "us", "you"}
    )
    if head in crowd or plural(head) in words("nouns", "crowd"):
        return "person"
    if head in demonyms() or head.removesuffix("s") in demonyms():
        return "person"
    return _by_ending(head)


_GROUPS: tuple[tuple[str, SourceKind], ...] = (
    ("person", "person"),
    ("outlet", "outlet"),
    ("organisation", "organisation"),
    ("document", "document"),
)


def _by_ending(head: str) -> SourceKind:
    if head.endswith(("man", "woman", "person", "er", "or", "ist", "ian", "ant", "ee", "ive")):
        return "person"
    return "document"


def is_share(phrase: Phrase) -> bool:
    """Return whether the mention is a share of a group: "58 percent of voters", "nine of 10"."""
    known = phrase.head in words("nouns", "document") or phrase.head in words("nouns", "outlet")
    return not known and says_share(phrase.text)


def says_share(said: str) -> bool:
    """Return whether words name a share of a crowd."""
    return _SHARE.search(said.lower()) is not None


def number_of(phrase: Phrase) -> SourceNumber:
    """Return how many the mention speaks of: "one", "several", or "unknown" for a loose crowd."""
    if is_share(phrase):
        return "several"
    if phrase.head in words("crowds", "unknown") or (
        phrase.plural
        and phrase.head in {"critic", "observer", "opponent", "supporter", "detractor", "person"}
        and not _is_numbered(phrase)
    ):
        return "unknown" if phrase.head != "one" else "one"
    if phrase.partitive.split(" ")[-1:] == ["one"]:
        return "one"
    if (
        phrase.plural
        or phrase.partitive
        or _is_numbered(phrase)
        or phrase.head in ("others", "several")
    ):
        return "several" if phrase.head not in ("police",) else "one"
    return "one"


def _is_numbered(phrase: Phrase) -> bool:
    return phrase.determiner in grammar("numbers") or phrase.determiner.isdigit()


def is_anonymous(phrase: Phrase) -> bool:
    """Return whether real people known to whoever reports them go unnamed here.

    A loose crowd ("critics", "voters") is not anonymous, nor is the holder of a unique office.
    """
    if (
        is_share(phrase)
        or kind_of_head(phrase.head) != "person"
        or phrase.head in words("crowds", "unknown") - {"one"}
    ):
        return False
    low = phrase.text.lower()
    if _KNOWING.search(low):
        return True
    if not phrase.plural and not phrase.partitive:
        return not (phrase.head in grammar("office_holders") and phrase.determiner in ("the", ""))
    if phrase.head in ("person",):
        return phrase.determiner in ("two", "three", "four", "five")
    return phrase.head in grammar("anonymous_plurals") or phrase.determiner in (
        "two",
        "three",
        "four",
        "five",
    )
