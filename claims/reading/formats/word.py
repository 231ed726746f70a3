"""Word files (DOCX): a line for each paragraph, headings and captions told by their styles.

Text that was inserted with changes tracked is part of the document, text deleted so is not.
"""

import io
from collections.abc import Iterator
from zipfile import BadZipFile

import docx
import docx.document
import docx.opc.exceptions
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from claims.errors import InputError
from claims.reading.characters import clean, one_line
from claims.reading.formats.archives import refuse_bombs
from claims.reading.languages import stated_language
from claims.reading.options import ReadingOptions
from claims.reading.parts import Part, Reading, whole
from claims.values import Document, Region, RegionKind, Span

__all__ = ["read_word"]

_STYLES: tuple[tuple[str, RegionKind], ...] = (
    ("title", "headline"),
    ("subtitle", "headline"),
    ("heading", "headline"),
    ("caption", "caption"),
    ("byline", "byline"),
)
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "‑"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ASIDE = frozenset({_FALLBACK, qn("w:txbxContent"), qn("w:del"), qn("w:moveFrom")})


def read_word(part: Part, options: ReadingOptions) -> Reading:
    """Yield the one document of a Word file."""
    data = whole(part, options)
    refuse_bombs(io.BytesIO(data), options)
    try:
        word = docx.Document(io.BytesIO(data))
    except (docx.opc.exceptions.PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise InputError("is a damaged Word file: open it in Word and save it anew") from error
    text, regions = _text(word)
    if not any(map(str.isalnum, text)):
        raise InputError("is a Word file without text: there is nothing to read")
    stated = word.core_properties
    author = one_line(stated.author)
    yield Document(
        text=text,
        title=one_line(stated.title),
        author=None if author == "python-docx" else author,  # what its blank template says
        language=stated_language(one_line(stated.language)),
        format="docx",
        path=part.path,
        regions=regions,
    )


def _text(word: docx.document.Document) -> tuple[str, tuple[Region, ...]]:
    """Return the text, and a region for each paragraph whose style says that it is no body."""
    text, regions = "", []
    for paragraph in _paragraphs(word):
        shown = clean(_shown(paragraph))
        kind = _kind(paragraph)
        if kind and shown.strip():
            start = len(text) + len(shown) - len(shown.lstrip())
            regions.append(Region(kind, Span(start, start + len(shown.strip()))))
        text += shown + "\n"
    return text.rstrip("\n"), tuple(regions)


def _paragraphs(word: docx.document.Document) -> Iterator[Paragraph]:
    """Yield the paragraphs in the order of the page, those of tables too."""
    for block in word.iter_inner_content():
        if isinstance(block, Table):
            yield from _in_table(block)
        else:
            yield block


def _in_table(table: Table) -> Iterator[Paragraph]:
    """Yield each cell's paragraphs once.

    `row.cells` would give a merged cell for each place that it fills, and a file may say that it
    fills a hundred million.
    """
    for row in table.rows:
        for cell in row._tr.tc_lst:
            if cell.vMerge != "continue":  # a place of the cell above
                yield from _Cell(cell, table).paragraphs


def _shown(paragraph: Paragraph) -> str:
    """Return what a reader sees of a paragraph, tracked insertions and links included."""
    pieces = []
    for element in paragraph._p.iter():
        if element.tag == qn("w:t") and element.text and not _is_aside(element, paragraph):
            pieces.append(element.text)
        elif element.tag in _BREAKS and element.getparent().tag == qn("w:r"):
            pieces.append(_BREAKS[element.tag])
    return "".join(pieces)


def _is_aside(element: object, paragraph: Paragraph) -> bool:
    """Return whether a run of text is deleted, moved away, or a copy for old versions of Word."""
    for ancestor in element.iterancestors():  # type: ignore[attr-defined]  # lxml ships no types
        if ancestor is paragraph._p:
            return False
        if ancestor.tag in _ASIDE:
            return True
    return False


def _kind(paragraph: Paragraph) -> RegionKind | None:
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    return next((kind for name, kind in _STYLES if style.lower().startswith(name)), None)
