"""Web archives (WARC, plain or packed): the pages, feeds and documents in their responses.

Pictures, scripts, redirections and the like that a crawl brings along are passed over. The archive
is read record by record, so that its size does not matter; each record has the limit of a file.
"""

import io
import re
import zlib

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from claims.errors import InputError
from claims.reading.formats.http_bodies import unpacked_body
from claims.reading.options import ReadingOptions
from claims.reading.parts import Part, Reading, over_limit
from claims.values import Problem

__all__ = ["RECORDS", "begins_record", "next_record", "read_warc"]

RECORDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_PASSED_OVER = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript")
_READ = (
    "text/", "application/pdf", "application/xhtml", "application/rss", "application/atom",
    "application/xml", "application/vnd.openxmlformats-officedocument.wordprocessingml",
    "message/rfc822",
)  # fmt: skip
_BEGINNING = re.compile(rb"(?:(?<=\n)|\A)WARC/\d|\x1f\x8b\x08")
_MARK_LENGTH = 8
_CHUNK = 1 << 20
_LONGEST_REASON = 120
_MOST_BROKEN = 1000
_OK, _REDIRECTION, _ERROR = 200, 300, 400


def read_warc(part: Part, options: ReadingOptions) -> Reading:
    """Yield a part for each record that may be an article, a problem for each that is broken.

    A broken record costs itself only: reading goes on where the next one begins.
    """
    found, broken, begin, path = 0, 0, 0, part.path
    while begin >= 0:
        part.stream.seek(begin)
        try:
            for record in ArchiveIterator(part.stream, record_types=RECORDS, auto_decode="none"):
                begin = record.stream_pos
                path = _path(record, part)
                for item in _record(record, part, options):
                    found += 1
                    yield item
                path = part.path
            begin = -1
        except (OSError, ValueError, EOFError) as error:
            reason = " ".join(str(error).split())[:_LONGEST_REASON] or type(error).__name__
            begin = next_record(part, begin + 1)
            found += 1
            yield Problem(path, "reading", f"is damaged ({reason}): fetch the archive again")
            broken += 1
            if broken > _MOST_BROKEN:
                raise InputError("is damaged in too many places: fetch the archive again") from None
    if not found and part.first is None:
        raise InputError("is a web archive without pages: there is nothing to read")


def next_record(part: Part, begin: int) -> int:
    """Return where the next record is at or after `begin`, plain or packed; -1 if nowhere."""
    part.stream.seek(begin)
    tail = b""
    while chunk := part.stream.read(_CHUNK):
        window = tail + chunk
        for mark in _BEGINNING.finditer(window):
            at = begin - len(tail) + mark.start()
            if mark[0].startswith(b"WARC/") or _packs_record(part, at):
                return at
            part.stream.seek(begin + len(chunk))
        begin += len(chunk)
        tail = window[-_MARK_LENGTH:]
    return -1


def begins_record(part: Part, at: int) -> bool:
    """Return whether a record, plain or packed by itself, begins at a place of the stream."""
    part.stream.seek(at)
    return part.stream.read(5) == b"WARC/" or _packs_record(part, at)


def _packs_record(part: Part, at: int) -> bool:
    """Return whether what is packed at a place of the stream begins as a record does."""
    part.stream.seek(at)
    try:
        unpacked = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(part.stream.read(512), 5)
    except zlib.error:
        return False
    return unpacked == b"WARC/"


def _path(record: WarcRecord, part: Part) -> str:
    return f"{part.path}#{(record.headers.get('WARC-Target-URI') or '').strip('<>')}"


def _record(record: WarcRecord, part: Part, options: ReadingOptions) -> Reading:
    """Yield the part of one record; nothing for what is not a page.

    Raises EOFError for a record that ends too early, or whose body is damaged.
    """
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    media_type, charset = _declared(record)
    if media_type.startswith(_PASSED_OVER) or (media_type and not media_type.startswith(_READ)):
        return
    path = _path(record, part)
    status = record.http_headers.status_code if record.http_headers else _OK
    if status is not None and _REDIRECTION <= status < _ERROR:
        return
    if status is not None and status >= _ERROR:
        yield Problem(
            path, "reading", f"is the page of an error (HTTP {status}): find another copy"
        )
        return
    data = record.reader.read(options.max_bytes + 1)
    if len(data) <= options.max_bytes:
        if len(data) < record.content_length:
            raise EOFError("ends in the middle of the page")
        data = unpacked_body(
            data,
            transfer=_header(record, "Transfer-Encoding"),
            content=_header(record, "Content-Encoding"),
            most=options.max_bytes,
        )
    if len(data) > options.max_bytes:
        yield Problem(path, "reading", over_limit(options))
    elif data.strip():
        url = address if address.startswith(("http://", "https://")) else None
        yield part.inside(
            io.BytesIO(data), address, media_type=media_type, charset=charset, url=url
        )


def _header(record: WarcRecord, name: str) -> str:
    return str(record.http_headers.get(name) or "") if record.http_headers else ""


def _declared(record: WarcRecord) -> tuple[str, str | None]:
    """Return the media type and the charset of a record's content."""
    if record.is_http and record.http_headers is not None:
        return record.http_content_type or "", record.http_charset
    return (record.headers.get("Content-Type") or "").split(";")[0].strip(), None
