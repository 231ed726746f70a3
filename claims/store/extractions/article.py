"""One extraction on its way into rows: its text, its id, and which sentence holds a place."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from claims.store.ids import document_id, sentence_id
from claims.store.quotes import quote
from claims.values import Extraction, Source, SourceKind, Span

__all__ = ["Article", "Identities", "Place", "Row", "Shown", "article_of"]

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
class Shown:
    """How a source is shown since a person renamed, changed or merged it.

    `id` is that of the source it was merged into, else its own; `name` is None where each article
    keeps its own name for it.
    """

    id: str
    name: str | None
    kind: SourceKind
    anonymous: bool


@dataclass(frozen=True, slots=True)
class Identities:
    """What people decided about ids and sources, and does not follow from the extraction alone.

    `claims` holds the id of each claim in order; `sources` the id of each source by its key, where
    it is not the derived one; `shown` how sources are shown, by their ids.
    """

    claims: tuple[str, ...] | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, Shown] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Article:
    """An extraction with what its rows need again and again."""

    id: str
    extraction: Extraction
    starts: tuple[int, ...]
    identities: Identities = field(default_factory=Identities)

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

    def shown_as(self, source: Source, identity: str) -> Source:
        """Return a source as chains show it."""
        shown = self.identities.shown.get(identity)
        if shown is None:
            return source
        return replace(
            source,
            name=shown.name or source.name,
            kind=shown.kind,
            anonymous=shown.anonymous,
        )

    def surviving(self, identity: str) -> str:
        """Return the id of the source into which that one was merged, else the id itself."""
        shown = self.identities.shown.get(identity)
        return shown.id if shown else identity


def article_of(extraction: Extraction, identities: Identities | None = None) -> Article:
    """Return the extraction made ready for its rows."""
    starts = tuple(sentence.span.start for sentence in extraction.sentences)
    return Article(document_id(extraction.document), extraction, starts, identities or Identities())
