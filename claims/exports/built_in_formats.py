"""Every format in which claims leave as text: its name, its title, and how it is written."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from claims.exports.annotations import annotation_pieces
from claims.exports.claim_reviews import claim_review_pieces
from claims.exports.decisions import reviews_form
from claims.exports.feed import feed_of_articles, feed_of_verdicts
from claims.exports.guide import guide_form
from claims.exports.plain_report import report
from claims.exports.provenance import provenance_pieces
from claims.exports.reports import page_pieces, word_pieces
from claims.exports.selecting import Place, Selection, selected_documents
from claims.exports.spreadsheet import csv_pieces, figure_pieces, hop_pieces
from claims.store import Store, read_extraction

__all__ = ["FEEDS", "FORMATS", "Feed", "Format", "Kind"]

Pieces = Callable[[Store, Selection, Place], Iterator[str] | Iterator[bytes]]
Kind = Literal["claim", "article", "story", "queue", "desk"]
"""Of what a format can be written: one claim, one article, the claims of a story or of a queue, all
that is on the desk."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BINARY = ("docx",)


@dataclass(frozen=True, slots=True)
class Format:
    """One format. `pieces` yields the file piece by piece, nothing where there is nothing to say.

    All can be written of an article. `claims` tells whether one can be of a single claim, `several`
    whether of some claims (a story, a queue: `Selection.claims`), `everything` whether of all.
    """

    name: str
    title: str
    media_type: str
    suffix: str
    pieces: Pieces
    claims: bool = True
    several: bool = False
    everything: bool = True

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Of what it can be written."""
        alone: tuple[Kind, ...] = ("claim",) if self.claims else ()
        some: tuple[Kind, ...] = ("story", "queue") if self.several else ()
        whole: tuple[Kind, ...] = ("desk",) if self.everything else ()
        return (*alone, "article", *some, *whole)

    @property
    def is_text(self) -> bool:
        """Whether its pieces are text, in UTF-8."""
        return self.suffix not in _BINARY


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed of what is new."""

    name: str
    title: str
    write: Callable[[Store, Place], str]


def _json_lines(store: Store, selection: Selection, place: Place) -> Iterator[str]:
    """Yield a JSON object a line for each article, in the form of the annotation guide; what
    people decided about its claims stands under "reviews", where there is anything."""
    for document in selected_documents(store, selection):
        extraction = read_extraction(store, document)
        if extraction is not None:
            form = guide_form(extraction, identifier=document)
            decided = reviews_form(store, document, place)
            if decided:
                form["reviews"] = decided
            yield json.dumps(form, ensure_ascii=False) + "\n"


def _reports(store: Store, selection: Selection, place: Place) -> Iterator[str]:
    """Yield each article sentence by sentence, as plain text."""
    for document in selected_documents(store, selection):
        extraction = read_extraction(store, document)
        if extraction is not None:
            title = extraction.document.title or place.name("article", document)
            yield f"{title}\n\n{report(extraction)}\n"


FORMATS = (
    Format(
        "csv", "CSV for spreadsheets", "text/csv; charset=utf-8", "csv", csv_pieces, several=True
    ),
    Format("hops", "CSV of the hops", "text/csv; charset=utf-8", "csv", hop_pieces, several=True),
    Format(
        "figures",
        "CSV of the figures",
        "text/csv; charset=utf-8",
        "csv",
        figure_pieces,
        several=True,
    ),
    Format(
        "claimreview",
        "ClaimReview (schema.org)",
        "application/ld+json",
        "jsonld",
        claim_review_pieces,
        several=True,
    ),
    Format(
        "annotations",
        "Web Annotation (W3C)",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        "jsonld",
        annotation_pieces,
    ),
    Format(
        "prov",
        "Provenance (W3C PROV-O)",
        "application/ld+json",
        "jsonld",
        provenance_pieces,
        several=True,
    ),
    Format(
        "jsonl",
        "JSON lines (annotation guide)",
        "application/jsonl; charset=utf-8",
        "jsonl",
        _json_lines,
        claims=False,
    ),
    Format("report", "Plain text", "text/plain; charset=utf-8", "txt", _reports, claims=False),
    Format(
        "html",
        "Report as a web page",
        "text/html; charset=utf-8",
        "html",
        page_pieces,
        claims=False,
        several=True,
        everything=False,
    ),
    Format(
        "docx",
        "Report for Word, with comments",
        _WORD,
        "docx",
        word_pieces,
        claims=False,
        several=True,
        everything=False,
    ),
)
FEEDS = (
    Feed("articles", "articles as they are added", feed_of_articles),
    Feed("verdicts", "claims as they are decided", feed_of_verdicts),
)
