"""Runs of capitalised words: what may be one name, with the small words that are inside names."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.english.lexicons import genders, grammar, titles, word_file

_ACCENTS = "\u0300-\u036f"
"""Marks that stand behind their letter where accents are decomposed: "e" and an acute for "é"."""
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĮĶĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_TOKEN = re.compile(
    rf"(?<![\w.])(?:(?:[{UPPER}]\.){{1,5}}(?: ?& ?(?:[{UPPER}]\.)+)?|"
    r"\d{1,2}(?:st|nd|rd|th)(?= (?:U\.S\. )?Circuit\b)|"
    rf"(?:[aAeEuU]l-|[dDlLO][’'])?[{UPPER}][\w{_ACCENTS}]*"
    rf"(?:[’'-](?!s\b)[^\W\d_][\w{_ACCENTS}]*|&(?=\w)\w+)*)"
)
_TICKER = re.compile(r"\.[A-Z]{1,2}\)")
_SPACE = frozenset((" ", "\xa0", "  "))
_TO_HEADS = frozenset(("ambassador", "envoy", "committee", "coalition", "campaign"))
# "Iranian-backed", and the party and state in "Rep. Ann Hill (D-N.Y.)".
_ADJECTIVE = re.compile(
    r"^(?![aAeEuU]l-)(?!\w+-(?:u[ldr]|[ae]l|e|i)-[A-Z]).*-[a-z]|^[DRI]-[A-Z]\w*$"
)
_CONTRACTION = re.compile(
    r"^(?:I|We|You|They|He|She|It|That|There|What|Who|Let|Here)[’'](?!s?$)?\w+$"
)


@dataclass(slots=True)
class Token:
    """A capitalised word and its place."""

    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        """The word in lower case, without a full stop at its end."""
        return self.text.lower().rstrip(".") if len(self.text) > 2 else self.text.lower()


def runs_of(text: str, starts: Sequence[int] = ()) -> Iterator[list[Token]]:
    """Yield the runs of capitalised words of a text that may be names, in order.

    `starts` are the offsets at which sentences begin: no name goes on over one.
    """
    run: list[Token] = []
    for match in _TOKEN.finditer(text):
        token = Token(match.start(), match.end(), unicodedata.normalize("NFC", match.group()))
        if _TICKER.match(text, token.end):
            continue
        broken = bool(_ADJECTIVE.search(token.text) or _CONTRACTION.match(token.text))
        if run and _begins_between(starts, run[-1].end, token.start):
            following = starts[bisect_right(starts, run[-1].end - 1)]
            yield _ended(run) if text[run[-1].end : following].isspace() else run
            run = []
        elif run and (broken or not _joined(run, token, text[run[-1].end : token.start])):
            yield run
            run = []
        if not broken:
            run.append(token)
    if run:
        yield run


def _begins_between(starts: Sequence[int], end: int, start: int) -> bool:
    """Return whether a sentence begins after one word and no later than at the next."""
    return bisect_right(starts, start) > bisect_right(starts, end - 1)


def _ended(run: list[Token]) -> list[Token]:
    """Leave the full stop of a sentence that ends in a single letter to it: "Pier A." """
    last = run[-1]
    person = run[0].low in genders() and len(run) > 1  # "Daniel H." is called so
    if len(last.text) == 2 and last.text.endswith(".") and not person:
        return [*run[:-1], Token(last.start, last.end - 1, last.text[:-1])]
    return run


def _joined(run: list[Token], token: Token, gap: str) -> bool:
    """Return whether the words between two capitalised words may be inside one name."""
    last = run[-1].text.lower()
    if gap in _SPACE:
        return not (_closed(token) and run[-1].text.endswith("."))
    if gap == ". ":
        return last in grammar("abbreviations")
    if gap == ", ":
        return token.text in ("Inc", "Jr", "Sr", "Ltd", "LLC")
    if gap[:1] not in (" ", "\xa0") or "\n" in gap:
        return False
    return _linked(run, token, gap.split())


def _closed(token: Token) -> bool:
    """Return whether a word can only open a sentence: "according to S.& P. And yet"."""
    return token.low in grammar("clauses") | grammar("case") | grammar("definite")


def _linked(run: list[Token], token: Token, between: list[str]) -> bool:
    """Return whether the words between, such as "of the", link two parts of one name."""
    last = run[-1].text.lower()
    if not between:
        return False
    if all(word in grammar("particles") for word in between):
        return not _opens(run)
    if between[0] in ("of", "for") and between[1:] in ([], ["the"]):
        return last in grammar("of_heads")
    if between[0] == "to" and between[1:] in ([], ["the"]):
        return last in _TO_HEADS
    return between in (["and"], ["&"]) and _and_joins(run, token)


def _opens(run: list[Token]) -> bool:
    return len(run) == 1 and run[0].text.lower() in word_file("not_names")


def _and_joins(run: list[Token], token: Token) -> bool:
    """ "Department of Health and Human Services", but not "Department of Justice and Jim Comey"."""
    lows = [part.text.lower() for part in run]
    inside = any(
        low in ("department", "ministry", "centers", "secretary", "bureau") for low in lows
    )
    return inside and len(run) >= 2 and token.low not in genders() and token.low not in titles()
