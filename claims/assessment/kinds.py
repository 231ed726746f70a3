"""The kind of a claim: fact, prediction, opinion, intention, or other (a question, a greeting).

A linear model weighs the cue ("vowed", "predicted"), the mood and tense of the content, the signs
of judgement in it and what role such words play in news. What is certain from the form alone is
decided before it: a question is no fact.
"""

import re
from collections.abc import Sequence
from typing import Final, cast

from claims.assessment.features import lexical_features, shape_features
from claims.assessment.linear import LinearModel
from claims.assessment.signs import find_signs
from claims.assessment.words import Word, word_set
from claims.values import ClaimKind

_QUESTION: Final = re.compile(r"\?[\s\"”’')\]]*$")
_OPENERS: Final = word_set(
    """
    that to if whether how what why who when where for as of against about
    """
)


def kind_features(
    text: str, words: Sequence[Word], cue: Sequence[Word], roles: dict[str, float]
) -> dict[str, float]:
    """Return the features of a content: its text, its words, its cue's words, and its role
    probabilities."""
    features = shape_features(words)
    features.update(find_signs(text, [word.lower for word in words]))
    features.update({f"word:{name}": 0.5 for name in lexical_features(words) if " " not in name})
    for word in cue:
        features[f"cue:{word.lower}"] = 1.0
        features[f"cue stem:{_stem(word.lower)}"] = 1.0
    if not cue:
        features["no cue"] = 1.0
    if words and words[0].lower in _OPENERS:
        features[f"opens:{words[0].lower}"] = 1.0
    if words and words[0].lower == "to" and len(words) > 1:
        features["infinitive"] = 1.0
    if _QUESTION.search(text):
        features["question"] = 1.0
    for name, value in roles.items():
        features[f"role:{name}"] = 2 * value
    return features


def _stem(word: str) -> str:
    """Cut the endings off a verb, so that "predicted" and "predicting" share a feature."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


def decide_kind(model: LinearModel, features: dict[str, float]) -> tuple[ClaimKind, float]:
    """Return the likeliest kind and its probability."""
    if features.get("question") and features.get("length", 0.0) < 1.0:
        return "other", 0.9
    probabilities = model.probabilities(features)
    best = max(probabilities, key=lambda label: probabilities[label])
    return cast(ClaimKind, best), probabilities[best]
