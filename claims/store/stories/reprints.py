"""Which stored articles are one text republished: one voice, named by its earliest article."""

import json
from sqlite3 import Connection

from claims.tracking.near_duplicates import Signature, are_near_duplicates, sign

__all__ = ["read_voices", "sign_document"]

_CANDIDATES = """
SELECT DISTINCT signatures.document, signatures.voice, signatures.signature FROM signature_bands
JOIN signatures ON signatures.document = signature_bands.document
WHERE signature_bands.band IN (SELECT value FROM json_each(?)) AND signatures.document <> ?
"""
_EARLIEST = """
SELECT signatures.document FROM signatures JOIN documents ON documents.id = signatures.document
WHERE signatures.voice IN (SELECT value FROM json_each(?))
ORDER BY documents.published IS NULL, datetime(documents.published), documents.id LIMIT 1
"""


def sign_document(connection: Connection, document: str, text: str) -> set[str]:
    """Store an article's signature and its voice; return the documents whose voice changed.

    The cost is that of looking up 120 bands, however many articles are stored.
    """
    signature = sign(text)
    connection.execute("DELETE FROM signature_bands WHERE document = ?", (document,))
    connection.executemany(
        "INSERT OR IGNORE INTO signature_bands (band, document) VALUES (?, ?)",
        [(band, document) for band in signature.bands],
    )
    connection.execute(
        "INSERT INTO signatures (document, voice, signature) VALUES (?, ?, ?)"
        " ON CONFLICT (document) DO UPDATE SET signature = excluded.signature",
        (document, document, signature.to_bytes()),
    )
    voices = {document, *_similar_voices(connection, document, signature)}
    if len(voices) == 1:
        return set()
    (voice,) = connection.execute(_EARLIEST, (json.dumps(sorted(voices)),)).fetchone()
    changed = connection.execute(
        "UPDATE signatures SET voice = ? WHERE voice <> ?"
        " AND voice IN (SELECT value FROM json_each(?)) RETURNING document",
        (voice, voice, json.dumps(sorted(voices))),
    ).fetchall()
    return {identity for (identity,) in changed}


def _similar_voices(connection: Connection, document: str, signature: Signature) -> set[str]:
    rows = connection.execute(_CANDIDATES, (json.dumps(signature.bands), document))
    return {
        voice
        for _, voice, packed in rows
        if are_near_duplicates(signature, Signature.from_bytes(packed))
    }


def read_voices(connection: Connection, documents: set[str]) -> dict[str, str]:
    """Return the voice of each document."""
    rows = connection.execute(
        "SELECT document, voice FROM signatures WHERE document IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(documents)),),
    )
    return dict(rows.fetchall())
