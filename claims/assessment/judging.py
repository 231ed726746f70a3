"""Judges a sentence: its status, what of it the writer asserts, and whether an editor would ask
"who says so?".

`disputable` comes from a linear model over signs in the wording (a court's sentence is on record,
a motive is not). The reason given names the sign that weighed most, in words, beside the
probability.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from claims.assessment.coverage import Coverage
from claims.assessment.features import lexical_features, shape_features
from claims.assessment.models import AssessmentModels
from claims.assessment.reasons import IN_WORDS, explain, why_nothing
from claims.assessment.records import ON_RECORD, is_subheading
from claims.assessment.roles import RoleReader
from claims.assessment.signs import find_signs
from claims.assessment.silences import is_exchange
from claims.assessment.statuses import describe_leftover
from claims.assessment.words import Word
from claims.values import Sentence, SentenceStatus, Span

_QUESTION: Final = re.compile(r"\?[\s\"”’')\]]*$")
_FURNITURE: Final = re.compile(
    r"[\W_]*(?:(?:Read|See|Click|Watch|Follow|Listen|Subscribe|Sign up|Share|Visit|Contact|"
    r"Like)\b.{0,80}$"
    r"|(?:Additional )?[Rr]eporting (?:and \w+ )?(?:by|from)\b|additional reporting|Editing by|"
    r"Writing by|"
    r"Image:|Photo:|Photos?(?: by|graph)|Video:|File photo|FILE PHOTO|Source:|Related:|REUTERS/|"
    r"\(c\)|©|Copyright)"
)
_ENDED: Final = re.compile(r"[.!?…][\s\"”’')\]]*$")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The status, the spans that are the writer's own, and the verdict with its reason."""

    status: SentenceStatus
    own: tuple[Span, ...] = ()
    disputable: bool = False
    reason: str = ""
    confidence: float = 1.0


class Judge:
    """Judges the sentences of one text."""

    def __init__(
        self,
        text: str,
        models: AssessmentModels,
        roles: RoleReader,
        quotations: Sequence[Span],
    ) -> None:
        """Keep the text, the weights, what gives the roles of words, and what is quoted."""
        self.roles = roles
        self.quotations = quotations
        self.text = text
        self.models = models

    def judge(self, sentence: Sentence, coverage: Coverage) -> Judgement:
        """Return the judgement of a sentence from what attributions cover of it."""
        if not coverage.words:
            return Judgement("none", reason="no words")
        if _FURNITURE.match(sentence.span.of(self.text)):
            return Judgement("none", reason="a note to the reader or a credit")
        if self._is_own_question(sentence):
            return Judgement("none", reason="a question")
        if not coverage.covered and is_subheading(sentence.span.of(self.text)):
            return Judgement("none", reason="a subheading")
        if not coverage.covered and self._is_speech(sentence, coverage):
            return Judgement(
                "attributed", reason="speech; who speaks stands elsewhere", confidence=0.6
            )
        if coverage.covered:
            return self._partly_attributed(coverage)
        return self._unattributed(sentence, coverage)

    def _partly_attributed(self, coverage: Coverage) -> Judgement:
        left = describe_leftover(self.text, coverage)
        if not left.spans:
            return Judgement("attributed", reason="all of it is attributed")
        probability = self.models.leftover.probabilities(left.features)["mixed"]
        if "certain" in left.features:
            probability = max(probability, _MIXED_FROM)
        if probability < _MIXED_FROM:
            return Judgement(
                "attributed",
                reason="what is left only places the saying",
                confidence=1 - probability,
            )
        disputable, reason = self._dispute(left.spans, coverage)
        return Judgement("mixed", left.claim, disputable, reason, probability)

    def _unattributed(self, sentence: Sentence, coverage: Coverage) -> Judgement:
        features = checkable_features(
            sentence.span.of(self.text), coverage.words, self.roles.read(coverage.words)
        )
        probability = self.models.checkable.probabilities(features)["asserts"]
        if probability < _ASSERTS_FROM:
            return Judgement(
                "none",
                reason=why_nothing(sentence.span.of(self.text), features),
                confidence=1 - probability,
            )
        disputable, reason = self._dispute((sentence.span,), coverage)
        return Judgement("unsourced", (sentence.span,), disputable, reason, probability)

    def _is_own_question(self, sentence: Sentence) -> bool:
        """Tell whether a sentence ends with a question that stands in nobody's mouth."""
        match = _QUESTION.search(sentence.span.of(self.text))
        if match is None:
            return False
        at = sentence.span.start + match.start()
        return not any(span.start <= at < span.end for span in self._near(sentence.span))

    def _near(self, span: Span) -> Sequence[Span]:
        """Return the quotations that overlap a span; they stand in order and apart."""
        first = bisect_right(self.quotations, span.start, key=_end)
        last = bisect_left(self.quotations, span.end, key=_start)
        return self.quotations[first:last]

    def _is_speech(self, sentence: Sentence, coverage: Coverage) -> bool:
        """Tell whether a sentence stands in quotation marks, or introduces what somebody says."""
        if _INTRODUCTION.search(sentence.span.of(self.text)) or self._is_introduced(sentence):
            return True
        near = self._near(sentence.span)
        inside = sum(
            span.start <= word.start < span.end for word in coverage.words for span in near
        )
        return inside >= max(_LEAST_QUOTED, _MOSTLY * len(coverage.words))

    def _is_introduced(self, sentence: Sentence) -> bool:
        """Tell whether the line before the sentence's paragraph ends with "... said:"."""
        start = self.text.rfind("\n", 0, sentence.span.start) + 1
        before = self.text[max(0, start - _LINE) : start].rstrip()
        line = before[before.rfind("\n") + 1 :]
        return start > 0 and _INTRODUCTION.search(line[-_LINE:]) is not None

    def _dispute(self, own: tuple[Span, ...], coverage: Coverage) -> tuple[bool, str]:
        """Decide whether an editor would ask, and say why in words."""
        words = tuple(
            word
            for word in coverage.words
            if any(span.start <= word.start < span.end for span in own)
        )
        text = " ".join(span.of(self.text) for span in own)
        if is_exchange(text):
            return False, IN_WORDS["sign:reporter"]
        for known, reason in ON_RECORD:
            if known(text):
                return False, reason
        features = dispute_features(text, words, self.roles.read(words))
        probability = self.models.disputable.probabilities(features)["ask"]
        ask = probability >= _ASK_FROM
        return ask, f"{explain(self.models.disputable, features, ask=ask)} ({probability:.2f})"


_INTRODUCTION: Final = re.compile(
    r"\b(?:said|says|told|wrote|tweeted|added|stated|denied|asked|replied|continued|responded|"
    r"statement|reads?)\b[^.]*:\s*$"
)
_LINE: Final = 400
_LEAST_QUOTED: Final = 4
_MOSTLY: Final = 0.75
"""A sentence counts as speech from so many quoted words, and so large a share of them."""
_MIXED_FROM: Final = 0.5
_ASSERTS_FROM: Final = 0.4
_ASK_FROM: Final = 0.45


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end


def checkable_features(
    text: str, words: tuple[Word, ...], roles: dict[str, float]
) -> dict[str, float]:
    """Return what tells whether a sentence that nobody is named for asserts anything."""
    features = shape_features(words)
    if _QUESTION.search(text):
        features["question"] = 1.0
    elif text.rstrip().endswith(":"):
        features["colon"] = 1.0
    elif not _ENDED.search(text):
        features["no full stop"] = 1.0
    if text[:1] in "(-–—[*|":
        features["opens with a mark"] = 1.0
    if text.isupper():
        features["all capitals"] = 1.0
    features.update({f"word:{name}": 0.4 for name in lexical_features(words) if " " not in name})
    features.update({f"role:{name}": 2 * value for name, value in roles.items()})
    return features


def dispute_features(
    text: str, words: tuple[Word, ...], roles: dict[str, float]
) -> dict[str, float]:
    """Return what tells whether an editor would ask who says so."""
    features = shape_features(words)
    features.update(find_signs(text, [word.lower for word in words]))
    features.update({f"word:{name}": 0.4 for name in lexical_features(words) if " " not in name})
    features.update({f"role:{name}": 2 * value for name, value in roles.items()})
    return features
