"""Hostile files by the thousand: each must end in a line, within its limits, and nothing may stop.

usage: hostile.py [--files 10000] [--first 0] [--jobs 2] [--seconds 20] [--memory MB] [--minutes M]

Every file is made from its number alone, so that one which misbehaves can be made again. Kinds:
text that repeats one thing, folded headers, comments and tags without end, attributes by the
thousand, entities, deep nesting, odd characters (lone surrogates, NUL, bidi marks), broken and
swelling PDFs, Word files, e-mails, archives in archives, WARC records, feeds, JSON lines, bytes by
chance, and cut or flipped versions of all of them. Each is read and what it holds is extracted, as
`claims add` does. Prints the counts by kind, the slowest, and every file that gave no line, took
longer than its limits (reading and each extraction), or raised; exits with 1 where there was one.
The limits are those of a clock: on a busy machine more files reach them. Each job keeps its workers
from file to file, as a folder does. After so many minutes, or when it is told to end, it sums up
what it did; `--first` goes on from there.
"""

import argparse
import gzip
import io
import json
import multiprocessing
import random
import signal
import sys
import tempfile
import threading
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

from claims.values import Document, Problem
from claims.workers import Limits, Workers

BATCH = 20
"""Files that a job is given at once."""
GRACE = 8.0
"""Seconds that ending and starting a process may take besides."""
DAM = "The dam at Orrin holds, the mayor said on Friday. “It was built in 1961,” said Ann Lee.\n"
UNITS = (
    *(
        ".",
        "'",
        "’",
        "-",
        " ",
        "\t",
        "\n",
        "“",
        "”",
        '"',
        "(",
        "((",
        "A.",
        "A ",
        "0,",
        "1 ",
        "a: ",
        "--",
    ),
    *(
        "citing ",
        "said ",
        "according to ",
        "told ",
        "one-",
        "the ",
        "and ",
        "Aa and ",
        "Aa, ",
        "https://t.co/a",
    ),
    *(
        "    The mayor said so.\n",
        "“It fell,” he said. ",
        "a*0=x;",
        "\u202e",
        "\u200b",
        "e\u0301",
        "\x00",
        "\u2028",
    ),
    *(
        "<!-- a -->\n",
        "<b>",
        "</p>",
        "<p a=1 ",
        "&amp;",
        "&#0;",
        "[x](",
        "![",
        "> ",
        "# ",
        "* ",
        "|a",
        "```",
    ),
    *(
        "On Monday ",
        "million ",
        "20-",
        "Q: a?\nA: b.\n",
        "Mr. ",
        "U.S. ",
        "@a ",
        "— ",
        "=?utf-8?b?YQ==?= ",
    ),
)
Made = tuple[str, bytes]
Maker = Callable[[random.Random], Made]


def repeated(rng: random.Random) -> str:
    """Return up to 60,000 characters of one or two units, before or after an article."""
    units = rng.choices(UNITS, k=rng.choice((1, 1, 1, 2, 3)))
    length = rng.choice((30, 300, 300, 3_000, 3_000, 20_000, 60_000))
    long = "".join(units) * (length // sum(map(len, units)) + 1)
    opening, end = (
        rng.choice(("", DAM, "Orrin: the hearing\n")),
        rng.choice(("", "\nEnd.", f"\n\n{DAM}")),
    )
    return opening + long + end


def text(rng: random.Random) -> Made:
    return rng.choice(("a.txt", "a.md", "a")), repeated(rng).encode("utf8", "surrogatepass")


def odd_bytes(rng: random.Random) -> Made:
    name = rng.choice(
        ("a.txt", "a.html", "a.pdf", "a.docx", "a.eml", "a.zip", "a.gz", "a.warc", "a.xml")
    )
    start = rng.choice(
        (
            b"",
            b"%PDF-1.4\n",
            b"PK\x03\x04",
            b"\x1f\x8b\x08",
            b"<html>",
            b"WARC/1.0\r\n",
            b"\xff\xfe",
        )
    )
    return name, start + rng.randbytes(rng.choice((0, 1, 50, 5_000, 50_000)))


def html(rng: random.Random) -> Made:
    tag = rng.choice(
        ("div", "p", "b", "table", "blockquote", "ul", "font", "svg", "x-y", "template")
    )
    depth = rng.choice((10, 500, 5_000, 30_000))
    inner = rng.choice((
        f"<{tag}>" * depth + DAM,
        f"<p {'a=1 ' * depth}>{DAM}</p>",
        f"<p class='{'x ' * depth}'>{DAM}</p>",
        f"<script>{'<!--' * depth}</script><p>{DAM}</p>",
        f"<p>{DAM}</p>" * min(depth, 3_000),
        f"<p>{'&' * depth};{DAM}</p>",
        f"<blockquote><p>{repeated(rng)}</p><cite>{'x, ' * min(depth, 2_000)}</cite></blockquote>",
        f"<meta name=date content='{'9' * depth}'><p>{DAM}</p>",
        f'<script type="application/ld+json">{"[" * depth}</script><p>{DAM}</p>',
    ))  # fmt: skip
    head = "<!-- a -->\n" * rng.choice((0, 0, 24, 2_000))
    return rng.choice(("a.html", "a", "a.htm")), f"{head}<html><body>{inner}".encode()


def eml(rng: random.Random) -> Made:
    folded = "Received: by x\r\n" + "        with y; z\r\n" * rng.choice((1, 15, 400, 4_000))
    kind = f"Content-Type: multipart/mixed; boundary=b; {'a*0=x;' * rng.choice((0, 5, 5_000))}\r\n"
    parts = f"--b\r\nContent-Type: text/plain\r\n\r\n{DAM}\r\n" * rng.choice((1, 50, 3_000))
    return "a.eml", f"From: a@b.c\r\nSubject: Dam\r\n{folded}{kind}\r\n{parts}--b--\r\n".encode()


def pdf(rng: random.Random) -> Made:
    drawn = rng.choice(
        (b"(a) Tj ", b"[(a) -9999 (b)] TJ ", b"q ", b"1 0 0 1 0 0 cm ", b"/F1 9e9 Tf (x) Tj ")
    )
    content = zlib.compress(
        b"BT /F1 12 Tf " + drawn * rng.choice((1, 100, 20_000, 1_000_000)) + b"ET"
    )
    kids = b"3 0 R " * rng.choice((1, 1, 50, 2_000))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, rng.choice((1, 1, 10**9, -1))),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources"
        b" << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(content), content),
    ]
    data = b"%PDF-1.4\n"
    for number, body in enumerate(objects, 1):
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    return "a.pdf", data + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF"


def word(rng: random.Random) -> Made:
    import docx

    document = docx.Document()
    for _ in range(rng.choice((1, 5, 40))):
        document.add_paragraph(repeated(rng)[:2_000].translate(dict.fromkeys(range(32), " ")))
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell._tc.get_or_add_tcPr().get_or_add_gridSpan().val = rng.choice((1, 1_000, 100_000_000))
    data = io.BytesIO()
    document.save(data)
    return "a.docx", data.getvalue()


def lines(rng: random.Random) -> Made:
    dates = ("9999-12-31", "0001-01-01", "2024-02-30", "x", None, 5, "2024-02-18T25:61:00Z")
    rows = [
        json.dumps({"text": rng.choice((DAM, "\ud800" + DAM, "next year " * 50, 5, None, [DAM])),
                    "published": rng.choice(dates), "id": rng.choice(("a", "\ud800", 7))})
        for _ in range(rng.choice((1, 20)))
    ]  # fmt: skip
    rows.append(rng.choice(("", "{", "[" * 50_000, '{"text": "' + "x" * 100_000, "\x00")))
    return "a.jsonl", "\n".join(rows).encode()


def feed(rng: random.Random) -> Made:
    when = rng.choice(
        ("Mon, 01 Jan 0001 00:00:00 +0000", "x" * 5_000, "Fri, 31 Dec 9999 23:59:59 -1200")
    )
    item = (
        f"<item><title>Dam</title><pubDate>{when}</pubDate><description>{DAM}</description></item>"
    )
    entity = (
        '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9))
        + "]>"
    )
    head = rng.choice(("", entity))
    body = item * rng.choice((1, 30)) + rng.choice(("", "&a8;"))
    return (
        "a.xml",
        f'<?xml version="1.0"?>{head}<rss version="2.0"><channel>{body}</channel></rss>'.encode(),
    )


def warc(rng: random.Random) -> Made:
    page = f"<html><body><p>{DAM * 5}</p></body></html>".encode()
    records = b""
    for _ in range(rng.choice((1, 3, 30))):
        odd = rng.choice((b"", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: br\r\n"))
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + odd + b"\r\n" + page
        length = rng.choice((len(body), len(body), 9, 10**12, -1))
        records += (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://d.example/\r\nContent-Type:"
            b" application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
            % (length, body)
        )
    return "a.warc", records


def packed(rng: random.Random) -> Made:
    name, data = rng.choice(MAKERS)(rng)
    if rng.random() < 0.5:
        return f"{name}.gz", gzip.compress(data + b"\0" * rng.choice((0, 0, 20_000_000)))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
        for number in range(rng.choice((1, 3, 40 if len(data) < 1_000 else 3))):
            members.writestr(
                rng.choice((f"{number}/{name}", f"../{number}{name}", f"{number}\\{name}")), data
            )
    return "a.zip", archive.getvalue()


MAKERS: tuple[Maker, ...] = (
    *(text, text, odd_bytes, html, html, eml, pdf, word, lines, feed, warc, packed),
)


def made(number: int) -> tuple[str, str, bytes]:
    """Return the kind, name and bytes of a file by its number; some are cut or flipped."""
    rng = random.Random(number)
    maker = rng.choice(MAKERS)
    name, data = maker(rng)
    kind = maker.__name__
    if data and rng.random() < 0.15:
        data, kind = data[: rng.randrange(len(data))], f"{kind}, cut"
    elif data and rng.random() < 0.15:
        flipped = bytearray(data)
        for _ in range(rng.choice((1, 20, 500))):
            flipped[rng.randrange(len(flipped))] = rng.randrange(256)
        data, kind = bytes(flipped), f"{kind}, flipped"
    return kind, name, data


@dataclass
class Seen:
    """What came of files that were read and extracted."""

    counts: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    took: Counter[str] = field(default_factory=Counter)
    """Seconds by kind."""
    slowest: list[tuple[float, int, str]] = field(default_factory=list)
    over: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Seen") -> "Seen":
        """Take in what came of other files."""
        self.counts += other.counts
        self.ends += other.ends
        self.took += other.took
        self.slowest = sorted([*self.slowest, *other.slowest], reverse=True)[:5]
        self.over += other.over
        self.wrong += other.wrong
        return self

    def line(self) -> str:
        """Return how far it is."""
        ends = ", ".join(f"{count} {end}" for end, count in sorted(self.ends.items()))
        far = f"{self.counts.total()} files: {ends}"
        return f"{far}; {len(self.over)} over their limit, {len(self.wrong)} wrong"

    def table(self) -> str:
        """Return all that was found."""
        slowest = (f"{number} ({kind}) {took:.1f} s" for took, number, kind in self.slowest)
        return "\n".join((
            *(f"{count:6} {kind}, {self.took[kind] / count:.1f} s each"
              for kind, count in sorted(self.counts.items())),
            self.line(),
            f"slowest: {', '.join(slowest)}",
            f"over their limit, and stopped: {', '.join(self.over) or 'none'}",
            f"gave no line, raised, or took longer than their limits: {len(self.wrong)}",
            *self.wrong,
        ))  # fmt: skip


class Looking:
    """Reads and extracts files, with workers that go on from one to the next."""

    def __init__(self, limits: Limits) -> None:
        self.workers, self.seconds = Workers(limits=limits), limits.seconds
        self.folder = tempfile.TemporaryDirectory()

    def at(self, numbers: Sequence[int]) -> Seen:
        """Read and extract the files of those numbers."""
        seen = Seen()
        for number in numbers:
            kind, name, data = made(number)
            path = Path(self.folder.name) / name
            path.write_bytes(data)
            seen.counts[kind] += 1
            before = seen.ends.total()
            try:
                self._read(path, number, kind, seen)
            except Exception as error:  # whatever it is, it is what this looks for
                seen.wrong.append(f"{number} ({kind}): raised {type(error).__name__}: {error}")
            if seen.ends.total() == before:
                seen.wrong.append(f"{number} ({kind}): no line")
            path.unlink()
        return seen

    def _read(self, path: Path, number: int, kind: str, seen: Seen) -> None:
        started = time.monotonic()
        for item in self.workers.read(str(path)):
            said = (item,) if isinstance(item, Problem) else self.workers.extract(item).problems
            seen.ends["an article" if isinstance(item, Document) else "a problem"] += 1
            if any("and was stopped" in one.reason for one in said):
                seen.over.append(f"{number} ({kind})")
            took = time.monotonic() - started
            if took > self.seconds + GRACE:
                seen.wrong.append(f"{number} ({kind}): {took:.0f} s for one line")
            seen.took[kind] += took
            seen.slowest = sorted([*seen.slowest, (took, number, kind)], reverse=True)[:5]
            started = time.monotonic()

    def close(self) -> None:
        """End the workers, and take the files away."""
        self.workers.close()
        self.folder.cleanup()


def look(connection: Connection, limits: Limits) -> None:
    """Answer batches of numbers by what came of their files, until there are no more."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    looking = Looking(limits)
    try:
        while numbers := connection.recv():
            connection.send(looking.at(numbers))
    finally:
        looking.close()


def shared_out(
    numbers: range, jobs: int, limits: Limits, is_over: Callable[[], bool]
) -> tuple[Seen, int]:
    """Share files out among so many processes; return what came of them, and the first number that
    nobody began with."""
    context = multiprocessing.get_context("spawn")  # each starts workers of its own
    batches = (numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH))
    seen, begun, processes = Seen(), numbers.start, []
    idle, busy = list[Connection](), list[Connection]()
    for _ in range(jobs):
        here, there = context.Pipe()
        processes.append(context.Process(target=look, args=(there, limits)))
        processes[-1].start()
        idle.append(here)
    while True:
        while idle and not is_over() and (batch := next(batches, None)):
            busy.append(idle.pop())
            busy[-1].send(batch)
            begun = batch.stop
        if not busy:
            break
        for here in wait(busy):
            busy.remove(here)
            idle.append(here)
            seen += here.recv()
            print(seen.line(), file=sys.stderr, flush=True)
    for here in idle:
        here.send(None)
    for process in processes:
        process.join()
    return seen, begun


def main() -> int:
    """Read the command line, read and extract every file, and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--memory", type=int, default=1_000, metavar="MEGABYTES")
    parser.add_argument("--minutes", type=float, default=float("inf"))
    given = parser.parse_args()
    end_at = time.monotonic() + 60 * given.minutes
    told_to_end = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told_to_end.set())
    limits = Limits(given.seconds, given.memory * 1_000_000)
    numbers = range(given.first, given.first + given.files)
    seen, begun = shared_out(
        numbers, given.jobs, limits, lambda: told_to_end.is_set() or time.monotonic() > end_at
    )
    if begun < numbers.stop:
        print(f"ended before file {begun}")
    print(seen.table())
    return int(bool(seen.wrong))


if __name__ == "__main__":
    sys.exit(main())
