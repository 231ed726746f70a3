"""Which type a part is of: told by its content first, and by its name where content cannot tell."""

import re
import zipfile
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Literal

from claims.errors import InputError, UnsupportedError
from claims.reading.characters import clean, decode, is_binary
from claims.reading.parts import HEAD, Part

__all__ = ["Kind", "kind_of"]

Kind = Literal[
    "text", "markdown", "html", "pdf", "docx", "eml", "jsonl", "feed", "warc", "zip", "gzip"
]

_DIRECTLY: Sequence[tuple[bytes, Kind]] = (
    (b"%PDF-", "pdf"),
    (b"WARC/", "warc"),
    (b"\x1f\x8b", "gzip"),
)
_KNOWN_BUT_UNREAD = (
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or Outlook file: save it as .docx, .eml or PDF"),
    (b"{\\rtf", "a rich text file (RTF): save it as .docx"),
    (b"SQLite format 3", "a database: give it to --db instead"),
    (b"\x89PNG", "a picture: run it through text recognition (OCR) first"),
    (b"\xff\xd8\xff", "a picture: run it through text recognition (OCR) first"),
    (b"GIF8", "a picture: run it through text recognition (OCR) first"),
    (b"II*\x00", "a picture: run it through text recognition (OCR) first"),
    (b"MM\x00*", "a picture: run it through text recognition (OCR) first"),
    (b"RIFF", "a picture, a sound or a film: write down what is said in it first"),
    (b"ID3", "a sound recording: write down what is said in it first"),
    (b"OggS", "a sound recording: write down what is said in it first"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"BZh", "packed with bzip2: unpack it first"),
    (b"\xfd7zXZ", "packed with xz: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd: unpack it first"),
)
# Written so that a text can be read in one way only: a failing match then takes no longer than a
# good one. "<!--.*?-->" could end at any later comment, and a field go on in many ways.
_COMMENTS = r"\s*(?:(?:<\?(?:[^?]|\?(?!>))*\?>|<!--(?:[^-]|-(?!->))*-->)\s*)*"
_FEED = re.compile(_COMMENTS + r"(?:<!DOCTYPE[^>]*>\s*)?<(?:rss|feed|rdf:RDF)\b", re.I | re.S)
_HTML = re.compile(
    _COMMENTS
    + r"<(?:!doctype\s+html|html|head|body|title|meta|link|base|article|section|main|header"
    r"|div|p|h[1-6]|blockquote|span|table|ul|ol|figure|center|font|a|b|i|em|strong|img|br|style|script)"
    r"(?=[\s>/])",
    re.I | re.S,
)
_MARKUP = re.compile(_COMMENTS + r"<[A-Za-z!?]", re.S)
_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\})')
_HEADER = re.compile(r"(?:[\x21-\x39\x3b-\x7e]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_MAIL_FIELDS = ("from", "to", "date", "subject", "message-id", "mime-version", "received")
_FEWEST_FIELDS = 3

_BY_NAME: dict[str, Kind] = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".eml": "eml", ".mht": "eml",
    ".mhtml": "eml", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".pdf": "pdf",
    ".docx": "docx", ".zip": "zip", ".warc": "warc",
}  # fmt: skip
_BY_MEDIA_TYPE: dict[str, Kind] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown",
    "application/json": "jsonl", "application/x-ndjson": "jsonl", "application/jsonl": "jsonl",
    "message/rfc822": "eml",
}  # fmt: skip
_NO_ARTICLE_TEXT = """
.css .js .mjs .ts .py .sh .c .h .java .csv .tsv .ini .toml .yml .yaml .log .sql .svg .srt .vtt
"""
_NO_ARTICLE = frozenset(_NO_ARTICLE_TEXT.split())
_BINARY_KINDS = frozenset({"pdf", "docx", "zip", "warc"})


def kind_of(part: Part) -> Kind:
    """Return the type of a part.

    Raises InputError for an empty one, UnsupportedError, which names what to do, for what cannot be
    read.
    """
    head = part.head()
    if not head.strip():
        raise InputError("is empty: there is nothing to read")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(part)
    if part.media_type == "application/warc":
        return "warc"  # packed record by record, as its reader wants it
    for magic, kind in _DIRECTLY:
        if head.startswith(magic) or (kind == "pdf" and magic in head[:1024] and is_binary(head)):
            return kind
    for magic, advice in _KNOWN_BUT_UNREAD:
        if head.startswith(magic):
            raise UnsupportedError(f"is {advice}")
    return _text_kind(part, head)


def _text_kind(part: Part, head: bytes) -> Kind:
    """Return the type of what holds text, by how it begins and then by what it is called."""
    suffix = PurePosixPath(part.name).suffix.lower()
    named = _BY_NAME.get(suffix) or _BY_MEDIA_TYPE.get(part.media_type)
    if is_binary(head):
        raise UnsupportedError(_not_text(suffix, named))
    text = clean(decode(head, declared=part.charset))
    if _FEED.match(text):
        return "feed"
    if _HTML.match(text):
        return "html"
    if _is_mail(text, cut=len(head) == HEAD) or named == "eml":
        return "eml"
    if _JSON.match(text) or named == "jsonl":
        return "jsonl"
    if _MARKUP.match(text) and named != "markdown":
        return _unknown_markup(named)
    if suffix in _NO_ARTICLE and not part.media_type.startswith("text/html"):
        raise UnsupportedError(f"is a {suffix} file, which holds no article")
    return named if named in ("markdown", "html") else "text"


def _unknown_markup(named: Kind | None) -> Kind:
    if named == "html":
        return "html"
    raise UnsupportedError("is XML, but neither a page nor a feed: save its text as .txt or .html")


def _not_text(suffix: str, named: Kind | None) -> str:
    if named in _BINARY_KINDS:
        return f"is called {suffix}, but is damaged or something else: open it and save it anew"
    return "is no text and of no known type: save it as text, HTML, PDF or DOCX"


def _is_mail(text: str, *, cut: bool) -> bool:
    """Return whether a text begins with the header of an e-mail: several of its known fields.

    The header ends with an empty line, or goes on where the text was `cut`.
    """
    header = _HEADER.match(text)
    if not header:
        return False
    rest = text[header.end() :]
    if not rest.startswith("\n") and not (cut and "\n" not in rest):
        return False
    fields = {line.split(":")[0].lower() for line in header[0].split("\n") if ":" in line}
    return len(fields.intersection(_MAIL_FIELDS)) >= _FEWEST_FIELDS


def _zip_kind(part: Part) -> Kind:
    """Tell Word's files and others that are zip archives inside from an archive of articles."""
    part.stream.seek(0)
    try:
        with zipfile.ZipFile(part.stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError("is a damaged zip archive or Word file: fetch or save it again") from error
    finally:
        part.stream.seek(0)
    if "word/document.xml" in names:
        return "docx"
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise UnsupportedError(
            "is an office file or e-book of an unknown type: save it as .docx or PDF"
        )
    return "zip"
