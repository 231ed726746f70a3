"""An extraction in the form of the annotation guide."""

import json

from claims.exports import guide_form
from claims.values import (
    Attribution,
    Claim,
    Document,
    Extraction,
    Hop,
    Problem,
    Sentence,
    SentenceAssessment,
    Source,
    Span,
)

TEXT = "The dam holds, an engineer told Reuters. It was built in 1961."


def example() -> Extraction:
    told = Span(TEXT.index("told"), TEXT.index("told") + 4)
    content, source = Span(0, 13), Span(15, 26)
    return Extraction(
        document=Document(text=TEXT, published="2024-02-18"),
        sentences=(Sentence(1, Span(0, 40)), Sentence(2, Span(41, 62))),
        attributions=(Attribution((source,), (told,), (content,), "indirect", confidence=0.91),),
        sources=(
            Source("s1", "Reuters", "outlet", anonymous=False, number="one"),
            Source("s2", "an engineer", "person", anonymous=True, number="one"),
        ),
        claims=(
            Claim(
                1,
                0,
                (content,),
                "The dam holds",
                "indirect",
                "fact",
                cue=(told,),
                chain=(Hop("s1", Span(32, 39)), Hop("s2", source)),
            ),
            Claim(2, None, (Span(41, 62),), "It was built in 1961.", None, "fact"),
        ),
        assessments=(
            SentenceAssessment(1, "attributed", False, "all of it is attributed"),
            SentenceAssessment(2, "unsourced", False, "a date of construction"),
        ),
    )


def test_sentences_hold_their_attributed_claims_only() -> None:
    form = guide_form(example(), identifier="dam")
    assert form["id"] == "dam"
    assert [(s["span"], s["status"], len(s["claims"])) for s in form["sentences"]] == [
        ([0, 40], "attributed", 1),
        ([41, 62], "unsourced", 0),
    ]
    claim = form["sentences"][0]["claims"][0]
    assert [TEXT[s:e] for s, e in claim["content"]] == ["The dam holds"]
    assert [TEXT[s:e] for s, e in claim["cue"]] == ["told"]
    assert [hop["source"] for hop in claim["chain"]] == ["s1", "s2"]


def test_attributions_stand_as_the_text_states_them() -> None:
    (attribution,) = guide_form(example(), identifier="dam")["attributions"]
    assert attribution == {
        "source": [[15, 26]],
        "cue": [[27, 31]],
        "content": [[0, 13]],
        "manner": "indirect",
        "parent": None,
        "confidence": 0.91,
    }


def test_problems_are_told() -> None:
    extraction = Extraction(
        Document(text="Hallo."), problems=(Problem("-", "language", "German is not supported"),)
    )
    form = guide_form(extraction, identifier="1")
    assert form["problems"] == [{"stage": "language", "reason": "German is not supported"}]
    assert json.loads(json.dumps(form)) == form
