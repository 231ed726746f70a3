"""Reading: files, folders, archives, feeds, e-mails and addresses → documents.

`read` takes what the user names and yields a `Document` for each article and a `Problem` for each
thing that cannot be read. A target (`targets`) becomes parts, a part's type is told (`kinds`), its
reader (`READERS`, one module for each format) yields documents, and each is completed with what its
own lines state (`completing`, `regions`). From here on the text of an article never changes.

`regions_of` tells headline, byline, dateline, captions and marks from the body of any text. `fetch`
gets one address, with all limits; whoever follows feeds uses it with `entries_of`. These two, and
the readers of pages, PDFs, Word files, feeds and web archives, take packages of the extra "pages",
and are imported when they are first asked for (`late`).
"""

from typing import TYPE_CHECKING

from claims.late import late_names
from claims.reading.characters import clean
from claims.reading.contents import READERS
from claims.reading.languages import language_of
from claims.reading.layout.regions import regions_of
from claims.reading.options import ReadingOptions
from claims.reading.sources import source_text
from claims.reading.targets import is_address, read, read_fetched, read_received

if TYPE_CHECKING:
    from claims.reading.fetching import USER_AGENT, Fetched, fetch
    from claims.reading.formats.feeds import FeedEntry, entries_of

__all__ = [
    "READERS",
    "USER_AGENT",
    "FeedEntry",
    "Fetched",
    "ReadingOptions",
    "clean",
    "entries_of",
    "fetch",
    "is_address",
    "language_of",
    "read",
    "read_fetched",
    "read_received",
    "regions_of",
    "source_text",
]

_LATE = {
    "FeedEntry": "formats.feeds",
    "entries_of": "formats.feeds",
    "USER_AGENT": "fetching",
    "Fetched": "fetching",
    "fetch": "fetching",
}


__getattr__ = late_names(__name__, _LATE)
