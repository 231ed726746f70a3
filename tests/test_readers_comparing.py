"""Where two readers differ, claim by claim; and how far they agree."""

import pytest

from claims.readers.comparing import Difference, compare
from tests.reader_examples import DAM_READING
from tests.reading_fixtures import FIRST_READING, extracted


def told(first: str, second: str, **options: tuple[int, ...]) -> list[tuple[str, int, str]]:
    found = compare(extracted(first), extracted(second), **options).differences
    return [(one.kind, one.sentence, ", ".join(one.fields)) for one in found]


def test_the_same_reading_differs_nowhere() -> None:
    compared = compare(extracted(DAM_READING), extracted(DAM_READING))
    assert compared.differences == ()
    assert all(one == other for said in compared.said.values() for one, other in said)


def test_every_kind_of_difference_is_found_in_the_order_of_the_text() -> None:
    assert told(FIRST_READING, DAM_READING) == [
        ("differs", 1, "kind"),
        ("differs", 2, "chain"),
        ("missed", 3, ""),
        ("status", 3, "status, disputable"),
        ("alone", 4, ""),
        ("status", 4, "status, disputable"),
    ]


def test_what_both_say_is_counted_by_field() -> None:
    said = compare(extracted(FIRST_READING), extracted(DAM_READING)).said
    assert said["extraction"] == {
        ("claim", "claim"): 2,
        ("no claim", "claim"): 1,
        ("claim", "no claim"): 1,
    }
    assert said["kind"] == {("fact", "prediction"): 1, ("fact", "fact"): 1}
    assert said["chain"]["An engineer", "the Orrin Post → An engineer"] == 1


@pytest.mark.parametrize(
    ("words", "differ"),
    [
        ("that the board had hidden two cracks", False),
        ("the board had hidden two cracks", False),
        ("the board had hidden", True),  # 4 of 6 words: the same claim, in other words
        ("hidden two cracks", True),  # half of the words
    ],
)
def test_contents_differ_by_words_that_say_something(words: str, differ: bool) -> None:
    other = DAM_READING.replace("that the board had hidden two cracks", words)
    assert told(DAM_READING, other) == ([("differs", 2, "content")] if differ else [])


def test_less_than_half_of_the_words_are_two_claims() -> None:
    other = DAM_READING.replace("that the board had hidden two cracks", "two cracks")
    assert told(DAM_READING, other) == [("alone", 2, ""), ("missed", 2, "")]


def test_a_source_is_known_by_its_mentions_and_names_whatever_its_key() -> None:
    other = DAM_READING.replace("s4", "s9").replace("s3", "s4").replace("s9", "s3")
    assert told(DAM_READING, other) == []
    assert compare(extracted(DAM_READING), extracted(other)).sources["s4"] == "s3"


def test_another_source_in_the_same_place_of_the_chain_differs() -> None:
    other = DAM_READING.replace("s1@the water board", "s4")
    assert told(DAM_READING, other) == [("differs", 1, "chain")]


def test_sentences_without_a_sound_answer_are_not_compared() -> None:
    silent = extracted(DAM_READING)
    kept = tuple(one for one in silent.assessments if one.sentence != 2)
    second = type(silent)(
        silent.document,
        silent.sentences,
        silent.attributions,
        silent.sources,
        silent.mentions,
        tuple(claim for claim in silent.claims if claim.sentence != 2),
        kept,
    )
    assert compare(extracted(DAM_READING), second).differences == ()


@pytest.mark.parametrize(("unsure", "alone"), [((), True), ((2,), False)])
def test_what_the_second_reader_may_have_quoted_badly_is_not_held_against_the_first(
    unsure: tuple[int, ...], alone: bool
) -> None:
    two = DAM_READING.replace(
        "[3]", "- two cracks || hidden || indirect || fact || s3@An engineer\n[3]"
    )
    found = compare(extracted(two), extracted(DAM_READING), unsure=unsure).differences
    assert (Difference("alone", 2, 2) in found) == alone
