"""Readings by further readers: stored beside what stands, compared, taken or not, asked for.

`storing` keeps a reading; `taking` makes a person's choice between the readers a decision like any
other; `agreeing` says how far readers agree; `requests` holds what the desk asks a worker process
to have read; `permitting` says what may not leave the desk, and to what an editor agreed. How the
differences are derived is in `claims.store.effects.reader_differences`.
"""

from claims.store.readings.agreement import reader_agreement
from claims.store.readings.permissions import (
    agree_to_reader,
    agreed_to,
    confidential_outlets,
    is_marked,
    mark_confidential,
    readers_setting,
    set_confidential_outlets,
    set_readers,
    why_confidential,
)
from claims.store.readings.requests import (
    ReadingRequest,
    ask_for_reading,
    finish_request,
    next_request,
    requests_of,
)
from claims.store.readings.storing import (
    is_read,
    put_reading,
    reading_rows,
)
from claims.store.readings.taking import Side, take

__all__ = [
    "ReadingRequest",
    "Side",
    "agree_to_reader",
    "agreed_to",
    "ask_for_reading",
    "confidential_outlets",
    "finish_request",
    "is_marked",
    "is_read",
    "mark_confidential",
    "next_request",
    "put_reading",
    "reader_agreement",
    "readers_setting",
    "reading_rows",
    "requests_of",
    "set_confidential_outlets",
    "set_readers",
    "take",
    "why_confidential",
]
