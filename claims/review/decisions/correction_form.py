"""Read what a form asks to correct: the chain of a claim, its words, or a claim that was missed.

The form carries words as the offsets of their stretches in the article's text ("120-164 170-180"),
and a chain as JSON, nearest to the writer first. A hop of it is one of

- `{"keep": 0}`: the hop that is there now, by its position;
- `{"source": "<id>"}`: a source of the article, or a named one of any article;
- `{"name": "...", "kind": "person", "anonymous": false, "number": "one"}`: a new source;

each with `"mention": [start, end]` where the text names it there, null where nowhere (of a hop that
is kept, the place stays without it), and `"at": 1` for the place of the hop that was there.
`correction_asked` is pure; `correction_of` looks up what the form refers to.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import Any, cast

from claims.errors import DecisionError
from claims.review.decisions.word_choice import snapped
from claims.store.decisions import AddClaim, CorrectChain, CorrectContent, Link, chain_of
from claims.values import Certainty, ClaimKind, SourceKind, SourceNumber, Span

__all__ = ["AskedCorrection", "correction_asked", "correction_of"]

MOST_HOPS = 20
MOST_STRETCHES = 50

_STRETCH = re.compile(r"(\d{1,9})-(\d{1,9})")
_ABOUT = {"chain": "claim", "content": "claim", "add": "sentence"}
_DOCUMENT = {
    "claim": "SELECT document FROM claims WHERE id = ?",
    "sentence": "SELECT document FROM sentences WHERE id = ?",
}
_CONTENT = "SELECT start, end FROM claim_spans WHERE claim = ? AND role = 'content' ORDER BY start"
_SENTENCES = """
    SELECT sentences.start, sentences.end, documents.text
    FROM sentences JOIN documents ON documents.id = sentences.document
    WHERE sentences.document = ? ORDER BY sentences.number
"""


@dataclass(frozen=True, slots=True)
class AskedCorrection:
    """A correction as a form asks for it; `what` is chain, content or add."""

    what: str
    hops: tuple[Mapping[str, Any], ...] = ()
    content: tuple[Span, ...] = ()
    kind: str = "fact"
    certainty: str = "asserted"
    note: str | None = None

    @property
    def target_kind(self) -> str:
        """What it is about: the claim, or the sentence in which one was missed."""
        return _ABOUT[self.what]


def correction_asked(fields: Mapping[str, str]) -> AskedCorrection | None:
    """Return the correction that a form asks for, None where it asks for something else.

    Raises DecisionError where it asks for one in a way that makes no sense.
    """
    what = fields.get("action", "")
    if what not in _ABOUT:
        return None
    added = what == "add"
    return AskedCorrection(
        what=what,
        hops=() if what == "content" else _hops(fields.get("added_chain" if added else what, "")),
        content=() if what == "chain" else _spans(fields.get("added" if added else what, "")),
        kind=fields.get("added_kind", "fact"),
        certainty=fields.get("added_certainty", "asserted"),
        note=fields.get("note", "").strip() or None,
    )


def correction_of(
    connection: Connection, target: str, asked: AskedCorrection
) -> AddClaim | CorrectChain | CorrectContent:
    """Return the action of the store; raises DecisionError where it changes nothing or is none."""
    if asked.what == "content":
        content = _words(connection, target, asked)
        spans = connection.execute(_CONTENT, (target,)).fetchall()
        if content == tuple(Span(row[0], row[1]) for row in spans):
            raise DecisionError("those are the words that it has; choose others, or confirm it")
        return CorrectContent(content, asked.note)
    if asked.what == "chain":
        before = chain_of(connection, target)
        chain = tuple(_link(hop, before) for hop in asked.hops)
        if chain == before:
            raise DecisionError("that is the chain that it has; change a hop, or confirm it")
        return CorrectChain(chain, asked.note)
    return AddClaim(
        content=_words(connection, target, asked),
        chain=tuple(_link(hop, ()) for hop in asked.hops),
        kind=cast(ClaimKind, asked.kind),  # words out of a form: checked where they are recorded
        certainty=cast(Certainty, asked.certainty),
        note=asked.note,
    )


def _words(connection: Connection, target: str, asked: AskedCorrection) -> tuple[Span, ...]:
    """Return the stretches that were chosen, grown to whole words."""
    document = connection.execute(_DOCUMENT[asked.target_kind], (target,)).fetchone()
    if document is None:
        raise DecisionError(f"there is no {asked.target_kind} {target}")
    rows = connection.execute(_SENTENCES, (document[0],)).fetchall()
    sentences = [Span(row[0], row[1]) for row in rows]
    grown = [snapped(rows[0][2], span, sentences) for span in asked.content]
    found = tuple(sorted({span for span in grown if span is not None}))
    if not found:
        raise DecisionError("choose at least one word of the sentence")
    return found


def _spans(text: str) -> tuple[Span, ...]:
    """Return the stretches that a form names."""
    found = [(int(one), int(other)) for one, other in _STRETCH.findall(text)]
    if not found:
        raise DecisionError("choose the words of the claim first")
    if len(found) > MOST_STRETCHES or any(start >= end for start, end in found):
        raise DecisionError("the form names no words; load the page again")
    return tuple(Span(start, end) for start, end in found)


def _hops(text: str) -> tuple[Mapping[str, Any], ...]:
    """Return the hops that a form names."""
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError) as error:
        raise DecisionError("the form names no chain; load the page again") from error
    if not isinstance(found, list) or not all(isinstance(hop, dict) for hop in found):
        raise DecisionError("the form names no chain; load the page again")
    if len(found) > MOST_HOPS:
        raise DecisionError(f"a chain has at most {MOST_HOPS} hops")
    return tuple(found)


def _link(hop: Mapping[str, Any], before: tuple[Link, ...]) -> Link:
    """Return a hop as a link; `before` is the chain as it stands."""
    kept = hop.get("keep")
    if kept is not None:
        return _at(before, kept) if "mention" not in hop else _named(hop, _at(before, kept))
    at = hop.get("at")
    place = None if at is None else _at(before, at).mention
    if isinstance(hop.get("source"), str):
        return _named(hop, Link(hop["source"], mention=place))
    new = Link(
        name=_text(hop, "name"),
        kind=cast(SourceKind, _text(hop, "kind", "person")),
        anonymous=hop.get("anonymous") is True,
        number=cast(SourceNumber, _text(hop, "number", "one")),
        mention=place,
    )
    return _named(hop, new)


def _named(hop: Mapping[str, Any], link: Link) -> Link:
    """Return the link with the place where the text names it, as far as the form says."""
    if "mention" not in hop:
        return link
    place = hop["mention"]
    if place is None:
        return replace(link, mention=None)
    if not (isinstance(place, list) and [type(end) for end in place] == [int, int]):
        raise DecisionError("the form names no place; load the page again")
    start, end = place
    if not 0 <= start < end:
        raise DecisionError("the form names no place; load the page again")
    return replace(link, mention=Span(start, end))


def _at(before: tuple[Link, ...], position: object) -> Link:
    """Return the hop at a position of the chain as it stands."""
    if type(position) is not int or not 0 <= position < len(before):
        raise DecisionError("the chain has changed meanwhile; load the page again")
    return before[position]


def _text(hop: Mapping[str, Any], name: str, default: str = "") -> str:
    value = hop.get(name, default)
    return value if isinstance(value, str) else ""
