"""Reports for people: what was checked, who says so, and what was decided, ready to be handed on.

`gathering` reads it from the store; `page` writes it as one self-contained HTML page, which prints
well; `word` writes an article as a Word file with its notes in the margin.
"""

from collections.abc import Iterator
from importlib import import_module

from claims.errors import SettingsError
from claims.exports.reports.gathering import Report, gather
from claims.exports.reports.page import STYLE, page_pieces, report_body
from claims.exports.selecting import Place, Selection
from claims.store import Store

__all__ = ["STYLE", "Report", "gather", "page_pieces", "report_body", "word_pieces"]

_WORD = "claims.exports.reports.word"


def word_pieces(store: Store, selection: Selection, place: Place) -> Iterator[bytes]:
    """Yield one Word file of the articles in the selection; see `word`.

    Raises SettingsError where the extra "pages", which writes it, is not installed.
    """
    try:
        module = import_module(_WORD)
    except ModuleNotFoundError as error:
        line = "Word files need an extra: pip install 'claims-desk[pages]'"
        raise SettingsError(line) from error
    yield from module.word_pieces(store, selection, place)
