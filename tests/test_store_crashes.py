"""A kill at any moment leaves whole articles only; two adds at once both work."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_fakes import article, fake_extract

from claims.store import (
    AddSummary,
    Store,
    add_extractions,
    begin_run,
    document_id,
    document_ids,
    open_store,
    read_extraction,
    verify,
)

ADDER = Path(__file__).with_name("store_adder.py")
MANY = 150


def adder(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(ADDER), str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def stored(store: Store) -> int:
    return store.database["documents"].count


def wait_for(store: Store, count: int, program: subprocess.Popen[str]) -> None:
    """Wait until so many articles are stored, or the program has ended."""
    deadline = time.monotonic() + 60
    while stored(store) < count and program.poll() is None:
        assert time.monotonic() < deadline, "nothing is being added"
        time.sleep(0.005)


def assert_whole(store: Store) -> None:
    assert verify(store) == ()
    expected = {document_id(article(n)): n for n in range(200)}
    for identity in document_ids(store):
        assert read_extraction(store, identity) == fake_extract(article(expected[identity]))


@pytest.mark.parametrize("after", [1, 70])
def test_a_kill_leaves_whole_articles_and_a_second_add_brings_the_rest(
    tmp_path: Path, after: int
) -> None:
    path = tmp_path / "claims.db"
    with open_store(path) as store:
        program = adder(path, 0, MANY)
        wait_for(store, after, program)
        program.kill()  # SIGKILL: no clean-up of any kind
        assert program.wait() == -9
        killed_at = stored(store)
    with open_store(path) as store:
        assert after <= killed_at <= stored(store) < MANY
        assert_whole(store)
        before = stored(store)
        [run] = store.database["runs"].rows
        assert (run["added"], run["finished"]) == (before, None)
        extractions = (fake_extract(article(number)) for number in range(MANY))
        summary = add_extractions(store, extractions, run=begin_run(store, "add"))
        assert summary == AddSummary(added=MANY - before, unchanged=before)
        assert stored(store) == MANY
        assert_whole(store)


def test_two_adds_at_once_store_every_article_once(tmp_path: Path) -> None:
    """They share a part of the articles; whoever comes second finds those there."""
    path = tmp_path / "claims.db"
    programs = [adder(path, 0, 120), adder(path, 60, 180)]
    outputs = [program.communicate(timeout=120) for program in programs]
    assert [errors for _, errors in outputs] == ["", ""]
    counts = [tuple(map(int, output.split()[1:])) for output, _ in outputs]
    assert sum(added for added, _ in counts) == 180
    assert sum(unchanged for _, unchanged in counts) == 60
    with open_store(path) as store:
        assert stored(store) == 180
        assert_whole(store)
