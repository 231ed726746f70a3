"""Whatever the stages give, it is stored whole and verifies, or is refused with a reason."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.store import Store, add_extractions, begin_run, document_id, open_store, verify
from claims.store.extractions.soundness import document_fault, extraction_fault
from claims.values import (
    Attribution,
    Claim,
    Document,
    Extraction,
    Figure,
    Hop,
    Mention,
    Region,
    Sentence,
    SentenceAssessment,
    Source,
    Span,
)

TEXT = "Ana Berg said no. ‘Why?’ 😀 7 boats, officials said, sank."
KEYS = ("s1", "s2", "s3")
NAMES = ("Ana Berg", "ana  berg", "officials", "Reuters")


@st.composite
def spans(draw: st.DrawFn, longest: int = len(TEXT)) -> Span:
    start = draw(st.integers(0, longest - 1))
    return Span(start, draw(st.integers(start, longest)))


several = st.lists(spans(), max_size=2).map(tuple)
share = st.floats(0, 1)


def a_source(key: str) -> st.SearchStrategy[Source]:
    return st.builds(
        Source,
        key=st.just(key),
        name=st.sampled_from(NAMES),
        kind=st.sampled_from(["person", "outlet", "group"]),
        anonymous=st.booleans(),
        number=st.just("one"),
        aliases=st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    )


all_three = st.tuples(*map(a_source, KEYS))
sources = st.one_of(all_three, all_three, all_three, all_three.map(lambda some: some[1:]))
mentions = st.lists(
    st.builds(
        Mention, st.sampled_from(KEYS), spans(), st.sampled_from(["name", "nominal", "pronoun"])
    ),
    max_size=3,
).map(tuple)
attributions = st.lists(
    st.builds(
        Attribution,
        several,
        several,
        st.lists(spans(), min_size=1, max_size=2).map(tuple),
        st.just("indirect"),
        parent=st.sampled_from([None, None, None, 0, 1, 2]),
        confidence=share,
    ),
    max_size=3,
).map(tuple)
hops = st.builds(Hop, st.sampled_from(KEYS), st.none() | spans(), st.booleans(), share)
figures = st.builds(Figure, st.just("count"), st.just("7"), spans(), st.none() | st.just("7"))
claims = st.lists(
    st.builds(
        Claim,
        sentence=st.integers(1, 2),
        attribution=st.sampled_from([None, 0, 0, 1, 2]),
        content=st.lists(spans(), min_size=1, max_size=2).map(tuple),
        text=st.just("no"),
        manner=st.none(),
        kind=st.just("fact"),
        cue=several,
        certainty_words=several,
        negated=st.booleans(),
        chain=st.lists(hops, max_size=2).map(tuple),
        figures=st.lists(figures, max_size=2).map(tuple),
        confidence=share,
    ),
    max_size=4,
).map(tuple)
extractions = st.builds(
    Extraction,
    document=st.builds(
        Document,
        st.just(TEXT),
        url=st.integers(0, 3).map(lambda number: f"https://example.org/{number}"),
        published=st.sampled_from(["2024-02-18", "2024-02-19", None]),
        regions=st.lists(st.builds(Region, st.just("byline"), spans()), max_size=2).map(tuple),
    ),
    sentences=st.just((Sentence(1, Span(0, 17)), Sentence(2, Span(18, len(TEXT))))),
    attributions=attributions,
    sources=sources,
    mentions=mentions,
    claims=claims,
    assessments=st.lists(
        st.builds(
            SentenceAssessment, st.integers(1, 2), st.just("mixed"), st.booleans(), st.just("why")
        ),
        max_size=2,
        unique_by=lambda found: found.sentence,
    ).map(tuple),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory):
    with open_store(tmp_path_factory.mktemp("sound") / "claims.db") as store:
        yield store


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(extractions)
def test_any_extraction_is_stored_whole_or_refused(store: Store, extraction: Extraction) -> None:
    run = begin_run(store, "add")
    counts = add_extractions(store, [extraction], run=run)
    fault = extraction_fault(extraction)
    if not counts.unchanged:
        assert counts.problems == int(fault is not None)
        rows = store.connection.execute(
            "SELECT count(*) FROM claims WHERE document = ?", (document_id(extraction.document),)
        ).fetchone()
        assert rows[0] == (0 if fault else len(extraction.claims))
    assert [str(damage) for damage in verify(store)] == []


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        (Document(TEXT), None),
        (Document(""), None),
        (Document("a\x00b"), None),
        (Document("\ud800"), "U+D800"),
        (Document("a", title="\udfff"), "U+DFFF"),
        (Document("a", regions=(Region("headline", Span(0, 2)),)), "headline lies outside"),
    ],
)
def test_a_document_that_cannot_be_stored_is_told(document: Document, fault: str | None) -> None:
    found = document_fault(document)
    assert (found is None) == (fault is None)
    assert fault is None or fault in found
