"""A desk's own rules are remembered by its database."""

from pathlib import Path

import pytest
from extractions import dam

from claims.checks import FORGET, describe_checks, remember_rules, remembered_rules, run_checks
from claims.errors import SettingsError
from claims.store import Store, add_extractions, begin_run, memory_store

RULE = """\
-- H901 Engineers
-- severity: note
-- why: Which one?
-- example: An engineer said so.
-- instead: Ann Lee, an engineer, said so.
SELECT document, sentence, id AS claim, NULL AS start, NULL AS end, 'which engineer?' AS message
FROM claims WHERE chain LIKE '%engineer%'
"""


@pytest.fixture
def store() -> Store:
    made = memory_store()
    add_extractions(made, [dam()], run=begin_run(made, "add"))
    return made


def found(store: Store) -> list[str]:
    rows = store.connection.execute("SELECT message FROM findings WHERE \"check\" = 'H901'")
    return [message for (message,) in rows]


def test_findings_are_made_anew_with_every_run(store: Store, tmp_path: Path) -> None:
    (tmp_path / "h901.sql").write_text(RULE, "utf8")
    remember_rules(store, tmp_path)
    assert {rule.code for rule in remembered_rules(store)} - {
        rule.code for rule in describe_checks()
    } == {"H901"}
    for _ in range(2):
        run_checks(store)
        assert found(store) == ["which engineer?"]
    remember_rules(store, FORGET)
    assert found(store) == []
    run_checks(store)
    assert found(store) == []


def test_a_folder_that_is_gone_is_told(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    remember_rules(store, folder)
    folder.rmdir()
    with pytest.raises(SettingsError, match="forget them with --rules -"):
        run_checks(store)
    with pytest.raises(SettingsError, match="There is no folder"):
        remember_rules(store, folder)
