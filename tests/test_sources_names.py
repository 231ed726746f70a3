"""Names in running text: where they begin and end, and of which kind they are."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.sources.naming.kinds import gender_of
from claims.sources.naming.names import find_names


def found(text: str) -> list[tuple[str, str]]:
    return [(name.text, name.kind) for name in find_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria Lopez spoke.", [("Maria Lopez", "person")]),
        ("Struggling British grocer Tesco fell.", [("Tesco", "organisation")]),
        ("Eyewitness Maria Lopez spoke.", [("Maria Lopez", "person")]),
        ("Resident Maria Lopez spoke.", [("Maria Lopez", "person")]),
        ("Baker Hughes fell.", [("Baker Hughes", "organisation")]),
        ("Channel 4 News said so.", [("Channel 4 News", "outlet")]),
        ("It told Mail & Guardian and dpa.", [("Mail & Guardian", "outlet"), ("dpa", "outlet")]),
        ("The Economist said so.", [("The Economist", "outlet")]),
        ("The economist said so.", []),
        ("The WHO said so. Who said so?", [("WHO", "organisation")]),
        ("But Maria Lopez spoke.", [("Maria Lopez", "person")]),
        ("Trusting Maria Lopez is a risk.", [("Maria Lopez", "person")]),
        ("King Charles spoke.", [("Charles", "person")]),
        (
            "Ann May spoke in May. May said so on May 4.",
            [("Ann May", "person"), ("May", "person")],
        ),
        ("McQuirk said so.", [("McQuirk", "person")]),
        ("Guatemalans voted.", [("Guatemalans", "people")]),
        ("It was Bill de Blasio.", [("Bill de Blasio", "person")]),
        ("said Jo-Renee Smith", [("Jo-Renee Smith", "person")]),
        ("said Ann O’Neill", [("Ann O’Neill", "person")]),
        ("the Ministry of Defence", [("Ministry of Defence", "organisation")]),
        ("the Bank of England", [("Bank of England", "organisation")]),
        ("the Committee to Protect Owls", [("Committee to Protect Owls", "organisation")]),
        (
            "Department of Health and Human Services",
            [("Department of Health and Human Services", "organisation")],
        ),
        ("Reuters said", [("Reuters", "outlet")]),
        ("the New York Times wrote", [("New York Times", "outlet")]),
        ("the Springfield Gazette wrote", [("Springfield Gazette", "outlet")]),
        ("flew to Baghdad", [("Baghdad", "place")]),
        ("U.S. forces", [("U.S.", "place")]),
        ("the Iranians left", [("Iranians", "people")]),
        ("Volkswagen said", [("Volkswagen", "organisation")]),
        ("Acme (ACM.N) said", [("Acme", "organisation")]),
        ("according to S.& P. And rates fell", [("S.& P.", "organisation")]),
        ("tech firm Vento said", [("Vento", "organisation")]),
        ("Ann Hill (D-N.Y.) spoke", [("Ann Hill", "person")]),
        ("an Iranian-backed force", []),
        ("The Iranian commander", []),
        ("Voters said so. Polls show it.", []),
        ("On Friday in March", []),
        ("I’m sure. We’ve seen it.", []),
        ("Reporters Without Borders said so.", [("Reporters Without Borders", "organisation")]),
        ("Doctors Without Borders said so.", [("Doctors Without Borders", "organisation")]),
        ("Major League Soccer said so.", [("Major League Soccer", "organisation")]),
        ("Major Tom Crane said so.", [("Tom Crane", "person")]),
        ("Chief Cabinet Secretary Tom Crane left.", [("Tom Crane", "person")]),
        ("It told the Daily Anchor so.", [("Daily Anchor", "outlet")]),
        ("The Courier reported it.", [("Courier", "outlet")]),
        ("A courier reported it.", []),
        ("It was He\u0301le\u0300ne Dupre\u0301.", [("H\u00e9l\u00e8ne Dupr\u00e9", "person")]),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Brig. Gen. Qaani left", "Qaani", ("brig", "gen")),
        ("Brigade General Esmail Qaani left", "Esmail Qaani", ("brigade", "general")),
        ("Secretary of State John Kerry", "John Kerry", ("secretary", "state")),
        ("Mr. Smith", "Smith", ("mr",)),
        ("Chief Executive Ann Hill", "Ann Hill", ("chief", "executive")),
        ("Public Advocate Ann Hill", "Ann Hill", ("public", "advocate")),
        ("Secretary-General Ann Hill", "Ann Hill", ("secretary-general",)),
        ("Senators Ann Hill left", "Ann Hill", ("senator",)),
    ],
)
def test_titles_are_parted_from_names(text: str, name: str, title: tuple[str, ...]) -> None:
    (only,) = find_names(text)
    assert (only.text, only.title) == (name, title)
    assert only.whole.of(text).endswith(name)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("The ferry left from Pier A.", "Then it sank.", ["Pier A"]),
        ("She was given vitamin B.", "Later she fainted.", []),
        ("They met Daniel H.", "Then he fled.", ["Daniel H."]),
        ("A caption by Ann Hill", "Bob Moss spoke.", ["Ann Hill", "Bob Moss"]),
        ("They left the U.S.", "Then it rained.", ["U.S."]),
    ],
)
def test_a_name_ends_with_its_sentence(first: str, second: str, expected: list[str]) -> None:
    text = f"{first} {second}"
    names = find_names(text, (0, len(first) + 1))
    assert [name.text for name in names] == expected


def test_what_stands_before_a_title_is_a_name_too() -> None:
    assert found("NYPD Commissioner James Hill") == [
        ("NYPD", "organisation"),
        ("James Hill", "person"),
    ]


@pytest.mark.parametrize(
    ("name", "title", "gender"),
    [
        (("Maria", "Lopez"), (), "female"),
        (("Lopez",), ("mr",), "male"),
        (("Lopez",), ("congresswoman",), "female"),
        (("Lopez",), (), None),
        (("Kim", "Lee"), (), None),
    ],
)
def test_gender(name: tuple[str, ...], title: tuple[str, ...], gender: str | None) -> None:
    assert gender_of(name, title) == gender


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="AbĆ\u0301.’'- of&,\n“1", max_size=60))
def test_names_are_in_order_and_inside(text: str) -> None:
    names = find_names(text)
    for name in names:
        assert 0 <= name.whole.start <= name.span.start < name.span.end <= len(text)
        said = unicodedata.normalize("NFC", name.span.of(text))
        assert " ".join(said.split()) == name.text
    for one, other in pairwise(names):
        assert one.span.end <= other.span.start
