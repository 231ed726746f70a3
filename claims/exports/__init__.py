"""What leaves the project: one file a format, each from stored values to text.

`FORMATS` and `FEEDS` list all that the command line and the desk offer.
"""

from claims.exports.added import formats
from claims.exports.columns import TABLES, Cell, Column, DataTable, TableName
from claims.exports.corrections import corrections
from claims.exports.formats import FEEDS, FORMATS, Feed, Format
from claims.exports.guide import guide_form
from claims.exports.report import readable_chain, report
from claims.exports.rows import flat_rows
from claims.exports.selecting import (
    Place,
    Selection,
    organisation_of,
    selected_documents,
    table_rows,
)

__all__ = [
    "FEEDS",
    "FORMATS",
    "TABLES",
    "Cell",
    "Column",
    "DataTable",
    "Feed",
    "Format",
    "Place",
    "Selection",
    "TableName",
    "corrections",
    "flat_rows",
    "formats",
    "guide_form",
    "organisation_of",
    "readable_chain",
    "report",
    "selected_documents",
    "table_rows",
]
