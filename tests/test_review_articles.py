"""An article as its page gets it from the file."""

import sqlite3
from pathlib import Path

from claims.reading import regions_of
from claims.review.article.rows import read_article
from claims.sentences import split_sentences
from claims.store import add_extractions, begin_run, document_id, open_store
from claims.values import Document, Extraction

TEXT = """News
Politics

Crane falls on quay in Brunnau

By Jane Doe

FILE PHOTO: A crane in Brunnau, May 1, 2020. REUTERS/Jane Doe

BRUNNAU (Reuters) - The harbour of Brunnau was closed on Monday after a crane fell on the quay, the port authority said, and nobody was hurt.

'No warning'

Two dock workers said that the crane in the harbour had been reported as unsafe in January.
"""  # noqa: E501  # a paragraph is a line


def test_what_stands_beside_an_article_is_told_from_its_headlines(tmp_path: Path) -> None:
    regions = regions_of(TEXT)
    document = Document(TEXT, regions=regions)
    extraction = Extraction(document, split_sentences(TEXT, regions))
    with open_store(tmp_path / "claims.db") as store:
        add_extractions(store, [extraction], run=begin_run(store, "add"))
        store.connection.row_factory = sqlite3.Row
        article = read_article(store.connection, document_id(document))
    assert article is not None
    shown = {
        sentence.span.of(TEXT): "beside" if sentence.beside else "headline"
        for sentence in article.sentences
        if sentence.headline
    }
    assert shown == {
        "News": "beside",
        "Politics": "beside",
        "Crane falls on quay in Brunnau": "headline",
        "By Jane Doe": "beside",
        "FILE PHOTO: A crane in Brunnau, May 1, 2020.": "beside",
        "REUTERS/Jane Doe": "beside",
        "'No warning'": "headline",
    }
    assert not any(one.beside for one in article.sentences if not one.headline)
