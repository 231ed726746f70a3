"""What is decided in code: marks and manner, full stops, joined cues, nesting."""

from dataclasses import replace

import pytest

from claims.attributions import manner_of
from claims.attributions.edges import (
    with_bracket,
    with_full_stop,
    with_sign,
    without_dateline,
)
from claims.attributions.manner import with_marks
from claims.attributions.nesting import joined, with_parents
from claims.inference import find_quotations
from claims.values import Attribution, Span


def span(text: str, part: str) -> Span:
    at = text.index(part)
    return Span(at, at + len(part))


def attribution(
    text: str, source: str, cue: str, content: str, confidence: float = 0.9
) -> Attribution:
    sources = (span(text, source),) if source else ()
    return Attribution(
        sources, (span(text, cue),), (span(text, content),), "indirect", None, confidence
    )


@pytest.mark.parametrize(
    ("text", "contents", "manner"),
    [
        ("“It is over,” he said.", ["“It is over,”"], "direct"),
        ("“It is,” he said, “over.”", ["“It is,”", "“over.”"], "direct"),
        ("He said that “it is over.”", ["that “it is over.”"], "direct"),
        ("He said it was “over.”", ["it was “over.”"], "mixed"),
        ("He said it was over.", ["it was over"], "indirect"),
        ("“One.\n“Two,” he said.", ["“One.\n“Two,”"], "direct"),
    ],
)
def test_manner(text: str, contents: list[str], manner: str) -> None:
    spans = [span(text, content) for content in contents]
    assert manner_of(text, spans, find_quotations(text)) == manner


@pytest.mark.parametrize(
    ("text", "core", "widened"),
    [
        ("“It is over,” he said.", "It is over", "“It is over,”"),
        ("He called it “a mess.”", "a mess", "“a mess.”"),
        ("He said “no” and left.", "left", "left"),
        ("“It is all over,” he said.", "all over", "all over,”"),
    ],
)
def test_marks_belong_to_what_they_enclose(text: str, core: str, widened: str) -> None:
    assert with_marks(text, span(text, core), find_quotations(text)).of(text) == widened


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("said the U.S. army", "the U.S", "the U.S."),
        ("Brig. Gen. Qaani feared", "Brig", "Brig. Gen. Qaani"),
        ("Apple Inc. said", "Apple Inc", "Apple Inc."),
        ("he left. Then", "he left", "he left"),
        ("said Mr.", "Mr", "Mr."),
        ("the end", "end", "end"),
    ],
)
def test_full_stops_of_abbreviations(text: str, part: str, whole: str) -> None:
    assert with_full_stop(text, span(text, part)).of(text) == whole


NESTED = "The commander told them that he wanted peace, sources said."


def nested() -> list[Attribution]:
    outer = attribution(
        NESTED, "sources", "said", "The commander told them that he wanted peace", 0.9
    )
    middle = attribution(NESTED, "The commander", "told", "that he wanted peace", 0.8)
    inner = attribution(NESTED, "he", "wanted", "peace", 0.7)
    return [outer, middle, inner]


def test_parents_are_the_nearest_holders() -> None:
    found = with_parents(nested())
    assert [item.parent for item in found] == [None, 0, 1]


def test_the_parts_of_a_cue_are_one_attribution() -> None:
    text = "The Argus quoted an aide as saying that it rained."
    outlet = (span(text, "The Argus"),)
    one = attribution(text, "an aide", "quoted", "that it rained", 0.8)
    other = replace(attribution(text, "an aide", "saying", "that it rained", 0.9), via=outlet)
    (found,) = joined([one, other])
    assert [cue.of(text) for cue in found.cue] == ["quoted", "saying"]
    assert (found.confidence, found.via) == (0.9, outlet)


def test_two_sources_of_one_cue_stay_two() -> None:
    text = "Ann and Bo said that it rained."
    both = [attribution(text, name, "said", "that it rained") for name in ("Ann", "Bo")]
    assert joined(both) == both


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("BEIJING (Reuters) - The firm fell, he said.", "The firm fell, he said."),
        ("VIENNA, Sept. 21 (Xinhua) -- Two fell, he said.", "Two fell, he said."),
        ("DES MOINES, Iowa — The firm fell, he said.", "The firm fell, he said."),
        ("LIND, Feb. 19 — The firm fell, he said.", "The firm fell, he said."),
        ("LIND, Norway, May 2, 2024 - The firm fell, he said.", "The firm fell, he said."),
        ("TURIN - Mayor Ann Hill fell, he said.", "Mayor Ann Hill fell, he said."),
        ("NATO (the bloc) - as he put it - fell.", "NATO (the bloc) - as he put it - fell."),
        ("The firm fell, he said.", "The firm fell, he said."),
    ],
)  # fmt: skip
def test_a_dateline_is_nobodys_content(text: str, rest: str) -> None:
    line = "Headline\n" + text
    assert without_dateline(line, Span(9, len(line))).of(line) == rest


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Siemens (SIEGn.DE) said so.", "Siemens (SIEGn.DE", "Siemens (SIEGn.DE)"),
        ("Siemens (a firm) said so.", "Siemens (a firm)", "Siemens (a firm)"),
        ("Siemens, he said (twice).", "Siemens", "Siemens"),
    ],
)
def test_brackets_are_closed(text: str, part: str, whole: str) -> None:
    assert with_bracket(text, span(text, part)).of(text) == whole


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("sales rose 4%, he said", "sales rose 4", "sales rose 4%"),
        ("it was 40° there", "it was 40", "it was 40°"),
        ("sales rose, he said", "sales rose", "sales rose"),
        ("sales rose 4", "sales rose 4", "sales rose 4"),
    ],
)
def test_signs_belong_to_figures(text: str, part: str, whole: str) -> None:
    assert with_sign(text, span(text, part)).of(text) == whole
