"""Decides a sentence's status, and whether an editor would ask "who says so?".

The model's judge of sentences (`claims.inference.judges`) reads the sentence in its place; what the
attributions cover of it is known as well. A small logistic model joins the two. What is certain
stays in code: a sentence without a claim is not attributed, and one with a claim is not none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from claims.assessment.coverage import Coverage
from claims.inference.judges import SentenceJudgement
from claims.inference.shapes import SENTENCE_STATUSES
from claims.values import SentenceStatus, Span

_LEAST_OWN: Final = 3
"""Words of a stretch from which it is taken into the writer's own claim."""
_NOTHING: Final = 0.5
"""Log-odds by which a sentence must assert nothing: to miss a statement is worse than to ask once
too often. Costs 0.2 of the F1 of unsourced sentences on the articles that it was fitted on."""
TOLD: Final = 0.7
"""The probability of being attributed from which a sentence without a claim is somebody else's, who
was not found. Gives 0.7 of that F1 on 95 articles; anything from 0.5 to 0.95 gives 0.6 to 0.7."""
_WITH_CLAIM: Final = (0, 1)
_WITHOUT_CLAIM: Final = (2, 3)
"""Which of SENTENCE_STATUSES a sentence can have with a claim in it, and without."""
_OWN: Final = (1, 2)
"""Those in which the writer asserts something."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The status of a sentence, what the writer asserts in it, and whether an editor would ask."""

    status: SentenceStatus
    own: tuple[Span, ...] = ()
    disputable: bool = False
    reason: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class JudgementSettings:
    """Weights of the statuses, (figures, statuses), and the probability (`asking`) from which a
    sentence is disputable; fitted on articles that the network was not trained on."""

    statuses: tuple[tuple[float, ...], ...]
    disputable: float

    @classmethod
    def read(cls, values: Mapping[str, object]) -> "JudgementSettings":
        """Make settings out of what `decoding.json` holds."""
        rows, bar = values["statuses"], values["disputable"]
        if not isinstance(rows, list) or not isinstance(bar, float):
            raise TypeError("settings of judgement are a table of weights and a probability")
        return cls(tuple(tuple(map(float, row)) for row in rows), bar)


def judge_sentence(
    found: SentenceJudgement,
    coverage: Coverage,
    sentence: Span,
    *,
    claims: bool,
    settings: JudgementSettings,
) -> Judgement:
    """Join what the judge says of a sentence with what is covered of it.

    `claims` says whether an attributed claim is in the sentence.
    """
    if not coverage.words:
        return Judgement("none", reason="no words")
    scores = judgement_figures(found, coverage) @ np.array(settings.statuses)
    scores[SENTENCE_STATUSES.index("none")] -= _NOTHING
    possible = _WITH_CLAIM if claims else _WITHOUT_CLAIM
    told = float(found.statuses[SENTENCE_STATUSES.index("attributed")])
    if not claims and told >= TOLD:
        reason = "told by somebody, but not clear by whom"
        return Judgement("none", reason=reason, confidence=told)
    powers = np.exp(scores[list(possible)] - scores.max())
    place = int(powers.argmax())
    status: SentenceStatus = SENTENCE_STATUSES[possible[place]]
    sure = float(powers[place] / powers.sum())
    if status not in ("mixed", "unsourced"):
        reason = "all of it is attributed" if claims else "nothing that could be checked"
        return Judgement(status, reason=reason, confidence=sure)
    own = (sentence,) if status == "unsourced" else _own(coverage)
    asked = asking(found)
    ask = asked >= settings.disputable
    asks = "an editor would ask" if ask else "an editor would hardly ask"
    likely = f"{asks} ({asked:.2f})"
    return Judgement(status, own or (sentence,), ask, likely, sure)


def asking(found: SentenceJudgement) -> float:
    """Return the probability that the writer asserts something and an editor would ask who says so.

    What the judge takes for nobody's own words is asked for less. The judge's word on asking alone
    has an F1 of 59.5 on 95 annotated articles, this one 61.2, each bar fitted on the other ones.
    """
    return found.disputable * float(sum(found.statuses[place] for place in _OWN))


def judgement_figures(found: SentenceJudgement, coverage: Coverage) -> NDArray[np.float64]:
    """Return the figures by which statuses are decided: the judge's log-odds, and how much of the
    sentence attributions leave over."""
    left = [len(stretch.words) for stretch in coverage.stretches]
    total = len(coverage.words)
    share = coverage.covered / max(1, total)
    odds = np.log(np.clip(found.statuses, 1e-4, 1.0))
    return np.array(
        [
            *odds,
            share,
            share**2,
            float(coverage.covered == 0),
            float(not left),
            np.log1p(max(left, default=0)),
            np.log1p(sum(left)),
            np.log1p(total),
            1.0,
        ]
    )


def _own(coverage: Coverage) -> tuple[Span, ...]:
    """What the writer asserts beside what is attributed: the stretches that are long enough, with
    the source that one says something of."""
    spans = []
    for stretch in coverage.stretches:
        if len(stretch.words) >= _LEAST_OWN:
            named = stretch.named.start if stretch.named is not None else stretch.span.start
            spans.append(Span(min(named, stretch.span.start), stretch.span.end))
    if not spans and coverage.stretches:
        spans = [max(coverage.stretches, key=lambda stretch: len(stretch.words)).span]
    return tuple(_apart(spans))


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Join spans that overlap."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
