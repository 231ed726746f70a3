"""Chains as PROV-O: each hop an entity of its agent, each derived from the next."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from extractions import dam
from store_fakes import seed

from claims.exports import FORMATS, Place, Selection
from claims.store import Store, add_extractions, begin_run, open_store

PLACE = Place("https://desk.example")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as store:
        add_extractions(store, [seed(title="</script>"), dam()], run=begin_run(store, "add"))
        yield store


def graph(store: Store, selection: Selection) -> dict[str, dict[str, Any]]:
    [form] = [one for one in FORMATS if one.name == "prov"]
    text = "".join(str(piece) for piece in form.pieces(store, selection, PLACE))
    assert "</script>" not in text
    nodes = json.loads(text)["@graph"]
    assert len({node["@id"] for node in nodes}) == len(nodes)
    return {node["@id"]: node for node in nodes}


def test_each_chain_is_walked_from_the_claim_to_the_originator(store: Store) -> None:
    nodes = graph(store, Selection())
    rows = store.connection.execute(
        "SELECT id, hops, sources.name FROM claims LEFT JOIN (SELECT id AS source, name FROM"
        " sources) AS sources USING (source)"
    ).fetchall()
    assert rows
    for claim, hops, originator in rows:
        node = nodes[PLACE.name("claim", claim)]
        assert nodes[node["schema:isPartOf"]["@id"]]["@type"] == [
            "prov:Entity",
            "schema:NewsArticle",
        ]
        walked = []
        after = node.get("prov:wasQuotedFrom") or node.get("prov:wasDerivedFrom")
        while after:
            node = nodes[after["@id"]]
            walked.append(nodes[node["prov:wasAttributedTo"]["@id"]]["rdfs:label"])
            after = node.get("prov:wasDerivedFrom")
        assert len(walked) == hops
        assert walked[-1:] == ([originator] if originator else [])


def test_everything_that_is_named_is_described(store: Store) -> None:
    nodes = graph(store, Selection())
    for node in nodes.values():
        for value in node.values():
            if isinstance(value, dict):
                assert value["@id"] in nodes


def test_one_claim_leaves_alone(store: Store) -> None:
    [claim] = store.connection.execute("SELECT id FROM claims LIMIT 1").fetchone()
    nodes = graph(store, Selection(claim=claim))
    assert [name for name in nodes if "/claim/" in name and "#" not in name] == [
        PLACE.name("claim", claim)
    ]


def test_nothing_is_written_of_nothing(store: Store) -> None:
    [form] = [one for one in FORMATS if one.name == "prov"]
    assert list(form.pieces(store, Selection(claim="none"), PLACE)) == []
