"""One statement through many articles: told, drawn, timed, worded, decided."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.errors import DecisionError, StoreError
from claims.review.access.permissions import EDIT, READ, REVIEW, needs, sees_names
from claims.review.decisions.recording import change
from claims.review.frame.domain_errors import refuse
from claims.review.frame.fields import match
from claims.review.frame.page import must, read, show
from claims.review.frame.posted_form import Fields, all_fields, posted
from claims.review.story.decision_form import asked_of, carry_out
from claims.review.story.drawing import draw
from claims.review.story.drifts import changes_of, series_of
from claims.review.story.graph import picture_of
from claims.review.story.list_rows import Listed, search_stories
from claims.review.story.rows import StoryDetails, Told, read_details, story_at
from claims.review.story.summary import Against, range_words, tell, when
from claims.review.story.timeline import days_of, timeline_of
from claims.review.story.word_differences import WordPiece, compare_words, likeness
from claims.review.tables.cells import path_to
from claims.tracking.independence import suspected_pairs

if TYPE_CHECKING:
    from datasette.app import Datasette


# The wordings of a story side by side: each once, with what it changes in the first one. Pure.
# Wordings that differ in capitals and closing marks only count as one.


@dataclass(frozen=True, slots=True)
class Worded:
    """One wording with the tellings that use it; `pieces` hold it against the first wording."""

    text: str
    pieces: tuple[WordPiece, ...]
    tellings: tuple[Told, ...]
    certainty: str
    first: bool

    @property
    def outlets(self) -> list[tuple[str, str]]:
        """Who words it so, each outlet once: its name and the claim."""
        named: dict[str, str] = {}
        for one in self.tellings:
            named.setdefault(one.telling.publisher or one.title, one.telling.key)
        return list(named.items())


def wordings_of(tellings: Sequence[Told]) -> tuple[Worded, ...]:
    """Return the wordings in the order in which they were first used."""
    found: dict[tuple[str, ...], list[Told]] = {}
    for one in tellings:
        found.setdefault((one.telling.certainty, *likeness(_said(one))), []).append(one)
    base = _said(tellings[0]) if tellings else ""
    return tuple(
        Worded(
            text=_said(many[0]),
            pieces=compare_words(base, _said(many[0])),
            tellings=tuple(many),
            certainty=many[0].telling.certainty,
            first=number == 0,
        )
        for number, many in enumerate(found.values())
    )


def _said(one: Told) -> str:
    """Return the words of a telling, without the "that" by which they hang on a verb."""
    text = one.text.strip()
    return text.removeprefix("that ").strip() or text


_FOUND = 6
_SUSPECTED = 3
"""So many pairs of sources that may be one are shown beside the count."""
_NAMED = 4
"""So many tellings of one change are named at once; the others unfold."""


@needs(READ)
async def story_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/story/<id>`; the id of a claim leads to its story.

    `find` looks for stories to merge with.
    """
    name, person = request.url_vars["id"], str((request.actor or {}).get("id") or "") or None
    words = (request.args.get("find") or "").strip()
    query = match(words)

    def reader(
        connection: sqlite3.Connection,
    ) -> tuple[StoryDetails | None, list[Listed]] | None:
        story = story_at(connection, name)
        if story is None:
            return None
        found = search_stories(connection, query, count=_FOUND).stories if query else ()
        return read_details(connection, story, person), [one for one in found if one.id != story]

    read_there = must(await read(datasette, reader), "story: it may be another one by now")
    details, others = must(read_there[0], "story"), read_there[1]
    if details.story.key != name:
        return Response.redirect(datasette.urls.path(path_to("story", details.story.key)))
    picture = picture_of(details.story, details.titles)
    return await show(
        datasette,
        request,
        "story",
        found=details,
        story=details.story,
        told=tell(details.story, _against(details)),
        drawing=draw(picture),
        timeline=timeline_of(details.tellings),
        days=days_of(details.tellings),
        wordings=wordings_of(details.tellings),
        changes=(changes := changes_of(details.tellings)),
        series=series_of(changes),
        most_named=_NAMED,
        suspected=suspected_pairs(details.story)[:_SUSPECTED],
        independent=range_words(details.story.independent, details.story.at_most),
        when=when,
        words=words,
        others=others,
        own_follow=next((number for number, who in details.followers if who == person), None),
        names=await sees_names(datasette, request.actor),
        may_edit=await datasette.allowed(action=EDIT, actor=request.actor),
        here=path_to("story", details.story.key),
    )


def _against(details: StoryDetails) -> list[Against]:
    return [
        Against(one.text, one.chain, one.publisher)
        for one in details.related
        if one.relation == "contradicts"
    ]


@needs(REVIEW)
@posted
async def story_decide_page(datasette: Datasette, request: Request) -> Response:
    """Answer POST `/-/claims/story/<id>/decide`: 303 to the story as it is then, or 4xx."""
    name = request.url_vars["id"]
    fields: Fields = {}
    try:
        fields = await all_fields(request)
        asked = asked_of(fields)
        editor = await datasette.allowed(action=EDIT, actor=request.actor)
        story = await change(
            datasette,
            request,
            lambda connection, person: carry_out(
                connection, name, asked, person=person, editor=editor
            ),
        )
    except (DecisionError, StoreError) as error:
        return await refuse(
            datasette,
            request,
            error,
            note=(fields.get("note") or [""])[-1],
            here=path_to("story", name),
        )
    return Response("", status=303, headers={"location": path_to("story", story)})
