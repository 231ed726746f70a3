"""Reports for people: what was checked, who says so, and what was decided, ready to be handed on.

`gathering` reads it from the store; `page` writes it as one self-contained HTML page, which prints
well; `word` writes an article as a Word file with its notes in the margin.
"""

from claims.exports.reports.gathering import Report, gather
from claims.exports.reports.page import STYLE, page_pieces, report_body
from claims.exports.reports.word import word_pieces

__all__ = ["STYLE", "Report", "gather", "page_pieces", "report_body", "word_pieces"]
