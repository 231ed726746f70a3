"""Where attributions are in the text: their order, their sentences, what is beside them."""

import re
from collections.abc import Sequence

from claims.sources.references.discourse import Discourse
from claims.values import Attribution, Sentence, Span

NEAR = 15
"""How many attributions before and after one are looked at: work stays linear in the article."""


class Layout:
    """The attributions of an article by their place.

    `order` holds their indices in the order of the text, by source, else cue, else content.
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        attributions: Sequence[Attribution],
        discourse: Discourse,
    ) -> None:
        """Put the attributions in order."""
        self.sentences = sentences
        self.attributions = attributions
        self.discourse = discourse
        self.order = sorted(range(len(attributions)), key=lambda i: (self.position(i), i))
        self.ranks = {index: rank for rank, index in enumerate(self.order)}

    def position(self, index: int) -> int:
        """Return the offset of the attribution's source, else of its cue, else of its content."""
        attribution = self.attributions[index]
        spans = attribution.source or attribution.cue or attribution.content
        return spans[0].start if spans else 0

    def begins(self, index: int) -> int:
        """Return the offset at which the content begins."""
        content = self.attributions[index].content
        return content[0].start if content else self.position(index)

    def ends(self, index: int) -> int:
        """Return the offset at which the content ends."""
        content = self.attributions[index].content
        return content[-1].end if content else self.position(index)

    def near(self, index: int) -> list[int]:
        """Return the indices of the other attributions close by, in the order of the text."""
        rank = self.ranks[index]
        return [i for i in self.order[max(0, rank - NEAR) : rank + NEAR + 1] if i != index]

    def earlier(self, index: int) -> list[int]:
        """Return the indices of the attributions close before, the nearest first."""
        rank = self.ranks[index]
        return self.order[max(0, rank - NEAR) : rank][::-1]

    def parent(self, index: int) -> int | None:
        """Return the index of the attribution whose content holds this one, if it is one."""
        parent = self.attributions[index].parent
        known = parent is not None and 0 <= parent < len(self.attributions)
        return parent if known and parent != index else None

    def sentence(self, index: int) -> Span:
        """Return the sentence in which the attribution is made."""
        attribution = self.attributions[index]
        spans = attribution.cue or attribution.source or attribution.content
        if not spans or not self.sentences:
            return Span(0, len(self.discourse.text))
        return self.sentences[self.discourse.sentence_at(spans[0].start)].span

    def opening(self) -> int:
        """Return the number (from 0) of the first sentence that is no headline."""
        return next((i for i, sentence in enumerate(self.sentences) if not sentence.headline), 0)

    def distance(self, one: int, other: int) -> int:
        """Return how many sentences lie from where one content ends to where the other is made."""
        end = max(self.ends(one), self.position(one))
        at = self.discourse.sentence_at
        return at(self.position(other)) - at(max(0, end - 1))

    def source_text(self, index: int) -> str:
        """Return the words of the attribution's source, "" where none is stated."""
        source = self.attributions[index].source
        return source[0].of(self.discourse.text).strip() if source else ""


def still_open(content: str) -> bool:
    """Return whether a quotation is still open at the end of a content."""
    if "“" in content or "”" in content:
        return content.rfind("“") > content.rfind("”")
    return content.count('"') % 2 == 1 and content.lstrip().startswith('"')


def closes_between(text: str, start: int, end: int) -> bool:
    """Return whether a quotation mark is between two offsets."""
    return re.search(r"[”\"]", text[start:end]) is not None
