"""Who is the same across articles for certain: the key of a source, or None.

A full name makes an identity; a surname alone does not, nor does anything that only one article can
tell ("the company", "a senior official"). What is doubtful is offered to a person by `pairing`.
"""

import re

from claims.sources.naming.shared_names import folded_name, plain_name, shared_name
from claims.values import Source

__all__ = ["source_identity"]


def source_identity(source: Source) -> str | None:
    """Return the key under which a source is one for all articles, None where it stays in its own.

    Anonymous and unnamed sources stay, and so do people known by one word only ("Clinton").
    """
    if source.anonymous or source.number != "one":
        return None
    name = plain_name(source.name)
    if source.kind == "person":
        return f"person:{name}" if " " in name else None
    named = source.kind == "outlet" or re.match(r"(?:the )?[^\Wa-z]", source.name)
    if source.kind in ("outlet", "organisation") and named:
        return f"{source.kind}:{folded_name(shared_name(source.kind, source.name))}"
    return None
