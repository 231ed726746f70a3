"""One article, annotated: who says each sentence, hop by hop; and the place to decide about it.

With `claim` one claim is in hand, and what can be decided about it stands beside the text; with
`part=panel` only that is answered, for the script that follows the keys; so is a `sentence` that
holds no claim. `chosen` ticks claims for
an action on several of them: `source:ID`, `after:ID` (those that go on from one) or `all`.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, get_args

from datasette import Request, Response

from claims.review.adding.articles import removed_page_of
from claims.review.article.work import (
    Person,
    Work,
    panel_context,
    read_in_hand,
    read_sentence,
    read_work,
    work_context,
)
from claims.review.cells import path_to
from claims.review.claim_rows import ClaimDetails
from claims.review.page import must, read, show
from claims.review.permissions import READ, needs, sees_names
from claims.review.story_lines import article_lines
from claims.review.version_rows import count_versions
from claims.values import SentenceStatus

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

    def reader(connection: sqlite3.Connection) -> Work | None:
        return read_work(connection, name, person, claim)

    found = await read(datasette, reader)
    gone = await removed_page_of(datasette, request, name) if found is None else None
    if gone is not None:
        return gone
    work = must(found, "article")
    chosen = request.args.get("chosen") or ""
    context = work_context(work, person, chosen)
    context["stories"] = await read(datasette, lambda connection: article_lines(connection, name))
    context["texts"] = await read(datasette, lambda connection: count_versions(connection, name))
    return await show(datasette, request, "article", **context)


async def _panel(
    datasette: Datasette, request: Request, name: str, person: Person, claim: str
) -> Response:
    """Answer with the panel of one claim only."""

    def reader(connection: sqlite3.Connection) -> ClaimDetails | None:
        return read_in_hand(connection, name, person, claim)

    found = must(await read(datasette, reader), "claim in this article")
    return await show(datasette, request, "article_panel", **panel_context(name, found, person))


async def _sentence_panel(datasette: Datasette, request: Request, name: str) -> Response:
    """Answer with the panel of a sentence in which no claim was found."""
    asked = request.args.get("sentence") or ""
    found = must(
        await read(datasette, lambda connection: read_sentence(connection, name, asked)),
        "sentence in this article",
    )
    sentence, words, seen = found
    bare = len(words.rstrip().rstrip(".!?"))
    return await show(
        datasette,
        request,
        "article_sentence",
        sentence=sentence,
        words=words,
        seen=seen,
        content=f"{sentence.span.start}-{sentence.span.start + bare}",
        statuses=get_args(SentenceStatus),
        here=f"{path_to('article', name)}#s{sentence.number}",
    )
