"""The stage as a whole: articles with marked attributions in, sources and chains out."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.sources import Resolution, resolve_sources
from claims.values import Attribution, Document, Manner, Sentence, Span

SEED = next(Path(__file__).parent.parent.glob("seeds/000_*.txt"))


def article(
    marked: str, *, publisher: str | None = None
) -> tuple[Document, list[Sentence], list[Attribution]]:
    """Read an article in which each line is a sentence and attributions are marked.

    "{s1 the sources}", "{q1 said}" and "{c1 it rained}" are the source, cue and content of the
    first attribution; a content that holds others is their parent.
    """
    text = ""
    spans: dict[str, dict[int, list[Span]]] = {"s": {}, "q": {}, "c": {}}
    open_marks: list[tuple[str, int, int]] = []
    for part in re.split(r"(\{[sqc]\d+ |\})", marked):
        if match := re.fullmatch(r"\{([sqc])(\d+) ", part):
            open_marks.append((match.group(1), int(match.group(2)), len(text)))
        elif part == "}":
            role, number, start = open_marks.pop()
            spans[role].setdefault(number, []).append(Span(start, len(text)))
        else:
            text += part
    sentences = [
        Sentence(number, Span(*match.span()))
        for number, match in enumerate(re.finditer(r"[^\n]+", text), start=1)
    ]
    numbers = sorted({number for role in spans.values() for number in role})
    attributions = [
        Attribution(
            *(tuple(sorted(spans[role].get(number, ()))) for role in "sqc"),
            manner(text, spans["c"].get(number, [])),
            parent(number, numbers, spans),
        )
        for number in numbers
    ]
    return Document(text, publisher=publisher), sentences, attributions


def manner(text: str, content: list[Span]) -> Manner:
    return "direct" if any(span.of(text)[:1] in '“"' for span in content) else "indirect"


def parent(number: int, numbers: list[int], spans: dict[str, dict[int, list[Span]]]) -> int | None:
    inner = spans["c"].get(number, [])
    holders = [
        (sum(span.end - span.start for span in outer), index)
        for index, other in enumerate(numbers)
        if other != number
        and (outer := spans["c"].get(other, []))
        and inner
        and all(any(o.contains(i) and o != i for o in outer) for i in inner)
    ]
    return min(holders)[1] if holders else None


def chains(found: Resolution) -> list[str]:
    """Return the chains as people read them; inferred hops stand in brackets."""
    names = {source.key: source.name for source in found.sources}
    return [
        " > ".join(f"({names[h.source]})" if h.inferred else names[h.source] for h in chain)
        for chain in found.chains
    ]


def resolved(marked: str, **particulars: str) -> Resolution:
    return resolve_sources(*article(marked, **particulars))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            "{c1 Troops left the town}, {s1 Reuters} {q1 reported}, citing two aides.\n"
            "{s2 The aides} {q2 said} {c2 the bridge was open}.",
            ["Reuters > two aides", "(Reuters) > two aides"],
            id="cited, then relayed",
        ),
        pytest.param(
            "{c1 The deal is close}, {s1 a senior official} {q1 told} CNN.\n"
            "{s2 The official} {q2 said} {c2 talks would go on}.",
            ["CNN > a senior official", "(CNN) > a senior official"],
            id="told an outlet",
        ),
        pytest.param(
            "{s1 Maria Lopez}, a baker, {q1 told} Sky News {c1 that bread is dear}.\n"
            "{s2 Lopez} {q2 praised} {c2 the mayor}.",
            ["Sky News > Maria Lopez", "Maria Lopez"],
            id="a named source speaks elsewhere too",
        ),
        pytest.param(
            "“{c1 We lost everything},” {s1 a farmer} {q1 told} Human Rights Watch.\n"
            "{s2 Human Rights Watch} {q2 said} {c2 the raid was unlawful}.",
            ["a farmer", "Human Rights Watch"],
            id="not a source before",
        ),
        pytest.param(
            "{s1 The Observatory for Rights} {q1 said} {c1 two died}.\n"
            "{s2 A nurse} {q2 told} the Observatory for Rights {c2 that beds ran out}.\n"
            "{s3 Another nurse} {q3 said} {c3 there was no power}.",
            [
                "Observatory for Rights",
                "Observatory for Rights > A nurse",
                "(Observatory for Rights) > Another nurse",
            ],
            id="one more example of an announcer's",
        ),
        pytest.param(
            "{s1 Ann Archer} {q1 said} {c1 {s2 her brother} {q2 feared} {c2 he would lose}}.",
            ["Ann Archer", "Ann Archer > her brother"],
            id="nested",
        ),
        pytest.param(
            "{c1 “It is over,”} {s1 he} {q1 said}.",
            [""],
            id="nobody to be he",
        ),
    ],
)
def test_chains(marked: str, expected: list[str]) -> None:
    assert chains(resolved(marked)) == expected


def test_own_outlet_is_no_hop() -> None:
    marked = "{s1 Jo Bell} {q1 told} USA TODAY {c1 that prices fell}."
    assert chains(resolved(marked, publisher="usa-today")) == ["Jo Bell"]
    assert chains(resolved(marked)) == ["USA TODAY > Jo Bell"]


def test_citing_is_a_part_of_the_claim() -> None:
    found = resolved(
        "{c1 Troops left}, {s1 Reuters} {q1 reported}, {q2 citing} {c2 {s2 two aides}}."
    )
    assert found.merged == (None, 0)
    assert found.chains[0] == found.chains[1]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="Aa .,“”\"'’\n(THE)he", max_size=80), st.data())
def test_odd_input_never_raises(text: str, data: st.DataObject) -> None:
    spans = st.tuples(st.integers(0, len(text) + 3), st.integers(0, 9)).map(
        lambda pair: Span(pair[0], pair[0] + pair[1])
    )
    some = st.lists(spans, max_size=2).map(tuple)
    attribution = st.builds(
        Attribution,
        some,
        some,
        some,
        st.sampled_from(["direct", "indirect", "mixed"]),
        st.none() | st.integers(-1, 4),
    )
    attributions = data.draw(st.lists(attribution, max_size=4))
    sentences = [Sentence(1, Span(0, len(text)))] if data.draw(st.booleans()) else []
    found = resolve_sources(Document(text), sentences, attributions)
    assert len(found.chains) == len(found.merged) == len(attributions)
    keys = {source.key for source in found.sources}
    assert {hop.source for chain in found.chains for hop in chain} == keys
    for mention in found.mentions:
        assert mention.source in keys
        assert 0 <= mention.span.start <= mention.span.end <= len(text)
