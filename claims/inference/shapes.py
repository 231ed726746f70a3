"""The numbers that training and run time must agree on: labels, features, sizes of tables and
windows."""

from typing import Final

CUE_LABELS: Final = ("outside", "begins", "continues")
ROLE_LABELS: Final = ("none", "source", "content", "via")
BOUNDARY_NAMES: Final = (
    "source starts",
    "source ends",
    "content starts",
    "content ends",
    "via starts",
    "via ends",
)
# Two conventions of what counts as an attribution are learned side by side: PolNeAR's (one level,
# long descriptive sources) and that of our annotation guide (any depth, mentions as sources).
CONVENTIONS: Final = ("polnear", "guide")
POLNEAR: Final = 0
GUIDE: Final = 1
SENTENCE_STATUSES: Final = ("attributed", "mixed", "unsourced", "none")
CLAIM_KINDS: Final = ("fact", "prediction", "opinion", "intention", "other")
SOURCE_KINDS: Final = ("person", "organisation", "outlet", "document", "group")
SOURCE_NUMBERS: Final = ("one", "several", "unknown")
FEATURE_NAMES: Final = (
    "starts with a capital",
    "all capitals",
    "is a quotation mark",
    "lies inside quotation marks",
    "starts a paragraph",
    "continues a word",
)
# Distances from a piece to the cue, in pieces, are clipped here; so are distances in paragraphs.
MAXIMUM_DISTANCE: Final = 96
MAXIMUM_PARAGRAPHS: Final = 2
# Pieces of a window, without the two marks ([CLS], [SEP]) that BERT puts around it.
WINDOW_PIECES: Final = 222
WINDOW_OVERLAP: Final = 48
