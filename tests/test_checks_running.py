"""Running the house rules: in memory, on a database, on some articles, with a desk's own rules."""

from dataclasses import replace
from pathlib import Path

import pytest
from checks_fakes import AIDE, LEE, article

from claims.checks import (
    Finding,
    check_extraction,
    chosen,
    describe_checks,
    find,
    line_and_column,
    lint_line,
    load_checks,
    run_checks,
)
from claims.checks.running import _prepared
from claims.errors import SettingsError, StoreError
from claims.store import Store, add_extractions, begin_run, document_ids, open_store
from claims.values import Document, Extraction

CLAIMED = "Rain fell.\n\nThe roof fell, Ann Lee claimed."


def claimed(number: int = 1) -> Extraction:
    made = article(CLAIMED, url=f"https://example.org/{number}")
    return made.said("The roof fell", "claimed", LEE).extraction()


def rows(store: Store) -> list[tuple[object, ...]]:
    return store.connection.execute(
        'SELECT "check", severity, document, start, end, message FROM findings'
        ' ORDER BY document, "check"'
    ).fetchall()


@pytest.fixture
def store(tmp_path: Path):
    with open_store(tmp_path / "claims.db") as store:
        add_extractions(store, [claimed(1), claimed(2)], run=begin_run(store, "add"))
        yield store


def test_findings_are_kept_and_replaced(store: Store) -> None:
    assert run_checks(store)["W401"] == 2
    first = rows(store)
    assert [row[:2] for row in first] == [("W401", "note")] * 2
    assert CLAIMED[first[0][3] : first[0][4]] == "claimed"
    assert run_checks(store)["W401"] == 2
    assert rows(store) == first


def test_only_some_articles_and_some_rules_are_run(store: Store) -> None:
    first, second = document_ids(store)
    assert run_checks(store, documents=[first])["W401"] == 1
    assert [row[2] for row in rows(store)] == [first]
    assert run_checks(store, documents=[second], checks=chosen(describe_checks(), ["A"])) == {
        "A201": 0, "A202": 0, "A203": 0, "A204": 0, "A205": 0, "A206": 0, "A207": 0, "A208": 0,
    }  # fmt: skip
    assert [row[2] for row in rows(store)] == [first], "what other rules found stays"


def test_an_article_in_another_language_is_not_checked(store: Store) -> None:
    store.connection.execute("UPDATE documents SET extracted = 0")
    assert list(find(store.connection)) == []


def test_nothing_stays_in_the_connection(store: Store) -> None:
    list(find(store.connection))
    assert store.connection.execute("SELECT name FROM temp.sqlite_master").fetchall() == []


def test_finding_writes_nothing(store: Store, tmp_path: Path) -> None:
    with open_store(tmp_path / "claims.db", read_only=True) as reader:
        assert [f.check for f in find(reader.connection)] == ["W401", "W401"]
    assert rows(store) == []


def test_no_rule_reads_other_articles(store: Store) -> None:
    """Where one article is checked, no rule prepares all claims (Bloom filters, automatic indexes).

    Q302 looks for the same words elsewhere, by their speaker.
    """
    [document, _] = document_ids(store)
    seen: list[str] = []
    with _prepared(store.connection, [document]):
        for check in describe_checks():
            plan = store.connection.execute(f"EXPLAIN QUERY PLAN {check.query}").fetchall()
            seen += [
                f"{check.code}: {row[3]}"
                for row in plan
                if ("BLOOM" in row[3] or "AUTOMATIC" in row[3])
                and check.code != "Q302"
                and "matched" not in row[3]
            ]
    assert seen == []


OWN = """\
-- H901 Every article
-- severity: note
-- why: Why not.
-- example: x
-- instead: y
"""


@pytest.fixture
def own(tmp_path: Path):
    folder = tmp_path / "rules"
    folder.mkdir()

    def write(query: str) -> Path:
        (folder / "own.sql").write_text(OWN + query, encoding="utf8")
        return folder

    return write


def test_a_desks_own_rule_runs(store: Store, own) -> None:
    query = "SELECT document, NULL AS sentence, NULL AS claim, 0 AS start, 4 AS end, 'm' AS message"
    checks = load_checks(own(f"{query} FROM checked -- all of them"))
    assert run_checks(store, checks=checks) == {"H901": 2}


@pytest.mark.parametrize("query", ["SELECT nothing FROM nowhere", "DELETE FROM claims", "SELEC 1"])
def test_a_wrong_query_is_blamed_and_changes_nothing(store: Store, own, query: str) -> None:
    run_checks(store)
    before = rows(store)
    checks = [*describe_checks(), *load_checks(own(query))]
    with pytest.raises(SettingsError, match="H901"):
        run_checks(store, checks=checks)
    with pytest.raises(SettingsError, match="H901"):
        list(find(store.connection, checks=checks))
    assert rows(store) == before
    assert store.connection.execute("SELECT count(*) FROM claims").fetchone() == (2,)


def test_an_article_is_checked_without_a_file(tmp_path: Path) -> None:
    [finding] = check_extraction(claimed())
    assert finding.check == "W401"
    assert list(tmp_path.iterdir()) == []
    assert lint_line("a.txt", CLAIMED, finding) == (
        "a.txt:3:24: W401 note: “claimed” casts doubt; “said” does not"
    )


def test_findings_come_in_the_order_of_the_text() -> None:
    text = "The roof fell, an aide said. The wall fell, Ann Lee claimed."
    made = article(text).said("The roof fell", "said", AIDE).said("The wall fell", "claimed", LEE)
    starts = [finding.start or 0 for finding in check_extraction(made.extraction())]
    assert starts == sorted(starts)
    assert len(starts) == 3


def test_what_is_said_of_a_whole_article_stands_at_its_first_character() -> None:
    finding = Finding("S105", "warning", "d", None, None, None, None, "all are those of Ann Lee")
    assert lint_line("a.txt", CLAIMED, finding).startswith("a.txt:1:1: S105 warning: ")


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (9, (1, 10)), (11, (2, 1)), (12, (3, 1)), (13, (3, 2))]
)
def test_line_and_column_count_from_one(offset: int, place: tuple[int, int]) -> None:
    assert line_and_column(CLAIMED, offset) == place


def test_hostile_text_stays_text() -> None:
    text = "The roof'); DROP TABLE claims;-- fell, “<b>%s” {x} claimed."
    made = article(text, title=text).said("The roof'); DROP TABLE claims;-- fell", "claimed", LEE)
    assert [f.check for f in check_extraction(made.extraction())] == ["W401"]


def test_what_no_database_can_hold_is_told() -> None:
    extraction = replace(claimed(), document=Document("\ud800"), sentences=())
    with pytest.raises(StoreError, match="U\\+D800"):
        check_extraction(Extraction(extraction.document))
