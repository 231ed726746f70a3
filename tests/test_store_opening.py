"""Opening: every file that is no database of ours gets one clear line."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sqlite_utils import Database
from store_fakes import article, fake_extract, seed

from claims.errors import BusyError, NewerSchemaError, NotADatabaseError, StoreError
from claims.store import Store, add_extractions, begin_run, open_store, read_document, transaction
from claims.store.migrations import migrations, sources


def test_a_new_file_gets_the_whole_schema(tmp_path: Path) -> None:
    with open_store(tmp_path / "new.db") as store:
        assert {"documents", "claims", "reviews"} <= set(store.database.table_names())
        pragmas = {
            name: store.connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000}


def test_an_older_database_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with open_store(path) as store:
        newest = store.database.schema
    path.unlink()
    old = sqlite3.connect(path, isolation_level=None)
    migrations().apply(Database(old), stop_before=list(sources())[1])
    old.close()
    with pytest.raises(StoreError, match="older version of claims"):
        open_store(path, read_only=True)
    with open_store(path) as store:
        assert store.database.schema == newest


def made(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def rubbish(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n" + bytes(5000))


def somebody_elses(path: Path) -> None:
    made(path, "CREATE TABLE recipes (x)")


def newer(path: Path) -> None:
    open_store(path).close()
    made(
        path,
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('claims', '9999_telepathy', 'tomorrow')",
    )


def damaged(path: Path) -> None:
    open_store(path).close()
    content = bytearray(path.read_bytes())
    content[100:4096] = bytes(3996)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "error", "line"),
    [
        (rubbish, NotADatabaseError, "no SQLite database"),
        (somebody_elses, NotADatabaseError, "not one of claims"),
        (newer, NewerSchemaError, "newer version of claims; update claims"),
        (damaged, StoreError, "damaged"),
        (Path.mkdir, NotADatabaseError, "a folder, not a database"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_of_another_sort_is_refused(make, error, line, tmp_path, read_only) -> None:
    path = tmp_path / "claims.db"
    make(path)
    with pytest.raises(error, match=line) as raised:
        open_store(path, read_only=read_only)
    assert "\n" not in str(raised.value)
    assert str(path) in str(raised.value)


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"the folder .*nowhere does not exist"):
        open_store(tmp_path / "nowhere" / "claims.db")


@pytest.mark.parametrize("only", ["read_only", "must_exist"])
@pytest.mark.parametrize("name", ["claims.db", "nowhere/claims.db"])
def test_what_only_opens_makes_no_file(name: str, only: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file"):
        open_store(tmp_path / name, **{only: True})
    assert list(tmp_path.iterdir()) == []


def test_read_only_reads_and_does_not_write(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    with open_store(path) as store:
        add_extractions(store, [seed()], run=begin_run(store, "add"))
    with open_store(path, read_only=True) as store:
        [identity] = [row["id"] for row in store.database["documents"].rows]
        assert read_document(store, identity) == seed().document
        with pytest.raises(StoreError, match="read-only"):
            begin_run(store, "add")


READ_AS_NOBODY = """
import os, sys
from claims.store import descriptions, document_ids, open_store
descriptions()  # reads the package's files while it may
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
with open_store(sys.argv[1], read_only=True) as store:
    print(len(document_ids(store)))
"""


def test_a_database_on_read_only_media_can_be_read() -> None:
    """By a process without the right to write, since root may write everywhere.

    In a folder of its own, since pytest's folders are closed to other users.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "claims.db")
        with open_store(path) as store:
            add_extractions(store, [seed()], run=begin_run(store, "add"))
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", READ_AS_NOBODY, str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        Path(folder).chmod(0o755)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_a_full_disk_keeps_what_was_written_before(tmp_path: Path) -> None:
    """SQLite reports a file at its page limit exactly as it reports a full disk."""
    path = tmp_path / "claims.db"
    with open_store(path) as store:
        run = begin_run(store, "add")
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        store.connection.execute(f"PRAGMA max_page_count = {pages + 60}")
        with pytest.raises(StoreError, match="the disk is full"):
            add_extractions(store, map(fake_extract, map(article, range(99))), run=run, batch=1)
        whole = store.database["documents"].count
        assert 0 < whole < 99
        assert store.database["runs"].get(run)["added"] == whole
        store.connection.execute("PRAGMA max_page_count = 1000000")
        summary = add_extractions(store, map(fake_extract, map(article, range(99))), run=run)
        assert (summary.added, summary.unchanged) == (99 - whole, whole)


def test_a_second_writer_waits_and_then_gives_up(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    with open_store(path) as first, open_store(path, wait=0.1) as second:
        with transaction(first), pytest.raises(BusyError, match=r"within 0.1 s; wait for it"):
            begin_run(second, "add")
        assert begin_run(second, "add") == 1


def test_an_error_inside_a_transaction_undoes_all_of_it(tmp_path: Path) -> None:
    def fail_halfway(store: Store) -> None:
        with transaction(store) as connection:
            connection.execute(
                "INSERT INTO reviewers (id, name, role, made) VALUES ('a', 'A', 'admin', '')"
            )
            raise ZeroDivisionError

    with open_store(tmp_path / "claims.db") as store:
        with pytest.raises(ZeroDivisionError):
            fail_halfway(store)
        assert store.database["reviewers"].count == 0


def test_two_programs_may_make_the_same_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    make = f"from claims.store import open_store; open_store({os.fspath(path)!r}).close()"
    programs = [
        subprocess.Popen([sys.executable, "-c", make], stderr=subprocess.PIPE) for _ in range(3)
    ]
    assert [program.communicate()[1] for program in programs] == [b"", b"", b""]
    with open_store(path) as store:
        names = [row["name"] for row in store.database["_sqlite_migrations"].rows]
    assert names == list(sources())


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.db"
    os.mkfifo(path)
    with pytest.raises(NotADatabaseError, match="pipe"):
        open_store(path)
