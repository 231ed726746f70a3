"""The numbers that training and run time must agree on: labels, features, sizes of tables and
windows."""

from typing import Final

CUE_LABELS: Final = ("outside", "begins", "continues")
ROLE_LABELS: Final = ("none", "source", "content")
BOUNDARY_NAMES: Final = ("source starts", "source ends", "content starts", "content ends")
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
