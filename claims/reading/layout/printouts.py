"""What a browser prints at the edges of a page: "2/19/24, 10:12 AM Bridge shut", "https://… 1/2".

Fact-checkers print pages to PDF to keep them. The line at the foot gives the address, unless the
browser had to shorten it.
"""

import re
from collections.abc import Iterable

__all__ = ["is_printed_edge", "printed_address"]

_HEAD = re.compile(
    r"(?:\d{1,2}[/.]\d{1,2}[/.](?:\d{2}|\d{4})|\d{4}[/-]\d{1,2}[/-]\d{1,2}),?"
    r" \d{1,2}:\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s.*)?"
)
_FOOT = re.compile(r"(?P<address>(?:https?|file)://\S+)\s+\d{1,4}\s?/\s?\d{1,4}")
_SHORTENED = ("...", "…")


def is_printed_edge(line: str) -> bool:
    """Return whether a line at the edge of a page was put there by a browser."""
    return any(form.fullmatch(line.strip()) for form in (_HEAD, _FOOT))


def printed_address(lines: Iterable[str]) -> str | None:
    """Return the web address at the foot of a printed page; None where it is not there in full."""
    for line in lines:
        found = _FOOT.fullmatch(line.strip())
        address = found["address"] if found else ""
        if address.startswith("http") and not address.endswith(_SHORTENED):
            return address
    return None
