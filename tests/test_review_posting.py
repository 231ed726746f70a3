"""Forms that are posted: read as fields, or refused with a line and a status."""

from __future__ import annotations

import pytest
from review_fixtures import Desk

from claims.errors import (
    BusyError,
    ClaimsError,
    ConflictError,
    DecisionError,
    SettingsError,
    StoreError,
)
from claims.review.frame.domain_errors import status_of, told
from claims.review.frame.posted_form import fields_of, last_of, named, number_of

ANN = {"id": "ann"}
FORMS = (
    "/-/claims/decide",
    "/-/claims/decide-all",
    "/-/claims/decide-source",
    "/-/claims/story/beef/decide",
    "/-/claims/filters",
    "/-/claims/adjudicate",
    "/-/claims/settings",
)


def test_every_value_of_a_field_is_kept_and_the_last_one_speaks() -> None:
    fields = fields_of(b"claims=aa&claims=bb&note=&name=%C3%A9")
    assert fields == {"claims": ["aa", "bb"], "note": [""], "name": ["é"]}
    assert last_of(fields) == {"claims": "bb", "note": "", "name": "é"}


@pytest.mark.parametrize(
    "body",
    [b"\xff\xfe", b"name=%FF", b"&".join([b"claims=aa"] * 551)],
    ids=["no UTF-8", "escaped, no UTF-8", "too many fields"],
)
def test_what_is_no_form_is_refused(body: bytes) -> None:
    with pytest.raises(DecisionError, match="cannot be read"):
        fields_of(body)


@pytest.mark.parametrize("text", ["", "abc", "zzzz", "dead beef", "DEAD", "'; --", "a" * 65])
def test_what_is_no_id_names_nothing(text: str) -> None:
    with pytest.raises(DecisionError, match="names no claim"):
        named(text, "claim")


def test_an_id_is_returned_as_it_stands() -> None:
    assert named("deadbeef", "claim") == "deadbeef"


@pytest.mark.parametrize("text", ["", "-1", "1.0", "١", "1" * 19, " 1"])
def test_what_is_no_number_names_no_decision(text: str) -> None:
    with pytest.raises(DecisionError, match="names no decision"):
        number_of(text)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ConflictError("first", theirs=[], ours={}, latest=1), 409),
        (DecisionError("no"), 400),
        (SettingsError("no"), 400),
        (BusyError("later"), 503),
        (StoreError("gone"), 404),
    ],
)
def test_each_refusal_has_its_status(error: ClaimsError, status: int) -> None:
    assert status_of(error) == status


def test_a_busy_file_is_told_without_its_path() -> None:
    line = told(BusyError("/home/ann/claims.db: another program; run the command again"))
    assert line.startswith("Another program is writing to this file")
    assert "ann" not in line


@pytest.mark.parametrize(
    ("line", "sentence"),
    [("the Pentagon is no claim", "The Pentagon is no claim."), ("Who says so?", "Who says so?")],
)
def test_a_refusal_is_told_as_a_sentence(line: str, sentence: str) -> None:
    assert told(DecisionError(line)) == sentence


def test_a_conflict_begins_with_the_name_of_who_was_first() -> None:
    first = ConflictError("bo decided first", theirs=[], ours={}, latest=1)
    assert told(first) == "bo decided first."


@pytest.mark.parametrize("path", FORMS)
async def test_bytes_that_are_no_form_are_refused_on_every_page(desk: Desk, path: str) -> None:
    answer = await desk.datasette.client.post(
        path,
        content=b"action=save&note=%FF\xff",
        headers={"content-type": "application/x-www-form-urlencoded"},
        actor=ANN,
    )
    assert answer.status_code == 400
    assert "he form cannot be read: it is not UTF-8" in answer.text
