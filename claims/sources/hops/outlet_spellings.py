"""Which names of outlets are one outlet, however each is written ("NYT", "nytimes.com")."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from claims.sources.hops.relays import same_outlet

__all__ = ["outlet_spellings"]


@lru_cache(maxsize=8)
def outlet_spellings(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return each name that is one with others, with its whole group; common ones come first.

    A name joins the group of the first that it is one with, so that a long chain of likenesses
    ("A" to "AB" to "ABC") makes no outlet out of two. Each name is compared with each group of its
    first letter: half a second for a thousand names.
    """
    groups: dict[str, list[str]] = {}
    by_letter: dict[str, list[str]] = defaultdict(list)
    for name in names:
        letter = _letter(name)
        first = next((one for one in by_letter[letter] if same_outlet(one, name)), None)
        if first is None:
            by_letter[letter].append(name)
            groups[name] = [name]
        else:
            groups[first].append(name)
    return {name: tuple(group) for group in groups.values() if len(group) > 1 for name in group}


def _letter(name: str) -> str:
    """Return the first letter of a name, which all spellings of an outlet share."""
    plain = name.lower().strip().removeprefix("https://").removeprefix("http://")
    return plain.removeprefix("www.").removeprefix("the ").removeprefix("the")[:1]
