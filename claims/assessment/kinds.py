"""The kind of a claim: fact, prediction, opinion, intention, or other (a question, a greeting).

A linear model weighs the cue ("vowed", "predicted"), the mood and tense of the content, the signs
of judgement in it and what role such words play in news. What is certain from the form alone is
decided before it: a question is no fact.
"""

from collections.abc import Mapping, Sequence
from typing import Final, cast

from claims.assessment.features import shape_features
from claims.assessment.kind_signs import find_kind_signs, stem
from claims.assessment.linear import LinearModel
from claims.assessment.signs import find_sign_words
from claims.assessment.words import Word
from claims.values import ClaimKind


def kind_features(
    text: str, words: Sequence[Word], cue: Sequence[Word], roles: dict[str, float]
) -> dict[str, float]:
    """Return the features of a content: its text, its words, its cue's words, its roles."""
    features = shape_features(words)
    features.update(find_sign_words([word.lower for word in words]))
    features.update(find_kind_signs(text, words, cue))
    for word in cue:
        features[f"cue:{stem(word.lower)}"] = 1.0
    for name, value in roles.items():
        features[f"role:{name}"] = 2 * value
    return features


def decide_kind(model: LinearModel, features: dict[str, float]) -> tuple[ClaimKind, float]:
    """Return the likeliest kind and its probability; what the form makes certain comes first."""
    certain = certain_kind(features)
    if certain is not None:
        return certain, _SURE
    probabilities = model.probabilities(features)
    best = max(probabilities, key=lambda label: probabilities[label])
    return cast(ClaimKind, best), probabilities[best]


def certain_kind(features: Mapping[str, float]) -> ClaimKind | None:
    """Return the kind where cue and form leave no doubt, else None.

    "asked whether", "declined to say why" and questions are neither fact nor plan; "called for an
    inquiry", "urged them to go" and "vowed to stay" are plans and demands; "predicted a win" looks
    ahead; a thing denied is claimed not to be so; what would have been is a judgement.
    """
    whether = "put:whether" in features
    if "put:question" in features or (whether and _SILENT & features.keys()):
        return "other"
    if "put:whether opens" in features and "announces:question" in features:
        return "other"
    if "put:counterfactual" in features and "put:would have" in features:
        return "opinion"
    if _CALLS & features.keys():
        return "intention"
    if "put:infinitive" in features and "announces:intention" in features:
        return "intention"
    if "announces:forecast" in features and not whether:
        return "prediction"
    if "announces:denial" in features and "judging" not in features:
        return "fact" if "put:infinitive" not in features else None
    return None


_SURE: Final = 0.9
_SILENT: Final = frozenset(("announces:silence", "announces:refusal to say"))
_CALLS: Final = frozenset(
    ("cue whole:call for", "cue whole:call on", "cue whole:call again for", "put:we ask")
)
