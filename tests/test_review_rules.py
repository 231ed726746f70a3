"""The page of the house rules: read, switched, and written by editors."""

import pytest
from bs4 import BeautifulSoup
from review_fixtures import OWNER

from claims.cli.shared.house_rules import rulebook
from claims.review.rules.page import grouped
from claims.review.rules.rulebook import Rule, keep_rulebook

PATH = "/-/claims/rules"
RULE = {
    "action": "save",
    "code": "X901",
    "title": "Factions",
    "severity": "note",
    "why": "Say which ones.",
    "example": "The factions attacked.",
    "query": (
        "SELECT claims.document, claims.sentence, claims.id AS claim, NULL AS start, NULL AS end,"
        " 'which factions?' AS message FROM checked"
        " JOIN claims ON claims.document = checked.document WHERE claims.text LIKE '%factions%'"
    ),
}


@pytest.fixture
def desk(own):
    keep_rulebook(own.datasette, rulebook())
    return own


async def post(desk, fields, actor=OWNER):
    return await desk.datasette.client.post(PATH, data=fields, actor=actor)


async def found(desk, code):
    rows = await desk.select(f"select count(*) as n from findings where \"check\" = '{code}'")  # noqa: S608
    return rows[0]["n"]


async def test_every_rule_stands_there_with_why_and_an_example(desk):
    soup = BeautifulSoup((await desk.get(PATH)).text, "html.parser")
    rule = soup.select_one("#S102")
    assert "Number without a source" in rule.h3.get_text()
    assert rule.select_one(".example").get_text()
    assert len(soup.select("section.rule")) > 20


def test_rules_stand_by_kind_and_those_that_find_nothing_fold_away():
    def rule(code, **more):
        told = {"title": "t", "severity": "note", "why": "w", "example": "e", "instead": ""}
        return Rule(code=code, query="", **{"active": True, "own": False, **told, **more})

    rules = [rule("A201"), rule("S101"), rule("S102"), rule("X901", own=True)]
    rules += [rule("Z101", failed="no such table")]
    found = [
        (group.name, [one.code for one in group.shown], [one.code for one in group.folded])
        for group in grouped(rules, {"S102": 1, "A201": 0})
    ]
    assert found == [
        ("Who says so", ["S102"], ["S101"]),
        ("Unnamed sources", [], ["A201"]),
        ("Rules of your own", ["X901"], []),
        ("More rules", ["Z101"], []),
    ]


async def test_a_rule_is_switched_off_and_on(desk):
    assert (await post(desk, {"action": "on:S102"})).status_code == 200
    assert await found(desk, "S102") > 0
    off = await post(desk, {"action": "off:S102"})
    assert "S102 is switched off" in off.text
    assert await found(desk, "S102") == 0
    assert "off" in BeautifulSoup(off.text, "html.parser").select_one("#S102")["class"]
    await post(desk, {"action": "on:S102"})
    assert await found(desk, "S102") > 0


async def test_an_editor_adds_a_rule_of_their_own(desk):
    saved = await post(desk, RULE)
    assert saved.status_code == 200, saved.text
    assert await found(desk, "X901") > 2
    assert (await post(desk, {"action": "drop:X901"})).status_code == 200
    assert await found(desk, "X901") == 0


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"code": "A201"}, "a code of X"),
        ({"query": "SELECT 1"}, "cannot be run"),
        ({"query": "DELETE FROM claims"}, "cannot be run"),
        ({"query": "SELECT 1); DELETE FROM claims; --"}, ""),
        ({"query": RULE["query"].replace("claims.text", "load_extension('x') || claims.text")}, ""),
        ({"title": " "}, "title"),
        ({"severity": "grave"}, "no severity"),
    ],
)
async def test_a_rule_that_makes_no_sense_is_not_kept(desk, changed, words):
    before = (await desk.select("select count(*) as n from claims"))[0]["n"]
    answer = await post(desk, {**RULE, **changed})
    assert answer.status_code == 400, answer.text
    assert words in answer.text
    assert await desk.select("select * from house_rules") == []
    assert (await desk.select("select count(*) as n from claims"))[0]["n"] == before


async def test_only_editors_change_rules(desk):
    for role in ("reader", "reviewer"):
        answer = await post(desk, {"action": "off:S102"}, {"id": "bob", "role": role})
        assert answer.status_code == 403
        assert (await desk.get(PATH, actor={"id": "bob", "role": role})).status_code == 200
