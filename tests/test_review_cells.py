"""Cells of tables link to the desk's pages, and no value whatever makes an error."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.review.tables.cells import cell, path_to

CASES = [
    ("c1", "claim", "hops", {}, "/-/claims/claim/c1"),
    ({"value": "d1", "label": "Dam <b>"}, "document", "claims", {}, "Dam &lt;b&gt;"),
    ({"value": "d1", "label": None}, "document", "claims", {}, ">d1<"),
    ("Reuters", "name", "sources", {"id": "s1"}, "/-/claims/source/s1"),
    ("A title", "title", "documents", {"id": "d1"}, "/-/claims/article/d1"),
    (None, "title", "documents", {"id": "d1"}, "(no headline)"),
    (
        None,
        "title",
        "documents",
        {"id": "d1", "text": "It rained. <b>"},
        ">“It rained. &lt;b&gt;”</a>",
    ),
    ("A title", "title", None, {"document": "d1"}, "/-/claims/article/d1"),
    ("words", "text", "claims_to_review", {"claim": "c1"}, "/-/claims/claim/c1"),
    ("x" * 500, "text", "claims", {"id": "c1"}, "x…</a>"),
    ("a/b?c#d", "claim", "hops", {}, "/-/claims/claim/a%2Fb%3Fc%23d"),
    ('"><script>', "claim", "hops", {}, "/-/claims/claim/%22%3E%3Cscript%3E"),
]


@pytest.mark.parametrize(("value", "column", "table", "row", "expected"), CASES)
def test_links(value, column, table, row, expected):
    assert expected in str(cell(value, column, table, row))


@pytest.mark.parametrize(
    ("value", "column", "table", "row"),
    [
        ("words", "text", "sentences", {"id": "x"}),
        ("fact", "kind", "claims", {"id": "c1"}),
        (None, "claim", "findings", {}),
        (7, "claim", "findings", {}),
        ("Reuters", "name", "appearances", {}),
        ("Reuters", "name", "sources", None),
    ],
)
def test_what_is_no_link(value, column, table, row):
    assert cell(value, column, table, row) is None


VALUES = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.floats(),
    st.binary(),
    st.dictionaries(
        st.sampled_from(["value", "label"]), st.one_of(st.none(), st.text(), st.integers())
    ),
)
COLUMNS = st.sampled_from(["id", "claim", "document", "source", "title", "text", "name", "x"])
TABLES = st.one_of(
    st.none(), st.sampled_from(["claims", "documents", "sources", "hops"]), st.text()
)


@given(VALUES, COLUMNS, TABLES, st.one_of(st.none(), st.dictionaries(COLUMNS, VALUES), VALUES))
def test_no_value_fails_and_no_markup_gets_through(value, column, table, row):
    made = cell(value, column, table, row)
    assert made is None or str(made).count("<") == 2  # the link opens and closes, nothing else


def test_rows_of_sqlite_are_read():
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    row = connection.execute("SELECT 'd1' AS id, 'T' AS title").fetchone()
    assert path_to("article", "d1") in str(cell("T", "title", "documents", row))
