"""What people corrected and confirmed, as training data in the form of the annotation guide.

One object for each article in which somebody did so. Each sentence and claim says in `reviewed`
whether a person stands behind it: a claim that was confirmed, corrected or added; a sentence whose
status was corrected or all of whose claims are reviewed. `dismissed` lists the stretches that a
person said are no claim. Sources that a person merged are one.
"""

from collections import defaultdict
from collections.abc import Iterator
from sqlite3 import Connection
from typing import Any

from claims.exports.guide import guide_form
from claims.store import Store, read_extraction
from claims.values import Extraction

__all__ = ["corrections"]

JSONObject = dict[str, Any]

_ARTICLES = """
SELECT DISTINCT reviews.document FROM reviews
JOIN attachments ON attachments.review = reviews.id
WHERE reviews.document IS NOT NULL
    AND reviews.action IN ('confirm', 'correct', 'add', 'dismiss', 'adjudicate', 'keep')
    AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
ORDER BY reviews.document
"""
_CLAIMS = """
SELECT claims.attribution IS NOT NULL, sentences.number,
    claims.corrected_by IS NOT NULL OR EXISTS (
        SELECT 1 FROM standing_reviews AS confirmed
        WHERE confirmed.target_kind = 'claim' AND confirmed.target = claims.id
            AND confirmed.action = 'confirm')
FROM claims JOIN sentences ON sentences.id = claims.sentence
WHERE claims.document = ? ORDER BY claims.number
"""
_STATUSES = """
SELECT number FROM sentences WHERE document = ? AND (corrected_by IS NOT NULL OR EXISTS (
    SELECT 1 FROM standing_reviews AS kept
    WHERE kept.target_kind = 'sentence' AND kept.target = sentences.id
        AND kept.action = 'keep' AND kept.field = 'status'))
"""
_DISMISSED = """
SELECT sentences.number, dismissed_claims.start, dismissed_claims.end FROM dismissed_claims
JOIN sentences ON sentences.id = dismissed_claims.sentence
WHERE dismissed_claims.document = ? ORDER BY dismissed_claims.start
"""
_SURVIVORS = """
SELECT appearances.key, coalesce(sources.merged_into, sources.id) FROM appearances
JOIN sources ON sources.id = appearances.source
WHERE appearances.document = ? ORDER BY position
"""


def corrections(store: Store, *, reviewed_only: bool = False) -> Iterator[JSONObject]:
    """Yield each article that people worked on, in the form of the annotation guide.

    With `reviewed_only`, sentences behind which nobody stands are left out, and articles without
    any other.
    """
    for (document,) in store.connection.execute(_ARTICLES).fetchall():
        extraction = read_extraction(store, document)
        if extraction is None:
            continue
        form = _article(store.connection, document, extraction)
        if reviewed_only:
            form["sentences"] = [one for one in form["sentences"] if one["reviewed"]]
        if form["sentences"]:
            yield form


def _article(connection: Connection, document: str, extraction: Extraction) -> JSONObject:
    """Return one article with what was reviewed in it."""
    form = guide_form(extraction, identifier=document)
    attributed: dict[int, list[bool]] = defaultdict(list)
    everything: dict[int, list[bool]] = defaultdict(list)
    for has_attribution, sentence, reviewed in connection.execute(_CLAIMS, (document,)):
        everything[sentence].append(bool(reviewed))
        if has_attribution:
            attributed[sentence].append(bool(reviewed))
    dismissed: dict[int, list[list[int]]] = defaultdict(list)
    for sentence, start, end in connection.execute(_DISMISSED, (document,)):
        dismissed[sentence].append([start, end])
    decided = {row[0] for row in connection.execute(_STATUSES, (document,))}
    numbers = [assessed.sentence for assessed in extraction.assessments]
    for number, sentence_form in zip(numbers, form["sentences"], strict=True):
        known = everything[number]
        looked_at = bool(known) or bool(dismissed[number])
        sentence_form["reviewed"] = number in decided or (looked_at and all(known))
        sentence_form["dismissed"] = dismissed[number]
        for claim, reviewed in zip(sentence_form["claims"], attributed[number], strict=True):
            claim["reviewed"] = reviewed
    _join_sources(connection, document, form)
    return form


def _join_sources(connection: Connection, document: str, form: JSONObject) -> None:
    """Let sources that a person merged be one object, under the key of the first."""
    first: dict[str, str] = {}
    keys: dict[str, str] = {}
    for key, survivor in connection.execute(_SURVIVORS, (document,)):
        keys[key] = first.setdefault(survivor, key)
    form["sources"] = [one for one in form["sources"] if keys[one["id"]] == one["id"]]
    for sentence in form["sentences"]:
        for claim in sentence["claims"]:
            for hop in claim["chain"]:
                hop["source"] = keys[hop["source"]]
