"""A document checks what it is given, and values become plain dicts."""

import json
import pickle
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from extractions import dam

from claims.errors import ClaimsError, DocumentError
from claims.values import Document, Region, Span, to_dict


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (None, None),
        ("2024-02-18", "2024-02-18"),
        (" 2024-02-18 ", "2024-02-18"),
        (date(2024, 2, 18), "2024-02-18"),
        (datetime(2024, 2, 18, 9, 30, tzinfo=UTC), "2024-02-18T09:30:00+00:00"),
        (
            datetime(2024, 2, 18, 1, tzinfo=timezone(timedelta(hours=3))),
            "2024-02-18T01:00:00+03:00",
        ),
        (datetime(2024, 2, 18, 9, 30), "2024-02-18"),  # the hour of which zone?
        ("2024-02-18T09:30", "2024-02-18"),
        ("2024-02-18T09:30Z", "2024-02-18T09:30:00+00:00"),
    ],
)
def test_a_date_of_publication_is_kept_in_one_form(given: Any, kept: str | None) -> None:
    assert Document("a", published=given).published == kept


@pytest.mark.parametrize(
    ("given", "kept"), [("en", "en"), ("en-US", "en"), ("DE_at", "de"), ("", None), (None, None)]
)
def test_a_language_is_kept_as_its_code(given: str | None, kept: str | None) -> None:
    assert Document("a", language=given).language == kept


@pytest.mark.parametrize(
    ("field", "given", "told"),
    [
        ("published", "18/02/2024", "is no date; write it as 2024-02-18"),
        ("published", "yesterday", "is no date"),
        ("published", "2024-02-30", "is no date"),
        ("language", "English", "is no code; write it as en"),
        ("language", "e", "is no code"),
    ],
)
def test_what_cannot_be_is_refused_with_a_line(field: str, given: str, told: str) -> None:
    with pytest.raises(DocumentError, match=told) as caught:
        Document("a", **{field: given})
    assert isinstance(caught.value, ClaimsError)
    assert isinstance(caught.value, ValueError)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("text", None),
        ("text", b"The dam holds."),
        ("title", 7),
        ("publisher", b"Reuters"),
        ("published", 2024),
        ("language", 7),
        ("path", 7),
    ],
)
def test_what_is_no_text_is_a_type_error(field: str, given: Any) -> None:
    with pytest.raises(TypeError):
        Document(**{"text": "a", field: given})


def test_a_path_is_kept_as_a_string_and_regions_as_a_tuple() -> None:
    region = Region("headline", Span(0, 1))
    document = Document("a", path=Path("news") / "dam.txt", regions=[region])
    assert document.path == str(Path("news") / "dam.txt")
    assert document.regions == (region,)


def test_a_document_is_frozen_copied_and_pickled() -> None:
    document = Document("a", published="2024-02-18")
    with pytest.raises(AttributeError):
        document.text = "b"  # type: ignore[misc]  # that is what is tested
    assert replace(document, title="Dam") == Document("a", "Dam", published="2024-02-18")
    assert pickle.loads(pickle.dumps(document)) == document
    assert hash(document) == hash(Document("a", published=date(2024, 2, 18)))


def test_an_extraction_is_what_json_knows() -> None:
    found = dam().to_dict()
    assert json.loads(json.dumps(found)) == found
    assert found["document"]["published"] == "2024-02-18"
    assert found["claims"][0]["content"] == [[0, 13]]
    assert found["claims"][0]["chain"][1] == to_dict(dam().claims[0].chain[1])
    assert [one["key"] for one in found["sources"]] == ["s1", "s2"]
