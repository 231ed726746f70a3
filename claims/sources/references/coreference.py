"""Which of several people "he" or "she" is: a linear model over what the text shows.

Each candidate is described by its nearest mention before the pronoun (role, distance, what stands
between) and by how it competes with the others (nearest, first, last subject). The weights, by the
names of the features, are in `claims/models/coreference.json`; its card says how they were made.
"""

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from claims.english.lexicons import grammar
from claims.sources.mentions.passages import Passage
from claims.values import Span

# Features of a pronoun's candidate that count together with what the pronoun is, or how near.

Features = dict[str, float]

_BY_PRONOUN = frozenset(
    (
        *("full name at first", "treated", "who between", "has kin", "speaks the quotation"),
        *(
            "is subject",
            "is object",
            "is possessor",
            "is preposition",
            "is joined",
            "is by",
            "is of",
        ),
        *("is with", "is and after", "is comma before", "is fronted", "is relation before"),
        *("ever subject", "subject here", "subject in the sentence before", "same sentence"),
        *("nearest", "first of all", "nothing between", "and between", "clause between"),
        *("opens this sentence", "opens the sentence before", "after the pronoun", "nobody here"),
        *("pronoun between", "first subject here", "last subject here", "distance"),
        *("rival is last subject here", "said that", "described after", "is verb after"),
        *("first subject in the sentence before", "last subject in the sentence before"),
    )
)
_BY_DISTANCE = frozenset(
    (
        *("is subject", "is object", "is possessor", "is start", "is preposition", "is joined"),
        *("nearest", "first here", "first in the sentence before"),
    )
)


def crossed(found: Features, own: Sequence[str]) -> Features:
    """Return features that count by what the pronoun is, and by how near they are.

    `found` are a candidate's features by name, `own` what the pronoun is ("subject").
    """
    both = {f"pronoun is {kind}": 1.0 for kind in own}
    for key in found.keys() & _BY_PRONOUN:
        both |= {f"{key} × {kind}": found[key] for kind in own}
    for near in found.keys() & {"same sentence", "sentence before"}:
        both |= {f"{key} × {near}": found[key] for key in found.keys() & _BY_DISTANCE}
    return both


# What the words beside a mention tell: who speaks, who is described, whose kin comes next.

_SAYS = re.compile(
    r"[^.]{0,60}?\b(?:said|says|stated|wrote|asked|answered|explained|told|noted|commented|recalled"
    r"|described|called|added|remarked|replied|claimed|felt|praised)\b"
)
_SAID_BY = re.compile(r"\b(?:said|says|wrote|asked|according to|by|explained)\s(?:\w+\s){0,3}$")
_TREATED = re.compile(
    r"\b(?:called|named|described|invited|praised|interviewed|met|introduced|hired|cast|replaced"
    r"|defeated|beat|succeeded|as|of|for|about)\s+(?:\w+\s){0,2}$"
)
_ROLE_AFTER = re.compile(r",\s+(?:an?|the|his|her|then|former)\b")
_ROLE_BEFORE = re.compile(r"\b(?:his|her|the|their)\s+(?:[a-z-]+\s){1,3}$")
_KIN = re.compile(
    r"['’]s\s+(?:\w+\s)?(?:wife|husband|mother|father|brother|sister|son|daughter|friend|uncle|aunt"
    r"|cousin|mentor)"
)


def beside(passage: Passage, span: Span) -> dict[str, float]:
    """Return features of the words right before and after a mention."""
    text, word = passage.text, passage.word
    lead = text[max(0, span.start - 40) : span.start]
    first, last = passage.token_at(span.start), passage.token_at(max(span.start, span.end - 1))
    found = {
        "described after": float(bool(_ROLE_AFTER.match(text, span.end))),
        "described before": float(bool(_ROLE_BEFORE.search(lead))),
        "has kin": float(bool(_KIN.match(text, span.end))),
    }
    found[f"before it: {word(first - 1).lower()}"] = 1.0
    found[f"after it: {word(last + 1).lower()}"] = 1.0
    found[f"after it, later: {word(last + 2).lower()}"] = 1.0
    found[f"ends after it: {word(last + 1).lower()[-2:]}"] = 1.0
    return found


def is_treated(text: str, span: Span) -> bool:
    """Return whether something is done to whoever is mentioned: "invited Ann"."""
    return _TREATED.search(text[max(0, span.start - 40) : span.start]) is not None


def speaks(text: str, span: Span) -> bool:
    """Return whether whoever is mentioned says something there."""
    lead = text[max(0, span.start - 40) : span.start]
    return bool(_SAYS.match(text, span.end, span.end + 80) or _SAID_BY.search(lead))


def inside_quotation(text: str, at: int) -> bool:
    """Return whether the last quotation mark before an offset opens."""
    lead = text[max(0, at - 600) : at]
    opens = max(lead.rfind(mark) for mark in ("``", "“", ' "'))
    return opens > max(lead.rfind(mark) for mark in ("''", "”", '" ', '",', '."'))


_MALE = re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE)
_FEMALE = re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE)
_SAID_THAT = re.compile(
    r"\W*(?:\w+\W+){0,2}(?:said|says|stated|felt|thought|believed|realized|knew|claimed|feared|hoped"
    r"|revealed|explained|discovered|decided)\W+(?:that\W+)?(?:\w+\W+)?$"
)
_WHO = re.compile(r",?\s*(?:\([^)]*\)\s*)?(?:,\s*)?(?:who|whose|whom)\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may be meant: the mentions, in order, and what the names tell.

    `gender` is None where they do not tell it, `person` false where they name something else.
    """

    mentions: tuple[Span, ...]
    gender: str | None = None
    person: bool = True

    def before(self, at: int) -> list[Span]:
        """Return the mentions that begin before an offset."""
        return [span for span in self.mentions if span.start < at]


class Scene:
    """A pronoun in its passage, with everybody it may stand for."""

    def __init__(self, passage: Passage, pronoun: Span, candidates: Sequence[Candidate]) -> None:
        """Describe the pronoun; candidates are described when asked for."""
        self.passage = passage
        self.pronoun = pronoun
        self.candidates = candidates
        self.at = pronoun.start
        self.sentence = passage.sentence_at(self.at)
        self.word = pronoun.of(passage.text).lower()
        self.same = _MALE if _MALE.match(self.word) else _FEMALE
        self.quoted = inside_quotation(passage.text, self.at)
        self.own = self._pronoun_features()

    def features(self, candidate: Candidate) -> Features:
        """Return the features of a candidate by name, those that are 0 left out."""
        before = candidate.before(self.at)
        nearest = before[-1] if before else candidate.mentions[0]
        found = {f"is {key}": 1.0 for key, yes in self.passage.role(nearest).items() if yes}
        found |= self._distance(candidate, nearest, bool(before))
        found |= self._between(nearest, bool(before))
        found |= self._history(candidate, before)
        found |= self._competition(candidate, nearest, before)
        found |= self._wording(candidate, nearest, bool(before))
        found |= self._quotation(nearest)
        found = {key: float(value) for key, value in found.items() if value}
        return found | crossed(found, self.own)

    def _pronoun_features(self) -> list[str]:
        """Return what the pronoun itself is: subject, possessor or object, and whether first."""
        index = self.passage.token_at(self.at)
        after = self.passage.word(index + 1).lower()
        closed = grammar("case") | grammar("clauses") | {"the", "a", "an", "that", "but", "or"}
        if self.word in ("he", "she"):
            kinds = ["subject"]
        elif self.word == "his" or (
            self.word == "her" and after[:1].isalpha() and after not in closed
        ):
            kinds = ["possessor"]
        else:
            kinds = ["object"]
        if self.at - self.passage.sentences[self.sentence] < 3:
            kinds.append("first word")
        return kinds

    def _away(self, span: Span) -> int:
        return self.sentence - self.passage.sentence_at(span.start)

    def _distance(self, candidate: Candidate, nearest: Span, before: bool) -> Features:
        token = self.passage.token_at
        away = self._away(nearest)
        position = token(nearest.start) - token(
            self.passage.sentences[self.passage.sentence_at(nearest.start)]
        )
        steps = [token(span.start) - token(self.at) for span in candidate.mentions]
        return {
            "distance": math.log1p(abs(token(nearest.start) - token(self.at))),
            "after the pronoun": not before,
            "same sentence": away == 0,
            "sentence before": away == 1,
            "sentences before": away >= 2,
            "sentence after": away < 0,
            "place in sentence": min(position, 30) / 30,
            "right behind": "possessor" in self.own and any(0 < step <= 4 for step in steps),
            "fronted pronoun": not before and away == 0 and self._fronted(),
        }

    def _fronted(self) -> bool:
        """Return whether a phrase comes before the sentence's subject: "In his book, ..."."""
        opening = self.passage.word(
            self.passage.token_at(self.passage.sentences[self.sentence])
        ).lower()
        return opening in grammar("case") | grammar("clauses") or opening.endswith("ing")

    def _between(self, nearest: Span, before: bool) -> Features:
        text = self.passage.text
        low, high = (nearest.end, self.at) if before else (self.pronoun.end, nearest.start)
        gap = text[low:high] if low < high else ""
        here = self._away(nearest) == 0
        clauses = here and any(f" {word} " in gap.lower() for word in grammar("clauses") - {"and"})
        joined = here and " and " in gap
        commas = gap.count(",")
        return {
            "commas between": min(commas, 3) / 3,
            "and between": joined,
            "clause between": clauses,
            "nothing between": here and not (joined or clauses or commas),
            "quotation between": '"' in gap or "“" in gap or "''" in gap,
            "semicolon between": ";" in gap or ":" in gap,
            "bracket between": gap.count("(") != gap.count(")"),
            "pronoun between": bool(self.same.search(gap)),
            "he or she between": bool(re.search(r"\b(?:he|she)\b", gap)),
            "said that": here and bool(_SAID_THAT.match(gap)),
            "who between": here and bool(_WHO.match(gap)),
        }

    def _history(self, candidate: Candidate, before: list[Span]) -> Features:
        text, passage = self.passage.text, self.passage
        here = [span for span in before if self._away(span) == 0]
        there = [span for span in before if self._away(span) == 1]
        subjects = [span for span in before if passage.role(span)["subject"]]
        first = candidate.mentions[0].start
        longest = max(len(span.of(text).split()) for span in candidate.mentions)
        return {
            "mentions": min(len(candidate.mentions), 5) / 5,
            "mentions before": min(len(before), 5) / 5,
            "mentions here": len(here) / 3,
            "mentions in the sentence before": len(there) / 3,
            "longest name": min(longest, 4) / 3,
            "ever subject": bool(subjects),
            "subject here": any(span in subjects for span in here),
            "subject in the sentence before": any(span in subjects for span in there),
            "opens this sentence": any(passage.role(span)["start"] for span in here),
            "opens the sentence before": any(passage.role(span)["start"] for span in there),
            "pronouns before first": min(
                len(self.same.findall(text, passage.sentences[0], first)), 4
            )
            / 4,
            "pronouns since first": min(len(self.same.findall(text, first, self.at)), 5) / 5
            if first < self.at
            else 0.0,
        }

    def _competition(self, candidate: Candidate, nearest: Span, before: list[Span]) -> Features:
        others = [other for other in self.candidates if other is not candidate]
        rivals = sorted(span for other in others for span in other.before(self.at))
        low, high = sorted((nearest.start, self.at))
        between = sum(low < span.start < high for other in others for span in other.mentions)
        counts = [len(other.before(self.at)) for other in others]
        found: Features = {
            "rivals between": min(between, 4) / 4,
            "nearest": between == 0,
            "first of all": all(span.start > candidate.mentions[0].start for span in rivals),
            "most mentioned": len(before) >= max(counts, default=0),
            "alone most mentioned": len(candidate.mentions)
            > max((len(other.mentions) for other in others), default=0),
        }
        for away, name in ((0, "here"), (1, "in the sentence before")):
            found |= self._order(before, rivals, away, name)
        return found

    def _order(self, before: list[Span], rivals: list[Span], away: int, name: str) -> Features:
        """Return whether the candidate is a sentence's first name, first or last subject."""
        mine = [span for span in before if self._away(span) == away]
        all_ = sorted([*mine, *(span for span in rivals if self._away(span) == away)])
        subjects = [span for span in all_ if self.passage.role(span)["subject"]]
        return {
            f"first {name}": bool(mine) and all_[0] == mine[0],
            f"first subject {name}": bool(subjects) and subjects[0] in mine,
            f"last subject {name}": bool(subjects) and subjects[-1] in mine,
            f"rival is last subject {name}": bool(subjects) and subjects[-1] not in mine,
            f"nobody {name}": not all_,
        }

    def _wording(self, candidate: Candidate, nearest: Span, before: bool) -> Features:
        size = len(nearest.of(self.passage.text).split())
        wanted = "male" if self.same is _MALE else "female"
        treated = before and self._away(nearest) > 0 and is_treated(self.passage.text, nearest)
        return {
            "words": min(size, 3) / 3,
            "full name at first": nearest == candidate.mentions[0] and size > 1,
            "treated": treated,
            "no person": not candidate.person,
            "gender agrees": candidate.gender == wanted,
            "gender disagrees": candidate.gender not in (None, wanted),
            **beside(self.passage, nearest),
        }

    def _quotation(self, nearest: Span) -> Features:
        text = self.passage.text
        inside = inside_quotation(text, nearest.start)
        outside = self.quoted and not inside
        return {
            "quoted pronoun": self.quoted,
            "in the quotation too": self.quoted and inside,
            "outside the quotation": outside,
            "speaks the quotation": outside and speaks(text, nearest),
            "subject outside the quotation": outside and self.passage.role(nearest)["subject"],
        }


@cache
def _weights() -> dict[str, float]:
    stored = json.loads((files("claims") / "models" / "coreference.json").read_text("utf8"))
    weights: dict[str, float] = stored["choice"]
    return weights


def scores(scene: Scene) -> list[float]:
    """Return for each candidate of a scene how well it fits: differences are log-odds."""
    weights = _weights()
    return [
        sum(weights.get(key, 0.0) * value for key, value in scene.features(candidate).items())
        for candidate in scene.candidates
    ]
