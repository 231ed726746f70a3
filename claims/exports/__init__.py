"""What leaves the project: one file a format, each from stored values to text.

`FORMATS` and `FEEDS` list all that the command line and the desk offer. The names are those of the
modules below, each of which is imported when one of its names is first asked for (PEP 562): the
form of one extraction takes nothing of what reports and data files take.
"""

from typing import TYPE_CHECKING, Final

from claims.late import late_names

if TYPE_CHECKING:
    from claims.exports.built_in_formats import FEEDS, FORMATS, Feed, Format
    from claims.exports.columns import TABLES, Cell, Column, DataTable, TableName
    from claims.exports.corrected import corrections
    from claims.exports.guide import guide_form
    from claims.exports.outlets import outlet_names
    from claims.exports.plain_report import readable_chain, report
    from claims.exports.plugin_formats import formats
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
    "outlet_names",
    "readable_chain",
    "report",
    "selected_documents",
    "table_rows",
]

_HOMES: Final = {
    "Cell": "columns",
    "Column": "columns",
    "DataTable": "columns",
    "FEEDS": "built_in_formats",
    "FORMATS": "built_in_formats",
    "Feed": "built_in_formats",
    "Format": "built_in_formats",
    "Place": "selecting",
    "Selection": "selecting",
    "TABLES": "columns",
    "TableName": "columns",
    "corrections": "corrected",
    "flat_rows": "rows",
    "formats": "plugin_formats",
    "guide_form": "guide",
    "organisation_of": "selecting",
    "outlet_names": "outlets",
    "readable_chain": "plain_report",
    "report": "plain_report",
    "selected_documents": "selecting",
    "table_rows": "selecting",
}
"""The module in which each name is found."""


__getattr__ = late_names(__name__, _HOMES)
