"""Whether two given names may be of one person, and names without their accents."""

import unicodedata
from typing import Final

__all__ = ["may_be_one_given_name", "without_accents"]

_SHORT_FORMS: Final = {
    "bill": "william",
    "bob": "robert",
    "chuck": "charles",
    "dick": "richard",
    "jim": "james",
    "joe": "joseph",
    "mike": "michael",
    "tom": "thomas",
    "tony": "anthony",
}
"""Short forms that begin with another letter than the name; others need no list."""


def may_be_one_given_name(one: str, other: str) -> bool:
    """Return whether two given names in lower case may be of one person: "Bill", "William"."""
    full = _SHORT_FORMS.get(one, one), _SHORT_FORMS.get(other, other)
    return full[0][:1] == full[1][:1]


def without_accents(name: str) -> str:
    """Return a name with bare letters: "Marón" as "Maron"."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
