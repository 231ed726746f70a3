"""Stored attributions and claims back to values, with their spans, chains and figures."""

from collections import defaultdict
from sqlite3 import Connection

from claims.store.records import Records, query, span_of
from claims.values import Attribution, Claim, Figure, Hop, Span

__all__ = ["read_attributions", "read_claims"]

_Spans = dict[tuple[str, str], tuple[Span, ...]]


def read_attributions(
    connection: Connection, document: str
) -> tuple[tuple[Attribution, ...], dict[str, int]]:
    """Return the article's attributions, and their indexes by their ids."""
    rows = query(
        connection, "SELECT * FROM attributions WHERE document = ? ORDER BY number", document
    )
    spans = _spans(
        query(
            connection,
            "SELECT spans.attribution AS owner, role, start, end FROM spans"
            " JOIN attributions ON attributions.id = spans.attribution"
            " WHERE attributions.document = ? ORDER BY spans.id",
            document,
        )
    )
    indexes = {row["id"]: index for index, row in enumerate(rows)}
    return tuple(
        Attribution(
            source=spans.get((row["id"], "source"), ()),
            cue=spans.get((row["id"], "cue"), ()),
            content=spans.get((row["id"], "content"), ()),
            manner=row["manner"],
            parent=None if row["parent"] is None else indexes[row["parent"]],
            confidence=row["confidence"],
            model=row["model"],
        )
        for row in rows
    ), indexes


def _spans(rows: Records) -> _Spans:
    """Return spans by what they belong to and their role."""
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for row in rows:
        found[row["owner"], row["role"]].append(span_of(row))
    return {key: tuple(spans) for key, spans in found.items()}


def read_claims(
    connection: Connection,
    document: str,
    numbers: dict[str, int],
    keys: dict[str, str],
    indexes: dict[str, int],
    attributions: tuple[Attribution, ...],
) -> tuple[Claim, ...]:
    """Return the article's claims."""
    spans = _spans(
        query(
            connection,
            "SELECT spans.claim AS owner, role, spans.start, spans.end FROM spans"
            " JOIN claims ON claims.id = spans.claim WHERE claims.document = ? ORDER BY spans.id",
            document,
        )
    )
    hops = _hops(connection, document, keys)
    figures = _figures(connection, document)
    claims = []
    for row in query(
        connection, "SELECT * FROM claims WHERE document = ? ORDER BY number", document
    ):
        index = None if row["attribution"] is None else indexes[row["attribution"]]
        inherited = None if index is None else attributions[index]
        claims.append(
            Claim(
                sentence=numbers[row["sentence"]],
                attribution=index,
                content=spans.get((row["id"], "content"), inherited.content if inherited else ()),
                text=row["text"],
                manner=row["manner"],
                kind=row["kind"],
                cue=spans.get((row["id"], "cue"), inherited.cue if inherited else ()),
                certainty=row["certainty"],
                certainty_words=spans.get((row["id"], "certainty"), ()),
                negated=bool(row["negated"]),
                chain=tuple(hops[row["id"]]),
                figures=tuple(figures[row["id"]]),
                standalone=row["standalone"],
                confidence=row["confidence"],
            )
        )
    return tuple(claims)


def _hops(connection: Connection, document: str, keys: dict[str, str]) -> dict[str, list[Hop]]:
    """Return the chains of the article's claims, by the claims' ids."""
    rows = query(
        connection,
        "SELECT hops.*, mentions.start, mentions.end FROM claims"
        " JOIN hops ON hops.claim = claims.id LEFT JOIN mentions ON mentions.id = hops.mention"
        " WHERE claims.document = ? ORDER BY hops.claim, hops.position",
        document,
    )
    found: dict[str, list[Hop]] = defaultdict(list)
    for row in rows:
        if row["mention"] is not None and row["start"] is None:
            raise KeyError(row["mention"])
        mention = None if row["mention"] is None else span_of(row)
        found[row["claim"]].append(
            Hop(keys[row["source"]], mention, bool(row["inferred"]), row["confidence"], row["rule"])
        )
    return found


def _figures(connection: Connection, document: str) -> dict[str, list[Figure]]:
    """Return the figures of the article's claims, by the claims' ids."""
    rows = query(
        connection,
        "SELECT figures.* FROM claims JOIN figures ON figures.claim = claims.id"
        " WHERE claims.document = ? ORDER BY figures.claim, figures.number",
        document,
    )
    found: dict[str, list[Figure]] = defaultdict(list)
    for row in rows:
        found[row["claim"]].append(
            Figure(row["kind"], row["text"], span_of(row), row["value"], row["unit"], row["bound"])
        )
    return found
