"""Web archives (WARC, plain or packed): the pages, feeds and documents in their responses.

Pictures, scripts, redirections and the like that a crawl brings along are passed over. The archive
is read record by record, so that its size does not matter; each record has the limit of a file.
"""

import io

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from claims.errors import InputError
from claims.reading.options import ReadingOptions
from claims.reading.parts import Part, Reading, over_limit
from claims.values import Problem

__all__ = ["read_warc"]

_RECORDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_PASSED_OVER = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript")
_READ = (
    "text/", "application/pdf", "application/xhtml", "application/rss", "application/atom",
    "application/xml", "application/vnd.openxmlformats-officedocument.wordprocessingml",
    "message/rfc822",
)  # fmt: skip
_OK, _REDIRECTION, _ERROR = 200, 300, 400


def read_warc(part: Part, options: ReadingOptions) -> Reading:
    """Yield a part for each record that may be an article, a problem for each that is broken."""
    part.stream.seek(0)
    found = 0
    try:
        for record in ArchiveIterator(part.stream, record_types=_RECORDS, auto_decode="all"):
            for item in _record(record, part, options):
                found += 1
                yield item
    except (OSError, ValueError, EOFError) as error:
        yield Problem(part.path, "reading", f"is damaged from here on ({error}): fetch it again")
        return
    if not found:
        raise InputError("is a web archive without pages: there is nothing to read")


def _record(record: WarcRecord, part: Part, options: ReadingOptions) -> Reading:
    """Yield the part of one record; nothing for what is no page."""
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    media_type, charset = _declared(record)
    if media_type.startswith(_PASSED_OVER) or (media_type and not media_type.startswith(_READ)):
        return
    path = f"{part.path}#{address}"
    status = record.http_headers.status_code if record.http_headers else _OK
    if status is not None and _REDIRECTION <= status < _ERROR:
        return
    if status is not None and status >= _ERROR:
        yield Problem(
            path, "reading", f"is the page of an error (HTTP {status}): find another copy"
        )
        return
    data = record.reader.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        yield Problem(path, "reading", over_limit(options))
    elif _is_cut(record, len(data)):
        yield Problem(path, "reading", "ends in the middle of the page: fetch the archive again")
    elif data.strip():
        url = address if address.startswith(("http://", "https://")) else None
        yield part.inside(
            io.BytesIO(data), address, media_type=media_type, charset=charset, url=url
        )


def _is_cut(record: WarcRecord, size: int) -> bool:
    """Tell whether a record that is not packed has fewer bytes than it says."""
    headers = record.http_headers
    packed = headers and (headers.get("Content-Encoding") or headers.get("Transfer-Encoding"))
    return not packed and size < record.content_length


def _declared(record: WarcRecord) -> tuple[str, str | None]:
    """Return the media type and the charset of a record's content."""
    if record.is_http and record.http_headers is not None:
        return record.http_content_type or "", record.http_charset
    return (record.headers.get("Content-Type") or "").split(";")[0].strip(), None
