"""The rules a newsroom needs around Punkt: each knows one case, and one alone.

A rule looks at a place where a sentence could end, and says that it does (True), that it goes on
(False), or that it does not know (None). The first of RULES that knows, decides.
"""

import re
from collections.abc import Callable

from claims.english.sentence_words import (
    ABBREVIATIONS,
    BEFORE_LETTERS,
    BEFORE_NUMBERS,
    EXCLAMATORY_NAMES,
    LINKS,
    OWNERS,
    REPORTING,
    STARTERS,
    TITLES,
)
from claims.sentences.places import OPENERS, REACH, Place

__all__ = ["RULES", "Rule"]

Rule = Callable[[Place], bool | None]
"""True: a sentence ends here; False: it goes on; None: the rule does not know."""

TAIL = re.compile(
    r"(?:\[(?:\d{1,3}|[a-z ]+ needed|\.\.\.|…)\]\s*)+"  # a footnote's number
    r"|(?:--?|[—–―])\s?(?:[A-Z][\w.’'-]*\s?){1,4}"  # the name under a quotation
    r"|[A-Z][\w’'-]*[a-z’'-][\w’'-]* [A-Z][\w’'-]+"  # the same without a dash
)
LIST_MARK = re.compile(r"[^\w\s]*\s*[^\w\s]?(?:\d{1,2}|[a-z])")
FACE = re.compile(r"[:;]-?[)(DPp](?!\w)")
HEADING = re.compile(r"[A-Z][A-Z’'-]{3,}(?: [A-Z’'-]{2,}){0,6}")
NAME = re.compile(r"(?:[A-Z][\w’'-]*\s+){1,3}[A-Z]")
EXPLAINED = re.compile(r"\([^()]{1,50}\)(?:,| [a-z])")
PARTED = re.compile(r"[$£€]?\d{1,3}")
INITIAL = re.compile(r"[A-Z]\.")
INITIALS = re.compile(r"(?:[A-Z]\.-?)*[A-Z]")
REPORTS = re.compile(
    rf"(?:[\w.’'-]+ ){{1,5}}?(?:{'|'.join(sorted(REPORTING))})"
    r"(?:\s+\w+ly)?(?=[.,;:]|\s+(?:in|on|at|to|during|of|from|after|before|with|when|as)\b|$)"
    r"|(?!(?:He|She|They|It|The|This|That) )(?:[\w.’'-]+ ){1,5}?told (?!.*\bthat\b)"
)


def _only_a_list_mark(place: Place) -> bool | None:
    """The number belongs to its item: "1. The first item"."""
    return False if LIST_MARK.fullmatch(place.sentence) else None


def _nothing_said_yet(place: Place) -> bool | None:
    """Punctuation before any word ends nothing: "... and then"."""
    return None if any(map(str.isalnum, place.sentence)) else False


def _more_punctuation(place: Place) -> bool | None:
    """Of several marks only the last can end a sentence: ". . .", "? !"."""
    return False if place.after[0] in ".!?…,;:" else None


def _goes_on_in_lower_case(place: Place) -> bool | None:
    """After a closing mark or an ellipsis, a word in lower case goes on."""
    if not place.next_letters[:1].islower():
        return None
    if place.close or "…" in place.end or place.end.endswith(".."):
        return False
    return None


def _closed_after_a_space(place: Place) -> bool | None:
    """A straight mark that stands alone closes what is before it: '"Are you sure? " she asked'."""
    if place.end[-1] not in "!?" or place.close or place.after != '"':
        return None
    return False if place.following[1:].lstrip()[:1].islower() else None


def _lost_character(place: Place) -> bool | None:
    """A question mark right after a colon stands for a character that was lost: "Fax:? 203"."""
    return False if place.end == "?" and place.before.endswith(":") else None


def _exclamatory_name(place: Place) -> bool | None:
    """The mark belongs to some names: "Yahoo! shares fell"."""
    if place.end == "!" and f"{place.abbreviation}!" in EXCLAMATORY_NAMES:
        return place.next_letters[:1].isupper() and place.first_word in STARTERS
    return None


def _title_of_a_work(place: Place) -> bool | None:
    """A title keeps what explains it: "in Viva Maria! (1965), and"."""
    return False if place.end[-1] in "!?" and EXPLAINED.match(place.following) else None


def _reported_question(place: Place) -> bool | None:
    """A question and the clause that reports it are one: “Are you sure?” Smith asked."""
    if place.end[-1] in "!?" and place.close and REPORTS.match(place.following):
        return False
    return None


def _exclamation_or_question(place: Place) -> bool | None:
    """Any other question or exclamation mark ends a sentence."""
    return True if place.end[-1] in "!?。！？" else None


def _hesitation(place: Place) -> bool | None:
    """After a word or two an ellipsis is a pause: "Okay... I have a dog"."""
    if not place.end.endswith(("..", "…")) or place.close or place.after[0] in OPENERS:
        return None
    said = place.sentence.rstrip()
    short = len(place.sentence) < REACH and len(said.split()) <= 2
    return False if short and not said.endswith((".", "!", "?")) else None


def _ellipsis(place: Place) -> bool | None:
    """An ellipsis ends a sentence before a capital, but not before a citation in parentheses."""
    if "…" in place.end or place.end.endswith("..") or place.before.endswith((".", "[", "…")):
        return place.next_letters[:1].isupper() and not (place.close and place.after[0] == "(")
    return None


def _tail(place: Place) -> bool | None:
    """A quotation keeps the name under it, a sentence its footnote: “So be it.” — Jane Doe."""
    return False if place.last and TAIL.fullmatch(place.following) else None


def _heading_below(place: Place) -> bool | None:
    """What ends a run in capitals is the heading below: "They agreed. PUBLIC ANGER"."""
    named = "." in place.before or len(place.before) == 1
    below = place.last and not named and HEADING.fullmatch(place.following)
    return True if below else None


def _face(place: Place) -> bool | None:
    """A face belongs to the sentence before it: "I love her. :)"."""
    return False if FACE.match(place.following) else None


def _title(place: Place) -> bool | None:
    """A title goes on to its name: "Brig. Gen. Qaani"."""
    if place.close or not _listed(place.abbreviation, TITLES):
        return None
    return False if place.next_letters[:1].isupper() else None


def _link(place: Place) -> bool | None:
    """Some abbreviations always go on: "Roe v. Wade", "e.g. Poland", "P.S. I am"."""
    if place.close:
        return None
    alone = place.sentence.strip(OPENERS).lower() in ("p.s", "ps", "n.b")
    return False if alone or place.abbreviation in LINKS else None


def _before_number(place: Place) -> bool | None:
    """An abbreviation goes on to its number: "No. 5", "Sept. 11"."""
    if place.close or not place.next_letters[:1].isdigit():
        return None
    return False if place.abbreviation in BEFORE_NUMBERS else None


def _number(place: Place) -> bool | None:
    """In English a number with a full stop is no ordinal: "in 2009. the firm"."""
    return True if place.before[-1:].isdigit() and place.next_letters[:1].isalpha() else None


def _parted_number(place: Place) -> bool | None:
    """A number that was parted goes on: "a 5. 9 magnitude quake"."""
    parted = PARTED.fullmatch(place.before) and place.next_letters[:1].isdigit()
    return False if parted and not place.close else None


def _initials(place: Place) -> bool | None:
    """Initials go on to a name: "W.H.S. Koerner", but "you and I. Did you"."""
    if place.close or not INITIALS.fullmatch(place.before) or place.next_letters[:1].islower():
        return None
    if INITIAL.match(place.next_letters):
        return False
    if place.abbreviation in ABBREVIATIONS or place.first_word in STARTERS:
        return None
    earlier = place.sentence[: -len(place.before)].rstrip(OPENERS + " ").rpartition(" ")[2]
    is_pronoun = place.before == "I" and earlier[:1].islower()
    return None if is_pronoun or earlier.lower() in BEFORE_LETTERS else False


def _owner(place: Place) -> bool | None:
    """A name of several words may be one of a country's bodies: "the U.S. Geological Survey"."""
    if place.close or place.abbreviation not in OWNERS or place.first_word in STARTERS:
        return None
    only_owner = len(place.sentence.split()) <= 2 and place.next_letters[:1].isalpha()
    return False if only_owner or NAME.match(place.following) else None


def _label(place: Place) -> bool | None:
    """A capital with a colon starts again, and so does one after "etc."."""
    if not place.next_letters[:1].isupper():
        return None
    labelled = len(place.after) > 2 and place.after.endswith(":")
    return True if labelled or place.abbreviation == "etc" else None


def _listed(word: str, words: frozenset[str]) -> bool:
    """Return whether a word, or its last part after a hyphen, is in the list ("then-Gov")."""
    return word in words or word.rpartition("-")[2] in words


RULES: tuple[Rule, ...] = (
    _only_a_list_mark,
    _nothing_said_yet,
    _more_punctuation,
    _tail,
    _face,
    _goes_on_in_lower_case,
    _closed_after_a_space,
    _lost_character,
    _exclamatory_name,
    _title_of_a_work,
    _reported_question,
    _exclamation_or_question,
    _hesitation,
    _ellipsis,
    _title,
    _link,
    _heading_below,
    _before_number,
    _number,
    _parted_number,
    _initials,
    _label,
    _owner,
)
