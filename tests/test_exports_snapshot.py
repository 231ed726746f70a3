"""What a snapshot holds, what stays out of it, and that plain Datasette serves it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from datasette.app import Datasette
from store_fakes import article, fake_extract, seed

from claims.cli.snapshot import command
from claims.errors import StoreError
from claims.exports.snapshot import write_snapshot
from claims.store import Store, add_extractions, add_reviewer, begin_run, open_store, transaction
from claims.store.decisions import Flag, Note, Verdict, decide
from claims.store.readings import mark_confidential, set_confidential_outlets

SECRETS = (
    "Ana Decider",
    "ask the minister",
    "ferry.txt",
    "notices/1.txt",
    "held back",
    "check first",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as store:
        run = begin_run(store, "add")
        draft = fake_extract(replace(article(3), published=None, title="held back"))
        known = seed(title="Ferry", published="2024-02-18")
        add_extractions(store, [known, fake_extract(article(1)), draft], run=run)
        add_reviewer(store, "ana", name="Ana Decider", role="editor")
        claims = [
            row[0] for row in store.connection.execute("SELECT id FROM claims ORDER BY rowid")
        ]
        for target, action in (
            (
                claims[0],
                Verdict("true", note="ask the minister", evidence=("https://proof.example",)),
            ),
            (claims[1], Flag("check first")),
            (claims[1], Note("ask the minister")),
        ):
            with transaction(store) as connection:
                decide(
                    connection, reviewer="ana", target_kind="claim", target=target, action=action
                )
        yield store


def ask(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as file:
        return file.execute(sql).fetchall()


def dump(path: Path) -> str:
    with closing(sqlite3.connect(path)) as file:
        return "\n".join(file.iterdump())


def test_what_a_desk_keeps_for_itself_stays_out(store: Store, tmp_path: Path) -> None:
    made = write_snapshot(store, tmp_path / "public.db")
    assert (made.articles, made.left, made.verdicts) == (2, 1, 1)
    told = dump(made.path)
    assert not [secret for secret in SECRETS if secret in told]
    assert ask(
        made.path, "SELECT verdict, decided_by, evidence FROM claims WHERE verdict <> ''"
    ) == [("true", None, "https://proof.example")]


def test_names_and_undated_articles_are_told_when_asked(store: Store, tmp_path: Path) -> None:
    made = write_snapshot(store, tmp_path / "public.db", names=True, undated=True)
    assert (made.articles, made.left) == (3, 0)
    assert ask(made.path, "SELECT decided_by FROM claims WHERE verdict <> ''") == [("Ana Decider",)]


def test_what_is_confidential_stays_out(store: Store, tmp_path: Path) -> None:
    add_reviewer(store, "ed", role="editor")
    [document] = store.connection.execute(
        "SELECT id FROM documents WHERE title = 'Ferry'"
    ).fetchone()
    with transaction(store) as connection:
        mark_confidential(connection, document, True, reviewer="ed")
        set_confidential_outlets(connection, "the harbour times", reviewer="ed")
    made = write_snapshot(store, tmp_path / "public.db", undated=True)
    assert (made.articles, made.left) == (0, 3)


def test_chains_and_texts_are_whole(store: Store, tmp_path: Path) -> None:
    made = write_snapshot(store, tmp_path / "public.db", undated=True)
    for table in ("claims", "hops", "figures", "sentences"):
        count = f"SELECT count(*) FROM {table}"  # noqa: S608 - the names are ours
        assert ask(made.path, count) == [tuple(store.connection.execute(count).fetchone())]
    found = "SELECT count(*) > 0 FROM claims_fts WHERE claims_fts MATCH 'crate'"
    assert ask(made.path, found) == [(1,)]


def test_a_damaged_database_gives_none(store: Store, tmp_path: Path) -> None:
    store.connection.execute("UPDATE sentences SET start = start + 1 WHERE number = 2")
    store.connection.commit()
    with pytest.raises(StoreError, match="damaged, and so no snapshot was made"):
        write_snapshot(store, tmp_path / "public.db")
    assert not list(tmp_path.glob("*public*"))


async def test_plain_datasette_serves_it(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "public.db"
    write_snapshot(store, path)
    datasette = Datasette([], immutables=[str(path)])
    await datasette.invoke_startup()
    for page in ("/", "/public", "/public/claims", "/public/claims.json?_search=crate"):
        assert (await datasette.client.get(page)).status_code == 200
    datasette.close()


def test_the_command_says_what_it_wrote(store: Store, tmp_path: Path) -> None:
    target = str(tmp_path / "public.db")
    ran = CliRunner().invoke(command, [target, "--db", str(store.path)])
    assert (ran.exit_code, "2 articles" in ran.output, "left out: 1 article" in ran.output) == (
        0, True, True,
    )  # fmt: skip
    again = CliRunner().invoke(command, [target, "--db", str(store.path)])
    assert isinstance(again.exception, StoreError)
