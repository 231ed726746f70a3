"""The stage: claims and the status of each sentence, from attributions and chains."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.assessment import Assessment, assess
from claims.inference import AttributionModel
from claims.values import Attribution, Document, Hop, Region, Sentence, Source, Span

MODEL = AttributionModel()
WRITER = "The ministry closed the border on May 4, 2021."
BOMB = (
    "Two people were killed and twelve were wounded when a bomb went off in the market, and "
    "Ann Lee said that more attacks would follow."
)
SHARES = (
    "Shares of the company fell 12 percent on Friday after Reuters reported that its chief had "
    "resigned."
)
PERSON = Source("s1", "Ann Lee", "person", False, "one")


def sentences(text: str) -> list[Sentence]:
    """Cut a text at its line breaks."""
    found, start = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        found.append(Sentence(number, Span(start, start + len(line))))
        start += len(line) + 1
    return found


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def attribution(
    text: str, source: str, cue: str, *content: str, manner: str = "indirect"
) -> Attribution:
    named = (span(text, source),) if source else ()
    return Attribution(
        named,
        (span(text, cue),),
        tuple(span(text, one) for one in content),
        manner,  # type: ignore[arg-type]  # one of the three in every case below
    )


def assess_text(text: str, *attributions: Attribution, published: str | None = None) -> Assessment:
    chains = [(Hop("s1", one.source[0]),) if one.source else () for one in attributions]
    document = Document(text, published=published)
    return assessed(document, sentences(text), attributions, chains, [PERSON])


def assessed(
    document: Document,
    cut: Sequence[Sentence],
    attributions: Sequence[Attribution],
    chains: Sequence[tuple[Hop, ...]],
    sources: Sequence[Source],
) -> Assessment:
    encoded = MODEL.encode(document.text)
    return assess(document, cut, attributions, chains, sources, encoded, MODEL)


def statuses(found: Assessment) -> list[str]:
    return [one.status for one in found.assessments]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "status"),
    [
        (
            "Ann Lee said the border was closed.",
            "Ann Lee",
            "said",
            "the border was closed",
            "attributed",
        ),
        (
            "On Monday, Ann Lee said in a statement that it was closed.",
            "Ann Lee",
            "said",
            "that it was closed",
            "attributed",
        ),
        (BOMB, "Ann Lee", "said", "that more attacks would follow", "mixed"),
        (SHARES, "Reuters", "reported", "that its chief had resigned", "mixed"),
    ],
)
def test_status_with_an_attribution(
    text: str, source: str, cue: str, content: str, status: str
) -> None:
    assert statuses(assess_text(text, attribution(text, source, cue, content))) == [status]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("More than 40 people were killed in the attack on the village.", "unsourced"),
        (WRITER, "unsourced"),
        ("What happens next?", "none"),
        ("Read more here.", "none"),
        ("(Reporting by Ann Lee)", "none"),
        ("—", "none"),
    ],
)
def test_status_without_an_attribution(text: str, status: str) -> None:
    assert statuses(assess_text(text)) == [status]


@pytest.mark.parametrize(
    ("text", "disputable"),
    [
        (
            "The rebels have killed dozens of civilians in the area, mainly because they want "
            "revenge.",
            True,
        ),
        ("The government is increasingly struggling to control the unrest.", True),
        ("The court sentenced him to five years in prison on Friday.", False),
        ("He was elected to the Senate in 2010.", False),
        ("The two candidates are scheduled to debate on Monday.", False),
    ],
)
def test_disputable(text: str, disputable: bool) -> None:
    value = assess_text(text).assessments[0]
    assert (value.status, value.disputable) == ("unsourced", disputable)
    assert value.reason


def test_an_unattributed_sentence_is_a_claim_of_the_writer() -> None:
    (claim,) = assess_text(WRITER).claims
    assert (claim.attribution, claim.chain, claim.manner) == (None, (), None)
    assert claim.text == WRITER
    assert [figure.value for figure in claim.figures] == ["2021-05-04"]


def test_the_writers_part_of_a_mixed_sentence_is_a_claim_too() -> None:
    one = attribution(BOMB, "Ann Lee", "said", "that more attacks would follow")
    found = assess_text(BOMB, one)
    assert [(claim.attribution, claim.text) for claim in found.claims] == [
        (None, BOMB.split(", and")[0] + ", and"),
        (0, "that more attacks would follow"),
    ]


@pytest.mark.parametrize(
    ("content", "standalone"),
    [
        ("she would appeal", "Ann Lee would appeal."),
        ("it was too late", "It was too late."),
        ("the border was closed", "The border was closed."),
    ],
)
def test_a_claim_reads_by_itself(content: str, standalone: str) -> None:
    text = f"Ann Lee said {content}."
    (claim,) = assess_text(text, attribution(text, "Ann Lee", "said", content)).claims
    assert claim.standalone == standalone


@pytest.mark.parametrize(
    ("source", "cue", "content", "standalone"),
    [
        ("Ann Lee", "denied", "that he was beaten", "Ann Lee denied that he was beaten."),
        ("Ann Lee", "never said", "he was beaten", "Ann Lee never said he was beaten."),
        ("Ann Lee", "praised", "the work of the port", "Ann Lee praised the work of the port."),
        ("Ann Lee", "said:", "''She owns a boat.''", "She owns a boat."),
        ("Ann Lee", "tweeted:", "“Please be SAFE!”", "Please be SAFE!"),
        ("Ann Lee", ", who knew Bob Cole, said", "she left", "Ann Lee left."),
        (
            "Ann Lee",
            "told crews that had asked four times in two days and three nights",
            "that she left",
            "Ann Lee left.",
        ),
        (
            "Ann Lee",
            "told a pilot who had asked four times in two days and three nights",
            "she left",
            "She left.",
        ),
    ],
)
def test_a_claim_alone_never_says_another_thing(
    source: str, cue: str, content: str, standalone: str
) -> None:
    text = f"On Friday {source} {cue} {content}"
    manner = "direct" if content[0] in "“'" else "indirect"
    found = assess_text(text, attribution(text, source, cue, content, manner=manner))
    assert [c.standalone for c in found.claims if c.attribution is not None] == [standalone]


@pytest.mark.parametrize(
    ("name", "content", "standalone"),
    [
        ("Orvo", "it was co-operating", "Orvo was co-operating."),
        ("Orvo", "it was late", "It was late."),
        ("Kalvik police", "they would escort him", "Kalvik police would escort him."),
        ("Kalvik Democrats", "they would win", "Kalvik Democrats would win."),
    ],
)
def test_a_body_is_named_for_its_pronoun(name: str, content: str, standalone: str) -> None:
    text = f"{name} said {content}."
    body = Source("s1", name, "organisation", False, "one")
    one = attribution(text, name, "said", content)
    chain = (Hop("s1", one.source[0]),)
    (claim,) = assessed(Document(text), sentences(text), [one], [chain], [body]).claims
    assert claim.standalone == standalone


def test_a_quotation_over_sentences_is_a_claim_in_each() -> None:
    text = "“It is closed,” Ann Lee said.\n“It will stay closed.”"
    one = attribution(
        text, "Ann Lee", "said", "“It is closed,”", "“It will stay closed.”", manner="direct"
    )
    found = assess_text(text, one)
    assert [(claim.sentence, claim.text) for claim in found.claims] == [
        (1, "“It is closed,”"),
        (2, "“It will stay closed.”"),
    ]
    assert statuses(found) == ["attributed", "attributed"]


def test_a_sentence_of_a_mixed_content_may_be_direct() -> None:
    text = "Ann Lee said she was “sad.\nWe lost.”"
    one = attribution(text, "Ann Lee", "said", "she was “sad.", "We lost.”", manner="mixed")
    assert [claim.manner for claim in assess_text(text, one).claims] == ["mixed", "direct"]


def test_an_attribution_without_a_source_attributes_nothing() -> None:
    text = "Prices are expected to rise next year."
    found = assess_text(text, attribution(text, "", "are expected", "Prices", "to rise next year"))
    assert statuses(found) == ["unsourced"]


def test_an_attribution_without_a_source_makes_no_claim() -> None:
    text = "Prices are expected to rise next year."
    found = assess_text(text, attribution(text, "", "are expected", "Prices", "to rise next year"))
    assert [claim.attribution for claim in found.claims] == [None]


def test_headlines_carry_nothing() -> None:
    found = assessed(
        Document(WRITER), [Sentence(1, Span(0, len(WRITER)), headline=True)], [], [], []
    )
    assert found == Assessment()


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_odd_input_never_raises(data: st.DataObject) -> None:
    text = data.draw(st.text(max_size=80))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
        lambda pair: Span(min(pair), max(pair))
    )
    attributions = data.draw(
        st.lists(
            st.builds(
                Attribution,
                st.lists(spans, max_size=2).map(tuple),
                st.lists(spans, max_size=2).map(tuple),
                st.lists(spans, max_size=2).map(tuple),
                st.sampled_from(["direct", "indirect", "mixed"]),
            ),
            max_size=3,
        )
    )
    chains = [(Hop("s1", None),) for _ in attributions]
    cut = sentences(text)
    found = assessed(Document(text), cut, attributions, chains, [PERSON])
    assert [value.sentence for value in found.assessments] == [one.number for one in cut]
    for claim in found.claims:
        assert claim.text == " … ".join(one.of(text) for one in claim.content)


@pytest.mark.parametrize(
    ("dateline", "own"),
    [
        ("LIND, May 4 — ", WRITER),
        ("LIND (Reuters) - ", WRITER),
        ("", WRITER),
        (f"LIND — {WRITER}", f"LIND — {WRITER}"),  # nothing is left
    ],
)
def test_a_dateline_is_no_part_of_what_the_writer_says(dateline: str, own: str) -> None:
    text = dateline if dateline.endswith(WRITER) else f"{dateline}{WRITER}"
    regions = (Region("dateline", Span(0, len(dateline.rstrip()))),) if dateline else ()
    found = assessed(Document(text, regions=regions), sentences(text), [], [], [])
    assert [" ".join(span.of(text) for span in claim.content) for claim in found.claims] == [own]
