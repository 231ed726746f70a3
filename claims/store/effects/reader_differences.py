"""Where further readers differ from what stands: derived rows, brought up to date with both.

They are made again whenever an article is extracted, read again, or decided about. A difference is
settled once a person decided on the very point: confirmed or corrected the claim, dismissed what
the further reader proposes, or kept what stands (`Keep`).
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from sqlite3 import Connection
from typing import Any

from claims.readers.comparing import Comparison, Difference, compare
from claims.store.effects.corrections import extracted
from claims.store.effects.in_force import deciders, standing
from claims.store.extractions.claim_rows import ARROW
from claims.store.extractions.stored import document_of, extraction_of
from claims.store.ids import sentence_id
from claims.store.record.blind_review import NEEDED, is_blind
from claims.store.record.json_values import extraction_from_json
from claims.store.records import Records, query
from claims.values import Claim, Extraction

__all__ = [
    "AGREEMENT_COLUMNS",
    "DIFFERENCE_COLUMNS",
    "agreement_rows",
    "difference_id",
    "difference_rows",
    "readings_of",
    "refresh_agreement",
    "refresh_differences",
    "refresh_readings_in",
]

DIFFERENCE_COLUMNS = (
    *("id", "reading", "document", "number", "kind", "sentence", "claim", "place"),
    *("fields", "first", "second", "settled"),
)
AGREEMENT_COLUMNS = ("reading", "field", "first", "second", "claims")

_READINGS = """
SELECT readings.* FROM readings JOIN documents ON documents.id = readings.document
WHERE readings.document = ? AND readings.digest = documents.digest ORDER BY readings.id
"""
_LONGEST_LABEL = 400


def readings_of(connection: Connection, document: str) -> list[tuple[dict[str, Any], Extraction]]:
    """Return the readings of the article's text as it is now, each with what was found."""
    rows = query(connection, _READINGS, document)
    article = document_of(connection, document) if rows else None
    if article is None:
        return []
    return [(row, extraction_from_json(row["extraction"], article)) for row in rows]


def difference_id(document: str, reader: str, *point: object) -> str:
    """Return the id of a difference: the same point of the same reader has the same id again."""
    parts = json.dumps(["difference", document, reader, *map(str, point)])
    return blake2b(parts.encode("ascii"), digest_size=8).hexdigest()


def refresh_differences(connection: Connection, document: str) -> None:
    """Make the differences of an article again, in the caller's transaction."""
    connection.execute("DELETE FROM reading_differences WHERE document = ?", (document,))
    connection.executemany(
        f"INSERT INTO reading_differences ({', '.join(DIFFERENCE_COLUMNS)})"  # noqa: S608 - constants
        f" VALUES ({', '.join('?' for _ in DIFFERENCE_COLUMNS)})",
        difference_rows(connection, document),
    )


def refresh_readings_in(connection: Connection, documents: Iterable[str]) -> None:
    """Make the differences again of those of the articles that a further reader has read."""
    rows = connection.execute(
        "SELECT DISTINCT document FROM readings"
        " WHERE document IN (SELECT value FROM json_each(?)) ORDER BY document",
        (json.dumps(list(documents)),),
    )
    for (document,) in rows.fetchall():
        refresh_differences(connection, document)


def difference_rows(connection: Connection, document: str) -> list[tuple[Any, ...]]:
    """Return the differences of an article, derived again, in the order of DIFFERENCE_COLUMNS.

    Nothing is changed. Raises ValueError, KeyError or TypeError where a reading is no reading.
    """
    readings = readings_of(connection, document)
    stands = extraction_of(connection, document) if readings else None
    if stands is None:
        return []
    claims = query(
        connection,
        "SELECT id, text, chain, kind FROM claims WHERE document = ? ORDER BY number",
        document,
    )
    derived: dict[str, tuple[Any, ...]] = {}
    for row, found in readings:
        compared = compare(stands, found, unsure=json.loads(row["unsure"]))
        for made in _Rows(connection, document, row, stands, found, claims).rows(compared):
            derived.setdefault(made["id"], tuple(made[name] for name in DIFFERENCE_COLUMNS))
    return list(derived.values())


def refresh_agreement(connection: Connection, document: str) -> None:
    """Count again how far each further reader agrees with the first, before people corrected it."""
    connection.execute(
        "DELETE FROM reading_agreement WHERE reading IN"
        " (SELECT id FROM readings WHERE document = ?)",
        (document,),
    )
    connection.executemany(
        "INSERT INTO reading_agreement (reading, field, first, second, claims)"
        " VALUES (?, ?, ?, ?, ?)",
        agreement_rows(connection, document),
    )


def agreement_rows(connection: Connection, document: str) -> list[tuple[Any, ...]]:
    """Return how far readers of an article agree, derived again, as in AGREEMENT_COLUMNS."""
    readings = readings_of(connection, document)
    first = extracted(connection, document) if readings else None
    if first is None:
        return []
    rows: list[tuple[Any, ...]] = []
    for row, found in readings:
        said = compare(first, found, unsure=json.loads(row["unsure"])).said
        counts: dict[tuple[str, str, str], int] = {}
        for field, labels in said.items():
            for (one, other), count in labels.items():
                name = (field, one[:_LONGEST_LABEL], other[:_LONGEST_LABEL])
                counts[name] = counts.get(name, 0) + count
        rows += [(row["id"], *name, count) for name, count in counts.items()]
    return rows


class _Rows:
    """The rows of the differences of one reading."""

    def __init__(
        self,
        connection: Connection,
        document: str,
        reading: Mapping[str, Any],
        stands: Extraction,
        found: Extraction,
        claims: Records,
    ) -> None:
        self.connection = connection
        self.document = document
        self.reading = reading
        self.stands = stands
        self.found = found
        self.claims = claims
        self.own = {
            claim.sentence: claims[place]["id"]
            for place, claim in enumerate(stands.claims)
            if claim.attribution is None
        }
        # What only the other reader has is shown beside the sentence's own claim, else its first.
        self.beside = {
            claim.sentence: claims[place]["id"]
            for place, claim in reversed(tuple(enumerate(stands.claims)))
        } | self.own

    def rows(self, compared: Comparison) -> list[dict[str, Any]]:
        return [
            self._row(number, difference)
            for number, difference in enumerate(compared.differences, start=1)
        ]

    def _row(self, number: int, difference: Difference) -> dict[str, Any]:
        sentence = sentence_id(self.document, difference.sentence)
        first = self._first(difference)
        second = self._second(difference)
        about = None if difference.first is None else self.claims[difference.first]["id"]
        point = (difference.kind, sentence, about, json.dumps(second, sort_keys=True))
        identity = difference_id(self.document, self.reading["reader"], *point)
        near = self.beside if difference.kind == "missed" else self.own
        claim = about or near.get(difference.sentence)
        row = {
            "id": identity,
            "reading": self.reading["id"],
            "document": self.document,
            "number": number,
            "kind": difference.kind,
            "sentence": sentence,
            "claim": claim,
            "place": difference.second,
            "fields": ", ".join(difference.fields),
            "first": json.dumps(first, ensure_ascii=False),
            "second": json.dumps(second, ensure_ascii=False),
        }
        return {**row, "settled": int(self._settled(difference, identity, sentence, about))}

    def _first(self, difference: Difference) -> dict[str, Any]:
        if difference.kind == "status":
            return _status(self.stands, difference.sentence)
        if difference.first is None:
            return {}
        row = self.claims[difference.first]
        return {"content": row["text"], "chain": row["chain"], "kind": row["kind"]}

    def _second(self, difference: Difference) -> dict[str, Any]:
        if difference.kind == "status":
            return _status(self.found, difference.sentence)
        if difference.second is None:
            return {}
        claim = self.found.claims[difference.second]
        chain = _chain(self.found, claim)
        return {"content": claim.text, "chain": chain, "kind": claim.kind}

    def _settled(
        self, difference: Difference, identity: str, sentence: str, claim: str | None
    ) -> bool:
        if claim is not None:
            rows = standing(self.connection, "claim", claim)
            if is_blind(self.connection, claim) and len(deciders(rows)) < NEEDED:
                return False  # it would tell the second person that the first one decided
            corrected = {row["field"] for row in rows if row["action"] == "correct"}
            confirmed = any(row["action"] == "confirm" for row in rows)
            return confirmed or (bool(difference.fields) and corrected >= set(difference.fields))
        rows = standing(self.connection, "sentence", sentence)
        if any(_kept(row) == identity for row in rows):
            return True
        if difference.kind == "status":
            return any(row["action"] == "correct" and row["field"] == "status" for row in rows)
        return self._dismissed(sentence, difference)

    def _dismissed(self, sentence: str, difference: Difference) -> bool:
        """Return whether a person said that there is no claim where the reader has one."""
        assert difference.second is not None  # what is missed has a place in the reading
        content = self.found.claims[difference.second].content
        start, end = content[0].start, content[-1].end
        rows = self.connection.execute(
            "SELECT start, end FROM dismissed_claims WHERE sentence = ?", (sentence,)
        )
        return any(
            2 * (min(end, other) - max(start, begin)) >= max(end, other) - min(start, begin)
            for begin, other in rows
        )


def _kept(row: Mapping[str, Any]) -> str | None:
    """Return the difference of which a decision says that what stands is kept."""
    if row["action"] != "keep":
        return None
    try:
        return str(json.loads(row["value"] or "{}").get("difference"))
    except (ValueError, AttributeError):  # recorded by other means than `decide`
        return None


def _status(extraction: Extraction, sentence: int) -> dict[str, Any]:
    found: Iterable[dict[str, Any]] = (
        {"status": one.status, "disputable": one.disputable}
        for one in extraction.assessments
        if one.sentence == sentence
    )
    return next(iter(found), {})


def _chain(extraction: Extraction, claim: Claim) -> str:
    names = {source.key: source.name for source in extraction.sources}
    return ARROW.join(names[hop.source] for hop in claim.chain)
