"""Verdicts from CSV and ClaimReview become decisions, once, or say why not."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from store_fakes import article, fake_extract, seed

from claims.cli.importing import command
from claims.exports import FORMATS, Place, Selection
from claims.store import Store, add_extractions, begin_run, open_store, verify

OUTSIDE = {
    "@type": "DataFeed",
    "dataFeedElement": [
        {
            "item": [
                {
                    "@type": "ClaimReview",
                    "url": "https://checkers.example/ferry",
                    "claimReviewed": "the ferry was overloaded.",
                    "author": {"@type": "Organization", "name": "The Checkers"},
                    "reviewRating": {"@type": "Rating", "alternateName": "Pants on Fire"},
                },
                {"@type": "ClaimReview", "claimReviewed": "no rating"},
            ]
        },
        {"item": None},
    ],
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as store:
        add_extractions(store, [seed(), fake_extract(article(1))], run=begin_run(store, "add"))
        yield store


def take(store: Store, text: str, *options: str) -> Result:
    file = store.path.parent / "verdicts"
    file.write_text(text, "utf8")
    return CliRunner().invoke(command, [str(file), "--db", str(store.path), *options])


def decided(store: Store) -> list[tuple[str, str, str]]:
    sql = "SELECT claims.text, verdict, reviewer FROM claim_status JOIN claims ON claims.id = claim"
    return [tuple(row) for row in store.connection.execute(sql)]


def test_a_csv_is_recorded_once(store: Store) -> None:
    [claim] = store.connection.execute(
        "SELECT id FROM claims WHERE text LIKE 'more than 20%'"
    ).fetchone()
    text = (
        "claim,text,verdict,evidence,note\n"
        f"{claim},,true,https://proof.example,asked the port\n"
        ",the ferry was overloaded,false,,\n"
        f"{claim},,,,no verdict\n"
    )
    first = take(store, text)
    assert (first.exit_code, "2 verdicts recorded" in first.output) == (0, True), first.output
    again = take(store, text)
    assert (again.exit_code, "0 verdicts recorded, 2 there" in again.output) == (0, True)
    assert decided(store) == [
        ("more than 20 people were hurt", "true", "claims import"),
        ("that the ferry was overloaded", "false", "claims import"),
    ]
    assert not verify(store)


def test_a_feed_of_claim_reviews_is_recorded(store: Store) -> None:
    ran = take(store, json.dumps(OUTSIDE), "--map", "Pants on Fire=false")
    assert ran.exit_code == 0, ran.output
    assert decided(store) == [("that the ferry was overloaded", "false", "claims import")]
    [evidence, note] = store.connection.execute("SELECT evidence, note FROM reviews").fetchone()
    assert json.loads(evidence) == ["https://checkers.example/ferry"]
    assert note == "reviewed by The Checkers"


def test_what_the_desk_exports_comes_back(store: Store, tmp_path: Path) -> None:
    take(store, "text,verdict\nthe ferry was overloaded,false\n")
    [form] = [one for one in FORMATS if one.name == "claimreview"]
    place = Place("https://desk.example", "The Checkers")
    text = "".join(str(piece) for piece in form.pieces(store, Selection(), place))
    with open_store(tmp_path / "other.db") as other:
        add_extractions(other, [seed()], run=begin_run(other, "add"))
        assert take(other, text).exit_code == 0
        assert decided(other) == [("that the ferry was overloaded", "false", "claims import")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("text,verdict\nnobody said so,true\n", "line 2: there is no such claim: 'nobody said so'"),
        ("text,verdict\nthe engine had been checked,true\n", "these words stand 2 times"),
        ("text,verdict\nthe ferry was overloaded,mostly harmless\n", "line 2: "),
        ("claim,verdict\nbeef,true\n", "there is no such claim: 'beef'"),
    ],
)
def test_what_is_not_taken_is_told(store: Store, text: str, told: str) -> None:
    ran = take(store, text)
    assert (ran.exit_code, told in ran.output) == (1, True), ran.output
    assert decided(store) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n1,2\n", 'needs the columns "verdict"'),
        ("{", "is no JSON-LD"),
        ("", "needs the columns"),
    ],
)
def test_what_is_no_such_file_is_told(store: Store, text: str, told: str) -> None:
    assert told in str(take(store, text).exception)
