"""Bytes → text, and text → text without what no reader sees.

The encoding is, in this order: the one of a byte order mark; the declared one, if it fits; UTF-8,
if it fits (no other encoding fits by chance); the one that cchardet detects; Windows-1252.
"""

import codecs
import re

import cchardet

__all__ = ["clean", "decode", "is_binary", "one_line", "whole_characters"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_ENDS = re.compile("\r\n|\r|\x0b|\x0c|\x85|\u2028|\u2029")
# Control characters but for tab and line feed; soft hyphen; zero-width space, word joiner and
# byte order mark; marks and overrides of direction; tags. Joiners (U+200C, U+200D) are seen.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b")) + b"\x7f"
_SAMPLE = 65_536
_MOST_CONTROL = 0.01  # a stray NUL in an article is text; random bytes have over 0.1


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of `data`; `declared` is the encoding that its envelope names, if any."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for name in (declared, _wide(data), "utf-8", _detected(data)):
        text = _decoded(data, name)
        if text is not None:
            return text
    return data.decode("cp1252", "replace")


def clean(text: str) -> str:
    """Return `text` with line ends as "\\n" and without characters that no reader sees.

    A half of a surrogate pair, which no file can hold, becomes U+FFFD.
    """
    return whole_characters(_UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))


def whole_characters(text: str) -> str:
    """Return `text` with U+FFFD for each half of a surrogate pair; offsets stay as they are."""
    return _SURROGATES.sub("\ufffd", text)


def one_line(text: object, *, most: int = 1000) -> str | None:
    """Return a particular (a title, a name) on one line, at most `most` characters; None if empty.

    What is no text is no particular: a number or a list that stands where a name should.
    """
    if not isinstance(text, str):
        return None
    return " ".join(clean(text).split())[:most].strip() or None


def is_binary(head: bytes) -> bool:
    """Return whether the beginning of a file is no text in any encoding."""
    if head.startswith(tuple(mark for mark, _ in _MARKS)) or _wide(head):
        return False
    control = sum(head.count(byte) for byte in _CONTROL_BYTES)
    return control > max(1, len(head) * _MOST_CONTROL)


def _decoded(data: bytes, name: str | None) -> str | None:
    """Return the text if the encoding is known and fits to the last byte."""
    if not name:
        return None
    name = name.strip("\"' ").lower()
    # Browsers read Latin-1 and ASCII as Windows-1252 (WHATWG Encoding Standard, 4.2).
    name = "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name
    try:
        return data.decode(name)
    except (LookupError, ValueError):
        return None


def _detected(data: bytes) -> str | None:
    return cchardet.detect(data[:_SAMPLE]).get("encoding")


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 of a text without a mark: every second byte of Latin script is NUL."""
    even, odd = data[:512:2], data[1:512:2]
    if len(odd) < 8:
        return None
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None
