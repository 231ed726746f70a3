"""Adding articles: reading, extracting, storing, checking, tracking, joined.

`add_articles` is what `claims add` and `claims watch` do; `claims.adding.worker` does it for a
desk, in a process of its own.
"""

from claims.adding.articles import (
    ExtractAll,
    Outcome,
    Read,
    Watcher,
    add_articles,
    add_documents,
    extract_decided,
)

__all__ = [
    "ExtractAll",
    "Outcome",
    "Read",
    "Watcher",
    "add_articles",
    "add_documents",
    "extract_decided",
]
