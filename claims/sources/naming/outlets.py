"""Outlets whose names do not look like names: "Channel 4 News", "dpa", "The Hindu".

Names are found by their capitals and told from common words. That loses a name with a figure, a
sign or no capital in it, and one that is a common word; those of the list are found as written.
"""

import re
from functools import cache

from claims.sources.lexicons import outlet_forms
from claims.values import Span

__all__ = ["odd_outlets"]

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
