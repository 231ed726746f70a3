"""The file of an article as it stands on disk: for whoever must name its lines and columns."""

from pathlib import Path

from claims.reading.characters import decode, is_binary
from claims.reading.targets import is_address
from claims.values import Document

__all__ = ["source_text"]

_LARGEST = 50_000_000  # bytes
_TEXTS = frozenset(["text", "markdown", "html", "feed", "jsonl"])


def source_text(document: Document) -> str | None:
    """Return the text of the file that a document was read from, with its markup and line ends.

    None where the file is no text (a PDF, an archive), or is not there: standard input, an address.
    """
    path = document.path or ""
    if document.format not in _TEXTS or not path or path == "-" or is_address(path):
        return None
    file = Path(path) if Path(path).is_file() else Path(path.partition("#")[0])
    try:
        if file.stat().st_size > _LARGEST:
            return None
        data = file.read_bytes()
    except (OSError, ValueError):
        return None
    return None if is_binary(data[:8192]) else decode(data)
