"""The files of the house rules: what stands in them, and what is said when one is wrong."""

from pathlib import Path

import pytest

from claims.checks import chosen, describe_checks, house_rules, load_checks, markdown
from claims.errors import SettingsError

RULE = """\
-- H901 No shouting
-- severity: note
-- why: A reader who is shouted at
--   stops reading.
-- example: STOP!
-- instead: Stop.
SELECT id AS document, NULL AS sentence, NULL AS claim, NULL AS start, NULL AS end,
    'title' AS message
FROM documents WHERE title = upper(title);
"""


def test_the_package_has_its_rules_in_order() -> None:
    codes = [check.code for check in describe_checks()]
    assert codes == sorted(codes)
    assert len(codes) == len(set(codes)) >= 20
    assert all(check.query.startswith(("SELECT", "WITH")) for check in describe_checks())
    assert not any("  " in check.why for check in describe_checks())


def test_a_desks_own_rule_is_read(tmp_path: Path) -> None:
    (tmp_path / "shouting.sql").write_text(RULE, encoding="utf8")
    (tmp_path / "notes.txt").write_text("no rule", encoding="utf8")
    [check] = load_checks(tmp_path)
    assert (check.code, check.title, check.severity) == ("H901", "No shouting", "note")
    assert check.why == "A reader who is shouted at stops reading."
    assert (check.example, check.instead) == ("STOP!", "Stop.")
    assert check.query.endswith("title = upper(title)")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SELECT 1",
        RULE.replace("H901", "9"),
        RULE.replace("note\n", "grave\n"),
        RULE.replace("-- example: STOP!\n", ""),
        RULE[: RULE.index("SELECT")],
    ],
)
def test_a_file_that_is_no_rule_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "shouting.sql").write_text(text, encoding="utf8")
    with pytest.raises(SettingsError, match=r"shouting\.sql"):
        load_checks(tmp_path)


def test_a_desks_rules_stand_beside_the_packages_or_in_their_place(tmp_path: Path) -> None:
    assert house_rules() == describe_checks()
    (tmp_path / "new.sql").write_text(RULE, encoding="utf8")
    (tmp_path / "known.sql").write_text(RULE.replace("H901", "S101"), encoding="utf8")
    rules = {check.code: check.title for check in house_rules(tmp_path)}
    assert list(rules) == sorted([*(check.code for check in describe_checks()), "H901"])
    assert (rules["S101"], rules["H901"]) == ("No shouting", "No shouting")


def test_two_rules_of_one_code_are_refused(tmp_path: Path) -> None:
    for name in ("a.sql", "b.sql"):
        (tmp_path / name).write_text(RULE, encoding="utf8")
    with pytest.raises(SettingsError, match="H901"):
        load_checks(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="none"):
        load_checks(tmp_path / "none")


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["S101"], ["S101"]),
        (["a204", "S101"], ["A204", "S101"]),
        (["Q"], ["Q301", "Q302", "Q303", "Q304"]),
        ([], []),
    ],
)
def test_rules_are_chosen_by_the_beginning_of_their_codes(
    codes: list[str], expected: list[str]
) -> None:
    assert [check.code for check in chosen(describe_checks(), codes)] == expected


@pytest.mark.parametrize("code", ["X1", ""])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(SettingsError, match="S101"):
        chosen(describe_checks(), [code])


def test_the_list_names_every_rule_once() -> None:
    table = markdown()
    for check in describe_checks():
        assert table.count(f"`{check.code}`") == 1
        assert check.title in table
    assert len(table.splitlines()) == len(describe_checks()) + 2
