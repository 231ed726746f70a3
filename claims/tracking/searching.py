"""How the closest claims to a statement are ranked."""

from typing import Final

WORD_SHARE: Final = 0.012
"""What a point of BM25 adds to a cosine: MAP@5 on CheckThat! 2020 train 94.8, against 91.7 by the
cosine alone and 87.6 by BM25 over stems alone."""
