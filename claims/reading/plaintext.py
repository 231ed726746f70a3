"""Plain text: kept as it stands, but for line ends and what no reader sees."""

from claims.errors import InputError
from claims.reading.characters import clean, decode
from claims.reading.options import ReadingOptions
from claims.reading.parts import Part, Reading, whole
from claims.values import Document

__all__ = ["read_text"]


def read_text(part: Part, options: ReadingOptions) -> Reading:
    """Yield the one document of a text file; what it states of itself is found later."""
    text = clean(decode(whole(part, options), declared=part.charset))
    if not any(map(str.isalnum, text)):
        raise InputError("holds no words: there is nothing to read")
    yield Document(text=text, format="text", path=part.path, url=part.url)
