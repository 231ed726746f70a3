"""No cell of Datasette's CSV runs in a spreadsheet, and nothing else of it changes."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_fixtures import make_database
from store_fakes import article, fake_extract

from claims.review.access.csv_cells import SafeCells
from claims.review.server.desk import make_datasette

OWNER = {"id": "ann"}
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def written(rows: list[list[str]]) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('=HYPERLINK("http://x.example","click")', '\'=HYPERLINK("http://x.example","click")'),
        ("+SUM(A1:A2)", "'+SUM(A1:A2)"),
        ("@SUM(1)", "'@SUM(1)"),
        ("-2+3", "'-2+3"),
        ("－2", "'－2"),
        ("\tcmd", "'\tcmd"),
        ("-2", "-2"),
        ("+0.5", "+0.5"),
        ("-1.5e-07", "-1.5e-07"),
        ("2 = 1 + 1", "2 = 1 + 1"),
        ("“=”", "“=”"),
        ("", ""),
        ("a, =b\n=c", "a, =b\n=c"),
    ],
)
def test_a_cell_that_would_run_gets_an_apostrophe(before: str, after: str) -> None:
    for row in ([before], ["a", before, "b"], ["a", before]):
        safe = SafeCells().take(written([row]), last=True)
        [read] = csv.reader(io.StringIO(safe.decode(), newline=""))
        assert read == [after if cell == before else cell for cell in row]


@given(
    st.lists(st.lists(st.text('=+-@,"\n\r\tab1＝é', max_size=6), min_size=2), max_size=5), st.data()
)
def test_pieces_of_any_size_give_the_same_rows(rows: list[list[str]], data: st.DataObject) -> None:
    whole, cells, found = written(rows), SafeCells(), b""
    while whole:
        size = data.draw(st.integers(1, len(whole)))
        found += cells.take(whole[:size])
        whole = whole[size:]
    found += cells.take(b"", last=True)
    read = list(csv.reader(io.StringIO(found.decode(), newline="")))
    assert len(read) == len(rows)
    for before, after in zip(rows, read, strict=True):
        assert [cell.removeprefix("'") for cell in after] == before
        numbers = {cell for cell in after if cell.lstrip("+-").isdecimal()}
        assert not any(cell.startswith(RISKY) for cell in after if cell not in numbers)


@pytest.mark.parametrize(
    "address",
    [
        "/claims/documents.csv?_col=title",
        "/claims/documents.csv?_stream=on&_dl=on",
        "/claims/-/query.csv?sql=select+id,title+from+documents",
    ],
)
async def test_what_the_desk_answers_is_safe(tmp_path, address: str) -> None:
    hostile = fake_extract(replace(article(1), title="=cmd|'/C calc'!A0"))
    datasette = make_datasette(make_database(tmp_path / "articles.db", hostile), owner="ann")
    try:
        answer = await datasette.client.get(address, actor=OWNER)
        stored = await datasette.client.get("/claims/documents.json?_shape=array", actor=OWNER)
    finally:
        datasette.close()
    assert answer.status_code == 200
    [row] = csv.DictReader(io.StringIO(answer.text, newline=""))
    assert row["title"] == "'=cmd|'/C calc'!A0"
    assert stored.json()[0]["title"] == "=cmd|'/C calc'!A0"
