"""What is decided in code: marks and manner, full stops, cited sources, nesting."""

import pytest

from claims.attributions import manner_of
from claims.attributions.citing import RULE, add_cited
from claims.attributions.edges import (
    with_bracket,
    with_full_stop,
    with_sign,
    without_date,
    without_dateline,
    without_relative,
)
from claims.attributions.manner import with_marks
from claims.attributions.nesting import choose, with_parents
from claims.attributions.phrases import add_phrases
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
    ("source", "content", "rest"),
    [
        ("two men", "who asked not to be named, the pier is old", "the pier is old"),
        ("the report", "which calls it “old, very old”, sales fell", "sales fell"),
        ("a man", "whose boat sank in May, it was dark", "it was dark"),
        ("a man", "who he was", "who he was"),
        ("a man", "that it was dark, and cold", "that it was dark, and cold"),
        ("a man", "who left, alone", "who left, alone"),
    ],
)
def test_a_clause_about_the_source_is_not_what_it_says(
    source: str, content: str, rest: str
) -> None:
    text = f"According to {source}, {content}."
    span = Span(text.index(content), len(text) - 1)
    found = without_relative(text, [Span(13, 13 + len(source))], span)
    assert found.of(text) == rest


def test_a_clause_away_from_the_source_stays() -> None:
    text = "Ann asked Bob, who was there, what he saw."
    span = Span(text.index("who"), len(text) - 1)
    assert without_relative(text, [Span(0, 3)], span) == span


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


@pytest.mark.parametrize(
    ("text", "source", "content", "cited"),
    [
        (
            "Attacks stopped, Reuters reported, citing several Iraqi sources.",
            "Reuters",
            "Attacks stopped",
            "several Iraqi sources",
        ),
        (
            "Attacks stopped, Reuters reported, quoting Gen. Ali Hassan.",
            "Reuters",
            "Attacks stopped",
            "Gen. Ali Hassan",
        ),
        ("Citing two aides, Reuters reported it was over.", "Reuters", "it was over", "two aides"),
        ("It is over, Reuters reported, citing low growth.", "Reuters", "It is over", None),
    ],
)
def test_citing(text: str, source: str, content: str, cited: str | None) -> None:
    found = add_cited(text, [attribution(text, source, "reported", content)])
    rules = [item for item in found if item.model == RULE]
    if cited is None:
        assert not rules
        return
    assert [item.source[0].of(text) for item in rules] == [cited]
    assert rules[0].content == (span(text, content),)
    assert rules[0].parent is not None
    assert found[rules[0].parent].source[0].of(text) == source


def test_cited_source_stands_above_the_models_reading() -> None:
    text = "It is over, Reuters reported, citing two aides."
    model = attribution(text, "Reuters", "citing", "two aides")
    found = add_cited(text, [attribution(text, "Reuters", "reported", "It is over"), model])
    assert [item.cue[0].of(text) for item in found] == ["reported", "citing"]
    assert found[1].source[0].of(text) == "two aides"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“I am still learning.” ― Michelangelo", ("Michelangelo", "―", "“I am still learning.”")),
        (
            "“No.”\n— Ada King, Countess of Lovelace",
            ("Ada King, Countess of Lovelace", "—", "“No.”"),
        ),
        ("“No” — and then he left the room.", None),
        (
            "By its own account, the firm lost money.",
            ("its", "By … own account", "the firm lost money"),
        ),
        (
            "It rained. He is, by his own admission, late.",
            ("his", "by … own admission", "He is … late"),
        ),
        (
            "It rained.\n\nThe pier is safe. Go. https://t.co/a1\n\n— Bo Berg (@bo) May 2, 2024\n",
            ("Bo Berg", "—", "The pier is safe. Go."),
        ),
        (
            "The pier is safe. — Pier Trust, Lind (@pier_trust)\nIt rained.",
            ("Pier Trust, Lind", "—", "The pier is safe."),
        ),
        ("It rained. “Go!” — Bo (@bo) May 2, 2024", ("Bo", "—", "“Go!”")),
        ("They met on Monday - Bo Berg (@bo) was there.", None),
        ("— Bo Berg (@bo) May 2, 2024", None),
    ],
)
def test_forms(text: str, shown: tuple[str, str, str] | None) -> None:
    found = add_phrases(text, [], find_quotations(text))
    got = [
        tuple(
            " … ".join(span.of(text).strip() for span in role)
            for role in (item.source, item.cue, item.content)
        )
        for item in found
    ]
    assert got == ([shown] if shown else [])


def test_forms_stand_back_where_something_is_found() -> None:
    text = "“No.” ― Michelangelo"
    known = [attribution(text, "Michelangelo", "―", "“No.”")]
    assert add_phrases(text, known, find_quotations(text)) == tuple(known)


@pytest.mark.parametrize(
    ("text", "cue", "kept"),
    [
        ("Reuters reported on February 18", "reported on", "reported"),
        ("He commented on May 3 that", "commented on", "commented"),
        ("Reuters reported on February 18", "reported on February", "reported"),
        ("He commented on the talks", "commented on", "commented on"),
    ],
)
def test_dates_keep_their_preposition(text: str, cue: str, kept: str) -> None:
    assert without_date(text, span(text, cue)).of(text) == kept


NESTED = "The commander told them that he wanted peace, sources said."


def nested() -> list[Attribution]:
    outer = attribution(
        NESTED, "sources", "said", "The commander told them that he wanted peace", 0.9
    )
    middle = attribution(NESTED, "The commander", "told", "that he wanted peace", 0.8)
    inner = attribution(NESTED, "he", "wanted", "peace", 0.7)
    return [outer, middle, inner]


def test_parents_are_the_nearest_holders() -> None:
    found = with_parents(choose(nested(), [0.9, 0.8, 0.7], 0.5, [0.5] * 3))
    assert [item.cue[0].of(NESTED) for item in found] == ["told", "wanted", "said"]
    assert [item.parent for item in found] == [2, 0, None]


def test_nested_ones_are_judged_by_their_own_threshold() -> None:
    found = choose(nested(), [0.9, 0.8, 0.3], 0.5, [0.6] * 3)
    assert [item.cue[0].of(NESTED) for item in found] == ["told", "said"]


def test_unsure_ones_are_left_out() -> None:
    text = "It rained, he said."
    item = attribution(text, "he", "said", "It rained", 0.3)
    assert choose([item], [0.9], 0.5, [0.5]) == ()


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
