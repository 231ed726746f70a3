"""One name for a source in every article: standard short forms, outlets, titles, spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.english.lexicons import outlets, variants
from claims.sources import plain_name, shared_name


@pytest.mark.parametrize(
    ("kind", "name", "shared"),
    [
        ("organisation", "U.S.", "United States"),
        ("organisation", "the US", "United States"),
        ("organisation", "U.S", "United States"),
        ("organisation", "the United States’s", "United States"),
        ("organisation", "UK", "United Kingdom"),
        ("organisation", "Britain", "United Kingdom"),
        ("organisation", "U.N.", "United Nations"),
        ("organisation", "EU", "European Union"),
        ("organisation", "F.B.I.", "Federal Bureau of Investigation"),
        ("organisation", "NATO", "North Atlantic Treaty Organization"),
        ("organisation", "U.S. Treasury", "United States Treasury"),
        ("organisation", "UK government", "United Kingdom government"),
        ("organisation", "U.N. refugee agency", "United Nations High Commissioner for Refugees"),
        ("organisation", "Kingdom of Norway", "Norway"),
        ("organisation", "Islamic Republic of Iran", "Iran"),
        ("organisation", "Republic of Korea", "South Korea"),
        ("organisation", "H.R.W.", "HRW"),
        ("outlet", "the AP", "Associated Press"),
        ("outlet", "AFP", "Agence France-Presse"),
        ("person", "Brig. Gen. Esmail Qaani", "esmail qaani"),
        ("person", "Dr. Ann Hill", "ann hill"),
    ],
)
def test_standard_forms_are_one(kind: str, name: str, shared: str) -> None:
    assert shared_name(kind, name) == shared


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("organisation", "Washington"),  # the city, or one of many bodies there
        ("organisation", "the Kremlin"),
        ("organisation", "us"),
        ("organisation", "Department of Justice"),
        ("organisation", "Congo"),  # there are two
        ("organisation", "State of the Union"),
        ("organisation", "A.P. Moller"),
        ("organisation", "HRW officials"),
        ("outlet", "The Post"),
        ("person", "US"),
        ("person", "Esmail Qaani"),
        ("person", "Dean Hill"),
        ("document", "U.N. report"),
        ("group", "U.S. voters"),
    ],
)
def test_what_is_not_certain_keeps_its_name(kind: str, name: str) -> None:
    assert shared_name(kind, name) == name


def test_each_listed_form_leads_to_its_full_name_and_to_no_other() -> None:
    seen: dict[str, str] = {}
    for full, *forms in variants():
        for form in (full, *forms):
            assert shared_name("organisation", form) == full
            assert seen.setdefault(form, full) == full
    for full in outlets().values():
        assert shared_name("outlet", full) == full


@given(
    st.sampled_from(["person", "organisation", "outlet", "document", "group"]),
    st.text(st.sampled_from("USUNthe. ’'sRepublic ofKingdom Norway\"-(),"), max_size=40),
)
def test_a_shared_name_is_its_own(kind: str, name: str) -> None:
    once = shared_name(kind, name)
    assert plain_name(shared_name(kind, once)) == plain_name(once)
