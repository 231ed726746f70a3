"""What each format states of itself, and how its lines come out."""

import gzip
import json
import time
from pathlib import Path
from textwrap import wrap

import pytest
from reading_makers import ARTICLE, archive, feed, mail, page, pdf, warc, word

from claims.reading import entries_of, read
from claims.reading.formats.markdown import plain_markdown
from claims.values import Document, Problem

TEXT = "\n".join(ARTICLE)


def items(tmp_path: Path, name: str, data: bytes | str) -> list[Document | Problem]:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read(str(path)))


def one(tmp_path: Path, name: str, data: bytes | str) -> Document:
    (document,) = items(tmp_path, name, data)
    assert isinstance(document, Document), document
    return document


def regions(document: Document) -> list[tuple[str, str]]:
    return [(region.kind, region.span.of(document.text)) for region in document.regions]


# Plain text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"A word.\r\nTwo.\rThree.\n", "A word.\nTwo.\nThree.\n"),
        ("\ufeffA\u200b wo\u00adrd\u2060.\u0000 B\u202e.".encode(), "A word. B."),
        ("नमस्\u200dते \u200c क".encode(), "नमस्\u200dते \u200c क"),
        ("A\u00a0word\u2009here.\tTab".encode(), "A\u00a0word\u2009here.\tTab"),
        (b"\n\n  A word.  \n", "\n\n  A word.  \n"),
        ("“Größe” – 5 €".encode("cp1252"), "“Größe” – 5 €"),
    ],
    ids=["line ends", "invisible", "joiners", "spaces", "margins", "Windows"],
)
def test_plain_text_is_kept_as_it_stands(tmp_path: Path, data: bytes, text: str) -> None:
    assert one(tmp_path, "a.txt", data).text == text


def test_plain_text_states_its_own_particulars(tmp_path: Path) -> None:
    head = "Crane falls in Brunnau\nBy Jane Doe | February 18, 2024\n"
    document = one(tmp_path, "a.txt", f"{head}BRUNNAU (Reuters) - {TEXT}")
    assert document.title == "Crane falls in Brunnau"
    assert document.author == "Jane Doe"
    assert document.publisher == "Reuters"
    assert document.published == "2024-02-18"


def test_what_plain_text_does_not_state_is_none(tmp_path: Path) -> None:
    document = one(tmp_path, "2024-02-18 Reuters.txt", TEXT)
    stated = (document.title, document.author, document.publisher, document.published, document.url)
    assert stated == (None, None, None, None, None)


def test_short_text_has_no_language(tmp_path: Path) -> None:
    assert one(tmp_path, "a.txt", "It fell.").language is None


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Crane Falls in Brunnau.", "Crane Falls in Brunnau"),
        ("Crane Falls in U.S.", "Crane Falls in U.S."),
    ],
)
def test_full_stop_of_a_headline_is_not_in_the_title(
    tmp_path: Path, headline: str, title: str
) -> None:
    assert one(tmp_path, "a.txt", f"{headline}\n\n{TEXT}").title == title


# Markdown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("It **fell** on _Monday_.", "It fell on Monday."),
        ("A [crane](http://x.example 'x') fell.", "A crane fell."),
        ("A [crane][1] fell.\n\n[1]: http://x.example", "A crane fell.\n\n"),
        ("![a picture](x.png)", ""),
        ("> It **fell**,\n> she said.", "> It fell,\n> she said."),
        ("* one `two`\n* three", "* one two\n* three"),
        ("## Head **x**", "## Head x"),
        ("5 \\* 3 &amp; port_authority_x", "5 * 3 & port_authority_x"),
        ("A <b>bold</b> word.", "A bold word."),
        ("<!-- note -->\nA word.", "\nA word."),
        ("One\ntwo  \nthree", "One\ntwo\nthree"),
        ("1. first\n2. second", "1. first\n2. second"),
    ],
)
def test_markdown_shows_its_words(source: str, shown: str) -> None:
    assert plain_markdown(source)[0] == shown


def test_markdown_keeps_lines_and_reads_its_front_matter(tmp_path: Path) -> None:
    front = (
        "---\ntitle: 'Crane falls'\nauthor: [Jane Doe, Li Wei]\n"
        "date: 2024-02-18 09:30:00+02:00\n---\n"
    )
    body = f"# Crane falls\n\n{ARTICLE[0]}\n\nWhy now\n-------\n\n* {ARTICLE[1]}"
    document = one(tmp_path, "a.md", front + body)
    assert (document.title, document.author) == ("Crane falls", "Jane Doe, Li Wei")
    assert document.published == "2024-02-18T09:30:00+02:00"
    assert regions(document) == [
        ("mark", "#"),
        ("headline", "Crane falls"),
        ("headline", "Why now"),
        ("mark", "*"),
    ]


def test_broken_front_matter_loses_no_article(tmp_path: Path) -> None:
    document = one(tmp_path, "a.md", f"---\n: [broken\n---\n{TEXT}")
    assert document.title is None
    assert TEXT in document.text


# PDF


def typeset(paragraphs: list[str], *, top: float = 720) -> list[tuple[float, float, float, str]]:
    """Set paragraphs in lines with a first-line indent."""
    lines = []
    for paragraph in paragraphs:
        for number, words in enumerate(wrap(paragraph, 80)):
            lines.append((62.0 if number == 0 else 50.0, top, 11.0, words))
            top -= 14
    return lines


def test_pdf_has_paragraphs_a_headline_and_no_running_heads(tmp_path: Path) -> None:
    head = (50.0, 815.0, 8.0, "THE DAILY EXAMPLE")
    top = [(50.0, 770.0, 22.0, "Crane falls in Brunnau"), (50.0, 745.0, 11.0, "By Jane Doe")]
    first = [head, *top, *typeset(list(ARTICLE)), (290.0, 30.0, 8.0, "1")]
    lines = first[:-2], (290.0, 30.0, 8.0, "1")
    second = [head, (50.0, 770.0, 11.0, first[-2][3]), (290.0, 30.0, 8.0, "2")]
    info = {"Title": "Microsoft Word - crane.docx", "Author": "jdoe"}
    document = one(tmp_path, "a.pdf", pdf([[*lines[0], lines[1]], second], info=info))
    assert document.text == "\n\n".join(["Crane falls in Brunnau", "By Jane Doe", *ARTICLE])
    assert regions(document)[:2] == [
        ("headline", "Crane falls in Brunnau"),
        ("byline", "By Jane Doe"),
    ]
    assert (document.title, document.author) == ("Crane falls in Brunnau", "Jane Doe")
    assert document.published is None


def test_divided_words_are_joined_in_a_pdf(tmp_path: Path) -> None:
    lines = ["The Iranian-backed company owns the har-", "bour of Brunnau and an Iranian-",
             "backed bank. The harbour was closed, it said."]  # fmt: skip
    data = pdf([[(50.0, 700.0 - 14 * n, 11.0, line) for n, line in enumerate(lines)]])
    assert one(tmp_path, "a.pdf", data).text == (
        "The Iranian-backed company owns the harbour of Brunnau and an Iranian-backed bank."
        " The harbour was closed, it said."
    )


@pytest.mark.parametrize(
    ("foot", "address"),
    [
        ("https://example.org/2024/crane-falls 1/1", "https://example.org/2024/crane-falls"),
        ("https://example.org/2024/crane-... 1/1", None),
        ("file:///home/ann/crane.html 1/1", None),
    ],
)
def test_a_page_that_a_browser_printed(tmp_path: Path, foot: str, address: str | None) -> None:
    edges = [
        (50.0, 815.0, 8.0, "2/19/24, 10:12 AM Crane falls in Brunnau | The Daily Example"),
        (50.0, 30.0, 8.0, foot),
    ]
    lines = [(50.0, 770.0, 22.0, "Crane falls in Brunnau"), *typeset(list(ARTICLE))]
    document = one(tmp_path, "a.pdf", pdf([[*lines, *edges]]))
    assert document.text == "\n\n".join(["Crane falls in Brunnau", *ARTICLE])
    assert document.url == address


# Word


def test_word_styles_and_tracked_changes(tmp_path: Path) -> None:
    data = word(
        [("Crane falls in Brunnau", "Title"), ("By Jane Doe", None), (ARTICLE[0], None),
         ("What the workers say", "Heading 1"), ("The quay", "Caption"), (ARTICLE[2], None)],
        title="Template 7", author="jdoe", inserted=" They were right.", deleted="They were not.",
    )  # fmt: skip
    document = one(tmp_path, "a.docx", data)
    assert document.text.endswith("in January. They were right.")
    assert regions(document) == [
        ("headline", "Crane falls in Brunnau"),
        ("byline", "By Jane Doe"),
        ("headline", "What the workers say"),
        ("caption", "The quay"),
    ]
    assert (document.title, document.author) == ("Crane falls in Brunnau", "Jane Doe")


def test_word_without_lines_of_its_own_has_its_properties(tmp_path: Path) -> None:
    document = one(tmp_path, "a.docx", word([(TEXT, None)], title="A crane", author="Jane Doe"))
    assert (document.title, document.author) == ("A crane", "Jane Doe")
    assert one(tmp_path, "b.docx", word([(TEXT, None)])).author is None


# E-mail


def test_mail_header_and_attachments(tmp_path: Path) -> None:
    attached = {"report.pdf": pdf([typeset(list(ARTICLE))]), "logo.png": b"\x89PNG"}
    first, second = items(tmp_path, "a.eml", mail(TEXT, html="<p>no</p>", attachments=attached))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.text.strip() == TEXT
    assert (first.title, first.author) == ("Crane falls in Brunnau", "Ada Lindt")
    assert first.published == "2024-02-18T09:30:00+02:00"
    assert (second.format, second.path) == ("pdf", f"{tmp_path}/a.eml#report.pdf")


def test_mail_of_html_only(tmp_path: Path) -> None:
    html = f"<h1>Crane</h1><p>{ARTICLE[0]}</p><script>evil()</script>"
    document = one(tmp_path, "a.eml", mail(None, html=html))
    assert document.text == f"Crane\n{ARTICLE[0]}"
    assert regions(document) == [("headline", "Crane")]


def test_mail_in_flowed_lines_and_an_old_encoding(tmp_path: Path) -> None:
    header = (
        b"From: =?iso-8859-1?Q?J=F6rg?= <j@x.example>\r\nTo: d@x.example\r\n"
        b"Subject: =?utf-8?B?w5w=?=\r\nDate: Sun, 18 Feb 2024 09:30:00 GMT\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Type: text/plain; charset=iso-8859-1; format=flowed\r\n\r\n"
    )
    document = one(
        tmp_path, "a.eml", header + b"The harbour =\r\nof Br=FCnn \r\nwas closed.\r\n> Why?\r\n"
    )
    assert document.text == "The harbour of Brünn was closed.\n> Why?\n"
    assert (document.author, document.title) == ("Jörg", "Ü")
    assert regions(document) == [("mark", ">")]


def test_saved_page_in_one_file(tmp_path: Path) -> None:
    data = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://daily.example/crane\r\n"
        "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{page()}\r\n--b--\r\n"
    )
    document = one(tmp_path, "a.mhtml", data)
    assert (document.format, document.url) == ("html", "https://daily.example/crane")
    assert document.text.endswith(TEXT)


# Feeds


@pytest.mark.parametrize("atom", [False, True])
def test_feed_entries(tmp_path: Path, atom: bool) -> None:
    entries = [
        {"title": "A &lt;script&gt; crane" if atom else "A crane", "link": "http://d.example/1",
         "published": "2024-02-18T09:30:00+02:00" if atom else "Sun, 18 Feb 2024 09:30:00 +0200",
         "text": f"<h2>Sub</h2><p>{ARTICLE[0]}</p><script>evil()</script>"},
        {"title": "B", "link": "http://d.example/2", "published": "", "text": "Short."},
    ]  # fmt: skip
    first, second = items(tmp_path, "feed.xml", feed(entries, atom=atom))
    assert isinstance(first, Document)
    assert first.text == f"Sub\n{ARTICLE[0]}"
    assert first.title == ("A <script> crane" if atom else "A crane")
    assert (first.publisher, first.url) == ("The Daily Example", "http://d.example/1")
    assert first.published == "2024-02-18T09:30:00+02:00"
    assert isinstance(second, Problem)
    assert second.reason == "entry 2 holds no text of its own: add http://d.example/2"


def test_feed_entries_for_whoever_follows_it() -> None:
    entry = {"title": "A", "link": "/1", "published": "", "text": "x"}
    (found,) = entries_of(feed([entry]), url="http://d.example/feed")
    assert (found.key, found.url) == ("/1", "http://d.example/1")


# Archives


def test_web_archive_passes_over_what_is_no_page(tmp_path: Path) -> None:
    html = page(head='<meta property="og:site_name" content="The Daily">').encode()
    records = [
        ("http://d.example/", 301, "text/html", b"moved"),
        ("http://d.example/logo", 200, "image/png", b"\x89PNG"),
        ("http://d.example/a", 200, "text/html; charset=utf-8", html),
        ("http://d.example/menu", 200, "text/html", page(paragraphs=()).encode()),
        ("http://d.example/b", 200, "application/pdf", pdf([typeset(list(ARTICLE))])),
    ]
    for packed in (False, True):
        first, menu, second = items(tmp_path, "a.warc", warc(records, packed=packed))
        assert isinstance(first, Document)
        assert (first.publisher, first.url) == ("The Daily", "http://d.example/a")
        assert isinstance(menu, Problem)
        assert isinstance(second, Document)
        assert (second.format, second.path) == ("pdf", f"{tmp_path}/a.warc#http://d.example/b")


def test_cut_web_archive_keeps_what_is_whole(tmp_path: Path) -> None:
    html = page().encode()
    records = [(f"http://d.example/{n}", 200, "text/html", html) for n in range(3)]
    members = [gzip.compress(warc([record])) for record in records]
    for name, data in (("a.warc", warc(records)), ("a.warc.gz", b"".join(members))):
        found = items(tmp_path, name, data[:-100])
        assert [type(item).__name__ for item in found] == ["Document", "Document", "Problem"]


def test_zip_members_are_sorted_and_named(tmp_path: Path) -> None:
    members = {"b.txt": TEXT.encode(), "a/a.html": page().encode(), "c.png": b"\x89PNG\r\n"}
    found = items(tmp_path, "a.zip", archive(members))
    assert [item.path for item in found] == [
        f"{tmp_path}/a.zip#a/a.html", f"{tmp_path}/a.zip#b.txt", f"{tmp_path}/a.zip#c.png",
    ]  # fmt: skip
    assert isinstance(found[2], Problem)


def test_a_packed_member_of_a_zip_is_read(tmp_path: Path) -> None:
    found = items(tmp_path, "a.zip", archive({"a.txt.gz": gzip.compress(TEXT.encode())}))
    [document] = found
    assert isinstance(document, Document)
    assert (document.text, document.path) == (TEXT, f"{tmp_path}/a.zip#a.txt.gz")


# JSON lines


def test_title_of_a_json_line_marks_its_headline(tmp_path: Path) -> None:
    line = json.dumps(
        {"text": f"On Monday, a crane fell.\n{TEXT}", "title": "On Monday, a crane fell"}
    )
    assert regions(one(tmp_path, "a.jsonl", line)) == [("headline", "On Monday, a crane fell.")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Content-Type: text/plain; " + "a*0=x;" * 20_000 + "\n\nThe dam holds.\n", "of 120,026"),
        (
            "Content-Type: multipart/mixed; boundary=b\n\n"
            + "--b\nContent-Type: text/plain\n\nThe dam holds.\n" * 15_000
            + "--b--\n",
            "more than 10,000 parts",
        ),
    ],
    ids=["a field without end", "parts without end"],
)
def test_a_mail_that_swells_is_refused_unparsed(tmp_path: Path, data: str, expected: str) -> None:
    head = "From: ana@example.org\nTo: bo@example.org\nSubject: The dam\nMIME-Version: 1.0\n"
    started = time.thread_time()
    [problem] = items(tmp_path, "a.eml", head + data)
    assert isinstance(problem, Problem)
    assert expected in problem.reason
    assert time.thread_time() - started < 5
