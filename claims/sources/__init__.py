"""Who is behind each attribution: sources, their mentions, and chains hop by hop.

`resolve_sources` is the stage. It finds the names of the article (`names`), gives each to one
entity (`cast`), resolves every source mention to an entity (`resolving`: names, `nominals`,
`pronouns`), says what kind of source it is (`kinds`, `descriptions`), and puts the hops together
(`relays`, `chains`). `with_layout` adds the attributions that the lines of a transcript make.
`shared_name` and `source_identity` say who is the same in several articles, `pairing` who may be,
`outlet_spellings` which names are one outlet's.
"""

from claims.sources.hops.outlet_spellings import outlet_spellings
from claims.sources.hops.relays import same_outlet
from claims.sources.mentions.speakers import with_layout
from claims.sources.naming.kinds import gender_of_name
from claims.sources.naming.shared_names import plain_name, shared_name
from claims.sources.references.identity import source_identity
from claims.sources.references.pairs import (
    Known,
    MergeSuggestion,
    merge_suggestion,
    merge_suggestions,
    pairing_keys,
    same_person,
)
from claims.sources.stage import Resolution, resolve_sources

__all__ = [
    "Known",
    "MergeSuggestion",
    "Resolution",
    "gender_of_name",
    "merge_suggestion",
    "merge_suggestions",
    "outlet_spellings",
    "pairing_keys",
    "plain_name",
    "resolve_sources",
    "same_outlet",
    "same_person",
    "shared_name",
    "source_identity",
    "with_layout",
]
