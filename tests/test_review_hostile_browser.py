"""Hostile text in a real browser: wherever it is typed, on every page it stays text."""

import re
import sqlite3
from urllib.parse import urlencode

import pytest
from review_addresses import addresses
from review_examples import Line, Said, compose, seed
from review_fixtures import make_database
from review_payloads import PAYLOADS

from claims.review.access.guard import PAGE_POLICY
from claims.store import add_reviewer, open_store, transaction
from claims.store.decisions import Describe, Flag, Note, Rename, Verdict, decide
from claims.values import Source

pytestmark = pytest.mark.browser
EVERYTHING = " ".join(PAYLOADS)
RAN = "window.pwned !== undefined || document.getElementById('pwned') !== null"
DATASETTES_OWN = (
    "/claims",
    "/claims/claims?_search=zebra",
    "/claims/sources",
    "/claims/documents",
    "/claims/reviews",
    "/claims/unsourced_numbers",
)


def hostile_article():
    """An article in which each sentence, name, reason and description is another payload."""
    sources = [
        Source(
            str(number),
            payload,
            "person",
            anonymous=False,
            number="one",
            reason=payload,
            description=payload,
        )
        for number, payload in enumerate(PAYLOADS)
    ]
    lines = [
        Line(
            f"{payload} said: {payload} zebra",
            said=(Said(f"{payload} zebra", "said", ((str(number), payload),)),),
        )
        for number, payload in enumerate(PAYLOADS)
    ] + [
        Line(f"Own zebra {payload}", "unsourced", True, (Said(f"Own zebra {payload}"),))
        for payload in PAYLOADS
    ]
    return compose(
        lines,
        sources,
        title=EVERYTHING,
        publisher=EVERYTHING,
        author=EVERYTHING,
        published=EVERYTHING,
        url="javascript:window.pwned=1//https://ok.example/",
        path=EVERYTHING,
    )


def decide_with_payloads(database):
    """Let a careless colleague type the payloads into every field that takes words."""
    with open_store(database) as store:
        add_reviewer(store, "eve", name=EVERYTHING, role="admin")
    with open_store(database) as store, transaction(store) as connection:
        claims = [row[0] for row in connection.execute("SELECT id FROM claims LIMIT 60")]
        sources = [row[0] for row in connection.execute("SELECT id FROM sources LIMIT 2")]
        for claim, payload in zip(claims, PAYLOADS, strict=False):
            for action in (
                Note(payload),
                Flag("own words", note=payload),
                Verdict("true", evidence=("https://ok.example/?q=<script>",), note=payload),
            ):
                decide(connection, reviewer="eve", target_kind="claim", target=claim, action=action)
        for source, action in zip(sources, (Rename(EVERYTHING), Describe(EVERYTHING)), strict=True):
            decide(connection, reviewer="eve", target_kind="source", target=source, action=action)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "articles.db"
    make_database(path, seed(), hostile_article())
    decide_with_payloads(path)
    return path


def hostile_addresses(database):
    """Return every page on which a payload can show, and a dozen of each kind of record."""
    with sqlite3.connect(database) as connection:
        article = connection.execute(
            "SELECT id FROM documents WHERE title LIKE '%pwned%'"
        ).fetchone()[0]
        claims = connection.execute(
            "SELECT id FROM claims WHERE document = ? ORDER BY id LIMIT 12", (article,)
        ).fetchall()
        sources = connection.execute("SELECT id FROM sources ORDER BY id LIMIT 12").fetchall()
    return [
        *(path for path in addresses(database) if not path.startswith("/-/claims/article/")),
        f"/-/claims/article/{article}",
        *(f"/-/claims/claim/{row[0]}" for row in claims),
        *(f"/-/claims/source/{row[0]}" for row in sources),
        "/-/claims/search?q=zebra",
    ]


def test_there_are_forty_payloads():
    assert len(set(PAYLOADS)) >= 40


def test_hostile_text_stays_text_on_every_page(page, database):
    """Nothing runs, nothing is loaded, nothing becomes an element, on any of our pages.

    The fixture `page` fails on whatever the browser logs as an error: a refusal by the policy too.
    """
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(f"dialog /pwned {dialog.message}"))
    shown = 0
    for path in hostile_addresses(database):
        answer = page.goto(path)
        assert answer.status == 200, path
        # A report has a style sheet of its own, which is let through by its hash.
        policy = re.sub(r" 'sha256-[\w+/]{43}='", "", answer.headers["content-security-policy"])
        assert policy == PAGE_POLICY, path
        assert not page.evaluate(RAN), path
        assert "49" not in page.inner_text("h1"), path
        shown += "window.pwned=1" in page.inner_text("body")
    assert shown > 20
    assert not [url for url in asked if "/pwned" in url.partition("?")[0]]


def test_nor_does_it_run_on_datasettes_own_pages(page):
    for path in DATASETTES_OWN:
        assert page.goto(path).status == 200, path
        assert not page.evaluate(RAN), path


def test_what_is_searched_for_stays_text(page):
    for payload in PAYLOADS:
        page.goto(f"/-/claims/search?{urlencode({'q': payload})}")
        assert not page.evaluate(RAN), payload
