"""Is the first line of a text its headline, or its first sentence?

A line without a full stop above a longer one is a headline. Where editors put a full stop after
headlines too, the evidence is weighed: a headline is short, written Like This, has no weekday and
few articles, and the first paragraphs repeat its words. The weights were fitted by logistic
regression on the first two paragraphs of 1,411 US news articles of 2013 to 2016 (924 articles'
headlines against first sentences); 91% were right, and nearly all others were second headlines.
"""

import re
from collections.abc import Sequence

from claims.english.calendar import WEEKDAY
from claims.reading.layout.datelines import dateline_of

__all__ = ["is_headline", "is_lead"]

_SAID = (  # in the past: headlines speak in the present, "mayor says."
    r"(?:said|told|added|wrote|warned|asked|explained|recalled|announced|insisted|admitted|argued"
    r"|stated|noted|testified|replied|tweeted|posted)"
)
_QUOTED_BY = re.compile(rf"[,.!?][”\"’']\s+(?:(?:[\w’'.-]+ ){{0,8}}{_SAID}\b|{_SAID} \w)")
"""“We lost everything,” Lena Vogt said: a quotation that goes on into who says it."""
_TOLD_LAST = re.compile(rf", (?:[\w’'.-]+ ){{1,9}}{_SAID}(?: on [A-Z]\w+day| reporters)?\.$")
"""..., the harbour office said. (With a full stop; a headline has none there.)"""

# A run of dots is tried once, from its beginning, and not again from each of them.
_WORD = re.compile(r"(?<![’'.-])[’'.-]*\w+(?:[’'.-]+\w+)*")
_STOP_TEXT = """
the a an of to in on at for and or but with by from as is are was were be been has have had
will would can could may not no it its his her their he she they we you i this that after
before over up out new says said say who what how why when where than more about into against
if all us u.s
"""
_STOP = frozenset(_STOP_TEXT.split())
_DAY = re.compile(rf"\b{WEEKDAY}\b")
_SENTENCE_INSIDE = re.compile(r"[.!?][\"”’)]*\s+[A-Z“\"]")
_PAST = re.compile(r"\b[a-z]+ed\b")
_WAS = frozenset(["was", "were", "had", "has", "have", "been"])
_PRONOUNS_TEXT = """
he she his her it its i we
"""
_PRONOUNS = frozenset(_PRONOUNS_TEXT.split())
_LEAD_WORDS = 18  # the first paragraph of this length is the lead, not one more headline
_MOST_WORDS = 26


def is_headline(line: str, following: Sequence[str], *, apart: bool, at_least: float = 0.0) -> bool:
    """Return whether `line`, at the top of a text, is a headline over the paragraphs `following`.

    `apart` says that an empty line follows; without one the evidence must be stronger. `at_least`
    is the log-odds above which a line with a full stop is a headline.
    """
    words = _WORD.findall(line)
    following = list(_from_lead(following))
    if _says_who_said(line):
        return False
    if not words or not following or len(words) > _MOST_WORDS:
        return False
    if line.endswith(":"):
        return False
    if line.rstrip("\"”’') ")[-1:] not in ".!?":
        return line[-1:] not in ",-–—" and len(line) < len(following[0])
    return _log_odds(line, words, following) > at_least + (0.0 if apart else 1.5)


def is_lead(line: str) -> bool:
    """Return whether a line is a sentence of the article though it is marked as a headline: it
    ends with a full stop, and says who said something or is as long as a lead."""
    ended = line.rstrip("\"”’') ").endswith(".")
    return ended and (_says_who_said(line) or len(_WORD.findall(line)) >= _LEAD_WORDS)


def _says_who_said(line: str) -> bool:
    """Return whether a whole sentence attributes: “We lost everything,” Lena Vogt said."""
    ended = line.rstrip("\"”’') ")[-1:] in (".", "!", "?")
    return ended and any(form.search(line) for form in (_QUOTED_BY, _TOLD_LAST))


def _from_lead(paragraphs: Sequence[str]) -> Sequence[str]:
    """Leave out what is between headline and lead: second headlines, "ABSTRACT."."""
    for number, paragraph in enumerate(paragraphs[:5]):
        if len(_WORD.findall(paragraph)) >= _LEAD_WORDS:
            return paragraphs[number:]
    return paragraphs


def _log_odds(line: str, words: Sequence[str], following: Sequence[str]) -> float:
    """Weigh the evidence that the line is a headline; the weights are those of the fit."""
    lower = [word.lower() for word in words]
    content = [word for word in lower if word not in _STOP]
    long = [word for word in words[1:] if len(word) > 3 and word.lower() not in _STOP]
    capitals = _share(sum(word[0].isupper() for word in long), long)
    lead = {word[:5] for word in _WORD.findall(" ".join(following[:3]).lower())}
    shared = _share(sum(word[:5] in lead for word in content), content)
    articles = sum(word in ("the", "a", "an") for word in lower)
    evidence = (
        (-2.91, True),
        (1.07, len(words) <= 8),
        (0.95, len(words) <= 12),
        (0.94, len(words) <= 16),
        (0.92, len(words) <= 22),
        (0.55, capitals >= 0.6),
        (3.15, capitals >= 0.85),
        (0.44, shared >= 0.25),
        (0.50, shared >= 0.45),
        (0.49, shared >= 0.65),
        (-1.03, bool(_DAY.search(line))),
        (-0.99, bool(_PAST.search(line))),
        (-0.36, not _WAS.isdisjoint(lower)),
        (-0.31, not _PRONOUNS.isdisjoint(lower)),
        (-0.23, "said" in lower),
        (-0.19, articles >= 1),
        (-0.42, articles >= 2),
        (1.18, dateline_of(following[0]) is not None),
        (0.64, bool(re.search(r"(?<!\w)[‘']\w", line))),
        (-0.55, bool(_SENTENCE_INSIDE.search(line))),
    )
    return sum(weight for weight, holds in evidence if holds)


def _share(count: int, among: Sequence[object]) -> float:
    return count / len(among) if among else 0.0
