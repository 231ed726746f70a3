"""One article's time and memory have an end; its neighbours are read and extracted all the same."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli import command_line
from claims.errors import SettingsError
from claims.reading import ReadingOptions
from claims.values import Document, Extraction, Problem
from claims.workers import Limits, Workers, child, process

DAM = "The dam at Orrin holds, the mayor said on Friday.\n"
LIMITS = Limits(seconds=4, memory=400_000_000)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(limits=LIMITS) as started:
        yield started


def cells_without_end() -> bytes:
    """A stream of 100 KB that holds four million operators: text that a page shows at one place."""
    import zlib

    content = zlib.compress(b"BT /F1 12 Tf " + b"(a) Tj " * 4_000_000 + b"ET", 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources"
        b" << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(content), content),
    ]
    data = b"%PDF-1.4\n"
    for number, body in enumerate(objects, 1):
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    return data + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF"


def reading_of(workers: Workers, path: Path) -> list[Document | Problem]:
    return list(workers.read(str(path)))


def test_a_file_that_swells_is_a_problem_and_its_neighbours_are_read(
    workers: Workers, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(DAM, "utf8")
    (tmp_path / "b.pdf").write_bytes(cells_without_end())
    (tmp_path / "c.txt").write_text(DAM, "utf8")
    first, swollen, last = reading_of(workers, tmp_path)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(swollen, Problem)
    assert swollen.path.endswith("b.pdf")
    assert "--max-memory" in swollen.reason or "--max-seconds" in swollen.reason


def test_what_is_read_and_extracted_is_what_this_process_would_give(
    workers: Workers, tmp_path: Path
) -> None:
    path = tmp_path / "dam.txt"
    path.write_text(DAM, "utf8")
    [document] = reading_of(workers, path)
    assert isinstance(document, Document)
    assert (document.text, document.path) == (DAM, str(path))
    found = workers.extract(document)
    assert found.problems == ()
    assert [claim.standalone for claim in found.claims] == ["The dam at Orrin holds."]
    many = [Document(f"The dam {number} holds, the mayor said.") for number in range(6)]
    assert [one.document for one in workers.extract_all(iter(many))] == many


def test_a_package_over_the_limit_of_bytes_names_that_limit(
    workers: Workers, tmp_path: Path
) -> None:
    path = tmp_path / "long.txt"
    path.write_text(DAM * 10, "utf8")
    [problem] = workers.read(str(path), options=ReadingOptions(max_bytes=100))
    assert isinstance(problem, Problem)
    assert "--max-megabytes" in problem.reason


def test_who_stops_asking_gets_the_next_answer_right(workers: Workers, tmp_path: Path) -> None:
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as members:
        for number in range(5):
            members.writestr(f"{number}.txt", DAM.replace("Orrin", f"Orrin {number}"))
    readings = workers.read(str(archive))
    assert isinstance(next(readings), Document)
    readings.close()  # type: ignore[attr-defined]  # it is a generator
    other = tmp_path / "other.txt"
    other.write_text(DAM, "utf8")
    [document] = reading_of(workers, other)
    assert isinstance(document, Document)
    assert document.text == DAM


def sleeps(connection: object, limits: Limits, folder: Path | None) -> None:
    """A worker that hears no alarm and never answers, as a library does that hangs."""
    del limits, folder
    connection.send(None)  # type: ignore[attr-defined]
    connection.recv()  # type: ignore[attr-defined]
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    time.sleep(600)


def dies(connection: object, limits: Limits, folder: Path | None) -> None:
    """A worker that ends in the midst of its task, as a library does that finds no memory."""
    del limits, folder
    connection.send(None)  # type: ignore[attr-defined]
    connection.recv()  # type: ignore[attr-defined]
    signal.raise_signal(signal.SIGKILL)


@pytest.mark.parametrize(
    ("fate", "expected"),
    [(sleeps, "took longer than 0.2 s"), (dies, "ended its reader (code -9)")],
    ids=["hangs", "dies"],
)
def test_what_no_alarm_reaches_is_killed(
    fate: object, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "work", fate)
    monkeypatch.setattr(process, "GRACE", 0.2)
    path = tmp_path / "dam.txt"
    path.write_text(DAM, "utf8")
    with Workers(limits=Limits(seconds=0.2)) as failing:
        [problem] = failing.read(str(path))
        assert isinstance(problem, Problem)
        assert expected in problem.reason
        [first, second] = failing.extract_all([Document("A."), Document("B.")])
    for extraction in (first, second):
        [problem] = extraction.problems
        assert (problem.stage, expected in problem.reason) == ("limits", True)


def test_an_alarm_ends_a_pattern_and_the_next_article_is_read(tmp_path: Path) -> None:
    """Inside the worker: what runs too long is interrupted, again and again until it ends."""
    limits = Limits(seconds=0.1)

    def swallowed() -> Iterator[Document | Problem]:
        for _ in range(2):
            try:
                while True:
                    time.sleep(0.01)
            except Exception:
                pass
        yield Document("late")

    reading = child._Reading(limits)
    reading._items = swallowed()
    late = reading.next()
    assert late == Document("late") or isinstance(late, Problem)
    path = tmp_path / "dam.txt"
    path.write_text(DAM, "utf8")
    reading.begin(str(path), ReadingOptions())
    found = reading.next()
    assert isinstance(found, Document)
    assert reading.next() is None


@pytest.mark.parametrize(("seconds", "memory"), [(0, 1), (-1, 1), (1, 0)])
def test_limits_let_something_through(seconds: float, memory: int) -> None:
    with pytest.raises(SettingsError, match="raise the limits"):
        Limits(seconds, memory)


def test_extract_says_in_the_row_what_failed() -> None:
    lines = [
        b'{"id": "a", "text": "The dam \\ud800 holds, Mara Ondell said."}',
        b'{"id": "\\ud800", "text": "The dam holds, Mara Ondell said."}',
        b"no JSON",
        b'{"text": "caf\xe9"}',
        b'{"text": "next year and the day after tomorrow", "published": "9999-12-31"}',
        b'{"text": "It fell last year and last month.", "published": "0001-01-01"}',
    ]
    result = CliRunner().invoke(command_line, ["extract"], input=b"\n".join(lines))
    assert result.exit_code == 1, result.output
    forms = [json.loads(line) for line in result.stdout_bytes.splitlines()]
    assert [form["id"] for form in forms] == ["a", "\ud800", "3", "4", "5", "6"]
    told = [[one["reason"] for one in form.get("problems", ())] for form in forms]
    assert [bool(reasons) for reasons in told] == [True, False, True, True, False, False]
    assert forms[0]["text"] == "The dam \ufffd holds, Mara Ondell said."
    assert len(forms[0]["attributions"]) == len(forms[1]["attributions"]) == 1
    assert "line 3: no JSON" in told[2][0]
    assert "no UTF-8" in told[3][0]
    assert all(form["sentences"] for form in forms[4:])


def test_standard_input_is_read_by_a_worker() -> None:
    result = CliRunner().invoke(command_line, ["show", "-"], input=DAM)
    assert result.exit_code == 0, result.output
    assert "mayor" in result.output


def test_an_extraction_is_whole_or_says_why(workers: Workers) -> None:
    """An article too long for the limit keeps its sentences, and says that it was stopped."""
    long = Document("The dam holds, the mayor of Orrin said on Friday. " * 30_000)
    found = workers.extract(long)
    assert isinstance(found, Extraction)
    [problem] = found.problems
    assert problem.stage == "limits"
    assert "--max-" in problem.reason
    assert workers.extract(Document(DAM)).problems == ()


def test_a_table_that_claims_a_hundred_million_columns(workers: Workers, tmp_path: Path) -> None:
    import docx

    word = docx.Document()
    table = word.add_table(rows=1, cols=1)
    table.cell(0, 0).text = DAM.strip()
    span = table.cell(0, 0)._tc.get_or_add_tcPr().get_or_add_gridSpan()
    span.val = 100_000_000
    data = io.BytesIO()
    word.save(data)
    path = tmp_path / "wide.docx"
    path.write_bytes(data.getvalue())
    [document] = reading_of(workers, path)
    assert isinstance(document, Document)
    assert document.text.strip() == DAM.strip()


@pytest.mark.parametrize("longer", [0, 1, 60])
def test_a_long_folder_for_temporary_files_is_no_hindrance(tmp_path: Path, longer: int) -> None:
    """The server's socket stands in that folder, and an address has 107 bytes."""
    folder = Path("/tmp") / ("t" * (process.LONGEST_FOLDER - len("/tmp/") + longer))
    folder.mkdir(exist_ok=True)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "dam.txt").write_text(DAM, "utf8")
    articles = str(tmp_path / "articles")
    script = (
        "from claims.workers import Limits, Workers\n"
        "if __name__ == '__main__':\n"
        "    with Workers(limits=Limits()) as workers:\n"
        f"        print([type(one).__name__ for one in workers.read({articles!r})])\n"
    )
    (tmp_path / "reading.py").write_text(script, "utf8")
    try:
        ran = subprocess.run(
            [sys.executable, str(tmp_path / "reading.py")],
            env=os.environ | {"TMPDIR": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
        )
    finally:
        shutil.rmtree(folder)
    assert ran.stdout == "['Document']\n", ran.stderr
