"""The columns of data files: one description for CSV, Parquet and the rows of a program.

Three tables leave: claims, their hops, their figures. Each column names the column of the database
whose description it has, or brings one of its own; `docs/data.md` is made from these. Columns join
on `claim` and `document`, which are the ids of the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal

from claims.store import descriptions

__all__ = ["TABLES", "Cell", "Column", "DataTable", "TableName", "cells"]

Cell = str | int | float | bool | date | datetime | None
TableName = Literal["claims", "hops", "figures"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `type` of its values, any of which may be None; `of` is where it comes from.

    `of` is a column of the database ("claims.text"), whose description this one has unless `text`
    says otherwise.
    """

    name: str
    type: type
    of: str
    text: str | None = None

    @property
    def description(self) -> str:
        """What the column means, in one line."""
        if self.text is not None:
            return self.text
        table, _, column = self.of.partition(".")
        return _described()[table][column]


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of a data file. `joins` is the SQL behind FROM; rows come in the order of `order`."""

    name: TableName
    title: str
    columns: tuple[Column, ...]
    joins: str
    order: str

    def statement(self, where: str) -> str:
        """Return the query of its rows under a condition on `claims`."""
        chosen = ", ".join(f'{column.of} AS "{column.name}"' for column in self.columns)
        return f"SELECT {chosen} FROM {self.joins} WHERE {where} ORDER BY {self.order}"  # noqa: S608 - constants of this module


@cache
def _described() -> dict[str, dict[str, str]]:
    return {name: table.columns for name, table in descriptions().items()}


_ARTICLE = (
    Column("document", str, "claims.document", "The article's id"),
    Column("url", str, "documents.url"),
    Column("title", str, "documents.title"),
    Column("publisher", str, "documents.publisher"),
    Column("author", str, "documents.author"),
    Column("published", date, "documents.published", "The day of publication, in UTC"),
    Column(
        "published_time",
        datetime,
        "documents.published",
        "The day and time of publication in UTC; empty where only the day is known",
    ),
)
_SENTENCE = Column("sentence", int, "sentences.number", "The number of the sentence, from 1")
_CLAIMS_AND_ARTICLES = """claims
    JOIN documents ON documents.id = claims.document
    JOIN sentences ON sentences.id = claims.sentence"""
_VERDICT = """
    SELECT reviews.id FROM standing_reviews AS standing
    JOIN reviews ON reviews.id = standing.id
    WHERE standing.target_kind = 'claim' AND standing.target = claims.id
        AND (standing.action = 'verdict'
            OR (standing.action = 'adjudicate' AND standing.field = 'verdict'))
    ORDER BY standing.id DESC LIMIT 1
"""

TABLES: Mapping[TableName, DataTable] = {
    "claims": DataTable(
        "claims",
        "claims, a row each",
        (
            Column("claim", str, "claims.id"),
            *_ARTICLE,
            _SENTENCE,
            Column("text", str, "claims.text"),
            Column("standalone", str, "claims.standalone"),
            Column("chain", str, "claims.chain"),
            Column("hops", int, "claims.hops"),
            Column("sourcing", str, "claims.sourcing"),
            Column("source", str, "sources.name", "The originator; empty where none is stated"),
            Column("source_kind", str, "sources.kind"),
            Column(
                "source_anonymous",
                bool,
                "sources.anonymous",
                "Whether the originator is unnamed; empty where none is stated",
            ),
            Column(
                "chain_anonymous",
                bool,
                "claims.anonymous",
                "Whether anybody in the chain is unnamed, the originator or who relays",
            ),
            Column("kind", str, "claims.kind"),
            Column("certainty", str, "claims.certainty"),
            Column("manner", str, "claims.manner"),
            Column("negated", bool, "claims.negated", "Whether it says that something is not so"),
            Column(
                "disputable",
                bool,
                "claims.disputable",
                "Whether it is the writer's own and an editor would ask: who says so?",
            ),
            Column("figures", int, "claims.figures"),
            Column("confidence", float, "claims.confidence"),
            Column("state", str, "claims.state"),
            Column("verdict", str, "verdict.value", "The verdict of a claim that is decided"),
            Column("flag", str, "claims.flag"),
            Column(
                "corrected",
                bool,
                "claims.corrected_by IS NOT NULL",
                "Whether a person changed what was extracted",
            ),
            # These are put in by `claims.exports.decisions`, as far as they may be told.
            Column("evidence", str, "NULL", "Addresses that support what was decided, a line each"),
            Column("notes", str, "NULL", "What reviewers wrote, a line each, with their names"),
            Column("decided_by", str, "NULL", "Who decided: names, with commas between"),
            Column("decided", datetime, "NULL", "When that was last, in UTC"),
        ),
        f"""{_CLAIMS_AND_ARTICLES}
    LEFT JOIN sources ON sources.id = claims.source
    LEFT JOIN reviews AS verdict
        ON claims.state = 'decided' AND verdict.id = ({_VERDICT})""",
        "claims.number",
    ),
    "hops": DataTable(
        "hops",
        "hops of the chains, a row each",
        (
            Column("claim", str, "hops.claim"),
            *_ARTICLE,
            _SENTENCE,
            Column("text", str, "claims.text", "The claim, in the article's words"),
            Column("position", int, "hops.position"),
            Column(
                "originator",
                bool,
                "hops.position = claims.hops - 1",
                "Whether it is the last hop, with whom the claim begins",
            ),
            Column("source_id", str, "sources.id", "The source's id in the database"),
            Column("source", str, "sources.name", "Who relays or originates"),
            Column("source_kind", str, "sources.kind"),
            Column("source_anonymous", bool, "sources.anonymous", "Whether this source is unnamed"),
            Column("mention", str, "mentions.text", "The words that name it here"),
            Column(
                "inferred",
                bool,
                "hops.inferred",
                "Whether the hop is not stated here, but the article made it certain",
            ),
            Column("confidence", float, "hops.confidence"),
            Column("rule", str, "hops.rule"),
        ),
        """hops
    JOIN claims ON claims.id = hops.claim
    JOIN documents ON documents.id = claims.document
    JOIN sentences ON sentences.id = claims.sentence
    JOIN sources ON sources.id = hops.source
    LEFT JOIN mentions ON mentions.id = hops.mention""",
        "claims.number, hops.position",
    ),
    "figures": DataTable(
        "figures",
        "dates and quantities of the claims, a row each",
        (
            Column("claim", str, "figures.claim"),
            *_ARTICLE,
            _SENTENCE,
            Column("text", str, "claims.text", "The claim, in the article's words"),
            Column("figure", str, "figures.text", "The words of the figure"),
            Column("kind", str, "figures.kind"),
            Column("value", str, "figures.value"),
            Column("unit", str, "figures.unit"),
            Column("bound", str, "figures.bound"),
            Column("start", int, "figures.start"),
            Column("end", int, "figures.end"),
        ),
        """figures
    JOIN claims ON claims.id = figures.claim
    JOIN documents ON documents.id = claims.document
    JOIN sentences ON sentences.id = claims.sentence""",
        "claims.number, figures.number",
    ),
}
"""The tables that leave, by their names."""


def cells(table: DataTable, row: Mapping[str, Any]) -> dict[str, Cell]:
    """Return a row of the database with the types of its columns."""
    return {column.name: _cell(column, row[column.name]) for column in table.columns}


def _cell(column: Column, value: Any) -> Cell:
    """Return a value as its column's type; what the database has as text becomes a date."""
    if value is None:
        return None
    if column.type is bool:
        return bool(value)
    if column.type is datetime:
        return _moment(value) if "T" in value else None
    if column.type is date:
        moment = _moment(value)
        return moment and moment.date()
    found: Cell = value
    return found


def _moment(text: str) -> datetime | None:
    """Return the date, or date and time, that a document carries; None for what is neither."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:  # kept by an earlier version, or another program
        return None
