"""HTML → the text that a reader sees, a line for each block, and which lines are headings.

For what is an article and nothing else: fragments, the contents of feed entries, e-mails. Whole
pages, with their menus and teasers, go through `pages`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.etree  # type: ignore[import-untyped]  # it ships no types
import lxml.html  # type: ignore[import-untyped]  # the same

from claims.reading.characters import clean
from claims.reading.formats.marked_quotations import mark_quotations
from claims.reading.layout.headlines import is_lead
from claims.values import Region, RegionKind, Span

__all__ = ["Block", "blocks", "parsed", "prose"]

_UNSEEN_TEXT = """
script style head template noscript iframe object svg math form button select option textarea
input nav audio video canvas title meta link
"""
_UNSEEN = frozenset(_UNSEEN_TEXT.split())
_BLOCKS_TEXT = """
address article aside blockquote body center dd details div dl dt figcaption figure footer h1
h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead
tr ul
"""
_BLOCKS = frozenset(_BLOCKS_TEXT.split())
_KINDS: dict[str, RegionKind] = {f"h{level}": "headline" for level in range(1, 7)}
_KINDS |= {"figcaption": "caption", "caption": "caption"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LONG_TAG = re.compile(r"<([A-Za-z][\w:-]*)\s[^<>]{4000,}>")
_MOST_ATTRIBUTES = 500
"""Of a tag: the parser compares each with all others."""
_DEEPEST = 200  # elements; no page that people write is deeper, and lxml cuts at 256


@dataclass(frozen=True, slots=True)
class Block:
    """The text of one block, its white space as a browser shows it, and what kind of line it is."""

    text: str
    kind: RegionKind | None = None


def parsed(text: str) -> lxml.html.HtmlElement | None:
    """Return the tree of a page or fragment; None if there is nothing in it."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", clean(text))  # its encoding is no longer the bytes'
    if not text.strip():
        return None
    text = _LONG_TAG.sub(_without_attributes, text)
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = lxml.html.document_fromstring(text, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return None
    mark_quotations(tree)
    return tree


def _without_attributes(tag: re.Match[str]) -> str:
    """Return a tag as it is, or without its attributes where it has hundreds."""
    return f"<{tag[1]}>" if tag[0].count("=") > _MOST_ATTRIBUTES else tag[0]


def blocks(tree: lxml.html.HtmlElement) -> Iterator[Block]:
    """Yield the blocks of text in a tree, in order."""
    pieces: list[str] = []
    kind: RegionKind | None = None
    for piece, next_kind in _pieces(tree, None, 0):
        if piece is not None:
            pieces.append(piece)
            continue
        yield from _block("".join(pieces), kind)
        pieces, kind = [], next_kind
    yield from _block("".join(pieces), kind)


def prose(tree: lxml.html.HtmlElement) -> tuple[str, tuple[Region, ...]]:
    """Return the text of a tree, a line for each block, and its headings and captions."""
    text, regions = "", []
    for block in blocks(tree):
        start = len(text)
        text += block.text + "\n"
        if block.kind:
            regions.append(Region(block.kind, Span(start, len(text) - 1)))
    return text.removesuffix("\n"), tuple(regions)


def _block(text: str, kind: RegionKind | None) -> Iterator[Block]:
    lines = [" ".join(line.split()) for line in text.split("\v")]
    shown = "\n".join(line for line in lines if line)
    if kind == "headline" and is_lead(shown):
        kind = None
    if shown:
        yield Block(shown, kind)


def _pieces(
    element: lxml.html.HtmlElement, kind: RegionKind | None, depth: int
) -> Iterator[tuple[str | None, RegionKind | None]]:
    """Yield pieces of text, and None where a block begins or ends, with the kind of what follows.

    A line break is a vertical tab here, since line feeds in HTML are white space.
    """
    tag = element.tag
    if depth > _DEEPEST or _is_unseen(element):
        return
    own = _KINDS.get(tag, kind)
    if tag in _BLOCKS:
        yield None, own
    yield ("\v" if tag == "br" else "") + (element.text or ""), None
    for child in element:
        yield from _pieces(child, own, depth + 1)
        yield child.tail or "", None
    if tag in _BLOCKS:
        yield None, kind


def _is_unseen(element: lxml.html.HtmlElement) -> bool:
    """Return whether a reader of the page sees nothing of an element."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return True
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
