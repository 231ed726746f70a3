"""Letters and posts: what shows them, and the lines that were joined in them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.sentences import split_sentences
from claims.sentences.letters import letter


def split(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in split_sentences(text)]


def told(text: str) -> bool:
    return letter(text, [(0, len(text))]) is not None


# A "|" marks where a sentence must end; nowhere else may one.
CASES = {
    "greeting with a dash": "Ann - |Thanks for the map.",
    "greeting of several": "Good morning Ann, Bob and Eve - |I have the map.",
    "greeting with a colon": "Ann: |As we said, the map is here.",
    "label": "Ann: 20 maps and Bob: 30 maps.",
    "after the header": "Ann Lee |03/04/2001 08:15 AM |Bob - |I have the map.",
    "lower case after the header": "Ann Lee |03/04/2001 08:15 AM |do you have it?",
    "the header's end": "Posted by Ann Lee at 3/4/2001 08:15 AM",
    "farewell": "The map is here. |Thanks, |Ann |Ann Lee Maps Inc.",
    "farewell without a stop": "The map is here |Best regards, |Ann",
    "farewell in initials": "Call me. |Talk to you later |AL",
    "thanks in lower case": "Is it here? |thanks |I've looked for it.",
    "thanks that go on": "Thanks for the map.",
    "initials": "I send you a kiss |-A",
    "postscript": "The map is here |PS- Is it yours?",
    "address book": '"Lee, Ann" |are you coming?',
    "header of a post": "Email: ann.lee@acme.com |so this is the map",
    "header of a letter": "Ann Lee@ACME |To: Bob Roe@ACME |cc: Eve Poe@ACME",
    "list notes header": "Ann Lee@ACME MAPS on 03/04/2001 08:15 AM |Here it is.",
    "attachments": "Here they are. |(See attached file: a b.doc) |- a b.doc |- c.pdf",
    "attachment and text": "a.doc << File: a.doc >> |I made it.",
    "link after an ellipsis": "they are fine... |http://acme.com/a",
    "source of a quotation": "(Town Post) |The mayor left. |(Tip: Ann) |(City News) |He came.",
    "capitals": "It is for Ann Lee |WHO WANTS TO SEE MAPS?",
    "end of a page": "send me your maps |Reply",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_joined_lines_of_a_letter_are_divided(marked: str) -> None:
    opening = "Dear Sir,\n"
    expected = ["Dear Sir,", *(part.strip() for part in marked.split("|"))]
    assert split(opening + marked.replace("|", "")) == expected


def test_a_name_that_stands_alone_on_lines_is_a_signature() -> None:
    text = (
        "Bob,\nThe map is here.\nAnn Lee\nIt is on page 4 Ann Lee Bob,\nIs it?\nAnn Lee\n"
        "I was told that Ann Lee has it. Ask Ann Lee\n"
    )
    assert split(text)[3:6] == ["It is on page 4", "Ann Lee", "Bob,"]
    assert split(text)[-2:] == ["I was told that Ann Lee has it.", "Ask Ann Lee"]


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sir,\nThe map is here.",
        "Ann,\nThe map is here.",
        "The map is here.\nRegards,\nAnn",
        "Ann Lee 03/04/2001 08:15 AM",
        "Email: ann@acme.com",
        "P.S. The map is here.",
    ],
)
def test_a_letter_shows_itself(text: str) -> None:
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Paris, France - The minister left. He thanked Ann Lee.",
        "“Thanks, Ann,” he said. Write to desk@acme.com.",
        "The mayor left.\nAnn Lee\nThe truce held.",
        "P. Smith said so.",
    ],
)
def test_an_article_is_no_letter(text: str) -> None:
    assert not told(text)


def test_an_article_keeps_its_datelines() -> None:
    text = "Paris - The minister left. (Town Post) The mayor stayed."
    assert split(text)[0] == "Paris - The minister left."


PIECES = st.sampled_from(
    [
        "Ann Lee",
        "Ann Lee\n",
        "Ann,\n",
        "Bob - ",
        "Thanks, ",
        "Regards\n",
        "\n",
        "  ",
        "- a.doc ",
        "(See attached file: a.doc) ",
        "Email: a@b.c ",
        "3/4/2001 8:02 PM ",
        "PS - ",
        "THE MAP IS HERE ",
        "To: ",
        "... http://a.b ",
        "the map. ",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(deadline=None)  # the parameters are read on first use
def test_no_word_of_a_letter_is_lost(text: str) -> None:
    rebuilt, position = "", 0
    for sentence in split_sentences(text):
        assert position <= sentence.span.start < sentence.span.end
        assert not text[position : sentence.span.start].strip()
        rebuilt += text[position : sentence.span.end]
        position = sentence.span.end
    assert not text[position:].strip()
    assert rebuilt + text[position:] == text


HOSTILE = ["A", "Ann ", "- a.doc", "- a ", "(See attached file: a.doc)", "_", "=", "Ann Lee\n", " "]
HOSTILE += ["Thanks ", "Email: a", "A A ", "<< File: ", "AB ", "1) a ", "To: ", "...  ", "(A) "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_work_is_linear(piece: str) -> None:
    """Ten times the letter takes about ten times as long, not a hundred times."""

    def seconds(length: int) -> float:
        text = "Dear Sir,\nAnn Lee\nAnn Lee\n" + piece * (length // len(piece))
        began = time.thread_time()  # of this thread alone: others may work beside it
        split_sentences(text)
        return time.thread_time() - began

    small = min(seconds(10_000) for _ in range(3))
    assert any(seconds(100_000) < 40 * small + 0.3 for _ in range(2))  # one may be disturbed
