"""What role words play in news: the probabilities that feed the small models, read once per text.

A sentence is asked for its role up to three times (does it assert, is it disputable, what kind of
claim is it), so the last answers are kept.
"""

from collections.abc import Sequence

from claims.assessment.features import lexical_features, shape_features
from claims.assessment.linear import LinearModel
from claims.assessment.words import Word


class RoleReader:
    """Gives role probabilities of stretches of one text."""

    def __init__(self, model: LinearModel) -> None:
        """Keep the model; nothing is read yet."""
        self.model = model
        self._read: dict[tuple[int, int, int], dict[str, float]] = {}

    def read(self, words: Sequence[Word]) -> dict[str, float]:
        """Return the probability of each role for a run of words of the text."""
        if not words:
            return self.model.probabilities({})
        key = (words[0].start, words[-1].end, len(words))
        if key not in self._read:
            features = {**lexical_features(words), **shape_features(words)}
            self._read[key] = self.model.probabilities(features)
        return self._read[key]
