"""Claims: who says so, hop by hop, in every article.

The package itself imports nothing. A program starts from `claims.pipeline.extract` and the values
of `claims.values`; `docs/library.md` shows the rest.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
