"""Inputs on which reading once failed; each stands for a kind of fault."""

import gzip
import io
import zlib
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType
from reading_makers import ARTICLE, feed, page

from claims.inference import AttributionModel
from claims.pipeline import extract
from claims.reading import ReadingOptions, read
from claims.values import Document, Extraction, Problem

FLOOD = (
    "“We lost everything,” Lena Vogt said.\n\nShe is the mayor of Norhavn, a town of 4,000 people"
    " on the east coast. The flood came on Friday night."
)
CAPTION = (
    "OSTBURG (Northwire) - The mayor of Ostburg has resigned, two aides said on Monday. FILE PHOTO:"
    " The town hall of Ostburg is seen, May 3, 2019.\nNORTHWIRE/Lena Vogt/File Photo He had held"
    " the office since 2011, the aides said.\nThe council meets on Friday."
)
PORT = [
    "The port of Vastra handles a third of the country’s grain, and was shut for a week last year.",
    "It has four berths, of which two are as old as the port. The newest was opened in 2019.",
    "The harbour office did not say how long the closure would last, or what it would cost.",
]


@pytest.fixture(scope="module")
def model() -> AttributionModel:
    return AttributionModel()


def found_in(
    folder: Path, name: str, data: str | bytes, **options: str
) -> list[Document | Problem]:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read(str(path), options=ReadingOptions(**options)))  # type: ignore[arg-type]  # by name


def one(folder: Path, name: str, data: str | bytes, **options: str) -> Document:
    (document,) = found_in(folder, name, data, **options)
    assert isinstance(document, Document), document
    return document


def body(document: Document) -> str:
    """Return what stands in no region: the sentences of the article."""
    text = document.text
    for region in reversed(document.regions):
        text = text[: region.span.start] + text[region.span.end :]
    return " ".join(text.split())


def sayers(extraction: Extraction, words: str) -> set[str]:
    """Return the names of those who answer for the claims that hold `words`."""
    names = {source.key: source.name for source in extraction.sources}
    return {
        names[claim.chain[-1].source]
        for claim in extraction.claims
        if words in claim.text and claim.chain
    }


@pytest.mark.parametrize("title", [None, "“We lost everything,” Lena Vogt said."])
def test_first_paragraph_that_attributes_is_text(
    tmp_path: Path, model: AttributionModel, title: str | None
) -> None:
    document = one(tmp_path, "a.txt", FLOOD, **({"title": title} if title else {}))
    assert "headline" not in {region.kind for region in document.regions}
    assert sayers(extract(document, model), "We lost everything") == {"Lena Vogt"}


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        ("“We lost everything,” Lena Vogt said.", True),
        ("The bridge is safe, the harbour office said.", True),
        ("The bridge is safe, the harbour office said on Monday.", True),
        ("‘We lost everything,’ mayor says", False),
        ("‘We lost everything,’ mayor says.", False),
        ("Bridge of Norhavn Is Safe, Harbour Office Says.", False),
    ],
)
def test_headlines_speak_in_the_present(tmp_path: Path, line: str, is_text: bool) -> None:
    document = one(tmp_path, "a.txt", f"{line}\n\n{PORT[0]}\n\n{PORT[1]}\n")
    assert body(document).startswith(line) == is_text


def warc_of(bodies: list[tuple[str, bytes]]) -> list[bytes]:
    """Return a record for each body, with the header line that says how it is packed."""
    records = []
    for number, (header, data) in enumerate(bodies):
        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        record.headers["WARC-Target-URI"] = f"http://d.example/{number}"
        record.headers["Content-Type"] = "application/http; msgtype=response"
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{header}\r\n".encode()
        record.set_bytes_content(head + data)
        stream = io.BytesIO()
        record.write(stream)
        records.append(stream.getvalue())
    return records


HTML = page().encode()
CHUNKED = b"%x\r\n%b\r\n0\r\n\r\n" % (len(HTML), HTML)


@pytest.mark.parametrize(
    ("header", "data"),
    [
        ("Transfer-Encoding: chunked\r\n", HTML),
        ("Transfer-Encoding: chunked\r\n", CHUNKED),
        ("Content-Encoding: gzip\r\n", HTML),
        ("Content-Encoding: gzip\r\n", gzip.compress(HTML)),
        ("Content-Encoding: br\r\n", HTML),
        ("Content-Encoding: deflate\r\n", zlib.compress(HTML)),
        ("Content-Encoding: deflate\r\n", HTML),
    ],
    ids=["no chunks", "chunks", "no gzip", "gzip", "no brotli", "deflate", "no deflate"],
)
def test_body_that_contradicts_its_header_is_read(tmp_path: Path, header: str, data: bytes) -> None:
    records = warc_of([("", HTML), (header, data), ("", HTML)])
    found = found_in(tmp_path, "a.warc", b"".join(records))
    assert [item.text for item in found if isinstance(item, Document)] == [
        f"Crane falls in Brunnau\n{chr(10).join(ARTICLE)}"
    ] * 3


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "odd",
    [
        b"junk between two records\r\n\r\n",
        warc_of([("", HTML)])[0].replace(b"Content-Length: ", b"Content-Length: x", 1),
        warc_of([("", HTML)])[0].replace(b"Content-Length: ", b"Content-Length: 9", 1),
        warc_of([("", HTML)])[0].replace(b"WARC/1", b"WARX/1", 1),
        warc_of([("Content-Encoding: gzip\r\n", gzip.compress(HTML)[:200])])[0],
    ],
    ids=["junk", "no length", "wrong length", "no record", "cut gzip"],
)
def test_odd_record_costs_itself_only(tmp_path: Path, odd: bytes, packed: bool) -> None:
    first, second = warc_of([("", HTML), ("", HTML)])
    data = b"".join(gzip.compress(one) if packed else one for one in (first, odd, second))
    found = found_in(tmp_path, "a.warc", data)
    kinds = [type(item).__name__ for item in found]
    assert kinds == ["Document", "Problem", "Document"]
    assert isinstance(found[1], Problem)
    assert "is damaged" in found[1].reason


WHEN = "2025-06-17T22:30:00-07:00"
CLOSED = ["The port closed today, the harbour office said. It was inspected yesterday, it said."]


@pytest.mark.parametrize("kind", ["page", "feed"])
def test_today_is_that_of_the_articles_own_zone(
    tmp_path: Path, model: AttributionModel, kind: str
) -> None:
    if kind == "page":
        head = f'<meta property="article:published_time" content="{WHEN}">'
        data: str | bytes = page(paragraphs=[*CLOSED, *PORT], head=head)
    else:
        text = "".join(f"<p>{one}</p>" for one in [*CLOSED, *PORT])
        data = feed([{"title": "Port", "link": "http://d.example/1", "text": text,
                      "published": "Tue, 17 Jun 2025 22:30:00 -0700"}])  # fmt: skip
    document = one(tmp_path, "a.xml" if kind == "feed" else "a.html", data)
    assert document.published == WHEN
    figures = {
        figure.text: figure.value
        for claim in extract(document, model).claims
        for figure in claim.figures
    }
    assert (figures["today"], figures["yesterday"]) == ("2025-06-17", "2025-06-16")


def test_year_1_is_no_date(tmp_path: Path) -> None:
    text = "".join(f"<p>{one}</p>" for one in PORT)
    data = feed([{"title": "Port", "link": "http://d.example/1", "text": text,
                  "published": "Mon, 01 Jan 0001 00:00:00 +0000"}])  # fmt: skip
    assert one(tmp_path, "a.xml", data).published is None


def test_paragraph_that_is_one_link_is_kept(tmp_path: Path, model: AttributionModel) -> None:
    link = (
        '<a href="/live"><strong>“We saw it bend for months and nobody listened to us,” said docker'
        " Ana Tork.</strong></a>"
    )
    paragraphs = [PORT[0], PORT[1], ARTICLE[0], link, ARTICLE[2], PORT[2], ARTICLE[1]]
    document = one(tmp_path, "a.html", page(paragraphs=paragraphs))
    assert "nobody listened to us" in body(document)
    assert sayers(extract(document, model), "nobody listened") == {"Ana Tork"}


@pytest.mark.parametrize(
    ("lead", "is_text"),
    [
        (
            "The port of Vastra closed on Monday after a crane fell across the main berth, the"
            " harbour office said.",
            True,
        ),
        ("The crane was old, the harbour office said.", True),
        ("Why the crane fell", False),
        ("Crane falls.", False),
    ],
)
@pytest.mark.parametrize("tag", ["h2", "h1"])
def test_lead_set_as_a_heading_is_text(tmp_path: Path, lead: str, is_text: bool, tag: str) -> None:
    html = page(paragraphs=PORT, before=f"<h1>Port</h1><{tag}>{lead}</{tag}>")
    document = one(tmp_path, "a.html", html)
    assert (lead in body(document)) == is_text


@pytest.mark.parametrize(
    ("quoted", "speaker", "words"),
    [
        (
            "<p>In a post on Telegram, governor Oleh Brand wrote:</p><blockquote><p>Two drones hit"
            " the port. One worker was killed.</p></blockquote>",
            "Oleh Brand",
            ("Two drones hit the port", "One worker was killed"),
        ),
        (
            "<p>In a post on Telegram, governor Oleh Brand wrote:</p><blockquote><p>Two drones hit"
            " the port.</p><p>One worker was <b>killed</b>.</p></blockquote>",
            "Oleh Brand",
            ("Two drones hit the port", "One worker was killed"),
        ),
        (
            "<blockquote><p>We lost two cranes in a year and the board did nothing.</p><cite>Ana"
            " Tork, docker</cite></blockquote>",
            "Ana Tork",
            ("We lost two cranes",),
        ),
        (
            "<blockquote>We lost two cranes in a year.<br>— <cite>Ana Tork</cite></blockquote>",
            "Ana Tork",
            ("We lost two cranes",),
        ),
        (
            "<figure><blockquote><p>We lost two cranes in a year.</p></blockquote><figcaption>Ana"
            " Tork, the mayor</figcaption></figure>",
            "Ana Tork",
            ("We lost two cranes",),
        ),
    ],
    ids=["introduced", "two paragraphs", "cite", "cite after a line break", "figure"],
)
@pytest.mark.parametrize("whole", [True, False], ids=["page", "fragment"])
def test_block_quotation_keeps_its_speaker(
    tmp_path: Path,
    model: AttributionModel,
    quoted: str,
    speaker: str,
    words: tuple[str, ...],
    whole: bool,
) -> None:
    inner = f"<p>{ARTICLE[0]}</p><p>{PORT[0]}</p>{quoted}<p>{PORT[1]}</p><p>{PORT[2]}</p>"
    html = page(paragraphs=[], after=inner) if whole else inner
    extraction = extract(one(tmp_path, "a.html", html), model)
    for said in words:
        assert sayers(extraction, said) == {speaker}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>He said <q>no</q> twice.</p>", "He said “no” twice."),
        ("<p>He said “<q>no</q>” twice.</p>", "He said ““no”” twice."),
        ("<blockquote>“It is over,” said Ana Tork.</blockquote>", "“It is over,” said Ana Tork."),
        ("<blockquote><b>Two</b> drones <i>hit it</i></blockquote>", "“Two drones hit it”"),
        ("<blockquote></blockquote>", ""),
        (
            '<blockquote class="twitter-tweet"><p>It is safe.</p>— Bo Berg (@bo)</blockquote>',
            "It is safe.\n— Bo Berg (@bo)",
        ),
    ],
)
def test_marks_are_put_where_the_page_quotes(tmp_path: Path, html: str, text: str) -> None:
    document = one(tmp_path, "a.html", f"<p>{PORT[0]}</p>{html}<p>{PORT[1]}</p>")
    assert document.text == "\n".join(filter(None, (PORT[0], text, PORT[1])))


@pytest.mark.parametrize(
    ("block", "times", "marked"),
    [
        ("<p>In short:</p><blockquote>Eat early and sleep well.</blockquote>", 3, True),
        ("<p>He wrote,</p><blockquote>Eat early and sleep well.</blockquote>", 3, True),
        ("<blockquote>Eat early and sleep well.<cite>Bo Berg</cite></blockquote>", 3, True),
        ("<p>Read on.</p><blockquote>Eat early and sleep well.</blockquote>", 2, True),
        ("<p>Read on.</p><blockquote>Eat early and sleep well.</blockquote>", 3, False),
        ("<h3>Why</h3><blockquote><p>Eat early and sleep well.</p></blockquote>", 3, False),
    ],
    ids=["colon", "comma", "cite", "two", "three", "below headings"],
)
def test_blocks_that_nobody_introduces_are_layout(
    tmp_path: Path, block: str, times: int, marked: bool
) -> None:
    paragraphs = "".join(f"<p>{one}</p>{block}" for one in [*PORT, *ARTICLE][:times])
    rest = "".join(f"<p>{one}</p>" for one in [*PORT, *ARTICLE][times:])
    text = one(tmp_path, "a.html", paragraphs + rest).text
    assert text.count("“Eat early and sleep well.”") == (times if marked else 0)
    assert text.count("Eat early and sleep well.") == times


def test_old_page_that_is_one_blockquote_is_no_quotation(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{one}</p>" for one in PORT)
    assert "“" not in one(tmp_path, "a.html", f"<blockquote>{paragraphs}</blockquote>").text


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        (
            CAPTION,
            ["FILE PHOTO: The town hall of Ostburg is seen, May 3, 2019.",
             "NORTHWIRE/Lena Vogt/File Photo"],
        ),
        (
            CAPTION.replace("\n", " "),
            ["FILE PHOTO: The town hall of Ostburg is seen, May 3, 2019."
             " NORTHWIRE/Lena Vogt/File Photo"],
        ),
        (
            "The mayor of Ostburg has resigned, two aides said on Monday. (AP Photo/Lena Vogt)\nHe"
            " had held the office since 2011, the aides said. The council meets on Friday.",
            ["(AP Photo/Lena Vogt)"],
        ),
    ],
    ids=["two lines", "one line", "credit"],
)  # fmt: skip
def test_lead_beside_a_caption_is_text(tmp_path: Path, text: str, captions: list[str]) -> None:
    document = one(tmp_path, "a.txt", text)
    shown = [r.span.of(document.text) for r in document.regions if r.kind == "caption"]
    assert shown == captions
    for sentence in (
        "two aides said on Monday.",
        "the aides said.",
        "The council meets on Friday.",
    ):
        assert sentence in body(document)


RESIGNED = "The mayor of Ostburg has resigned after nine years in office, two aides said on Monday."
LEFT = "He left the hall by a side door and spoke to nobody, the porter of the town hall said."
SHOWN = "Ada Lindt speaks to dockers at the port of Vastra, Norland, May 3, 2019."


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        (f"FILE PHOTO: {SHOWN} REUTERS/Jo Wilm {LEFT}", [f"FILE PHOTO: {SHOWN} REUTERS/Jo Wilm"]),
        (f"FILE PHOTO - {SHOWN} REUTERS/Jo Wilm/File Photo {LEFT}",
         [f"FILE PHOTO - {SHOWN} REUTERS/Jo Wilm/File Photo"]),
        (f"{SHOWN} REUTERS/Jo Wilm {RESIGNED} {LEFT}", [f"{SHOWN} REUTERS/Jo Wilm"]),
        (f"{RESIGNED} {SHOWN} REUTERS/Jo van Wilm {LEFT}", [f"{SHOWN} REUTERS/Jo van Wilm"]),
        (f"{RESIGNED} {SHOWN} Port of Vastra/Handout via REUTERS {LEFT}",
         [f"{SHOWN} Port of Vastra/Handout via REUTERS"]),
        (f"{RESIGNED} {SHOWN} Picture taken May 3, 2019. REUTERS/Jo Wilm\n{LEFT}",
         [f"{SHOWN} Picture taken May 3, 2019. REUTERS/Jo Wilm"]),
        (f"{RESIGNED} {SHOWN}\n{LEFT}", [SHOWN]),
        (f"VASTRA, Norland (Northwire) - {LEFT} {SHOWN}\n{RESIGNED}", [SHOWN]),
        (f"{RESIGNED} {SHOWN}\nREUTERS/Jo Wilm Dockers waited for her until noon.\n{LEFT}",
         [SHOWN, "REUTERS/Jo Wilm"]),
        (f"{RESIGNED} Smoke rises over the port. (Xinhua/Li Wei) {LEFT}",
         ["Smoke rises over the port. (Xinhua/Li Wei)"]),
        (f"{RESIGNED} (AFP Photo) {LEFT}", ["(AFP Photo)"]),
        (f"{RESIGNED} A docker casts his vote in Vastra, Norland, May 3, 2019. {LEFT}", []),
        (f"{RESIGNED} He was born in Vastra, Norland, May 3, 1961. {LEFT}", []),
        (f"{RESIGNED} She leaves office on May 3, 2019. She told Northwire so. {LEFT}", []),
        (f"{RESIGNED} The ship was bought by Reuters/Wilm Holdings and sold. {LEFT}", []),
    ],
)  # fmt: skip
def test_captions_and_credits_on_a_line_with_sentences(
    tmp_path: Path, text: str, captions: list[str]
) -> None:
    document = one(tmp_path, "a.txt", text)
    shown = [r.span.of(document.text) for r in document.regions if r.kind == "caption"]
    assert shown == captions
    for sentence in (RESIGNED, LEFT):
        assert (sentence in body(document)) == (sentence in text)


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        ("Not just a financial price.” REMAINS RETURNED", True),
        ("The price was high. REMAINS", True),
        ("REMAINS RETURNED", False),
        ("Remains returned", False),
        ("Critics of the Harbour Act often substitute anecdote for fact.", True),
        ("Critics of the Harbour Act in Vastra.", False),
    ],
)
def test_section_heads_and_bare_lines_of_pasted_text(
    tmp_path: Path, line: str, is_text: bool
) -> None:
    text = "\n\n".join((RESIGNED, PORT[0], "“It has a price, he said.", line, PORT[1], PORT[2]))
    first = " ".join(word for word in line.split() if not (word.isupper() and len(word) > 1))
    kept = body(one(tmp_path, "a.txt", text))
    assert ((first or line) in kept) == is_text
    assert "REMAINS RETURNED" not in kept


ABOUT_TORK = (
    "Ana Tork has run the harbour office of Vastra since 2019. She spoke to the Lind Post about the"
    " crane that fell on Monday."
)
FIRST, SECOND = (
    ("Why was the port closed?", "The crane was old. The board had known of it for years."),
    ("When will it open?", "It will open in May. We have no money for a new crane."),
)


def turns_of(form: str, between: str = "\n") -> str:
    """Return two questions and answers in a form with places for both."""
    return between.join(form.format(q=question, a=answer) for question, answer in (FIRST, SECOND))


@pytest.mark.parametrize(
    ("name", "turns", "speaker"),
    [
        ("a.txt", turns_of("Q: {q}\nA: {a}\n"), "Ana Tork"),
        ("a.txt", turns_of("Q. {q}\n\nA. {a}\n"), "Ana Tork"),
        ("a.txt", turns_of("Lind Post: {q}\n\nAna Tork: {a}\n"), "Ana Tork"),
        ("a.txt", turns_of("LIND POST: {q}\nTORK: {a}"), "Ana Tork"),
        ("a.txt", turns_of("{q}\n\nAna Tork: {a}\n"), "Ana Tork"),
        ("a.txt", turns_of("{q}\n\n{a}\n"), None),
        ("a.md", turns_of("**Q: {q}**\n\nA: {a}\n"), "Ana Tork"),
        ("a.md", turns_of("**Lind Post: {q}**\n\n**Ana Tork:** {a}\n"), "Ana Tork"),
        ("a.md", turns_of("### {q}\n\n{a}\n"), None),
        ("a.html", turns_of("<p><b>Q: {q}</b></p><p>A: {a}</p>"), "Ana Tork"),
        ("a.html", turns_of("<h3>Q: {q}</h3><p>A: {a}</p>"), "Ana Tork"),
        ("a.html", turns_of("<p>Q: {q}<br>A: {a}</p>"), "Ana Tork"),
        (
            "a.html",
            turns_of("<p><b>Lind Post: {q}</b></p><p><b>Ana Tork:</b> {a}</p>"),
            "Ana Tork",
        ),
        (
            "a.html",
            turns_of("<div>{q}</div><div><b>Ana Tork:</b> {a}</div>"),
            "Ana Tork",
        ),
        ("a.html", f"<dl>{turns_of('<dt>{q}</dt><dd>{a}</dd>')}</dl>", None),
        ("a.html", turns_of("<p><em>{q}</em></p><p>{a}</p>"), None),
        (
            "a.html",
            f"<table>{turns_of('<tr><td>Q</td><td>{q}</td></tr><tr><td>A</td><td>{a}</td></tr>')}"
            "</table>",
            None,
        ),
    ],
)
def test_every_turn_of_an_interview_is_kept(
    tmp_path: Path, model: AttributionModel, name: str, turns: str, speaker: str | None
) -> None:
    if name == "a.html":
        data = page(paragraphs=[ABOUT_TORK], after=f"{turns}<p>{PORT[1]}</p>")
    else:
        data = f"{ABOUT_TORK}\n\n{turns}\n{PORT[1]}\n"
    document = one(tmp_path, name, data)
    shown = " ".join(document.text.split())
    assert all(line in shown for turn in (FIRST, SECOND) for line in turn)
    assert all(answer in body(document) for _, answer in (FIRST, SECOND))
    extraction = extract(document, model)
    said = ("crane was old", "known of it", "open in May", "no money")
    expected = {speaker} if speaker else set()
    assert {name for words in said for name in sayers(extraction, words)} == expected


@pytest.mark.parametrize(
    "introduced",
    [
        "In a post on Telegram, governor Oleh Brand wrote:\n\n> {q}\n",
        "In a post on Telegram, governor Oleh Brand wrote:\n> {q}\n",
        "Governor Oleh Brand wrote on Telegram:\n\n> *{q}*\n",
        "Oleh Brand, the governor, said in a statement:\n\n> {q}\n",
        "The governor, Oleh Brand, told the council:\n\n> “{q}”\n",
        "> {q}\n\n— Oleh Brand, governor of Vastra\n",
        "> {q}\n>\n> — Oleh Brand, governor of Vastra\n",
        "> {q}\n> -- Oleh Brand\n",
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_quoted_lines_are_of_whoever_wrote_them(
    tmp_path: Path, model: AttributionModel, introduced: str, name: str
) -> None:
    quoted = introduced.format(q="Two drones hit the port. One worker was killed.")
    document = one(tmp_path, name, f"{PORT[0]}\n\n{quoted}\n{PORT[1]}\n")
    extraction = extract(document, model)
    for words in ("Two drones", "One worker"):
        assert sayers(extraction, words) == {"Oleh Brand"}
