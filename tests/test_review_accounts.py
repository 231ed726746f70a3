"""Accounts of a team: invited, given a role, locked out, signed out, closed."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from review_examples import harbour
from review_fixtures import make_database
from team_fixtures import COOKIE, Team, message_of, open_team

from claims.errors import SettingsError
from claims.review.access import accounts
from claims.review.server.desk import make_datasette
from claims.review.server.serving import first_admin

QUEUE, PEOPLE = "/-/claims/queue", "/-/claims/people"


@pytest.fixture
async def team(tmp_path: Path) -> AsyncIterator[Team]:
    found = await open_team(tmp_path)
    yield found
    found.datasette.close()


async def test_the_first_admin_comes_by_a_link_that_works_once(tmp_path: Path) -> None:
    path = make_database(tmp_path / "desk.db", harbour())
    datasette = make_datasette(path, accounts=tmp_path / "accounts.db")
    await datasette.invoke_startup()
    team = Team(path, datasette)
    name, first = await first_admin(datasette, "ann") or ("", "")
    _, second = await first_admin(datasette, "ann") or ("", "")
    assert name == "ann"
    assert (await team.use(first, "ann")).status_code == 400, "a newer link ends the older one"
    answer = await team.use(second, "ann")
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert (await team.use(second, "mallory")).status_code == 400
    actor = (await team.get("/-/actor.json", "ann")).json()["actor"]
    assert actor == {"id": "ann", "role": "admin"}
    assert await first_admin(datasette) is None, "there is an admin, so nobody gets a link"
    datasette.close()


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("reader", (200, 403, 403, 403)),
        ("reviewer", (200, 200, 403, 403)),
        ("editor", (200, 200, 200, 403)),
        ("admin", (200, 200, 200, 200)),
    ],
)
async def test_who_is_invited_has_the_role(
    team: Team, role: str, statuses: tuple[int, ...]
) -> None:
    await team.join("bo", role)
    paths = ("/", QUEUE, "/-/claims/settings", PEOPLE)
    assert tuple([(await team.get(path, "bo")).status_code for path in paths]) == statuses


async def test_a_role_changes_at_once_and_goes_on_record(team: Team) -> None:
    await team.join("bo", "reader")
    assert (await team.get(QUEUE, "bo")).status_code == 403
    answer = await team.post(
        PEOPLE, "ann", data={"action": "role", "person": "bo", "role": "editor"}
    )
    assert message_of(answer) == "bo is editor now."
    assert (await team.get("/-/claims/settings", "bo")).status_code == 200
    records = [(row["reviewer"], row["target"], row["value"]) for row in await team.rows("reviews")]
    assert records[-1] == ("ann", "reviewers/bo", '{"role": ["reader", "editor"]}')


async def test_the_last_admin_stays(team: Team) -> None:
    for form in ({"action": "role", "role": "editor"}, {"action": "close"}):
        answer = await team.post(PEOPLE, "ann", data={"person": "ann", **form})
        assert answer.status_code == 400
        assert "last admin" in message_of(answer)
    assert (await team.get(PEOPLE, "ann")).status_code == 200


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for another program for a moment only."""
    for module in ("tables.connections", "decisions.recording"):
        monkeypatch.setattr(f"claims.review.{module}.BUSY_MS", 50)


@pytest.mark.usefixtures("hurried")  # and before the desk is made
async def test_a_busy_file_is_told_as_such(team: Team) -> None:
    await team.join("bo", "reader")
    with sqlite3.connect(team.path, isolation_level=None) as another:
        another.execute("BEGIN IMMEDIATE")
        form = {"action": "role", "person": "bo", "role": "editor"}
        answer = await team.post(PEOPLE, "ann", data=form)
        another.execute("ROLLBACK")
    assert answer.status_code == 503
    assert message_of(answer).startswith("Not done: another program is writing to this file")
    assert str(team.path) not in answer.text


async def test_closing_an_account_ends_its_sessions_and_tokens(team: Team) -> None:
    await team.join("bo", "reviewer")
    made = await team.post("/-/create-token", "bo", data={"token_type": "all", "expire_type": ""})
    token = "dstok_" + made.text.partition("dstok_")[2].partition('"')[0]
    headers = {"authorization": f"Bearer {token}"}
    assert (await team.get("/claims/claims.json", headers=headers)).status_code == 200
    answer = await team.post(PEOPLE, "ann", data={"action": "close", "person": "bo"})
    assert message_of(answer) == "The account of bo is closed."
    assert (await team.get(QUEUE, "bo")).status_code == 403
    assert (await team.get("/claims/claims.json", headers=headers)).status_code == 403
    assert (await team.sign_in("bo")).status_code == 401
    await team.post(PEOPLE, "ann", data={"action": "open", "person": "bo"})
    assert (await team.sign_in("bo")).status_code == 200
    assert (await team.get(QUEUE, "bo")).status_code == 200


async def test_signing_out_ends_the_session(team: Team) -> None:
    await team.join("bo", "reviewer")
    answer = await team.post("/-/claims/sign-out", "bo")
    assert answer.headers["set-cookie"].startswith(f'{COOKIE}=""')
    answer = await team.get(QUEUE, "bo")
    assert answer.status_code == 403
    assert "/-/login?next=/-/claims/queue" in answer.text


async def test_an_admin_signs_somebody_out_everywhere(team: Team) -> None:
    await team.join("bo", "reviewer")
    await team.post(PEOPLE, "ann", data={"action": "sign-out", "person": "bo"})
    assert (await team.get(QUEUE, "bo")).status_code == 403
    assert (await team.get(QUEUE, "ann")).status_code == 200


async def test_a_session_ends_by_itself(team: Team, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "desk-accounts.db") as connection:
        [[days]] = connection.execute(
            "SELECT julianday(expires_at) - julianday(created_at) FROM datasette_accounts_sessions"
        )
        assert days == pytest.approx(accounts.CONFIG["session_ttl_days"])
        connection.execute("UPDATE datasette_accounts_sessions SET expires_at = '2020-01-01'")
    assert (await team.get("/", "ann")).status_code == 403


async def test_five_wrong_passwords_lock_an_account(team: Team) -> None:
    await team.join("bo", "reviewer")
    statuses = [(await team.sign_in("bo", "a wrong password")).status_code for _ in range(5)]
    assert statuses == [401] * 5
    assert (await team.sign_in("bo")).status_code == 429
    assert "locked for a while" in (await team.get(PEOPLE, "ann")).text
    attempts = await team.post("/-/admin/api/login-attempts", "ann", json={"username": "bo"})
    reasons = [one["reason"] for one in attempts.json()["attempts"]]
    assert reasons == ["locked", *["bad_password"] * 5]
    await team.post(PEOPLE, "ann", data={"action": "sign-out", "person": "bo"})
    assert (await team.sign_in("bo")).status_code == 200


async def test_a_lost_password_is_set_anew(team: Team) -> None:
    await team.join("bo", "reviewer")
    answer = await team.post(PEOPLE, "ann", data={"action": "link", "person": "bo"})
    link = answer.text.partition('class="link-once">')[2].partition("<")[0]
    assert "no-store" in answer.headers["cache-control"]
    old = team.cookies["bo"]
    assert (await team.use(link, "bo")).status_code == 200
    assert (await team.get(QUEUE, cookies=old)).status_code == 403, "older sessions end"
    assert (await team.get(QUEUE, "bo")).status_code == 200


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("root", "root is taken"),
        ("Root", "root is taken"),
        ("", "1 to 64 letters"),
        ("b o", "1 to 64 letters"),
        ("<b>", "1 to 64 letters"),
        ("a" * 65, "1 to 64 letters"),
        ("ANN", "there is an account ANN already"),
    ],
)
async def test_names_that_are_refused(team: Team, name: str, why: str) -> None:
    answer = await team.post(
        PEOPLE, "ann", data={"action": "invite", "person": name, "role": "reader"}
    )
    assert answer.status_code == 400
    assert why in message_of(answer)


@pytest.mark.parametrize(
    "form",
    [
        {"action": "invite", "person": "bo", "role": "owner"},
        {"action": "role", "person": "nobody", "role": "reader"},
        {"action": "", "person": "ann"},
        {},
    ],
)
async def test_forms_that_make_no_sense(team: Team, form: dict[str, str]) -> None:
    answer = await team.post(PEOPLE, "ann", data=form)
    assert answer.status_code == 400
    assert message_of(answer).startswith("Not done:")


async def test_accounts_outlive_the_server(team: Team, tmp_path: Path) -> None:
    team.datasette.close()
    again = make_datasette(team.path, accounts=tmp_path / "desk-accounts.db")
    await again.invoke_startup()
    later = Team(team.path, again, team.cookies)
    assert (await later.get("/", "ann")).status_code == 200
    assert (await later.sign_in("ann")).status_code == 200
    again.close()


def test_only_their_owner_reads_the_accounts(tmp_path: Path) -> None:
    path = make_database(tmp_path / "desk.db", harbour())
    kept = tmp_path / "new" / "accounts.db"
    make_datasette(path, accounts=kept).close()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with pytest.raises(SettingsError, match="cannot keep accounts"):
        make_datasette(path, accounts=tmp_path)


async def test_a_desk_of_one_has_no_accounts(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    datasette = make_datasette(make_database(tmp_path / "desk.db", harbour()), owner="ann")
    client, actor = datasette.client, {"id": "ann"}
    for path in accounts.OWN_PATHS:
        assert (await client.get(path, actor=actor)).status_code == 404, path
    table = (await client.get("/claims/claims", actor=actor)).text
    assert 'href="/-/claims/queue"' in table
    assert "/-/login" not in table
    assert "/-/account" not in table
    answer = await client.post(
        PEOPLE, actor=actor, data={"action": "invite", "person": "bo", "role": "reader"}
    )
    assert answer.status_code == 400
    assert "EPHEMERAL" not in capsys.readouterr().err
    datasette.close()


def test_the_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "PACKAGES", ("no_such_package_at_all",))
    with pytest.raises(SettingsError, match=r"pip install 'claims-desk\[team\]'"):
        accounts.require_installed()
