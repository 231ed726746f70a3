"""Verdicts from elsewhere: a CSV, or a feed of ClaimReview (schema.org), recorded as decisions.

Each row names a claim by its id or by its words, which must stand in the database once. What is
recorded is a decision like any other: in somebody's name, on the trail, undone at will. A row that
was recorded before changes nothing.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import Any

from claims.errors import DecisionError, InputError, StoreError
from claims.store import Store, transaction
from claims.store.decisions import Verdict, decide

__all__ = ["VerdictRow", "VerdictSummary", "claim_reviews", "csv_verdicts", "record_verdicts"]

_ID = re.compile(r"/claim/([0-9a-f]{4,64})/?$")
_ADDRESS = re.compile(r"https?://\S+")
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A verdict as a file has it: `place` names the row in messages; `claim` is an id or None."""

    place: str
    claim: str | None
    text: str
    verdict: str
    evidence: tuple[str, ...] = ()
    note: str | None = None


@dataclass(slots=True)
class VerdictSummary:
    """How many verdicts were recorded, how many were there already, and what was not taken."""

    recorded: int = 0
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)


def csv_verdicts(text: str) -> Iterator[VerdictRow]:
    """Yield the rows of a CSV with the columns "claim" or "text", "verdict", and where there is any
    "evidence" (addresses) and "note": also a CSV that `claims export csv` wrote.

    Raises InputError where the columns are missing.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix(_MARK)))
    columns = set(reader.fieldnames or ())
    if "verdict" not in columns or not columns & {"claim", "text"}:
        raise InputError('the CSV needs the columns "verdict" and "claim" or "text"')
    for row in reader:
        stated = {name: (value or "").strip() for name, value in row.items() if name}
        if stated["verdict"]:
            yield VerdictRow(
                f"line {reader.line_num}",
                stated.get("claim") or None,
                stated.get("text", ""),
                stated["verdict"],
                tuple(_ADDRESS.findall(stated.get("evidence", ""))),
                stated.get("note") or None,
            )


def claim_reviews(text: str) -> Iterator[VerdictRow]:
    """Yield the ClaimReviews of JSON-LD: one, a list, a graph, or a feed (`dataFeedElement`).

    The verdict is the `alternateName` of the rating, the address of the review its evidence. Raises
    InputError for what is no JSON.
    """
    try:
        held = json.loads(text.removeprefix(_MARK))
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON-LD ({error})") from error
    for number, review in enumerate(_reviews(held), start=1):
        rating, author = review.get("reviewRating"), review.get("author")
        verdict = rating.get("alternateName") if isinstance(rating, dict) else None
        if not isinstance(verdict, str) or not verdict.strip():
            continue
        named = _ID.search(str(review.get("@id") or review.get("url") or ""))
        who = author.get("name") if isinstance(author, dict) else None
        cited = review.get("citation")
        given = [review.get("url"), *(cited if isinstance(cited, list) else [cited])]
        addresses = [one for one in given if isinstance(one, str) and _ADDRESS.fullmatch(one)]
        yield VerdictRow(
            f"review {number}",
            named[1] if named else None,
            str(review.get("claimReviewed") or "").strip(),
            verdict.strip(),
            tuple(dict.fromkeys(addresses)),
            f"reviewed by {who}" if isinstance(who, str) and who.strip() else None,
        )


def _reviews(held: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the ClaimReviews in a JSON value, in the places where publishers put them."""
    waiting = [held]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value
        elif isinstance(value, dict):
            sort = value.get("@type")
            if sort == "ClaimReview" or (isinstance(sort, list) and "ClaimReview" in sort):
                yield value
            else:
                inner = ("@graph", "dataFeedElement", "item", "itemListElement")
                waiting[:0] = [value[name] for name in inner if name in value]


def record_verdicts(
    store: Store,
    rows: Iterable[VerdictRow],
    *,
    reviewer: str,
    named: Callable[[str], str] = str,
) -> VerdictSummary:
    """Record the verdicts in the name of `reviewer`, each by itself; one that fails is a problem.

    `named` gives the desk's word for a verdict of the file.
    """
    summary = VerdictSummary()
    for row in rows:
        try:
            with transaction(store) as connection:
                claim = _claim_of(connection, row)
                verdict = named(row.verdict)
                if _stands(connection, claim, verdict, reviewer):
                    summary.unchanged += 1
                    continue
                decided = decide(
                    connection,
                    reviewer=reviewer,
                    target_kind="claim",
                    target=claim,
                    action=Verdict(verdict, row.evidence, row.note),
                )
        except (DecisionError, InputError, StoreError) as error:
            summary.problems.append(f"{row.place}: {error}")
            continue
        summary.recorded += 1
        summary.documents.update(decided.documents)
    return summary


def _claim_of(connection: Connection, row: VerdictRow) -> str:
    """Return the claim that a row means."""
    if row.claim is not None:
        found = connection.execute("SELECT id FROM claims WHERE id = ?", (row.claim,)).fetchall()
        if found:
            return row.claim
    words = " ".join(row.text.split()).rstrip(".")
    sql = """
        SELECT id FROM claims
        WHERE :words IN (rtrim(text, '.'), rtrim(standalone, '.')) OR 'that ' || :words = text
    """
    matching = connection.execute(sql, {"words": words}).fetchall() if words else []
    if len(matching) == 1:
        return str(matching[0][0])
    if matching:
        raise InputError(f"these words stand {len(matching)} times: name one claim by its id")
    raise InputError(f"there is no such claim: {row.claim or words[:80]!r}")


def _stands(connection: Connection, claim: str, verdict: str, reviewer: str) -> bool:
    """Return whether the reviewer gave the claim this verdict already."""
    found = connection.execute(
        "SELECT 1 FROM standing_reviews WHERE target_kind = 'claim' AND target = ?"
        " AND action = 'verdict' AND value = ? AND reviewer = ?",
        (claim, verdict, reviewer),
    )
    return found.fetchone() is not None
