"""Sentences: a table of real cases, the seed, and properties that hold for any text."""

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.sentences import split_sentences
from claims.values import Region, Span

SEED = Path(__file__).parent.parent / "seeds" / "000_a90919bc5fefbfbb.txt"


def split(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in split_sentences(text)]


# A "|" marks where a sentence must end; nowhere else may one.
CASES = {
    "plain": "He left. |She stayed.",
    "titles": "Brig. Gen. Qaani met Sen. Rand Paul and Lt. Gov. Ann Lee. |They talked.",
    "title and initial": "Rep. J. D. Doe met Dr. A. Smith.",
    "hyphenated title": "It was then-Gov. Jane Roe who asked.",
    "country before a name": "The U.S. Court of Appeals and the U.S. Senate agreed.",
    "a country’s office": "The U.S. Geological Survey saw it. |So did the U.K. Postal Museum.",
    "a country begins": "The U.S. Congress. |In the U.S. stocks fell.",
    "country, then a name": "They left the U.S. |But Ann Lee agreed.",
    "country at the end": "They live in the U.S. |The court agreed.",
    "country and a question": "I live in the E.U. |How about you?",
    "capital city": "They met in Washington, D.C. |He said nothing.",
    "initials": "A. Philip Randolph met W.H.S. Koerner and George W. Bush.",
    "no initial": "We make a team, you and I. |Did you see it?",
    "month": "It began on Sept. 11 and ended on Jan. 3. |Nobody knew.",
    "number word": "He lives at No. 5 now. |No. |He moved.",
    "time of day": "It starts at 5 p.m. Friday. |It ends at 6 p.m. |The hall closes.",
    "company": "Acme Corp. said so, and Acme Inc. Chief Executive Ann Lee agreed.",
    "company at the end": "He works at Briggs & Co. |It closed.",
    "versus": "Roe v. Wade was cited.",
    "decimal": "It rose 2.5 percent. |It fell 0.3 percent.",
    "year at the end": "That was in 2009. |He left in 2010.",
    "and so on": "Banks, insurers, etc. |Nobody paid.",
    "question": "Why now? |Nobody knows!",
    "name with a mark": "Shares of Yahoo! rose, and Yahoo! Inc. Chief Ann Lee left.",
    "ellipsis inside": "She’s still saying it … that would help.",
    "ellipsis at the end": "They tried to ... |Nothing helped.",
    "spaced ellipsis": "The laws will appear “less complex. . . .”",
    "omission": "The findings […] were clear.",
    "quotation closes": "“We know.” |He said no more.",
    "straight quotation": '"We know." |He said no more.',
    "single quotation": "‘We know.’ |He said no more.",
    "guillemets": "«We know.» |He said no more.",
    "guillemets apart": "« We know. » |He said no more.",
    "doubled apostrophes": "''We know.'' |He said no more.",
    "nested quotation": "“He said ‘never again.’” |She wept.",
    "quotation goes on": "“We know!” he said. |“Do you?” she asked.",
    "reported question": "“Do you know?” Ann Lee asked in court. |Nobody did.",
    "two in a quotation": "Lee said: “I was told. |I came.”",
    "split quotation": "“We know,” he said. |“We came.”",
    "name under a quotation": "“So be it.” — Jane Doe",
    "name without a dash": "I was told that I needed to leave. Jane Doe",
    "pull quote": "“We came. It was late.” — Jane Doe, mayor",
    "pull quote of a post": '"It grew. Nobody saw it." Nameless reader, "On crowds"',
    "quotation, then a sentence": "“We came. |It was late.” |She left.",
    "quotation as a clause": 'He wrote that "Moved by it, a crowd came. It grew." |She left.',
    "quotation from the middle": "The men, “... told her. ... They came.” |She left.",
    "enumeration of sentences": "He fled for two sins: a) Leaving home. b) Coming back.",
    "day under a headline": "Fish found in lake |Tuesday, May 5, 2015",
    "day of the sentence": "The truce began on Tuesday, May 5, 2015",
    "title of a work": "He played in Help Me! (1965), and in Who? (Three Men, 1950) with her.",
    "day above an article": "Thursday, May 7, 2015 |On Tuesday, the mayor spoke.",
    "parenthesis": "(He declined.) |She did not.",
    "footnote": "He died in 2014. [3] |He was old. [4]",
    "dateline": "BAGHDAD (Reuters) - Iran’s envoy left. |He flew home.",
    "dateline with a month": "WASHINGTON, Jan. 5 — The Senate met.",
    "no full stop": "No headline ends\n|The text begins here.",
    "paragraphs": "“It is over.\n\n|“It is not.”",
    "reported in a manner": "“Who knows?” Ann Lee asked rhetorically. |Nobody did.",
    "question, lower case": "“Really?” said the judge.",
    "seed's mark": "He spoke.\n>|“They learned,” the source said.",
    "hesitation": "Okay... I have a dog, and it barks.",
    "omission after a sentence": "“That’s bad. ... |Few came.”",
    "lost character": "Phone:? 203 555 0100 is mine.",
    "points in the middle": "We go for four nights |1) which train |2) which hotel |3) what else",
    "points of a sentence": "He named 1) trains, 2) hotels and 3) the rest.",
    "line drawn after a word": "***NOTICE*** This is a note.\n|NOTICE****** |This is private.",
    "link on its own line": "http://acme.com/ |try that",
    "bullets": "• 9. The first item |• 10. The second item",
    "numbers": "1) The first item 2) The second".replace(" 2)", " |2)"),
    "numbers with stops": "1. The first item. |2. The second item.",
    "letters": "a. The first item |b. The second |c. The third",
    "enumeration inside": "He named: a) leaving home and b) coming back.",
    "list in lines": "- one thing\n|- another thing",
    "lost line break": "REUTERS/Ann Lee/File Photo |The children were killed.",
    "crosshead": "PUBLIC ANGER |However, the vote was delayed.",
    "crosshead of any sentence": "PUBLIC ANGER |Ann Lee, who won, left the hall.",
    "agency’s place is no crosshead": "NEW YORK (Reuters) - Ann Lee left.",
    "acronyms are no crosshead": "UBS CEO Ann Lee left the hall.",
    "crosshead below": "They agreed. |CANDLES LIT",
    "crosshead below a quotation": "“We do.” |FEELING THE PRESSURE",
    "name in capitals below": "He met Gov. LEE",
    "images": "Slideshow (9 Images) |Ann Lee left.",
    "credit in parentheses": "(Xinhua/Ann Lee) |GAZA, Oct. 9 (Xinhua) -- She left.",
    "credit by way of an agency": "City Police/Handout via REUTERS |Prosecutors said so.",
    "told by way of an agency": "He said it. |They learned it via Reuters, and Ann Lee left.",
    "credit alone": "REUTERS/Ann Lee |Qualcomm rose.",
    "lost space": "They met in May 2017.|The men left, he said.|He also wrote.",
    "no lost space": "He wrote to Booking.com, and Node.Js was down.",
    "told after a question": "“Who knows?” Ann Lee told the station. |Nobody did.",
    "told what after a question": "“Who knows?” |Ann Lee told them that it was over.",
    "question and a straight mark": 'Who are we? " she asked in May.',
    "parted numbers": "A magnitude - 5. 9 quake hit. |It felt like 6. 1 or more.",
    "year before a number": "It fell in 2015. |12 people left.",
    "parted initials": "He told L. A. Superior Court so.",
    "label with an initial": "Ann B. Lee: The court.",
    "torn in lower case": "Ann Lee said she heard how the sound of shots\nechoed through it.",
    "torn in lower case, unended": (
        "Ann Lee said she heard how the sound of shots\n|echoed through it and so on"
    ),
    "torn short": "They have these\n|some things.",
    "torn at a number": "The hit that everybody here has sung rose to No.\n1 on Friday.",
    "torn at a title": "Ann Lee was told so by the city’s spokesman Const.\nTim Roe on Friday.",
    "no title at the end": "Ann Lee says that the water here is at three ft.\n|Tim Roe left.",
    "torn before who says it": "“Nobody has forced us to do any of this here.”\nshe said later.",
    "torn before another quotation": (
        "“Nobody has forced us to do any of this here.”\n|Ann replied, “No.”"
    ),
    "title of a song": "They sang Here Comes The Sun and left.",
    "credit": "Ann Lee at home |Image: Ann Lee.",
    "face": "I love her. :) |She came.",
    "address": "He works at acme.com and mails to a.b@acme.com every day.",
    "web page": "See https://acme.com/a.b?c=d. |It is long.",
    "file": "Open a.txt and b.txt now.",
    "other scripts": "他说了。 |她走了。",
    "postscript": "P.S. I am leaving.",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_sentences_end_where_they_should(marked: str) -> None:
    expected = [part.strip().lstrip(">") for part in marked.split("|")]
    expected = [part.rstrip("\n>") for part in expected]
    assert split(marked.replace("|", "")) == expected


def test_the_seed_has_its_fourteen_sentences() -> None:
    text = SEED.read_text("utf8")
    sentences = split(text)
    assert len(sentences) == 14
    assert sentences[3].startswith("“The Iranians learned")
    assert sentences[2].startswith("According to the sources, Brig. Gen. Qaani did")
    assert [s.number for s in split_sentences(text)] == list(range(1, 15))


MARKS = [". ", "! ", "?", "…", "“", "”", '"', "’", ")", "(", "> ", "1) ", "2) ", "a. ", "• ", "[1]"]
SPACES = ["\n", "\n\n", "\r\n", " ", "\t", "\xa0", "\u2028", "\x00", "\ud800", "🙂"]
WORDS = [
    "He said",
    "U.S. ",
    "Gen. ",
    "é",
    "http://a.b ",
    "a@b.c ",
    "----- ",
    "Image: X",
    "The man ",
]
PIECES = st.sampled_from([*MARKS, *SPACES, *WORDS, "The man ", ":-) ", "3/4/2001 8:02 PM "])


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
@example("")
@example("\x00\x1c\x85")
@example(">")
@example(". . .")
@settings(max_examples=200, deadline=None)  # the parameters are read on first use
def test_sentences_and_gaps_rebuild_any_text(text: str) -> None:
    rebuilt, position = "", 0
    for number, sentence in enumerate(split_sentences(text), 1):
        span = sentence.span
        assert position <= span.start < span.end
        assert sentence.number == number
        assert span.of(text) == span.of(text).strip()
        gap = text[position : span.start]
        assert not any(map(str.isalnum, gap)), "no word is left out"
        rebuilt += gap + span.of(text)
        position = span.end
    assert rebuilt + text[position:] == text
    assert not any(map(str.isalnum, text[position:]))


@given(
    st.lists(PIECES, max_size=30).map("".join),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=5),
)
@settings(deadline=None)
def test_any_regions_are_borne(text: str, bounds: list[tuple[int, int]]) -> None:
    odd = [Region("caption", Span(min(pair), max(pair))) for pair in bounds]
    position = 0
    for sentence in split_sentences(text, odd):
        assert position <= sentence.span.start < sentence.span.end <= len(text)
        position = sentence.span.end


HOSTILE = [
    "!",
    ".",
    "a",
    "(",
    ". ",
    ".)",
    "1) ",
    "\n",
    "> ",
    "a@",
    "http://",
    "[1]",
    "-",
    "\t ",
    "“",
    "that “A. ",
    "that “A. ” ",
    ": a) . b) a",
    "“... a. ",
]


@pytest.mark.parametrize("piece", [*HOSTILE, "Gen. Lee said “no.” He left. "])
def test_the_work_is_linear(piece: str) -> None:
    """Ten times the text takes about ten times as long, not a hundred times, whatever it holds."""

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        began = time.thread_time()  # of this thread alone: others may work beside it
        split_sentences(text)
        return time.thread_time() - began

    small = min(seconds(10_000) for _ in range(3))
    assert any(seconds(100_000) < 40 * small + 0.3 for _ in range(2))  # one may be disturbed


def test_a_hundred_thousand_words_are_split() -> None:
    text = "Gen. Ann Lee said “we know.” She left the U.S. on Sunday. " * 9_100
    assert len(split_sentences(text)) == 2 * 9_100
