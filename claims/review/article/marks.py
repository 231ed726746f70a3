"""Cut a text where spans begin and end, so that overlapping marks cannot break the markup.

What is marked in an article nests and crosses: a quotation holds another one, and the source of the
inner one is content of the outer. HTML elements cannot cross. So the text is cut at every boundary
into pieces, and each piece carries all the marks that cover it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from claims.values import Span

Role = Literal["content", "cue", "source"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that means something: `claim` is the claim's id, `look` who stands behind it.

    `source` is the id of the source that is named there, where the role is that.
    """

    span: Span
    role: Role
    claim: str
    look: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that all of `marks` cover, the widest mark first."""

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def classes(self) -> str:
        """The words by which style sheets know the piece: "content anonymous cue"."""
        words: list[str] = []
        content = [mark for mark in self.marks if mark.role == "content"]
        if content:
            words += ["content", content[-1].look]
        for role in ("source", "cue"):
            named = [mark for mark in self.marks if mark.role == role]
            if named:
                words += [role, f"{role}-{named[-1].look}"]
        return " ".join(words)

    @property
    def claims(self) -> str:
        """The ids of the claims whose content the piece belongs to, outermost first."""
        return " ".join(mark.claim for mark in self.marks if mark.role == "content")

    @property
    def sources(self) -> str:
        """The ids of the sources that are named in the piece."""
        return " ".join(dict.fromkeys(mark.source for mark in self.marks if mark.source))


def cut(text: str, whole: Span, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Cut `text[whole]` at the ends of the marks; the pieces, joined, are that text again.

    Marks that reach beyond `whole` count for the part within it; offsets are those of `text`.
    """
    inside = sorted(
        (mark for mark in marks if mark.span.overlaps(whole)),
        key=lambda mark: (mark.span.start - mark.span.end, mark.span.start),
    )
    edges = {whole.start, whole.end}
    for mark in inside:
        edges.add(max(mark.span.start, whole.start))
        edges.add(min(mark.span.end, whole.end))
    places = sorted(edges)
    return tuple(
        Piece(
            text=text[start:end],
            marks=tuple(mark for mark in inside if mark.span.start <= start < mark.span.end),
        )
        for start, end in pairwise(places)
    )
