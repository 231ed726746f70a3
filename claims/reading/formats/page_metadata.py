"""What a web page states of itself: title, author, publisher, date, language, address.

Read from JSON-LD (schema.org), OpenGraph and other meta elements, in that order, and from the
byline and time that the page shows. What none of them states is None.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import lxml.html  # type: ignore[import-untyped]  # it ships no types

from claims.reading.characters import one_line
from claims.reading.formats.page_dates import publication_date
from claims.reading.layout.bylines import author_of

__all__ = ["Particulars", "particulars_of"]

_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report)$")
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"),
    "author": ("author", "byl", "article:author", "dc.creator", "dcterms.creator", "parsely-author",
               "sailthru.author", "citation_author"),
    "publisher": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher",
                  "citation_publisher"),
    "published": ("article:published_time", "og:published_time", "datepublished", "dc.date",
                  "dc.date.issued", "dcterms.date", "dcterms.created", "parsely-pub-date",
                  "sailthru.date", "pubdate", "publish-date", "publication_date", "citation_date",
                  "date"),
    "language": ("og:locale", "dc.language", "content-language"),
    "url": ("og:url",),
}  # fmt: skip
_BYLINES = (
    "//*[@itemprop='author']",
    "//a[@rel='author']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' byline ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' author ')]",
)
_DEEPEST = 6  # JSON-LD nests graphs and lists; no page that people make goes deeper


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a page states of itself; `article` tells whether it says that it is an article."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    article: bool = False
    body: str | None = None


def particulars_of(tree: lxml.html.HtmlElement, *, url: str | None = None) -> Particulars:
    """Return what the page states; `url` is the address that it came from, if it is known."""
    linked = _linked_data(tree)
    meta = _meta(tree)
    return Particulars(
        title=one_line(linked.get("headline")) or _first(meta, "title") or _title(tree),
        author=_names(linked.get("author")) or _author(tree, meta),
        publisher=_names(linked.get("publisher")) or _first(meta, "publisher"),
        published=publication_date(
            tree,
            stated=[linked.get("datePublished"), *map(meta.get, _META["published"])],
            url=url,
        ),
        language=one_line(tree.get("lang") or tree.get("xml:lang"))
        or one_line(linked.get("inLanguage"))
        or _first(meta, "language"),
        url=_address(tree, linked, meta, url),
        article=bool(linked) or (meta.get("og:type") or "").startswith("article"),
        body=body if isinstance(body := linked.get("articleBody"), str) else None,
    )


def _linked_data(tree: lxml.html.HtmlElement) -> Mapping[str, object]:
    """Return the JSON-LD object of the article, references to others filled in; empty if none."""
    found: list[Mapping[str, object]] = []
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found += _objects(json.loads(script, strict=False), 0)
        except (ValueError, RecursionError):
            continue
    named = {str(item["@id"]): item for item in found if len(item) > 1 and "@id" in item}
    for item in found:
        if any(_ARTICLE.match(name) for name in _types(item)):
            return {key: _resolved(value, named) for key, value in item.items()}
    return {}


def _objects(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for inner in value.values():
            if isinstance(inner, list | dict):
                yield from _objects(inner, depth + 1)


def _types(item: Mapping[str, object]) -> Sequence[str]:
    kind = item.get("@type")
    names = kind if isinstance(kind, list) else [kind]
    return [name.rsplit("/")[-1] for name in names if isinstance(name, str)]


def _resolved(value: object, named: Mapping[str, Mapping[str, object]]) -> object:
    """Replace {"@id": ...} by the object that it names."""
    if isinstance(value, dict) and set(value) == {"@id"}:
        return named.get(str(value["@id"]), value)
    if isinstance(value, list):
        return [_resolved(item, named) for item in value]
    return value


def _names(value: object) -> str | None:
    """Return the names in an author or publisher: a text, an object with a name, or a list."""
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    lines = [_person(line) for name in names if (line := one_line(name))]
    return ", ".join(dict.fromkeys(filter(None, lines))) or None


def _person(name: str | None) -> str | None:
    """Return a name without "By"; None for an address that is in its place."""
    if not name or re.match(r"(?:https?:)?//|@|www\.", name):
        return None
    return author_of(name) or name


def _meta(tree: lxml.html.HtmlElement) -> Mapping[str, str]:
    """Return the first content of each meta element by name, property, itemprop or http-equiv."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = one_line(element.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _first(meta: Mapping[str, str], field: str) -> str | None:
    return next((meta[name] for name in _META[field] if name in meta), None)


def _title(tree: lxml.html.HtmlElement) -> str | None:
    """Return the page's one h1, else its title element."""
    headings = [line for h1 in tree.iter("h1") if (line := one_line(h1.text_content()))]
    if len(headings) == 1:
        return headings[0]
    return next((one_line(title.text_content()) for title in tree.iter("title")), None)


def _author(tree: lxml.html.HtmlElement, meta: Mapping[str, str]) -> str | None:
    for name in _META["author"]:
        if person := _person(meta.get(name)):
            return person
    for path in _BYLINES:
        lines = [
            one_line(found.get("content") or found.text_content()) for found in tree.xpath(path)
        ]
        for line in lines:
            if line and (names := author_of(line)):
                return names
        if "class" not in path and lines and (person := _person(lines[0])):
            return person
    return None


def _address(
    tree: lxml.html.HtmlElement,
    linked: Mapping[str, object],
    meta: Mapping[str, str],
    url: str | None,
) -> str | None:
    """Return the canonical address; a page fetched from one site cannot pass as another's."""
    stated = [*tree.xpath("//link[@rel='canonical']/@href"), meta.get("og:url"), linked.get("url")]
    for value in stated:
        address = one_line(value)
        if address is None:
            continue
        address = urljoin(url or "", address)
        if _is_web(address) and (url is None or _site(address) == _site(url)):
            return address
    return None


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _site(address: str) -> str:
    """Return the last two labels of the host: "m.daily.example" is "daily.example"'s."""
    return ".".join((urlsplit(address).hostname or "").split(".")[-2:])
