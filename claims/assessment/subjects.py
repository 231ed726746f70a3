"""A source as the subject of a sentence: "the White House", with the article that the text gives
it."""

import re
from typing import Final

from claims.sources import gender_of_name
from claims.values import Source

_MALE: Final = ("he", "his own")
_FEMALE: Final = ("she", "her own")


def subject(text: str, source: Source) -> str:
    """Return the name of a source, with "the" where the text mostly puts one before it."""
    name = source.name
    if source.kind == "person" or source.anonymous or source.description == name:
        return name
    if name.split(" ", 1)[0].lower() in ("the", "a", "an", "its", "his", "her", "their"):
        return name
    plain = len(re.findall(rf"\b{re.escape(name)}\b(?![’']s| [A-Z])", text))
    with_article = len(re.findall(rf"\b[Tt]he {re.escape(name)}\b(?![’']s| [A-Z])", text))
    return f"the {name}" if with_article and 2 * with_article >= plain else name


def own_pronouns(name: str) -> tuple[str, ...]:
    """Return the pronouns that a person of this name may be meant by."""
    gender = gender_of_name(name)
    if gender == "male":
        return _MALE
    return _FEMALE if gender == "female" else (*_MALE, *_FEMALE)
