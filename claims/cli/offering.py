"""What a served desk offers to take away: all formats and feeds of the package."""

from collections.abc import Iterator

from claims.exports import (
    FEEDS,
    Feed,
    Format,
    Place,
    Selection,
    formats,
    organisation_of,
    selected_documents,
)
from claims.review.exporting import Export, Kind, Offered
from claims.review.exporting import Feed as OfferedFeed
from claims.store import Store

__all__ = ["everything"]


def everything() -> Offered:
    """Return all formats and feeds, as the desk takes them."""
    return Offered(tuple(map(_export, formats())), tuple(map(_feed, FEEDS)))


def _export(one: Format) -> Export:
    def write(store: Store, kind: Kind, name: str, base: str) -> Iterator[str]:
        selection = Selection(claim=name) if kind == "claim" else Selection(document=name)
        if not list(selected_documents(store, selection)):
            return iter(())
        return one.pieces(store, selection, Place(base, organisation_of(store)))

    return Export(one.name, one.title, one.media_type, one.suffix, one.claims, write)


def _feed(one: Feed) -> OfferedFeed:
    def write(store: Store, base: str) -> str:
        return one.write(store, Place(base, organisation_of(store)))

    return OfferedFeed(one.name, one.title, write)
