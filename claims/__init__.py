"""Claims: who says so, hop by hop, in every article.

    import claims

    found = claims.extract("The dam holds, an engineer told Reuters.", published="2024-02-19")
    rows = list(claims.flat_rows(found))

To import the package loads nothing; its names are those of `claims.library`, imported when one of
them is first asked for (PEP 562). `docs/library.md` shows the rest.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.library import (
        Document,
        Extraction,
        Given,
        Limits,
        Problem,
        default_model,
        document_of,
        extract,
        extract_many,
        flat_rows,
        guide_form,
        readable_chain,
        report,
        to_dict,
    )

__all__ = [
    "Document",
    "Extraction",
    "Given",
    "Limits",
    "Problem",
    "__version__",
    "default_model",
    "document_of",
    "extract",
    "extract_many",
    "flat_rows",
    "guide_form",
    "readable_chain",
    "report",
    "to_dict",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the library when one of its names is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module("claims.library"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names, imported or not."""
    return sorted(__all__)
