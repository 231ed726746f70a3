"""How many sentences of an article have a source: counted once, said everywhere in the same words.

The page of an article, lists of articles and `claims show` count in this way, so that their numbers
agree: headlines, captions and credits are none of the article's sentences; a sentence of which no
editor would ask who says so needs no source.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = ["Sourcing", "Tally", "sourcing_of", "tally_of"]

Sourcing = Literal["sourced", "partly", "unsourced", "needless"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Sentences by their sourcing; the four parts add up to `sentences`.

    `partly`: what somebody says is beside what the writer asserts. `needless`: no editor would
    ask who says so.
    """

    sourced: int
    partly: int
    unsourced: int
    needless: int

    @property
    def sentences(self) -> int:
        """All sentences of the article's own text."""
        return self.sourced + self.partly + self.unsourced + self.needless

    @property
    def lacking(self) -> int:
        """Those that lack a source in whole or in part."""
        return self.partly + self.unsourced

    @property
    def words(self) -> str:
        """The tally in words: "14 sentences: 8 with a source, 2 in part, 4 without"."""
        parts = [
            f"{self.sourced} with a source",
            *([f"{self.partly} in part"] if self.partly else []),
            f"{self.unsourced} without",
            *([f"{self.needless} in need of none"] if self.needless else []),
        ]
        noun = "sentence" if self.sentences == 1 else "sentences"
        return f"{self.sentences} {noun}: {', '.join(parts)}"


def sourcing_of(status: str, *, disputable: bool) -> Sourcing:
    """Return where a sentence counts, by its status and whether an editor would ask."""
    if status == "mixed" and disputable:
        return "partly"
    if status in ("attributed", "mixed"):
        return "sourced"
    return "unsourced" if status == "unsourced" and disputable else "needless"


def tally_of(sentences: Iterable[tuple[str | None, bool]]) -> Tally:
    """Count sentences, each by its status and whether an editor would ask who says so.

    Those without a status (headlines, captions, what was not assessed) are left out.
    """
    found = Counter(
        sourcing_of(status, disputable=disputable)
        for status, disputable in sentences
        if status is not None
    )
    return Tally(found["sourced"], found["partly"], found["unsourced"], found["needless"])
