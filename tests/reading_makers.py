"""Real files of each format, made anew by the tests: nobody else's text is in them."""

import gzip
import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fastwarc.warc import WarcRecord, WarcRecordType

ARTICLE = (
    "The harbour of Brunnau was closed on Monday after a crane fell on the quay, the port"
    " authority said.",
    "“Nobody was hurt,” said Ada Lindt, who runs the authority. She did not say when the harbour"
    " would open again.",
    "Two dock workers, who asked not to be named, said that the crane had been reported as unsafe"
    " in January.",
)


def page(
    *,
    paragraphs: Sequence[str] = ARTICLE,
    head: str = "<title>Crane falls in Brunnau</title>",
    before: str = "<h1>Crane falls in Brunnau</h1>",
    after: str = "",
) -> str:
    """Return a whole web page with menus around its article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en-GB"><head>{head}</head><body><nav><ul><li><a href="/">Home'
        '</a></li><li><a href="/w">World</a></li></ul></nav>'
        f"<article>{before}{body}{after}</article>"
        "<footer><p>Terms and conditions</p></footer></body></html>"
    )


def pdf(
    pages: Sequence[Sequence[tuple[float, float, float, str]]],
    *,
    info: Mapping[str, str] | None = None,
    locked: bool = False,
) -> bytes:
    """Return a PDF whose pages hold lines: x, y, size of type, words (Latin-1)."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1"
               " /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    kids = []
    for lines in pages:
        content = "\n".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(words)}) Tj ET"
            for x, y, size, words in lines
        )
        length = len(content.encode("cp1252"))
        objects.append(f"<< /Length {length} >>\nstream\n{content}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R"
            f" >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    trailer = ""
    if info:
        fields = " ".join(f"/{name} ({_escaped(value)})" for name, value in info.items())
        objects.append(f"<< {fields} >>")
        trailer += f" /Info {len(objects)} 0 R"
    if locked:
        key = "".join(f"{number:02x}" for number in range(32))
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>")
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<00112233> <00112233>]"
    return _assembled(objects, trailer)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: Sequence[str], trailer: str) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {size} /Root 1 0 R{trailer} >>"
    return data + f"{end}\nstartxref\n{len(data)}\n%%EOF\n".encode()


def scanned_pdf() -> bytes:
    """Return a PDF with a page on which nothing is written."""
    return pdf([[]])


def word(
    paragraphs: Sequence[tuple[str, str | None]],
    *,
    title: str = "",
    author: str = "",
    inserted: str = "",
    deleted: str = "",
) -> bytes:
    """Return a Word file of paragraphs (words, style), its last one with tracked changes."""
    document = docx.Document()
    for words, style in paragraphs:
        document.add_paragraph(words, style=style)
    last = document.paragraphs[-1]._p
    names = nsdecls("w")
    if inserted:
        last.append(parse_xml(f"<w:ins {names}><w:r><w:t>{inserted}</w:t></w:r></w:ins>"))
    if deleted:
        last.append(
            parse_xml(f"<w:del {names}><w:r><w:delText>{deleted}</w:delText></w:r></w:del>")
        )
    document.core_properties.title = title
    document.core_properties.author = author
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def mail(
    text: str | None,
    *,
    html: str | None = None,
    attachments: Mapping[str, bytes] | None = None,
    subject: str = "Crane falls in Brunnau",
) -> bytes:
    """Return an e-mail with a plain text, an HTML text or both, and attachments."""
    message = EmailMessage()
    message["From"] = "Ada Lindt <ada@port.example>"
    message["To"] = "desk@daily.example"
    message["Subject"] = subject
    message["Date"] = "Sun, 18 Feb 2024 09:30:00 +0200"
    if text is not None:
        message.set_content(text)
        if html:
            message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    for name, data in (attachments or {}).items():
        maintype, subtype = ("image", "png") if name.endswith(".png") else ("application", "pdf")
        message.add_attachment(data, maintype=maintype, subtype=subtype, filename=name)
    return message.as_bytes()


def warc(records: Sequence[tuple[str, int, str, bytes]], *, packed: bool = False) -> bytes:
    """Return a web archive of responses: address, status, media type, body."""
    stream = io.BytesIO()
    for address, status, media_type, body in records:
        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        record.headers["WARC-Target-URI"] = address
        record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(
            f"HTTP/1.1 {status} X\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}"
            "\r\n\r\n".encode()
            + body
        )
        record.write(stream)
    data = stream.getvalue()
    return gzip.compress(data) if packed else data


def archive(members: Mapping[str, bytes]) -> bytes:
    """Return a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return stream.getvalue()


def feed(entries: Sequence[Mapping[str, str]], *, atom: bool = False) -> bytes:
    """Return an RSS or Atom feed of entries: title, link, published, text."""
    if atom:
        items = "".join(
            f"<entry><id>{entry['link']}</id><title>{entry['title']}</title>"
            f'<link href="{entry["link"]}"/><published>{entry["published"]}</published>'
            f"<author><name>Jane Doe</name></author>"
            f'<content type="html"><![CDATA[{entry["text"]}]]></content></entry>'
            for entry in entries
        )
        head = (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Daily Example</title><id>x</id>'
        )
        return f'<?xml version="1.0" encoding="utf-8"?>{head}{items}</feed>'.encode()
    items = "".join(
        f"<item><title>{entry['title']}</title><link>{entry['link']}</link>"
        f"<pubDate>{entry['published']}</pubDate>"
        f"<description><![CDATA[{entry['text']}]]></description></item>"
        for entry in entries
    )
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>The Daily Example</title>'
        f"<language>en-us</language>{items}</channel></rss>"
    ).encode()
