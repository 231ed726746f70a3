"""An extraction in the form of the annotation guide."""

import json

from claims.exports import guide_form
from claims.values import Document, Extraction, Problem
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
