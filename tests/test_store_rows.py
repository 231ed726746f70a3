"""Values to rows and back: nothing is lost, and every offset says what the text says."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_fakes import fake_extract, seed

from claims.sourcing import sourcing
from claims.store import Store, add_extractions, begin_run, document_id, open_store, verify
from claims.store.extractions.rows import COLUMNS, rows_of
from claims.store.extractions.stored import read_extraction
from claims.values import Document, Extraction, Hop, Mention, Source, Span

WORDS = ("Ana Berg said ", "A guard said ", "Reuters reported, citing two men, that ")
PIECES = (*WORDS, "it rained. ", "7 boats sank. ", "é😀 ß. ", "Why? ", "\n\n", "‘no’ ", "x")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory):
    with open_store(tmp_path_factory.mktemp("rows") / "claims.db") as store:
        yield store


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join))
def test_any_article_reads_back_as_it_was(store: Store, text: str) -> None:
    extraction = fake_extract(Document(text))
    add_extractions(store, [extraction], run=begin_run(store, "add"))
    assert read_extraction(store, document_id(extraction.document)) == extraction


def test_and_then_the_whole_database_verifies(store: Store) -> None:
    assert store.database["documents"].count > 0
    assert verify(store) == ()


TEXT_COLUMN = {"spans": "exact", "sentences": "text", "mentions": "text", "figures": "text"}


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join))
def test_every_offset_says_what_the_row_says(text: str) -> None:
    rows = rows_of(fake_extract(Document(text)))
    for table, column in TEXT_COLUMN.items():
        for values in rows[table]:
            row = dict(zip(COLUMNS[table], values, strict=True))
            assert text[row["start"] : row["end"]] == row[column]
            assert text[: row["start"]].endswith(row["prefix"])
            assert text[row["end"] :].startswith(row["suffix"])


def test_every_row_has_all_its_columns() -> None:
    for table, rows in rows_of(seed()).items():
        assert rows, table
        assert {len(row) for row in rows} == {len(COLUMNS[table])}


def source(kind: str, *, anonymous: bool = False) -> Source:
    return Source("s", "name", kind, anonymous, "one")


@pytest.mark.parametrize(
    ("chain", "attributed", "expected"),
    [
        ([], False, "unsourced"),
        ([], True, "unstated"),
        ([source("person")], True, "named"),
        ([source("document")], True, "named"),
        ([source("person", anonymous=True)], True, "anonymous"),
        ([source("group")], True, "group"),
        ([source("outlet")], True, "outlet"),
        ([source("outlet"), source("outlet")], True, "outlet"),
        ([source("outlet"), source("person", anonymous=True)], True, "anonymous"),
        # Whoever quotes an unnamed person by name answers for it; the other way round not.
        ([source("person"), source("person", anonymous=True)], True, "named"),
        ([source("person", anonymous=True), source("person")], True, "anonymous"),
    ],
)
def test_who_answers_for_a_claim(chain, attributed, expected) -> None:
    assert sourcing(chain, attributed=attributed) == expected


def changed(extraction: Extraction, **parts: object) -> dict[str, list[dict[str, object]]]:
    rows = rows_of(replace(extraction, **parts))
    return {
        table: [dict(zip(COLUMNS[table], row, strict=True)) for row in found]
        for table, found in rows.items()
    }


def test_a_hop_at_a_place_that_is_no_mention_makes_one() -> None:
    found = seed()
    rows = changed(found, mentions=())
    assert len(rows["mentions"]) == len(rows_of(found)["mentions"])
    assert {row["form"] for row in rows["mentions"]} == {"name"}


def test_an_inferred_hop_has_no_mention() -> None:
    found = seed()
    first = replace(found.claims[1], chain=(Hop("s1", None, inferred=True, rule="relayed"),))
    [hop] = changed(found, claims=(first,))["hops"]
    assert (hop["mention"], hop["inferred"], hop["rule"]) == (None, 1, "relayed")


def test_two_keys_of_one_named_source_make_one_row() -> None:
    found = seed()
    twin = replace(found.sources[0], key="s9", name="ana  Berg", aliases=("Ms Berg",))
    place = Mention("s9", found.mentions[0].span, "name")
    rows = changed(found, sources=(*found.sources, twin), mentions=(*found.mentions, place))
    assert [row["key"] for row in rows["appearances"]] == ["s1", "s2", "s3", "s4"]
    names = {row["name"] for row in rows["source_names"]}
    assert {"Ana Berg", "ana  Berg", "Ms Berg", "Berg"} <= names
    assert len(rows["mentions"]) == len(rows_of(found)["mentions"])


def test_a_claim_keeps_spans_of_its_own_only_where_they_differ() -> None:
    found = seed()
    rows = changed(found)
    own = [(row["role"], row["exact"]) for row in rows["spans"] if row["claim"] is not None]
    assert own == [
        ("content", "The ferry to Lind was stopped on Monday after 3 fires"),
        ("cue", "reported"),
        ("cue", "citing"),
    ]


def test_words_of_certainty_stand_under_the_claim(tmp_path: Path) -> None:
    found = seed()
    span = Span(145, 154)
    claims = (*found.claims[:2], replace(found.claims[2], certainty_words=(span,)))
    hedged = replace(found, claims=claims)
    with open_store(tmp_path / "claims.db") as store:
        add_extractions(store, [hedged], run=begin_run(store, "add"))
        assert read_extraction(store, document_id(hedged.document)) == hedged
