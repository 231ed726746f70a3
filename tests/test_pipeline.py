"""The stages, joined: real articles through the shipped models."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import ModelError
from claims.inference import AttributionModel
from claims.pipeline import extract, extract_many
from claims.values import Document, Extraction, Span

SEED = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))
MODEL = AttributionModel()


def spans_of(found: Extraction) -> list[Span]:
    spans = [sentence.span for sentence in found.sentences]
    spans += [mention.span for mention in found.mentions]
    for attribution in found.attributions:
        spans += [*attribution.source, *attribution.cue, *attribution.content]
    for claim in found.claims:
        spans += [*claim.content, *claim.cue, *claim.certainty_words]
        spans += [figure.span for figure in claim.figures]
        spans += [hop.mention for hop in claim.chain if hop.mention]
    return spans


SOURCES = "Reuters → multiple Iranian and Iraqi sources"
COMMANDER = "Reuters → a senior commander in one of the Iranian-backed factions"
# Sentence, how the claim begins, its chain: the table that a standards editor would write
SEED_CHAINS = {
    (1, "Brigade General Esmail Qaani", SOURCES),
    (2, "The Iranian commander met", SOURCES),
    (2, "Iranian-backed forces for the killing", SOURCES + " → Washington"),
    (3, "Brig. Gen. Qaani did not leave", SOURCES),
    (3, "he could be targeted", SOURCES + " → Esmail Qaani"),
    (4, "“The Iranians learned their lesson", "Reuters → the source"),
    (4, "this to be repeated", "Reuters → the source → Iranians"),
    (5, "The commander told the factions", SOURCES),
    (5, "that by drawing American blood", SOURCES + " → Esmail Qaani"),
    (6, "it was suspending attacks", "Kataib Hezbollah"),
    (7, "that it would continue attacks", "Harakat Hezbollah al-Nujaba"),
    (7, "that U.S. forces would only leave", "Harakat Hezbollah al-Nujaba"),
    (10, "“Without Qaani’s direct", COMMANDER),
    (11, "that the commander’s visit was", "Reuters → A high-ranking Iranian security official"),
    (13, "how Iran has been working", "Reuters"),
}  # fmt: skip


def test_the_seed_says_who_says_so() -> None:
    found = extract(Document(SEED.read_text("utf8"), published="2024-02-18"), MODEL)
    assert not found.problems
    names = {source.key: source.name for source in found.sources}
    told = [claim for claim in found.claims if claim.chain]
    assert len(told) == len(SEED_CHAINS)
    for claim in told:
        chain = " → ".join(names[hop.source] for hop in claim.chain)
        begins = [one for number, one, by in SEED_CHAINS if (number, by) == (claim.sentence, chain)]
        assert claim.text.startswith(tuple(begins)), (claim.sentence, chain, claim.text)
    status = {one.sentence: one.status for one in found.assessments}
    assert len(status) == 14
    assert [number for number, what in status.items() if what == "unsourced"] == [8, 9, 12, 14]


@pytest.mark.parametrize(
    ("language", "claims", "stages"),
    [("en", True, []), (None, True, []), ("de", False, ["language"])],
)
def test_other_languages_are_kept_but_not_extracted(
    language: str | None, claims: bool, stages: list[str]
) -> None:
    found = extract(Document("The dam holds, the mayor said.", language=language), MODEL)
    assert len(found.sentences) == 1
    assert bool(found.claims) is claims
    assert [problem.stage for problem in found.problems] == stages


@pytest.mark.parametrize(
    "text",
    [
        "",
        "word",
        "“”",
        "“" * 50,
        "He said \"she said 'they said “it said",
        "a" * 5000,
        "🚒 " * 200,
        "قال المتحدث باسم الوزارة إن السد صامد.",
        pytest.param("\x00\x01\x1b[2J said", id="control characters"),
        "“The dam holds,”\r\nthe mayor said.\r\n",
        "said " * 500,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_odd_input_never_raises(text: str) -> None:
    found = extract(Document(text), MODEL)
    assert found.problems == ()
    assert all(span.end <= len(text) for span in spans_of(found))


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        pytest.param(
            "Police say that the driver was drunk, but his lawyer, Nadia Perl, says that he had"
            " not touched a drop.",
            {"that the driver was drunk": "Police", "that he had not touched a drop": "Nadia Perl"},
            id="bugs-P18",
        ),
        pytest.param(
            "The port closed today, the harbour office said. It had been inspected yesterday,"
            " dockers said.",
            {
                "The port closed today": "the harbour office",
                "It had been inspected yesterday": "dockers",
            },
            id="bugs-c30",
        ),
        pytest.param(
            "The ferry left from Pier A. Then it turned back, the operator said.",
            {"Then it turned back": "the operator"},
            id="bugs-A36",
        ),
        pytest.param(
            "“I like circuses,” Mr. Gingrich told the Chicago Tribune. “I do,” he told Newsmax.",
            {
                "“I like circuses,”": "Chicago Tribune → Gingrich",
                "“I do,”": "Newsmax → Gingrich",
            },
            id="a quotation with its own cue is not the one before's",
        ),
        pytest.param(
            "The paper quoted Anna Berg, a nurse, as saying that no one was hurt.",
            {"that no one was hurt": "The paper → Anna Berg"},
            id="quoted, as saying",
        ),
        pytest.param(
            "The player will leave in June, according to the newspaper, Marca.",
            {"The player will leave in June": "Marca"},
            id="an outlet in apposition",
        ),
        pytest.param(
            "The union says that wages have fallen, while the company, Brandt Steel, insists that"
            " pay has kept up with prices.",
            {
                "that wages have fallen": "The union",
                "that pay has kept up with prices": "Brandt Steel",
            },
            id="bugs-P18, another",
        ),
    ],
)
def test_each_speaker_has_their_own_words(text: str, chains: dict[str, str]) -> None:
    found = extract(Document(text), MODEL)
    names = {source.key: source.name for source in found.sources}
    told = {
        claim.text: " → ".join(names[hop.source] for hop in claim.chain)
        for claim in found.claims
        if claim.chain
    }
    assert told == chains


def test_who_asserts_nothing_is_no_source() -> None:
    text = (
        "The harbour will close in May, the mayor, Ann Lee, said on Monday.\n\n"
        "A spokesman for the ferry company declined to comment.\n\n"
        "Residents of the valley were told to leave their houses."
    )
    found = extract(Document(text), MODEL)
    assert [source.name for source in found.sources] == ["Ann Lee"]
    assert {mention.source for mention in found.mentions} == {"s1"}
    assert {hop.source for claim in found.claims for hop in claim.chain} == {"s1"}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "The dam",
                " holds",
                ", ",
                "“",
                "”",
                '"',
                " said",
                " the mayor",
                ".",
                "\n\n",
                " told",
                " Reuters",
                " on Monday",
                " that",
                " he",
                " 1,200",
                " percent",
                ">",
                "’s",
            ]
        ),
        max_size=40,
    )
)
def test_every_span_lies_in_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    found = extract(Document(text), MODEL)
    assert found.problems == ()
    for span in spans_of(found):
        assert 0 <= span.start < span.end <= len(text)


def test_a_stream_gives_what_single_calls_give() -> None:
    documents = [Document(f"The dam {n} holds, the mayor told Reuters.") for n in range(3)]
    assert list(extract_many(documents, model=MODEL)) == [extract(one, MODEL) for one in documents]


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        extract(Document("The dam holds, the mayor said."), AttributionModel(tmp_path))


def test_a_stage_that_fails_leaves_its_name_and_what_was_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_arguments: object) -> None:
        raise ValueError("a stage met an article that it cannot bear")

    monkeypatch.setattr("claims.pipeline.resolve_sources", broken)
    found = extract(Document("The dam holds, the mayor said.", path="dam.txt"), MODEL)
    assert [(p.path, p.stage) for p in found.problems] == [("dam.txt", "sources")]
    assert "cannot bear" in found.problems[0].reason
    assert (len(found.sentences), len(found.attributions)) == (1, 1)
