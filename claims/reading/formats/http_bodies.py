"""The body of an HTTP response as an archive keeps it → the bytes of the page.

Tools for web archives often write a body unpacked and leave the headers that say how it was packed
on the wire (pywb and warcio do so). A header that the body contradicts is therefore not believed.
"""

import io
import re
import zlib

from fastwarc.stream_io import BrotliReader, ZstdReader

__all__ = ["unpacked_body"]

_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")
_GZIP_OR_ZLIB = 47  # zlib's own word for "whichever of the two it is"
_DEFLATE = -15
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


def unpacked_body(data: bytes, *, transfer: str, content: str, most: int) -> bytes:
    """Return the body without the transfer and content encodings that its headers name.

    At most `most` + 1 bytes are unpacked. A body that is not packed as the header says is returned
    as it is; raises EOFError for one that is packed so, but damaged or cut.
    """
    if "chunked" in transfer.lower():
        data = _joined(data)
    for encoding in reversed([name.strip().lower() for name in content.split(",")]):
        data = _unpacked(data, encoding, most)
    return data


def _joined(data: bytes) -> bytes:
    """Return the chunks of a body as one (RFC 9112, 7.1); a body without chunks as it is."""
    if _CHUNK.match(data) is None:
        return data
    pieces: list[bytes] = []
    at = 0
    while size := _CHUNK.match(data, at):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(pieces)
        pieces.append(data[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if data[at : at + 2] == b"\r\n" else data[at : at + 1] == b"\n"
    if at < len(data) and len(pieces) == 1:  # a page whose first line happens to be a number
        return data
    raise EOFError("its chunks end in the middle of the page")


def _unpacked(data: bytes, encoding: str, most: int) -> bytes:
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflated(data, encoding, most)
    try:
        if encoding == "br":
            return bytes(BrotliReader(io.BytesIO(data)).read(most + 1))
        if encoding == "zstd" and data.startswith(_ZSTD):
            return bytes(ZstdReader(io.BytesIO(data)).read(most + 1))
    except (OSError, ValueError, EOFError, RuntimeError):
        return data  # Brotli has no mark to know it by: what cannot be unpacked was not packed
    return data


def _inflated(data: bytes, encoding: str, most: int) -> bytes:
    marked = data.startswith(_GZIP) or (encoding == "deflate" and data[:1] == b"\x78")
    if not marked and encoding != "deflate":
        return data
    unpacker = zlib.decompressobj(_GZIP_OR_ZLIB if marked else _DEFLATE)
    try:
        found = unpacker.decompress(data, most + 1)
    except zlib.error as error:
        if not marked:
            return data
        raise EOFError(f"what was packed is damaged ({error})") from error
    if not unpacker.eof and len(found) <= most and marked:
        raise EOFError("what was packed ends in the middle of the page")
    return found if unpacker.eof or len(found) > most else data
