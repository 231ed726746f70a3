"""E-mail: the message's own text, with sender, subject and date from its header; attachments after
it. A page that a browser saved as one file (MHTML) has the same form and is read as a page.
"""

import email
import email.message
import email.policy
import io
import re
from collections.abc import Iterator

from claims.errors import InputError, TooLargeError
from claims.reading.characters import clean, decode, one_line
from claims.reading.dates import iso_date
from claims.reading.languages import stated_language
from claims.reading.late import loaded
from claims.reading.options import ReadingOptions
from claims.reading.parts import Part, Reading, whole
from claims.values import Document, Region

__all__ = ["read_mail"]

_Message = email.message.EmailMessage
_FIELDS = re.compile(
    rb"^(content-[a-z-]{1,40}|snapshot-[a-z-]{1,40}|from|date|subject|mime-version):"
    rb"[^\n]*(?:\n[ \t][^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_FIELD = 20_000


def read_mail(part: Part, options: ReadingOptions) -> Reading:
    """Yield the message's document and, as parts, its attachments that may be articles."""
    data = whole(part, options)
    _refuse_swollen(data, options)
    message = email.message_from_bytes(data, _class=_Message, policy=email.policy.default)
    saved_from = one_line(_header(message, "Snapshot-Content-Location"))
    if saved_from:
        yield _saved_page(message, part, saved_from)
        return
    attachments = list(_attachments(message, part))
    text, regions = _text(message)
    if any(map(str.isalnum, text)):
        yield Document(
            text=text,
            title=one_line(_header(message, "Subject")),
            author=_sender(message),
            published=iso_date(_header(message, "Date") or ""),
            language=stated_language(one_line(_header(message, "Content-Language"))),
            format="eml",
            path=part.path,
            regions=regions,
        )
    elif not attachments:
        raise InputError("is an e-mail without text: there is nothing to read")
    yield from attachments


def _refuse_swollen(data: bytes, options: ReadingOptions) -> None:
    """Raise for more parts than are read, and for fields whose parsing would not end.

    The time that Python takes for a structured field grows with the square of its length, and it
    parses some as soon as it meets them: so this looks at the bytes, in one pass.
    """
    parts = 0
    for field in _FIELDS.finditer(data):
        name = field[1].decode("ascii").lower()
        if len(field[0]) > _LONGEST_FIELD:
            raise TooLargeError(
                f"has a field {name} of {len(field[0]):,} bytes, as no program writes: save its"
                " text as .txt"
            )
        parts += name == "content-type"
        if parts > options.max_members:
            raise TooLargeError(f"holds more than {options.max_members:,} parts: take it apart")


def _header(message: _Message, name: str) -> str | None:
    """Return a header field decoded; None where it is missing or beyond repair."""
    try:
        value = message.get(name)
    except (ValueError, IndexError, TypeError, AttributeError):  # hostile headers break its parser
        return None
    return str(value) if value is not None else None


def _sender(message: _Message) -> str | None:
    """Return the sender's name, or the address where there is no name."""
    try:
        addresses = message["From"].addresses
    except (ValueError, IndexError, TypeError, AttributeError):
        return one_line(_header(message, "From"))
    names = [one_line(address.display_name) or one_line(address.addr_spec) for address in addresses]
    return ", ".join(name for name in names if name) or None


def _text(message: _Message) -> tuple[str, tuple[Region, ...]]:
    """Return the plain text of the message, else its HTML as a reader sees it."""
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    if plain is not None:
        text = clean(_content(plain))
        if any(map(str.isalnum, text)):
            return (_unflowed(text) if _is_flowed(plain) else text), ()
    if html is None:
        return "", ()
    markup = loaded("formats.markup", "is an e-mail in HTML")
    tree = markup.parsed(_content(html))
    found: tuple[str, tuple[Region, ...]] = markup.prose(tree) if tree is not None else ("", ())
    return found


def _content(message: email.message.Message) -> str:
    """Return the text of a part; what its header says of the encoding may be wrong."""
    payload = message.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else str(payload or "").encode()
    return decode(data, declared=message.get_content_charset())


def _is_flowed(message: email.message.Message) -> bool:
    return str(message.get_param("format", "")).lower() == "flowed"


def _unflowed(text: str) -> str:
    """Join the lines that format=flowed broke (RFC 3676): those that end with a space."""
    lines: list[str] = []
    goes_on = False
    for row in text.split("\n"):
        line = row.removeprefix(" ") if row.startswith(" ") else row
        if goes_on and line and not line.startswith(">"):
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(line.rstrip(" ") if line != "-- " else line for line in lines)


def _attachments(message: _Message, part: Part) -> Iterator[Part]:
    """Yield attachments but for pictures, signatures, calendars and the like."""
    for number, attachment in enumerate(message.iter_attachments(), 1):
        if attachment.get_content_maintype() not in ("text", "application", "message"):
            continue
        if attachment.get_content_subtype() in ("calendar", "vcard", "x-vcard", "pgp-signature",
                                                "pkcs7-signature", "rfc822-headers"):  # fmt: skip
            continue
        payload = attachment.get_payload(decode=True)
        if attachment.get_content_type() == "message/rfc822":
            payload = b"".join(inner.as_bytes() for inner in attachment.iter_parts())
        name = one_line(attachment.get_filename()) or f"attachment {number}"
        if isinstance(payload, bytes) and payload:
            yield part.inside(
                io.BytesIO(payload),
                name,
                media_type=attachment.get_content_type(),
                charset=attachment.get_content_charset(),
            )


def _saved_page(message: _Message, part: Part, address: str) -> Part:
    """Return the page in an MHTML file as a part of its own."""
    html = message.get_body(("html",))
    if html is None:
        raise InputError("is a saved page without HTML in it: save the page anew as HTML")
    page = _content(html).encode()
    return part.inside(
        io.BytesIO(page), "page", media_type="text/html", charset="utf-8", url=address
    )
