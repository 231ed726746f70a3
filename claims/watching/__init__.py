"""Following feeds and folders: what is new is added, and what it tells of known stories reported.

`watch_round` looks once at all that is due, politely: only changes are asked for, a host is left
alone between two requests, what fails is tried again later and later. What was read is kept in the
database, so that a restart goes on where it stopped. `news_of` tells what a run brought to stories,
`atom_feed` writes that as a feed.
"""

from claims.watching.news import News, atom_feed, news_of
from claims.watching.rounds import Manners, Round, seconds_until_due, watch_round

__all__ = [
    "Manners",
    "News",
    "Round",
    "atom_feed",
    "news_of",
    "seconds_until_due",
    "watch_round",
]
