"""A statement as the comparison reads it: its words, names, figures, negation and hedges."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from claims.english.figures import find_figures
from claims.english.statement_words import FUNCTION_WORDS, HEDGES, NEGATIONS, OPPOSITES
from claims.english.stems import stem
from claims.tracking.values import Telling
from claims.values import Figure, Span

_TOKEN: Final = re.compile(r"[^\W_]+(?:[.’'&-][^\W_]+)*|%")
# How many content words a negation reaches: "did not switch off the radar".
_REACH: Final = 3
_SOME_DAY: Final = "2000-07-01"
_MINIMUM_WORDS: Final = 3
_SHORT: Final = 12
_NO_COMMENT: Final = re.compile(
    r"\b(?:declin|refus)\w+ to (?:\w+ )?comment|\brequests? (?:for|to) comment"
    r"|\bno (?:immediate )?comment\b|\bavailable for comment"
    r"|\b(?:could not|couldn[’']t) be reached",
    re.IGNORECASE,
)
_DAYS: Final = frozenset(stem(name) for name in (*calendar.day_name, *calendar.month_name[1:]))
_ENDS: Final = " \n”’\"'"
_OF_ITSELF: Final = re.compile(
    r"(?:correction|clarification|editor[’']s note)s?\b|an? (?:earlier|previous) version of this",
    re.IGNORECASE,
)
_NEGATED: Final = re.compile(r"n[’']t$")
# Where a negation's reach ends: "denied any collusion and repeatedly called it a witch hunt".
_CLAUSE_END: Final = re.compile(
    r"[,;:()“”\"]|\.\s|\b(?:and|but|while|although|though|because|who|which)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement's words for comparing.

    `stems` are those of its content words, each once, numbers left out; `names` those of the words
    that are written as names; `negated` those of the few words that follow each negation, `turned`
    that of the first one alone, unless an "if" leaves open whether it is so.
    """

    text: str
    stems: frozenset[str]
    names: frozenset[str]
    figures: tuple[Figure, ...]
    negated: frozenset[str]
    turned: frozenset[str]
    hedged: bool
    words: frozenset[str]

    @property
    def content(self) -> frozenset[str]:
        """Its words in lower case, function words left out."""
        return self.words - FUNCTION_WORDS

    @property
    def opposites(self) -> frozenset[str]:
        """The opposites of words that it has."""
        return frozenset().union(*(OPPOSITES.get(word, ()) for word in self.words))


def read_statement(text: str, figures: Sequence[Figure] = ()) -> Statement:
    """Read a statement; `figures` are those that the assessment found in it.

    Without them they are read from the text, as for what somebody types; "on Friday" has no value
    then.
    """
    tokens = _TOKEN.findall(text)
    lowered = [token.lower() for token in tokens]
    negations = _negations(text)
    content = [
        token for token, low in zip(tokens, lowered, strict=True) if low not in FUNCTION_WORDS
    ]
    return Statement(
        text=text,
        stems=frozenset(stem(token) for token in content if not token[0].isdigit()),
        names=frozenset(_names(tokens)),
        figures=tuple(figures) or _read_figures(text),
        negated=frozenset(stem for reach in negations for stem in reach),
        turned=frozenset(reach[0] for reach in negations if reach and "if" not in lowered),
        hedged=any(low in HEDGES for low in lowered),
        words=frozenset(lowered),
    )


@lru_cache(maxsize=8192)
def stems_of(text: str) -> frozenset[str]:
    """Return the stems of a text's content words, numbers left out."""
    return frozenset(
        stem(token)
        for token in _TOKEN.findall(text)
        if token.lower() not in FUNCTION_WORDS and not token[0].isdigit()
    )


@lru_cache(maxsize=8192)
def names_of(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that are written as names, no days and months."""
    return frozenset(_names(_TOKEN.findall(text))) - _DAYS


def clauses_of(text: str) -> list[str]:
    """Return the parts of a text between commas, marks and words such as "but" and "who"."""
    return _CLAUSE_END.split(text)


def is_trackable(telling: Telling) -> bool:
    """Return whether a claim says enough by itself to be found again in another article.

    Questions are not tracked, nor fragments such as "he agreed", mere names, what an article says
    of its own earlier text, and that somebody would not comment: that of two companies is no claim
    that two articles share. What is counted says as much as a word: "200 people were arrested".
    """
    statement = read_statement(telling.text)
    counted = any(one.kind != "date" and one.unit for one in statement.figures)
    if len(statement.stems) + counted < _MINIMUM_WORDS or telling.text.rstrip(_ENDS).endswith("?"):
        return False
    if _OF_ITSELF.match(telling.text):
        return False
    silent = len(statement.stems) <= _SHORT and _NO_COMMENT.search(telling.text)
    return bool(statement.stems - statement.names) and not silent


def _read_figures(text: str) -> tuple[Figure, ...]:
    """Read the figures of a text of no known day; "January 29" is that day of any year."""
    whole = [Span(0, len(text))]
    found = find_figures(text, whole)
    if all(one.value is not None for one in found):
        return found
    placed = find_figures(text, whole, published=_SOME_DAY)
    return tuple(
        replace(one, value=f"-{(day.value or '')[4:]}") if _is_day_of_a_month(one, day) else one
        for one, day in zip(found, placed, strict=True)
    )


def _is_day_of_a_month(found: Figure, placed: Figure) -> bool:
    """Tell "January 29" from "Friday" and "last month"."""
    numbered = any(letter.isdigit() for letter in found.text)
    return found.value is None and numbered and len(placed.value or "") == len(_SOME_DAY)


def _negations(text: str) -> list[list[str]]:
    """Return the stems of the content words within reach of each negation; "not only" is none."""
    found: list[list[str]] = []
    for clause in clauses_of(text):
        found += _negations_in([token.lower() for token in _TOKEN.findall(clause)])
    return found


def _negations_in(lowered: list[str]) -> list[list[str]]:
    """Return the stems that each negation of one clause reaches."""
    found = []
    for place, word in enumerate(lowered):
        follows = lowered[place + 1] if place + 1 < len(lowered) else ""
        failed = (word.startswith("fail") or word == "yet") and follows == "to"
        if failed or word in NEGATIONS or _NEGATED.search(word):
            after = lowered[place + 2 : place + 3]
            if follows in ("only", "just", "least") or after in (["than"], ["only"]):
                continue  # "not only", "not more than 50", "not the only country"
            reach = [one for one in lowered[place + 1 :] if one not in FUNCTION_WORDS]
            found.append([stem(one) for one in reach[:_REACH]])
    return found


def _names(tokens: list[str]) -> list[str]:
    """Return the words written with a capital; the first only where it is no common word."""
    found = []
    for place, token in enumerate(tokens):
        if not token[0].isupper() or token.lower() in FUNCTION_WORDS:
            continue
        follows = place + 1 < len(tokens) and tokens[place + 1][0].isupper()
        if place > 0 or follows or token.isupper():
            found.append(stem(token))
    return found
