"""Claims: who says so, hop by hop, in every article."""

__version__ = "0.1.0"
