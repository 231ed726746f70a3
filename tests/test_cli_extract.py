"""`claims extract` as a batch: nothing ends it, everything keeps its place, a pipe is answered."""

import gzip
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claims.cli.extract import document_of
from claims.cli.shared.json_lines import json_objects, objects_or_reasons
from claims.errors import InputError
from claims.inference import MODELS
from claims.values import Document
from claims.workers import Workers

GOOD = b'{"id": "a", "text": "The dam holds, she said."}'


def read(data: bytes) -> list[Any]:
    return [found for found in objects_or_reasons(io.BytesIO(data)) if found is not None]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b"{", "line 1: no JSON"),
        (b"[1]", "line 1: no JSON object"),
        (b'{"id": 1}', "line 1: text is missing"),
        (b'{"text": null}', 'line 1: "text" is no string'),
        (b'{"text": "caf\xe9"}', "line 1: is no UTF-8 text"),
        (b"[" * 100_000, "line 1: no JSON"),
    ],
)
def test_a_broken_line_is_named_and_the_next_is_read(line: bytes, told: str) -> None:
    [(_, reason), (number, record)] = read(line + b"\n" + GOOD + b"\n")
    assert told in reason
    assert (number, record["id"]) == (2, "a")
    with pytest.raises(InputError, match=told.partition(": ")[2]):
        list(json_objects(io.BytesIO(line)))


@pytest.mark.parametrize(
    "data",
    [
        GOOD,
        GOOD + b"\r\n",
        b"\xef\xbb\xbf" + GOOD + b"\n\n",
        gzip.compress(GOOD + b"\n"),
        gzip.compress(b"\xef\xbb\xbf" + GOOD[:9]) + gzip.compress(GOOD[9:]),
    ],
)
def test_marks_ends_and_gzip_are_no_part_of_a_line(data: bytes) -> None:
    assert [(number, record["id"]) for number, record in read(data)] == [(1, "a")]


@pytest.mark.parametrize("data", [gzip.compress(GOOD * 50)[:-9], gzip.compress(GOOD)[:12] + b"??"])
def test_damaged_gzip_is_told(data: bytes) -> None:
    *_, (_, reason) = read(data)
    assert "the gzip data is damaged" in reason


def test_details_are_honoured() -> None:
    record = {
        "text": "The dam holds.",
        "title": "Dam",
        "author": "Ann Lee",
        "publisher": "The Post",
        "published": "February 18, 2024",
        "language": "en-US",
        "url": "https://post.example/dam",
    }
    document = document_of(record)
    assert (document.published, document.language) == ("2024-02-18", "en")
    assert (document.title, document.author) == ("Dam", "Ann Lee")
    assert (document.publisher, document.url) == ("The Post", "https://post.example/dam")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("published", "18/02/2024", "is no date"),
        ("published", 2024, "published must be a date or a string"),
        ("language", "English", "is no code"),
        ("publisher", ["The Post"], "publisher must be a string"),
    ],
)
def test_or_refused(name: str, value: object, told: str) -> None:
    with pytest.raises(InputError, match=told):
        document_of({"text": "The dam holds.", name: value})


LINES = [
    GOOD,
    b'{"id": "b", "text": "The dam holds, she said.", "published": "18/02/2024"}',
    b'{"id": "c", "text": "caf\xe9"}',
    b'{"id": "d", "text": "Der Damm h\xc3\xa4lt, sagte sie.", "language": "de"}',
    b'{"id": "e", "text": "Half \\ud83d a character, he said."}',
    b'{"id": "f", "text": "It rained, he said."}',
]


def extracted(place: Path, *arguments: str) -> tuple[int, list[Any], str]:
    """Run the command on the lines, packed, and return its code, its rows and what it told."""
    file = place / "in.jsonl.gz"
    file.write_bytes(gzip.compress(b"\n".join(LINES)))
    ended = subprocess.run(
        [sys.executable, "-m", "claims", "extract", str(file), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, [json.loads(line) for line in ended.stdout.splitlines()], ended.stderr


def test_every_line_has_its_row_in_its_place(tmp_path: Path) -> None:
    code, rows, told = extracted(tmp_path, "--jobs", "2")
    assert code == 1
    assert [row["id"] for row in rows] == ["a", "b", "3", "d", "e", "f"]
    stages = [[one["stage"] for one in row.get("problems", [])] for row in rows]
    assert stages == [[], ["reading"], ["reading"], ["language"], ["reading"], []]
    assert "line 2: published: '18/02/2024' is no date" in rows[1]["problems"][0]["reason"]
    assert rows[0]["sentences"][0]["claims"]
    assert rows[5]["sentences"][0]["claims"]
    assert told.endswith("4 of 6 articles failed\n")


def test_or_it_stops_at_the_first(tmp_path: Path) -> None:
    code, rows, told = extracted(tmp_path, "--on-error", "stop")
    assert (code, [row["id"] for row in rows]) == (1, ["a", "b"])
    assert told.endswith("1 of 2 articles failed, where it stopped\n")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_pipe_that_waits_gets_its_answer(jobs: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "claims", "extract", "--jobs", jobs],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for name in ("one", "two", "three"):
            line = json.dumps({"id": name, "text": f"The dam {name} holds, she said."})
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == name
        process.stdin.close()
        assert process.stdout.read() == b""
    assert process.returncode == 0


def test_a_killed_worker_is_replaced_and_its_article_tried_again() -> None:
    with Workers(MODELS) as workers:
        first = Document("The dam holds, she said.")

        def documents() -> Iterator[Document | None]:
            yield first
            [worker] = workers._extractors
            os.kill(worker._process.pid, signal.SIGKILL)
            yield Document("It rained, he said.")

        found = list(workers.extract_all(documents()))
    assert [one.document.text for one in found] == [first.text, "It rained, he said."]
    assert all(one.claims and not one.problems for one in found)
