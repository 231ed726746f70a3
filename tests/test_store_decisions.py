"""Decisions take effect: what a person corrects is what the tables show, until it is undone."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_fakes import ARTICLE, article, fake_extract, seed

from claims.errors import ConflictError, DecisionError, StoreError
from claims.store import (
    Store,
    add_extractions,
    add_reviewer,
    begin_run,
    open_store,
    read_extraction,
    rebuild,
    transaction,
    verify,
)
from claims.store.decisions import (
    Action,
    AddClaim,
    Assign,
    ChangeAnonymity,
    ChangeKind,
    Confirm,
    CorrectCertainty,
    CorrectChain,
    CorrectContent,
    CorrectKind,
    CorrectStatus,
    Decided,
    Dismiss,
    Done,
    Flag,
    Link,
    Merge,
    Note,
    Rename,
    Split,
    Undo,
    Unflag,
    Verdict,
    chain_of,
    chain_with,
    chain_without,
    decide,
    latest_review,
)
from claims.store.extractions.rows import COLUMNS
from claims.values import Document, Extraction, Span

URL = "https://example.org/ferry"
EVIDENCE = "https://example.org/list"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as store:
        extractions = [seed(url=URL), fake_extract(article(1)), fake_extract(article(2))]
        add_extractions(store, extractions, run=begin_run(store, "add"))
        for person, role in (("ana", "editor"), ("bo", "reviewer"), ("cy", "reader")):
            add_reviewer(store, person, role=role)
        yield store


def rows(store: Store, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
    return store.connection.execute(statement, parameters).fetchall()


def claim(store: Store, words: str) -> str:
    [(identity,), *_] = rows(store, "SELECT id FROM claims WHERE text LIKE ?", f"%{words}%")
    return str(identity)


def source(store: Store, name: str) -> str:
    [(identity,)] = rows(
        store,
        "SELECT id FROM sources WHERE name = ? AND (document IS NULL OR document ="
        " (SELECT id FROM documents WHERE url = ?))",
        name,
        URL,
    )
    return str(identity)


def sentence(store: Store, words: str) -> str:
    [(identity,)] = rows(store, "SELECT id FROM sentences WHERE text LIKE ?", f"%{words}%")
    return str(identity)


def make(
    store: Store,
    target: str,
    action: Action,
    *,
    kind: str = "claim",
    by: str = "ana",
    seen: int | None = None,
) -> Decided:
    with transaction(store) as connection:
        return decide(
            connection, reviewer=by, target_kind=kind, target=target, action=action, seen=seen
        )


def derived(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    tables = {**COLUMNS, "claims": (*COLUMNS["claims"], "corrected_by", "state", "flag")}
    tables["sources"] = (*COLUMNS["sources"], "merged_into", "corrected_by", "extracted_name")
    return {
        table: sorted(rows(store, f"SELECT {', '.join(columns)} FROM {table}"), key=repr)  # noqa: S608 - constants
        for table, columns in tables.items()
    }


def place(words: str, text: str = ARTICLE) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def cases(store: Store) -> dict[str, tuple[str, str, Action]]:
    """Return for each correction: what it is about, and what is decided."""
    hurt, overloaded = claim(store, "more than 20"), claim(store, "ferry was overloaded")
    chain = chain_of(store.connection, overloaded)
    return {
        "kind": ("claim", hurt, CorrectKind("prediction")),
        "certainty": ("claim", hurt, CorrectCertainty("doubted")),
        "content": ("claim", hurt, CorrectContent((place("20 people were hurt"),))),
        "another source": (
            "claim",
            hurt,
            CorrectChain((Link(source(store, "Ana Berg"), mention=place("A senior official")),)),
        ),
        "a new source": ("claim", hurt, CorrectChain((Link(None, "The Lind Coastguard"),))),
        "a hop added": (
            "claim",
            hurt,
            chain_with(
                chain_of(store.connection, hurt), Link(source(store, "Reuters")), position=0
            ),
        ),
        "a hop replaced": (
            "claim",
            overloaded,
            chain_with(chain, Link(None, "Harbour radio", "outlet"), position=0, instead=True),
        ),
        "a hop removed": ("claim", overloaded, chain_without(chain, position=0)),
        "no source": ("claim", hurt, CorrectChain(())),
        "a source where none was": (
            "claim",
            claim(store, "stopped on Monday"),
            CorrectChain((Link(None, "an aide", anonymous=True),)),
        ),
        "status": ("sentence", sentence(store, "A senior official"), CorrectStatus("mixed", True)),
        "added": (
            "sentence",
            sentence(store, "Is it over"),
            AddClaim((place("it over"),), (Link(source(store, "Ana Berg")),), "other"),
        ),
        "dismissed": ("claim", hurt, Dismiss()),
        "renamed": ("source", source(store, "Ana Berg"), Rename("Ana Maria  Berg")),
        "kind of source": ("source", source(store, "Ana Berg"), ChangeKind("outlet")),
        "named": ("source", source(store, "A senior official"), ChangeAnonymity(False)),
        "unnamed": ("source", source(store, "Ana Berg"), ChangeAnonymity(True)),
        "merged": (
            "source",
            source(store, "A senior official"),
            Merge(source(store, "Ana Berg")),
        ),
        "split": (
            "source",
            source(store, "Ana Berg"),
            Split("Ana Berg (the mate)", (claim(store, "the engine had"),)),
        ),
    }


CASES = {
    "kind": [("prediction", "asserted", "A senior official", "anonymous")],
    "certainty": [("fact", "doubted", "A senior official", "anonymous")],
    "content": [("fact", "asserted", "A senior official", "anonymous")],
    "another source": [("fact", "asserted", "Ana Berg", "named")],
    "a new source": [("fact", "asserted", "The Lind Coastguard", "named")],
    "a hop added": [("fact", "asserted", "Reuters → A senior official", "anonymous")],
    "a hop replaced": [("fact", "asserted", "Harbour radio → two port workers", "anonymous")],
    "a hop removed": [("fact", "asserted", "two port workers", "anonymous")],
    "no source": [("fact", "asserted", "", "unsourced")],
    "a source where none was": [("fact", "asserted", "an aide", "anonymous")],
    "dismissed": [],
    "renamed": [],
    "named": [],
}


@pytest.mark.parametrize("name", [*CASES, *("status", "added", "kind of source", "unnamed")])
def test_a_correction_shows_survives_and_is_undone(store: Store, name: str) -> None:
    before = derived(store)
    kind, target, action = cases(store)[name]
    made = make(store, target, action, kind=kind)
    corrected = derived(store)
    assert corrected != before
    assert made.documents
    assert verify(store) == ()
    if expected := CASES.get(name):
        statement = "SELECT kind, certainty, chain, sourcing, corrected_by FROM claims WHERE id = ?"
        assert rows(store, statement, target) == [(*expected[0], made.review)]
    rebuild(store, fake_extract, run=begin_run(store, "rebuild"))
    assert derived(store) == corrected
    assert verify(store) == ()
    make(store, target, Undo(made.review), kind=kind)
    assert derived(store) == before
    assert rows(store, "SELECT count(*) FROM extracted") == [(0,)]
    assert verify(store) == ()


@pytest.mark.parametrize("name", ["merged", "split"])
def test_merging_and_splitting_are_undone(store: Store, name: str) -> None:
    before = derived(store)
    kind, target, action = cases(store)[name]
    made = make(store, target, action, kind=kind)
    corrected = derived(store)
    assert corrected != before
    assert verify(store) == ()
    rebuild(store, fake_extract, run=begin_run(store, "rebuild"))
    assert derived(store) == corrected
    make(store, target, Undo(made.review), kind=kind)
    assert derived(store) == before
    assert verify(store) == ()


def test_a_renamed_source_is_renamed_in_every_chain(store: Store) -> None:
    make(store, source(store, "Ana Berg"), Rename("Ana Maria Berg"), kind="source")
    chains = rows(store, "SELECT DISTINCT chain FROM claims WHERE chain LIKE '%Berg'")
    assert chains == [("Ana Maria Berg",)]
    add_extractions(store, [fake_extract(article(3))], run=begin_run(store, "add"))
    chains = rows(store, "SELECT DISTINCT chain FROM claims WHERE chain LIKE '%Berg'")
    assert chains == [("Ana Maria Berg",)]
    assert verify(store) == ()
    found = read_extraction(store, rows(store, "SELECT id FROM documents")[0][0])
    assert found is not None
    assert "Ana Maria Berg" in {source.name for source in found.sources}


def test_merges_go_on_to_the_last_one_and_come_back_one_by_one(store: Store) -> None:
    official, berg = source(store, "A senior official"), source(store, "Ana Berg")
    workers = source(store, "two port workers")
    before = derived(store)
    first = make(store, workers, Merge(official), kind="source")
    second = make(store, official, Merge(berg), kind="source")
    merged = "SELECT id, merged_into FROM sources WHERE merged_into IS NOT NULL"
    assert dict(rows(store, merged)) == {workers: berg, official: berg}
    [(shown, originator)] = rows(
        store, "SELECT chain, source FROM claims WHERE text LIKE '%overloaded'"
    )
    assert (shown, originator) == ("Reuters → Ana Berg", berg)
    assert verify(store) == ()
    with pytest.raises(DecisionError, match="one already"):
        make(store, berg, Merge(workers), kind="source")
    make(store, official, Undo(second.review), kind="source")
    assert dict(rows(store, merged)) == {workers: official}
    make(store, workers, Undo(first.review), kind="source")
    assert derived(store) == before


def test_an_unnamed_source_of_another_article_is_merged_and_let_go(store: Store) -> None:
    """The other article is read again, and then no longer has the source."""
    worker = rows(store, "SELECT id FROM sources WHERE name = 'A dock worker' ORDER BY id")
    official = source(store, "A senior official")
    make(store, worker[0][0], Merge(official), kind="source")
    assert rows(store, "SELECT count(*) FROM claims WHERE chain = 'A senior official'") > [(1,)]
    text = ARTICLE.replace("more than 20", "few")
    add_extractions(store, [seed(text, url=URL)], run=begin_run(store, "add"))
    assert rows(store, "SELECT merged_into FROM sources WHERE id = ?", worker[0][0]) == [
        (official,)
    ]
    assert verify(store) == ()
    add_extractions(store, [seed("Nothing.", url=URL)], run=begin_run(store, "add"))
    assert rows(store, "SELECT merged_into FROM sources WHERE id = ?", worker[0][0]) == [(None,)]
    assert rows(store, "SELECT action FROM detached_reviews") == [("merge",)]
    assert verify(store) == ()
    add_extractions(store, [seed(url=URL)], run=begin_run(store, "add"))
    assert rows(store, "SELECT merged_into FROM sources WHERE id = ?", worker[0][0]) == [
        (official,)
    ]
    assert verify(store) == ()


def test_a_dismissed_claim_leaves_the_claims_and_keeps_its_history(store: Store) -> None:
    target = claim(store, "more than 20")
    make(store, target, Flag("check first"))
    made = make(store, target, Dismiss("A slogan"))
    assert rows(store, "SELECT id FROM claims WHERE id = ?", target) == []
    [(text, review)] = rows(store, "SELECT text, review FROM dismissed_claims")
    assert (text, review) == ("more than 20 people were hurt", made.review)
    make(store, target, Note("Agreed"))
    rebuild(store, fake_extract, run=begin_run(store, "rebuild"))
    assert rows(store, "SELECT count(*) FROM detached_reviews") == [(0,)]
    make(store, target, Undo(made.review))
    assert rows(store, "SELECT flag FROM claims WHERE id = ?", target) == [("check first",)]
    assert verify(store) == ()


def test_decisions_on_an_added_claim_come_back_with_it(store: Store) -> None:
    kind, target, action = cases(store)["added"]
    make(store, target, action, kind=kind)
    added = claim(store, "it over")
    make(store, added, Verdict("not checkable", (EVIDENCE,), "A question"))
    make(store, added, CorrectKind("opinion"))
    rebuild(store, fake_extract, run=begin_run(store, "rebuild"))
    statement = "SELECT kind, state, chain FROM claims WHERE id = ?"
    assert rows(store, statement, added) == [("opinion", "decided", "Ana Berg")]
    add_extractions(store, [seed("Update. " + ARTICLE, url=URL)], run=begin_run(store, "add"))
    assert rows(store, statement, added) == [("opinion", "decided", "Ana Berg")]
    assert rows(store, "SELECT count(*) FROM detached_reviews") == [(0,)]
    assert verify(store) == ()


def test_a_correction_whose_words_are_gone_is_listed(store: Store) -> None:
    target = claim(store, "more than 20")
    make(store, target, CorrectContent((place("20 people were hurt"),)))
    make(store, sentence(store, "A senior official"), CorrectStatus("none"), kind="sentence")
    text = ARTICLE.replace("20 people were hurt", "a few were")
    add_extractions(store, [seed(text, url=URL)], run=begin_run(store, "add"))
    assert rows(store, "SELECT action FROM detached_reviews") == [("correct",)] * 2
    assert verify(store) == ()
    add_extractions(store, [seed(url=URL)], run=begin_run(store, "add"))
    assert rows(store, "SELECT text FROM claims WHERE id = ?", target) == [("20 people were hurt",)]
    assert verify(store) == ()


def test_a_correction_of_what_extraction_now_finds_itself_stays_harmless(store: Store) -> None:
    kind, target, action = cases(store)["added"]
    make(store, target, action, kind=kind)

    def better(document: Document) -> Extraction:
        found = fake_extract(document)
        if not document.text.endswith("Is it over?"):
            return found
        last = replace(
            found.claims[0],
            sentence=found.sentences[-1].number,
            content=(place("it over"),),
            text="it over",
            figures=(),
        )
        return replace(found, claims=(*found.claims, last))

    rebuild(store, better, run=begin_run(store, "rebuild"))
    found = rows(store, "SELECT kind, chain FROM claims WHERE text = 'it over'")
    assert found == [("other", "Ana Berg")]
    assert verify(store) == ()


def test_an_article_that_changes_keeps_its_corrections(store: Store) -> None:
    for kind, target, action in cases(store).values():
        if kind == "claim" and isinstance(action, CorrectKind | CorrectCertainty | CorrectChain):
            make(store, target, action, kind=kind)
    add_extractions(store, [seed("Update. " + ARTICLE, url=URL)], run=begin_run(store, "add"))
    found = rows(store, "SELECT kind, certainty, chain FROM claims WHERE text LIKE 'more than 20%'")
    assert found == [("prediction", "doubted", "")]
    assert rows(store, "SELECT count(*) FROM detached_reviews") == [(0,)]
    assert verify(store) == ()


def test_who_was_there_first_is_told(store: Store) -> None:
    target = claim(store, "more than 20")
    seen = latest_review(store.connection, "claim", target)
    first = make(store, target, Verdict("false", (EVIDENCE,)), by="bo", seen=seen)
    with pytest.raises(ConflictError, match="bo decided first") as caught:
        make(store, target, Verdict("true"), seen=seen)
    error = caught.value
    assert [row["value"] for row in error.theirs] == ["false"]
    assert (error.ours["value"], error.latest) == ("true", first.review)
    assert rows(store, "SELECT count(*) FROM reviews") == [(1,)]
    make(store, target, Verdict("true"), seen=error.latest)
    assert rows(store, "SELECT state FROM claims WHERE id = ?", target) == [("disputed",)]


def test_ones_own_other_window_is_no_conflict(store: Store) -> None:
    target = claim(store, "more than 20")
    make(store, target, Flag("misquoted"), seen=0)
    make(store, target, Unflag(), seen=0)
    assert rows(store, "SELECT flag, state FROM claims WHERE id = ?", target) == [(None, "open")]


@pytest.mark.parametrize(
    ("action", "by", "line"),
    [
        (Verdict("nonsense"), "ana", "no verdict; known are: true, mostly true"),
        (Verdict("true", ("javascript:alert(1)",)), "ana", "no address"),
        (Verdict("true", ("https://",)), "ana", "no address"),
        (Verdict("true", ("https://a.example/ b",)), "ana", "blank"),
        (Flag("silly"), "ana", "no flag"),  # type: ignore[arg-type]  # what a form may send
        (CorrectKind("rumour"), "ana", "no kind"),  # type: ignore[arg-type]  # what a form may send
        (CorrectContent(()), "ana", "at least one word"),
        (CorrectContent((Span(0, 9), Span(3, 12))), "ana", "overlap"),
        (CorrectContent((Span(9000, 9009),)), "ana", "no words from 9000"),
        (CorrectChain((Link(None, "  "),)), "ana", "name is empty"),
        (CorrectChain((Link("nobody"),)), "ana", "no source nobody"),
        (CorrectStatus("none"), "ana", "for a sentence, not for a claim"),
        (Note(" "), "ana", "note is empty"),
        (Assign("dee"), "ana", "no reviewer dee"),
        (Undo(7), "ana", "no decision 7"),
        (Confirm(), "cy", "reads only"),
        (Confirm(), "dee", "no reviewer dee"),
        (Rename("x" * 30_000), "ana", "for a source"),
    ],
)
def test_what_makes_no_sense_is_refused(store: Store, action: Action, by: str, line: str) -> None:
    with pytest.raises(DecisionError, match=line):
        make(store, claim(store, "more than 20"), action, by=by)
    assert rows(store, "SELECT count(*) FROM reviews") == [(0,)]


def test_merging_is_for_editors(store: Store) -> None:
    into = source(store, "Ana Berg")
    with pytest.raises(DecisionError, match="for editors"):
        make(store, source(store, "Reuters"), Merge(into), kind="source", by="bo")


def test_a_decision_is_undone_once(store: Store) -> None:
    target = claim(store, "more than 20")
    made = make(store, target, Done())
    assert rows(store, "SELECT state FROM claims WHERE id = ?", target) == [("decided",)]
    make(store, target, Undo(made.review))
    assert rows(store, "SELECT state FROM claims WHERE id = ?", target) == [("open",)]
    with pytest.raises(DecisionError, match="undone already"):
        make(store, target, Undo(made.review))


def test_what_is_recorded_says_what_it_was_decided_on(store: Store) -> None:
    target = claim(store, "more than 20")
    make(store, target, CorrectChain((Link(None, "Ana Berg"),)))
    [(field, value, run)] = rows(store, "SELECT field, value, run FROM reviews")
    assert (field, run) == ("chain", 1)
    [hop] = json.loads(value)["hops"]
    assert hop["source"] == source(store, "Ana Berg")  # known by name in all articles


@pytest.mark.parametrize(
    ("damage", "table"),
    [
        ("UPDATE claims SET kind = 'opinion' WHERE corrected_by IS NOT NULL", "claims"),
        ("UPDATE claims SET corrected_by = NULL", "claims"),
        ("UPDATE claims SET state = 'decided'", "claims"),
        ("UPDATE claims SET flag = 'misquoted'", "claims"),
        ("DELETE FROM dismissed_claims", "dismissed_claims"),
        ("UPDATE extracted SET extraction = '{}'", "claims"),
        ("UPDATE extracted SET extraction = 'x'", "documents"),
    ],
)
def test_damage_to_what_people_decided_is_found(store: Store, damage: str, table: str) -> None:
    make(store, claim(store, "more than 20"), CorrectKind("prediction"))
    make(store, claim(store, "overloaded"), Dismiss())
    assert verify(store) == ()
    store.connection.execute(damage)
    assert table in {found.table for found in verify(store)}


def test_pages_may_hand_in_their_own_kind_of_rows(store: Store) -> None:
    """Datasette sets `sqlite3.Row`, which is not equal to a tuple."""
    todo = cases(store)
    before = derived(store)
    store.connection.row_factory = sqlite3.Row
    made = [
        make(store, target, action, kind=kind, seen=0)
        for kind, target, action in (todo["added"], todo["merged"], todo["dismissed"])
    ]
    made.append(make(store, todo["split"][1], todo["split"][2], kind="source"))
    for decided in reversed(made):
        make(store, "", Undo(decided.review))
    store.connection.row_factory = None
    assert derived(store) == before
    assert verify(store) == ()


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(chosen=st.lists(st.sampled_from(range(19)), min_size=2, max_size=8), data=st.data())
def test_any_decisions_leave_a_whole_file_and_are_undone_in_any_order(
    chosen: list[int], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder, open_store(Path(folder) / "claims.db") as store:
        extractions = [seed(url=URL), fake_extract(article(1)), fake_extract(article(2))]
        add_extractions(store, extractions, run=begin_run(store, "add"))
        add_reviewer(store, "ana", role="editor")
        todo = list(cases(store).values())
        before, made = derived(store), []
        for index in chosen:
            kind, target, action = todo[index]
            with suppress(DecisionError, StoreError):  # what an earlier one took away
                made.append(make(store, target, action, kind=kind).review)
        assert verify(store) == ()
        corrected = derived(store)
        rebuild(store, fake_extract, run=begin_run(store, "rebuild"))
        assert derived(store) == corrected
        for review in data.draw(st.permutations(made)):
            make(store, "", Undo(review))
        assert derived(store) == before
        assert verify(store) == ()
