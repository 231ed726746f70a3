"""The process that adds articles for a desk: its orders, its reports, and it as a process."""

import math
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claims.adding.orders import Order, Piece, Report, order_of, report_of, to_line
from claims.adding.worker import carry_out
from claims.errors import InputError
from claims.inference import AttributionModel
from claims.pipeline import digests
from claims.store import open_store
from claims.tracking import Comparer
from claims.values import Document
from claims.workers import Limits, Workers

DAM = "The dam above the town holds, the engineer said on Monday. It was built in 1961.\n"
PAGE = """<!doctype html><html><head><title>Bridge closed</title></head><body><article>
<h1>Bridge closed</h1><p>The bridge over the river was closed on Friday, the mayor said. Nobody was
hurt when the crack was found, according to the police. It will stay closed for weeks.</p>
</article></body></html>"""


def put(folder: Path, name: str, text: str, **more: str) -> Piece:
    path = folder / f"{len(list(folder.iterdir()))}"
    path.write_text(text, "utf8")
    return Piece(name=name, file=str(path), **more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "handed over"
    made.mkdir()
    return made


def done(order: Order, database: Path, limits: Limits | None = None) -> list[Report]:
    told: list[Report] = []
    with Workers(limits=limits) as workers:
        carry_out(
            order,
            database,
            told.append,
            workers=workers,
            models=digests(AttributionModel()),
            comparer=Comparer(),
        )
    return told


@pytest.mark.parametrize(
    "value",
    [
        Order(
            id=7, pieces=(Piece(name="a b", file="/x"), Piece(name="u", url="https://x.example"))
        ),
        Order(folder="/x", title="“Dam”\nholds", published="2024-02-18"),
        Order(stories=True),
    ],
)
def test_an_order_travels_as_one_line(value: Order) -> None:
    assert to_line(value).count("\n") == 1
    assert order_of(to_line(value)) == value


def test_a_report_travels_as_one_line() -> None:
    report = Report(order=3, name="dam\u2028.txt", reason="is empty")
    assert report_of(to_line(report)) == report


@pytest.mark.parametrize("line", ["", "[]", "{", '{"pieces": 1}', '{"pieces": [{"x": 1}]}', "{}"])
def test_a_line_that_is_no_order_is_refused(line: str) -> None:
    with pytest.raises(InputError):
        order_of(line)


def test_what_was_handed_over_is_stored_and_what_cannot_be_read_is_told(
    tmp_path: Path, folder: Path
) -> None:
    pieces = (
        put(folder, "dam.txt", DAM),
        put(folder, "empty.txt", ""),
        put(folder, "https://news.example/bridge", PAGE, url="https://news.example/bridge"),
        Piece(name="/etc/passwd", url="/etc/passwd"),
        Piece(name="http://127.0.0.1/x", url="http://127.0.0.1/x"),
    )
    told = done(Order(id=4, pieces=pieces, folder=str(folder)), tmp_path / "claims.db")
    assert {report.order for report in told} == {4}
    assert told[-1] == Report(order=4, finished=True)
    begun = [one.name for one in told if not (one.document or one.reason or one.finished)]
    assert begun == [piece.name for piece in pieces]
    reasons = {one.name: one.reason for one in told if one.reason}
    assert reasons["empty.txt"].startswith("is empty")
    assert "begin it with https://" in reasons["/etc/passwd"]
    assert "private network" in reasons["http://127.0.0.1/x"]
    assert "--" not in "".join(reasons.values())
    with open_store(tmp_path / "claims.db") as store:
        rows = store.connection.execute("SELECT id, url, path, title FROM documents").fetchall()
        problems = store.connection.execute("SELECT path FROM problems").fetchall()
    assert {row[0] for row in rows} == {one.document for one in told if one.document}
    assert {row[1:] for row in rows} == {
        (None, "dam.txt", None),
        ("https://news.example/bridge", "https://news.example/bridge", "Bridge closed"),
    }
    assert {path for (path,) in problems} == set(reasons)
    assert not folder.exists()


def test_what_is_said_beside_a_text_holds(tmp_path: Path, folder: Path) -> None:
    order = Order(
        pieces=(put(folder, "pasted text", DAM),),
        folder=str(folder),
        title="The dam",
        publisher="Harbour News",
        published="2024-02-18",
        url="https://harbour.example/dam",
        author="Ann Lee",
    )
    [stored] = [one for one in done(order, tmp_path / "claims.db") if one.document]
    assert (stored.title, stored.known) == ("The dam", False)
    with open_store(tmp_path / "claims.db") as store:
        row = store.connection.execute(
            "SELECT title, publisher, published, url, author FROM documents"
        ).fetchone()
    assert row == (
        *("The dam", "Harbour News", "2024-02-18"),
        *("https://harbour.example/dam", "Ann Lee"),
    )


@pytest.fixture
def enough(tmp_path: Path) -> int:
    """The seconds in which this machine, as busy as it is, surely reads an ordinary article."""
    folder = tmp_path / "ordinary"
    folder.mkdir()
    with Workers() as workers:
        workers.warm_up()
        began = time.monotonic()
        [document] = workers.read(put(folder, "dam.txt", DAM).file or "")
        assert isinstance(document, Document)
        assert workers.extract(document).problems == ()
        return max(6, math.ceil(6 * (time.monotonic() - began)))


def test_what_takes_too_long_is_told_and_its_neighbours_are_stored(
    tmp_path: Path, folder: Path, enough: int
) -> None:
    # Extracting so much takes over 60 s where nothing else runs, and an ordinary article 0.1 s.
    endless = "\n\n".join(f"“It will hold,” said the mayor of town {n}." for n in range(60_000))
    pieces = (
        put(folder, "dam.txt", DAM),
        put(folder, "endless.txt", endless),
        put(folder, "bridge.html", PAGE),
    )
    order = Order(id=5, pieces=pieces, folder=str(folder))
    told = done(order, tmp_path / "claims.db", Limits(seconds=enough))
    reasons = {one.name: one.reason for one in told if one.reason}
    assert list(reasons) == ["endless.txt"], reasons
    reason = reasons["endless.txt"] or ""
    assert f"took longer than {enough} s" in reason
    assert "use claims add with --max-seconds" in reason
    with open_store(tmp_path / "claims.db") as store:
        rows = store.connection.execute("SELECT path FROM documents").fetchall()
    assert {path for (path,) in rows} >= {"dam.txt", "bridge.html"}


def test_an_order_that_cannot_be_carried_out_says_why(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "claims.db").write_text("no database at all")
    order = Order(id=2, pieces=(put(folder, "dam.txt", DAM),), folder=str(folder))
    [report] = done(order, tmp_path / "claims.db")
    assert report.finished
    assert "no SQLite database" in (report.reason or "")
    assert not folder.exists()


def test_the_process_finishes_what_it_was_given_though_nobody_listens(
    tmp_path: Path, folder: Path
) -> None:
    orders = [
        Order(id=number, pieces=(put(folder, f"{number}.txt", f"Part {number}. {DAM}"),))
        for number in (1, 2)
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "claims.adding.worker", str(tmp_path / "claims.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.close()
    process.stdin.write("".join(map(to_line, orders)))
    process.stdin.close()
    assert process.wait(300) == 0
    with open_store(tmp_path / "claims.db") as store:
        assert store.connection.execute("SELECT count(*) FROM documents").fetchone() == (2,)
