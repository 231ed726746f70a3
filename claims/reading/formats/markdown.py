"""Markdown: lines stay where they are, emphasis and links become the words that a reader sees.

Marks at the start of a line (">", "#", "*") stay in the text, so that a line of the file is a line
of the document; as regions they are told apart from its words. Particulars come from the front
matter, if there is one.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import accumulate

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from claims.errors import InputError
from claims.reading.characters import clean, decode, one_line
from claims.reading.dates import iso_date, iso_moment
from claims.reading.languages import stated_language
from claims.reading.options import ReadingOptions
from claims.reading.parts import Part, Reading, whole
from claims.values import Document, Region, Span

__all__ = ["plain_markdown", "read_markdown"]

_FRONT = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<matter>.*?\n)(?P=fence)[ \t]*(?:\n|\Z)", re.S
)
_PREFIX = re.compile(r"[ \t]*(?:(?:>|#{1,6}(?=[ \t])|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*")
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.S)
_FIELDS = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "publisher": ("publisher", "outlet", "site"),
    "published": ("published", "date", "datepublished", "pubdate"),
    "url": ("url", "canonical", "canonical_url", "link"),
    "language": ("language", "lang"),
}


def read_markdown(part: Part, options: ReadingOptions) -> Reading:
    """Yield the one document of a Markdown file."""
    source = clean(decode(whole(part, options), declared=part.charset))
    front = _FRONT.match(source)
    stated = _front_matter(front["fence"], front["matter"]) if front else {}
    text, regions = plain_markdown(source[front.end() :] if front else source)
    if not any(map(str.isalnum, text)):
        raise InputError("holds no words: there is nothing to read")
    yield Document(
        text=text,
        title=_field(stated, "title"),
        author=_field(stated, "author"),
        publisher=_field(stated, "publisher"),
        published=iso_date(_field(stated, "published") or ""),
        url=_field(stated, "url") or part.url,
        language=stated_language(_field(stated, "language")),
        format="markdown",
        path=part.path,
        regions=regions,
    )


def plain_markdown(source: str) -> tuple[str, tuple[Region, ...]]:
    """Return Markdown with its lines in place and only marks at their start left as markup.

    The regions are the headings that have no such mark, but a line drawn under them.
    """
    raw = source.split("\n")
    shown = [""] * len(raw)
    underlined: list[int] = []
    for token in MarkdownIt("commonmark").parse(source):
        if token.map is None:
            continue
        first, end = token.map
        if token.type == "heading_open" and token.markup in ("-", "="):
            underlined.append(first)
        for number, line in enumerate(_lines(token, raw[first:end]), first):
            if line.strip() and number < len(raw):
                shown[number] = line
    return "\n".join(shown), tuple(_headings(shown, underlined))


def _lines(token: Token, raw: Sequence[str]) -> Iterator[str]:
    """Yield what is shown on the lines of a token, each with the marks at its start."""
    if token.type == "inline":
        for source, words in zip(raw, _shown(token).split("\n"), strict=False):
            prefix = _PREFIX.match(source)
            yield (prefix[0] if prefix and words.strip() else "") + words
    elif token.type in ("fence", "code_block"):
        yield from raw
    elif token.type == "html_block":
        yield from _TAG.sub("", "\n".join(raw)).split("\n")


def _headings(lines: Sequence[str], underlined: Sequence[int]) -> Iterator[Region]:
    """Yield a region for each of the lines that is underlined."""
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for number in underlined:
        words = lines[number].strip()
        if words:
            start = starts[number] + lines[number].index(words)
            yield Region("headline", Span(start, start + len(words)))


def _shown(token: Token) -> str:
    """Return the words of a line or paragraph: no emphasis, the text of links, no pictures."""
    pieces = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif child.type in ("text", "code_inline", "text_special"):
            pieces.append(child.content)
    return "".join(pieces)


def _front_matter(fence: str, matter: str) -> Mapping[str, object]:
    """Return the fields of a front matter, their names in lower case; none if it is broken."""
    try:
        fields = yaml.safe_load(matter) if fence == "---" else tomllib.loads(matter)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        return {}
    if not isinstance(fields, dict):
        return {}
    return {str(name).lower(): value for name, value in fields.items()}


def _field(fields: Mapping[str, object], name: str) -> str | None:
    for key in _FIELDS[name]:
        value = fields.get(key)
        if isinstance(value, datetime):
            value = iso_moment(value)
        elif isinstance(value, date):
            value = value.isoformat()
        elif isinstance(value, list):
            value = ", ".join(item for item in value if isinstance(item, str))
        if found := one_line(value):
            return found
    return None
