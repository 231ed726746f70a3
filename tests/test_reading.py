"""Reading files: real files of each format → documents, and one clear line for what is none."""

import gzip
import io
import json
import os
from pathlib import Path
from textwrap import wrap
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_makers import ARTICLE, archive, feed, mail, page, pdf, scanned_pdf, warc, word

import claims.reading
from claims.errors import SettingsError
from claims.reading import ReadingOptions, clean, read
from claims.reading.contents import contents
from claims.reading.parts import Part
from claims.values import Document, Problem

TEXT = "\n".join(ARTICLE)
PDF = pdf([[(50, 780 - 14 * line, 11, words) for line, words in enumerate(wrap(TEXT, 90))]])
DOCX = word([(paragraph, None) for paragraph in ARTICLE])
WARC = warc([("http://daily.example/crane", 200, "text/html; charset=utf-8", page().encode())])
FEED = feed([{"title": "A crane", "link": "http://daily.example/1", "text": f"<p>{TEXT}</p>",
              "published": "Sun, 18 Feb 2024 09:30:00 GMT"}])  # fmt: skip
LINE = json.dumps({"id": "7", "text": TEXT, "title": "A crane", "published": "2024-02-18"})


def read_file(folder: Path, name: str, data: bytes, **options: object) -> list[Document | Problem]:
    """Write one file and read it."""
    path = folder / name
    path.write_bytes(data)
    return list(read(str(path), options=ReadingOptions(**options)))  # type: ignore[arg-type]  # by name


def reasons(items: list[Document | Problem]) -> list[str]:
    return [item.reason for item in items if isinstance(item, Problem)]


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("crane.txt", TEXT.encode(), "text"),
        ("crane.txt", TEXT.encode("utf-16"), "text"),
        ("crane.txt", TEXT.encode("utf-16-le"), "text"),
        ("crane.txt", TEXT.encode("cp1252"), "text"),
        ("crane", TEXT.encode(), "text"),
        ("crane.txt.gz", gzip.compress(TEXT.encode()), "text"),
        ("crane.md", TEXT.encode(), "markdown"),
        ("crane.html", page().encode(), "html"),
        ("told-by-content.txt", page().encode(), "html"),
        ("crane.htm", page().encode("utf-16"), "html"),
        ("fragment.html", "".join(f"<p>{line}</p>" for line in ARTICLE).encode(), "html"),
        ("crane.pdf", PDF, "pdf"),
        ("no-name", PDF, "pdf"),
        ("crane.docx", DOCX, "docx"),
        ("called-wrongly.zip", DOCX, "docx"),
        ("crane.eml", mail(TEXT), "eml"),
        ("no-name", mail(TEXT), "eml"),
        ("crane.jsonl", LINE.encode(), "jsonl"),
        ("crane.txt", LINE.encode(), "jsonl"),
        ("crane.jsonl.gz", gzip.compress(LINE.encode()), "jsonl"),
        ("crane.json", json.dumps([json.loads(LINE)], indent=2).encode(), "jsonl"),
        ("feed.xml", FEED, "feed"),
        ("crane.warc", WARC, "html"),
        ("crane.warc.gz", gzip.compress(WARC), "html"),
        ("crane.zip", archive({"a/crane.txt": TEXT.encode()}), "text"),
        ("twice.zip", archive({"one.zip": archive({"crane.txt": TEXT.encode()})}), "text"),
    ],
)
def test_each_format_gives_the_article(
    tmp_path: Path, name: str, data: bytes, format_: str
) -> None:
    (document,) = read_file(tmp_path, name, data)
    assert isinstance(document, Document), document
    assert document.format == format_
    assert document.language == "en"
    assert "“Nobody was hurt,” said Ada Lindt, who runs the authority." in document.text
    assert "Terms and conditions" not in document.text
    assert document.path is not None
    assert document.path.startswith(str(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("spaces.txt", b" \n\t\n", "is empty"),
        ("dots.txt", b"... --- ...\n", "holds no words"),
        ("rubbish.bin", bytes(range(256)) * 20, "no text and of no known type"),
        ("rubbish.pdf", bytes(range(256)) * 20, "is called .pdf, but is damaged"),
        ("damaged.pdf", b"%PDF-1.4\n" + bytes(200), "is a damaged PDF"),
        ("locked.pdf", pdf([[(50, 700, 12, "x")]], locked=True), "is locked with a password"),
        ("scanned.pdf", scanned_pdf(), "pictures of pages and no text"),
        ("cut.zip", archive({"a.txt": TEXT.encode() * 50})[:-40], "is a damaged zip archive"),
        ("cut.docx", DOCX[:2000], "is a damaged zip archive or Word file"),
        ("empty.docx", word([("", None)]), "Word file without text"),
        ("cut.txt.gz", gzip.compress(os.urandom(5000))[:1000], "is a damaged gzip file"),
        ("bomb.zip", archive({"a.txt": bytes(20_000_000)}), "as only a zip bomb is"),
        ("bomb.docx", archive({"word/document.xml": bytes(20_000_000)}), "zip bomb"),
        ("bomb.gz", gzip.compress(bytes(60_000_000)), "is larger than 50 MB"),
        ("nothing.zip", archive({"__MACOSX/._a": b"x", ".DS_Store": b"x"}), "nothing in it"),
        ("sheet.xlsx", archive({"[Content_Types].xml": b"", "xl/x": b""}), "unknown type"),
        ("book.doc", b"\xd0\xcf\x11\xe0" + bytes(100), "an old Word, Excel or Outlook file"),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "is a picture"),
        ("style.css", b"body { color: red }", "is a .css file, which holds no article"),
        ("map.xml", b"<?xml version='1.0'?><map><a/></map>", "neither a page nor a feed"),
        ("menu.html", page(paragraphs=()).encode(), "holds no article"),
        ("barrier.html", page(paragraphs=["Please enable JavaScript."]).encode(), "a barrier"),
        ("mail.eml", mail(""), "is an e-mail without text"),
        ("feed.xml", feed([]), "is a feed without entries"),
        ("page.warc", warc([("http://a.example/", 200, "image/png", b"x")]), "without pages"),
        ("error.warc", warc([("http://a.example/", 404, "text/html", b"x")]), "HTTP 404"),
        ("broken.json", b'{\n "text": ', "is no JSON"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_clear_line(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (problem,) = read_file(tmp_path, name, data)
    assert isinstance(problem, Problem), problem
    assert problem.path.startswith(str(tmp_path / name))
    assert problem.stage == "reading"
    assert reason in problem.reason
    assert "\n" not in problem.reason
    assert ":" in problem.reason or "," in problem.reason, "says what to do"


def test_missing_path_says_so() -> None:
    (problem,) = read("/nowhere/at/all.txt")
    assert problem == Problem("/nowhere/at/all.txt", "reading", "is not there: check the path")


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (
            "ftp://example.org/a",
            "is no http or https address: save what it leads to and add the file",
        ),
        (
            "file:///etc/hosts",
            "is no http or https address: save what it leads to and add the file",
        ),
        (
            "www.example.org",
            "is not there: check the path, or write https:// before it if it is an address",
        ),
        (
            "news.example.org/2024/fire",
            "is not there: check the path, or write https:// before it if it is an address",
        ),
        ("notes/fire.txt", "is not there: check the path"),
        ("fire.txt", "is not there: check the path"),
        ("http://[", "'http://[' is no address: check it"),
        ("http://a b/", "'http://a b/' is no address: check it"),
    ],
)
def test_what_was_meant_as_an_address_is_told(target: str, reason: str) -> None:
    assert reasons(list(read(target))) == [reason]


def test_device_is_not_read() -> None:
    assert reasons(list(read("/dev/zero"))) == [
        "is no file but a device, pipe or socket: pipe it in with -"
    ]


def test_file_without_permission_says_so(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(TEXT)
    path.chmod(0)
    everything = os.geteuid() == 0  # root may read all: be somebody else for the moment
    try:
        if everything:
            os.seteuid(65534)
        (problem,) = read(str(path))
    finally:
        if everything:
            os.seteuid(0)
    assert reasons([problem]) == ["may not be read by you: ask for permission, or copy it"]


def test_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(2_000_000_000)  # takes no room on the disk
    assert reasons(list(read(str(path)))) == [
        "has 2 GB, more than 50 MB: allow more with --max-megabytes (in Python,"
        " ReadingOptions.max_bytes)"
    ]


def test_limit_can_be_set(tmp_path: Path) -> None:
    assert len(reasons(read_file(tmp_path, "a.txt", TEXT.encode(), max_bytes=100))) == 1
    assert not reasons(read_file(tmp_path, "a.txt", TEXT.encode(), max_bytes=1000))


def test_bad_articles_do_not_stop_the_others(tmp_path: Path) -> None:
    lines = [LINE, '{"text": ', "[1]", '{"text": 3}', '{"text": "  "}', "", LINE]
    items = read_file(tmp_path, "many.jsonl", "\n".join(lines).encode())
    assert [type(item).__name__ for item in items] == [
        "Document", "Problem", "Problem", "Problem", "Problem", "Document",
    ]  # fmt: skip
    assert [reason.split(" is ")[0].split(" has ")[0] for reason in reasons(items)] == [
        "line 2", "line 3", "line 4", "line 5",
    ]  # fmt: skip
    assert [item.path.rsplit("#")[-1] for item in items] == ["1", "2", "3", "4", "5", "7"]  # type: ignore[union-attr]  # all have one


def test_json_line_keeps_what_it_says(tmp_path: Path) -> None:
    fields = {"id": 3, "text": TEXT + "\r\n", "title": " A\ncrane ", "publisher": "Daily",
              "author": "J. Doe", "published": "2024-02-18T09:30:00+02:00",
              "url": "https://daily.example/crane?utm_source=x&p=1#top"}  # fmt: skip
    (document,) = read_file(tmp_path, "a.jsonl", json.dumps(fields).encode())
    assert isinstance(document, Document)
    assert document.text == TEXT + "\n"
    assert document.title == "A crane"
    assert (document.publisher, document.author) == ("Daily", "J. Doe")
    assert document.published == "2024-02-18T09:30:00+02:00"
    assert document.url == "https://daily.example/crane?p=1"


def test_bad_date_in_a_json_line_is_not_dropped_silently(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT, "published": "last Tuesday"})
    assert reasons(read_file(tmp_path, "a.jsonl", line.encode())) == [
        'line 1 has a "published" that is no date: last Tuesday'
    ]


def test_options_are_the_users_word(tmp_path: Path) -> None:
    (document,) = read_file(
        tmp_path, "a.jsonl", LINE.encode(), published="2020-05-05", publisher="P", author="A",
        title="T", url="https://x.example/",
    )  # fmt: skip
    assert isinstance(document, Document)
    assert document.published == "2020-05-05"
    assert (document.title, document.publisher, document.author) == ("T", "P", "A")
    assert document.url == "https://x.example/"


def test_one_title_is_not_given_to_two_articles(tmp_path: Path) -> None:
    items = read_file(tmp_path, "a.jsonl", f"{LINE}\n{LINE}".encode(), title="T")
    assert [type(item).__name__ for item in items] == ["Document", "Problem"]


@pytest.mark.parametrize("bad", [{"published": "yesterday"}, {"max_bytes": 0}, {"timeout": -1}])
def test_senseless_options_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        ReadingOptions(**bad)  # type: ignore[arg-type]  # on purpose


def test_folder_is_read_sorted_and_deep(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/x.txt", "c.html", "c_files/s.css"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(page() if name.endswith("html") else TEXT)
    (tmp_path / "a/around").symlink_to(tmp_path)
    items = list(read(str(tmp_path)))
    assert [str(item.path).removeprefix(f"{tmp_path}/") for item in items] == [
        "a/around", "a/z.txt", "b.txt", "c.html",
    ]  # fmt: skip
    assert reasons(items) == [
        "is a link that leads back to a folder around it: passed over, remove the link"
    ]


def test_empty_folder_says_so(tmp_path: Path) -> None:
    assert reasons(list(read(str(tmp_path)))) == ["is a folder with no files in it: name another"]


def test_broken_link_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert reasons(list(read(str(tmp_path)))) == ["is not there: check the path"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    items = read(str(tmp_path))
    next(items)
    (tmp_path / "b.txt").unlink()
    assert reasons([next(items)]) == ["is not there: check the path"]


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """Stand a stream of bytes in for standard input."""
    stream = io.BytesIO()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=stream))
    return stream


def test_standard_input_is_read(piped: io.BytesIO) -> None:
    piped.write(f"{LINE}\n{LINE}".encode())
    piped.seek(0)
    first, second = read("-")
    assert isinstance(first, Document)
    assert (first.path, second.path) == ("-#1", "-#2")


def test_standard_input_has_the_limit_too(piped: io.BytesIO) -> None:
    piped.write(bytes(3000))
    piped.seek(0)
    assert (
        "is larger than 2,000 bytes"
        in reasons(list(read("-", options=ReadingOptions(max_bytes=2000))))[0]
    )


def test_archive_limits_hold_for_all_that_is_in_it(tmp_path: Path) -> None:
    inner = archive({f"{number}.txt": TEXT.encode() for number in range(4)})
    outer = archive({f"{number}.zip": inner for number in range(4)})
    items = read_file(tmp_path, "a.zip", outer, max_members=10)
    assert sum(isinstance(item, Document) for item in items) == 4
    assert reasons(items) == ["holds more than 10 files: take it apart"] * 3
    deep = outer
    for _ in range(3):
        deep = archive({"in.zip": deep})
    assert "lies too deep" in reasons(read_file(tmp_path, "deep.zip", deep))[0]


def test_expanded_limit_counts_what_is_unpacked(tmp_path: Path) -> None:
    inner = archive({f"{number}.txt": TEXT.encode() for number in range(4)})
    outer = archive({f"{number}.zip": inner for number in range(4)})
    items = read_file(tmp_path, "a.zip", outer, max_expanded=4 * len(inner) + 2000)
    assert 0 < sum(isinstance(item, Document) for item in items) < 16
    assert reasons(items)
    assert all("unpacks to more than is allowed" in reason for reason in reasons(items))


def test_zip_with_one_locked_and_one_damaged_member(tmp_path: Path) -> None:
    data = bytearray(archive({"a.txt": os.urandom(500), "b.txt": TEXT.encode()}))
    data[60] ^= 0xFF  # a byte of the first member's packed content
    items = read_file(tmp_path, "a.zip", bytes(data))
    assert reasons(items) == ["is damaged inside its archive: fetch the archive again"]
    assert isinstance(items[1], Document)


WHOLE = {
    "a.pdf": PDF, "a.docx": DOCX, "a.eml": mail(TEXT, attachments={"b.pdf": PDF}), "a.xml": FEED,
    "a.warc": WARC, "a.warc.gz": gzip.compress(WARC), "a.html": page().encode(),
    "a.jsonl": f"{LINE}\n{LINE}".encode(), "a.md": b"---\na: b\n---\n# *x*\n> [y](z)",
    "a.zip": archive({"a.txt": TEXT.encode(), "b.html": page().encode()}),
}  # fmt: skip


@given(
    name=st.sampled_from(sorted(WHOLE)),
    cut=st.integers(0, 4000),
    changes=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=8),
)
@settings(max_examples=60, deadline=None)
def test_damaged_files_end_in_documents_and_problems(
    name: str, cut: int, changes: list[tuple[int, int]]
) -> None:
    data = bytearray(WHOLE[name])
    for at, byte in changes:
        data[at % len(data)] = byte
    data = data[: len(data) - cut % len(data)] if cut % 3 == 0 else data
    part = Part(io.BytesIO(bytes(data)), name, name)
    items = list(contents(part, ReadingOptions()))
    assert items, "nothing vanishes"
    for item in items:
        assert isinstance(item, Document | Problem)
        if isinstance(item, Document):
            assert clean(item.text) == item.text
            assert all(region.span.of(item.text) for region in item.regions)
        else:
            assert "\n" not in item.reason


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_rubbish_never_raises(data: bytes) -> None:
    items = list(contents(Part(io.BytesIO(data), "x"), ReadingOptions()))
    assert len(items) == 1


def test_every_public_name_is_there() -> None:
    assert all(hasattr(claims.reading, name) for name in claims.reading.__all__)
    assert claims.reading.__all__ == sorted(
        claims.reading.__all__, key=lambda n: (n.islower(), not n.isupper(), n)
    )
