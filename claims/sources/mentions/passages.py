"""The words around names and pronouns, and what they tell of a mention's role in its sentence.

No parser is run: whether a name is a subject, an object or a possessor is guessed from the words
beside it. `Passage` splits a stretch of text once and keeps what it has guessed.
"""

import re
from bisect import bisect_right
from functools import cache

from claims.english.lexicons import grammar, singulars, words
from claims.values import Span

_TOKEN = re.compile(r"\w+(?:[-’'](?!s\b)\w+)*|[’']s?\b|[^\w\s]")
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|Jr|Sr|St|vs))(?<!\bMrs)(?<!\bProf)[.!?][”\"'’`)]*\s+"
    r"(?=[“\"'(`]*[A-Z0-9])"
)
_POSSESSIVE = frozenset(("’s", "'s", "'", "’"))
_OPENING = frozenset('.!?"“``')

Role = dict[str, bool]


class Passage:
    """A stretch of text with its tokens and sentence starts; offsets are those of `text`."""

    def __init__(self, text: str, low: int = 0, high: int | None = None) -> None:
        """Read `text[low:high]`."""
        self.text = text
        self.tokens = [
            (match.start(), match.end(), match.group())
            for match in _TOKEN.finditer(text, low, len(text) if high is None else high)
        ]
        self._starts = [token[0] for token in self.tokens]
        high = len(text) if high is None else high
        self.sentences = [low, *(match.end() for match in _END.finditer(text, low, high))]
        self._roles: dict[Span, Role] = {}

    def token_at(self, offset: int) -> int:
        """Return the index of the token that holds the offset, or the last before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds the offset."""
        return max(0, bisect_right(self.sentences, offset) - 1)

    def word(self, index: int) -> str:
        """Return a token, "." beyond either end."""
        return self.tokens[index][2] if 0 <= index < len(self.tokens) else "."

    def role(self, span: Span) -> Role:
        """Return what the words beside a mention tell of its role, each as a yes or no."""
        if span not in self._roles:
            self._roles[span] = self._guess(span)
        return self._roles[span]

    def _guess(self, span: Span) -> Role:
        first, last = self.token_at(span.start), self.token_at(max(span.start, span.end - 1))
        opening = self.sentences[self.sentence_at(span.start)]
        start = span.start - 2 <= opening or self.word(first - 1) in _OPENING
        found = self._before(first, start, self.token_at(opening)) | self._after(last)
        led = found["verb after"] or found["verb soon after"] or found["who after"]
        opens = start and not found["possessor"] and not found["and after"]
        found["subject"] = (led or opens) and not found["preposition"]
        found["object"] = (found["preposition"] or found["verb before"]) and not found["verb after"]
        found["apposed"] = found["comma before"] and found["comma after"]
        return found

    def _before(self, first: int, start: bool, opening: int) -> Role:
        before = self.word(first - 1)
        low = before.lower()
        verbs = [i for i in range(max(opening, first - 25), first) if is_verb(self.word(i))]
        near = [self.word(i).lower() for i in range(max(opening, first - 3), first)]
        return {
            "start": start,
            "preposition": low in grammar("case"),
            "by": low == "by",
            "of": low == "of",
            "with": low in ("with", "alongside"),
            "fronted": low in grammar("case") and first - opening <= 3,
            "comma before": before in (",", ";", ":", "-", "–", "—", "("),
            "joined": low in ("and", "or", "&"),
            "subordinate": low in grammar("clauses") - {"and", "as"},
            "after a clause word": any(word in grammar("clauses") for word in near),
            "verb before": is_verb(before) and not start,
            "no verb before": not verbs,
            "verb just before": bool(verbs) and first - verbs[-1] <= 3,
            "role noun before": low in words("nouns", "person"),
            "relation before": low in grammar("relations"),
            "title before": low.rstrip(".") in grammar("honorifics"),
            "quote before": before in ('"', "“", "``", "'"),
        }

    def _after(self, last: int) -> Role:
        after, then = self.word(last + 1), self.word(last + 2)
        low = after.lower()
        soon = [self.word(i) for i in range(last + 1, last + 7)]
        verb = next((i for i, word in enumerate(soon) if is_verb(word)), None)
        return {
            "possessor": after in _POSSESSIVE,
            "verb after": is_verb(after),
            "verb soon after": (low.endswith("ly") and is_verb(then))
            or low
            in ("also", "then", "later", "never", "soon", "eventually", "himself", "herself"),
            "verb in sight": verb is not None and not any(w in ".;" for w in soon[:verb]),
            "comma after": after == ",",
            "who after": (after == "," and then.lower() in ("who", "whose")) or low == "who",
            "bracket after": after == "(",
            "and after": low in ("and", "&"),
            "end after": after in ".!?;",
            "preposition after": low in grammar("case"),
        }


@cache
def is_verb(word: str) -> bool:
    """Guess whether a word is a finite verb: by a list, by "-ed", by "-s" of no known noun."""
    low = word.lower()
    if low in grammar("finite") or (low.endswith("ed") and len(low) > 3):
        return True
    plural = low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us"))
    return plural and low not in singulars() and low not in grammar("plain plurals")
