"""Whether a part of a sentence can be read by itself, or only with the whole sentence around it.

What attributions leave to the writer may begin or end in the middle of a clause ("with a tweet",
"the summit took place nearly three years" before "after ..."), and what is attributed may be a
clause that hangs on a noun before it ("which … would open next year"). Then the readable form is
the whole sentence; the exact content stays beside it.
"""

import re
from collections.abc import Sequence
from typing import Final

from claims.english.tokens import Word, find_words, is_finite, word_set
from claims.values import Span

_HANGS: Final = word_set(
    """
    which who whom whose themselves himself herself itself him them us
    """
)
_OPENS: Final = word_set(
    """
    a an the this that these those he she it they we i there his her its their our my no some many
    most several few all both each every one two three four five six seven eight nine ten more
    fewer nearly about almost
    """
)
_MARKS: Final = "“\"'‘"
_JOINED: Final = re.compile(r", (?:and|but|so|yet|while) $")
_GOES_ON: Final = re.compile(
    r"[ \xa0]+(?:after|before|since|as|when|while|until|than|that|because|if|though|although|with|"
    r"by|of|to|in|for|from|on|at|into|over|and|or|but|how|what|which|who|where|whether|ago|"
    r"earlier|later|even)\b"
)


def hangs(text: str, content: Sequence[Span]) -> bool:
    """Return whether a content opens with a word that points to what is before it, or has no
    verb and no quotation marks: "a drop in earnings"."""
    words = [word for span in content for word in find_words(text, span)]
    if not words or words[0].lower in _HANGS:
        return bool(words)
    return text[content[0].start] not in _MARKS and not _has_verb(words)


def is_whole(text: str, sentence: Span, content: Sequence[Span]) -> bool:
    """Return whether what the writer asserts in a part of a sentence reads as one of its own."""
    if not content or content[0] == sentence:
        return bool(content)
    words = [word for span in content for word in find_words(text, span)]
    if not words:
        return False
    opening = words[0]
    starts = text[sentence.start : opening.start].strip(" \xa0“\"'‘(") == ""
    verb = is_finite(opening.lower, "")
    joined = not verb and _JOINED.search(text[sentence.start : opening.start]) is not None
    if not (starts or joined or opening.capital or opening.lower in _OPENS):
        return False
    if _GOES_ON.match(text, content[-1].end, sentence.end):
        return False
    if starts and text[content[-1].end : content[-1].end + 1] == ",":
        return True  # "The Kestrel League, the largest of the groups,"
    return _has_verb(words)


def _has_verb(words: Sequence[Word]) -> bool:
    before = ["", *(word.lower for word in words)]
    return any(is_finite(word.lower, last) for word, last in zip(words, before, strict=False))
