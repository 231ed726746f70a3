"""An extraction in the form of the annotation guide."""

import json

import pytest

from claims import extract, flat_rows
from claims.exports import guide_form
from claims.store.extractions.rows import COLUMNS
from claims.values import Document, Extraction, Problem, Region, Span
from tests.extractions import DAM, dam


def test_sentences_hold_their_attributed_claims_only() -> None:
    form = guide_form(dam(), identifier="dam")
    assert form["id"] == "dam"
    assert [(s["span"], s["status"], len(s["claims"])) for s in form["sentences"]] == [
        ([0, 40], "attributed", 1),
        ([41, 62], "unsourced", 0),
    ]
    claim = form["sentences"][0]["claims"][0]
    assert [DAM[s:e] for s, e in claim["content"]] == ["The dam holds"]
    assert [DAM[s:e] for s, e in claim["cue"]] == ["told"]
    assert [hop["source"] for hop in claim["chain"]] == ["s1", "s2"]


def test_attributions_stand_as_the_text_states_them() -> None:
    (attribution,) = guide_form(dam(), identifier="dam")["attributions"]
    assert attribution == {
        "source": [[15, 26]],
        "cue": [[27, 31]],
        "content": [[0, 13]],
        "manner": "indirect",
        "parent": None,
        "confidence": 0.91,
        "model": "rule",
    }


def test_problems_are_told() -> None:
    extraction = Extraction(
        Document(text="Hallo."), problems=(Problem("-", "language", "German is not supported"),)
    )
    form = guide_form(extraction, identifier="1")
    assert form["problems"] == [{"stage": "language", "reason": "German is not supported"}]
    assert json.loads(json.dumps(form)) == form


def test_each_claim_says_who_answers_for_it() -> None:
    """As the database does, where the column `sourcing` holds it."""
    text = (
        "Reuters reported that the dam holds. Ana Ruiz said it was full. An official said it leaks."
        " Experts say it is old. It reportedly leaked before. It was built in 1961."
    )
    found = extract(text)
    forms = [
        claim
        for sentence in guide_form(found, identifier="dam")["sentences"]
        for claim in (*sentence["claims"], *sentence["own"])
    ]
    told = {claim["text"]: claim["sourcing"] for claim in forms}
    assert told == {row["text"]: row["sourcing"] for row in flat_rows(found)}
    assert set(told.values()) >= {"outlet", "named", "anonymous", "group", "unsourced"}


_LEAVES = {
    "regions": {"kind", "start", "end"},
    "sentences": {"headline", "status", "disputable", "reason", "confidence", "start", "end"},
    "sources": {"name", "kind", "anonymous", "number", "reason", "description"},
    "appearances": {"key", "name", "number", "reason", "description"},
    "source_names": {"source", "name"},
    "mentions": {"source", "form", "start", "end"},
    "attributions": {"parent", "manner", "confidence", "model"},
    "claims": {
        *("sentence", "text", "standalone", "sourcing", "kind", "certainty", "manner", "negated"),
        "confidence",
    },
    "spans": {"attribution", "claim", "role", "start", "end"},
    "hops": {"claim", "position", "source", "mention", "inferred", "confidence", "rule"},
    "figures": {"claim", "kind", "text", "value", "unit", "bound", "start", "end"},
}
"""Columns of what is stored that are in the form, as keys or by what holds what."""
_FOLLOWS = {
    *("id", "document", "exact", "prefix", "suffix"),  # ids and words, from the text
    *("position", "number"),  # the place in a list
}
_FOLLOWING = {
    "appearances": {"source"},
    "regions": {"text"},
    "sentences": {"text"},
    "mentions": {"sentence", "text"},
    "attributions": {"sentence", "source_text", "cue", "content_text"},
    "claims": {"attribution", "chain", "disputable", "source", "hops", "anonymous", "figures"},
}
"""Columns that follow from the text, or from others that are in the form."""


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_all_that_is_stored_leaves(table: str) -> None:
    """A new column is put into the form, or into the list of those that follow from it."""
    told = _LEAVES[table] | _FOLLOWING.get(table, set()) | _FOLLOWS
    assert set(COLUMNS[table]) <= told
    assert set(COLUMNS[table]) >= _LEAVES[table] | _FOLLOWING.get(table, set())


def test_regions_leave_with_their_kinds() -> None:
    found = extract(
        Document("The dam holds\n\nIt is safe.", regions=(Region("headline", Span(0, 13)),))
    )
    form = guide_form(found, identifier="dam")
    assert form["regions"] == [{"kind": "headline", "span": [0, 13]}]
    assert form["headlines"] == [[0, 13]]
