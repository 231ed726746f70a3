"""The places where a sentence could end, and what the rules look at there.

A place is punctuation that ends sentences, the closing marks that follow it, and white space. What
is before and after it is looked at within a fixed reach, so that the work is linear in the
length of the text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["OPENERS", "REACH", "Place", "place_at", "places"]

CLOSERS = "\"'”’»›)\\]}」』"
OPENERS = "\"'“‘„‚«‹([{「『¿¡*_"
REACH = 60
"""How many characters before and after a place are looked at: no word that matters is longer."""

PLACE = re.compile(
    rf"(?<![.!?…。！？])(?P<end>[.!?…。！？]+)"
    rf"(?P<close>[{CLOSERS}]*(?:[ \xa0][”»›)\]](?=\s|$))*(?:\s?\[(?:\d{{1,3}}|[a-z ]+ needed)\])*)"
    rf"(?P<gap>\s+)(?=\S)"
)
WORD = re.compile(r"[^\W\d_][\w'’]*")


class Place(NamedTuple):
    """Where a sentence could end: what is there, before it and after it."""

    sentence: str
    """The sentence so far, its last 60 characters."""
    before: str
    """The word before the punctuation, in its own case, without opening marks."""
    end: str
    close: str
    after: str
    """The next word with all that touches it."""
    following: str
    """The next 60 characters."""
    last: bool
    """Whether these are all that is left of the run."""

    @property
    def next_letters(self) -> str:
        """The next word without the opening marks before it."""
        return self.after.lstrip(OPENERS)

    @property
    def first_word(self) -> str:
        """The next word in lower case, without anything that touches it."""
        word = WORD.match(self.next_letters)
        return word[0].lower().replace("’", "'") if word else ""

    @property
    def abbreviation(self) -> str:
        """The word before, as the lists of words give it."""
        return self.before.lower()


def places(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], re.Match[str]]]:
    """Yield each place of a run as the white space where it could be divided, and its match."""
    for match in PLACE.finditer(text, start, end):
        yield match.span("gap"), match


def place_at(text: str, start: int, end: int, match: re.Match[str]) -> Place:
    """Gather what the rules look at; `start` is where the sentence begins, `end` ends the run."""
    sentence = text[max(start, match.start() - REACH) : match.start()]
    following = text[match.end() : min(end, match.end() + REACH)]
    words = sentence.rsplit(None, 1)
    return Place(
        sentence=sentence,
        before=words[-1].lstrip(OPENERS) if words and not sentence[-1].isspace() else "",
        end=match["end"],
        close=match["close"],
        after=following.split(None, 1)[0],
        following=following,
        last=end - match.end() <= REACH,
    )
