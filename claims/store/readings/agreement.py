"""How far further readers agree with the first one, field by field, as between people."""

from collections import Counter, defaultdict
from dataclasses import replace
from sqlite3 import Connection

from claims.store.queueing.agreement import Agreement, Said, agreement_by_field

__all__ = ["FIRST_READER", "reader_agreement"]

FIRST_READER = "the first reader"

_SAID = """
SELECT readings.reader, reading_agreement.field, first, second, sum(claims) AS claims
FROM reading_agreement JOIN readings ON readings.id = reading_agreement.reading
GROUP BY readings.reader, reading_agreement.field, first, second
ORDER BY readings.reader, reading_agreement.field
"""


def reader_agreement(connection: Connection) -> tuple[Agreement, ...]:
    """Return how far each further reader agrees with the first, before people corrected it.

    The fields are those of `claims.readers.comparing`. Of each pair only; a claim that one of them
    does not have counts for `extraction` alone.
    """
    said: dict[str, dict[str, Counter[Said]]] = defaultdict(lambda: defaultdict(Counter))
    for reader, field, first, second, count in connection.execute(_SAID):
        said[reader][field][(FIRST_READER, first), (reader, second)] += count
    return tuple(
        replace(found, pair=(FIRST_READER, reader))
        for reader, fields in said.items()
        for found in agreement_by_field(fields)
        if found.pair is not None
    )
