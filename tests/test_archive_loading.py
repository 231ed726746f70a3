"""What is loaded from an archive is what adding stores; questions get the desk's names."""

import json
from pathlib import Path

import pyarrow.parquet
import pytest
from archive_making import line, made
from click.testing import CliRunner

from claims.adding import add_articles
from claims.archive.asking import ask_archive
from claims.archive.folder import ArchiveFolder
from claims.archive.loading import load_archive
from claims.cli import command_line
from claims.errors import InputError, SettingsError
from claims.pipeline import default_model, extract_many
from claims.store import (
    AddSummary,
    Store,
    add_reviewer,
    memory_store,
    open_store,
    owed,
    transaction,
    verify,
)
from claims.store.decisions import CorrectKind, decide
from claims.store.extractions.rows import COLUMNS

ARTICLES = 7
LATER = "2024-02-05T10:00:00+01:00"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "in.jsonl"
    lines = [*map(line, range(ARTICLES - 1)), line(ARTICLES - 1, published=LATER), "broken\n"]
    path.write_text("".join(lines), "utf8")
    return path


@pytest.fixture(scope="module")
def archive(source: Path) -> Path:
    out = source.parent / "out"
    made(source, out=out)
    return out


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return what extraction stored, without times and runs."""
    names = {table: ", ".join(f'"{name}"' for name in COLUMNS[table]) for table in COLUMNS}
    names["documents"] = "id, url, title, publisher, published, path, words, digest, version, text"
    names["problems"] = "document, path, stage, reason"
    names["source_keys"] = names["source_pairs"] = names["namesakes"] = "*"
    return {
        table: sorted(store.connection.execute(f"SELECT {columns} FROM {table}"), key=repr)  # noqa: S608 - constants
        for table, columns in names.items()
    }


def test_loading_stores_what_adding_stores(source: Path, archive: Path) -> None:
    with memory_store() as loaded, memory_store() as added:
        summary = load_archive(loaded, archive)
        add_articles(
            added,
            [str(source)],
            extract_all=lambda documents: extract_many(documents, model=default_model()),
        )
        assert (summary.added, summary.problems) == (ARTICLES, 1)
        assert tables(loaded) == tables(added)
        # `verify` extracts nothing anew, but takes all digests again.
        assert verify(loaded) == ()
        assert [one.count for one in owed(loaded)] == [ARTICLES, ARTICLES]
        again = load_archive(loaded, archive)
        assert (again.added, again.updated, again.unchanged) == (0, 0, ARTICLES)


@pytest.mark.parametrize(
    ("where", "articles"),
    [
        ("publisher = 'Lind Post'", 4),
        ("published >= '2024-03'", 2),
        ("id IN (SELECT document FROM claims WHERE text LIKE '%crate 3-%')", 1),
        ("published < '2000'", 0),
        ("true -- all", ARTICLES),
    ],
)
def test_a_part_is_loaded_whole(archive: Path, where: str, articles: int) -> None:
    with memory_store() as store:
        assert load_archive(store, archive, where=where).added == articles
        assert verify(store) == ()
        counts = [store.database[table].count for table in ("documents", "sentences", "claims")]
        assert all(counts) == bool(articles)


@pytest.mark.parametrize("decided", [False, True])
def test_what_is_stored_already_changes_nothing_for_the_others(
    archive: Path, *, decided: bool
) -> None:
    """One article is known, and people have decided on it or not."""
    with memory_store() as store, memory_store() as plain:
        load_archive(store, archive, where="url LIKE '%/3'")
        if decided:
            add_reviewer(store, "ana", role="editor")
            (claim,) = store.connection.execute("SELECT id FROM claims LIMIT 1").fetchone()
            with transaction(store) as connection:
                decide(
                    connection,
                    reviewer="ana",
                    target_kind="claim",
                    target=claim,
                    action=CorrectKind("opinion"),
                    seen=None,
                )
        assert load_archive(store, archive) == AddSummary(
            added=ARTICLES - 1, unchanged=1, problems=1
        )
        load_archive(plain, archive)
        loaded, expected = tables(store), tables(plain)
        for table in ("documents", "sentences", "spans", "hops", "appearances", "source_keys"):
            assert loaded[table] == expected[table], table
        assert verify(store) == ()


def test_what_came_with_another_text_takes_its_place(tmp_path: Path, archive: Path) -> None:
    newer = tmp_path / "newer.jsonl"
    newer.write_text(line(1, text="The ferry sank, Ana Berg said.") + line(2, title=None), "utf8")
    made(newer, out=tmp_path / "newer")
    with open_store(tmp_path / "claims.db") as store:
        load_archive(store, archive)
        summary = load_archive(store, tmp_path / "newer")
        # The second article came without its headline only: what is stored says more.
        assert summary == AddSummary(updated=1, unchanged=1)
        [(versions,)] = store.connection.execute("SELECT count(*) FROM document_versions")
        assert versions == 1
        assert verify(store) == ()


def test_rows_that_do_not_fit_are_a_problem_and_the_others_are_loaded(
    tmp_path: Path, source: Path
) -> None:
    out = tmp_path / "out"
    made(source, out=out)
    path = ArchiveFolder(out).files("claims")[0]
    table = pyarrow.parquet.read_table(path, partitioning=None)
    names = table.column_names.index("sentence")
    broken = table.set_column(names, table.schema.field(names), [["nowhere"] * table.num_rows])
    broken = broken.set_column(
        table.column_names.index("number"),
        table.schema.field("number"),
        [[1] * table.num_rows],  # two claims of one number
    )
    pyarrow.parquet.write_table(broken, path)
    with memory_store() as store:
        summary = load_archive(store, out)
        assert 0 < summary.added < ARTICLES
        reasons = [row["reason"] for row in store.database["problems"].rows]
        assert any("the archive's rows are not sound" in reason for reason in reasons)


def test_a_row_that_names_what_is_not_there_is_a_problem_of_its_article(
    tmp_path: Path, source: Path
) -> None:
    out = tmp_path / "out"
    made(source, out=out)
    path = ArchiveFolder(out).files("claims")[0]
    table = pyarrow.parquet.read_table(path, partitioning=None)
    place = table.column_names.index("sentence")
    sentences = ["nowhere", *table["sentence"].to_pylist()[1:]]
    broken = table.set_column(place, table.schema.field(place), [sentences])
    pyarrow.parquet.write_table(broken, path)
    with open_store(tmp_path / "claims.db") as store:
        assert load_archive(store, out).added == ARTICLES - 1
        [fault] = store.connection.execute(
            "SELECT reason FROM problems WHERE stage = 'store'"
        ).fetchall()
        assert fault == (
            "the archive's rows are not sound: claims name sentences that are not there",
        )
        assert verify(store) == ()


def test_questions_find_the_desks_tables_and_views(archive: Path) -> None:
    folder = ArchiveFolder(archive)
    with memory_store() as store:
        rows = store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")
        for (view,) in rows.fetchall():
            columns = [row[1] for row in store.connection.execute(f"PRAGMA table_info({view})")]
            assert list(ask_archive(folder, f"SELECT * FROM {view} LIMIT 1")[0]) == columns  # noqa: S608 - constants
        load_archive(store, archive)
        for question in (
            "SELECT publisher, count(*) FROM documents GROUP BY publisher ORDER BY publisher",
            "SELECT name, kind, claims, relayed, articles FROM source_record ORDER BY source",
            "SELECT article, claims, named, unsourced, disputable FROM articles ORDER BY article",
            "SELECT claim, role, exact FROM claim_spans ORDER BY claim, role, exact, start",
            "SELECT claim, text, chain, sourcing FROM claims_to_review ORDER BY claim",
        ):
            expected = store.connection.execute(question).fetchall()
            assert expected
            assert ask_archive(folder, question)[1] == expected, question


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT * FROM read_csv('/etc/hosts')", "cannot be answered"),
        ("COPY (SELECT 1) TO 'x.csv'", "one SELECT"),
        ("SELECT 1; SELECT 2", "one SELECT"),
        ("CREATE TABLE a (b INTEGER)", "one SELECT"),
        ("SET enable_external_access = true", "one SELECT"),
        ("SELECT nothing FROM claims", "cannot be answered"),
        ("nonsense", "cannot be answered"),
    ],
)
def test_a_question_reads_the_archive_and_changes_nothing(
    archive: Path, sql: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        ask_archive(ArchiveFolder(archive), sql)


def test_a_condition_is_no_way_out(archive: Path) -> None:
    with memory_store() as store, pytest.raises(InputError, match="one SELECT"):
        load_archive(store, archive, where="true); DROP VIEW claims; SELECT (1")


def test_a_folder_without_an_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no archive"):
        ask_archive(ArchiveFolder(tmp_path), "SELECT 1")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("table", "word       n\na,\\x1b[1m  1\n"),
        ("csv", 'word,n\n"a,\\x1b[1m",1\n'),
        ("jsonl", json.dumps({"word": "a,\x1b[1m", "n": 1}) + "\n"),
    ],
)
def test_answers_are_written(archive: Path, form: str, expected: str) -> None:
    sql = "SELECT 'a,' || chr(27) || '[1m' AS word, 1 AS n"
    ended = CliRunner().invoke(command_line, ["ask", str(archive), sql, "--format", form])
    assert (ended.output, ended.exit_code) == (expected, 0)


def test_the_command_loads_and_says_what_is_owed(archive: Path, tmp_path: Path) -> None:
    given = ["load", str(archive), "--db", str(tmp_path / "claims.db"), "--later"]
    ended = CliRunner().invoke(command_line, given)
    assert ended.exit_code == 0
    assert f"house rules on articles: {ARTICLES} wait" in ended.output
    assert f"{ARTICLES} added" in ended.output
