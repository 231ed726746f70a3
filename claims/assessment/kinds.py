"""The kind of a claim: fact, prediction, opinion, intention, or other (a question, a greeting).

A linear model weighs the cue ("vowed", "predicted"), the mood and tense of the content, the signs
of judgement in it and what role such words play in news. What is certain from the form alone is
decided before it: a question is no fact.
"""

from collections.abc import Sequence
from typing import cast

from claims.assessment.features import shape_features
from claims.assessment.kind_signs import find_kind_signs, stem
from claims.assessment.linear import LinearModel
from claims.assessment.signs import find_signs
from claims.assessment.words import Word
from claims.values import ClaimKind


def kind_features(
    text: str, words: Sequence[Word], cue: Sequence[Word], roles: dict[str, float]
) -> dict[str, float]:
    """Return the features of a content: its text, its words, its cue's words, its roles."""
    features = shape_features(words)
    features.update(find_signs(text, [word.lower for word in words]))
    features.update(find_kind_signs(text, words, cue))
    for word in cue:
        features[f"cue:{stem(word.lower)}"] = 1.0
    for name, value in roles.items():
        features[f"role:{name}"] = 2 * value
    return features


def decide_kind(model: LinearModel, features: dict[str, float]) -> tuple[ClaimKind, float]:
    """Return the likeliest kind and its probability."""
    probabilities = model.probabilities(features)
    best = max(probabilities, key=lambda label: probabilities[label])
    return cast(ClaimKind, best), probabilities[best]
