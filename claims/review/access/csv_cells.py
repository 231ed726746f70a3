"""Datasette's CSV, so that no spreadsheet runs what an article says.

Text comes from articles, and an article may be hostile: a cell that begins with "=" runs as a
formula when the file is opened. Such cells get an apostrophe in front, as in the exports of claims
(OWASP, "CSV Injection", 2023); numbers stay, and so does everything in JSON. The rows are changed
on their way out, one whole record at a time.
"""

import re

from claims.review.access.guard import App, Message, Receive, Scope, Send

__all__ = ["SafeCells", "safe_csv"]

_RUNS = rb"(?:[=+\-@\t\r\n]|\xef\xbc[\x8b\x8d\x9d\xa0])"
"""What may begin a formula: the signs, and + - = @ in full width as UTF-8."""
_RISKY = re.compile(rb'(?:^|[,\n"])' + _RUNS)
_CELL = re.compile(rb'"(?:[^"]|"")*"|[^",\r\n]+')
_FORMULA = re.compile(rb'\A("?)(?=' + _RUNS + rb")")
_NUMBER = re.compile(rb"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_TYPES = (b"text/plain", b"text/csv")


class SafeCells:
    """Takes CSV as it comes, in pieces of any size; gives back whole records with safe cells."""

    def __init__(self) -> None:
        """Begin with nothing held back."""
        self._held = b""

    def take(self, piece: bytes, *, last: bool = False) -> bytes:
        """Return the records that are whole now; with `last` all that is left."""
        held = self._held + piece
        # A line break outside quotation marks ends a record; csv writes its marks in pairs.
        whole = last or (held.endswith(b"\n") and held.count(b'"') % 2 == 0)
        self._held = b"" if whole else held
        if not whole:
            return b""
        return _CELL.sub(_safe, held) if _RISKY.search(held) else held


def safe_csv(app: App) -> App:
    """Wrap an ASGI application: what it answers as CSV under an address in .csv is made safe."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].endswith(".csv"):
            await app(scope, receive, send)
            return
        cells: SafeCells | None = None

        async def send_safely(message: Message) -> None:
            nonlocal cells
            if message["type"] == "http.response.start" and message["status"] == 200:
                given = {bytes(name).lower(): value for name, value in message.get("headers", [])}
                csv = bytes(given.get(b"content-type", b"")).startswith(_TYPES)
                cells = SafeCells() if csv and b"content-length" not in given else None
            elif message["type"] == "http.response.body" and cells is not None:
                last = not message.get("more_body", False)
                message = {**message, "body": cells.take(message.get("body", b""), last=last)}
            await send(message)

        await app(scope, receive, send_safely)

    return wrapped


def _safe(cell: re.Match[bytes]) -> bytes:
    """Return a cell with an apostrophe in front where it would run."""
    found = cell.group()
    return found if _NUMBER.fullmatch(found) else _FORMULA.sub(rb"\1'", found)
