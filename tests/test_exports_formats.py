"""What leaves in each format: as people corrected it, without what they dismissed, and harmless."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from review_examples import PAYLOADS
from store_fakes import ARTICLE, article, fake_extract, seed

from claims.cli.export import command
from claims.exports import FEEDS, FORMATS, TABLES, Place, Selection
from claims.exports.spreadsheet import safe_cell
from claims.store import Store, add_extractions, add_reviewer, begin_run, open_store, transaction
from claims.store.decisions import (
    Action,
    Assign,
    CorrectChain,
    CorrectKind,
    Dismiss,
    Link,
    Verdict,
    decide,
)

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = Place("https://desk.example/claims/", "The Checkers")
NOWHERE = Place()
EVERYTHING = Selection()
HOSTILE = '=HYPERLINK("http://evil.example","x")\x0b</script><script>alert(1)</script>'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as store:
        hostile = fake_extract(replace(article(2), title=HOSTILE, publisher="@evil", url=None))
        known = seed(title="Ferry sinks", url="https://lind.example/1", publisher="Lind Post")
        run = begin_run(store, "add")
        add_extractions(store, [known, fake_extract(article(1)), hostile], run=run)
        for person in ("ana", "ben"):
            add_reviewer(store, person, role="editor")
        yield store


def claim_with(store: Store, words: str) -> str:
    query = "SELECT id FROM claims WHERE text LIKE ? ORDER BY number"
    return str(store.connection.execute(query, (f"%{words}%",)).fetchone()[0])


def make(store: Store, words: str, action: Action, person: str = "ana") -> str:
    claim = claim_with(store, words)
    with transaction(store) as connection:
        decide(connection, reviewer=person, target_kind="claim", target=claim, action=action)
    return claim


def written(
    store: Store, name: str, selection: Selection = EVERYTHING, place: Place = NOWHERE
) -> str:
    [one] = [one for one in FORMATS if one.name == name]
    return "".join(one.pieces(store, selection, place))


def table(store: Store, selection: Selection = EVERYTHING) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(store, "csv", selection), newline="")))


def test_a_table_has_a_row_for_each_claim(store: Store) -> None:
    rows = table(store)
    [(count,)] = store.connection.execute("SELECT count(*) FROM claims")
    assert len(rows) == count
    assert list(rows[0]) == [column.name for column in TABLES["claims"].columns]
    for row in rows:
        query = "SELECT text, chain, sourcing, document FROM claims WHERE id = ?"
        stored = store.connection.execute(query, (row["claim"],)).fetchone()
        assert (row["text"], row["chain"], row["sourcing"], row["document"]) == stored


@pytest.mark.parametrize("name", ["csv", "annotations", "jsonl", "report"])
def test_corrections_show_and_dismissed_claims_do_not(store: Store, name: str) -> None:
    assert "overloaded" in written(store, name)
    assert "The Lind Coastguard" not in written(store, name)
    make(store, "more than 20", CorrectChain((Link(None, "The Lind Coastguard"),)))
    claim = make(store, "overloaded", Dismiss())
    assert "The Lind Coastguard" in written(store, name)
    text = written(store, name)
    if name in ("csv", "annotations"):
        assert "overloaded" not in re.sub(r'"(prefix|suffix)": "[^"]*"', "", text)
        assert claim not in text
        assert written(store, "annotations", Selection(claim=claim)) == ""
    else:  # these hold the whole text; the claim is no claim of its sentence
        form = next(json.loads(line) for line in written(store, "jsonl").splitlines())
        contents = [
            form["text"][slice(*span)]
            for sentence in form["sentences"]
            for one in sentence["claims"]
            for span in one["content"]
        ]
        assert not any("overloaded" in content for content in contents)


def test_what_a_person_changed_is_marked(store: Store) -> None:
    claim = make(store, "more than 20", CorrectKind("prediction"))
    changed = [row for row in table(store) if row["corrected"] == "1"]
    assert [(row["claim"], row["kind"]) for row in changed] == [(claim, "prediction")]
    annotation = json.loads(written(store, "annotations", Selection(claim=claim)))
    assert "generator" not in annotation


def test_a_claim_review_has_what_readers_of_it_require(store: Store) -> None:
    claim = make(store, "more than 20", Verdict("false", evidence=("https://log.example/1",)))
    review = json.loads(written(store, "claimreview", Selection(claim=claim), BASE))
    assert review["@context"] == "https://schema.org"
    assert review["@type"] == "ClaimReview"
    assert review["url"] == f"https://desk.example/claims/-/claims/claim/{claim}"
    assert review["author"] == {"@type": "Organization", "name": "The Checkers"}
    assert "more than 20" in review["claimReviewed"]
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "false"}
    assert review["citation"] == ["https://log.example/1"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\S+", review["datePublished"])
    item = review["itemReviewed"]
    assert item["@type"] == "Claim"
    assert set(item["author"]) >= {"@type", "name"}
    assert item["appearance"] == {
        "@type": "NewsArticle",
        "url": "https://lind.example/1",
        "headline": "Ferry sinks",
        "publisher": {"@type": "Organization", "name": "Lind Post"},
    }
    graph = json.loads(written(store, "claimreview"))["@graph"]
    assert [one["claimReviewed"] for one in graph] == [review["claimReviewed"]]


def test_without_a_verdict_there_is_no_claim_review(store: Store) -> None:
    assert written(store, "claimreview") == ""
    make(store, "more than 20", Verdict("true"))
    make(store, "more than 20", Verdict("false"), "ben")
    assert written(store, "claimreview") == "", "two people differ"


def test_a_blind_verdict_does_not_leave_before_the_second(store: Store) -> None:
    claim = claim_with(store, "more than 20")
    for person in ("ana", "ben"):
        make(store, "more than 20", Assign(person, blind=True))
    make(store, "more than 20", Verdict("true"))
    for name in ("csv", "claimreview", "annotations"):
        assert '"true"' not in written(store, name, Selection(claim=claim))
    assert {row["verdict"] for row in table(store)} == {""}
    assert b"true" not in FEEDS[1].write(store, NOWHERE).encode()
    make(store, "more than 20", Verdict("true"), "ben")
    assert [row["verdict"] for row in table(store, Selection(claim=claim))] == ["true"]


def test_an_annotation_finds_the_words(store: Store) -> None:
    """Every selector of every claim finds the stored words again (W3C, 4.2.4 and 4.2.5)."""
    texts = dict(store.connection.execute("SELECT id, text FROM documents").fetchall())
    found = 0
    for line in written(store, "annotations", place=BASE).splitlines():
        collection = json.loads(line)
        assert collection["type"] == "AnnotationCollection"
        page = collection["first"]
        assert (page["type"], collection["total"]) == ("AnnotationPage", len(page["items"]))
        text = texts[collection["id"].rsplit("/", 1)[1].removesuffix("#claims")]
        for item in page["items"]:
            assert item["type"] == "Annotation"
            assert all(body["type"] == "TextualBody" for body in item["body"])
            assert item["target"]
            for target in item["target"]:
                _check_target(target, text)
                found += 1
    [(claims,)] = store.connection.execute("SELECT count(*) FROM claims")
    assert found >= claims


def _check_target(target: dict[str, Any], text: str) -> None:
    """Tell whether the words of a target stand in the text where it says."""
    selectors = target["selector"]
    if isinstance(selectors, list):
        assert target["source"].startswith("https://desk.example/")
        quote, place = selectors
        assert text[place["start"] : place["end"]] == quote["exact"]
    else:
        quote = selectors
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_a_thing_has_one_name_in_all_exports(store: Store) -> None:
    claim = claim_with(store, "more than 20")
    assert BASE.name("claim", claim) == f"https://desk.example/claims/-/claims/claim/{claim}"
    assert NOWHERE.name("claim", claim) == Place().name("claim", claim)
    assert NOWHERE.name("claim", claim) != NOWHERE.name("article", claim)
    assert NOWHERE.name("claim", claim).startswith("urn:uuid:")
    assert NOWHERE.page("claim", claim) is None


def test_json_lines_are_what_extract_writes(store: Store) -> None:
    forms = [json.loads(line) for line in written(store, "jsonl").splitlines()]
    assert forms[0]["text"] == ARTICLE
    assert len(forms) == 3
    for form in forms:
        for sentence in form["sentences"]:
            assert form["text"][slice(*sentence["span"])]


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_a_feed_has_what_atom_requires(store: Store, feed: Any) -> None:
    make(store, "more than 20", Verdict("false"))
    tree = ElementTree.fromstring(feed.write(store, BASE))
    assert tree.tag == f"{ATOM}feed"
    for element in (tree, *tree.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            found = element.find(f"{ATOM}{name}")
            assert found is not None
            assert found.text
    ids = [found.text for found in tree.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) > 1
    for link in tree.iter(f"{ATOM}link"):
        assert link.attrib["href"].startswith("https://desk.example/claims/-/claims/")
    assert tree.find(f"{ATOM}author/{ATOM}name").text == "The Checkers"
    updated = [found.text for found in tree.iter(f"{ATOM}updated")]
    assert updated[0] == max(updated)


def test_an_empty_feed_is_a_feed(tmp_path: Path) -> None:
    with open_store(tmp_path / "empty.db") as store:
        for feed in FEEDS:
            tree = ElementTree.fromstring(feed.write(store, NOWHERE))
            assert tree.findall(f"{ATOM}entry") == []
            assert tree.find(f"{ATOM}updated").text


def test_hostile_text_stays_text(store: Store) -> None:
    titles = {row["title"] for row in table(store)}
    assert f"'{HOSTILE}" in titles
    assert {row["publisher"] for row in table(store)} >= {"'@evil"}
    for row in table(store):
        assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in row.values())
    make(store, "Ship 2-0", Verdict("true"))
    text = written(store, "claimreview")
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["itemReviewed"]["appearance"]["headline"] == HOSTILE
    entries = ElementTree.fromstring(FEEDS[0].write(store, NOWHERE)).iter(f"{ATOM}title")
    assert HOSTILE.replace("\x0b", "\ufffd") in [entry.text for entry in entries]


@given(st.text() | st.sampled_from(PAYLOADS) | st.text("=+-@\t\r\n＝'"))
def test_no_cell_begins_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert cell in (text, f"'{text}")


def test_parquet_has_the_columns_with_their_types(store: Store, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    make(store, "more than 20", CorrectKind("prediction"))
    path = tmp_path / "claims.parquet"
    arguments = ["parquet", str(path), "--db", str(store.path)]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    rows = parquet.read_table(path).to_pylist()
    by_claim = {row["claim"]: row for row in table(store)}
    assert len(rows) == len(by_claim)
    for row in rows:
        other = by_claim[row["claim"]]
        assert row["text"] == other["text"], "no apostrophe here: Parquet runs no formulas"
        assert str(int(row["corrected"])) == other["corrected"]
        assert row["confidence"] == pytest.approx(float(other["confidence"]))
        assert isinstance(row["figures"], int)


def invoke(store: Store, *arguments: str) -> Any:
    return CliRunner().invoke(command, [*arguments, "--db", str(store.path)])


@pytest.mark.parametrize("one", [one for one in FORMATS if one.is_text], ids=lambda one: one.name)
def test_every_format_is_a_command(store: Store, one: Any, tmp_path: Path) -> None:
    claim = make(store, "more than 20", Verdict("false"))
    file = tmp_path / "out"
    result = invoke(store, one.name, "--output", str(file), "--organisation", "The Checkers")
    assert result.exit_code == 0, result.output
    assert "more than 20" in file.read_text("utf8")
    [(document,)] = store.connection.execute(
        "SELECT document FROM claims WHERE id = ?", (claim,)
    ).fetchall()
    alone = invoke(store, one.name, "--article", document)
    assert "more than 20" in alone.output
    assert "Notice 1 from" not in alone.output
    unknown = invoke(store, one.name, "--article", "nothing")
    assert "no such claim or article" in str(unknown.exception)
    if one.claims:
        assert "overloaded" not in json.dumps(
            [row["text"] for row in table(store, Selection(claim=claim))]
        )
        both = invoke(store, one.name, "--claim", claim, "--article", document)
        assert "not both" in both.output


def test_the_organisation_is_the_desks_own(store: Store) -> None:
    store.connection.execute(
        "UPDATE desk_settings SET value = 'Lind Checks' WHERE name = 'organisation'"
    )
    make(store, "more than 20", Verdict("false"))
    assert '"Lind Checks"' in invoke(store, "claimreview").output
    assert "Lind Checks" in invoke(store, "atom", "verdicts").output
    assert "urn:uuid:" in invoke(store, "atom").output
