"""What the article page shows to those who work on it: text, lists, and the current claim."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args
from urllib.parse import urlencode

from claims.review.article.claim_details import ClaimDetails, read_claim
from claims.review.article.decisions_in_force import Sign, Standing, read_standing
from claims.review.article.layout import ArticleView, lay_out
from claims.review.article.outline import Outline, next_open, outline
from claims.review.article.rows import SentenceRow, read_article
from claims.review.decisions.decision_words import Last, last_of
from claims.review.frame.glossary import STATUSES
from claims.review.tables.cells import path_to
from claims.store.decisions import FLAGS, latest_review
from claims.store.queueing import Filters, changes_since, count_remaining
from claims.values import ClaimKind, SentenceStatus, SourceKind

_REVIEWERS = "SELECT id, name FROM reviewers WHERE active AND role <> 'reader' ORDER BY name"


@dataclass(frozen=True, slots=True)
class Work:
    """An article, what is in it, and the selected claim, if any."""

    article: ArticleView
    outline: Outline
    standing: Standing
    found: ClaimDetails | None
    sentence: InHand | None
    waiting: int
    last: Last | None
    token: str
    reviewers: tuple[sqlite3.Row, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Who looks; without `names` they may not see who decided."""

    id: str
    names: bool = True


@dataclass(frozen=True, slots=True)
class InHand:
    """A sentence in which no claim was found; `content` are its words without the full stop.

    `seen` is the number of the latest decision on it.
    """

    row: SentenceRow
    words: str
    seen: int
    content: str


def read_work(
    connection: sqlite3.Connection, document: str, person: Person, claim: str, sentence: str = ""
) -> Work | None:
    """Return the article with the id `document`, or None where there is none.

    `claim` or `sentence` is the id of what is in hand; what is not of this article is passed over.
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
        sentence=read_sentence(connection, view, sentence) if sentence and not claim else None,
        waiting=count_remaining(
            connection, reviewer=person.id, filters=Filters(document=document)
        ).count,
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


def read_sentence(connection: sqlite3.Connection, view: ArticleView, name: str) -> InHand | None:
    """Return a sentence of the article by its id, None where it is none of the article's own."""
    found = next((one for one in view.sentences if one.row.id == name), None)
    if found is None:
        return None
    words = found.row.span.of(view.row.text)
    bare = len(words.rstrip().rstrip(".!?"))
    return InHand(
        row=found.row,
        words=words,
        seen=latest_review(connection, "sentence", name),
        content=f"{found.row.span.start}-{found.row.span.start + bare}",
    )


def work_context(work: Work, person: Person, chosen: str) -> dict[str, Any]:
    """Return what the template of the whole page prints; `chosen` tells which boxes are ticked."""
    return {
        "article": work.article,
        "outline": work.outline,
        "standing": work.standing,
        "signs_in_margin": lambda sentence: _in_margin(sentence, work.standing.signs),
        "signs_used": _used(work),
        "waiting": work.waiting,
        "last": work.last,
        "token": work.token,
        "reviewers": work.reviewers,
        "chosen": work.outline.chosen(chosen),
        "flags": FLAGS,
        "source_kinds": get_args(SourceKind),
        **panel_context(work.article.row.id, work.found, person),
        **sentence_context(work.article.row.id, work.sentence),
    }


def sentence_context(document: str, sentence: InHand | None) -> dict[str, Any]:
    """Return what the panel of a sentence without a claim prints; nothing where none is in hand."""
    if sentence is None:
        return {"in_sentence": None}
    return {
        "in_sentence": sentence,
        "statuses": get_args(SentenceStatus),
        "status_words": STATUSES,
        "here": f"{path_to('article', document)}#s{sentence.row.number}",
    }


def signs_of(sentence: SentenceRow, signs: Mapping[str, tuple[Sign, ...]]) -> list[Sign]:
    """Return the signs on a sentence and its claims, each once."""
    targets = [sentence.id, *(claim.id for claim in sentence.claims)]
    return list(dict.fromkeys(sign for target in targets for sign in signs.get(target, ())))


def _used(work: Work) -> list[Sign]:
    """Return one sign of each kind that is in the article, for the legend."""
    signs = work.standing.signs
    found = (sign for one in work.article.sentences for sign in signs_of(one.row, signs))
    return list({sign.name: sign for sign in found}.values())


def _in_margin(sentence: SentenceRow, signs: Mapping[str, tuple[Sign, ...]]) -> list[Sign]:
    """Return the signs on a sentence and its claims, each mark once with the words of all of it.

    The line has room for who says so and for marks, not for sentences about who decided.
    """
    found: dict[tuple[str, str], Sign] = {}
    for sign in signs_of(sentence, signs):
        before = found.get((sign.mark, sign.brief))
        words = f"{before.words}; {sign.words}" if before else sign.words
        found[sign.mark, sign.brief] = replace(sign, words=words)
    return list(found.values())


def panel_context(document: str, found: ClaimDetails | None, person: Person) -> dict[str, Any]:
    """Return what the panel of the current claim prints, with the addresses that it leads to."""
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
        "at_sentence": lambda name, number: (
            f"{path_to('article', document)}?{urlencode({'sentence': name})}#s{number}"
        ),
        "at_claim": lambda claim, number: at_claim(document, claim, {claim: number}),
        "choosing": lambda asked: f"{path_to('article', document)}?{urlencode({'chosen': asked})}",
    }


def at_claim(document: str, claim: str, numbers: Mapping[str, int]) -> str:
    """Return the address of an article with a claim of it in hand, at its sentence."""
    return f"{path_to('article', document)}?{urlencode({'claim': claim})}#s{numbers[claim]}"
