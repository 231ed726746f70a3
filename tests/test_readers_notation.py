"""The notation: what an answer says is located, what does not fit is named, nothing raises."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.readers.extraction import extraction_of_notes
from claims.readers.notation import ASKING, Notes, note, split_blocks
from claims.readers.prompting import EXAMPLES
from claims.sentences import split_sentences
from claims.store.extractions.soundness import extraction_fault
from claims.values import Sentence, Span
from tests.reader_examples import DAM, DAM_READING, example

SENTENCES = split_sentences(DAM.text, ())


def noted(answer: str, asked: tuple[int, ...] = (1, 2, 3, 4)) -> Notes:
    return note(DAM.text, SENTENCES, split_blocks(answer), asked=asked)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_worked_examples_keep_to_the_notation(name: str) -> None:
    document, sentences, reading = example(name)
    numbers = [sentence.number for sentence in sentences]
    notes = note(document.text, sentences, split_blocks(reading), asked=numbers)
    assert notes.faults == ()
    assert [notes.sentences[number].status for number in numbers].count(None) == 0
    used = {
        hop.source
        for sentence in notes.sentences.values()
        for claim in sentence.claims
        for hop in claim.chain
    }
    assert used == notes.sources.keys(), "every source of an example stands in a chain"


def test_an_answer_is_read_with_all_its_places() -> None:
    notes = noted(DAM_READING)
    assert notes.faults == ()
    [claim] = notes.sentences[2].claims
    assert [span.of(DAM.text) for span in claim.content] == ["that the board had hidden two cracks"]
    assert [span.of(DAM.text) for span in claim.cue] == ["told"]
    assert [(hop.source, hop.mention and hop.mention.of(DAM.text)) for hop in claim.chain] == [
        ("s2", "the Orrin Post"),
        ("s3", "An engineer"),
    ]
    assert (claim.manner, claim.kind) == ("indirect", "fact")
    assert (notes.sentences[4].status, notes.sentences[4].disputable) == ("unsourced", True)
    assert notes.sources["s3"].anonymous
    assert not notes.sources["s1"].anonymous


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("the board had hidden two cracks", "the board hid two cracks", "content is not found"),
        ("|| told ||", "|| revealed ||", "cue is not found"),
        ("s3@An engineer", "s3@A worker", "mention is not found"),
        ("s3@An engineer", "s9", "there is no source s9"),
        ("s3@An engineer", "s2", "stands twice"),
        ("s3@An engineer", "3", "a chain is"),
        ("s3@An engineer", "s3@9:he", "no sentence [9]"),
        ("indirect || fact", "indirect || truth", "kind of claim is one of"),
        ("indirect || fact", "paraphrased || fact", "manner is one of"),
        ("|| fact ||", "||", "a claim is"),
        ("Mara Lund | person", "Mara Lund | woman", "kind of source is one of"),
        ("Mara Lund | person | named", "Mara Lund | person | known", "named or anon is one of"),
        ("Mara Lund | person | named | one", "Mara Lund | person | named | 1", "number is one of"),
        ("s4 | Mara Lund", "s4 | Martha Lund", "name is not found"),
        ("Mara Lund | person | named", "Mara Lund", "a source is"),
        ("one | -\n[1]", "one | who was afraid\n[1]", "reason is not found"),
        ("[1] attributed", "[1] sourced", "the line is"),
        ("[1] attributed", "[1] attributed 3", "how many would ask goes with"),
        ("[4] unsourced 7", "[4] unsourced 11", "the line is"),
        ("[4] unsourced 7", "[4] unsourced seven", "the line is"),
        ("[1] attributed", "[1] none", "is none, but has claims"),
        ("[3] attributed", "", "[3] has no line"),
        (
            "\n- “It is a disgrace,” || said || direct || opinion || s4@Mara Lund",
            "",
            "has no claim",
        ),
        ("“It is a disgrace,”", "disgrace ++ a disgrace", "overlap"),
        ("[4] unsourced 7", "", "breaks off here"),
        ("s4@Mara Lund", " > ".join(f"s{n}" for n in range(1, 9)), "at most 6"),
    ],
)
def test_what_does_not_fit_is_named_and_left_out(old: str, new: str, fault: str) -> None:
    assert old in DAM_READING
    notes = noted(DAM_READING.replace(old, new))
    assert any(fault in one.reason for one in notes.faults), notes.faults
    everything = sum(len(sentence.claims) for sentence in noted(DAM_READING).sentences.values())
    kept = sum(len(sentence.claims) for sentence in notes.sentences.values())
    assert kept <= everything


@pytest.mark.parametrize(
    ("number", "disputable"),
    [
        ("0", False),
        (str(ASKING - 1), False),
        (str(ASKING), True),
        ("10", True),
        ("8/10", True),
        ("disputable", True),  # the mark of annotators
        ("", False),
    ],
)
def test_enough_editors_have_to_ask(number: str, disputable: bool) -> None:
    notes = noted(DAM_READING.replace("[4] unsourced 7", f"[4] unsourced {number}"))
    assert notes.faults == ()
    assert notes.sentences[4].disputable is disputable


def test_talk_around_the_answer_is_passed_over() -> None:
    talk = f"Sure! Here is my reading:\n\n```\n{DAM_READING}\n```\nI hope that this helps."
    assert noted(talk) == noted(DAM_READING)


def test_a_known_source_keeps_its_key() -> None:
    known = noted(DAM_READING).sources
    answer = "s1 | Mara Lund | person | named | one | -\n[3] attributed\n"
    answer += "- “It is a disgrace,” || said || direct || opinion || s1@Mara Lund"
    notes = note(DAM.text, SENTENCES, split_blocks(answer), asked=(3,), known=known)
    assert any("is another source already" in fault.reason for fault in notes.faults)
    assert notes.sentences[3].claims == ()


def test_a_cue_and_a_mention_may_stand_in_another_sentence() -> None:
    answer = DAM_READING.replace("|| said || direct", "|| @2:told || direct")
    answer = answer.replace("s4@Mara Lund", "s3@2:An engineer")
    notes = noted(answer)
    [claim] = notes.sentences[3].claims
    assert claim.cue[0].of(DAM.text) == "told"
    assert claim.chain[0].mention is not None
    assert claim.chain[0].mention.of(DAM.text) == "An engineer"


Lines = list[str]
ODD = ("\0", "\ud800", "\u202e", "\U0010ffff", "é", "||", " > ", " ... ")


def cut_off(lines: Lines, place: int, chance: random.Random) -> None:
    del chance, lines[place:]


def cut_short(lines: Lines, place: int, chance: random.Random) -> None:
    lines[place] = lines[place][: chance.randrange(len(lines[place]) + 1)]


def repeat(lines: Lines, place: int, chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines) + 1), lines[place])


def shuffle(lines: Lines, place: int, chance: random.Random) -> None:
    del place
    chance.shuffle(lines)


def change_bars(lines: Lines, place: int, chance: random.Random) -> None:
    lines[place] = lines[place].replace("||", chance.choice(["|", "||||", "", "++"]))


def change_words(lines: Lines, place: int, chance: random.Random) -> None:
    words = lines[place].split()
    chance.shuffle(words)
    lines[place] = " ".join(words)


def put_in(lines: Lines, place: int, chance: random.Random) -> None:
    at = chance.randrange(len(lines[place]) + 1)
    lines[place] = lines[place][:at] + chance.choice(ODD) + lines[place][at:]


def change_keys(lines: Lines, place: int, chance: random.Random) -> None:
    lines[place] = lines[place].replace("s1", "s" + "9" * chance.randint(1, 9))


def change_number(lines: Lines, place: int, chance: random.Random) -> None:
    lines[place] = f"[{chance.randint(-5, 10**9)}] {lines[place]}"


MANGLINGS = (
    *(cut_off, cut_short, repeat, shuffle, change_bars, change_words),
    *(put_in, change_keys, change_number),
)


def mangled(answer: str, chance: random.Random) -> str:
    """Return an answer with some of what goes wrong in answers."""
    lines = answer.splitlines()
    for _ in range(chance.randint(1, 6)):
        chance.choice(MANGLINGS)(lines, chance.randrange(len(lines)), chance)
        lines = lines or [""]
    return "\n".join(lines)


def stands(span: Span, sentence: Sentence) -> bool:
    """Return whether a span lies in the sentence and begins and ends where words do."""
    text = DAM.text
    inside = sentence.span.contains(span)
    cut = (span.start and text[span.start - 1].isalnum() and text[span.start].isalnum()) or (
        span.end < len(text) and text[span.end - 1].isalnum() and text[span.end].isalnum()
    )
    return inside and not cut


def assert_stands(notes: Notes) -> int:
    """Check that all that was noted stands in the text; return how many contents that are."""
    count = 0
    for number, sentence in notes.sentences.items():
        for claim in sentence.claims:
            count += len(claim.content)
            assert all(stands(span, SENTENCES[number - 1]) for span in claim.content)
            for span in (*claim.cue, *(hop.mention for hop in claim.chain if hop.mention)):
                assert any(stands(span, other) for other in SENTENCES)
    return count


def assert_sound(notes: Notes) -> None:
    """Check that what becomes of notes can be stored, and says nothing but the text."""
    found = extraction_of_notes(DAM, SENTENCES, notes, reader="llm:scripted")
    assert extraction_fault(found) is None
    for claim in found.claims:
        assert all(stands(span, SENTENCES[claim.sentence - 1]) for span in claim.content)
        assert claim.text == " … ".join(span.of(DAM.text) for span in claim.content)
    assert all(source.name in DAM.text for source in found.sources)


def test_a_thousand_mangled_answers_bring_nothing_false() -> None:
    chance = random.Random(18)
    kept = 0
    for number in range(1_000):
        notes = noted(mangled(DAM_READING, chance))
        kept += assert_stands(notes)
        if number % 10 == 0:  # takes longer
            assert_sound(notes)
    assert kept > 500, "what is sound in them is kept"


@given(st.text(alphabet=st.sampled_from("s1234|[]-#@:>+. “”attributednoe\n"), max_size=200))
def test_any_answer_at_all_brings_nothing_false(answer: str) -> None:
    assert_stands(noted(answer))
