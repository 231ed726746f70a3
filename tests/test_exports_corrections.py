"""Corrections leave as training data, in the form of the annotation guide."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from store_fakes import ARTICLE, article, fake_extract, seed

from claims.cli.export import command
from claims.exports.corrected import corrections
from claims.store import Store, add_extractions, add_reviewer, begin_run, open_store, transaction
from claims.store.decisions import (
    Action,
    Confirm,
    CorrectChain,
    CorrectKind,
    CorrectStatus,
    Dismiss,
    Link,
    Merge,
    Undo,
    Verdict,
    decide,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as store:
        add_extractions(store, [seed(), fake_extract(article(1))], run=begin_run(store, "add"))
        add_reviewer(store, "ana", role="editor")
        yield store


def make(store: Store, kind: str, words: str, action: Action) -> int:
    column = "name" if kind == "source" else "text"
    [(target,), *_] = store.connection.execute(
        f"SELECT id FROM {kind}s WHERE {column} LIKE ?",  # noqa: S608 - constants
        (f"%{words}%",),
    )
    with transaction(store) as connection:
        return decide(
            connection, reviewer="ana", target_kind=kind, target=target, action=action
        ).review


def sentence_with(form: dict[str, Any], words: str) -> dict[str, Any]:
    [found] = [
        sentence
        for sentence in form["sentences"]
        if words in form["text"][slice(*sentence["span"])]
    ]
    return dict(found)


def test_only_what_people_worked_on_leaves(store: Store) -> None:
    assert list(corrections(store)) == []
    make(store, "claim", "more than 20", Verdict("false"))  # says nothing of the extraction
    assert list(corrections(store)) == []
    number = make(store, "claim", "more than 20", Confirm())
    [form] = corrections(store)
    assert form["text"] == ARTICLE
    reviewed = [sentence["reviewed"] for sentence in form["sentences"]]
    assert reviewed == [False, False, True, False, False, False]
    [only] = next(corrections(store, reviewed_only=True))["sentences"]
    assert only["claims"][0]["reviewed"]
    make(store, "claim", "more than 20", Undo(number))
    assert list(corrections(store)) == []


def test_it_is_as_corrected(store: Store) -> None:
    make(store, "claim", "more than 20", CorrectKind("prediction"))
    make(store, "claim", "more than 20", CorrectChain((Link(None, "The Lind Coastguard"),)))
    make(store, "claim", "overloaded", Dismiss())
    make(store, "sentence", "Is it over", CorrectStatus("unsourced", disputable=True))
    [form] = corrections(store)
    [claim] = sentence_with(form, "more than 20")["claims"]
    [hop] = claim["chain"]
    names = {source["id"]: source["name"] for source in form["sources"]}
    assert (claim["kind"], names[hop["source"]]) == ("prediction", "The Lind Coastguard")
    overloaded = sentence_with(form, "overloaded")
    assert overloaded["claims"] == []
    assert overloaded["reviewed"]
    [[start, end]] = overloaded["dismissed"]
    assert ARTICLE[start:end] == "that the ferry was overloaded"
    question = sentence_with(form, "Is it over")
    assert (question["status"], question["disputable"], question["reviewed"]) == (
        "unsourced",
        True,
        True,
    )


def test_merged_sources_are_one(store: Store) -> None:
    [(berg,)] = store.connection.execute("SELECT id FROM sources WHERE name = 'Ana Berg'")
    make(store, "source", "A senior official", Merge(berg))
    make(store, "claim", "more than 20", Confirm())
    [form] = corrections(store)
    names = [source["name"] for source in form["sources"]]
    assert names.count("Ana Berg") == 1
    [hop] = sentence_with(form, "more than 20")["claims"][0]["chain"]
    [key] = [source["id"] for source in form["sources"] if source["name"] == "Ana Berg"]
    assert hop["source"] == key


def test_the_command_writes_json_lines(store: Store, tmp_path: Path) -> None:
    make(store, "claim", "more than 20", Confirm())
    output = tmp_path / "corrections.jsonl"
    arguments = ["corrections", "--db", str(store.path), "--output", str(output)]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    [line] = output.read_text("utf8").splitlines()
    assert json.loads(line)["text"] == ARTICLE
    assert "1 article with corrections" in result.output
