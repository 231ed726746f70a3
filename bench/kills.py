"""Kill what writes, again and again, inside its transactions, and look whether anything is lost.

usage: kills.py [--kills 200] [--articles 80] [--files 5] [--seed 15]

Articles are added four at a time, with house rules and stories; then some of their claims are
decided about, one transaction each. The articles are shared out among some files: each kill is
followed by a look at the whole file, and that costs a fifth where the file holds a fifth. Within a
file kills add up, as on a desk. Every step runs in a process of its own, which is killed (SIGKILL)
several times before it may end; where it ends by itself, the file is put back and it begins anew:

- by itself, before a statement drawn at random while a transaction is open, so that short
  transactions are hit on purpose; or
- by this process, after a time drawn at random, so that a COMMIT can be hit as well.

After each kill the file is opened anew. Nothing may be damaged (`claims verify`), no article may be
gone that was there, and no decision whose transaction had ended. At the end what is owed is made up
for, as the next `claims add` does; then nothing may be owed, and articles, claims,
findings, decisions and stories must be those of a file that was written without a kill. Prints a
table; exits with 1 where anything differs.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.adding import add_documents
from claims.checks import finish_checks
from claims.store import Store, add_reviewer, open_store, owed, transaction, verify
from claims.store.decisions import Action, Confirm, Dismiss, Flag, Note, Verdict, decide
from claims.store.stories.recomputing import finish_stories
from claims.store.stories.tracking import track_documents
from claims.tracking import Comparer
from claims.values import Document, Extraction
from claims.workers import Workers

TOGETHER = 4
DECIDED = 5
"""Decisions of a step."""
TOWNS = (
    "Orrin",
    "Norhavn",
    "Vastra",
    "Ostburg",
    "Tolvik",
    "Brunnau",
    "Lind",
    "Karst",
    "Velm",
    "Sild",
)
SAYERS = ("Ann Lee", "Max Roe", "Ida Voss", "an aide", "two officials", "the police", "Olaf Brandt")
FACTS = (
    "the dam of {} had burst",
    "the bridge at {} would stay closed until May",
    "20 people had been hurt in the fire at {}",
    "the mayor of {} knew of the cracks",
    "the port of {} had lost 4 million euros",
)
OUTLETS = ("Harbour News", "The Lind Post", "Northwire", "The Anchor")
TABLES = {
    "articles": "SELECT id, text, title, publisher FROM documents",
    "claims": "SELECT id, text, chain, sourcing, certainty, state, flag FROM claims",
    "sources": "SELECT id, name, kind, anonymous, merged_into FROM sources",
    "findings": 'SELECT document, "check", message, start FROM findings',
    "decisions": "SELECT reviewer, target, action, value, note FROM reviews",
    "stories": "SELECT (SELECT group_concat(claim) FROM (SELECT claim FROM story_claims"
    " WHERE story_claims.story = stories.id ORDER BY claim)), claims, voices FROM stories",
    "relations": "SELECT claim, other, relation FROM claim_links",
}
Step = tuple[str, int]
"""What a process does: "add" or "decide", and for which articles."""


def articles(number: int) -> list[Document]:
    """Return made-up articles; four neighbours tell of the same, each with something of its own."""
    rng = random.Random(1)
    made = []
    for place in range(number):
        family, outlet = place // TOGETHER, OUTLETS[place % TOGETHER]
        town, fact = TOWNS[family % len(TOWNS)], FACTS[family // 2 % len(FACTS)]
        sayer, other = rng.sample(SAYERS, 2)
        own = FACTS[(family + place) % len(FACTS)].format(rng.choice(TOWNS))
        text = (
            f"{sayer[0].upper()}{sayer[1:]} said that {fact.format(town)}. Critics say that it was"
            f" old. Nobody in {town} was surprised. {other[0].upper()}{other[1:]} told {outlet}"
            f" number {place} that {own}."
        )
        made.append(Document(text, publisher=outlet, published="2025-05-05", language="en",
                             url=f"https://example.org/{place}"))  # fmt: skip
    return made


class Work:
    """The steps, on extractions that were made beforehand: no model but the stories' own."""

    def __init__(self, extractions: Sequence[Extraction]) -> None:
        self.extractions = {one.document: one for one in extractions}
        self.chunks = [
            [one.document for one in extractions[first : first + TOGETHER]]
            for first in range(0, len(extractions), TOGETHER)
        ]
        self.comparer = Comparer()
        self.planned: dict[int, list[tuple[str, Action]]] = {}

    def steps(self) -> list[Step]:
        """Return all steps, in order."""
        return [(kind, n) for n in range(len(self.chunks)) for kind in ("add", "decide")]

    def do(self, store: Store, step: Step, tell: Callable[[str], None]) -> None:
        """Do a step, or what an earlier process left of it; tell of each decision that is kept."""
        kind, number = step
        if kind == "add":
            add_documents(
                store,
                self.chunks[number],
                extract_all=lambda documents: (self.extractions[one] for one in documents),
                models={"attribution": "made beforehand"},
                comparer=self.comparer,
            )
            return
        done = {row[0] for row in store.connection.execute("SELECT target FROM reviews")}
        for target, action in self.planned[number]:
            if target not in done:
                with transaction(store) as connection:
                    decide(connection, reviewer="ana", target_kind="claim", target=target,
                           action=action)  # fmt: skip
                tell(target)

    def plan(self, store: Store, number: int) -> None:
        """Say what is to be decided about some articles, which are stored."""
        urls = [document.url for document in self.chunks[number]]
        claims = store.connection.execute(
            "SELECT claims.id FROM claims JOIN documents ON documents.id = claims.document"  # noqa: S608 - question marks
            f" WHERE documents.url IN ({', '.join('?' * len(urls))}) ORDER BY claims.id",
            urls,
        ).fetchall()
        [verdict] = store.connection.execute(
            "SELECT name FROM verdicts WHERE active ORDER BY position LIMIT 1"
        ).fetchone()
        actions: list[Action] = [
            *(Confirm(), Flag("misquoted"), Note("Ask again."), Dismiss()),
            Verdict(verdict, ("https://example.org/list",)),
        ]
        self.planned[number] = [
            (identity, actions[place % len(actions)])
            for place, (identity,) in enumerate(claims[:DECIDED])
        ]


def in_process(path: Path, work: Work, step: Step, *, die_at: int | None) -> tuple[int, int]:
    """Do a step in a forked process; return its id and the end of a pipe.

    The pipe brings a line when the file is open, and one for each decision. `die_at` is the number
    of a statement inside a transaction before which the process kills itself.
    """
    told, mouth = os.pipe()
    identity = os.fork()
    if identity:
        os.close(mouth)
        return identity, told
    os.close(told)
    try:
        with open_store(path) as store:
            count_statements(store, die_at)
            say(mouth, "open")
            work.do(store, step, lambda target: say(mouth, f"kept {target}"))
    except BaseException as error:  # whatever it is, the parent has to know
        say(mouth, f"failed {type(error).__name__}: {error}")
    finally:
        os._exit(0)


def count_statements(store: Store, die_at: int | None) -> list[int]:
    """Count the statements that begin inside transactions, in a list of one; die at that number."""
    count = [0]

    def before(statement: str) -> None:
        del statement
        if store.connection.in_transaction:
            count[0] += 1
            if count[0] == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    store.connection.set_trace_callback(before)
    return count


def say(mouth: int, line: str) -> None:
    """Write a line into a pipe, at once."""
    os.write(mouth, f"{line}\n".encode())


def outcome(identity: int, told: int, *, after: float | None = None) -> tuple[bool, list[str]]:
    """Wait for a process, or kill it so many seconds after it began to work: whether it was killed,
    and what it told."""
    with os.fdopen(told, "r", encoding="utf8") as lines:
        first = lines.readline()
        if after is not None and first:
            time.sleep(after)
            os.kill(identity, signal.SIGKILL)
        heard = [first.strip(), *(line.strip() for line in lines)]
    _, status = os.waitpid(identity, 0)
    return os.WIFSIGNALED(status), [line for line in heard if line]


def looked_at(path: Path, kept: Iterable[str], before: set[str]) -> tuple[list[str], set[str]]:
    """Return what is wrong with a file after a kill, and the ids of its articles."""
    with open_store(path) as store:
        wrong = [f"damage: {damage}" for damage in verify(store)]
        there = {row[0] for row in store.connection.execute("SELECT id FROM documents")}
        targets = {row[0] for row in store.connection.execute("SELECT target FROM reviews")}
    wrong += [f"article lost: {one}" for one in before - there]
    wrong += [f"decision lost: {one}" for one in set(kept) - targets]
    return wrong, there


def contents(path: Path, work: Work) -> dict[str, list[tuple[object, ...]]]:
    """Return all that must be the same, and what is owed, after that was made up for."""
    with open_store(path) as store:
        track_documents(store, work.comparer)
        finish_stories(store)
        finish_checks(store)
        found = {
            name: sorted(store.connection.execute(query).fetchall(), key=repr)
            for name, query in TABLES.items()
        }
        return {**found, "owed": [(str(one),) for one in owed(store)]}


def without_kills(path: Path, work: Work) -> dict[Step, tuple[int, float]]:
    """Do all steps; return for each how many statements and seconds its transactions took.

    They are done in this process: those forked from it then have the models and what these read.
    """
    costs = {}
    for step in work.steps():
        with open_store(path) as store:
            if step[0] == "decide":
                work.plan(store, step[1])
            told: list[str] = []
            started, count = time.monotonic(), count_statements(store, None)
            work.do(store, step, told.append)
            costs[step] = (count[0], time.monotonic() - started)
    return costs


@dataclass(frozen=True)
class Before:
    """A copy of a file from before a step, and what was known of it then."""

    path: Path
    kept: list[str]
    there: set[str]


class Killing:
    """The same steps with kills, and what was seen after each."""

    def __init__(
        self, path: Path, work: Work, costs: dict[Step, tuple[int, float]], seed: int
    ) -> None:
        self.path, self.work, self.costs = path, work, costs
        self.rng = random.Random(seed)
        self.killed: Counter[str] = Counter()
        self.ended = 0
        self.wrong: list[str] = []
        self.kept: list[str] = []
        self.there: set[str] = set()
        self.sizes: dict[str, int] = {}

    def run(self, kills: int) -> None:
        """Do all steps, each with its share of the kills before it may end."""
        steps = self.work.steps()
        for number, step in enumerate(steps):
            share = kills * (number + 1) // len(steps) - sum(self.killed.values())
            before = self._keep()
            for turn in range(4 * share):
                if share <= 0:
                    break
                if self._try(step, by_itself=turn % 2 == 0):
                    share -= 1
                else:  # it came to its end: there is nothing left in it to kill
                    self._go_back(before)
            self._end(step)
            before.path.unlink()
            print(f"{step}: {sum(self.killed.values())} kills, {len(self.wrong)} wrong",
                  file=sys.stderr, flush=True)  # fmt: skip

    def _keep(self) -> Before:
        """Keep the file as it is before a step; nobody has it open, so it is one file."""
        kept = self.path.with_suffix(".before")
        shutil.copyfile(self.path, kept)
        return Before(kept, list(self.kept), set(self.there))

    def _go_back(self, before: Before) -> None:
        """Put the file back to where it was before a step that came to its end."""
        for end in ("-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)
        shutil.copyfile(before.path, self.path)
        self.kept, self.there = list(before.kept), set(before.there)

    def _try(self, step: Step, *, by_itself: bool) -> bool:
        statements, seconds = self.costs[step]
        die_at = self.rng.randint(1, max(1, statements)) if by_itself else None
        after = None if by_itself else self.rng.uniform(0, seconds)
        killed, heard = outcome(*in_process(self.path, self.work, step, die_at=die_at), after=after)
        self.ended += not killed
        self.killed[f"{step[0]}, {'before a statement' if by_itself else 'at some time'}"] += killed
        self._look(step, heard)
        return killed

    def _end(self, step: Step) -> None:
        _, heard = outcome(*in_process(self.path, self.work, step, die_at=None))
        self._look(step, heard)

    def _look(self, step: Step, heard: Sequence[str]) -> None:
        self.kept += [line.removeprefix("kept ") for line in heard if line.startswith("kept ")]
        self.wrong += [f"{step}: {line}" for line in heard if line.startswith("failed ")]
        wrong, self.there = looked_at(self.path, self.kept, self.there)
        self.wrong += [f"{step}: {line}" for line in wrong]


def one_file(work: Work, kills: int, seed: int) -> tuple[Killing, list[str]]:
    """Write a file without kills and one with them; return what differs at the end."""
    with tempfile.TemporaryDirectory() as folder:
        whole, killed = Path(folder) / "whole.db", Path(folder) / "killed.db"
        for path in (whole, killed):
            with open_store(path) as store:
                add_reviewer(store, "ana", role="editor")
        killing = Killing(killed, work, without_kills(whole, work), seed)
        killing.run(kills)
        right, found = contents(whole, work), contents(killed, work)
    killing.sizes = {name: len(right[name]) for name in TABLES}
    differing = [
        f"{name}: {len(right[name])} without kills, {len(found[name])} with, NOT THE SAME"
        for name in right
        if right[name] != found[name]
    ]
    return killing, [*differing, *(f"owed: {one}" for one in found["owed"])]


def main() -> int:
    """Read the command line, write both files, and compare them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=80)
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--files", type=int, default=5)
    given = parser.parse_args()
    with Workers() as workers:  # the model of stories is of one thread, and survives a fork
        made = list(workers.extract_all(articles(given.articles)))
    share = -(-len(made) // given.files)
    killed: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    ended, wrong = 0, []
    for number in range(given.files):
        work = Work(made[number * share : (number + 1) * share])
        kills = given.kills * (number + 1) // given.files - given.kills * number // given.files
        killing, found = one_file(work, kills, given.seed + number)
        killed += killing.killed
        ended += killing.ended
        wrong += [f"file {number + 1}: {line}" for line in (*killing.wrong, *found)]
        sizes.update(killing.sizes)
    for way, count in sorted(killed.items()):
        print(f"killed {count:4} times: {way}")
    print(f"{ended} attempts ended before they were killed")
    print("written, in all files: " + ", ".join(f"{sizes[name]} {name}" for name in TABLES))
    print(f"{len(wrong)} wrong")
    print("\n".join(wrong[:20]))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
