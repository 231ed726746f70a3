"""What a caller may ask of reading: particulars that the user supplies, limits, and manners.

One frozen value travels through all readers, so that nothing is settled in a global place.
"""

from dataclasses import dataclass

from claims.errors import SettingsError
from claims.reading.dates import iso_date

__all__ = ["MORE_BYTES", "PRIVATE_TOO", "ReadingOptions"]

MORE_BYTES = "allow more with --max-megabytes (in Python, ReadingOptions.max_bytes)"
"""What a person can do about a thing that is larger than `max_bytes`."""

PRIVATE_TOO = "add --allow-private if you mean it (in Python, ReadingOptions.allow_private)"
"""What a person can do about an address that leads into their own network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """How to read.

    `title`, `author`, `publisher`, `published` and `url` are the user's word and win over what the
    document states of itself; `published` is an ISO 8601 date or date and time. `max_bytes` is the
    largest file, page or member of an archive that is read; `max_expanded` and `max_members` hold
    for an archive with all that is in it, `max_depth` for archives in archives. `timeout` is the
    time in seconds that one address may take in all. `robots` asks a site's robots.txt first;
    `allow_private` lets an address lead into this machine or its own network.
    """

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    max_bytes: int = 50_000_000
    max_expanded: int = 500_000_000
    max_members: int = 10_000
    max_depth: int = 3
    timeout: float = 30.0
    robots: bool = True
    allow_private: bool = False

    def __post_init__(self) -> None:
        """Refuse a date that is none and a limit that lets nothing through."""
        if self.published is not None:
            stated = iso_date(self.published)
            if stated is None:
                raise SettingsError(
                    f"{self.published!r} is no date: write it as 2024-02-18 or 2024-02-18T09:30Z"
                )
            object.__setattr__(self, "published", stated)
        for name in ("max_bytes", "max_expanded", "max_members", "max_depth", "timeout"):
            if getattr(self, name) <= 0:
                raise SettingsError(f"{name.replace('_', ' ')} must be more than nothing")
