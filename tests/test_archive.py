"""An archive holds what `claims add` would store; it is resumed, and nothing is there twice."""

import json
from pathlib import Path

import pytest
from archive_making import LIMITS, content, inputs, line, made, page, parquet_of, rows
from reading_makers import warc

from claims.adding import add_articles
from claims.archive.as_stored import as_stored
from claims.archive.cutting import pieces_of
from claims.archive.extracting import Job, Journal, ShardWorker
from claims.archive.folder import ArchiveFolder
from claims.archive.pieces import Piece, Shard
from claims.archive.planning import planned
from claims.archive.reading import read_piece
from claims.archive.tables import TABLES, period_of, schema_of
from claims.errors import InputError, SettingsError
from claims.pipeline import default_model, extract, extract_many
from claims.reading import ReadingOptions, read
from claims.store import add_extractions, begin_run, descriptions, memory_store
from claims.store.extractions.digests import extraction_digests
from claims.store.extractions.stored import extraction_of
from claims.values import Document, Problem
from tests.extractions import dam


def test_the_rows_are_those_that_adding_stores(tmp_path: Path) -> None:
    """All tables, whole, of every kind of input and of what cannot be read."""
    inputs(tmp_path / "in")
    summary = made(tmp_path / "in", out=tmp_path / "out")
    with memory_store() as store:
        added = add_articles(
            store,
            [str(tmp_path / "in")],
            extract_all=lambda documents: extract_many(documents, model=default_model()),
        )
        assert (summary.articles, summary.problems) == (added.added, added.problems)
        assert summary.articles > 20
        assert summary.problems == 5
        for table, columns in TABLES.items():
            if table in ("sources", "extraction_digests"):
                continue
            names = ", ".join(f'"{column}"' for column in columns)
            stored = store.connection.execute(f"SELECT {names} FROM {table}").fetchall()  # noqa: S608 - constants
            assert sorted(stored, key=repr) == rows(tmp_path / "out", table), table
        # A source that all articles share is one row of the store, and one of each shard here.
        known = dict.fromkeys(row[:1] for row in rows(tmp_path / "out", "sources"))
        assert sorted(known) == sorted(store.connection.execute("SELECT id FROM sources"))
        # The digest of when it was added is all that the archive cannot know.
        kept = store.connection.execute("SELECT document, digests FROM extraction_digests")
        digests = {document: json.loads(digest) for document, digest in kept}
        for document, digest in rows(tmp_path / "out", "extraction_digests"):
            assert digests[document] == {
                **json.loads(digest),
                "documents": digests[document]["documents"],
            }


def test_what_is_digested_is_what_is_read_back() -> None:
    document = Document(
        "“It holds,” she said. Ann Lee told Reuters that the dam holds, and said so."
    )
    for found in (dam(), extract(document, default_model())):
        with memory_store() as store:
            add_extractions(store, [found], run=begin_run(store, "test"))
            [identity] = store.connection.execute("SELECT id FROM documents").fetchone()
            back = extraction_of(store.connection, identity)
        assert back is not None
        assert extraction_digests(back, "") == extraction_digests(as_stored(found), "")


@pytest.mark.parametrize("table", TABLES)
def test_the_schema_is_the_stores(table: str) -> None:
    """A column that a migration adds is either the desk's own, or stands here too."""
    described = descriptions()[table].columns
    schema = schema_of(table)
    for field in schema:
        assert field.metadata[b"description"].decode() == described[field.name]
    with memory_store() as store:
        known = {row[1] for row in store.connection.execute(f"PRAGMA table_info({table})")}
    assert set(schema.names) <= known


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_pieces_give_what_the_whole_gives(tmp_path: Path, size: int) -> None:
    options = ReadingOptions()
    for path in inputs(tmp_path / "in"):
        whole = list(read(str(path), options=options))
        pieces = list(pieces_of(str(path), size))
        found = [item for piece in pieces for item in read_piece(piece, options)]
        assert found == whole, path.name
        alone = path.name in ("packed.jsonl.gz", "whole.warc.gz") or len(whole) <= size
        assert (len(pieces) == 1) == alone or path.name == "crawl.warc.gz", path.name


def test_parquet_is_read_as_json_lines_are(tmp_path: Path) -> None:
    lines = [line(number) for number in range(5)] + [line(5, text="", published=None)]
    path = parquet_of(tmp_path / "in.parquet", lines)
    (tmp_path / "in.jsonl").write_text("".join(lines), "utf8")
    options = ReadingOptions()
    expected = list(read(str(tmp_path / "in.jsonl"), options=options))
    pieces = list(pieces_of(str(path), 3))
    assert [(piece.start, piece.stop, piece.first) for piece in pieces] == [(0, 2, 1), (2, 3, 5)]
    found = [item for piece in pieces for item in read_piece(piece, options)]
    for one, other in zip(found, expected, strict=True):
        if isinstance(one, Problem):
            assert (one.path, one.reason) == (
                f"{path}#6",
                'row 6 has an empty "text": put the article there, or take it out',
            )
        else:
            assert isinstance(other, Document)
            number = (other.path or "").partition("#")[2]
            assert one == other.altered(path=f"{path}#{number}", format="parquet")


def test_a_damaged_web_archive_costs_the_damaged_record_only(tmp_path: Path) -> None:
    data = bytearray(warc([page(n) for n in range(6)]))
    middle = data.index(b"https://example.org/pages/2")
    data[middle - 60 : middle - 40] = b"?" * 20
    path = tmp_path / "crawl.warc"
    path.write_bytes(data)
    options = ReadingOptions()
    whole = [item for item in read(str(path), options=options) if isinstance(item, Document)]
    pieces = list(pieces_of(str(path), 2))
    found = [item for piece in pieces for item in read_piece(piece, options)]
    assert len(pieces) > 1
    assert [item for item in found if isinstance(item, Document)] == whole


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nowhere.txt", "is not there"),
        ("file:///nowhere/at/all.jsonl", "is not there"),
        ("nosuch://bucket/a.jsonl", "cannot be reached"),
        ("memory://nothing/*.jsonl", "is not there"),
    ],
)
def test_what_is_not_there_is_a_problem(target: str, said: str) -> None:
    [piece] = pieces_of(target, 10)
    [problem] = read_piece(piece, ReadingOptions())
    assert isinstance(problem, Problem)
    assert said in problem.reason


def test_pages_are_not_fetched() -> None:
    with pytest.raises(InputError, match="claims add fetches pages"):
        list(pieces_of("https://example.org/a", 10))


def test_files_far_away_are_read_in_stretches(tmp_path: Path) -> None:
    """By the scheme of a file system, as s3:// is; the rows differ by their paths only."""
    inputs(tmp_path / "in")
    address = (tmp_path / "in").as_uri()
    for near, far in zip(pieces_of(str(tmp_path / "in"), 2), pieces_of(address, 2), strict=True):
        assert (near.kind, near.start, near.stop, near.first, near.weight) == (
            *(far.kind, far.start, far.stop, far.first, far.weight),
        )
        one, other = (list(read_piece(piece, ReadingOptions())) for piece in (near, far))
        assert len(one) == len(other)
        for local, remote in zip(one, other, strict=True):
            if isinstance(local, Document) and isinstance(remote, Document):
                assert local.altered(path=None) == remote.altered(path=None)


@pytest.mark.parametrize(
    ("published", "by", "period"),
    [
        ("2024-02-18", "day", "2024-02-18"),
        ("2024-02-18T22:30:00-07:00", "day", "2024-02-18"),
        ("2024-02-18T22:30:00-07:00", "month", "2024-02"),
        ("2024-02-18", "year", "2024"),
        (None, "month", "undated"),
    ],
)
def test_the_period_is_that_of_the_articles_own_day(
    published: str | None, by: str, period: str
) -> None:
    assert period_of(published, by) == period


def test_a_second_run_brings_what_is_new_and_nothing_else(tmp_path: Path) -> None:
    first, second, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "out"
    first.write_text("".join(map(line, range(4))), "utf8")
    second.write_text("".join(map(line, range(4, 6))), "utf8")
    assert made(first, out=out).new == 2
    before = content(out)
    again = made(first, out=out)
    assert (again.new, again.articles, content(out)) == (0, 4, before)
    more = made(second, first, out=out)
    assert (more.new, more.articles) == (1, 6)
    numbers = [shard.number for shard in planned(ArchiveFolder(out))]
    assert numbers == [0, 1, 2]


def test_an_archive_is_made_in_one_way(tmp_path: Path) -> None:
    source, out = tmp_path / "a.jsonl", tmp_path / "out"
    source.write_text(line(1), "utf8")
    made(source, out=out)
    with pytest.raises(SettingsError, match="made with another by"):
        made(source, out=out, by="year")
    with pytest.raises(SettingsError, match="made with another reading"):
        made(source, out=out, reading=ReadingOptions(publisher="The Post"))
    with pytest.raises(SettingsError, match="holds other things"):
        made(source, out=tmp_path)


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ([line(1), line(2), line(1)], {"1": "", "2": ""}),  # twice in one shard
        ([line(1), line(2), line(3), line(1)], {"1": "", "2": "", "3": ""}),  # in two
        ([line(1), line(2), line(1, author="Ann")], {"1": "Ann", "2": ""}),
        ([line(1), line(2), line(3), line(1, author="Ann")], {"1": "Ann", "2": "", "3": ""}),
        ([line(1), line(2), line(3), line(1, published="2023-01-01")], {"1": "", "2": "", "3": ""}),
    ],
)
def test_an_article_that_comes_twice_stands_once(
    tmp_path: Path, lines: list[str], kept: dict[str, str]
) -> None:
    """As with adding, what is the same changes nothing, and what differs takes its place."""
    source, out, plain = tmp_path / "a.jsonl", tmp_path / "out", tmp_path / "plain"
    source.write_text("".join(lines), "utf8")
    assert made(source, out=out).articles == len(kept)
    columns = TABLES["documents"]
    found = {
        row[columns.index("url")].rsplit("/", 1)[1]: row[columns.index("author")] or ""
        for row in rows(out, "documents")
    }
    assert found == kept
    # The rows are those of an archive in which each came once, the way it came last.
    once = {json.loads(one)["url"]: one for one in lines}
    source.write_text("".join(once.values()), "utf8")
    made(source, out=plain)
    path = columns.index("path")
    for table, ones in content(out).items():
        others = content(plain)[table]
        if table == "documents":
            ones, others = (
                [(at, (*row[:path], *row[path + 1 :])) for at, row in some]
                for some in (ones, others)
            )
        if table != "sources":
            assert ones == others, table
    assert made(source, out=plain).repeated == 0


@pytest.mark.parametrize("moved", [0, 1, 5, 1000])
def test_what_was_ready_is_put_in_place_by_the_next_run(tmp_path: Path, moved: int) -> None:
    """A kill between the rename that makes a shard ready and the end of putting it in place."""
    source, out, whole = tmp_path / "a.jsonl", tmp_path / "out", tmp_path / "whole"
    source.write_text("".join(map(line, range(5))), "utf8")
    made(source, out=whole)
    made(source, out=out)
    folder = ArchiveFolder(out)
    done = folder.done("000000")
    assert done is not None
    ready = out / "_ready" / "000000"
    ready.mkdir()
    for name in done.files[moved:]:
        (ready / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).rename(ready / name)
    (out / "_done" / "000000.json").rename(ready / "done.json")
    left = folder.begin("000001")  # an attempt that was cut off
    left.path("claims", "undated").write_bytes(b"half")
    for shard in ("000000", "000001"):  # of one that is in place, and of one that was cut off
        folder.journal(shard).write_bytes(b"extract 0 1".ljust(63) + b"\n")
    summary = made(source, out=out)
    assert (summary.articles, content(out)) == (5, content(whole))
    assert not list((out / "_ready").iterdir())
    assert not list((out / "_work").glob("000000*"))


def test_of_two_attempts_at_a_shard_one_counts(tmp_path: Path) -> None:
    source, out = tmp_path / "a.jsonl", tmp_path / "out"
    source.write_text(line(1), "utf8")
    made(source, out=out)
    before = content(out)
    folder = ArchiveFolder(out)
    done = folder.done("000000")
    assert done is not None
    late = folder.begin("000000")
    late.path("claims", "undated").write_bytes(b"whatever")
    assert folder.finish(late, done) == done
    assert content(out) == before


@pytest.mark.parametrize(
    ("kept", "deaths"),
    [
        (b"", 0),
        (b"extract 0 1".ljust(63) + b"\n", 1),
        (b"extract 0 1".ljust(63) + b"\nextract 0 1\nextract 0 0\n", 2),
        (b" ".ljust(63) + b"\nextract 0 1\nextract 0 1\n", 2),
        (b"extr", 0),  # cut off while it was written
        (b"\xff\xfe" * 40, 0),
    ],
)
def test_a_journal_counts_the_deaths_at_a_step(tmp_path: Path, kept: bytes, deaths: int) -> None:
    path = tmp_path / "journal"
    path.write_bytes(kept)
    with Journal(path) as journal:
        assert journal.deaths("extract 0 1") == deaths
        journal.at("extract 0 2")
    with Journal(path) as journal:  # it ended by itself: no further death
        assert journal.deaths("extract 0 1") == deaths
        assert journal.deaths("extract 0 2") == 0


@pytest.mark.parametrize(
    ("step", "times", "articles", "said"),
    [
        ("extract 0 1", 2, 3, None),
        ("extract 0 1", 3, 3, "ended its reader 3 times"),
        ("read 0 1", 2, 3, None),
        ("read 0 1", 3, 1, "ended its reader 3 times"),
    ],
)
def test_an_article_at_which_workers_die_becomes_a_problem(
    tmp_path: Path, step: str, times: int, articles: int, said: str | None
) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text("".join(map(line, range(3))), "utf8")
    folder = ArchiveFolder(tmp_path / "out")
    folder.prepare()
    folder.journal("000000").write_bytes(b" ".ljust(63) + b"\n" + f"{step}\n".encode() * times)
    summary = made(source, out=tmp_path / "out")
    problems = rows(tmp_path / "out", "problems")
    assert (summary.articles, len(problems)) == (articles, int(said is not None))
    assert all(said in problem[3] for problem in problems if said)


def test_a_problem_is_a_row_and_not_the_end(tmp_path: Path) -> None:
    job = Job(folder=tmp_path, reading=ReadingOptions(), limits=LIMITS)
    folder = ArchiveFolder(tmp_path)
    folder.prepare()
    source = tmp_path / "a.jsonl"
    source.write_text(line(1) + line(2, text="Der Deich hält, sagte sie.", language="de"), "utf8")
    [piece] = pieces_of(str(source), 10)
    worker = ShardWorker(job, default_model())
    done = worker.work(Shard(0, (Piece("gone", "problem", mark="is not there"), piece)))
    assert (done.articles, done.problems) == (2, 2)
    assert worker.work(Shard(0, ())) == done  # it is in place: nothing is done again
