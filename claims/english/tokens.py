"""Cuts text into words with their places, and the small words that rules turn on.

A word is a run of letters and digits with the apostrophes, hyphens, points and commas that stand
inside it ("didn't", "Iranian-backed", "2,800", "U.S."); the curly apostrophe counts as the
straight one, so that "didn’t" and "didn't" are one.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from claims.values import Span


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


_WORD = re.compile(r"[^\W_]+(?:['’\-.,][^\W_]+)*")

AUXILIARIES: Final = word_set(
    """
    is are was were am be been being has have had do does did will would can could may might
    must shall should isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't
    won't wouldn't can't cannot couldn't mustn't shouldn't shan't mightn't
    """
)
"""Words that carry a tense or a mood, whatever follows them."""

FINITE_AUXILIARIES: Final = AUXILIARIES - {"be", "been", "being"}

IRREGULAR_PASTS: Final = word_set(
    """
    became began bought broke brought built came caught chose drew drove fell felt fled flew
    forced fought found gave got grew held hit kept knew laid lay led left lent lost made meant
    met paid put ran read rose said sat saw sent set shook shot shut slept sold spent spoke
    spread stood stole struck swore swept taught told took thought threw understood went woke
    won wore wrote cost cut dealt dug ate forgot hid hurt lit quit rode sang sank sought split
    sprang stuck swam tore underwent withdrew overthrew oversaw undertook arose bore bound burst
    cast crept
    """
)

PRESENT_VERBS: Final = word_set(
    """
    says gives takes makes comes goes remains seems appears includes shows plans faces leads
    holds continues begins ends wants needs knows works runs lives stands keeps means becomes
    brings leaves meets plays serves provides represents requires follows allows expects hopes
    seeks believes calls owns uses carries covers contains controls offers sits lies marks
    raises reflects suggests underscores threatens supports opposes tends targets costs depends
    employs gets helps looks moves opens operates produces puts receives refers rises falls
    sells sends sets spans speaks starts stays stops struggles tells thinks tries turns votes
    wins contrasts centers focuses features enjoys fares drops shrinks averages remain continue
    include face show plan seem appear make take give come go want need know work live believe
    expect hope seek use own support oppose agree run lead hold keep lack lie stand vote think
    tend depend
    """
)

_NOT_VERBS_IN_ED: Final = word_set(
    """
    need indeed red hundred speed seed feed bed led united armed wed shed bred sacred
    """
)


class Word(NamedTuple):
    """A word in lower case, and where it is."""

    lower: str
    start: int
    end: int
    capital: bool
    """Whether it is written with a capital first."""


def find_words(text: str, span: Span) -> list[Word]:
    """Return the words of `text` that lie in `span`, in order; offsets are those of `text`."""
    found = []
    for match in _WORD.finditer(text, span.start, span.end):
        word = match.group()
        lower = word.lower().replace("’", "'")
        found.append(Word(lower, match.start(), match.end(), word[0].isupper()))
    return found


def words_within(words: Sequence[Word], span: Span) -> list[Word]:
    """Return those of a text's `words` that lie wholly in `span`."""
    return [word for word in words if span.start <= word.start and word.end <= span.end]


def is_finite(word: str, previous: str) -> bool:
    """Return whether the word, in lower case, looks like a verb with a tense.

    There is no tagger here: it would cost more time than the rest of the stage. A form in "-ed"
    counts unless a word before it makes it an attribute ("the combined", "been combined" counts
    through "been"'s auxiliary).
    """
    form = verb_form(word)
    if form == "never" or form == "always":
        return form == "always"
    if form == "verb" and previous.endswith(("'s", "s'")):
        return False
    return previous not in (_BEFORE_NOUNS if form == "verb" else _BEFORE_ATTRIBUTES)


@lru_cache(maxsize=50_000)
def verb_form(word: str) -> Literal["verb", "always", "ed", "never"]:
    """Tell what a word may be by itself: a verb unless a noun's place is prepared for it, a verb
    wherever it is, a form in "-ed", or no verb."""
    if word in FINITE_AUXILIARIES or word in IRREGULAR_PASTS or word in PRESENT_VERBS:
        return "verb"
    if word.endswith(("'re", "'ve", "'ll", "'m")):
        return "always"
    ends = word.endswith("ed") and len(word) > 4 and word not in _NOT_VERBS_IN_ED
    return "ed" if ends and "-" not in word else "never"


_BEFORE_NOUNS: Final = frozenset(
    ("to", "a", "an", "the", "its", "his", "their", "our", "my", "your", "whose")
)
_BEFORE_ATTRIBUTES: Final = word_set(
    """
    a an the this that these those its his her their our my your of in on at by for with from to
    and or be being been most more so-called newly recently
    """
)
