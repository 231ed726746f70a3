"""Runs of prose: wrapped text, and the regions of an article that divide it."""

from claims.sentences import split_sentences
from claims.values import Region, RegionKind, Span


def split(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in split_sentences(text)]


WRAPPED = """\
The minister said on Sunday that the talks with the northern tribes had
ended without a result, and that Gen. Ann Lee would travel there again
in March to ask for a longer truce. Nobody from the tribes was ready to
speak about it.

A second round is planned.
"""


def test_a_wrapped_text_is_read_across_its_lines() -> None:
    sentences = split(WRAPPED)
    assert [s.split()[0] for s in sentences] == ["The", "Nobody", "A"]
    assert sentences[1].endswith("speak about it.")


def test_short_lines_are_not_taken_for_wrapping() -> None:
    poem = "roses in the garden\nviolets by the wall\nsugar in the kitchen\nnothing else at all"
    assert len(split(poem)) == 4


def regions(text: str, **parts: str) -> list[Region]:
    kinds: dict[str, RegionKind] = {
        "headline": "headline",
        "byline": "byline",
        "dateline": "dateline",
        "caption": "caption",
        "mark": "mark",
    }
    found = []
    for name, part in parts.items():
        start = text.index(part)
        found.append(Region(kinds[name], Span(start, start + len(part))))
    return found


def test_headline_byline_and_caption_are_no_body() -> None:
    text = "Truce holds. For now\nBy Ann Lee\nThe truce held. Nobody knows why.\nA tank in March."
    told = regions(
        text, headline="Truce holds. For now", byline="By Ann Lee", caption="A tank in March."
    )
    assert [(s.span.of(text), s.headline) for s in split_sentences(text, told)] == [
        ("Truce holds.", True),
        ("For now", True),
        ("By Ann Lee", True),
        ("The truce held.", False),
        ("Nobody knows why.", False),
        ("A tank in March.", True),
    ]


def test_a_region_inside_a_line_divides_it() -> None:
    text = "A tank in March The truce held."
    sentences = split_sentences(text, regions(text, caption="A tank in March"))
    assert [(s.span.of(text), s.headline) for s in sentences] == [
        ("A tank in March", True),
        ("The truce held.", False),
    ]


def test_a_dateline_belongs_to_its_sentence_unless_it_stands_alone() -> None:
    inside = "BAGHDAD (Reuters) - The truce held."
    alone = "BAGHDAD, March 3\nThe truce held."
    assert [s.headline for s in split_sentences(inside, regions(inside, dateline="BAGHDAD"))] == [
        False
    ]
    told = regions(alone, dateline="BAGHDAD, March 3")
    assert [s.headline for s in split_sentences(alone, told)] == [True, False]


def test_a_mark_is_no_part_of_a_sentence() -> None:
    text = "## The truce held."
    sentences = split_sentences(text, regions(text, mark="## "))
    assert [s.span.of(text) for s in sentences] == ["The truce held."]
