"""The stage as a whole, with the shipped model: the seed by name, floors, and odd input."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.attributions import find_attributions
from claims.inference import AttributionModel
from claims.values import Attribution, Manner

SEED = Path(__file__).parent.parent / "seeds" / "000_a90919bc5fefbfbb.txt"
MODEL = AttributionModel()

# source, cue, words of the content, manner, cue of the parent
NAMED: list[tuple[str, str, str, Manner, str | None]] = [
    ("multiple Iranian and Iraqi sources", "reported", "visited Baghdad", "indirect", None),
    ("Washington", "blamed", "Iranian-backed forces", "indirect", "said"),
    ("the sources", "said", "The Iranian commander met", "indirect", None),
    ("the sources", "According to", "did not leave the airport", "indirect", None),
    ("the source", "said", "The Iranians learned their lesson", "direct", None),
    ("sources", "said", "The commander told the factions", "indirect", None),
    ("The commander", "told", "risked a heavy U.S. response", "indirect", "said"),
    ("Kataib Hezbollah", "announced", "it was suspending attacks", "indirect", None),
    ("Harakat Hezbollah al-Nujaba", "said", "it would continue attacks", "indirect", None),
    ("Harakat Hezbollah al-Nujaba", "arguing", "would only leave by force", "indirect", ...),  # type: ignore[list-item]
    ("a senior commander", "said", "Without Qaani’s direct intervention", "direct", None),
    ("A high-ranking Iranian security official", "said", "successful, though", "mixed", None),
    ("Reuters’ report", "shows", "how Iran has been working", "indirect", None),
]


@pytest.fixture(scope="module")
def seed() -> tuple[str, tuple[Attribution, ...]]:
    text = SEED.read_text("utf8")
    return text, find_attributions(text, MODEL)


@pytest.mark.parametrize("named", NAMED, ids=[f"{one[0]} {one[1]}" for one in NAMED])
def test_the_seed_by_name(
    seed: tuple[str, tuple[Attribution, ...]], named: tuple[str, ...]
) -> None:
    text, found = seed
    source, cue, content, manner, parent = named
    matching = [
        item
        for item in found
        if any(source in span.of(text) for span in item.source)
        and item.cue[0].of(text) == cue
        and any(content in span.of(text) for span in item.content)
    ]
    assert len(matching) == 1
    item = matching[0]
    assert item.manner == manner
    if parent is not ...:
        holder = None if item.parent is None else found[item.parent].cue[0].of(text)
        assert holder == parent


SENTENCES = [
    # text, source, cue, content
    (
        "The mayor said the bridge would reopen on Monday.",
        "The mayor",
        "said",
        "the bridge would reopen on Monday",
    ),
    (
        "“We are done,” Ms. Okafor said on Tuesday. “There is nothing left.”",
        "Ms. Okafor",
        "said",
        "“We are done,”…“There is nothing left.”",
    ),
    (
        "According to the audit, two invoices were paid twice.",
        "the audit",
        "According to",
        "two invoices were paid twice",
    ),
    ("The union believes the offer is too low.", "The union", "believes", "the offer is too low"),
    (
        "The company denied that it had dumped waste in the river.",
        "The company",
        "denied",
        "that it had dumped waste in the river",
    ),
    (
        "A new study shows that bees sleep longer in winter.",
        "A new study",
        "shows",
        "that bees sleep longer in winter",
    ),
    (
        "Prices rose by 3 percent in May, the statistics office reported.",
        "the statistics office",
        "reported",
        "Prices rose by 3 percent in May",
    ),
    (
        "The court ordered the ministry to publish the files.",
        "The court",
        "ordered",
        "the ministry to publish the files",
    ),
    (
        "Officials accused the group of hiding weapons in a school.",
        "Officials",
        "accused",
        "the group of hiding weapons in a school",
    ),
    (
        "“The road is closed”, warned the police in a statement.",
        "the police",
        "warned",
        "“The road is closed”",
    ),
]
FLOOR = 8


def shown(text: str, item: Attribution) -> tuple[str, str, str]:
    return (
        " ".join(span.of(text) for span in item.source),
        " ".join(span.of(text) for span in item.cue),
        "…".join(span.of(text) for span in item.content),
    )


def test_sentences_of_our_own() -> None:
    """A floor: lower it only on purpose."""
    right = sum(
        any(
            got[0] == source and cue in got[1] and got[2].strip(".") == content.strip(".")
            for got in (shown(text, item) for item in find_attributions(text, MODEL))
        )
        for text, source, cue, content in SENTENCES
    )
    assert right >= FLOOR


def test_plain_narration_has_no_attribution() -> None:
    text = "The train left at nine. It was raining, and the platform was empty."
    assert find_attributions(text, MODEL) == ()


ODD = {
    "empty": "",
    "one word": "Said",
    "white space": " \n\t\r\n ",
    "no spaces": "hesaidthatitwasover" * 50,
    "only marks": "“”\"\"''``«»" * 40,
    "unmatched": "“He said “no and “left, she said. " * 20,
    "emoji": "😀😀 “👍🏽,” he said 🇩🇪. " * 10,
    "right to left": "قال الوزير إن الاتفاق انتهى. אמר השר כי ההסכם הסתיים. " * 5,
    "control characters": "He\x00 said\x07 it\x1b was\u200b over\ufeff.\x0c\u2028“No,” he\x85.",
    "crlf": "“One.\r\n\r\n“Two,” he said.\r\nHe left.\r\n",
    "combining": "Z̷͛a̸l̵g̶o̷ said it w̸a̷s over. " * 5,
    "lone surrogate": "He said \ud800 it was over.",
}


def check(text: str, found: tuple[Attribution, ...]) -> None:
    """What holds for any text."""
    for number, item in enumerate(found):
        assert item.cue
        assert item.content
        for role in (item.source, item.cue, item.content):
            assert all(0 <= span.start < span.end <= len(text) for span in role)
            assert list(role) == sorted(role)
            assert all(a.end <= b.start for a, b in pairwise(role))
        for span in item.content:
            assert not any(span.overlaps(other) for other in (*item.source, *item.cue))
        assert 0.0 <= item.confidence <= 1.0
        seen, at = {number}, item.parent
        while at is not None:
            assert 0 <= at < len(found)
            assert at not in seen, "parents run in a circle"
            seen.add(at)
            at = found[at].parent


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_input_never_raises(text: str) -> None:
    check(text, find_attributions(text, MODEL))


def test_a_hundred_thousand_words() -> None:
    text = "It was over. " * 33_000 + "The mayor said it was not."
    found = find_attributions(text, MODEL)
    check(text, found)
    assert found
    assert found[-1].content[-1].end >= len(text) - 1, "what reaches the end of the text is kept"


WORDS = st.sampled_from(
    [
        *("he", "said", "that", "“it", "“no", ",”", '"', "''", "told", "according", "to", "the"),
        *("mayor", ",", ".", "\n", "citing", "officials", "believes", "Reuters", "reported"),
        *("U.S.", "and", "not", "😀", "\r\n", "—", ":", ">"),
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=80).map(" ".join))
def test_any_mixture_of_words(text: str) -> None:
    check(text, find_attributions(text, MODEL))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
def test_any_text(text: str) -> None:
    check(text, find_attributions(text, MODEL))


def test_nobody_says_nothing() -> None:
    text = (
        "Officials in Gaza said that the army hit three posts with missiles, no injuries reported."
    )
    sources = {span.of(text) for item in find_attributions(text, MODEL) for span in item.source}
    assert sources == {"Officials in Gaza"}


def test_a_content_takes_in_its_closing_bracket() -> None:
    text = "The storm over Kalvik had winds of 90 miles per hour (145 kph), the port said."
    contents = [span.of(text) for item in find_attributions(text, MODEL) for span in item.content]
    assert contents == ["The storm over Kalvik had winds of 90 miles per hour (145 kph)"]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour administration has been widely criticized for its response to the flood.",
        "The loss of the ferry is fuelling hopes that fares are lower this year.",
        "FILE PHOTO: Ferry chief Ann Hill introduces the new radar in Kalvik.",
    ],
)
def test_an_article_or_participle_is_no_source(text: str) -> None:
    sources = {span.of(text) for item in find_attributions(text, MODEL) for span in item.source}
    assert not sources & {"The", "fuelling", "FILE PHOTO"}
