"""Web pages: what they state of themselves, what is article and what is not."""

import json
import time
from pathlib import Path

import pytest
from reading_makers import ARTICLE, page

from claims.reading import ReadingOptions, read
from claims.reading.formats.markup import parsed, prose
from claims.reading.formats.page_metadata import Particulars, particulars_of
from claims.values import Document, Problem

TEXT = "\n".join(ARTICLE)


def stated(head: str, body: str = "", *, url: str | None = None, lang: str = "") -> Particulars:
    tree = parsed(f"<html {lang}><head>{head}</head><body>{body}</body></html>")
    assert tree is not None
    return particulars_of(tree, url=url)


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def document_of(tmp_path: Path, html: str | bytes) -> Document:
    path = tmp_path / "page.html"
    path.write_bytes(html if isinstance(html, bytes) else html.encode())
    (document,) = read(str(path))
    assert isinstance(document, Document), document
    return document


ORGANISATION = {"@type": "NewsMediaOrganization", "@id": "#us", "name": "The Daily"}
PERSON = {"@type": "Person", "name": "Jane Doe"}


@pytest.mark.parametrize(
    ("head", "field", "expected"),
    [
        (linked(**{"@type": "NewsArticle"}, headline="A crane"), "title", "A crane"),
        (linked(**{"@type": ["Article", "x"]}, author=PERSON), "author", "Jane Doe"),
        (linked(**{"@type": "Article"}, author=[PERSON, {"name": "Li"}]), "author", "Jane Doe, Li"),
        (linked(**{"@type": "Article"}, author="By Jane Doe"), "author", "Jane Doe"),
        (linked(**{"@type": "Article"}, author="https://d.example/jane"), "author", None),
        (
            linked(**{"@graph": [{"@type": "Article", "publisher": {"@id": "#us"}}, ORGANISATION]}),
            "publisher",
            "The Daily",
        ),
        (linked(**{"@type": "WebSite"}, headline="No article"), "title", None),
        ('<script type="application/ld+json">{"broken"</script>', "title", None),
        ('<meta property="og:title" content="A crane">', "title", "A crane"),
        ('<meta property="og:site_name" content="The Daily">', "publisher", "The Daily"),
        ('<meta name="author" content="By Jane Doe">', "author", "Jane Doe"),
        ('<meta property="article:author" content="https://fb.example/jane">', "author", None),
        ("<title>A crane</title>", "title", "A crane"),
        (
            '<meta property="article:published_time" content="2024-02-18T09:30:00+02:00">',
            "published",
            "2024-02-18T09:30:00+02:00",
        ),
        ('<meta name="date" content="2024-02-18">', "published", "2024-02-18"),
        (linked(**{"@type": "Article"}, datePublished="2024-02-18"), "published", "2024-02-18"),
        ("<title>From 2019 to 2024</title>", "published", None),
        ('<meta property="article:modified_time" content="2022-01-01">', "published", None),
        ('<link rel="canonical" href="https://d.example/a">', "url", "https://d.example/a"),
        ('<link rel="canonical" href="javascript:alert(1)">', "url", None),
        ('<link rel="canonical" href="/a">', "url", None),
        ('<meta property="og:url" content="https://d.example/a">', "url", "https://d.example/a"),
        ("", "publisher", None),
        ("", "author", None),
    ],
)
def test_particulars(head: str, field: str, expected: str | None) -> None:
    assert getattr(stated(head), field) == expected


@pytest.mark.parametrize(
    ("body", "author"),
    [
        ('<p class="byline">By Jane Doe</p>', "Jane Doe"),
        ('<a rel="author" href="/jane">Jane Doe</a>', "Jane Doe"),
        ('<span itemprop="author">Jane Doe</span>', "Jane Doe"),
        ('<p class="author">About the author and his team</p>', None),
    ],
)
def test_author_that_the_page_shows(body: str, author: str | None) -> None:
    assert stated("", body).author == author


@pytest.mark.parametrize(
    ("body", "url", "published"),
    [
        ("<h1>A</h1><p>By Jane Doe</p><p>Published 5 May 2021 10:30</p>", None, "2021-05-05"),
        ("<h1>A</h1><p>Last updated: 5 May 2021</p>", None, None),
        ("<h1>A</h1><p>It was sold on February 3, 2020, he said.</p>", None, None),
        ("<h1>A</h1><time datetime='2021-05-05'>today</time>", None, "2021-05-05"),
        ("<span class='published'>May 5, 2021</span>", None, "2021-05-05"),
        ("<span class='date'>05/04/2021</span>", None, None),
        ("", "https://d.example/2021/05/05/crane", "2021-05-05"),
    ],
)
def test_date_is_stated_and_sure(body: str, url: str | None, published: str | None) -> None:
    assert stated("", body, url=url).published == published


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("/crane", "https://www.daily.example/crane"),
        ("https://daily.example/crane", "https://daily.example/crane"),
        ("https://reuters.example/crane", None),
    ],
)
def test_fetched_page_cannot_pass_as_another_sites(canonical: str, expected: str | None) -> None:
    head = f'<link rel="canonical" href="{canonical}">'
    assert stated(head, url="https://www.daily.example/x?y=1").url == expected


def test_article_alone_is_read(tmp_path: Path) -> None:
    aside = (
        "<figure><img src=x><figcaption>A crane. Photo: Li Wei</figcaption></figure>"
        "<aside><h3>Related</h3><ul><li><a href=/r>Ferry sinks</a></li></ul></aside>"
        "<div class='comments'><p>First! This is what I say to all of you, dear readers.</p></div>"
    )
    document = document_of(tmp_path, page(after=aside))
    assert document.text == f"Crane falls in Brunnau\n{TEXT}"
    assert [(r.kind, r.span.of(document.text)) for r in document.regions] == [
        ("headline", "Crane falls in Brunnau")
    ]
    assert (document.publisher, document.published, document.url) == (None, None, None)


def test_subheadings_are_headlines(tmp_path: Path) -> None:
    document = document_of(
        tmp_path, page(paragraphs=[*ARTICLE, "</p><h2>Why now?</h2><p>" + ARTICLE[0]])
    )
    assert ("headline", "Why now?") in [
        (region.kind, region.span.of(document.text)) for region in document.regions
    ]


def test_fragment_is_all_article(tmp_path: Path) -> None:
    html = (
        "<h2>A crane</h2><p>It fell &amp; broke.<br>Nobody was <b>hurt</b>,\n she said.</p>"
        "<script>evil()</script><p hidden>unseen</p><p style='display: none'>unseen</p><ul><li>One."
        "<li>Two.</ul><figure><figcaption>The quay</figcaption></figure>"
    )
    document = document_of(tmp_path, html)
    assert document.text == (
        "A crane\nIt fell & broke.\nNobody was hurt, she said.\nOne.\nTwo.\nThe quay"
    )
    assert [(r.kind, r.span.of(document.text)) for r in document.regions] == [
        ("headline", "A crane"),
        ("caption", "The quay"),
    ]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="utf-8">', "cp1252"),
        ('<meta charset="no-such">', "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ('<meta charset="shift_jis">', "utf-8"),
    ],
)
def test_encoding_is_the_true_one(tmp_path: Path, head: str, encoding: str) -> None:
    document = document_of(tmp_path, page(head=head).encode(encoding))
    assert document.text.endswith(TEXT)


def test_markup_in_what_people_wrote_stays_text(tmp_path: Path) -> None:
    evil = "&lt;script&gt;alert(1)&lt;/script&gt;"
    head = f"<title>{evil}</title><meta name='author' content=\"<img src=x onerror=alert(1)>\">"
    document = document_of(tmp_path, page(head=head, before=f"<h1>{evil}</h1>"))
    assert document.title == "<script>alert(1)</script>"
    assert document.author == "<img src=x onerror=alert(1)>"
    assert document.text.startswith("<script>alert(1)</script>\n")


def test_body_in_linked_data_serves_where_the_page_shows_none(tmp_path: Path) -> None:
    head = linked(**{"@type": "NewsArticle"}, articleBody=TEXT)
    assert document_of(tmp_path, page(head=head, paragraphs=[])).text.endswith(TEXT)


def test_layout_tables_hide_no_article(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td><p>{paragraph}</p></td></tr>" for paragraph in ARTICLE)
    html = f"<html><body><table><tr><td>Menu</td></tr>{rows}</table></body></html>"
    assert ARTICLE[1] in document_of(tmp_path, html).text


def test_list_of_teasers_is_no_article(tmp_path: Path) -> None:
    items = "".join(
        f"<li><a href=/{n}>Crane number {n} falls in Brunnau</a></li>" for n in range(30)
    )
    path = tmp_path / "index.html"
    path.write_text(f"<html><body><h1>News</h1><ul>{items}</ul></body></html>")
    (problem,) = read(str(path))
    assert isinstance(problem, Problem)
    assert "holds no article" in problem.reason


def test_deep_and_broken_html_ends(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<div>" * 20_000 + "word" + "<p" * 500)
    assert all(isinstance(item, Document | Problem) for item in read(str(path)))
    tree = parsed("<p>a" + "<b>" * 5000 + "c")
    assert tree is not None
    assert prose(tree)[0].startswith("a")


def test_another_language_is_kept_and_named(tmp_path: Path) -> None:
    german = (
        "Der Hafen von Brunnau ist am Montag gesperrt worden, nachdem ein Kran auf den Kai gestürzt"
        " war. Das teilte die Hafenbehörde mit. Verletzt wurde niemand."
    )
    document = document_of(tmp_path, page(paragraphs=[german, german]))
    assert document.language == "de", "the page's template says en-GB"


def test_page_wins_over_its_dateline_and_the_user_over_both(tmp_path: Path) -> None:
    paragraphs = [f"BRUNNAU, Feb 18, 2024 (Reuters) - {ARTICLE[0]}", *ARTICLE[1:]]
    bare = document_of(tmp_path, page(paragraphs=paragraphs))
    assert (bare.publisher, bare.published) == ("Reuters", "2024-02-18")
    head = (
        '<meta property="og:site_name" content="The Daily"><meta name="date" content="2024-02-19">'
    )
    told = document_of(tmp_path, page(paragraphs=paragraphs, head=head))
    assert (told.publisher, told.published) == ("The Daily", "2024-02-19")
    options = ReadingOptions(publisher="The Desk")
    (asked,) = read(str(tmp_path / "page.html"), options=options)
    assert isinstance(asked, Document)
    assert asked.publisher == "The Desk"


@pytest.mark.parametrize(("attributes", "kept"), [(499, True), (500, False), (200_000, False)])
def test_a_tag_of_many_attributes_is_read_at_once(attributes: int, kept: bool) -> None:
    """The parser compares each attribute with all others: 200,000 took a minute."""
    many = " ".join(f"data-number-{number}=1" for number in range(attributes))
    started = time.thread_time()
    tree = parsed(f"<p {many} title=x>{ARTICLE[0]}</p>")
    assert time.thread_time() - started < 5
    assert tree is not None
    assert prose(tree)[0] == ARTICLE[0]
    assert (tree.find(".//p").get("title") == "x") is kept
