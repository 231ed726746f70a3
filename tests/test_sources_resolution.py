"""The stage as a whole: articles with marked attributions in, sources and chains out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources_examples import chains, model, resolved

from claims.sources import resolve_sources
from claims.values import Attribution, Document, Sentence, Span


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            "{c1 Troops left the town}, {v1 Reuters} {q1 reported}, {q1 citing} {s1 two aides}.\n"
            "{s2 The aides} {q2 said} {c2 the bridge was open}.",
            ["Reuters > two aides", "(Reuters) > two aides"],
            id="cited, then relayed",
        ),
        pytest.param(
            "{c1 The deal is close}, {s1 a senior official} {q1 told} {v1 CNN}.\n"
            "{s2 The official} {q2 said} {c2 talks would go on}.",
            ["CNN > a senior official", "(CNN) > a senior official"],
            id="told an outlet",
        ),
        pytest.param(
            "“{c1 We lost everything},” {s1 a farmer} {q1 told} Human Rights Watch.\n"
            "{s2 Human Rights Watch} {q2 said} {c2 the raid was unlawful}.",
            ["a farmer", "Human Rights Watch"],
            id="not a source before",
        ),
        pytest.param(
            "{s1 The Observatory for Rights} {q1 said} {c1 two died}.\n"
            "{s2 A nurse} {q2 told} {v2 the Observatory for Rights} {c2 that beds ran out}.\n"
            "{s3 Another nurse} {q3 said} {c3 there was no power}.",
            [
                "Observatory for Rights",
                "Observatory for Rights > A nurse",
                "(Observatory for Rights) > Another nurse",
            ],
            id="one more example of an announcer's",
        ),
        pytest.param(
            "{s1 A spokesman for Ann Archer} {q1 told} {v1 CNN} {c1 it rained}.\n"
            "{s2 Port officials} {q2 said} {c2 it snowed}.",
            ["CNN > A spokesman for Ann Archer", "Port officials"],
            id="who speaks for somebody makes an outlet no relay",
        ),
        pytest.param(
            "{c1 “Ann, you’ve got to go,”} {s1 he} {q1 said}.\n{s2 Ann Archer} {q2 said} {c2 no}.",
            ["he", "Ann Archer"],
            id="whom a quotation speaks to does not say it",
        ),
        pytest.param(
            "{s1 Ann Archer} {q1 said} {c1 {s2 her brother} {q2 feared} {c2 he would lose}}.",
            ["Ann Archer", "Ann Archer > Ann Archer’s brother"],
            id="nested",
        ),
        pytest.param(
            "{c1 “It is over,”} {s1 he} {q1 said}.",
            ["he"],
            id="nobody to be he: somebody says it all the same",
        ),
    ],
)
def test_chains(marked: str, expected: list[str]) -> None:
    assert chains(resolved(marked)) == expected


def test_own_outlet_is_no_hop() -> None:
    marked = "{s1 Jo Bell} {q1 told} {v1 USA TODAY} {c1 that prices fell}."
    assert chains(resolved(marked, publisher="usa-today")) == ["Jo Bell"]
    assert chains(resolved(marked)) == ["USA TODAY > Jo Bell"]


@settings(max_examples=40, deadline=None)
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
    found = resolve_sources(Document(text), sentences, attributions, model().encode(text), model())
    assert len(found.chains) == len(attributions)
    keys = {source.key for source in found.sources}
    assert {hop.source for chain in found.chains for hop in chain} == keys
    for mention in found.mentions:
        assert mention.source in keys
        assert 0 <= mention.span.start <= mention.span.end <= len(text)
