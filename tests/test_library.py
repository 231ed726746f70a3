"""The package in one call: what it takes, what it gives, what it costs to import."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from extractions import dam

import claims
from claims.errors import DocumentError
from claims.exports import TABLES
from claims.values import Extraction, Problem

TEXT = "The dam holds, an engineer told Reuters on Monday. More than 20 people left."


def test_one_call_says_who_says_so() -> None:
    found = claims.extract(TEXT, published=date(2024, 2, 20), publisher="The Valley Post")
    assert found.document == claims.Document(
        TEXT, published="2024-02-20", publisher="The Valley Post"
    )
    sources = {source.key: source for source in found.sources}
    assert (
        claims.readable_chain(found.claims[0].chain, sources) == "Reuters → an engineer [unnamed]"
    )
    assert claims.extract(claims.Document(TEXT)).claims == claims.extract(TEXT).claims


def test_a_document_states_itself() -> None:
    with pytest.raises(TypeError, match="a Document states title itself"):
        claims.extract(claims.Document(TEXT), title="Dam")


def test_the_model_is_made_once_for_all_threads() -> None:
    models: list[object] = []
    threads = [
        threading.Thread(target=lambda: models.append(claims.default_model())) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(models) == 4
    assert len(set(map(id, models))) == 1


MIXED: list[Any] = ["One, she said.", None, {"text": "Two, he said.", "id": 2}, {"id": 3}, b"x"]


def test_a_bad_article_is_a_problem_in_its_place() -> None:
    found = list(claims.extract_many([*MIXED, "Three."], on_error="skip"))
    assert [type(one) for one in found] == [
        Extraction, Problem, Extraction, Problem, Problem, Extraction
    ]  # fmt: skip
    told = [(one.path, one.reason) for one in found if isinstance(one, Problem)]
    assert told == [
        ("article 2", "text must be a string, not None"),
        ("article 4", 'text: is missing; write {"text": ...}'),
        ("article 5", "text must be a string, not bytes"),
    ]


def test_or_it_stops_the_stream() -> None:
    stream = claims.extract_many(MIXED)
    assert next(stream).document.text == "One, she said."
    with pytest.raises(TypeError):
        next(stream)
    with pytest.raises(DocumentError, match="is no date"):
        list(claims.extract_many([{"text": "a", "published": "18/02/2024"}]))
    with pytest.raises(ValueError, match="on_error"):
        list(claims.extract_many(["a"], on_error="ignore"))  # type: ignore[call-overload]


def test_processes_give_what_one_process_gives() -> None:
    articles = [*MIXED, *(f"The dam {n} holds, the mayor told Reuters." for n in range(5))]
    alone = list(claims.extract_many(articles, on_error="skip"))
    assert list(claims.extract_many(articles, on_error="skip", jobs=2)) == alone


def test_articles_are_taken_as_they_are_needed() -> None:
    asked = []

    def articles() -> Iterator[str]:
        for number in range(3):
            asked.append(number)
            yield f"The dam {number} holds, she said."

    stream = claims.extract_many(articles())
    next(stream)
    assert asked == [0]


@pytest.mark.parametrize("name", TABLES)
def test_rows_have_the_columns_of_the_data_files(name: Any) -> None:
    found = claims.extract(TEXT, published="2024-02-20", title="Dam")
    rows = list(claims.flat_rows(found, name))
    assert rows
    for row in rows:
        assert list(row) == [column.name for column in TABLES[name].columns]
        assert row["published"] == date(2024, 2, 20)
        assert row["title"] == "Dam"
        for column in TABLES[name].columns:
            assert row[column.name] is None or type(row[column.name]) is column.type


def test_the_source_and_the_chain_are_told_apart() -> None:
    [first, second] = claims.flat_rows(dam())
    assert (first["source_anonymous"], first["chain_anonymous"]) == (True, True)
    assert (second["source_anonymous"], second["chain_anonymous"]) == (None, False)


def test_an_article_that_comes_twice_has_its_rows_twice() -> None:
    once = list(claims.flat_rows(dam()))
    assert list(claims.flat_rows([dam(), dam()])) == once + once


def test_every_column_is_described() -> None:
    for table in TABLES.values():
        assert all(column.description for column in table.columns)


def run(code: str) -> str:
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return ended.stdout


def test_to_import_the_package_loads_nothing() -> None:
    told = run(
        "import sys; before = set(sys.modules); import claims, json;"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    loaded = json.loads(told)
    assert [name for name in loaded if name.startswith("claims")] == ["claims"]
    assert not {"numpy", "nltk", "onnxruntime", "sqlite_utils"}.intersection(loaded)


STARTED = """
import json, resource, sys, time
sys.modules.update(scipy=None, sklearn=None)  # NLTK imports them where they are
begun = time.process_time()
import claims
imported = time.process_time()
claims.extract("The dam holds, an engineer told Reuters on Monday.")
print(json.dumps([imported - begun, time.process_time() - imported, sorted(sys.modules)]))
"""


def test_what_it_costs_to_start() -> None:
    """The bars are 0.05 and 1 s on a quiet machine (`bench/starting.py`); here they are far off."""
    importing, calling, loaded = json.loads(run(STARTED))
    assert importing < 0.25
    assert calling < 3
    late = {
        "docx",
        "fastwarc",
        "httpx",
        "jinja2",
        "lxml",
        "pypdfium2",
        "sqlite_utils",
        "trafilatura",
    }
    assert not late.intersection(loaded)


def test_its_names_are_there_before_it_is_loaded() -> None:
    assert set(dir(claims)) == set(claims.__all__)
    for name in claims.__all__:
        assert getattr(claims, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        claims.extrakt  # noqa: B018 - that is what is tested
