"""Cases that cross stages, from text to what a reader is told: figures, states, given names."""

from pathlib import Path

import pytest

from claims.adding import add_documents
from claims.inference import AttributionModel
from claims.pipeline import extract
from claims.store import open_store
from claims.tracking import Comparer
from claims.values import Document, Extraction
from claims.workers import Limits, Workers


@pytest.fixture(scope="module")
def model() -> AttributionModel:
    return AttributionModel()


def read(text: str, model: AttributionModel) -> Extraction:
    return extract(Document(text, language="en"), model)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Orla Venn said not more than 50 boats sank.", [("50", "<=")]),
        ("A dozen hens died.", [("12", "=")]),
        ("Half a million hens died.", [("500000", "=")]),
        ("40-60 hens died.", [("40", ">="), ("60", "<=")]),
        ("Two thousand three hundred hens died.", [("2300", "=")]),
        ("Thirty five hens died.", [("35", "=")]),
        ("Two hundred and fifty hens died.", [("250", "=")]),
        ("12k hens died.", [("12000", "=")]),
        ("It cost £2bn, the mayor said.", [("2000000000", "=")]),
    ],
)
def test_amounts_are_read_as_they_are_said(
    model: AttributionModel, text: str, figures: list[tuple[str, str]]
) -> None:
    found = [figure for claim in read(text, model).claims for figure in claim.figures]
    assert [(one.value, one.bound) for one in found] == figures


@pytest.mark.parametrize(
    "state", ["Angola", "Fiji", "Madagascar", "Guyana", "Togo", "Papua New Guinea", "Uruguay"]
)
def test_a_state_is_no_person(model: AttributionModel, state: str) -> None:
    found = read(f"{state} said on Monday that it would close the port.", model)
    assert [(one.name, one.kind) for one in found.sources] == [(state, "organisation")]


@pytest.mark.parametrize("given", ["Giulia", "Aoife", "Siobhan", "Freya"])
def test_she_is_the_woman_of_two(model: AttributionModel, given: str) -> None:
    text = f"{given} Renn and the engineer Paul Brack met. She said that the wall would hold."
    assert [one.name for one in read(text, model).sources] == [f"{given} Renn"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Michael Bloomberg said that taxes had fallen.", "Michael Bloomberg", "person"),
        ("Steve Forbes said that taxes had fallen.", "Steve Forbes", "person"),
        ("Taxes had fallen, Bloomberg reported.", "Bloomberg", "outlet"),
    ],
)
def test_a_person_is_no_outlet(model: AttributionModel, text: str, name: str, kind: str) -> None:
    assert [(one.name, one.kind) for one in read(text, model).sources] == [(name, kind)]


def test_one_sum_written_in_two_ways_is_no_drift(tmp_path: Path) -> None:
    documents = [
        Document(f"The wall will cost {sum_}, the mayor of Orrin said. It was built in 1961.",
                 publisher=outlet, published="2025-05-05", url=f"https://example.org/{outlet}",
                 language="en")
        for sum_, outlet in (("€3.4m", "Anchor"), ("€3.4 million", "Herald"))
    ]  # fmt: skip
    with open_store(tmp_path / "claims.db") as store:
        add_documents(store, documents, comparer=Comparer())
        values = store.connection.execute("SELECT value, unit FROM figures WHERE kind = 'money'")
        assert values.fetchall() == [("3400000", "EUR")] * 2
        found = store.connection.execute('SELECT "check" FROM findings WHERE "check" LIKE \'T%\'')
        assert found.fetchall() == []
        assert store.connection.execute("SELECT count(*) FROM story_drifts").fetchone() == (0,)


DAM = "The dam at Orrin holds, the mayor said on Friday.\n"
TWEET = "The dam holds, see {} now\n— Mara Ondell (@mara) February 3, 2024\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "Orrin: the hearing\n" + "    The mayor said so.\n" * 30 + "End."),
        ("b.eml", "From: a@b.c\nSubject: Dam\n" + ("Received: by x\n" + "        with y; z\n"
                  "ARC-Seal: i=1;\n        a=b\n") * 150 + f"\n{DAM}"),
        ("c.html", "<!-- a -->\n" * 24 + f"<p>{DAM}</p>"),
        ("d.txt", TWEET.format("https://t.co/a" * 14)),
        ("e.txt", TWEET.format("https://t.co/a" * 30)),
        ("f.txt", DAM + "." * 5_000),
        ("g.txt", DAM + "'" * 5_000),
        ("h.txt", DAM + "citing " * 8_000),
        ("i.html", f"<p {'a=1 ' * 200_000}>{DAM}</p>"),
    ],
    ids=lambda value: value[:6] if len(value) < 10 else None,
)  # fmt: skip
def test_what_hung_the_program_is_read(tmp_path: Path, name: str, data: str) -> None:
    """Each gives an article, within a time that a busy machine allows for.

    50,000 dots take 8 s of a core, a sixth of that for each sixth: `test_patterns` holds the stages
    to that; here are fewer, for a machine that does much else.
    """
    path = tmp_path / name
    path.write_text(data, "utf8")
    with Workers(limits=Limits(seconds=45)) as workers:
        [document] = workers.read(str(path))
        assert isinstance(document, Document), document
        assert workers.extract(document).problems == ()
