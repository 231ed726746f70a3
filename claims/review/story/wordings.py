"""The wordings of a story side by side: each once, with what it changes in the first one.

Pure. Wordings that differ in capitals and closing marks only count as one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.review.story.rows import Told
from claims.review.story.word_differences import WordPiece, compare_words, likeness

__all__ = ["Worded", "wordings_of"]


@dataclass(frozen=True, slots=True)
class Worded:
    """One wording with the tellings that use it; `pieces` hold it against the first wording."""

    text: str
    pieces: tuple[WordPiece, ...]
    tellings: tuple[Told, ...]
    certainty: str
    first: bool

    @property
    def outlets(self) -> list[tuple[str, str]]:
        """Who words it so, each outlet once: its name and the claim."""
        named: dict[str, str] = {}
        for one in self.tellings:
            named.setdefault(one.telling.publisher or one.title, one.telling.key)
        return list(named.items())


def wordings_of(tellings: Sequence[Told]) -> tuple[Worded, ...]:
    """Return the wordings in the order in which they were first used."""
    found: dict[tuple[str, ...], list[Told]] = {}
    for one in tellings:
        found.setdefault((one.telling.certainty, *likeness(_said(one))), []).append(one)
    base = _said(tellings[0]) if tellings else ""
    return tuple(
        Worded(
            text=_said(many[0]),
            pieces=compare_words(base, _said(many[0])),
            tellings=tuple(many),
            certainty=many[0].telling.certainty,
            first=number == 0,
        )
        for number, many in enumerate(found.values())
    )


def _said(one: Told) -> str:
    """Return the words of a telling, without the "that" by which they hang on a verb."""
    text = one.text.strip()
    return text.removeprefix("that ").strip() or text
