"""Chains as provenance in W3C PROV-O: whose word each claim is, and from whom they had it.

A claim is an entity of the article in which it stands. Behind it stands, for each hop of its chain,
what that source said: an entity attributed to an agent, from which the one before it was derived
(https://www.w3.org/TR/prov-o/). Quoted word for word, a claim `wasQuotedFrom` what the nearest
source said; else it `wasDerivedFrom` that. The last is the originator's and derived from nothing.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from claims.exports.selecting import Place, Row, Selection, claim_rows
from claims.store import Store

__all__ = ["provenance_pieces"]

JSONObject = dict[str, Any]
CONTEXT: Final = {
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "claims": "urn:claims:vocabulary#",
}
_SORTS: Final = {"person": "prov:Person", "organisation": "prov:Organization",
                 "outlet": "prov:Organization"}  # fmt: skip
_HOPS: Final = """
    SELECT hops.source, sources.name, sources.kind, sources.anonymous, hops.inferred
    FROM hops JOIN sources ON sources.id = hops.source
    WHERE hops.claim = ? ORDER BY hops.position
"""


def provenance_pieces(store: Store, selection: Selection, place: Place) -> Iterator[str]:
    """Yield JSON-LD: a graph of the claims in the selection; nothing where there are none.

    An article or a source that several claims share is described with the first of them.
    """
    begun, described = False, set[str]()
    for row in claim_rows(store, selection):
        for node in _nodes(store, row, place):
            if node["@id"] in described:
                continue
            described.add(node["@id"])
            head = f'{{"@context": {json.dumps(CONTEXT)}, "@graph": [\n'
            yield (",\n" if begun else head) + _written(node)
            begun = True
    if begun:
        yield "\n]}\n"


def _nodes(store: Store, row: Row, place: Place) -> Iterator[JSONObject]:
    """Yield the claim, its article, and what stands behind it."""
    claim, article = place.name("claim", row["claim"]), place.name("article", row["document"])
    hops = store.connection.execute(_HOPS, (row["claim"],)).fetchall()
    said = [f"{claim}#said-{position}" for position in range(1, len(hops) + 1)]
    words = row["standalone"] or " ".join(row["text"].split())
    yield _stated(
        {
            "@id": article,
            "@type": ["prov:Entity", "schema:NewsArticle"],
            "schema:headline": row["title"],
            "schema:url": row["url"],
            "schema:datePublished": row["published"],
            "schema:publisher": row["publisher"],
            "schema:author": row["author"],
        }
    )
    quoted = "prov:wasQuotedFrom" if row["manner"] == "direct" else "prov:wasDerivedFrom"
    yield _stated(
        {
            "@id": claim,
            "@type": ["prov:Entity", "schema:Claim"],
            "prov:value": words,
            "schema:isPartOf": {"@id": article},
            quoted: {"@id": said[0]} if said else None,
            "claims:chain": row["chain"] or None,
            "claims:sourcing": row["sourcing"],
            "claims:certainty": row["certainty"],
        }
    )
    for position, (source, name, kind, anonymous, inferred) in enumerate(hops):
        agent = place.name("source", source)
        yield _stated(
            {
                "@id": said[position],
                "@type": "prov:Entity",
                "prov:wasAttributedTo": {"@id": agent},
                "prov:wasDerivedFrom": (
                    {"@id": said[position + 1]} if position + 1 < len(said) else None
                ),
                "claims:inferred": True if inferred else None,
            }
        )
        yield {
            "@id": agent,
            "@type": ["prov:Agent", *([_SORTS[kind]] if kind in _SORTS else [])],
            "rdfs:label": name,
            "claims:kind": kind,
            "claims:anonymous": bool(anonymous),
        }


def _stated(fields: JSONObject) -> JSONObject:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _written(value: JSONObject) -> str:
    # "<" is written out, so that the text cannot end the script element of a page that embeds it.
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
