"""A named source is one row for all articles, under whichever standard form they call it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store_fakes import OUTLETS, fake_extract

from claims.store import (
    Store,
    add_extractions,
    add_reviewer,
    begin_run,
    open_store,
    rebuild,
    transaction,
    verify,
)
from claims.store.decisions import CorrectChain, Link, Rename, chain_of, decide
from claims.store.ids import shared_source_id
from claims.values import Document, Extraction, Source

NAMES = ("U.S.", "United States", "AP", "Associated Press")


def extract(document: Document) -> Extraction:
    """Read the patterns of the fake; "U.S." and the like are organisations, "AP" an outlet."""
    found = fake_extract(document)
    return Extraction(
        found.document,
        found.sentences,
        found.attributions,
        tuple(
            Source(s.key, s.name, _kind(s.name), False, "one") if s.name in NAMES else s
            for s in found.sources
        ),
        tuple(replace(mention, form="name") for mention in found.mentions),
        found.claims,
        found.assessments,
    )


def _kind(name: str) -> str:
    return "outlet" if name.startswith("A") else "organisation"


def article(number: int, *names: str) -> Document:
    lines = [f"{name} said gate {number} stayed shut. " for name in names]
    return Document(text="".join(lines).rstrip(), language="en", url=f"https://e.org/{number}")


ARTICLES = (
    article(1, "Associated Press", "United States"),
    article(2, "AP", "Ana Berg"),
    article(3, "United States", "Associated Press", "AP"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    assert "Reuters" in OUTLETS
    with open_store(tmp_path / "claims.db") as store:
        add_extractions(store, map(extract, ARTICLES), run=begin_run(store, "add"))
        add_reviewer(store, "ed", role="editor")
        yield store


def sources(store: Store) -> list[tuple[str, int]]:
    return store.connection.execute(
        "SELECT name, (SELECT count(*) FROM appearances WHERE source = sources.id) FROM sources"
        " WHERE document IS NULL ORDER BY name"
    ).fetchall()


def chains(store: Store) -> list[str]:
    return [row[0] for row in store.connection.execute("SELECT chain FROM claims ORDER BY rowid")]


def test_short_forms_are_one_row_and_each_article_keeps_its_own(store: Store) -> None:
    assert sources(store) == [("Ana Berg", 1), ("Associated Press", 3), ("United States", 2)]
    assert "AP" in chains(store)
    assert verify(store) == ()
    before = sources(store)
    rebuild(store, extract, run=begin_run(store, "rebuild"))
    assert sources(store) == before
    assert verify(store) == ()


def test_a_decision_made_under_a_former_id_comes_along(store: Store) -> None:
    """Before short forms were one source, "AP" was a source with an id of its own."""
    once = shared_source_id("outlet", "AP")
    with transaction(store) as connection:
        connection.execute(
            "INSERT INTO sources (id, name, kind, anonymous, number) VALUES (?, 'AP', 'outlet', 0,"
            " 'one')",
            (once,),
        )
        decide(
            connection,
            reviewer="ed",
            target_kind="source",
            target=once,
            action=Rename("The Associated Press"),
        )
        connection.execute("DELETE FROM attachments")
        connection.execute("DELETE FROM sources WHERE id = ?", (once,))
    rebuild(store, extract, run=begin_run(store, "rebuild"))
    assert ("The Associated Press", 3) in sources(store)
    assert store.connection.execute("SELECT found_by FROM attachments").fetchall() == [("quote",)]
    assert "AP" not in chains(store)
    assert verify(store) == ()


def test_a_person_enters_a_short_form(store: Store) -> None:
    claim = store.connection.execute("SELECT id FROM claims WHERE chain = 'Ana Berg'").fetchone()[0]
    with transaction(store) as connection:
        link = Link(None, "US", "organisation")
        decide(
            connection,
            reviewer="ed",
            target_kind="claim",
            target=claim,
            action=CorrectChain((link,)),
        )
    assert ("United States", 3) in sources(store)
    assert [link.name for link in chain_of(store.connection, claim)] == ["United States"]
    assert verify(store) == ()
