"""The saved questions return what they say, on articles whose answers are known by hand."""

import sqlite3
from contextlib import closing

import pytest

from claims.review.tables.saved_queries import saved_queries

SEED = None
HARBOUR = "Harbour wall cracks again"

ANSWERS = [
    (
        "unsourced_numbers",
        {},
        {
            (HARBOUR, "The harbour wall cost 4 million euros more than planned", "4 million euros"),
            (
                SEED,
                "There have been no attacks on U.S. forces in Iraq and Syria since February 4,"
                " compared to more than 20 in the two weeks before Qaani’s visit",
                "more than 20",
            ),
            (
                SEED,
                "Despite Iran’s efforts, the U.S. continues to support the war, which has so far"
                " claimed the lives of more than 28,000 Palestinians",
                "more than 28,000",
            ),
        },
        ("title", "text", "numbers"),
    ),
    (
        "one_anonymous_source",
        {},
        {
            ("two pumps had failed", "Reuters → a senior official"),
            (
                "“The Iranians learned their lesson from the liquidation of Soleimani and"
                " did not want this to be repeated,”",
                "Reuters → the source",
            ),
        },
        ("text", "chain"),
    ),
    (
        "relayed_by",
        {"outlet": "the source"},
        {("The Iranians", "this to be repeated")},
        ("originator", "text"),
    ),
    (
        "said_by",
        {"name": "Mayor Ana Ruiz"},
        {
            ("“The wall is safe. Nobody has to leave,”", "direct", "asserted"),
            ("the audit report had been hidden", "indirect", "denied"),
        },
        ("text", "manner", "certainty"),
    ),
    ("said_by", {"name": "nobody at all"}, set(), ("text",)),
    ("reportedly", {}, {("left the country", "reportedly")}, ("text", "cue")),
    (
        "outlet_only",
        {},
        {("how Iran has been working to de-escalate tensions in the region", "Reuters")},
        ("text", "chain"),
    ),
    (
        "denied_or_doubted",
        {},
        {("the audit report had been hidden", "denied", "Mayor Ana Ruiz")},
        ("text", "certainty", "chain"),
    ),
    (
        "predictions",
        {},
        {
            ("the pumps would fail next winter", "Reuters → a senior official"),
            ("that U.S. forces would only leave by force", "Harakat Hezbollah al-Nujaba"),
        },
        ("text", "chain"),
    ),
    (
        "longest_chains",
        {},
        {
            ("this to be repeated", 3, "Reuters → the source → The Iranians"),
        },
        ("text", "hops", "chain"),
    ),
    (
        "unnamed_without_reason",
        {},
        {
            (HARBOUR, "a senior official", "one"),
            (SEED, "multiple Iranian and Iraqi sources", "several"),
            (SEED, "the source", "one"),
            (SEED, "a senior commander in one of the Iranian-backed factions", "one"),
            (SEED, "A high-ranking Iranian security official", "one"),
        },
        ("title", "name", "number"),
    ),
    (
        "opening_unsourced",
        {},
        {(HARBOUR, "The harbour wall cost 4 million euros more than planned.")},
        ("title", "opening"),
    ),
    (
        "least_sourced_articles",
        {},
        {(SEED, 7, 14, 50.0), (HARBOUR, 1, 7, 14.0)},
        ("title", "unsourced", "sentences", "percent"),
    ),
    (
        "words_of_saying",
        {},
        {("told", 3), ("reportedly", 1), ("fearing", 1)},
        ("cue", "attributions"),
    ),
    (
        "anonymity_by_outlet",
        {},
        {("(not stated)", 20, 55.0, 25.0), ("The Port Times", 8, 25.0, 38.0)},
        ("outlet", "claims", "percent_unnamed", "percent_unsourced"),
    ),
    ("unread", {}, {("scan.pdf", "reading", "a scan without text")}, ("path", "stage", "reason")),
]

WHOLE = {
    "unsourced_numbers",
    "one_anonymous_source",
    "relayed_by",
    "said_by",
    "reportedly",
    "outlet_only",
    "denied_or_doubted",
    "unnamed_without_reason",
    "opening_unsourced",
}
"""Of these the answer above is all that comes back."""


@pytest.mark.parametrize(("name", "given", "expected", "columns"), ANSWERS)
async def test_answers(desk, name, given, expected, columns):
    rows = [tuple(row[column] for column in columns) for row in await desk.rows(name, **given)]
    assert len(rows) == len(set(rows))
    assert expected <= set(rows)
    if name in WHOLE:
        assert set(rows) == expected


async def test_who_is_quoted_most(desk):
    rows = await desk.rows("quoted_most")
    first = rows[0]
    assert (first["name"], first["named"], first["claims"], first["articles"]) == (
        "multiple Iranian and Iraqi sources",
        "unnamed",
        4,
        1,
    )
    counted = {row["name"]: row["claims"] for row in rows}
    assert counted["Reuters"] == 1
    assert counted["Mayor Ana Ruiz"] == 2


async def test_what_reuters_relays_is_asked_by_default(desk):
    rows = await desk.rows("relayed_by")
    originators = {row["originator"] for row in rows}
    assert {"a senior official", "multiple Iranian and Iraqi sources", "Washington"} <= originators
    assert "Mayor Ana Ruiz" not in originators
    assert all(row["chain"].startswith("Reuters → ") for row in rows)


async def test_without_a_name_the_most_quoted_source_answers(desk):
    assert {row["name"] for row in await desk.rows("said_by")} == {
        "multiple Iranian and Iraqi sources"
    }


async def test_longest_chains_come_first_and_have_three_hops(desk):
    hops = [row["hops"] for row in await desk.rows("longest_chains")]
    assert hops == sorted(hops, reverse=True)
    assert min(hops) >= 3


def test_an_outlet_is_one_in_any_case():
    [query] = [one for one in saved_queries() if one.name == "anonymity_by_outlet"]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            "CREATE TABLE documents (id, publisher); CREATE TABLE claims (document, sourcing);"
            "INSERT INTO documents VALUES (1, 'NYT'), (2, 'nyt'), (3, NULL), (4, 'Reuters');"
            "INSERT INTO claims VALUES (1, 'anonymous'), (2, 'named'), (3, 'named');"
        )
        rows = connection.execute(query.sql).fetchall()
    assert rows == [("NYT", 2, 50.0, 0.0), ("(not stated)", 1, 0.0, 0.0)]


def test_titles_are_questions_and_names_are_unique():
    queries = saved_queries()
    assert len(queries) >= 12
    assert len({query.name for query in queries}) == len(queries)
    assert all(query.title.endswith("?") and query.title[0].isupper() for query in queries)
    assert all(query.description.endswith(".") for query in queries)
    assert all("limit" in query.sql.lower() or query.name == "flagged" for query in queries)


@pytest.mark.parametrize("name", [query.name for query in saved_queries()])
async def test_pages_show_title_and_description(desk, name):
    query = next(query for query in saved_queries() if query.name == name)
    answer = await desk.get(f"/claims/{name}")
    assert answer.status_code == 200
    assert query.title in answer.text
