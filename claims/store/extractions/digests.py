"""Digests by which `verify` tells what was changed behind the program's back.

Rows that fit each other prove nothing of themselves: a false word that is in every column where
the true one stood fits too. So each article keeps digests of what extraction found in it, each run
that ended a seal that holds the one before and the latest decision, and each article that the house
rules were run on a digest of their findings. None of this is secret: whoever rewrites the rows and
all digests after them is found only by a head that was written down elsewhere (`claims verify
--head`), or by extracting again.
"""

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from hashlib import sha256
from sqlite3 import Connection
from typing import Any, Final

from claims.store.extractions.stored import extraction_of
from claims.store.records import query
from claims.values import Extraction

__all__ = [
    "differing",
    "extraction_digests",
    "findings_digests",
    "packed_digests",
    "record_added",
    "record_extraction",
    "run_seal",
    "seal_run",
]

_SHORT: Final = 16
"""Hexadecimal digits of a row's digest: 64 bits."""

_SEALED: Final = (
    *("id", "command", "started", "finished", "version", "models"),
    *("added", "updated", "unchanged", "problems", "head", "previous"),
)
_FINDINGS: Final = """
SELECT document, "check", severity, sentence, claim, start, end, message FROM findings
WHERE document IN (SELECT value FROM json_each(?))
ORDER BY document, "check", start, end, message, sentence, claim, severity
"""


def record_extraction(connection: Connection, document: str, packed: str | None = None) -> None:
    """Keep the digests of what extraction found in an article, as it is in its rows.

    In the caller's transaction, before people's corrections take effect. `packed` are digests that
    were taken where it was extracted; only when it was added is put in.
    """
    row = connection.execute("SELECT added FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        return
    if packed is None:
        found = extraction_of(connection, document)
        assert found is not None, "its row is there"
        packed = packed_digests(found, row[0])
    else:
        packed = _with_added(packed, row[0])
    connection.execute(
        "INSERT OR REPLACE INTO extraction_digests (document, digests) VALUES (?, ?)",
        (document, packed),
    )


def record_added(connection: Connection, document: str) -> None:
    """Bring the digest of when an article was added up to date, after it was given its past back.

    In the caller's transaction; those of its rows stay as they are.
    """
    row = connection.execute(
        "SELECT digests, added FROM extraction_digests"
        " JOIN documents ON documents.id = extraction_digests.document WHERE id = ?",
        (document,),
    ).fetchone()
    if row is not None and row[0]:
        connection.execute(
            "UPDATE extraction_digests SET digests = ? WHERE document = ?",
            (_with_added(*row), document),
        )


def _with_added(packed: str, added: str) -> str:
    """Return packed digests with that of when the article was added."""
    digests = {**json.loads(packed), "documents": _digest(added)}
    return json.dumps(digests, separators=(",", ":"))


def packed_digests(found: Extraction, added: str = "") -> str:
    """Return the digests of an extraction as they are kept: as JSON."""
    return json.dumps(extraction_digests(found, added), separators=(",", ":"))


def extraction_digests(found: Extraction, added: str) -> dict[str, str]:
    """Return the digests of an extraction: for each kind of row, those of its rows, one by one.

    `added` is when the article was first added, which is in no text. A field that has its
    default is left out, so that a later version may add fields.
    """
    digests = {
        name: "".join(_digest(_plain(value)) for value in getattr(found, name))
        for name in ("sentences", "attributions", "sources", "mentions", "claims", "assessments")
    }
    return {"documents": _digest(added), **digests}


def differing(found: Extraction, added: str, recorded: str) -> Iterator[tuple[str, int, str]]:
    """Yield what differs from the recorded digests: the table, the place from 1, and what is wrong.

    Raises ValueError where the record is no such thing.
    """
    known = json.loads(recorded)
    if not isinstance(known, dict):
        raise ValueError("the digests of an extraction are no object")
    for name, ours in extraction_digests(found, added).items():
        theirs = str(known.get(name, ""))
        if ours == theirs:
            continue
        table = "sentences" if name == "assessments" else name
        if len(ours) != len(theirs):
            counts = len(ours) // _SHORT, len(theirs) // _SHORT
            yield table, 0, f"are {counts[0]} rows, but extraction had found {counts[1]}"
            continue
        for at in range(0, len(ours), _SHORT):
            if ours[at : at + _SHORT] != theirs[at : at + _SHORT]:
                yield table, at // _SHORT + 1, "is not as extraction found it"


def findings_digests(connection: Connection, documents: list[str]) -> dict[str, str]:
    """Return, for each of the articles, the digest of what the house rules found in it."""
    rows: dict[str, list[Any]] = {document: [] for document in documents}
    for row in connection.execute(_FINDINGS, (json.dumps(documents),)):
        rows[row[0]].append(list(row[1:]))
    return {document: _digest(found) for document, found in rows.items()}


def seal_run(connection: Connection, run: int) -> None:
    """Seal a run that has ended, in the caller's transaction."""
    previous = connection.execute(
        "SELECT seal FROM runs AS sealed WHERE seal IS NOT NULL AND NOT EXISTS ("
        " SELECT 1 FROM runs WHERE runs.previous = sealed.seal) ORDER BY id DESC LIMIT 1"
    ).fetchone()
    head = connection.execute("SELECT hash FROM reviews ORDER BY id DESC LIMIT 1").fetchone()
    connection.execute(
        "UPDATE runs SET head = ?, previous = ? WHERE id = ?",
        (head[0] if head else "", previous[0] if previous else "", run),
    )
    [row] = query(connection, "SELECT * FROM runs WHERE id = ?", run)
    connection.execute("UPDATE runs SET seal = ? WHERE id = ?", (run_seal(row), run))


def run_seal(row: dict[str, Any]) -> str:
    """Return the hash of a run's own columns, the seal before it and its head."""
    return sha256(_canonical([row[name] for name in _SEALED])).hexdigest()


def _plain(value: Any) -> Any:
    """Return a value as lists and plain values; dataclasses by the fields that say something."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(held)
            for field in fields(value)
            if (held := getattr(value, field.name)) != field.default or field.default is MISSING
        }
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value


def _digest(value: Any) -> str:
    return sha256(_canonical(value)).hexdigest()[:_SHORT]


def _canonical(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.encode("ascii")
