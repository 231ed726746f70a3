"""Annotations are kept without their texts, and brought together with them again."""

import gzip
import json
from pathlib import Path

import pytest

from claims.errors import InputError
from claims.training.data.guide import guide_article
from claims.training.data.standoff import (
    LONGEST,
    apart,
    article_text,
    main,
    read_annotated,
    together,
    write_annotated,
)

PARAGRAPHS = ["The dam holds, Anna Weil told Reuters.", "Nobody was hurt."]
TEXT = "\n".join(PARAGRAPHS)
SOURCES = [
    {"id": "s1", "name": "Reuters", "kind": "outlet", "anonymous": False, "number": "one"},
    {"id": "s2", "name": "Anna Weil", "kind": "person", "anonymous": False, "number": "one"},
    {"id": "s3", "name": "the engineer", "kind": "person", "anonymous": True, "number": "one"},
]
CLAIM = {
    "content": [[0, 13]],
    "cue": [[25, 29]],
    "manner": "indirect",
    "kind": "fact",
    "chain": [{"source": "s1", "mention": [30, 37]}, {"source": "s2", "mention": [15, 24]}],
}
ROW = {
    "id": "newsdiscourse:train 2/dam",
    "text": TEXT,
    "publisher": "The Herald",
    "published": "2024-02-18",
    "sources": SOURCES,
    "sentences": [
        {"span": [0, 38], "status": "attributed", "disputable": False, "claims": [CLAIM]},
        {"span": [39, 55], "status": "unsourced", "disputable": True, "claims": []},
    ],
}


def write_set(folder: Path, paragraphs: list[str]) -> None:
    sentences = [{"text": text, "par": True} for text in paragraphs]
    row = {"doc_id": "train 2/dam", "sentences": sentences}
    (folder / "newsdiscourse.jsonl.gz").write_bytes(gzip.compress(json.dumps(row).encode()))


def test_annotations_come_back_with_their_text(tmp_path: Path) -> None:
    write_annotated([ROW], tmp_path / "annotated.jsonl.gz")
    write_set(tmp_path, PARAGRAPHS)
    [row] = read_annotated(tmp_path, tmp_path / "annotated.jsonl.gz")
    assert row["text"] == TEXT
    assert row["sentences"] == ROW["sentences"]
    # A name that stands nowhere in the text is not kept.
    assert [source["name"] for source in row["sources"]] == ["Reuters", "Anna Weil", ""]
    assert guide_article(row) == guide_article(ROW)


def test_what_is_kept_holds_no_words_of_the_text(tmp_path: Path) -> None:
    kept = json.dumps(apart(ROW))
    assert not any(word in kept for word in ("dam holds", "Weil", "Reuters", "Nobody"))
    path = tmp_path / "annotated.jsonl.gz"
    write_annotated([ROW], path)
    first = path.read_bytes()
    write_annotated([ROW], path)
    assert path.read_bytes() == first


@pytest.mark.parametrize(
    "paragraphs",
    [["The dam held, Anna Weil told Reuters.", "Nobody was hurt."], ["Something else."]],
    ids=["another word", "another text"],
)
def test_a_text_that_has_changed_is_left_out(tmp_path: Path, paragraphs: list[str]) -> None:
    write_annotated([ROW], tmp_path / "annotated.jsonl.gz")
    write_set(tmp_path, paragraphs)
    assert read_annotated(tmp_path, tmp_path / "annotated.jsonl.gz") == []


def test_articles_are_added_to_those_that_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "annotated.jsonl.gz"
    other = ROW | {"id": "newsdiscourse:train 2/bridge"}
    again = ROW | {"publisher": "The Courier"}
    assert [write_annotated(rows, path) for rows in ([ROW], [other], [again])] == [1, 2, 2]
    kept = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    assert [(row["id"], row["publisher"]) for row in kept] == [
        (ROW["id"], "The Courier"),
        (other["id"], "The Herald"),
    ]


@pytest.mark.parametrize(
    ("identifier", "file", "row"),
    [
        ("polnear:dam", "polnear-train", {"id": "dam", "text": "\n\n ".join(PARAGRAPHS)}),
        ("ecbplus:dam", "ecbplus", {"doc_id": "dam", "text": "\n".join(PARAGRAPHS)}),
    ],
)
def test_each_set_gives_its_paragraphs(
    tmp_path: Path, identifier: str, file: str, row: dict[str, str]
) -> None:
    write_annotated([ROW | {"id": identifier}], tmp_path / "annotated.jsonl.gz")
    (tmp_path / f"{file}.jsonl.gz").write_bytes(gzip.compress(json.dumps(row).encode()))
    [found] = read_annotated(tmp_path, tmp_path / "annotated.jsonl.gz")
    assert (found["id"], found["text"]) == (identifier, TEXT)


def test_a_missing_set_is_told(tmp_path: Path) -> None:
    write_annotated([ROW], tmp_path / "annotated.jsonl.gz")
    with pytest.raises(InputError, match="newsdiscourse"):
        read_annotated(tmp_path, tmp_path / "annotated.jsonl.gz")


def test_a_sentence_that_was_not_read_is_left_out() -> None:
    unread = {"span": [39, 55], "status": None, "disputable": False, "claims": []}
    row = ROW | {"sentences": [ROW["sentences"][0], unread]}
    assert [s["span"] for s in together(apart(row), TEXT)["sentences"]] == [[0, 38]]


@pytest.mark.parametrize(
    ("sizes", "kept"),
    [((LONGEST,), 1), ((LONGEST - 1, 1), 2), ((LONGEST - 1, 2), 1), ((LONGEST + 9, 1), 1), ((), 0)],
)
def test_a_long_article_is_read_to_a_paragraph(sizes: tuple[int, ...], kept: int) -> None:
    text = article_text([" ".join(["word"] * size) for size in sizes])
    assert text.count("\n") + bool(text) == kept


def test_a_readers_articles_are_kept_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failed = {"id": "newsdiscourse:train 2/none", "error": "no answer"}
    found = tmp_path / "found.jsonl"
    found.write_text(f"{json.dumps(ROW)}\n{json.dumps(failed)}\n", "utf8")
    out = tmp_path / "annotated.jsonl.gz"
    monkeypatch.setattr("sys.argv", ["standoff", str(found), "--out", str(out)])
    main()
    assert "1 articles added; 1 articles in" in capsys.readouterr().out
    [kept] = gzip.decompress(out.read_bytes()).splitlines()
    assert json.loads(kept) == json.loads(json.dumps(apart(ROW)))
