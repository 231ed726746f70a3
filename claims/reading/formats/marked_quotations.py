"""Quotations that a page marks by elements instead of by quotation marks → marks in its text.

A browser sets a <blockquote> apart and puts marks around a <q>; in plain text nothing would be left
of either, and with it who speaks. So marks are put where the page shows a quotation, and its <cite>
or <footer> comes after them and a dash, as newspapers print it. Each paragraph but the last stays
open, which says that the same person goes on.
"""

import re
from collections.abc import Iterator

import lxml.html  # type: ignore[import-untyped]  # it ships no types

__all__ = ["mark_quotations"]

_MARKS = re.compile('["“”„«»]')
_CITED = re.compile(r"^[\s—–―-]+")
_EMBEDDED = re.compile(r"twitter|instagram|tiktok|facebook|fb-|bluesky|mastodon|reddit", re.I)
_LONGEST_CITE = 200
_FEWEST_WORDS = 3
_PARAGRAPHS = ("p", "div", "li")
_LARGEST_SHARE = 0.5  # of a page's text: a longer blockquote is layout, as old pages have it
_MOST = 500  # quotations of a page
_BARE = 3
"""So many blocks that nobody introduces or signs are how a page sets its own words apart:
summaries, tips, the writer’s own best lines."""
_INTRODUCED = re.compile(r"[:,]\W{0,3}$")
_BEFORE = 200  # characters before a block in which its introduction ends


def mark_quotations(tree: lxml.html.HtmlElement) -> None:
    """Put quotation marks into the tree, in place, where its elements quote and its text does not.

    Posts that a page embeds from another site keep their own form.
    """
    for number, quoted in enumerate(list(tree.iter("q"))):
        if number < _MOST and not _MARKS.search(quoted.text_content()):
            inside = next(quoted.iterancestors("q", "blockquote"), None) is not None
            _enclose([quoted], *("‘’" if inside else "“”"))
    room = _LARGEST_SHARE * len(tree.text_content())
    blocks = [
        block
        for block in list(tree.iter("blockquote"))[:_MOST]
        if next(block.iterancestors("blockquote"), None) is None
        and not _EMBEDDED.search(block.get("class") or "")
        and len(block.text_content()) <= room
    ]
    bare = [block for block in blocks if _is_bare(block)]
    set_apart = bare if len(bare) >= _BARE else []
    for block in blocks:
        if block not in set_apart:
            _mark(block)


def _is_bare(block: lxml.html.HtmlElement) -> bool:
    """Return whether nobody introduces a block quotation ("... wrote:") or signs it."""
    signed = next(block.iter("cite", "footer"), None) is not None
    parent, before = block.getparent(), block.getprevious()
    signed = signed or (parent is not None and parent.tag == "figure")
    above = "" if before is None else before.text_content() + (before.tail or "")
    return not signed and not _INTRODUCED.search(above.rstrip()[-_BEFORE:])


def _mark(block: lxml.html.HtmlElement) -> None:
    """Put marks around one block quotation, and its cite behind it."""
    cite = _taken_cite(block)
    figure = block.getparent()
    if figure is not None and figure.tag == "figure":
        figure.tag = "div"  # what is left is no picture
    paragraphs = list(_paragraphs(block))
    said = " ".join(paragraph.text_content() for paragraph in paragraphs)
    if len(said.split()) < _FEWEST_WORDS:
        paragraphs = []
    elif not _MARKS.search(said):
        _enclose(paragraphs, "“", "”")
    if cite and paragraphs:
        _append(paragraphs[-1], f" — {cite}")
    elif cite:
        _append(block, cite)


def _paragraphs(block: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """Yield the elements that hold the paragraphs of a quotation; the block itself if none does."""
    inner = [
        element
        for element in block.iter(*_PARAGRAPHS)
        if element.text_content().strip()
        and next(element.iterdescendants(*_PARAGRAPHS), None) is None
    ]
    yield from inner or [block]


def _taken_cite(block: lxml.html.HtmlElement) -> str | None:
    """Take the words that say who is quoted out of the tree, and return them."""
    parent = block.getparent()
    beside = parent.findall("figcaption") if parent is not None and parent.tag == "figure" else []
    for element in [*block.iter("footer"), *block.iter("cite"), *beside]:
        words = _CITED.sub("", " ".join(element.text_content().split()))
        before = element.getprevious()
        ends = (element.tail or "").strip() == "" and element.getnext() is None
        if words and len(words) <= _LONGEST_CITE and (ends or element.tag == "footer"):
            element.drop_tree()
            _strip_dash(before)
            return words
    return None


def _strip_dash(element: lxml.html.HtmlElement | None) -> None:
    """Take away the dash that was before a cite, which now has one of its own."""
    if element is not None and element.tail:
        element.tail = re.sub(r"[\s—–―-]+$", "", element.tail)


def _enclose(elements: list[lxml.html.HtmlElement], opening: str, closing: str) -> None:
    """Put a mark before each element's first words, and one after the last words of the last."""
    for element in elements:
        for inner in element.iter():
            if isinstance(inner.tag, str) and (inner.text or "").strip():
                inner.text = opening + inner.text.lstrip()
                break
            if inner is not element and (inner.tail or "").strip():
                inner.tail = opening + inner.tail.lstrip()
                break
    _append(elements[-1], closing)


def _append(element: lxml.html.HtmlElement, words: str) -> None:
    """Put words behind the last ones of an element."""
    children = [child for child in element if child.tag != "br" or (child.tail or "").strip()]
    if not children:
        for child in list(element):
            child.drop_tag()  # line breaks that nothing follows
        element.text = (element.text or "").rstrip() + words
    else:
        children[-1].tail = (children[-1].tail or "").rstrip() + words
