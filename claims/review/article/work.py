"""What the article page shows to those who work on it: text, lists, and the claim in hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlencode

from claims.review.article.layout import ArticleView, lay_out
from claims.review.article.outline import Outline, next_open, outline
from claims.review.article.rows import SentenceRow, read_article
from claims.review.article.standing import Sign, Standing, read_standing
from claims.review.cells import path_to
from claims.review.claim_rows import ClaimDetails, read_claim
from claims.review.history import Last, last_of
from claims.store.decisions import FLAGS, latest_review
from claims.store.queueing import changes_since
from claims.values import ClaimKind, SourceKind

_REVIEWERS = "SELECT id, name FROM reviewers WHERE active AND role <> 'reader' ORDER BY name"


@dataclass(frozen=True, slots=True)
class Work:
    """An article, what stands in it, and the one claim that is in hand, if any."""

    article: ArticleView
    outline: Outline
    standing: Standing
    found: ClaimDetails | None
    last: Last | None
    token: str
    reviewers: tuple[sqlite3.Row, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Who looks; without `names` they may not see who decided."""

    id: str
    names: bool = True


def read_work(
    connection: sqlite3.Connection, document: str, person: Person, claim: str
) -> Work | None:
    """Return the article with the id `document`, or None where there is none.

    `claim` is the id of the claim in hand; one that is not of this article is passed over.
    """
    # First of all: what changes while the rest is read is told as a change.
    token = changes_since(connection, None).token
    standing = read_standing(connection, document, person.id, names=person.names)
    row = read_article(connection, document)
    if row is None:
        return None
    view = lay_out(row)
    return Work(
        article=view,
        outline=outline(view, standing.signs),
        standing=standing,
        found=read_in_hand(connection, document, person, claim),
        last=last_of(connection, person.id) if person.id else None,
        token=token,
        reviewers=tuple(connection.execute(_REVIEWERS)),
    )


def read_in_hand(
    connection: sqlite3.Connection, document: str, person: Person, claim: str
) -> ClaimDetails | None:
    """Return the claim with the id `claim` where it is one of the article's."""
    found = read_claim(connection, claim, person.id or None) if claim else None
    return found if found is not None and found.article.id == document else None


def read_sentence(
    connection: sqlite3.Connection, document: str, name: str
) -> tuple[SentenceRow, str, int] | None:
    """Return a sentence of the article by its id, its words, and the latest decision on it."""
    article = read_article(connection, document)
    found = next((s for s in article.sentences if s.id == name), None) if article else None
    if article is None or found is None:
        return None
    return found, found.span.of(article.text), latest_review(connection, "sentence", name)


def work_context(work: Work, person: Person, chosen: str) -> dict[str, Any]:
    """Return what the template of the whole page prints; `chosen` tells which boxes are ticked."""
    return {
        "article": work.article,
        "outline": work.outline,
        "standing": work.standing,
        "signs": work.standing.signs,
        "signs_in_text": lambda sentence: _in_text(sentence, work.standing.signs),
        "last": work.last,
        "token": work.token,
        "reviewers": work.reviewers,
        "chosen": work.outline.chosen(chosen),
        "flags": FLAGS,
        "source_kinds": get_args(SourceKind),
        **panel_context(work.article.row.id, work.found, person),
    }


def _in_text(sentence: SentenceRow, signs: Mapping[str, tuple[Sign, ...]]) -> list[Sign]:
    """Return the signs on a sentence and its claims, each mark once, for beside its number."""
    targets = [sentence.id, *(claim.id for claim in sentence.claims)]
    by_mark = {sign.mark: sign for target in targets for sign in signs.get(target, ())}
    return list(by_mark.values())


def panel_context(document: str, found: ClaimDetails | None, person: Person) -> dict[str, Any]:
    """Return what the panel of the claim in hand prints, with the addresses that it leads to."""
    claims = [claim for s in found.article.sentences for claim in s.claims] if found else []
    numbers = (
        {claim.id: s.number for s in found.article.sentences for claim in s.claims} if found else {}
    )
    here = at_claim(document, found.claim.id, numbers) if found else path_to("article", document)
    following = next_open(claims, found.claim.id) if found else None
    return {
        "found": found,
        "names": person.names,
        "here": here,
        "next": at_claim(document, following, numbers) if following else here,
        "kinds": get_args(ClaimKind),
        "at_claim": lambda claim, number: at_claim(document, claim, {claim: number}),
        "choosing": lambda asked: f"{path_to('article', document)}?{urlencode({'chosen': asked})}",
    }


def at_claim(document: str, claim: str, numbers: Mapping[str, int]) -> str:
    """Return the address of an article with a claim of it in hand, at its sentence."""
    return f"{path_to('article', document)}?{urlencode({'claim': claim})}#s{numbers[claim]}"
