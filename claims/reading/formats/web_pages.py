"""Web pages: a saved or fetched page, or a fragment of one → its article.

The article of a whole page is found in `web.article_text`, without menus, teasers, captions and
comments; of a fragment, everything is the article. Headings stay in the text as regions. A page on
which no article is found is refused, not half read.
"""

import re

import lxml.html  # type: ignore[import-untyped]  # it ships no types

from claims.errors import InputError
from claims.reading.characters import clean, decode
from claims.reading.formats.article_text import article_text, prose_length
from claims.reading.formats.markup import blocks, parsed, prose
from claims.reading.formats.page_metadata import Particulars, particulars_of
from claims.reading.languages import stated_language
from claims.reading.options import ReadingOptions
from claims.reading.parts import Part, Reading, whole
from claims.values import Document, Region, Span

__all__ = ["read_page"]

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|encoding=[\"']([\w-]+)", re.I
)
_WHOLE_PAGE = re.compile(r"<(?:html|head|body)\b", re.I)
_LEAST_PROSE = 140  # characters in whole sentences; menus and lists of teasers have fewer
_LEAST_DECLARED = 25  # the same, where the page says that it is an article
_BARRIER = re.compile(
    r"enable (?:javascript|cookies)|javascript is (?:disabled|required)|are you (?:a robot|human)"
    r"|verify (?:that )?you are|checking your browser|access denied|unusual traffic|captcha"
    r"|subscribe to (?:continue|read)|log in to continue",
    re.I,
)
_LONGEST_BARRIER = 700
_NO_ARTICLE = (
    "holds no article that can be told from menus and lists: name the article's own page, or save"
    " its text as .txt"
)
_BEHIND_BARRIER = (
    "shows a barrier (a check for robots, cookies or subscribers) and not the article: open it in a"
    " browser, save the page, and add the file"
)


def read_page(part: Part, options: ReadingOptions) -> Reading:
    """Yield the one document of a page; raises InputError where it holds no article."""
    data = whole(part, options)
    source = clean(decode(data, declared=part.charset or _declared(data)))
    tree = parsed(source)
    if tree is None:
        raise InputError(_NO_ARTICLE)
    stated = particulars_of(tree, url=part.url)
    if _WHOLE_PAGE.search(source):
        text, regions = _article(tree, stated)
    else:
        text, regions = prose(tree)
    _refuse_what_is_none(text, tree, whole_page=bool(_WHOLE_PAGE.search(source)), stated=stated)
    yield Document(
        text=text,
        title=stated.title,
        publisher=stated.publisher,
        author=stated.author,
        published=stated.published,
        language=stated_language(stated.language),
        url=stated.url or part.url,
        format="html",
        path=part.path,
        regions=regions,
    )


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _article(tree: lxml.html.HtmlElement, stated: Particulars) -> tuple[str, tuple[Region, ...]]:
    """Return the article's text, with its headline above, and the regions that the page marks."""
    headline = _headline(tree, stated)
    text = article_text(tree, headline=headline)
    if stated.body and _is_better(stated.body, text):
        text = clean(stated.body).strip()
    if text and headline and headline not in text.split("\n")[:3]:
        text = f"{headline}\n{text}"
    marked = {
        block.text: block.kind for block in blocks(tree) if block.kind and "\n" not in block.text
    }
    regions, start = [], 0
    for line in text.split("\n"):
        kind = marked.get(line.strip())
        if kind and line.strip():
            first = start + len(line) - len(line.lstrip())
            regions.append(Region(kind, Span(first, first + len(line.strip()))))
        start += len(line) + 1
    return text, tuple(regions)


def _is_better(body: str, text: str) -> bool:
    """Return whether the article in a page's metadata is better than the one found on the page: the
    page shows nearly nothing, or the same words come from there without their paragraphs."""
    if prose_length(text) < _LEAST_PROSE and len(body) > len(text):
        return True
    return "\n" in body.strip() and "\n" not in text.strip() and body.split() == text.split()


def _headline(tree: lxml.html.HtmlElement, stated: Particulars) -> str | None:
    """Return the heading that the page shows over its article, as it shows it."""
    shown = [" ".join(h1.text_content().split()) for h1 in tree.iter("h1")]
    shown = [line for line in shown if line]
    if len(shown) == 1 and shown[0] != stated.publisher:
        return shown[0]
    return stated.title if stated.title in shown else None


def _refuse_what_is_none(
    text: str, tree: lxml.html.HtmlElement, *, whole_page: bool, stated: Particulars
) -> None:
    """Raise InputError where the text is no article."""
    if len(text) <= _LONGEST_BARRIER and _BARRIER.search(text or tree.text_content()[:5000]):
        raise InputError(_BEHIND_BARRIER)
    declared = stated.article or not whole_page
    if not text.strip() or prose_length(text) < (_LEAST_DECLARED if declared else _LEAST_PROSE):
        raise InputError(_NO_ARTICLE)
