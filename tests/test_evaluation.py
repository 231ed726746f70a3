"""Gold against output: what each measure counts, on articles small enough to count by hand."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from claims.cli.evaluate import command
from claims.evaluation import Found, Share, score
from claims.evaluation.pairing import trimmed

TEXT = "The dam holds, an aide told Reuters. “It was built in 1961.” Nobody knows why."
JSONObject = dict[str, Any]


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def source(key: str, name: str, kind: str, *, anonymous: bool) -> JSONObject:
    return {"id": key, "name": name, "kind": kind, "anonymous": anonymous, "number": "one"}


def gold() -> JSONObject:
    return {
        "id": "dam",
        "text": TEXT,
        "sources": [
            source("s1", "Reuters", "outlet", anonymous=False),
            source("s2", "an aide", "person", anonymous=True),
        ],
        "sentences": [
            {
                "span": span("The dam holds, an aide told Reuters."),
                "status": "attributed",
                "disputable": False,
                "claims": [
                    {
                        "content": [span("The dam holds")],
                        "manner": "indirect",
                        "kind": "fact",
                        "chain": [{"source": "s1"}, {"source": "s2"}],
                    }
                ],
            },
            {"span": span("“It was built in 1961.”"), "status": "unsourced", "disputable": True},
            {"span": span("Nobody knows why."), "status": "unsourced", "disputable": False},
        ],
    }


def changed(**edits: Any) -> JSONObject:
    """Return the article with other keys for its sources, and its first claim changed."""
    form = copy.deepcopy(gold())
    claim = form["sentences"][0]["claims"][0]
    for one, other in (("s1", "a"), ("s2", "b")):
        for known in form["sources"]:
            known["id"] = other if known["id"] == one else known["id"]
        for hop in claim["chain"]:
            hop["source"] = other if hop["source"] == one else hop["source"]
    claim.update(edits)
    return form


def test_gold_against_itself_is_all_right() -> None:
    scores = score([gold()], [changed()])
    for name in ("sentences", "unsourced", "disputable", "claims", "chain", "relayed", "anonymous"):
        found = getattr(scores, name)
        assert (found.precision, found.recall, found.f1) == (100, 100, 100), name
    for name in ("status", "kind", "manner", "source_kind", "source_number"):
        assert getattr(scores, name).percent == 100, name
    assert (scores.articles, scores.missing) == (1, 0)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        # (claims, originator, chain, relayed) that are right
        ({}, (1, 1, 1, 1)),
        ({"content": [span("dam holds, an")]}, (1, 1, 1, 1)),  # two of four words
        ({"content": [span("holds, an aide")]}, (0, 0, 0, 0)),
        ({"chain": [{"source": "b"}]}, (1, 1, 0, 0)),
        ({"chain": []}, (1, 0, 0, 0)),
        # Which source is which is told by where they stand: other names, the same people.
        ({"chain": [{"source": "b"}, {"source": "a"}]}, (1, 1, 1, 1)),
        ({"chain": [{"source": "a"}, {"source": "a"}]}, (1, 0, 0, 0)),
    ],
)
def test_claims_and_chains(edits: JSONObject, expected: tuple[int, ...]) -> None:
    scores = score([gold()], [changed(**edits)])
    right = (scores.claims, scores.originator, scores.chain, scores.relayed)
    assert tuple(found.right for found in right) == expected


def test_sorts_of_paired_claims_and_sources() -> None:
    form = changed(kind="opinion", manner="direct")
    form["sources"][1].update(anonymous=False, kind="group")
    scores = score([gold()], [form])
    assert (scores.kind, scores.manner) == (Share(0, 1), Share(0, 1))
    assert scores.source_kind == Share(1, 2)
    assert scores.anonymous == Found(0, 0, 1)


def test_sentences_without_a_source() -> None:
    form = changed()
    form["sentences"][1]["disputable"] = False
    form["sentences"][2]["status"] = "none"
    scores = score([gold()], [form])
    assert scores.unsourced == Found(1, 1, 2)
    assert scores.disputable == Found(0, 0, 1)
    assert scores.status == Share(2, 3)


def test_what_is_not_annotated_does_not_count() -> None:
    wanted, form = gold(), changed()
    del wanted["sentences"][2]
    scores = score([wanted], [form])
    assert scores.sentences == Found(2, 2, 2)


def test_a_missing_article_has_found_nothing() -> None:
    scores = score([gold()], [])
    assert (scores.missing, scores.claims, scores.sentences) == (1, Found(0, 0, 1), Found(0, 0, 3))
    assert scores.claims.f1 == 0


@given(st.text(), st.data())
def test_trimmed_spans_lie_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = trimmed(text, (start, end))
    assert start <= found[0] <= found[1] <= end or found[0] == found[1]
    inside = text[slice(*found)]
    assert not inside or (inside[0].isalnum() and inside[-1].isalnum())


def run(tmp_path: Path, *lines: object, options: tuple[str, ...] = ()) -> Any:
    files = []
    for number, line in enumerate(lines):
        files.append(tmp_path / f"{number}.jsonl")
        files[-1].write_text(line if isinstance(line, str) else json.dumps(line) + "\n", "utf8")
    return CliRunner().invoke(command, [*map(str, files), *options])


def test_the_command_scores_a_file(tmp_path: Path) -> None:
    result = run(tmp_path, gold(), changed(chain=[]))
    assert result.exit_code == 0, result.output
    assert "1 article, 0 of them not in the output" in result.output
    assert [line.split() for line in result.output.splitlines() if line.startswith("claims")] == [
        ["claims", "100.0", "100.0", "100.0", "1"]
    ]
    counts = json.loads(run(tmp_path, gold(), changed(chain=[]), options=("--json",)).output)
    assert counts["originator"] == {"right": 0, "given": 1, "gold": 1}


def test_the_command_extracts_where_there_is_no_output(tmp_path: Path) -> None:
    result = run(tmp_path, gold(), options=("--json",))
    assert result.exit_code == 0, result.output
    assert json.loads(result.output)["sentences"] == {"right": 3, "given": 3, "gold": 3}


def test_an_id_that_is_a_number_is_found_in_the_output(tmp_path: Path) -> None:
    result = run(tmp_path, gold() | {"id": 7}, options=("--json",))
    assert json.loads(result.output)["missing"] == 0


@pytest.mark.parametrize("line", ["no json", "[]", '{"id": "a", "text": ""}'])
def test_what_is_no_gold_is_named(tmp_path: Path, line: str) -> None:
    result = run(tmp_path, line, gold())
    assert result.exit_code == 1
    assert "line 1" in str(result.exception)
