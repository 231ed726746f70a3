"""One look at all feeds and folders that are due: find what is new, add it, remember it."""

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from claims.adding import ExtractAll, Outcome, Read, Watcher, add_articles
from claims.errors import InputError
from claims.reading import Fetched, ReadingOptions, entries_of, fetch, is_address
from claims.reading.folders import files_in
from claims.store import AddSummary, Store
from claims.tracking import Comparer
from claims.watching.news import News, news_of
from claims.watching.state import Entry, Target, due_targets, iso, keep_entry, keep_target, unread

__all__ = ["Fetch", "Manners", "Round", "seconds_until_due", "watch_round"]


class Fetch(Protocol):
    """Gets one address; see `claims.reading.fetch`."""

    def __call__(
        self,
        url: str,
        *,
        options: ReadingOptions | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Fetched:
        """Return what the address gives, or raise an InputError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How politely to watch; all times are in seconds.

    A feed or folder is looked at every `interval`; each failure in a row doubles that, up to
    `longest`. Between two requests to one host lie `host_delay`. An entry that fails
    `most_failures` times is given up.
    """

    interval: float = 900.0
    longest: float = 6 * 3600.0
    host_delay: float = 5.0
    most_failures: int = 5


@dataclass(frozen=True, slots=True)
class Round:
    """What one look brought: counts, what is new in stories, and targets that failed, with why."""

    summary: AddSummary
    news: tuple[News, ...]
    failed: Mapping[str, str]


@dataclass(slots=True)
class _Pace:
    """Leaves a host alone for a while after each request."""

    delay: float
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    last: dict[str, float] = field(default_factory=dict)

    def wait(self, address: str) -> None:
        """Sleep until the address's host may be asked again."""
        if not is_address(address):
            return
        host = urlsplit(address).netloc.lower()
        if host in self.last:
            left = self.last[host] + self.delay - self.clock()
            if left > 0:
                self.sleep(left)
        self.last[host] = self.clock()


def watch_round(
    store: Store,
    targets: list[str],
    *,
    extract_all: ExtractAll,
    comparer: Comparer,
    options: ReadingOptions | None = None,
    manners: Manners | None = None,
    models: dict[str, str] | None = None,
    watcher: Watcher | None = None,
    fetcher: Fetch = fetch,
    reading: Read | None = None,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Round | None:
    """Look at every target that is due and add what is new; None where nothing was due.

    `targets` are addresses of feeds and paths of folders. `clock` gives seconds since 1970. Raises
    StoreError where the database cannot be written; a target that cannot be read is in `failed`.
    """
    manners, options = manners or Manners(), options or ReadingOptions()
    pace = _Pace(manners.host_delay, clock, sleep)
    due = due_targets(store, targets, clock())
    if not due:
        return None
    failed: dict[str, str] = {}
    fresh: list[Entry] = []
    for target in due:
        try:
            looked, entries = _look(target, options, pace, fetcher)
        except (InputError, OSError) as error:
            _put_off(store, target, manners, clock(), str(error))
            failed[target.target] = str(error)
            continue
        keep_target(store, replace(looked, failures=0), clock(), manners.interval)
        fresh += unread(store, entries, manners.most_failures)
    if not fresh:
        return Round(AddSummary(), (), failed)
    adding = _Adding(store, fresh, pace, watcher)
    summary = add_articles(
        store,
        adding.addresses(),
        extract_all=extract_all,
        options=options,
        models=models,
        watcher=adding.tell,
        command="watch",
        comparer=comparer,
        reading=reading,
    )
    adding.keep()
    return Round(summary, news_of(store), failed)


def _put_off(store: Store, target: Target, manners: Manners, moment: float, why: str) -> None:
    """Note that a target could not be read, and look at it later than the last time."""
    worse = replace(target, failures=target.failures + 1)
    wait = min(manners.longest, manners.interval * 2**worse.failures)
    keep_target(store, worse, moment, wait, why)


@dataclass(slots=True)
class _Adding:
    """Hands out addresses one by one and notes which of them could not be read."""

    store: Store
    entries: list[Entry]
    pace: _Pace
    watcher: Watcher | None
    current: Entry | None = None
    failed: set[Entry] = field(default_factory=set)

    def addresses(self) -> Iterator[str]:
        """Yield what is to be read, each when its host may be asked."""
        for entry in self.entries:
            self.current = entry
            self.pace.wait(entry.address)
            yield entry.address

    def tell(self, outcome: Outcome) -> None:
        """Note a problem with the entry that is being read, and pass the outcome on."""
        if outcome.problem is not None and self.current is not None:
            self.failed.add(self.current)
        if self.watcher is not None:
            self.watcher(outcome)

    def keep(self) -> None:
        """Remember what became of each entry."""
        for entry in self.entries:
            keep_entry(self.store, entry, read=entry not in self.failed)


def _look(
    target: Target, options: ReadingOptions, pace: _Pace, fetcher: Fetch
) -> tuple[Target, list[Entry]]:
    """Return the target with the server's new words for its state, and all its entries."""
    if not is_address(target.target):
        return target, list(_files(target.target))
    asked = {"if-none-match": target.etag, "if-modified-since": target.modified}
    pace.wait(target.target)
    fetched = fetcher(
        target.target,
        options=options,
        headers={name: value for name, value in asked.items() if value},
    )
    if fetched.status == 304:
        return target, []
    entries = [
        Entry(target.target, entry.key, entry.url, entry.url)
        for entry in entries_of(fetched.body, url=fetched.url)
        if entry.url is not None
    ]
    state = fetched.headers.get("etag"), fetched.headers.get("last-modified")
    return replace(target, etag=state[0], modified=state[1]), entries


def _files(folder: str) -> Iterator[Entry]:
    """Yield the files under a folder, each with its time and size."""
    if not Path(folder).is_dir():
        raise InputError("is no folder: name a folder or the address of a feed")
    for path in files_in(Path(folder)):
        if isinstance(path, Path):
            found = path.stat()
            state = f"{found.st_mtime_ns}:{found.st_size}"
            yield Entry(folder, str(path), state, str(path))


def seconds_until_due(
    store: Store, moment: float, *, targets: Sequence[str] | None = None
) -> float:
    """Return how long nothing is due of the targets, in seconds; 0 where something is.

    Without `targets`, all that were ever watched count. `moment` is in seconds since 1970.
    """
    row = store.connection.execute(
        "SELECT max(0, unixepoch(min(due)) - unixepoch(?)) FROM watched_targets"
        " WHERE ? IS NULL OR target IN (SELECT value FROM json_each(?))",
        (iso(moment), *[None if targets is None else json.dumps(targets)] * 2),
    ).fetchone()
    return float(row[0] or 0.0)
