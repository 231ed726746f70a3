"""Tables and views by what they are about, in the order in which people look for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.store import TableDescription, descriptions

__all__ = ["GROUPS", "INSIDE", "WRITABLE", "Group", "grouped", "groups"]

GROUPS: dict[str, tuple[str, ...]] = {
    "Articles": (
        *("articles", "documents", "sentences", "regions", "document_versions"),
        *("removed_documents", "problems", "sourcing_counts"),
    ),
    "Claims": (
        *("claims", "claims_with_articles", "claims_to_review", "unsourced", "anonymous_only"),
        *("hops", "attributions", "spans", "claim_spans", "figures", "findings"),
        *("dismissed_claims", "claim_versions"),
    ),
    "Sources": (
        *("sources", "source_record", "mentions", "source_names", "appearances"),
        *("sources_to_merge", "people_to_tell_apart", "namesakes"),
    ),
    "Stories": (
        *("stories", "story_claims", "story_links", "story_originators", "story_relays"),
        *("story_drifts", "claim_links"),
    ),
    "Decisions": (
        *("reviews", "standing_reviews", "claim_status", "detached_reviews", "assignments"),
        *("reviewers", "verdicts", "saved_filters", "desk_settings", "shared_links"),
    ),
    "Readings": ("readings", "reading_differences", "reading_agreement", "confidential"),
}
"""What people ask; all other tables are of the inside."""

INSIDE = "Inside"

WRITABLE = ("verdicts", "desk_settings", "saved_filters", "watched_targets", "watched_entries")
"""Tables whose rows an admin may edit by hand. All others follow from articles and decisions: what
is edited there is lost at the next rebuild, and until then breaks what belongs together."""


@dataclass(frozen=True, slots=True)
class Group:
    """Tables that belong together, under a name."""

    name: str
    tables: tuple[TableDescription, ...]


def groups() -> tuple[Group, ...]:
    """Return all tables and views but search indexes, each in one group."""
    known = {name: one for name, one in descriptions().items() if not name.endswith("_fts")}
    found = [
        Group(name, tuple(known.pop(table) for table in tables if table in known))
        for name, tables in GROUPS.items()
    ]
    return (*found, Group(INSIDE, tuple(known.values())))


def grouped(names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Return the names of tables by group, in the order of the groups; unknown ones are inside."""
    left = dict.fromkeys(names)
    found = []
    for name, tables in GROUPS.items():
        here = [table for table in tables if table in left]
        for table in here:
            del left[table]
        found.append((name, here))
    found.append((INSIDE, list(left)))
    return [(name, tables) for name, tables in found if tables]
