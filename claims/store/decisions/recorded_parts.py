"""The parts of a recorded decision, each checked: names, addresses, places, links of a chain."""

import json
from collections.abc import Sequence
from itertools import pairwise
from sqlite3 import Connection
from typing import Any, get_args
from urllib.parse import urlsplit

from claims.errors import DecisionError
from claims.store.effects.drafts import entered_source_id
from claims.store.quotes import quote
from claims.store.record.actions import Link
from claims.store.records import query
from claims.values import SourceKind, Span

__all__ = [
    "LONGEST",
    "address",
    "article",
    "as_json",
    "link",
    "name_of",
    "one_of",
    "person",
    "quoted",
    "quotes",
    "refuse_outside",
    "source",
]

LONGEST = 20_000
"""Characters of the longest note, name or address."""

_ARTICLE = {
    "claim": "SELECT documents.id, documents.text FROM documents"
    " JOIN claims ON claims.document = documents.id WHERE claims.id = ?",
    "sentence": "SELECT documents.id, documents.text FROM documents"
    " JOIN sentences ON sentences.document = documents.id WHERE sentences.id = ?",
}


def as_json(value: Any) -> str:
    """Return a value as JSON, the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def refuse_outside(connection: Connection, sentence: str, place: Span) -> None:
    """Raise where a claim that is added does not begin in its sentence."""
    row = connection.execute(
        "SELECT start, end, headline FROM sentences WHERE id = ?", (sentence,)
    ).fetchone()
    if row is None or not row[0] <= place.start < place.end <= row[1]:
        raise DecisionError("the first words of the claim are not in that sentence")
    if row[2]:
        raise DecisionError("a headline or caption carries no claims")


def one_of(what: str, value: str, known: Sequence[str]) -> str:
    """Return `value` where it is known; raise DecisionError, naming those that are, where not."""
    if value not in known:
        raise DecisionError(f"{value!r} is no {what}; known are: {', '.join(known)}")
    return value


def name_of(name: str) -> str:
    """Return a name with single blanks; raise DecisionError for an empty or endless one."""
    plain = " ".join(name.split())
    if not plain:
        raise DecisionError("the name is empty")
    if len(plain) > LONGEST:
        raise DecisionError("the name is too long")
    return plain


def address(address: str) -> str:
    """Return an address that may be linked to: http or https, with a host, no blanks."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or len(address) > LONGEST:
        raise DecisionError(f"{address[:80]!r} is no address that begins with http:// or https://")
    if any(sign.isspace() or not sign.isprintable() for sign in address.strip()):
        raise DecisionError(f"{address[:80]!r} holds a blank; copy the address again")
    return address.strip()


def person(connection: Connection, reviewer: str) -> str:
    """Return the id of a reviewer who is at work here; raise DecisionError for any other."""
    known = connection.execute("SELECT active FROM reviewers WHERE id = ?", (reviewer,)).fetchone()
    if known is None or not known[0]:
        raise DecisionError(f"there is no reviewer {reviewer}")
    return reviewer


def source(connection: Connection, source: str) -> dict[str, Any]:
    """Return a source as extraction has it."""
    rows = query(
        connection,
        "SELECT id, coalesce(extracted_name, name) AS name, coalesce(extracted_kind, kind) AS kind,"
        " coalesce(extracted_anonymous, anonymous) AS anonymous, number, document"
        " FROM sources WHERE id = ?",
        source,
    )
    if not rows:
        raise DecisionError(f"there is no source {source}")
    return rows[0]


def article(connection: Connection, target_kind: str, target: str) -> tuple[str, str]:
    """Return the id and the text of the article in which a claim or sentence stands."""
    row = connection.execute(_ARTICLE[target_kind], (target,)).fetchone()
    if row is None:
        raise DecisionError(f"there is no {target_kind} {target}")
    return row[0], row[1]


def quotes(text: str, content: Sequence[Span]) -> list[dict[str, str]]:
    """Return the stretches of a claim as text quotes, in order; raise DecisionError for none."""
    if not content:
        raise DecisionError("a claim has at least one word")
    spans = sorted(content)
    if any(one.end > other.start for one, other in pairwise(spans)):
        raise DecisionError("the stretches of a claim overlap")
    return [quoted(text, span) for span in spans]


def quoted(text: str, span: Span) -> dict[str, str]:
    """Return a stretch of the text as a text quote."""
    if not span.of(text).strip() or span.end > len(text):
        raise DecisionError(f"there are no words from {span.start} to {span.end}")
    found = quote(text, span)
    return {"exact": found.exact, "prefix": found.prefix, "suffix": found.suffix}


def link(connection: Connection, document: str, text: str, link: Link) -> dict[str, Any]:
    """Return a link of a chain, with all that is needed to enter its source again."""
    mention = None if link.mention is None else quoted(text, link.mention)
    if link.source is not None:
        known = source(connection, link.source)
        if known["document"] not in (None, document):
            raise DecisionError("that source belongs to another article; merge the two instead")
        return {
            "source": link.source,
            "name": known["name"],
            "kind": known["kind"],
            "anonymous": bool(known["anonymous"]),
            "number": known["number"],
            "mention": mention,
        }
    entered: dict[str, Any] = {
        "name": name_of(link.name or ""),
        "kind": one_of("kind", link.kind, get_args(SourceKind)),
        "anonymous": link.anonymous,
        "number": one_of("number", link.number, ("one", "several", "unknown")),
        "mention": mention,
    }
    return {"source": entered_source_id(document, entered), **entered}
