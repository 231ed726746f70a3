"""Which pairs of premise and hypothesis are never trained on, and what their labels are called."""

import hashlib
from typing import Final

GIVEN: Final = {"entailment": "follows", "neutral": "neutral", "contradiction": "contradicts"}
"""The labels of the data sets, and the names that tracking has for them."""
_PARTS: Final = 7


def held_out(text: str) -> bool:
    """Tell whether a premise belongs to the seventh that is kept for measuring."""
    return hashlib.sha256(text.encode()).digest()[0] % _PARTS == 0
