"""Claims as W3C Web Annotations, to be shown on the articles they are in.

One AnnotationCollection for each article (https://www.w3.org/TR/annotation-model/). A claim's words
are found by a TextQuoteSelector. A TextPositionSelector is beside it only where the article has
no address of its own: offsets count the stored text, not the page at the address.
"""

import json
from collections.abc import Iterator
from typing import Any

from claims.exports.selecting import Place, Row, Selection, claim_rows, selected_documents
from claims.store import Store

__all__ = ["annotation_pieces"]

JSONObject = dict[str, Any]
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
GENERATOR = {"type": "Software", "name": "claims"}

_SPANS = """
SELECT exact, prefix, suffix, start, end FROM spans
WHERE role = 'content' AND claim = :claim
UNION ALL
SELECT exact, prefix, suffix, start, end FROM spans
WHERE role = 'content' AND attribution = :attribution
    AND NOT EXISTS (SELECT 1 FROM spans AS own WHERE own.role = 'content' AND own.claim = :claim)
ORDER BY start
"""


def annotation_pieces(store: Store, selection: Selection, place: Place) -> Iterator[str]:
    """Yield JSON-LD: the annotation of one claim, else a line for each article with all of its."""
    if selection.claim is not None:
        for row in claim_rows(store, selection):
            annotation = {"@context": CONTEXT, **_annotation(store, row, place)}
            yield json.dumps(annotation, ensure_ascii=False, indent=1) + "\n"
        return
    for document in selected_documents(store, selection):
        rows = claim_rows(store, Selection(document=document))
        items = [_annotation(store, row, place) for row in rows]
        yield json.dumps(_collection(document, items, place), ensure_ascii=False) + "\n"


def _collection(document: str, items: list[JSONObject], place: Place) -> JSONObject:
    name = place.name("article", document)
    return {
        "@context": CONTEXT,
        "id": f"{name}#claims",
        "type": "AnnotationCollection",
        "label": "Claims, and who says so",
        "total": len(items),
        "first": {
            "id": f"{name}#claims-1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def _annotation(store: Store, row: Row, place: Place) -> JSONObject:
    """Return the annotation of one claim."""
    spans = store.connection.execute(
        _SPANS, {"claim": row["claim"], "attribution": row["attribution"]}
    )
    source = row["url"] or place.name("article", row["document"])
    targets = [
        {"source": source, "selector": _selector(*span, positions=not row["url"])} for span in spans
    ]
    annotation: JSONObject = {
        "id": place.name("claim", row["claim"]),
        "type": "Annotation",
        "motivation": ["describing", "classifying", *(["assessing"] if row["verdict"] else [])],
        "body": list(_bodies(row)),
        "target": targets,
    }
    if not row["corrected"]:
        # What a person corrected was not made by the program alone.
        annotation["generator"] = GENERATOR
    return annotation


def _selector(
    exact: str, prefix: str, suffix: str, start: int, end: int, *, positions: bool
) -> JSONObject | list[JSONObject]:
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    place: JSONObject = {"type": "TextPositionSelector", "start": start, "end": end}
    return [quote, place] if positions else quote


def _bodies(row: Row) -> Iterator[JSONObject]:
    """Yield what is said of the claim: its chain in words, its sorts, its verdict."""
    said = row["chain"] or ("source not stated" if row["sourcing"] == "unstated" else "no source")
    yield _text("describing", said)
    for column in ("sourcing", "kind", "certainty"):
        yield _text("classifying", f"{column}: {row[column]}")
    if row["verdict"]:
        yield _text("assessing", row["verdict"])


def _text(purpose: str, value: str) -> JSONObject:
    return {"type": "TextualBody", "format": "text/plain", "purpose": purpose, "value": value}
