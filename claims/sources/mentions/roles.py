"""Whether the words beside a name are a role of whoever bears it.

", head of the Quds Force," is one; ", eight militants were killed," is the rest of a sentence, and
", all the banks," the next in a list. What decides is the noun phrase before the first preposition
or clause: it has to be in the singular, to hold the noun of a role, and no finite verb.
"""

import re
from typing import Final

from claims.sources.lexicons import grammar, words
from claims.values import SourceKind

_ONE_OF: Final = re.compile(
    r"(?:(?:the )?(?:one|another|first|last|\w{3,}est)|a member|part) of ", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_][\w’'.&-]*")
_NOT_ONE: Final = frozenset(
    {"all", "both", "many", "some", "most", "several", "few", "other", "others", "not", "no"}
    | {"never", "only", "just", "even", "either", "neither", "two", "three", "four", "five"}
    | {"six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozens", "hundreds"}
    | {"i", "we", "you", "he", "she", "they", "it"}
)


def says_role(said: str, kind: SourceKind) -> bool:
    """Return whether what is written beside the name of one person or body says what it is."""
    group = "person" if kind == "person" else "organisation"
    nouns = words("nouns", group)
    first = said.split(maxsplit=1)[0].lower() if said.strip() else ""
    if first in _NOT_ONE or first in grammar("no_role") or first.isdigit():
        return False
    if _ONE_OF.match(said):
        return any(word in nouns for word in _bare(said)) or any(
            word.removesuffix("s") in nouns for word in _bare(said)
        )
    core = _core(said)
    if any(word in grammar("finite") for word in core):
        return False
    at = next((place for place, word in enumerate(core) if word in nouns), None)
    # "The party denied it" is a clause, "a party founded in May" is not.
    return at is not None and not any(word.endswith("ed") for word in core[at + 1 : -1])


def _bare(said: str) -> list[str]:
    """Return the words in lower case, without the mark of a possessor."""
    return [match.group().rstrip(".").lower() for match in _WORD.finditer(said)]


def _core(said: str) -> list[str]:
    """Return the words before the first preposition or clause; "and" joins two roles."""
    closed = (grammar("case") | grammar("clauses")) - {"and"}
    core: list[str] = []
    for word in _bare(said):
        if word in closed:
            break
        core.append(word)
    return core
