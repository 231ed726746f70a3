"""He and she: the features that the model sees, and whom it chooses."""

import pytest

from claims.sources.mentions.passages import Passage, is_verb
from claims.sources.references.coreference import Candidate, Scene, scores
from claims.values import Span


def spans(text: str, words: str) -> tuple[Span, ...]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return tuple(found)


def scene(text: str, pronoun: str, *names: str) -> Scene:
    """Read a text in which the pronoun is in brackets."""
    at = text.index(f"[{pronoun}]")
    plain = text.replace(f"[{pronoun}]", pronoun)
    candidates = [Candidate(spans(plain, name)) for name in names]
    return Scene(Passage(plain), Span(at, at + len(pronoun)), candidates)


@pytest.mark.parametrize(
    ("text", "pronoun", "names", "chosen"),
    [
        ("Ann Hill met Eve Moss in Rome. [She] left at noon.", "She", ("Ann Hill", "Eve Moss"), 0),
        (
            "Tom Crane wrote the play for Bob Moss, who liked [his] work.",
            "his",
            ("Tom Crane", "Bob Moss"),
            0,
        ),
        (
            "The film was made by Eve Moss. Ann Hill played a nurse, and [she] sang.",
            "she",
            ("Eve Moss", "Ann Hill"),
            1,
        ),
    ],
)
def test_choice(text: str, pronoun: str, names: tuple[str, ...], chosen: int) -> None:
    found = scores(scene(text, pronoun, *names))
    assert found.index(max(found)) == chosen


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ann came. [She] sat.", ["subject", "first word"]),
        ("Ann lost [her] hat.", ["possessor"]),
        ("Bob saw [her] and left.", ["object"]),
        ("Bob lost [his] hat.", ["possessor"]),
        ("Ann saw [him] there.", ["object"]),
    ],
)
def test_what_the_pronoun_is(text: str, kinds: list[str]) -> None:
    word = text[text.index("[") + 1 : text.index("]")]
    assert scene(text, word, "Ann" if "Ann" in text else "Bob").own == kinds


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("Then Ann Hill played a nurse.", "Ann Hill", {"subject", "verb after"}),
        ("It was made by Ann Hill.", "Ann Hill", {"object", "by", "preposition"}),
        ("He saw Ann Hill’s house.", "Ann Hill", {"possessor"}),
        ("It was Ann Hill, who left.", "Ann Hill", {"who after", "subject"}),
    ],
)
def test_roles(text: str, name: str, roles: set[str]) -> None:
    found = Passage(text).role(spans(text, name)[0])
    assert roles <= {role for role, yes in found.items() if yes}


@pytest.mark.parametrize(
    ("word", "verb"), [("played", True), ("sings", True), ("was", True), ("officials", False)]
)
def test_verbs(word: str, verb: bool) -> None:
    assert is_verb(word) is verb


def test_features_of_a_candidate_that_comes_after() -> None:
    found = scene("With [her] hat on, Ann Hill left.", "her", "Ann Hill")
    features = found.features(found.candidates[0])
    assert features["after the pronoun"] == 1
    assert features["fronted pronoun"] == 1
