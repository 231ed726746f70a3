"""PDF: its text in paragraphs, with the large type at its top as the headline.

pdfium gives characters with their places on the page; `typeset` makes lines and paragraphs of them.
A file that is locked, or that holds pictures of pages only, is refused with what to do.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped]  # it ships no types

from claims.errors import InputError
from claims.reading.characters import clean, one_line
from claims.reading.formats.columns import TypeLine
from claims.reading.formats.typeset import paragraphs
from claims.reading.layout.printouts import printed_address
from claims.reading.options import ReadingOptions
from claims.reading.parts import Part, Reading, whole
from claims.values import Document, Region, Span

__all__ = ["read_pdf"]

_FEWEST_LETTERS = 20  # on all pages together; scanners leave a stamp or a number
_DIVIDED = "\x02\ufffe\xad"  # what pdfium puts for a hyphen and the line's end after it
_DIVIDED_WORD = re.compile(r"([a-z])-$")
_SPACE = re.compile(r"\s+")
_GUTTER = 0.8  # of the size of the type: the least that may be between two columns
_LONGEST_ROW = 1_000  # characters; no page is so wide
_ROW = re.compile(rf"[^\n{_DIVIDED}]+[{_DIVIDED}]?")
_NO_TITLE = re.compile(
    r"microsoft word|untitled|^document\d*$|\.(?:docx?|indd|qxd|pdf|rtf|txt|tex|html?)$|^\W*$"
    r"|^(?:layout|slide|page) ?\d+|^print\b|about:blank",
    re.I,
)


def read_pdf(part: Part, options: ReadingOptions) -> Reading:
    """Yield the one document of a PDF; raises InputError for one that is locked or scanned."""
    data = whole(part, options)
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError("is locked with a password: save a copy without it") from error
        raise InputError("is a damaged PDF: fetch it again, or print it to a new PDF") from error
    try:
        pages = [list(_lines(page)) for page in pdf]
        stated = pdf.get_metadata_dict()
    finally:
        pdf.close()
    _refuse_scan(pages)
    text, regions = _text(pages)
    yield Document(
        text=text,
        title=_title(stated.get("Title"), text, regions),
        author=one_line(stated.get("Author")),
        format="pdf",
        path=part.path,
        url=part.url or printed_address(line.text for lines in pages for line in lines),
        regions=regions,
    )


def _text(pages: Sequence[Sequence[TypeLine]]) -> tuple[str, tuple[Region, ...]]:
    text, regions = "", []
    for paragraph in paragraphs(pages):
        start = len(text)
        text += paragraph.text + "\n\n"
        if paragraph.headline:
            regions.append(Region("headline", Span(start, start + len(paragraph.text))))
    return text.rstrip("\n"), tuple(regions)


def _lines(page: pypdfium2.PdfPage) -> Iterator[TypeLine]:
    """Yield the lines of a page in pdfium's order, which is that of reading."""
    shown = page.get_textpage()
    text = shown.get_text_range()
    placed = len(text) == shown.count_chars()  # else characters and places cannot be matched
    for row in _ROW.finditer(text):
        words = row[0].strip()
        if words:
            first = row.start() + row[0].index(words[0])
            last = row.start() + len(row[0].rstrip()) - 1
            if not placed:
                yield TypeLine(_seen(words))
                continue
            line = _line(words, shown, first, last)
            yield replace(line, pieces=_pieces(words, shown, first, line.size))


def _pieces(
    words: str, shown: pypdfium2.PdfTextPage, first: int, size: float
) -> tuple[TypeLine, ...]:
    """Return the parts of a line that wide gaps divide; none where there is no such gap."""
    gaps = list(_SPACE.finditer(words)) if len(words) <= _LONGEST_ROW else []
    starts, ends = [0], []
    for gap in gaps:
        right = shown.get_charbox(first + gap.start() - 1, loose=True)[2]
        left = shown.get_charbox(first + gap.end(), loose=True)[0]
        if left - right >= _GUTTER * size:
            ends.append(gap.start())
            starts.append(gap.end())
    if not ends:
        return ()
    return tuple(
        _line(_DIVIDED_WORD.sub("\\1\xad", words[start:end]), shown, first + start, first + end - 1)
        for start, end in zip(starts, [*ends, len(words)], strict=True)
    )


def _line(words: str, shown: pypdfium2.PdfTextPage, first: int, last: int) -> TypeLine:
    left, bottom, _, top = shown.get_charbox(first, loose=True)
    _, end_bottom, right, end_top = shown.get_charbox(last, loose=True)
    return TypeLine(_seen(words), left, right, max(top, end_top), min(bottom, end_bottom))


def _seen(words: str) -> str:
    """Return a line with a soft hyphen at its end where pdfium says that a word was divided."""
    divided = words.endswith(tuple(_DIVIDED))
    return clean(words.rstrip(_DIVIDED)).strip() + "\xad" * divided


def _refuse_scan(pages: Sequence[Sequence[TypeLine]]) -> None:
    letters = sum(
        character.isalpha() for lines in pages for line in lines for character in line.text
    )
    if letters < _FEWEST_LETTERS:
        raise InputError(
            "holds pictures of pages and no text: run it through text recognition (OCR) first"
        )


def _title(stated: object, text: str, regions: Sequence[Region]) -> str | None:
    """Return the file's title, unless it is what a program called the file; else the headline."""
    title = one_line(stated)
    if title and not _NO_TITLE.search(title):
        return title
    return one_line(regions[0].span.of(text)) if regions else None
