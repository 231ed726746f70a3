"""Lay an article out for reading: paragraphs, marked sentences, and who stands behind each.

Pure: it takes the rows of an article and returns what the template prints. A paragraph ends where
the gap between two sentences holds a line break. Text between sentences that is more than white
space (a quotation mark of a mail, what no sentence covers) is kept, so that nothing vanishes.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.reading.layout.titles import title_of
from claims.review.article.lines import Line, line_of
from claims.review.article.marks import Mark, Piece, cut
from claims.review.article.rows import ArticleRow, ClaimRow, SentenceRow
from claims.review.frame.source_icons import LEGEND, Cell, SourceIcon, icon_of_sentence
from claims.store.extractions.tally import Tally, tally_of
from claims.values import Span


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence, cut into pieces; `continued` are claims of earlier sentences that reach it."""

    row: SentenceRow
    pieces: tuple[Piece, ...]
    look: SourceIcon
    continued: tuple[ClaimRow, ...] = ()

    @property
    def asks(self) -> bool:
        """Return whether an editor would ask of it: who says so?"""
        return self.row.disputable and self.row.status in ("unsourced", "mixed")

    @property
    def lacks(self) -> bool:
        """Return whether a source is missing and no claim of the sentence says so."""
        own = any(not claim.chain for claim in self.row.claims)
        return not own and self.row.status in ("unsourced", "mixed")

    @property
    def skipped(self) -> bool:
        """Return whether `j` passes it: a headline, a caption, a credit."""
        return self.row.headline or self.row.beside

    @property
    def line(self) -> Line:
        """What the margin says of it, in one line."""
        return line_of(self.row, self.continued, asks=self.asks, lacks=self.lacks)

    @property
    def cell(self) -> Cell:
        """Its cell in the sourcing strip."""
        return Cell(self.row.number, self.look, self.row.disputable and self.row.status == "mixed")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences, and the text between them, in the order of the article."""

    items: tuple[SentenceView | str, ...]

    def repeats(self, title: str) -> bool:
        """Return whether it is the headline, and that word for word."""
        said = [
            one if isinstance(one, str) else "".join(p.text for p in one.pieces)
            for one in self.items
        ]
        headline = all(isinstance(one, str) or one.row.headline for one in self.items)
        return headline and "".join("".join(said).split()) == "".join(title.split())


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article ready to print."""

    row: ArticleRow
    title: str
    titled: bool
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[SentenceView, ...]
    legend: tuple[SourceIcon, ...]

    @property
    def cells(self) -> list[Cell]:
        """The sourcing strip: one cell for each sentence of the body."""
        return [sentence.cell for sentence in self.sentences if not sentence.row.headline]

    @property
    def tally(self) -> Tally:
        """How many of its sentences have a source, in the words that every page uses."""
        return tally_of((one.row.status, one.row.disputable) for one in self.sentences)

    @property
    def inferred(self) -> bool:
        """Return whether any hop is inferred, which looks faint."""
        claims = (claim for one in self.sentences for claim in one.row.claims)
        return any(hop.inferred for claim in claims for hop in claim.chain)


def lay_out(article: ArticleRow) -> ArticleView:
    """Return the article as paragraphs of marked sentences."""
    claims = {claim.id: claim for sentence in article.sentences for claim in sentence.claims}
    marks = [mark for claim in claims.values() for mark in _marks(claim)]
    views = [
        _view(article.text, sentence, within, claims)
        for sentence, within in zip(
            article.sentences, _per_sentence(article.sentences, marks), strict=True
        )
    ]
    hops = [hop for claim in claims.values() for hop in claim.chain]
    shown = {view.look for view in views} | {hop.look for hop in hops}
    return ArticleView(
        row=article,
        title=title_of(article.title, article.text),
        titled=bool(article.title),
        paragraphs=tuple(_paragraphs(article.text, views)),
        sentences=tuple(views),
        legend=tuple(look for look in LEGEND if look in shown),
    )


def _marks(claim: ClaimRow) -> Iterator[Mark]:
    """Yield the places where the claim's content, cue and stated sources stand."""
    for span in claim.content:
        yield Mark(span, "content", claim.id, claim.look.name)
    for span in claim.cues:
        yield Mark(span, "cue", claim.id, claim.look.name)
    for hop in claim.chain:
        if hop.mention is not None:
            yield Mark(hop.mention, "source", claim.id, hop.look.name, hop.source)


def _whole(sentence: SentenceRow) -> Iterator[Mark]:
    """Yield a mark over all of an unsourced sentence for which no claim is stored."""
    if sentence.status == "unsourced" and not sentence.claims:
        look = icon_of_sentence("unsourced", disputable=sentence.disputable, behind=None)
        yield Mark(sentence.span, "content", "", look.name)


def _per_sentence(sentences: Sequence[SentenceRow], marks: Iterable[Mark]) -> list[list[Mark]]:
    """Return, for each sentence, the marks that overlap it."""
    ends = [sentence.span.end for sentence in sentences]
    found: list[list[Mark]] = [[] for _ in sentences]
    for mark in marks:
        place = bisect_right(ends, mark.span.start)
        while place < len(sentences) and sentences[place].span.start < mark.span.end:
            found[place].append(mark)
            place += 1
    return found


def _view(
    text: str, sentence: SentenceRow, marks: list[Mark], claims: dict[str, ClaimRow]
) -> SentenceView:
    """Return one sentence, cut at its marks, with the claims that reach it from others."""
    reaching = dict.fromkeys(mark.claim for mark in marks if mark.role == "content")
    continued = tuple(
        claims[name]
        for name in reaching
        if claims[name].sentence != sentence.id and claims[name].sourcing != "unsourced"
    )
    return SentenceView(
        row=sentence,
        pieces=cut(text, sentence.span, [*marks, *_whole(sentence)]),
        look=_look(sentence, continued),
        continued=continued,
    )


def _look(sentence: SentenceRow, continued: Sequence[ClaimRow]) -> SourceIcon:
    """Return who answers for the sentence: its first attributed claim, or one that reaches it."""
    behind = [claim.look for claim in (*sentence.claims, *continued) if claim.chain]
    return icon_of_sentence(
        None if sentence.headline else sentence.status,
        disputable=sentence.disputable,
        behind=behind[0] if behind else None,
    )


def _paragraphs(text: str, views: Sequence[SentenceView]) -> Iterator[Paragraph]:
    """Yield the paragraphs; sentences, gaps and line breaks between them rebuild the text."""
    items: list[SentenceView | str] = []
    place = 0
    for view in (*views, None):
        span = view.row.span if view is not None else Span(len(text), len(text))
        before, *later = text[place : max(place, span.start)].split("\n")
        if before:
            items.append(before)
        for line in later:
            if any(not isinstance(item, str) or item.strip() for item in items):
                yield Paragraph(tuple(items))
            items = [line] if line else []
        if view is not None:
            items.append(view)
            place = span.end
    if any(not isinstance(item, str) or item.strip() for item in items):
        yield Paragraph(tuple(items))
