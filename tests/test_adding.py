"""Reading, extracting and storing, joined."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from claims.adding import Outcome, add_articles
from claims.sentences import split_sentences
from claims.store import AddSummary, Store, open_store, read_extraction
from claims.values import Document, Extraction
from tests import extractions


def sentences_only(documents: Iterable[Document]) -> Iterator[Extraction]:
    """A fast extractor: sentences, and nothing said of them."""
    for document in documents:
        yield Extraction(document, split_sentences(document.text, document.regions))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as opened:
        yield opened


def article(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, "utf8")
    return str(path)


DAM = "The dam above the town holds, the engineer said on Monday. It was built in 1961.\n"
BRIDGE = "The bridge over the river was closed on Friday, the mayor said. Nobody was hurt.\n"


def add(store: Store, *targets: str) -> tuple[AddSummary, list[Outcome]]:
    outcomes: list[Outcome] = []
    summary = add_articles(
        store, targets, extract_all=sentences_only, watcher=outcomes.append, models={"none": "0"}
    )
    return summary, outcomes


def test_new_articles_are_stored_whole(store: Store, tmp_path: Path) -> None:
    summary, outcomes = add(store, article(tmp_path, "dam.txt", DAM))
    assert summary == AddSummary(added=1)
    (document,) = store.connection.execute("SELECT id, text FROM documents").fetchall()
    assert document[1] == DAM
    stored = read_extraction(store, document[0])
    assert stored is not None
    assert [sentence.span.of(DAM) for sentence in stored.sentences] == [
        "The dam above the town holds, the engineer said on Monday.",
        "It was built in 1961.",
    ]
    assert [outcome.extraction is not None for outcome in outcomes] == [True]


def test_adding_again_changes_nothing_and_says_so(store: Store, tmp_path: Path) -> None:
    path = article(tmp_path, "dam.txt", DAM)
    add(store, path)
    dump = "SELECT * FROM documents JOIN sentences ON sentences.document = documents.id"
    before = store.connection.execute(dump).fetchall()
    summary, outcomes = add(store, path)
    assert summary == AddSummary(unchanged=1)
    assert [outcome.extraction for outcome in outcomes] == [None]
    assert store.connection.execute(dump).fetchall() == before


def test_known_and_new_articles_are_counted_apart(store: Store, tmp_path: Path) -> None:
    path = article(tmp_path, "dam.txt", DAM)
    add(store, path)
    summary, _ = add(store, path, article(tmp_path, "bridge.txt", BRIDGE))
    assert summary == AddSummary(added=1, unchanged=1)


def test_what_cannot_be_read_is_a_problem_and_the_others_go_on(
    store: Store, tmp_path: Path
) -> None:
    summary, outcomes = add(store, str(tmp_path / "nowhere.txt"), article(tmp_path, "dam.txt", DAM))
    assert (summary.added, summary.problems) == (1, 1)
    ((path, stage),) = store.connection.execute("SELECT path, stage FROM problems").fetchall()
    assert path.endswith("nowhere.txt")
    assert stage == "reading"
    assert [outcome.problem is not None for outcome in outcomes] == [True, False]


def test_a_run_is_recorded_with_its_models(store: Store, tmp_path: Path) -> None:
    add(store, article(tmp_path, "dam.txt", DAM))
    ((command, models, added, finished),) = store.connection.execute(
        "SELECT command, models, added, finished IS NOT NULL FROM runs"
    ).fetchall()
    assert (command, json.loads(models), added, finished) == ("add", {"none": "0"}, 1, 1)


def test_the_house_rules_are_run_on_what_is_new(store: Store, tmp_path: Path) -> None:
    add_articles(
        store,
        [article(tmp_path, "dam.txt", extractions.DAM)],
        extract_all=lambda documents: (
            replace(extractions.dam(), document=document) for document in documents
        ),
    )
    codes = {code for (code,) in store.connection.execute('SELECT "check" FROM findings')}
    assert {"A201", "A202"} <= codes  # one engineer, unnamed, and no word of why
