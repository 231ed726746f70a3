"""Who is behind each attribution: sources, their mentions, and chains hop by hop.

`resolve_sources` is the stage. It finds the names of the article (`names`), gives each to one
entity (`cast`), resolves every source mention to an entity (`resolving`: names, `nominals`,
`pronouns`), says what kind of source it is (`kinds`, `descriptions`), and puts the hops together
(`relays`, `chains`). `shared_name`, `source_identity` and `merge_suggestions` say who is the same
in several articles.
"""

from claims.sources.identity import (
    Known,
    MergeSuggestion,
    merge_suggestions,
    same_person,
    source_identity,
)
from claims.sources.resolution import Resolution, resolve_sources
from claims.sources.shared_names import plain_name, shared_name

__all__ = [
    "Known",
    "MergeSuggestion",
    "Resolution",
    "merge_suggestions",
    "plain_name",
    "resolve_sources",
    "same_person",
    "shared_name",
    "source_identity",
]
