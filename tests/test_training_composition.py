"""Nested attributions made of flat ones: every offset still points at its words."""

import random

import pytest

from claims.training.composition import compose
from claims.training.documents import Article, Marked, Spans

TEXT = (
    "A town in the hills.\n\nThe mayor said that the bridge would reopen on Monday after repairs. "
    "It rained. Residents fear that the repairs will take longer than planned this time.\n\n"
    "“We are late,” the builder said."
)


def spans(*parts: str) -> Spans:
    return tuple((TEXT.index(part), TEXT.index(part) + len(part)) for part in parts)


VERSION = (
    Marked(
        spans("The mayor"),
        spans("said"),
        spans("that the bridge would reopen on Monday after repairs"),
    ),
    Marked(
        spans("Residents"),
        spans("fear"),
        spans("that the repairs will take longer than planned this time"),
    ),
    Marked(spans("the builder"), ((len(TEXT) - 5, len(TEXT) - 1),), spans("“We are late,”")),
)
ARTICLE = Article("made up", TEXT, (VERSION,))


@pytest.mark.parametrize("seed", range(12))
def test_composed(seed: int) -> None:
    made = compose(ARTICLE, VERSION, 2, random.Random(seed))
    (version,) = made.versions
    words = {made.text[start:end].lower() for marked in version for start, end in marked.cue}
    assert {"said", "fear"} <= words
    inner = [marked for marked in version if marked.nested]
    outer = [marked for marked in version if not marked.nested]
    assert len(inner) == 2
    assert len(outer) == 3, "two new ones, and the quotation, which is left alone"
    contents = {made.text[start:end].lower() for marked in inner for start, end in marked.content}
    assert contents == {
        "that the bridge would reopen on monday after repairs",
        "that the repairs will take longer than planned this time",
    }
    for marked in inner:
        ((start, end),) = marked.cue
        assert any(a <= start and end <= b for a, b in made.complete)
        assert any(a <= start and end <= b for one in outer for a, b in one.content)


def test_nothing_to_compose() -> None:
    plain = Article("plain", "It rained.", ((),))
    assert compose(plain, (), 2, random.Random(1)).text == "It rained."
