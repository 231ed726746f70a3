"""Reports: what they hold, as a page and as a Word file; decisions in the other formats."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from review_examples import PAYLOADS
from store_fakes import ARTICLE, article, fake_extract, seed

from claims.cli.export import command
from claims.exports import FORMATS, Place, Selection
from claims.exports.reports import gather, page_pieces, word_pieces
from claims.store import Store, add_extractions, add_reviewer, begin_run, open_store, transaction
from claims.store.decisions import (
    Action,
    AddClaim,
    Flag,
    Note,
    Verdict,
    decide,
    set_blind_share,
)
from claims.values import Span

DESK = Place("https://desk.example/", "The Checkers")
SILENT = replace(DESK, names=False)
CLOSED = replace(DESK, names=False, decisions=False)
EVIDENCE = "https://log.example/1"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as opened:
        known = seed(title="Ferry stops", url="https://lind.example/1", publisher="Lind Post")
        add_extractions(opened, [known, fake_extract(article(1))], run=begin_run(opened, "add"))
        for person, name in (("ana", "Ana Ruiz"), ("ben", "Ben")):
            add_reviewer(opened, person, name=name, role="editor")
        yield opened


def claim_with(store: Store, words: str) -> str:
    query = "SELECT id FROM claims WHERE text LIKE ? ORDER BY number"
    return str(store.connection.execute(query, (f"%{words}%",)).fetchone()[0])


def make(store: Store, words: str, action: Action, person: str = "ana") -> str:
    claim = claim_with(store, words)
    with transaction(store) as connection:
        decide(connection, reviewer=person, target_kind="claim", target=claim, action=action)
    return claim


def ferry(store: Store) -> Selection:
    [name] = store.connection.execute(
        "SELECT id FROM documents WHERE title = 'Ferry stops'"
    ).fetchone()
    return Selection(document=name)


def decided(store: Store) -> tuple[str, str]:
    """Two claims: one decided with note and evidence, one flagged."""
    verdict = Verdict("false", evidence=(EVIDENCE,), note="Eleven, says the log.")
    return (
        make(store, "more than 20", verdict),
        make(store, "overloaded", Flag("needs a source", note="Ask the port."), "ben"),
    )


def page(store: Store, selection: Selection, place: Place = DESK) -> BeautifulSoup:
    return BeautifulSoup("".join(page_pieces(store, selection, place)), "html.parser")


def word(store: Store, selection: Selection, place: Place = DESK):
    return docx.Document(io.BytesIO(b"".join(word_pieces(store, selection, place))))


def test_a_report_holds_what_was_flagged_or_decided(store: Store) -> None:
    claims = decided(store)
    report = gather(store, ferry(store), DESK)
    assert report is not None
    assert report.title == "Ferry stops"
    [one] = report.articles
    assert {claim.id for claim in one.claims} == set(claims)
    first = next(claim for claim in one.claims if claim.id == claims[0])
    assert (first.verdict, first.evidence) == ("false", (EVIDENCE,))
    assert [(made.said, made.note, made.who) for made in first.decisions] == [
        ("verdict: false", "Eleven, says the log.", "Ana Ruiz")
    ]
    assert one.page == f"https://desk.example/-/claims/article/{one.id}"
    assert len(one.assessed) == one.tally.sentences
    assert Counter(sentence.sourcing for sentence in one.assessed) == {
        sourcing: count
        for sourcing, count in (
            ("sourced", one.tally.sourced),
            ("partly", one.tally.partly),
            ("unsourced", one.tally.unsourced),
            ("needless", one.tally.needless),
        )
        if count
    }


def test_a_report_holds_what_was_missed_and_added(store: Store) -> None:
    decided(store)
    start = ARTICLE.index("it over")
    missed = AddClaim((Span(start, start + 7),), (), "other")
    query = "SELECT id FROM sentences WHERE text LIKE 'Is it over%'"
    [sentence] = store.connection.execute(query).fetchone()
    with transaction(store) as connection:
        decide(connection, reviewer="ana", target_kind="sentence", target=sentence, action=missed)
    [one] = gather(store, ferry(store), DESK).articles
    [added] = [claim for claim in one.claims if claim.text.lower() == "it over"]
    assert [(made.said, made.who) for made in added.decisions] == [("claim added", "Ana Ruiz")]


def test_a_report_tells_verdict_and_flag_once(store: Store) -> None:
    decided(store)
    text = " ".join(page(store, ferry(store)).get_text(" ").split())
    assert text.lower().count("verdict: false") == 1
    assert text.lower().count("flag: needs a source") == 1
    assert "Verdict: false : Eleven, says the log. Ana Ruiz" in text
    comments = "\n".join(comment.text for comment in word(store, ferry(store)).comments)
    assert comments.lower().count("verdict: false") == 1
    assert comments.lower().count("flag: needs a source") == 1


def test_a_report_counts_sentences_as_the_desk_does(store: Store) -> None:
    decided(store)
    report = gather(store, ferry(store), DESK)
    assert report is not None
    words = report.articles[0].tally.words
    key = " ".join(page(store, ferry(store)).select_one(".key").get_text(" ").split())
    assert key.split(":")[0] == words.split(":")[0]
    for part in words.split(": ")[1].split(", "):
        assert part in key


def test_a_page_needs_nothing_beside_it(store: Store) -> None:
    decided(store)
    soup = page(store, ferry(store))
    assert not soup.select("script, img, link[rel=stylesheet], iframe, object")
    assert "url(" not in soup.style.get_text()
    text = soup.get_text()
    for words in ("false", "Eleven, says the log.", EVIDENCE, "Ana Ruiz", "Ask the port.", "Ben"):
        assert words in text
    assert len(soup.select(".strip li")) == len(
        gather(store, ferry(store), DESK).articles[0].assessed
    )
    assert soup.select_one(".text"), "the whole text comes with a report on one article"


@pytest.mark.parametrize("make_one", ["page", "word", "csv", "jsonl"])
def test_who_decided_is_left_out_where_it_is_not_to_be_told(store: Store, make_one: str) -> None:
    decided(store)

    def written(place: Place) -> str:
        if make_one == "word":
            return "\n".join(one.text for one in word(store, ferry(store), place).comments)
        [form] = [one for one in FORMATS if one.name == {"page": "html"}.get(make_one, make_one)]
        return "".join(form.pieces(store, ferry(store), place))

    assert "Ana Ruiz" in written(DESK)
    assert "Eleven" in written(DESK)
    assert "Ana Ruiz" not in written(SILENT)
    assert "Eleven" in written(SILENT)
    assert "Eleven" not in written(CLOSED)


@pytest.mark.parametrize("name", ["html", "docx", "csv", "jsonl"])
def test_what_is_decided_blindly_leaves_when_both_have(store: Store, name: str) -> None:
    with transaction(store) as connection:
        set_blind_share(connection, 1)
    make(store, "more than 20", Verdict("false", note="Eleven, says the log."))
    report = gather(store, ferry(store), DESK)
    assert not any(claim.decisions for claim in report.articles[0].claims)
    make(store, "more than 20", Verdict("false"), "ben")
    report = gather(store, ferry(store), DESK)
    assert [len(claim.decisions) for claim in report.articles[0].claims] == [2]
    [form] = [one for one in FORMATS if one.name == name]
    assert list(form.pieces(store, ferry(store), DESK))


def test_a_word_file_has_its_notes_in_the_margin(store: Store) -> None:
    decided(store)
    file = word(store, ferry(store))
    text = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "The ferry to Lind was stopped on Monday after 3 fires." in text
    comments = [one.text for one in file.comments]
    [about] = [one for one in comments if "more than 20" in one]
    assert "Verdict: false" in about
    assert "Eleven, says the log. (Ana Ruiz, " in about
    assert f"Evidence: {EVIDENCE}" in about
    assert {one.author for one in file.comments} == {"Claims"}


def test_only_what_an_editor_would_ask_is_asked(store: Store) -> None:
    """Of a sentence that needs no source the margin says nothing, and of the others aloud."""
    report = gather(store, ferry(store), DESK)
    own = [
        claim
        for sentence in report.articles[0].sentences
        for claim in sentence.claims
        if not claim.chain and claim.sourcing == "unsourced"
    ]
    asked = [claim for claim in own if claim.disputable]
    assert asked
    assert {claim.said_by for claim in asked} == {"no source stated"}
    assert {claim.said_by for claim in own if not claim.disputable} <= {"no source needed"}
    margin = [note.get_text() for note in page(store, ferry(store)).select(".text .margin .ask")]
    assert margin == ["no source stated"] * len(asked)
    comments = "\n".join(one.text for one in word(store, ferry(store)).comments)
    assert comments.count("who says so?") == len(asked)


def test_claims_that_were_chosen_are_all_reported_article_by_article(store: Store) -> None:
    rows = store.connection.execute("SELECT id, document FROM claims ORDER BY id").fetchall()
    chosen = tuple(row[0] for row in rows[::3])
    report = gather(store, Selection(claims=chosen, title="Mine"), DESK)
    assert report.title == "Mine"
    assert {claim.id for one in report.articles for claim in one.claims} == set(chosen)
    assert len(report.articles) == len({row[1] for row in rows[::3]})
    soup = page(store, Selection(claims=chosen, title="Mine"))
    assert not soup.select(".text")
    [form] = [one for one in FORMATS if one.name == "csv"]
    lines = "".join(form.pieces(store, Selection(claims=chosen), DESK))
    assert {row["claim"] for row in csv.DictReader(io.StringIO(lines))} == set(chosen)


@pytest.mark.parametrize("selection", [Selection(document="beef"), Selection(claims=())])
def test_of_nothing_there_is_no_report(store: Store, selection: Selection) -> None:
    assert gather(store, selection, DESK) is None
    assert list(page_pieces(store, selection, DESK)) == []
    assert list(word_pieces(store, selection, DESK)) == []


def test_hostile_text_stays_text(store: Store) -> None:
    payloads = "\n".join(PAYLOADS)
    hostile = fake_extract(
        replace(article(3), title=payloads, publisher=payloads, url="javascript:1")
    )
    add_extractions(store, [hostile], run=begin_run(store, "add"))
    with transaction(store) as connection:
        for payload in PAYLOADS:
            [claim] = connection.execute(
                "SELECT claims.id FROM claims JOIN documents ON documents.id = document"
                " WHERE documents.url = 'javascript:1' LIMIT 1"
            ).fetchone()
            decide(
                connection, reviewer="ana", target_kind="claim", target=claim, action=Note(payload)
            )
    [name] = store.connection.execute(
        "SELECT id FROM documents WHERE url = 'javascript:1'"
    ).fetchone()
    soup = page(store, Selection(document=name))
    assert not soup.select("script, img, svg, iframe, object, embed, form, base, #pwned, [onload]")
    assert all(link["href"].startswith("https://desk.example/") for link in soup.select("a"))
    assert PAYLOADS[0] in soup.get_text()
    comments = "\n".join(one.text for one in word(store, Selection(document=name)).comments)
    assert PAYLOADS[0] in comments


def test_notes_evidence_and_deciders_are_columns(store: Store) -> None:
    claims = decided(store)
    [form] = [one for one in FORMATS if one.name == "csv"]
    lines = "".join(form.pieces(store, Selection(), DESK))
    rows = {row["claim"]: row for row in csv.DictReader(io.StringIO(lines))}
    first, second = rows[claims[0]], rows[claims[1]]
    assert first["notes"] == "Ana Ruiz: Eleven, says the log."
    assert (first["evidence"], first["decided_by"]) == (EVIDENCE, "Ana Ruiz")
    assert first["decided"].startswith("20")
    assert (second["notes"], second["decided_by"]) == ("Ben: Ask the port.", "")
    assert not any(row["notes"] for name, row in rows.items() if name not in claims)
    [form] = [one for one in FORMATS if one.name == "jsonl"]
    [line] = [json.loads(one) for one in form.pieces(store, ferry(store), DESK)]
    assert [(one["said"], one["reviewer"]) for one in line["reviews"]] == [
        ("verdict: false", "Ana Ruiz"),
        ("flag: needs a source", "Ben"),
    ]


@pytest.mark.parametrize("name", ["html", "docx"])
def test_reports_are_written_by_the_command_line(store: Store, tmp_path: Path, name: str) -> None:
    decided(store)
    target = tmp_path / f"report.{name}"
    done = CliRunner().invoke(
        command,
        [
            name,
            "--article",
            ferry(store).document,
            "--db",
            str(store.path),
            "--output",
            str(target),
        ],
    )
    assert done.exit_code == 0, done.output
    assert target.read_bytes()[:2] in (b"<!", b"PK")
