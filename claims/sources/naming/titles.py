"""Titles before names: "NYPD Commissioner James O’Neill" is NYPD Commissioner | James O’Neill."""

import re

from claims.english.lexicons import genders, grammar, titles, word_file, words
from claims.sources.naming.kinds import EDITIONS
from claims.sources.naming.runs import Token

# Titles of two words, the second of which is none by itself: "Chief Executive Ann Lee".
_SECOND_WORDS = frozenset(
    {("chief", "executive"), ("majority", "whip"), ("minority", "whip"), ("public", "advocate")}
    | {("public", "defender"), ("poet", "laureate"), ("chief", "whip")}
)


def titled(token: Token) -> bool:
    """Return whether a word is a title."""
    return title_of(token) in titles()


def title_of(token: Token) -> str:
    """Return a word as the list of titles has it: "senator" of "Senators Ann Lee and Bob Hill"."""
    low = token.low.rstrip(".")
    single = low.removesuffix("s")
    return single if low not in titles() and single in titles() else low


def parted(run: list[Token], text: str) -> tuple[list[Token], list[Token]]:
    """Part a run into the title before a name, and the name.

    "NYPD Commissioner James O’Neill" → NYPD Commissioner | James O’Neill. A title with nothing
    after it is not a name ("the Attorney General"), one inside an organisation is a part of it
    ("General Assembly").
    """
    if run[-1].low in word_file("organisation_words") or names_body(run) or _names_paper(run):
        return [], run
    last = max((i for i, token in enumerate(run) if _is_title(token, i, run, text)), default=None)
    if last is None:
        return [], run
    after = run[last + 1 :]
    if not after:
        return run, []
    if re.match(r"\s(?:of|for|to)\b", text[run[last].end : after[0].start]):
        known = [i for i, token in enumerate(after) if i and token.low in genders()]
        if known:
            first = known[0]
        elif len(after) > 2:
            first = len(after) - 2
        else:
            return (run, []) if run[last].low in titles() else ([], run)
        return run[: last + 1 + first], after[first:]
    return run[: last + 1], after


def _names_paper(run: list[Token]) -> bool:
    """Return whether a run is the name of a newspaper that ends in a title: "Daily Anchor"."""
    return len(run) > 1 and run[0].text in EDITIONS


def names_body(run: list[Token]) -> bool:
    """Return whether a title at the beginning of a run is a part of the name of a body.

    It is before a capitalised preposition ("Reporters Without Borders", "Mothers Against Drunk
    Driving"), and where what follows says what kind of body it is, and no person is named so
    ("Major League Soccer"; "General Assembly" ends with the word that says it).
    """
    if len(run) < 3 or run[0].text.endswith(".") or not titled(run[0]):
        return False
    if run[1].low in grammar("case") and not run[1].text.isupper():
        return True
    body = run[1].low in word_file("organisation_words")
    rank = titles().get(title_of(run[0])) == "rank"
    return rank and body and not any(titled(one) or one.low in genders() for one in run[2:])


def _is_title(token: Token, index: int, run: list[Token], text: str) -> bool:
    low = title_of(token)
    if _is_role(run, index):
        return True
    if index and (run[index - 1].low, low) in _SECOND_WORDS:
        return index < len(run) - 1
    if low not in titles() or (index and text[token.start - 4 : token.start] == " of "):
        return False
    if low in genders() and index == 0 and len(run) > 1 and run[1].low not in genders():
        return False
    return not (index > 0 and run[index - 1].low in genders() and index == len(run) - 1)


def _is_role(run: list[Token], index: int) -> bool:
    """Return whether the first word is what somebody is, before a whole name: "Farmer Bob Lee"."""
    if index or len(run) < 3 or run[0].low in genders() or run[1].low not in genders():
        return False
    return run[0].low in words("nouns", "person")
