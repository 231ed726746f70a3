"""Near duplicates of articles: republished copy is found, another article on the event is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.tracking.near_duplicates import (
    NearDuplicates,
    Signature,
    are_near_duplicates,
    overlap,
    share_of_shorter,
    sign,
)

WIRE = [
    "A ferry carrying 140 people ran aground near the port of Kalvik on Tuesday night.",
    "Two senior harbour officials said the captain had ignored a warning about the current, "
    "and that the vessel was sailing faster than the limit in the channel.",
    "The company that runs the ferry, Nordlink, declined to comment on the officials' account "
    "but said all passengers had been taken ashore by midnight.",
    "Seven people were treated for bruises in the town's hospital, a spokeswoman said.",
    "The accident is the third in the channel this year; in March a freighter lost its cargo "
    "of timber, which closed the route for nine days.",
    "Prosecutors in the district will decide this week whether to open an inquiry.",
]
OTHER = [
    "Kalvik woke on Wednesday to the sight of a stranded ferry a mile off its harbour.",
    "Passengers described a loud scraping noise, then darkness, before the crew handed out "
    "life vests and told everybody to gather on the upper deck.",
    "“We sang to keep the children calm,” said Mari Lund, a teacher who was on board.",
    "Nordlink, the ferry company, said that all passengers were ashore by midnight, and that "
    "divers would look at the hull as soon as the wind allowed it.",
    "A union of seamen called for pilots on all ships in the channel.",
]


def article(paragraphs: list[str], headline: str = "Ferry aground near Kalvik") -> str:
    return "\n".join([headline, *paragraphs])


@pytest.mark.parametrize(
    ("variant", "same"),
    [
        (article(WIRE), True),
        (article(WIRE, "Dozens rescued after ferry drama"), True),
        (article(WIRE[:2] + WIRE[3:]), True),
        (article(WIRE[::-1]), True),
        (article(WIRE[:4]), True),
        (article(WIRE).upper(), True),
        (article(WIRE).replace(" ", "  "), True),
        (article([*WIRE, OTHER[4]]), True),
        (article(OTHER), False),
        (article([OTHER[3], *OTHER[:2], *OTHER[4:], WIRE[3]]), False),
    ],
)
def test_republished_copy_is_one_voice(variant: str, same: bool) -> None:
    known = NearDuplicates()
    assert known.add("wire", sign(article(WIRE))) == ()
    assert known.find(sign(variant)) == (("wire",) if same else ())


def test_an_excerpt_lies_in_the_longer_article() -> None:
    whole, part = sign(article(WIRE + OTHER)), sign("\n".join(WIRE))
    assert overlap(whole, part) < 0.7
    assert share_of_shorter(whole, part) > 0.85
    assert are_near_duplicates(whole, part)


@pytest.mark.parametrize("text", ["", "Ferry aground", "word " * 20, "…"])
def test_too_short_to_tell(text: str) -> None:
    assert sign(text).bands == ()
    assert not are_near_duplicates(sign(text), sign(text))


@given(st.text())
def test_a_signature_survives_storing(text: str) -> None:
    assert Signature.from_bytes(sign(text).to_bytes()) == sign(text)


def test_the_signature_never_changes() -> None:
    """Stored signatures stay comparable: the same text gives the same numbers in every version."""
    assert sign(article(WIRE)).values[:3] == (1511449986, 3235341412, 2448173820)
