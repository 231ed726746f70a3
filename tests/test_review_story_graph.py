"""The graph of a story as boxes and lines, and as a drawing."""

import pytest
from tracking_family import FAMILY, STORIES

from claims.review.story.drawing import draw, wrapped
from claims.review.story.graph import MOST_BOXES, picture_of
from claims.tracking.stories import make_story
from claims.tracking.values import Story, Teller, Telling

TELLINGS = {telling.key: telling for article in FAMILY for telling in article.tellings}
VOICES = {"a02": "a01", "a03": "a01"}


def story(name: str) -> Story:
    return make_story((TELLINGS[key] for key in STORIES[name]), VOICES)


def test_boxes_say_what_they_are():
    boxes = {box.name: box for box in picture_of(story("captain"), {}).boxes}
    assert boxes["Northwire"].words == "outlet · 1 article"
    assert boxes["Kalvik Courier"].words == "outlet · 1 article · names no source"
    officials = boxes["two harbour officials"]
    assert officials.unnamed
    assert officials.end
    assert officials.words == "unnamed sources · originator"
    assert officials.source == "officials-a01"
    assert boxes["Northwire"].source == "northwire"
    assert boxes["Metro Daily"].source is None


def test_lines_say_how_it_is_known():
    lines = {(one.teller, one.origin): one.manner for one in picture_of(story("captain"), {}).lines}
    assert lines["outlet:harbourtimes", "outlet:northwire"] == "printed"
    assert lines["outlet:coastradio", "outlet:northwire"] == "stated"


@pytest.mark.parametrize(
    ("inferred", "manner"), [((True, True), "inferred"), ((True, False), "stated")]
)
def test_what_one_article_states_is_stated(inferred, manner):
    tellings = [
        Telling(
            f"k{n}",
            f"d{n}",
            1,
            "It rained",
            publisher="The Post",
            chain=(Teller("s", "Ann Hill", "person", False, inferred=one),),
        )
        for n, one in enumerate(inferred)
    ]
    (line,) = picture_of(make_story(tellings), {}).lines
    assert (line.manner, line.articles, line.claims) == (manner, 2, ("k0", "k1"))


def test_an_article_without_an_outlet_is_a_box_of_its_own():
    chain = (Teller("s", "Ann Hill", "person", False),)
    tellings = [Telling(f"k{n}", f"d{n}", 1, "It rained", chain=chain) for n in range(2)]
    picture = picture_of(make_story(tellings), {"d0": "Rain", "d1": "More rain"})
    assert [box.name for box in picture.boxes] == ["Rain", "Ann Hill", "More rain"]
    assert {line.teller for line in picture.lines} == {"document:d0", "document:d1"}


def test_papers_that_cite_each_other_are_in_a_ring_and_all_of_it_is_the_end():
    picture = picture_of(story("leak"), {})
    assert picture.rings == (("outlet:dailykurier", "outlet:morgenblatt"),)
    assert {box.name for box in picture.boxes if box.end} == {"Daily Kurier", "Morgen Blatt"}
    (ring,) = draw(picture).rings
    assert "cite each other in a circle" in ring.title


def crowd(count: int) -> Story:
    """Papers that all name one person, and one that names nobody."""
    chain = (Teller("s", "Ann Hill", "person", False),)
    tellings = [
        Telling(f"k{n:03}", f"d{n}", 1, "It rained", publisher=f"Paper {n}", chain=chain)
        for n in range(count)
    ]
    return make_story([*tellings, Telling("k", "d", 1, "It rained", publisher="The Post")])


def test_many_papers_that_do_the_same_are_drawn_as_one():
    few, many = picture_of(crowd(20), {}), picture_of(crowd(400), {})
    assert len(few.boxes) == 22
    assert len(many.boxes) <= MOST_BOXES
    (papers,) = (box for box in many.boxes if box.names)
    assert (papers.articles, len(papers.names)) == (400, 400)
    assert [line.articles for line in many.lines] == [400]
    assert any(box.name == "The Post" and box.plain for box in many.boxes)
    (line,) = draw(many).lines
    assert line.title == "Paper 0 and 399 more name Ann Hill (400 articles)"


@pytest.mark.parametrize("name", STORIES)
def test_drawings_hold_all_boxes_apart(name):
    drawing = draw(picture_of(story(name), {}))
    for one in drawing.boxes:
        assert 0 <= one.x <= drawing.width - drawing.box_width
        assert 0 <= one.y <= drawing.height - drawing.box_height
        assert one.box.name in one.title
        for other in drawing.boxes:
            apart = (
                abs(one.x - other.x) >= drawing.box_width
                or abs(one.y - other.y) >= drawing.box_height
            )
            assert one is other or apart


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Northwire", ("Northwire",)),
        ("a senior official in the ministry", ("a senior", "official in", "the …")),
        ("Donaudampfschifffahrt", ("Donaudampf…",)),
        ("", ("",)),
    ],
)
def test_labels(text, lines):
    found = wrapped(text, 11, most=3)
    assert found == lines
    assert all(len(line) <= 11 for line in found)
