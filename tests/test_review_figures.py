"""Figures of a claim as people write them."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from review_examples import harbour
from review_fixtures import OWNER, make_database

from claims.review.frame.page import grouped
from claims.review.server.desk import make_datasette
from claims.values import Figure, Span


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("4300000000", "4,300,000,000"),
        ("12500.75", "12,500.75"),
        ("-80000", "-80,000"),
        ("2018", "2018"),
        ("9999", "9999"),
        ("3.5", "3.5"),
        ("2018-11-06", "2018-11-06"),
        ("00012345", "00012345"),
        ("1e9", "1e9"),
        ("", ""),
        ("1" * 5000, "1" * 5000),
    ],
)
def test_thousands_stand_apart(value: str, written: str) -> None:
    assert grouped(value) == written


async def test_a_figure_and_a_share_stay_in_one_line(tmp_path):
    extraction = harbour()
    first, *others = extraction.claims
    figure = Figure("money", "about 3.17 billion dollars", Span(0, 5), "3170000000", "USD", "~")
    path = make_database(
        tmp_path / "articles.db",
        replace(extraction, claims=(replace(first, figures=(figure,)), *others)),
    )
    datasette = make_datasette(path, owner="ann")
    try:
        rows = await datasette.client.get(
            "/claims/figures.json?_shape=array&kind=money", actor=OWNER
        )
        answer = await datasette.client.get(
            f"/-/claims/claim/{rows.json()[0]['claim']}", actor=OWNER
        )
    finally:
        datasette.close()
    facts = BeautifulSoup(answer.text, "html.parser").select_one("dl.facts").get_text()
    assert "~\N{NO-BREAK SPACE}3,170,000,000\N{NO-BREAK SPACE}USD" in facts
    assert "\N{NO-BREAK SPACE}% sure" in facts


async def test_one_claim_is_not_claims(desk):
    rows = await desk.select(
        "SELECT source FROM claims WHERE source IS NOT NULL GROUP BY source HAVING count(*) = 1"
    )
    said = set()
    for row in rows:
        words = (await desk.get(f"/-/claims/source/{row['source']}")).text
        assert "1 claims" not in words
        assert "stand in articles without a date" not in words
        said |= {line for line in ("Most: 1 claim in one month.",) if line in words}
    assert said
