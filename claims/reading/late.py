"""The parts of reading that need packages of the extra "pages", imported when first needed.

The core reads plain text, Markdown, e-mail as text, JSON lines and archives of these. Pages, PDFs,
Word files, feeds, web archives and addresses take large packages (100 MB, and the time to import
them), which the extra brings; the desk asks for it.
"""

from importlib import import_module
from typing import Any, Final

from claims.errors import UnsupportedError
from claims.reading.options import ReadingOptions
from claims.reading.parts import Part, Reader, Reading

__all__ = ["PAGES", "late_reader", "loaded"]

PAGES: Final = frozenset(
    {
        "docx",
        "fastwarc",
        "feedparser",
        "htmldate",
        "httpcore",
        "httpx",
        "lxml",
        "lxml_html_clean",
        "pypdfium2",
        "trafilatura",
    }
)
"""What the packages of the extra "pages" are called where they are imported."""


def loaded(module: str, what: str) -> Any:
    """Return the module of that name in `claims.reading`, imported if it was not yet.

    Raises UnsupportedError, which names the extra, where one of its packages is not installed;
    `what` says what cannot be read without, such as "is a PDF".
    """
    try:
        return import_module(f"claims.reading.{module}")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in PAGES:
            raise
        raise UnsupportedError(f"{what}: pip install 'claims-desk[pages]' to read it") from error


def late_reader(module: str, name: str, what: str) -> Reader:
    """Return the reader of that name; its module is imported with the first part that it reads."""

    def read(part: Part, options: ReadingOptions) -> Reading:
        yield from getattr(loaded(module, what), name)(part, options)

    return read
