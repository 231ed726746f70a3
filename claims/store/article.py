"""One extraction on its way into rows: its text, its id, and which sentence holds a place."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from claims.store.ids import document_id, sentence_id
from claims.store.quotes import quote
from claims.values import Extraction, Span

__all__ = ["Article", "Place", "Row", "article_of"]

Row = tuple[str | int | float | None, ...]
"""A row as it is bound to an INSERT."""


class Place(NamedTuple):
    """A span as the tables hold it: words, offsets, context."""

    exact: str
    start: int
    end: int
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Article:
    """An extraction with what its rows need again and again."""

    id: str
    extraction: Extraction
    starts: tuple[int, ...]

    @property
    def text(self) -> str:
        """The text to which all offsets refer."""
        return self.extraction.document.text

    def sentence_at(self, offset: int) -> str | None:
        """Return the id of the sentence that holds the offset, None for a gap between two."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return None
        sentence = self.extraction.sentences[index]
        return sentence_id(self.id, sentence.number) if offset < sentence.span.end else None

    def place(self, span: Span) -> Place:
        """Return the span with its words and their context."""
        found = quote(self.text, span)
        return Place(found.exact, span.start, span.end, found.prefix, found.suffix)

    def words(self, spans: tuple[Span, ...]) -> str:
        """Return the words of several spans, one space between any two words."""
        return " ".join(" ".join(span.of(self.text) for span in spans).split())


def article_of(extraction: Extraction) -> Article:
    """Return the extraction made ready for its rows."""
    starts = tuple(sentence.span.start for sentence in extraction.sentences)
    return Article(document_id(extraction.document), extraction, starts)
