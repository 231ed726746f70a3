"""Let many reviewers work at once on a real desk, over HTTP, and count what they decided.

usage: bench/reviewers.py DATABASE [--people 20] [--seconds 300] [--think 3]

`claims serve --team` runs as a process of its own; an admin invites the reviewers, who set their
passwords, sign in and work through the queue: look at a claim, think (`--think` seconds on average,
less than any person), decide, go on. Each works on one of the largest outlets; some share theirs,
so that one comes second and is told (409), which is no error. Beside verdicts they flag, note,
correct, dismiss and take back.

Printed are the median and the 95th percentile of the time of an answer, by sort of request. It ends
with 1 where an answer was an error, where one in twenty took longer than half a second, or where
the decisions that were acknowledged are not, one by one and with the right person, in `reviews`.
The database is changed; make it with bench/make_database.py. Needs the extra `team`.
"""

import argparse
import asyncio
import random
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from bs4 import BeautifulSoup, Tag

from claims.store import open_store

PASSWORD = "a long enough password, for a bench"
ADMIN = "bench-admin"
LINK = re.compile(r"http://\S+/-/set-password\?token=\S+")
ALLOWED_MS = 500
TAKEN_BACK = 0.03
OUTLETS = "SELECT publisher FROM documents GROUP BY publisher ORDER BY count(*) DESC LIMIT ?"
ACTIONS = (
    *("verdict:true", "verdict:false", "verdict:unproven", "confirm") * 4,
    *("flag:needs a source", "note", "kind:opinion", "dismiss"),
)


@dataclass
class Seen:
    """What happened: milliseconds by sort of request, and what was acknowledged."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    saved: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    conflicts: int = 0
    ends: int = 0
    errors: list[str] = field(default_factory=list)


@contextmanager
def served(database: Path, accounts: Path) -> Iterator[tuple[str, str]]:
    """Run `claims serve`; yield its address, and the link by which the admin sets a password."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["--db", str(database), "--port", str(port), "--admin", ADMIN]
    command = [sys.executable, "-m", "claims", "serve", "--team", "--accounts", str(accounts)]
    log = accounts.with_suffix(".log")
    with log.open("w") as output, subprocess.Popen([*command, *options], stderr=output) as process:
        try:
            yield f"http://127.0.0.1:{port}", _link(log, process)
        finally:
            process.terminate()


def _link(log: Path, process: subprocess.Popen[bytes]) -> str:
    """Wait until the server has said where it is."""
    for _ in range(600):
        found = LINK.search(log.read_text())
        if found:
            return found[0]
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit(f"the desk did not start: {log.read_text()}")


async def enter(client: httpx.AsyncClient, link: str) -> None:
    """Set the password of an invitation, which signs in."""
    token = link.partition("token=")[2].strip()
    answer = await client.post(
        "/-/set-password/api/complete", json={"token": token, "new_password": PASSWORD}
    )
    answer.raise_for_status()


async def invited(admin: httpx.AsyncClient, person: str) -> str:
    """Let the admin invite somebody as a reviewer; return the link."""
    fields = {"action": "invite", "person": person, "role": "reviewer"}
    answer = await admin.post("/-/claims/people", data=fields)
    answer.raise_for_status()
    link = BeautifulSoup(answer.text, "html.parser").select_one(".link-once")
    assert link is not None, answer.text
    return link.get_text()


async def work(
    client: httpx.AsyncClient, person: str, outlet: str, seen: Seen, *, until: float, think: float
) -> None:
    """Go through the queue of an outlet until the time is over."""
    rng = random.Random(person)
    first = str(httpx.URL("/-/claims/queue", params={"outlet": outlet}))
    path = first
    while time.monotonic() < until:
        page = await ask(client, "GET", path, seen, "queue")
        if page is None:
            path = first
            continue
        read = BeautifulSoup(page.text, "html.parser")
        last, form = read.select_one("form.last"), read.select_one("form.acts")
        if last is not None and rng.random() < TAKEN_BACK:
            await take_back(client, person, last, seen)
        if form is None:  # the end of this outlet: the whole queue goes on
            seen.ends += 1
            first = path = "/-/claims/queue"
            continue
        await asyncio.sleep(rng.uniform(0.5, 1.5) * think)
        fields = {str(one["name"]): str(one["value"]) for one in form.select("input[type=hidden]")}
        fields |= {"action": rng.choice(ACTIONS), "note": f"looked at by {person}"}
        answer = await ask(client, "POST", "/-/claims/decide", seen, "decision", data=fields)
        path = fields["next"]
        if answer is not None and answer.status_code == 303:
            seen.saved[person, fields["claim"], fields["action"].partition(":")[0]] += 1
            path = answer.headers["location"] if rng.random() < 0.9 else fields["next"]
            if fields["action"] in ("note", "kind:opinion"):
                path = fields["next"]


async def take_back(client: httpx.AsyncClient, person: str, last: Tag, seen: Seen) -> None:
    """Take one's last decision back."""
    fields = {str(one["name"]): str(one["value"]) for one in last.select("input, button")}
    answer = await ask(client, "POST", "/-/claims/decide", seen, "decision", data=fields)
    if answer is not None and answer.status_code == 303:
        seen.saved[person, fields["claim"], "undo"] += 1


async def ask(
    client: httpx.AsyncClient, method: str, path: str, seen: Seen, sort: str, **options: object
) -> httpx.Response | None:
    """Send a request and take its time; None, and a line among the errors, where it failed."""
    started = time.perf_counter()
    try:
        answer = await client.request(method, path, **options)  # type: ignore[arg-type]  # as given
    except httpx.HTTPError as error:
        seen.errors.append(f"{method} {path}: {error!r}")
        return None
    seen.times[sort].append(1000 * (time.perf_counter() - started))
    if answer.status_code == 409:
        seen.conflicts += 1
    elif answer.status_code not in (200, 303):
        seen.errors.append(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return None
    return answer


async def run(base: str, link: str, outlets: list[str], given: argparse.Namespace) -> Seen:
    """Let everybody in, then to work."""
    seen = Seen()
    people = [f"reviewer{number:02}" for number in range(given.people)]
    limits = httpx.Limits(max_connections=2)
    headers = {"origin": base, "sec-fetch-site": "same-origin"}
    clients = [
        httpx.AsyncClient(base_url=base, headers=headers, limits=limits, timeout=30)
        for _ in (ADMIN, *people)
    ]
    admin, *others = clients
    await enter(admin, link)
    for person, client in zip(people, others, strict=True):
        await enter(client, await invited(admin, person))
    print(f"{len(people)} reviewers are signed in", flush=True)
    until = time.monotonic() + given.seconds
    await asyncio.gather(
        *(
            work(client, person, outlet, seen, until=until, think=given.think)
            for person, client, outlet in zip(people, others, outlets, strict=True)
        )
    )
    for client in clients:
        await client.aclose()
    return seen


def stored(database: Path, after: int) -> Counter[tuple[str, str, str]]:
    """Return the decisions that the file holds since the start, as they were acknowledged."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute(
            "SELECT reviewer, target, CASE WHEN action = 'correct' THEN field ELSE action END"
            " FROM reviews WHERE id > ? AND reviewer LIKE 'reviewer%'",
            (after,),
        )
        return Counter((person, target, action) for person, target, action in rows)


def report(seen: Seen, database: Path, after: int) -> bool:
    """Print what was measured; tell whether all is well."""
    print(f"{'':10} {'answers':>8} {'median':>8} {'p95':>8} {'slowest':>8}  ms")
    well = True
    for sort, taken in seen.times.items():
        p95 = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
        well = well and p95 < ALLOWED_MS
        middle = statistics.median(taken)
        print(f"{sort:10} {len(taken):8} {middle:8.0f} {p95:8.0f} {max(taken):8.0f}")
    kept = stored(database, after)
    lost, unknown = seen.saved - kept, kept - seen.saved
    print(
        f"{sum(seen.saved.values())} decisions acknowledged, {sum(kept.values())} stored,"
        f" {sum(lost.values())} lost, {sum(unknown.values())} never acknowledged"
    )
    print(f"{seen.conflicts} times somebody had been first; {len(seen.errors)} errors")
    print(*dict.fromkeys(seen.errors[:10]), sep="\n")
    return well and not (lost or unknown or seen.errors)


def main() -> int:
    parser = argparse.ArgumentParser(description="Let many reviewers work at once on a real desk.")
    parser.add_argument("database", type=Path)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--think", type=float, default=3)
    given = parser.parse_args()
    with open_store(given.database) as store:
        count = -(-given.people * 4 // 5)
        rows = store.connection.execute(OUTLETS, (count,)).fetchall()
        outlets = [rows[place % len(rows)][0] for place in range(given.people)]
        [(after,)] = store.connection.execute("SELECT coalesce(max(id), 0) FROM reviews")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(given.database, Path(folder) / "accounts.db") as (base, link),
    ):
        seen = asyncio.run(run(base, link, outlets, given))
    return 0 if report(seen, given.database, after) else 1


if __name__ == "__main__":
    sys.exit(main())
