"""What a report holds, as values: articles, their sourcing, claims that were flagged or decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from claims.exports.decisions import Decision, decisions_of
from claims.exports.selecting import Place, Selection, claim_rows, selected_documents
from claims.reading.layout.titles import title_of
from claims.store import Store
from claims.store.extractions.tally import Sourcing, Tally, sourcing_of, tally_of
from claims.store.records import query

__all__ = ["Finding", "Report", "ReportArticle", "ReportClaim", "ReportSentence", "gather"]

_ARTICLE = """
SELECT id, title, publisher, author, published, url, words, extracted, reason
FROM documents WHERE id = ?
"""
_SENTENCES = """
SELECT id, number, text, start, "end", headline, status, disputable
FROM sentences WHERE document = ? ORDER BY number
"""
_TEXT = "SELECT text FROM documents WHERE id = ?"
_FINDINGS = """
SELECT "check", severity, message, sentence, claim FROM findings WHERE document = ?
ORDER BY "check", id
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a house rule found: its code, how grave it is, what is wrong."""

    code: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class ReportClaim:
    """A claim with who says so and what was decided; `page` is its address on the desk."""

    id: str
    sentence: int
    text: str
    chain: str
    sourcing: str
    kind: str
    certainty: str
    disputable: bool
    state: str
    flag: str | None
    verdict: str | None
    decisions: tuple[Decision, ...]
    page: str | None

    @property
    def said_by(self) -> str:
        """Who says so, in words."""
        if self.chain:
            return self.chain
        if self.sourcing == "unstated":
            return "it is not said by whom"
        return "no source stated" if self.disputable else "no source needed"

    @property
    def asks(self) -> bool:
        """Tell whether an editor would ask who says so."""
        return self.disputable and not self.chain

    @property
    def settled_by(self) -> tuple[Decision, ...]:
        """The decisions of which the verdict and the flag that stand are the whole."""
        stands = {"verdict": self.verdict, "flag": self.flag}
        return tuple(
            made for made in self.decisions if made.value and made.value == stands.get(made.action)
        )

    @property
    def besides(self) -> tuple[Decision, ...]:
        """The decisions that say more than the verdict and the flag that stand."""
        return tuple(made for made in self.decisions if made not in self.settled_by)

    @property
    def evidence(self) -> tuple[str, ...]:
        """All addresses that support what was decided."""
        return tuple(dict.fromkeys(one for made in self.decisions for one in made.evidence))


@dataclass(frozen=True, slots=True)
class ReportSentence:
    """A sentence as it is in the text; `status` is None for headlines and captions."""

    number: int
    text: str
    start: int
    end: int
    headline: bool
    status: str | None
    disputable: bool
    claims: tuple[ReportClaim, ...]
    findings: tuple[Finding, ...]

    @property
    def sourcing(self) -> Sourcing | None:
        """Where the sentence counts; None for headlines and captions."""
        if self.status is None:
            return None
        return sourcing_of(self.status, disputable=self.disputable)


@dataclass(frozen=True, slots=True)
class ReportArticle:
    """An article; `claims` are those that the report is about, in the order of the text.

    `open` counts the other claims of which an editor would ask who says so, and nobody decided.
    """

    id: str
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    url: str | None
    words: int
    unread: str | None
    text: str
    sentences: tuple[ReportSentence, ...]
    claims: tuple[ReportClaim, ...]
    findings: tuple[Finding, ...]
    open: int
    page: str | None

    @property
    def tally(self) -> Tally:
        """How many sentences have a source, counted as the desk counts them."""
        return tally_of((one.status, one.disputable) for one in self.sentences)

    @property
    def assessed(self) -> tuple[ReportSentence, ...]:
        """The sentences of the body, which the strip shows."""
        return tuple(sentence for sentence in self.sentences if sentence.status is not None)


@dataclass(frozen=True, slots=True)
class Report:
    """All of a report; `names` tells whether it says who decided, `made` the day it was made."""

    title: str
    articles: tuple[ReportArticle, ...]
    organisation: str | None
    names: bool
    made: str


def gather(store: Store, selection: Selection, place: Place) -> Report | None:
    """Return the report on a selection, None where nothing of it is in the store.

    Of an article, the claims that were flagged or on which somebody decided are reported; of claims
    that were chosen (a queue, a story, one claim), all of them.
    """
    chosen = selection.claims if selection.claims is not None else selection.claim
    articles = tuple(_articles(store, selection, place, every=chosen is not None))
    if not articles:
        return None
    several = f"{len(articles)} articles" if len(articles) > 1 else articles[0].title
    title = selection.title or several
    today = datetime.now(UTC).date().isoformat()
    return Report(title, articles, place.organisation, place.names, today)


def _articles(
    store: Store, selection: Selection, place: Place, *, every: bool
) -> Iterator[ReportArticle]:
    for document in selected_documents(store, selection):
        chosen = None
        if selection.claim is not None:
            chosen = {selection.claim}
        elif selection.claims is not None:
            chosen = set(selection.claims)
        found = _article(store, document, place, chosen=chosen, every=every)
        if found is not None:
            yield found


def _article(
    store: Store, document: str, place: Place, *, chosen: set[str] | None, every: bool
) -> ReportArticle | None:
    rows = query(store.connection, _ARTICLE, document)
    if not rows:
        return None
    article = rows[0]
    claims = _claims(store, document, place)
    findings = query(store.connection, _FINDINGS, document)
    kept = [
        claim
        for claim in claims
        if (chosen is None or claim.id in chosen)
        and (every or claim.flag or claim.state != "open" or claim.decisions)
    ]
    sentences = tuple(
        ReportSentence(
            number=row["number"],
            text=row["text"],
            start=row["start"],
            end=row["end"],
            headline=bool(row["headline"]),
            status=row["status"],
            disputable=bool(row["disputable"]),
            claims=tuple(claim for claim in claims if claim.sentence == row["number"]),
            findings=_once(one for one in findings if one["sentence"] == row["id"]),
        )
        for row in query(store.connection, _SENTENCES, document)
    )
    [(text,)] = store.connection.execute(_TEXT, (document,)).fetchall()
    return ReportArticle(
        id=document,
        title=title_of(article["title"], text),
        publisher=article["publisher"],
        author=article["author"],
        published=article["published"],
        url=article["url"],
        words=article["words"],
        unread=None if article["extracted"] else article["reason"] or "claims were not looked for",
        text=text,
        sentences=sentences,
        claims=tuple(kept),
        findings=_once(one for one in findings if one["sentence"] is None),
        open=sum(claim.disputable and claim.state == "open" and not claim.flag for claim in claims),
        page=place.page("article", document),
    )


def _claims(store: Store, document: str, place: Place) -> list[ReportClaim]:
    """Return all claims of an article, with what stands decided on each."""
    rows = list(claim_rows(store, Selection(document=document)))
    decided = decisions_of(store, [row["claim"] for row in rows], place)
    return [
        ReportClaim(
            id=row["claim"],
            sentence=row["sentence"],
            text=row["standalone"] or " ".join(row["text"].split()),
            chain=row["chain"],
            sourcing=row["sourcing"],
            kind=row["kind"],
            certainty=row["certainty"],
            disputable=bool(row["disputable"]),
            state=row["state"],
            flag=row["flag"],
            verdict=row["verdict"],
            decisions=decided.get(row["claim"], ()),
            page=place.page("claim", row["claim"]),
        )
        for row in rows
    ]


def _once(rows: Iterator[dict[str, Any]]) -> tuple[Finding, ...]:
    """Return findings, each once: a rule may fire for each claim of a sentence."""
    found = (Finding(row["check"], row["severity"], row["message"]) for row in rows)
    return tuple(dict.fromkeys(found))
