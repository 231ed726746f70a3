"""Fact checks as ClaimReview, the form in which search engines and archives take them.

One object for each claim that has a verdict (https://schema.org/ClaimReview). The verdict stands as
`alternateName` of the rating, in the desk's own words; it gets no number, since a desk's list of
verdicts is no scale ("not checkable" lies nowhere between true and false).
"""

import json
from collections.abc import Iterator
from typing import Any

from claims.exports.selecting import Place, Row, Selection, claim_rows
from claims.store import Store

__all__ = ["claim_review", "claim_review_pieces"]

JSONObject = dict[str, Any]
CONTEXT = "https://schema.org"
_PEOPLE = ("person",)


def claim_review_pieces(store: Store, selection: Selection, place: Place) -> Iterator[str]:
    """Yield JSON-LD: one object for one claim, else a graph of all that have a verdict.

    Nothing is yielded where no claim has one.
    """
    found = (claim_review(row, place) for row in claim_rows(store, selection) if row["verdict"])
    first = next(found, None)
    if first is None:
        return
    if selection.claim is not None:
        yield _written({"@context": CONTEXT, **first}) + "\n"
        return
    yield f'{{"@context": "{CONTEXT}", "@graph": [\n{_written(first)}'
    for review in found:
        yield f",\n{_written(review)}"
    yield "\n]}\n"


def claim_review(row: Row, place: Place) -> JSONObject:
    """Return one row of `claim_rows` that has a verdict as a ClaimReview, without its context."""
    page = place.page("claim", row["claim"])
    return _stated(
        {
            "@type": "ClaimReview",
            "@id": place.name("claim", row["claim"]),
            "url": page,
            "datePublished": row["verdict_made"],
            "author": _stated({"@type": "Organization", "name": place.organisation}),
            "claimReviewed": row["standalone"] or " ".join(row["text"].split()),
            "reviewRating": {"@type": "Rating", "alternateName": row["verdict"]},
            "citation": json.loads(row["evidence"] or "[]"),
            "itemReviewed": _stated(
                {
                    "@type": "Claim",
                    "author": _claimant(row),
                    "datePublished": row["published"],
                    "appearance": _article(row),
                }
            ),
        }
    )


def _claimant(row: Row) -> JSONObject | None:
    """Return who made the claim: its originator, or for the writer's own the outlet."""
    if row["source"] is None:
        if row["sourcing"] != "unsourced":
            return None  # somebody said it, the article does not say who
        name = row["publisher"] or row["author"]
        sort = "Organization" if row["publisher"] else "Person"
        return {"@type": sort, "name": name} if name else None
    sort = "Person" if row["source_kind"] in _PEOPLE else "Organization"
    claimant = {"@type": sort, "name": row["source"]}
    if row["source_anonymous"]:
        claimant["description"] = "unnamed source"
    return claimant


def _article(row: Row) -> JSONObject:
    """Return the article in which the claim stands."""
    return _stated(
        {
            "@type": "NewsArticle",
            "url": row["url"],
            "headline": row["title"],
            "datePublished": row["published"],
            "publisher": _stated({"@type": "Organization", "name": row["publisher"]}),
        }
    )


def _stated(fields: JSONObject) -> JSONObject:
    """Return the fields that say something: neither None, nor empty, nor a type alone."""
    return {
        name: value
        for name, value in fields.items()
        if value not in (None, [], "") and not (isinstance(value, dict) and set(value) == {"@type"})
    }


def _written(value: JSONObject) -> str:
    # "<" is written out, so that the text cannot end the script element of a page that embeds it.
    return json.dumps(value, ensure_ascii=False, indent=1).replace("<", "\\u003c")
