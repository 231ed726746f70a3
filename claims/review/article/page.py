"""One article, annotated: who says each sentence, hop by hop; and the place to decide about it.

With `claim` one claim is in hand, and what can be decided about it is beside the text; with
`part=panel` only that is answered, for the script that follows the keys; so is a `sentence` that
holds no claim. `chosen` ticks claims for
an action on several of them: `source:ID`, `after:ID` (those that go on from one) or `all`.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.review.access.permissions import READ, needs, sees_names
from claims.review.article.claim_details import ClaimDetails
from claims.review.article.editing_view import (
    InHand,
    Person,
    Work,
    panel_context,
    read_in_hand,
    read_sentence,
    read_work,
    sentence_context,
    work_context,
)
from claims.review.article.layout import lay_out
from claims.review.article.rows import read_article
from claims.review.article.versions_page import count_versions
from claims.review.article.whole_article_pages import removed_page_of
from claims.review.frame.page import must, read, show
from claims.review.story.lines import claim_line

if TYPE_CHECKING:
    from datasette.app import Datasette


@needs(READ)
async def article_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/article/<id>`."""
    name = request.url_vars["id"]
    claim = request.args.get("claim") or ""
    person = Person(
        str((request.actor or {}).get("id") or ""), await sees_names(datasette, request.actor)
    )
    if request.args.get("part") == "panel" and request.args.get("sentence"):
        return await _sentence_panel(datasette, request, name)
    if request.args.get("part") == "panel":
        return await _panel(datasette, request, name, person, claim)

    sentence = request.args.get("sentence") or ""

    def reader(connection: sqlite3.Connection) -> Work | None:
        return read_work(connection, name, person, claim, sentence)

    found = await read(datasette, reader)
    gone = await removed_page_of(datasette, request, name) if found is None else None
    if gone is not None:
        return gone
    work = must(found, "article")
    context = work_context(work, person, request.args.get("chosen") or "")
    context["story"] = await read(datasette, lambda connection: claim_line(connection, claim))
    context["texts"] = await read(datasette, lambda connection: count_versions(connection, name))
    return await show(datasette, request, "article", **context)


async def _panel(
    datasette: Datasette, request: Request, name: str, person: Person, claim: str
) -> Response:
    """Answer with the panel of one claim only."""

    def reader(connection: sqlite3.Connection) -> ClaimDetails | None:
        return read_in_hand(connection, name, person, claim)

    found = must(await read(datasette, reader), "claim in this article")
    context = panel_context(name, found, person)
    context["story"] = await read(datasette, lambda connection: claim_line(connection, claim))
    return await show(datasette, request, "article_panel", **context)


async def _sentence_panel(datasette: Datasette, request: Request, name: str) -> Response:
    """Answer with the panel of a sentence in which no claim was found."""
    asked = request.args.get("sentence") or ""

    def reader(connection: sqlite3.Connection) -> InHand | None:
        row = read_article(connection, name)
        return read_sentence(connection, lay_out(row), asked) if row is not None else None

    found = must(await read(datasette, reader), "sentence in this article")
    context = sentence_context(name, found)
    return await show(datasette, request, "article_sentence", **context)
