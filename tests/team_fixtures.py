"""A desk of a team: people who were invited, and whose browsers keep their cookies."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from datasette_accounts.routes import api
from review_examples import harbour
from review_fixtures import make_database

from claims.review.server.desk import make_datasette
from claims.review.server.serving import first_admin

if TYPE_CHECKING:
    from datasette.app import Datasette

PASSWORD = "a long password"
COOKIE = "ds_accounts_session"


@contextmanager
def quick_passwords() -> Iterator[None]:
    """Let a password be hashed in few rounds: half a million of them take a second each."""
    thorough = api.ahash_password
    api.ahash_password = functools.partial(thorough, iterations=1_000)
    try:
        yield
    finally:
        api.ahash_password = thorough


@dataclass
class Team:
    """A desk, and the cookies of those who signed in."""

    path: Path
    datasette: Datasette
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    async def ask(self, method: str, path: str, person: str | None = None, **options: Any) -> Any:
        """Send a request as somebody's browser does."""
        if person is not None:
            options["cookies"] = self.cookies[person]
        return await self.datasette.client.request(method, path, **options)

    async def get(self, path: str, person: str | None = None, **options: Any) -> Any:
        return await self.ask("GET", path, person, **options)

    async def post(self, path: str, person: str | None = None, **options: Any) -> Any:
        return await self.ask("POST", path, person, **options)

    async def rows(self, table: str, person: str = "ann") -> list[dict[str, Any]]:
        """Return the rows of a table, oldest first."""
        answer = await self.get(f"/claims/{table}.json?_shape=array&_size=max", person)
        found: list[dict[str, Any]] = answer.json()
        return sorted(found, key=lambda row: row["id"])

    async def use(self, link: str, person: str) -> Any:
        """Set a password at an invitation, which signs in; return the answer."""
        token = link.partition("token=")[2]
        with quick_passwords():
            answer = await self.post(
                "/-/set-password/api/complete", json={"token": token, "new_password": PASSWORD}
            )
        self._keep(answer, person)
        return answer

    async def sign_in(self, person: str, password: str = PASSWORD) -> Any:
        """Sign in with a password; return the answer."""
        answer = await self.post(
            "/-/login/api/authenticate", json={"username": person, "password": password}
        )
        self._keep(answer, person)
        return answer

    async def invite(self, person: str, role: str) -> str:
        """Let ann invite somebody; return the link that she sees."""
        answer = await self.post(
            "/-/claims/people", "ann", data={"action": "invite", "person": person, "role": role}
        )
        assert answer.status_code == 200, answer.text
        link = BeautifulSoup(answer.text, "html.parser").select_one(".link-once")
        assert link is not None
        return link.get_text()

    async def join(self, person: str, role: str) -> None:
        """Invite somebody, who comes."""
        await self.use(await self.invite(person, role), person)

    def _keep(self, answer: Any, person: str) -> None:
        found = re.search(rf'{COOKIE}="?([^;"]+)', answer.headers.get("set-cookie", ""))
        if found:
            self.cookies[person] = {COOKIE: found[1]}


async def open_team(folder: Path, **options: Any) -> Team:
    """Return a desk in `folder` at which ann is the admin."""
    path = folder / "desk.db"
    if not path.exists():
        make_database(path, harbour())
    datasette = make_datasette(path, accounts=folder / "desk-accounts.db", **options)
    await datasette.invoke_startup()
    team = Team(path, datasette)
    name, link = await first_admin(datasette, "ann") or ("", "")
    assert name == "ann"
    await team.use(link, "ann")
    return team


def message_of(answer: Any) -> str:
    """Return what a page says was done, or why it was not."""
    found = BeautifulSoup(answer.text, "html.parser").select_one("[role=status], [role=alert]")
    return " ".join(found.get_text(" ").split()) if found else ""
