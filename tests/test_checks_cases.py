"""House rules on texts, run through extraction: what each must find, and what none may.

The first table holds findings that an editor judged wrong, or missed; then each rule's own example
must break that rule and no other, and its "instead" none.
"""

import pytest

from claims.checks import Check, check_extraction, describe_checks
from claims.inference import AttributionModel
from claims.pipeline import extract
from claims.values import Document


@pytest.fixture(scope="module")
def model() -> AttributionModel:
    return AttributionModel()


def codes(text: str, model: AttributionModel, publisher: str | None = None) -> set[str]:
    document = Document(text, publisher=publisher, language="en")
    return {finding.check for finding in check_extraction(extract(document, model))}


SENATORS = (
    "Three senators voiced fresh concerns about the bill. Senator Ann Lee said it was rushed."
    " Senator Max Roe said it was cruel. Senator Ida Voss said it was unread."
)


@pytest.mark.parametrize(
    ("text", "must", "never"),
    [
        ("The mayor of Tolvik said that the bridge is safe.", "", "A201 A202 A204"),
        (
            "The mayor said on Monday that taxes had fallen. The mayor, Olaf Brandt, has been in"
            " office since 2019.",
            "",
            "A201 A202",
        ),
        ("The plant employs 340 people, according to the owner, Karst Chemie.", "", "A201 A202"),
        (
            "Lina Marr of the aid group Hela said that the road was cut. The source also said that"
            " houses had burned.",
            "",
            "A201 A202",
        ),
        (SENATORS, "", "A202 A204"),
        ("The minister will resign on Friday, an aide said.", "A201", ""),
        ("The general fled, two officers of his staff said.", "", "A204"),
        ("Neighbours described seeing flames behind the school.", "", "A204"),
        ("“She is the worst boss I ever had,” a former aide said.", "A204", ""),
        ("The farms had used the river since 1950, the white paper said.", "", "S103"),
        ("The general is believed to have fled to the coast.", "S104", "S101"),
        ("It is believed that the fire was set.", "S104", "S101"),
        ("The minister is seen as close to the army.", "S104", "S101"),
        (
            "Critics say that the fund is empty. Some observers have pointed to the minister's"
            " brother.",
            "A208",
            "A202 A205",
        ),
        ("Shares of Velmo rose 3 percent on Monday.", "", "S101 S102"),
        (
            "Bavern is one of the country's 16 states, and lies 320 km west of the capital.",
            "",
            "S102",
        ),
        (
            "The prosecutor is investigating Karst Works, according to two people familiar with the"
            " matter.",
            "",
            "S102",
        ),
        ("He provided no other details.", "", "S101"),
        ("The governor knew of the defects for years.", "S101", "A202 A204"),
        ("“The governor knew of the defects for years,” Ann Lee said.", "", "S101"),
        ("Who paid for the trip? Nobody at the ministry would say.", "", "S101"),
        ("The insurer, Nordlicht, said that it had not received the papers.", "", "A201 A202"),
        ("The deal is dead, the Daily Anchor reported on Monday.", "S103", "A201 A202"),
        ("The dam holds, an engineer told Reuters.", "A201", "A204"),
        (
            "Michael Bloomberg said that taxes had fallen. Bloomberg also said that rents had"
            " fallen.",
            "",
            "S103 A203 S106",
        ),
        (
            "Giulia Renn and the engineer Paul Brack met. He said that the wall would hold. It is"
            " old, he said.",
            "",
            "A201 A202",
        ),
        ("“We will never give in.” The mood in the hall was grim.", "Q301", ""),
        ("He was arrested the following day.", "D501", "D503"),
    ],
)
def test_editors_cases(model: AttributionModel, text: str, must: str, never: str) -> None:
    found = codes(text, model)
    assert set(must.split()) <= found
    assert not found & set(never.split())


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("The deal is dead, the New York Times reported.", "The New York Times"),
        ("The deal is dead, the New York Times reported.", "nytimes.com"),
        ("Officials told the BBC that the dam had held.", "BBC News"),
    ],
)
def test_articles_own_outlet_is_no_other(
    model: AttributionModel, text: str, publisher: str
) -> None:
    assert not codes(text, model, publisher) & {"S103", "A203", "S106", "S107"}


RUNNABLE = [check for check in describe_checks() if not check.across]


@pytest.mark.parametrize("check", RUNNABLE, ids=lambda check: check.code)
def test_example_breaks_its_rule_alone(model: AttributionModel, check: Check) -> None:
    assert codes(check.example, model) == {check.code}


@pytest.mark.parametrize("check", RUNNABLE, ids=lambda check: check.code)
def test_instead_breaks_no_rule(model: AttributionModel, check: Check) -> None:
    assert codes(check.instead, model) == set()
