"""Extractions written by hand, for the tests of what comes behind the stages."""

from claims.values import (
    Attribution,
    Claim,
    Document,
    Extraction,
    Hop,
    Sentence,
    SentenceAssessment,
    Source,
    Span,
)

DAM = "The dam holds, an engineer told Reuters. It was built in 1961."


def dam() -> Extraction:
    """Two sentences: one relayed through Reuters from an unnamed engineer, one the writer's own."""
    content, engineer, told = Span(0, 13), Span(15, 26), Span(27, 31)
    return Extraction(
        document=Document(text=DAM, published="2024-02-18"),
        sentences=(Sentence(1, Span(0, 40)), Sentence(2, Span(41, 62))),
        attributions=(Attribution((engineer,), (told,), (content,), "indirect", confidence=0.91),),
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
                chain=(Hop("s1", Span(32, 39)), Hop("s2", engineer)),
            ),
            Claim(2, None, (Span(41, 62),), "It was built in 1961.", None, "fact"),
        ),
        assessments=(
            SentenceAssessment(1, "attributed", False, "all of it is attributed"),
            SentenceAssessment(2, "unsourced", False, "a date of construction"),
        ),
    )
