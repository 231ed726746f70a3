"""What one newsroom adds to Claims: an example of every hook."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from claims.exports import Format, Place, Selection, selected_documents
from claims.hooks import FormatReader, VerdictList, hookimpl
from claims.store import Store, read_document
from claims.values import Document, Extraction, Problem

HERE = Path(__file__).parent


@hookimpl
def claims_house_rules() -> list[Path]:
    """Find "experts say": which experts?"""
    return [HERE / "rules"]


@hookimpl
def claims_saved_queries() -> list[Path]:
    """Ask which outlet leaves most of its sources unnamed, month by month."""
    return [HERE / "queries"]


@hookimpl
def claims_verdict_lists() -> list[VerdictList]:
    """Give the verdicts of this newsroom's own scale."""
    return [
        VerdictList(
            "newsroom",
            (
                ("holds", "All that it says is so."),
                ("half of it", "A part is so, and the rest matters."),
                ("does not hold", None),
            ),
        )
    ]


def titles(store: Store, selection: Selection, place: Place) -> Iterator[str]:
    """Yield a line of Markdown for each article, with the address of its page on the desk."""
    for identity in selected_documents(store, selection):
        document = read_document(store, identity)
        if document is not None:
            title = (document.title or "Untitled").replace("[", "(").replace("]", ")")
            yield f"- [{title}]({place.name('article', identity)})\n"


@hookimpl
def claims_export_formats() -> list[Format]:
    """Write a list of the articles as Markdown: `claims export titles`."""
    return [Format("titles", "Markdown list", "text/markdown; charset=utf-8", "md", titles, False)]


def read_wire(data: bytes, path: str) -> Iterator[Document | Problem]:
    """Read a wire file: articles parted by lines of "=", each with its headline first."""
    for number, part in enumerate(re.split(r"(?m)^=+\s*$", data.decode("utf8")), start=1):
        title, _, text = part.strip().partition("\n")
        if text.strip():
            yield Document(text.strip(), title=title, path=f"{path}#{number}")
        else:
            yield Problem(f"{path}#{number}", "reading", "has a headline and no text")


@hookimpl
def claims_format_readers() -> list[FormatReader]:
    """Read files of the newsroom's wire, *.wire."""
    return [FormatReader("wire", (".wire",), read_wire)]


@hookimpl
def claims_after_extraction(extraction: Extraction) -> Extraction:
    """Let the newsroom's own spokesperson be no unnamed source: everybody knows who it is."""
    return replace(
        extraction,
        sources=tuple(
            replace(source, anonymous=False)
            if source.name.casefold() == "a spokesperson for the valley post"
            else source
            for source in extraction.sources
        ),
    )
