"""What this stage asks of an encoder: numbers for a stretch of the text."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from claims.values import Span


class SpanFeatures(Protocol):
    """Gives the mean of the encoder's last hidden states over the word pieces of a span."""

    def pool(self, span: Span) -> NDArray[np.float32]:
        """Return 384 numbers; zeros where no word piece lies in the span."""
        ...
