"""A part → its documents: the reader of its type, and in turn those of the parts inside it.

Here ends every failure of one article: it becomes a problem with a reason, and the next is read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from claims.errors import InputError, TooLargeError
from claims.hooks import added_readers
from claims.reading.characters import clean, decode
from claims.reading.completing import completed
from claims.reading.formats.archives import read_gzip, read_zip
from claims.reading.formats.json_lines import read_json_lines
from claims.reading.formats.mail import read_mail
from claims.reading.formats.markdown import read_markdown
from claims.reading.late import late_reader
from claims.reading.media_types import Kind, kind_of
from claims.reading.options import ReadingOptions
from claims.reading.parts import Part, Reader, Reading, whole
from claims.values import Document, Problem

__all__ = ["READERS", "contents"]


# Plain text: kept as it stands, but for line ends and what no reader sees.


def read_text(part: Part, options: ReadingOptions) -> Reading:
    """Yield the one document of a text file; what it states of itself is found later."""
    text = clean(decode(whole(part, options), declared=part.charset))
    if not any(map(str.isalnum, text)):
        raise InputError("holds no words: there is nothing to read")
    yield Document(text=text, format="text", path=part.path, url=part.url)


READERS: Mapping[Kind, Reader] = {
    "text": read_text,
    "markdown": read_markdown,
    "html": late_reader("formats.web_pages", "read_page", "is a web page"),
    "pdf": late_reader("formats.pdf", "read_pdf", "is a PDF"),
    "docx": late_reader("formats.word", "read_word", "is a Word file"),
    "eml": read_mail,
    "jsonl": read_json_lines,
    "feed": late_reader("formats.feeds", "read_feed", "is a feed"),
    "warc": late_reader("formats.warc", "read_warc", "is a web archive"),
    "zip": read_zip,
    "gzip": read_gzip,
}


def contents(part: Part, options: ReadingOptions) -> Iterator[Document | Problem]:
    """Yield the documents of a part, and a problem for each thing in it that cannot be read."""
    try:
        if part.depth > options.max_depth:
            raise TooLargeError("lies too deep in archives inside archives: unpack it first")
        for item in _items(part, options):
            if isinstance(item, Part):
                yield from contents(item, options)
            else:
                yield completed(item, options) if isinstance(item, Document) else item
    except InputError as error:
        yield Problem(part.path, "reading", str(error))
    except OSError as error:
        yield Problem(
            part.path, "reading", f"cannot be read ({error.strerror or error}): try again"
        )
    except Exception as error:  # whatever a parser trips over in a hostile or damaged file
        yield Problem(part.path, "reading", _damaged(error))


def _items(part: Part, options: ReadingOptions) -> Reading:
    """Yield what the reader of a part's type gives; those of plugins go first, by its name."""
    name = part.name.lower()
    for added in added_readers():
        if name.endswith(added.suffixes):
            for item in added.read(whole(part, options), part.path):
                yield _of_format(item, added.name, part)
            return
    yield from READERS[kind_of(part)](part, options)


def _of_format(item: Document | Problem, name: str, part: Part) -> Document | Problem:
    """Return what a plugin's reader gave, with its format and the path of its file."""
    if isinstance(item, Document):
        return replace(item, format=name, path=item.path or part.path)
    return item


def _damaged(error: Exception) -> str:
    what = " ".join(f"{type(error).__name__}: {error}".split())[:160]
    return f"is damaged, or of a make that cannot be read ({what}): save it anew, or as text"
