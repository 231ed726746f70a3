"""How each action is written into `reviews`: checked, with its field, value and words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any, get_args

from claims.errors import DecisionError
from claims.store.decisions.recorded_parts import (
    LONGEST,
    address,
    article,
    as_json,
    link,
    name_of,
    one_of,
    person,
    quoted,
    quotes,
    refuse_outside,
    source,
)
from claims.store.decisions.verdicts import verdicts
from claims.store.effects.sources import root_of
from claims.store.record import actions
from claims.values import Certainty, ClaimKind, SentenceStatus, SourceKind, Span

__all__ = ["Entry", "entry_of"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An action as the columns of `reviews` have it."""

    action: str
    field: str | None = None
    value: str | None = None
    evidence: tuple[str, ...] = ()
    undoes: int | None = None
    place: Span | None = None


_WORDS: dict[type, tuple[str, ...]] = {
    actions.Flag: ("claim", "sentence"),
    actions.Unflag: ("claim", "sentence"),
    actions.Verdict: ("claim",),
    actions.Confirm: ("claim", "source"),
    actions.CorrectChain: ("claim",),
    actions.CorrectContent: ("claim",),
    actions.CorrectKind: ("claim",),
    actions.CorrectCertainty: ("claim",),
    actions.CorrectStatus: ("sentence",),
    actions.AddClaim: ("sentence",),
    actions.Dismiss: ("claim",),
    actions.Rename: ("source",),
    actions.ChangeKind: ("source",),
    actions.ChangeAnonymity: ("source",),
    actions.Describe: ("source",),
    actions.Apart: ("source",),
    actions.Merge: ("source",),
    actions.Split: ("source",),
    actions.Assign: ("claim", "document", "story"),
    actions.Adjudicate: ("claim",),
    actions.CorrectDetail: ("document",),
    actions.Remove: ("document",),
    actions.Keep: ("sentence",),
}
"""What each action may be about; the others may be about anything."""


_ADJUDICATED: dict[str, tuple[str, ...]] = {
    "extraction": ("dismiss",),
    "kind": get_args(ClaimKind),
    "certainty": get_args(Certainty),
}
"""Words that an adjudicator may choose though nobody else did."""

_RECORDED = """
SELECT DISTINCT reviews.value FROM attachments JOIN reviews ON reviews.id = attachments.review
WHERE attachments.target_kind = 'claim' AND attachments.target = :claim
    AND reviews.value IS NOT NULL
    AND ((reviews.action = 'correct' AND reviews.field = :field) OR reviews.action = :field)
"""


def _nothing_more(connection: Connection, action: actions.Action) -> Entry:
    """Return the entry of an action that is its own name."""
    del connection
    return Entry(type(action).__name__.lower())


def _flag(connection: Connection, action: actions.Flag) -> Entry:
    del connection
    return Entry("flag", value=one_of("flag", action.reason, actions.FLAGS))


def _verdict(connection: Connection, action: actions.Verdict) -> Entry:
    offered = connection.execute("SELECT name FROM verdicts WHERE active ORDER BY position")
    value = one_of("verdict", action.value, [row[0] for row in offered])
    return Entry("verdict", value=value, evidence=tuple(map(address, action.evidence)))


def _claim_kind(connection: Connection, action: actions.CorrectKind) -> Entry:
    del connection
    return Entry("correct", "kind", one_of("kind", action.kind, get_args(ClaimKind)))


def _certainty(connection: Connection, action: actions.CorrectCertainty) -> Entry:
    del connection
    value = one_of("certainty", action.certainty, get_args(Certainty))
    return Entry("correct", "certainty", value)


def _source_kind(connection: Connection, action: actions.ChangeKind) -> Entry:
    del connection
    return Entry("correct", "kind", one_of("kind", action.kind, get_args(SourceKind)))


def _anonymity(connection: Connection, action: actions.ChangeAnonymity) -> Entry:
    del connection
    return Entry("correct", "anonymous", str(int(action.anonymous)))


def _description(connection: Connection, action: actions.Describe) -> Entry:
    del connection
    plain = " ".join(action.description.split())
    if len(plain) > LONGEST:
        raise DecisionError("the description is too long")
    return Entry("correct", "description", plain)


def _assign(connection: Connection, action: actions.Assign) -> Entry:
    field = "blind" if action.blind else None
    return Entry("assign", field, person(connection, action.reviewer))


def _note(connection: Connection, action: actions.Note) -> Entry:
    del connection
    if not action.note.strip():
        raise DecisionError("the note is empty")
    return Entry("note")


def _keep(connection: Connection, action: actions.Keep) -> Entry:
    del connection
    what = one_of("point that readers differ on", action.what, ("claim", "status"))
    return Entry("keep", what, as_json({"difference": action.difference}))


def _adjudicate(connection: Connection, claim: str, action: actions.Adjudicate) -> Entry:
    """Return the entry of what an editor chose: a word of a list, or what somebody recorded."""
    fields = get_args(actions.Adjudicate.__annotations__["field"])
    one_of("field that people differ on", action.field, fields)
    offered: Sequence[str] = ("as extracted", *_ADJUDICATED.get(action.field, ()))
    if action.field == "verdict":
        offered = [choice.name for choice in verdicts(connection)]
    recorded = connection.execute(_RECORDED, {"claim": claim, "field": action.field})
    known = dict.fromkeys([*offered, *(row[0] for row in recorded)])
    value = one_of(action.field, action.value, list(known))
    return Entry("adjudicate", action.field, value)


def _detail(connection: Connection, action: actions.CorrectDetail) -> Entry:
    del connection
    return Entry("correct", action.field, as_json({"from": action.found, "to": action.value}))


def _undo(connection: Connection, action: actions.Undo) -> Entry:
    del connection
    return Entry("undo", undoes=action.review)


_SIMPLE: dict[type, Callable[[Connection, Any], Entry]] = {
    actions.Flag: _flag,
    actions.Verdict: _verdict,
    actions.CorrectKind: _claim_kind,
    actions.CorrectCertainty: _certainty,
    actions.ChangeKind: _source_kind,
    actions.ChangeAnonymity: _anonymity,
    actions.Describe: _description,
    actions.Assign: _assign,
    actions.Note: _note,
    actions.Keep: _keep,
    actions.Undo: _undo,
    actions.CorrectDetail: _detail,
    actions.Remove: _nothing_more,
    actions.Unflag: _nothing_more,
    actions.Confirm: _nothing_more,
    actions.Dismiss: _nothing_more,
    actions.Done: _nothing_more,
}
"""How those actions are recorded whose value is a word or nothing."""


def entry_of(
    connection: Connection, target_kind: str, target: str, action: actions.Action
) -> Entry:
    """Return how an action is recorded.

    Raises DecisionError, with a line for the reviewer, where it makes no sense.
    """
    fitting = _WORDS.get(type(action))
    if fitting is not None and target_kind not in fitting:
        what = type(action).__name__
        raise DecisionError(f"{what} is for a {' or a '.join(fitting)}, not for a {target_kind}")
    if len(getattr(action, "note", None) or "") > LONGEST:
        raise DecisionError(f"the note is longer than {LONGEST:,} characters; shorten it")
    simple = _SIMPLE.get(type(action))
    if simple is not None:
        return simple(connection, action)
    if isinstance(action, actions.Adjudicate):
        return _adjudicate(connection, target, action)
    if isinstance(action, actions.Rename | actions.Apart | actions.Merge | actions.Split):
        return _about_source(connection, target, action)
    return _corrected(connection, target_kind, target, action)


def _about_source(
    connection: Connection,
    target: str,
    action: actions.Rename | actions.Apart | actions.Merge | actions.Split,
) -> Entry:
    """Return the entry of an action on a source that is more than a word."""
    if isinstance(action, actions.Rename):
        return Entry("rename", value=name_of(action.name))
    if isinstance(action, actions.Merge | actions.Apart):
        other = action.into if isinstance(action, actions.Merge) else action.source
        value = {"source": other, "name": source(connection, other)["name"]}
        if root_of(connection, other) == root_of(connection, target):
            raise DecisionError("the two sources are one already")
        return Entry(type(action).__name__.lower(), value=as_json(value))
    new = {
        "name": name_of(action.name),
        "kind": one_of("kind", action.kind, get_args(SourceKind)),
        "anonymous": action.anonymous,
        "claims": list(action.claims),
    }
    if not action.claims:
        raise DecisionError("name at least one claim that is the other source's")
    return Entry("split", value=as_json(new))


def _corrected(
    connection: Connection, target_kind: str, target: str, action: actions.Action
) -> Entry:
    """Return the entry of a correction that refers to places in the article."""
    if isinstance(action, actions.CorrectStatus):
        status = one_of("status", action.status, get_args(SentenceStatus))
        disputable = bool(action.disputable) and status in ("mixed", "unsourced")
        return Entry("correct", "status", as_json({"status": status, "disputable": disputable}))
    document, text = article(connection, target_kind, target)
    if isinstance(action, actions.CorrectChain):
        hops = [link(connection, document, text, one) for one in action.chain]
        return Entry("correct", "chain", as_json({"hops": hops}))
    if isinstance(action, actions.CorrectContent):
        return Entry("correct", "content", as_json(quotes(text, action.content)))
    if not isinstance(action, actions.AddClaim):
        raise DecisionError(f"{type(action).__name__} is no action")
    value = {
        "content": quotes(text, action.content),
        "cue": [quoted(text, span) for span in action.cue],
        "chain": [link(connection, document, text, one) for one in action.chain],
        "kind": one_of("kind", action.kind, get_args(ClaimKind)),
        "certainty": one_of("certainty", action.certainty, get_args(Certainty)),
    }
    place = Span(action.content[0].start, action.content[0].end)
    refuse_outside(connection, target, place)
    return Entry("add", "claim", as_json(value), place=place)
