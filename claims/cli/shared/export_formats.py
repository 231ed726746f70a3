"""What a served desk offers to take away: all formats, feeds and reports of the package."""

import importlib
import importlib.util
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from claims.exports import (
    FEEDS,
    Feed,
    Format,
    Place,
    Selection,
    corrections,
    formats,
    organisation_of,
    selected_documents,
)
from claims.exports.reports import STYLE, gather, report_body
from claims.review.frame.export_formats import Export, Offered, ReportPage, Wanted
from claims.review.frame.export_formats import Feed as OfferedFeed
from claims.store import Store

__all__ = ["everything"]


def everything() -> Offered:
    """Return all formats, feeds and reports, as the desk takes them."""
    exports = [*map(_export, formats()), _CORRECTIONS]
    if importlib.util.find_spec("pyarrow") is not None:
        exports.append(_PARQUET)
    return Offered(tuple(exports), tuple(map(_feed, FEEDS)), _report)


def selection_of(wanted: Wanted) -> Selection:
    """Return what a desk wants as a selection of the exports."""
    return Selection(
        claim=wanted.id if wanted.kind == "claim" else None,
        document=wanted.id if wanted.kind == "article" else None,
        claims=wanted.claims,
        title=wanted.title,
    )


def _place(store: Store, wanted: Wanted) -> Place:
    return Place(wanted.base, organisation_of(store), wanted.names, wanted.decisions)


def _export(one: Format) -> Export:
    def write(store: Store, wanted: Wanted) -> Iterator[bytes]:
        selection = selection_of(wanted)
        if wanted.kind != "desk" and not list(selected_documents(store, selection)):
            return
        for piece in one.pieces(store, selection, _place(store, wanted)):
            yield piece.encode() if isinstance(piece, str) else piece

    return Export(one.name, one.title, one.media_type, one.suffix, one.kinds, write)


def _corrections(store: Store, wanted: Wanted) -> Iterator[bytes]:
    del wanted  # they say nothing of who decided
    for form in corrections(store):
        yield (json.dumps(form, ensure_ascii=False) + "\n").encode()


def _parquet(store: Store, wanted: Wanted) -> Iterator[bytes]:
    writer = importlib.import_module("claims.exports.parquet")
    with tempfile.TemporaryDirectory(prefix="claims-parquet-") as folder:
        path = Path(folder) / "claims.parquet"
        writer.write_parquet(store, selection_of(wanted), path, place=_place(store, wanted))
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                yield piece


_CORRECTIONS = Export(
    "corrections",
    "Corrections, as training data",
    "application/jsonl; charset=utf-8",
    "jsonl",
    ("desk",),
    _corrections,
)
_PARQUET = Export(
    "parquet",
    "Parquet for analysts",
    "application/vnd.apache.parquet",
    "parquet",
    ("desk",),
    _parquet,
)


def _report(store: Store, wanted: Wanted) -> ReportPage | None:
    report = gather(store, selection_of(wanted), _place(store, wanted))
    if report is None:
        return None
    return ReportPage(report.title, report_body(report, whole=wanted.kind == "article"), STYLE)


def _feed(one: Feed) -> OfferedFeed:
    def write(store: Store, base: str) -> str:
        return one.write(store, Place(base, organisation_of(store)))

    return OfferedFeed(one.name, one.title, write)
