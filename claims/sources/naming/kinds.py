"""What a name is the name of: a person, an organisation, an outlet, a place.

Lists decide first (outlets, places, words that end names of organisations, given names, titles),
then what follows the name (", 43,", "who", ", a spokesman"), and where both are silent a small
linear model over the letters of the name (`name_model`).
"""

import re
from typing import Literal

from claims.english.lexicons import (
    demonyms,
    genders,
    grammar,
    organisations,
    outlet_endings,
    outlets,
    places,
    titles,
    word_file,
    words,
)
from claims.sources.naming.model import likeliest_kind
from claims.values import Span

EDITIONS = ("Daily", "Evening")
"""Words with which the names of newspapers begin: "the Daily Anchor"."""
NameKind = Literal["person", "organisation", "outlet", "place", "people", "other"]

_AFTER_PERSON = re.compile(r"[,;]? who\b|, (?:aged )?\d{2}\b| \(\d{2}\)")
_APPOSED = re.compile(
    r", (?:an?|the|its|his|her|their|then|[\w.]+[’']s)? ?((?:[\w’'.-]+ ){0,4}?[\w’'-]+)"
    r"(?=[,.;]| (?:of|for|at|in|on|who|and|from|with|to)\b)"
)
_TICKER = re.compile(r" \((?:[\w.]{1,12}\.[A-Z]{1,2}|NYSE|NASDAQ|Nasdaq)\b")
# "AccuWeather", "BlackRock", but "McCain", "DeSantis".
_INNER_CAPITAL = re.compile(
    r"(?!Mc|Mac|De|Di|Du|Da|La|Le|Van|Fitz|O[’'])[A-Z][a-z]{2,}[A-Z][a-z]+$"
)
_SCOTTISH = re.compile(r"(?!McKinsey|McLaren|McDonald|McAfee|McCann|McGraw)Mc[A-Z][a-z]+$")
_ACRONYM = re.compile(r"^(?:[A-Z]{2,6}s?|(?:[A-Z]\.){2,}|[A-Z]+&[A-Z]+)$")

_INITIALS = re.compile(r"(?:[A-Z]\.)+ ?& ?(?:[A-Z]\.)+$")
# "tech firm Vento", "the carmaker Orvo", "the airline, Norvia,".
_BODY_BEFORE = re.compile(
    r"\b(?:firm|company|group|giant|\w*maker|bank|start-?up|retailer|airline|chain|agency|insurer"
    r"|grocer|lender|operator),? $"
)
_OUTLET_BEFORE = re.compile(
    r"\b(?:newspaper|website|broadcaster|tabloid|magazine|news (?:agency|site|outlet)|daily"
    r"|(?:TV|television|radio) (?:station|channel|network)),? $"
)
_OWNING = frozenset(
    {"owner", "operator", "provider", "subsidiary", "maker", "developer", "builder"}
)


def kind_of(name: tuple[str, ...], title: tuple[str, ...], text: str, span: Span) -> NameKind:
    """Return the kind of the name that is at `span` of `text`.

    `name` holds its words, `title` the title before it in lower case.
    """
    low = " ".join(name).lower()
    return (
        ("person" if title else None)
        or _listed(low, text[max(0, span.start - 4) : span.start])
        or _by_words(name)
        or _by_context(text, span)
        or likeliest_kind(name, text, span)
    )


def _listed(low: str, before: str) -> NameKind | None:
    full = outlets().get(low)
    bare = full is not None and full.startswith("The ") and " " not in low
    if full is not None and (not bare or before.lower() == "the "):
        return "outlet"
    if low in organisations():
        return "organisation"
    if low in places():
        return "place"
    if before.lower() == "the " and is_paper(low):
        return "outlet"
    home = low in demonyms() or low.removesuffix("s") in demonyms()
    if low in grammar("parties") or (home and low.endswith("s")):
        return "people"
    return None


def is_paper(low: str) -> bool:
    """Return whether a common noun is what a newspaper is called: "the Courier"."""
    generic = words("nouns", "outlet") | {"news", "times", "post"}
    return low in words("nouns", "outlet_words") - generic - outlet_endings()


def _by_words(name: tuple[str, ...]) -> NameKind | None:
    """Decide by what the words are: a given name first, a word that ends names of bodies last."""
    if _is_outlet(name):
        return "outlet"
    if _INITIALS.match(" ".join(name)) or _has_preposition(name):
        return "organisation"
    lows = [word.lower().rstrip(".,") for word in name]
    listed = word_file("organisation_words")
    if lows[0] in genders() and len(lows) > 1 and lows[-1] not in listed and "of" not in lows:
        return "person"
    if lows[-1] in listed or ("of" in lows[1:] and lows[lows.index("of") - 1] in listed):
        return "organisation"
    if len(name) == 1 and _ACRONYM.match(name[0]):
        return "organisation"
    if any(low in listed for low in lows) or (len(name) == 1 and _INNER_CAPITAL.match(name[0])):
        return "organisation"
    if (
        lows[-1] in ("jr", "sr", "ii", "iii")
        or any(_SCOTTISH.match(w) for w in name)
        or any(re.fullmatch(r"[A-Z]\.", w) for w in name)
    ):
        return "person"
    return None


def _is_outlet(name: tuple[str, ...]) -> bool:
    """Return whether the first or last word makes a name an outlet's: "Daily Anchor"."""
    ends = name[-1].lower() in words("nouns", "outlet_words")
    return len(name) > 1 and (ends or name[0] in EDITIONS)


def _has_preposition(name: tuple[str, ...]) -> bool:
    """Return whether the second word is a preposition: "Reporters Without Borders"."""
    if len(name) < 3 or not name[1].istitle() or name[1].lower() not in grammar("case"):
        return False
    return not any(word.lower() in genders() for word in name)


def _by_context(text: str, span: Span) -> NameKind | None:
    """Decide by what follows one kind only: ", 43,", ", a spokesman"; " (TSLA.O)"."""
    if _TICKER.match(text, span.end, span.end + 20):
        return "organisation"
    if _OUTLET_BEFORE.search(text[max(0, span.start - 24) : span.start]):
        return "outlet"
    if " " not in span.of(text) and _BODY_BEFORE.search(text[max(0, span.start - 16) : span.start]):
        return "organisation"
    if _AFTER_PERSON.match(text, span.end, span.end + 60):
        return "person"
    apposed = _APPOSED.match(text, span.end, span.end + 90)
    if apposed:
        noun = apposed.group(1).split()[-1].lower()
        if noun in words("nouns", "person") and noun not in grammar("owners"):
            return "person"
        if noun in _OWNING and " " not in span.of(text):
            # People are introduced by their full name, firms by one word.
            return "organisation"
    return None


def gender_of(name: tuple[str, ...], title: tuple[str, ...]) -> str | None:
    """Return "male" or "female" by title or given name, None where neither tells."""
    for word in title:
        group = titles().get(word) or titles().get(f"{word}.")
        if group in ("male", "female"):
            return group
    known = genders().get(name[0].lower())
    if known is None and "-" in name[0]:
        known = genders().get(name[0].split("-")[0].lower())
    return known if known in ("male", "female") else None


def gender_of_name(name: str) -> str | None:
    """Return "male" or "female" where the given name of a person tells, else None."""
    return gender_of(tuple(name.split()), ()) if name.strip() else None
