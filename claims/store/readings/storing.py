"""Keep a reading beside what stands, in place of an earlier one of the same reader."""

import json
from sqlite3 import Connection

from claims.readers import Reading
from claims.readers.reading import STAGE
from claims.store.effects.reader_differences import refresh_agreement, refresh_differences
from claims.store.extractions.soundness import extraction_fault
from claims.store.ids import document_digest, document_id
from claims.store.opening import Store, transaction
from claims.store.record.json_values import extraction_to_json
from claims.store.records import Records, query
from claims.store.runs import now, storable

__all__ = ["is_read", "put_reading", "reading_rows"]

_PUT = """
INSERT INTO readings (document, reader, prompt, digest, run, made, state, reason, requests,
    input_tokens, output_tokens, counted, seconds, left_out, unsure, extraction)
VALUES (:document, :reader, :prompt, :digest, :run, :made, :state, :reason, :requests,
    :input_tokens, :output_tokens, :counted, :seconds, :left_out, :unsure, :extraction)
ON CONFLICT (document, reader) DO UPDATE SET
    prompt = excluded.prompt, digest = excluded.digest, run = excluded.run, made = excluded.made,
    state = excluded.state, reason = excluded.reason, requests = excluded.requests,
    input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
    counted = excluded.counted, seconds = excluded.seconds, left_out = excluded.left_out,
    unsure = excluded.unsure, extraction = excluded.extraction
"""
_ROWS = """
SELECT readings.id, readings.reader, readings.made, readings.run, readings.state, readings.reason,
    readings.requests, readings.input_tokens, readings.output_tokens, readings.counted,
    readings.seconds, readings.left_out, readings.digest <> documents.digest AS outdated,
    (SELECT count(*) FROM reading_differences AS d WHERE d.reading = readings.id) AS differences,
    (SELECT count(*) FROM reading_differences AS d
     WHERE d.reading = readings.id AND NOT d.settled) AS open
FROM readings JOIN documents ON documents.id = readings.document
WHERE readings.document = ? ORDER BY readings.id
"""


def put_reading(store: Store, reading: Reading, *, run: int) -> bool:
    """Store a reading with its problems; return False where its article is not stored just so.

    A reading that found nothing since it failed does not take the place of one that found
    something; its problems are recorded all the same.
    """
    extraction = reading.extraction
    document = document_id(extraction.document)
    fault = extraction_fault(extraction)
    if fault is not None:  # the checker lets nothing unsound through; if it did, nothing is stored
        raise ValueError(f"a reading is not sound: {fault}")
    with transaction(store) as connection:
        stored = connection.execute(
            "SELECT digest FROM documents WHERE id = ?", (document,)
        ).fetchone()
        if stored != (document_digest(extraction.document),):
            return False
        _put_problems(connection, reading, document, run)
        nothing = reading.state in ("failed", "stopped") and not extraction.assessments
        if nothing and _has_better(connection, document, reading.reader, stored[0]):
            return True
        connection.execute(_PUT, _row(reading, document, stored[0], run))
        refresh_differences(connection, document)
        refresh_agreement(connection, document)
    return True


def is_read(connection: Connection, document: str, reader: str, prompt: str) -> bool:
    """Return whether the article, as it is now, was read by that reader with that prompt.

    A reading that failed or was stopped counts as none; so a run that ended early goes on where it
    stood when it is run again.
    """
    found = connection.execute(
        "SELECT 1 FROM readings JOIN documents ON documents.id = readings.document"
        " WHERE readings.document = ? AND reader = ? AND prompt = ?"
        " AND readings.digest = documents.digest AND state IN ('whole', 'partial')",
        (document, reader, prompt),
    )
    return found.fetchone() is not None


def reading_rows(connection: Connection, document: str) -> Records:
    """Return the readings of an article, without what they found, and how often they differ."""
    return query(connection, _ROWS, document)


def _row(reading: Reading, document: str, digest: str, run: int) -> dict[str, object]:
    return {
        "document": document,
        "reader": reading.reader,
        "prompt": reading.prompt,
        "digest": digest,
        "run": run,
        "made": now(),
        "state": reading.state,
        "reason": None if reading.reason is None else storable(reading.reason),
        "requests": reading.cost.requests,
        "input_tokens": reading.cost.input_tokens,
        "output_tokens": reading.cost.output_tokens,
        "counted": int(reading.cost.counted),
        "seconds": round(reading.cost.seconds, 3),
        "left_out": reading.left_out,
        "unsure": json.dumps(reading.unsure),
        "extraction": extraction_to_json(reading.extraction),
    }


def _put_problems(connection: Connection, reading: Reading, document: str, run: int) -> None:
    """Record what was left out, in place of what an earlier reading of the same reader left out."""
    connection.execute(
        "DELETE FROM problems WHERE document = :document AND stage = :stage"
        " AND substr(reason, 1, length(:reader) + 2) = :reader || ': '",
        {"document": document, "reader": reading.reader, "stage": STAGE},
    )
    problems = reading.extraction.problems
    connection.executemany(
        "INSERT INTO problems (run, document, path, stage, reason, made) VALUES (?, ?, ?, ?, ?, ?)",
        [(run, document, storable(p.path), p.stage, storable(p.reason), now()) for p in problems],
    )
    connection.execute(
        "UPDATE runs SET updated = updated + 1, problems = problems + ? WHERE id = ?",
        (len(problems), run),
    )


def _has_better(connection: Connection, document: str, reader: str, digest: str) -> bool:
    found = connection.execute(
        "SELECT 1 FROM readings WHERE document = ? AND reader = ? AND digest = ?"
        " AND state IN ('whole', 'partial')",
        (document, reader, digest),
    )
    return found.fetchone() is not None
