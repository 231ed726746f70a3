"""Verdicts, blind review, agreement and differences, as the server answers them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from review_examples import harbour
from review_fixtures import Desk, make_database
from team_fixtures import message_of

from claims.review.server.desk import make_datasette
from claims.store import open_store, transaction
from claims.store.decisions import CorrectChain, CorrectKind, Link, Verdict, decide
from claims.store.people import enter_reviewer

BO = {"id": "bo", "role": "reviewer"}
CY = {"id": "cy", "role": "reviewer"}
ED = {"id": "ed", "role": "editor"}
SETTINGS, DIFFERENCES = "/-/claims/settings", "/-/claims/adjudicate"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path = make_database(tmp_path / "desk.db", harbour())
    with open_store(path) as store, transaction(store) as connection:
        for person in (BO, CY, ED):
            enter_reviewer(connection, person["id"], role=person["role"])
    datasette = make_datasette(path, owner="ann")
    yield Desk(path, datasette)
    datasette.close()


async def post(desk: Desk, path: str, fields: dict[str, str], actor: dict[str, str] = ED) -> Any:
    return await desk.datasette.client.post(path, data=fields, actor=actor)


def do(desk: Desk, person: dict[str, str], claim: str, *actions: Any) -> None:
    with open_store(desk.path) as store:
        for action in actions:
            with transaction(store) as connection:
                decide(
                    connection,
                    reviewer=person["id"],
                    target_kind="claim",
                    target=claim,
                    action=action,
                )


async def claims(desk: Desk) -> list[str]:
    return [row["id"] for row in await desk.select("select id from claims order by id")]


async def soup_of(desk: Desk, path: str, actor: dict[str, str] = ED) -> BeautifulSoup:
    answer = await desk.get(path, actor=actor)
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "html.parser")


def forms(soup: BeautifulSoup) -> dict[str, dict[str, Any]]:
    """Return the questions of the page: by field, the hidden fields and the answers offered."""
    found = {}
    for form in soup.select("form.acts"):
        hidden = {one["name"]: one.get("value", "") for one in form.select("input[type=hidden]")}
        answers = {
            " ".join(button.get_text(" ").split()): button["value"]
            for button in form.select("button[name=value]")
        }
        found[str(hidden["field"])] = {"hidden": hidden, "answers": answers}
    return found


async def test_the_list_of_verdicts_is_the_one_that_is_offered(desk: Desk) -> None:
    fields = {"action": "verdicts", "name:1": "right", "name:2": "<b>wrong</b>", "place:2": "0"}
    answer = await post(desk, SETTINGS, fields)
    assert message_of(answer).startswith("The list of verdicts is changed")
    queue = await soup_of(desk, "/-/claims/queue", BO)
    offered = [
        str(button["value"]) for button in queue.select("button") if "verdict:" in str(button)
    ]
    assert offered == ["verdict:<b>wrong</b>", "verdict:right"]
    [record] = await desk.select("select * from reviews")
    assert (record["reviewer"], record["target"]) == ("ed", "verdicts/*")


@pytest.mark.parametrize(
    "fields",
    [
        {"action": "verdicts"},
        {"action": "verdicts", "name:1": "same", "name:2": "Same"},
        {"action": "share", "share": "101"},
        {"action": "name", "targets": "beef", "person:bo": "on", "person:cy": "on"},
        {"action": "name", "targets": "/-/claims/article/beef", "person:bo": "", "person:cy": ""},
        {"action": "name", "targets": "{claim}", "person:bo": "on"},
        {"action": "name", "targets": "{claim}", "person:bo": "on", "person:zed": "on"},
        {"action": "no such thing"},
        {},
    ],
)
async def test_settings_that_make_no_sense_change_nothing(
    desk: Desk, fields: dict[str, str]
) -> None:
    claim = (await claims(desk))[0]
    given = {name: value.replace("{claim}", claim) for name, value in fields.items()}
    answer = await post(desk, SETTINGS, given)
    assert answer.status_code in (400, 404)
    assert message_of(answer).startswith("Not changed: ")
    assert await desk.select("select * from reviews") == []


async def test_named_claims_are_decided_by_two(desk: Desk) -> None:
    names = await claims(desk)
    [document] = {row["document"] for row in await desk.select("select document from claims")}
    people = {"person:bo": "on", "person:cy": "on"}
    answer = await post(desk, SETTINGS, {"action": "name", "targets": names[0], **people})
    assert message_of(answer) == "bo and cy decide 1 claim without seeing each other."
    await post(
        desk, SETTINGS, {"action": "name", "targets": f"/-/claims/article/{document}"} | people
    )
    rows = await desk.select("select count(distinct target) as n from assignments where blind")
    assert rows == [{"n": len(names)}]
    do(desk, BO, names[0], Verdict("true"))
    states = {row["id"]: row["state"] for row in await desk.select("select id, state from claims")}
    assert states[names[0]] == "open"
    do(desk, CY, names[0], Verdict("true"))
    [row] = await desk.select(f"select state from claims where id = '{names[0]}'")  # noqa: S608 - an id
    assert row == {"state": "decided"}


async def test_one_question_for_each_field_on_which_people_differ(desk: Desk) -> None:
    claim = (await claims(desk))[0]
    await post(desk, SETTINGS, {"action": "share", "share": "100"})
    chain = CorrectChain((Link(name="<i>the harbour office</i>", kind="organisation"),))
    do(desk, BO, claim, CorrectKind("opinion"), chain, Verdict("false", note="<script>x</script>"))
    do(desk, CY, claim, Verdict("true", ("https://a.example",)))
    soup = await soup_of(desk, DIFFERENCES)
    asked = forms(soup)
    assert list(asked) == ["verdict", "chain", "kind"]
    assert list(asked["verdict"]["answers"])[:2] == ["1 false bo", "2 true cy"]
    chains = {words: value for words, value in asked["chain"]["answers"].items() if "bo" in words}
    assert list(chains) == ["<i>the harbour office</i> bo"]
    assert [one.get_text() for one in soup.select(".versions h2")] == ["bo", "cy"]
    assert not soup.select("main script, main i:not(.sign)")

    # One field after the other; what is settled is asked no more.
    for field, words in (("chain", chains), ("kind", {"fact": "fact"}), ("verdict", {"x": "true"})):
        form = forms(await soup_of(desk, DIFFERENCES))[field]
        value = next(iter(words.values()))
        answer = await post(desk, DIFFERENCES, {**form["hidden"], "value": value, "note": "so"})
        assert answer.status_code == 303
    assert answer.headers["location"] == DIFFERENCES
    soup = await soup_of(desk, DIFFERENCES)
    assert "Nobody disagrees" in soup.get_text()
    [row] = await desk.select(f"select chain, kind, state from claims where id = '{claim}'")  # noqa: S608 - an id
    assert row == {"chain": "<i>the harbour office</i>", "kind": "fact", "state": "decided"}


async def test_an_answer_nobody_may_choose_is_told(desk: Desk) -> None:
    claim = (await claims(desk))[0]
    await post(desk, SETTINGS, {"action": "share", "share": "100"})
    do(desk, BO, claim, Verdict("false"))
    do(desk, CY, claim, Verdict("true"))
    form = forms(await soup_of(desk, DIFFERENCES))["verdict"]["hidden"]
    for change in (
        {"value": "<img src=x>"},
        {"field": "nothing", "value": "true"},
        {"claim": "../..", "value": "true"},
        {"claim": "beef", "value": "true"},
        {"seen": "", "value": "true"},
    ):
        answer = await post(desk, DIFFERENCES, {**form, **change})
        assert (answer.status_code, message_of(answer)[:13]) == (400, "Not recorded:"), change
        assert "<img" not in answer.text
    assert len(await desk.select("select id from reviews where action = 'adjudicate'")) == 0


async def test_agreement_says_on_how_many_claims_it_rests(desk: Desk) -> None:
    names = await claims(desk)
    empty = (await soup_of(desk, "/-/claims/agreement", BO)).get_text()
    assert "No claim was decided by two people without seeing each other yet." in empty
    await post(desk, SETTINGS, {"action": "share", "share": "100"})
    for claim, verdict in zip(names, ("true", "true", "false", "true"), strict=False):
        do(desk, BO, claim, Verdict("true"))
        do(desk, CY, claim, Verdict(verdict))
    soup = await soup_of(desk, "/-/claims/agreement", BO)
    tables = soup.select("table")
    assert [heading.get_text() for heading in soup.select("main h2")] == ["Everybody", "bo and cy"]
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in tables[0].select("tr")]
    assert rows[1] == ["Verdict", "4", "75 %", "0.00", "0.00"]
    assert len(rows) == 2  # nobody looked at whether they are claims, nor at another field


async def test_no_share_no_blind_claims_all_that_two_decided(desk: Desk) -> None:
    claim = (await claims(desk))[0]
    do(desk, BO, claim, Verdict("true"))
    do(desk, CY, claim, Verdict("false"))
    blind = (await soup_of(desk, "/-/claims/agreement")).get_text()
    everything = (await soup_of(desk, "/-/claims/agreement?all=1")).get_text()
    assert "No claim was decided by two people" in blind
    assert "bo and cy" in everything
    assert "1 waits to be decided between" in " ".join(everything.split())


@pytest.mark.parametrize("team", [True, False])
async def test_the_page_of_people_is_offered_where_there_can_be_several(
    tmp_path: Path, team: bool
) -> None:
    path = make_database(tmp_path / "desk.db", harbour())
    datasette = make_datasette(
        path, owner="ann", accounts=tmp_path / "accounts.db" if team else None
    )
    answer = await datasette.client.get("/-/claims/agreement", actor={"id": "ann", "role": "admin"})
    links = BeautifulSoup(answer.text, "html.parser").select(".filters a")
    assert ("People" in [link.get_text() for link in links]) is team
    datasette.close()
