"""The queue: one claim at a time, the one that most needs a look first.

The order is that of `claims.attention`, a column that SQLite works out of each row (its formula
is in the migration): what is flagged "check first", then what a further reader reads otherwise;
within each of these, and in the rest, disputable facts with figures and no source (900),
accusations without a named source (800), facts on unnamed people (700), other disputable claims of
the writer (600), other claims of unnamed people (500), "reportedly" (400), an
outlet alone (300), a group (200), a named source (100), the rest (0); within each hundred facts
(40) and figures (up to 30). Equal ones come in the order of their ids.

A claim with any other flag waits for somebody's answer: it is in no queue, and in the list of
what is waiting. One article can be gone through after the other: `next_article` finds the next.

A filter that few claims can meet (an article, a story, a rare outlet, what is assigned or flagged)
is looked up by its own index; all others read `claims_open`, an index that holds every column that
is filtered by and no claim that is decided, from its top down to where nothing can meet the filters
any more. `claims_open_by_source` is the same for the claims of one source.
"""

from dataclasses import dataclass, replace
from sqlite3 import Connection

from claims.store.queueing.filters import Filters

__all__ = [
    "TO_REVIEW",
    "WAITING",
    "Place",
    "Progress",
    "Remaining",
    "claim_beside",
    "count_matching",
    "count_remaining",
    "next_article",
    "next_claim",
    "place_of_claim",
    "progress_in",
    "queue_statement",
    "queued_claims",
]

FEW = 2_000
"""Up to so many claims are looked up and sorted; more are met soon on the way down the index."""

TO_REVIEW = """
    (sourcing = 'unsourced' AND disputable = 1)
    OR (sourcing IN ('anonymous', 'unstated', 'outlet') AND kind = 'fact')
"""
"""The claims of the view claims_to_review, decided or not, as a condition on `claims`."""

WAITING = "claims.flag IS NOT NULL AND claims.flag <> 'check first'"
"""The claims that wait for somebody's answer, as a condition on `claims`."""

_MINE = """NOT EXISTS (
    SELECT 1 FROM attachments JOIN reviews ON reviews.id = attachments.review
    WHERE attachments.target_kind = 'claim' AND attachments.target = claims.id
        AND reviews.reviewer = :reviewer
        AND reviews.action IN ('verdict', 'confirm', 'dismiss', 'done')
        AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
)"""
_FEW = {
    "differing": (
        "SELECT DISTINCT claim AS id FROM reading_differences INDEXED BY reading_differences_open"
        " WHERE settled = 0 AND claim IS NOT NULL"
    ),
    "document": "SELECT id FROM claims WHERE document = :document",
    "story": "SELECT claim AS id FROM story_claims WHERE story = :story",
    "assigned": (
        "SELECT target AS id FROM assignments WHERE reviewer = :reviewer AND target_kind = 'claim'"
        " UNION SELECT claims.id FROM assignments JOIN claims"
        " ON claims.document = assignments.target"
        " WHERE assignments.reviewer = :reviewer AND target_kind = 'document'"
        " UNION SELECT claim FROM assignments JOIN story_claims ON story = assignments.target"
        " WHERE assignments.reviewer = :reviewer AND target_kind = 'story'"
    ),
    "flagged": "SELECT id FROM claims WHERE flag IS NOT NULL",
    "waiting": f"SELECT id FROM claims WHERE {WAITING}",  # noqa: S608 - a constant
    "source": "SELECT id FROM claims WHERE source = :source",
    "outlet": (
        "SELECT claims.id FROM documents CROSS JOIN claims ON claims.document = documents.id"
        " WHERE documents.publisher = :outlet"
    ),
}
"""For each filter that few claims can meet: their ids."""

_BEHIND = " AND claims.attention <= :at AND (claims.attention < :at OR claims.id > :left)"
_BEFORE = " AND claims.attention >= :at AND (claims.attention > :at OR claims.id < :left)"

_ALWAYS_FEW = ("document", "differing", "story", "assigned", "flagged", "waiting")
_CONDITIONS = {
    "review": f"({TO_REVIEW})",
    "unsourced": "claims.sourcing = 'unsourced' AND claims.disputable = 1",
    "anonymous": "claims.sourcing = 'anonymous'",
    "figures": "claims.figures > 0",
    "accusing": (
        "(claims.sourcing = 'unsourced' AND claims.disputable = 1"
        " OR claims.sourcing IN ('anonymous', 'unstated')) AND claims.accuses"
    ),
    "kind": "claims.kind = :kind",
    "confidence_from": "claims.confidence >= :confidence_from",
    "confidence_to": "claims.confidence <= :confidence_to",
    "flagged": "claims.flag IS NOT NULL",
    "waiting": WAITING,
    "source": "claims.source = :source",
    "document": "claims.document = :document",
    "outlet": "claims.document IN (SELECT id FROM documents WHERE publisher = :outlet)",
    "story": f"claims.id IN ({_FEW['story']})",
    "assigned": f"claims.id IN ({_FEW['assigned']})",
    "differing": f"claims.id IN ({_FEW['differing']})",
}
"""The cheapest first: SQLite tries them in this order on each claim that it passes."""

_LOWEST = {"unsourced": 600, "anonymous": 500, "review": 340, "accusing": 800}
"""No claim that needs less of a look meets these filters; see the formula of `attention`."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many claims are left; `more` where it is that many at least."""

    count: int
    more: bool = False

    def __str__(self) -> str:
        """Return it as people read it: 1,204 or 10,000+."""
        return f"{self.count:,}{'+' if self.more else ''}"


@dataclass(frozen=True, slots=True)
class Progress:
    """The place of a claim among all of them, decided or not: the `number`-th of `total`."""

    number: int
    total: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim is in the queue, or was: what it needs a look, and its id."""

    attention: int
    claim: str


def next_claim(
    connection: Connection, *, reviewer: str, filters: Filters, after: str | None = None
) -> str | None:
    """Return the id of the claim to look at next, None where none is left.

    `after` is the id of the claim that the reviewer leaves: those behind it in the order follow,
    and what was skipped comes up again only when the queue is begun again.
    """
    place = None if after is None else place_of_claim(connection, after)
    found = claim_beside(connection, reviewer=reviewer, filters=filters, place=place)
    return None if found is None else found.claim


def place_of_claim(connection: Connection, claim: str) -> Place | None:
    """Return where a claim is in the queue now, decided or not; None where there is none."""
    row = connection.execute("SELECT attention FROM claims WHERE id = ?", (claim,)).fetchone()
    return None if row is None else Place(row[0], claim)


def claim_beside(
    connection: Connection,
    *,
    reviewer: str,
    filters: Filters,
    place: Place | None = None,
    forward: bool = True,
) -> Place | None:
    """Return the first claim behind a place of the queue, or with `forward` false before it.

    Without a place the first of all, or the last. A place stays where it was though its claim is
    decided or flagged meanwhile.
    """
    parameters = _parameters(reviewer, filters)
    statement = queue_statement(connection, reviewer=reviewer, filters=filters)
    if place is not None:
        parameters |= {"at": place.attention, "left": place.claim}
        statement += _BEHIND if forward else _BEFORE
    order = "claims.attention DESC, claims.id" if forward else "claims.attention, claims.id DESC"
    row = connection.execute(
        f"{statement} ORDER BY {order} LIMIT 1",
        parameters,
    ).fetchone()
    return None if row is None else Place(row[1], row[0])


def queued_claims(
    connection: Connection, *, reviewer: str, filters: Filters, most: int
) -> list[str]:
    """Return the ids of the first claims of the queue, in its order, at most `most`."""
    statement = queue_statement(connection, reviewer=reviewer, filters=filters)
    rows = connection.execute(
        f"{statement} ORDER BY claims.attention DESC, claims.id LIMIT :most",
        {**_parameters(reviewer, filters), "most": most},
    )
    return [row[0] for row in rows]


def count_remaining(
    connection: Connection, *, reviewer: str, filters: Filters, limit: int = 10_000
) -> Remaining:
    """Return how many claims are left, counted up to `limit`."""
    statement = queue_statement(connection, reviewer=reviewer, filters=filters)
    [count] = connection.execute(
        f"SELECT count(*) FROM ({statement} LIMIT :limit)",  # noqa: S608 - from constants
        {**_parameters(reviewer, filters), "limit": limit + 1},
    ).fetchone()
    return Remaining(min(count, limit), count > limit)


def next_article(
    connection: Connection,
    *,
    reviewer: str,
    filters: Filters,
    place: Place | None = None,
    leaving: str | None = None,
) -> tuple[str, Place] | None:
    """Return the article to go on with (its id), and where its first claim is in the queue.

    Articles come in the order of the claim of theirs that most needs a look: the first for which
    that stands behind `place`, and not the article `leaving`. What was skipped does not come again.
    None where no article is left.
    """
    parameters = _parameters(reviewer, filters) | {"leaving": leaving}
    statement = queue_statement(connection, reviewer=reviewer, filters=filters)
    if place is not None:
        parameters |= {"at": place.attention, "left": place.claim}
        statement += _BEHIND
    if leaving is not None:
        statement += " AND claims.document <> :leaving"
    passed: set[str] = set()
    rows = connection.execute(f"{statement} ORDER BY claims.attention DESC, claims.id", parameters)
    for claim, attention in rows:
        [document] = connection.execute(
            "SELECT document FROM claims WHERE id = ?", (claim,)
        ).fetchone()
        if document in passed:
            continue
        within = replace(filters, document=document)
        if claim_beside(connection, reviewer=reviewer, filters=within) == Place(attention, claim):
            return document, Place(attention, claim)
        passed.add(document)
    return None


def progress_in(
    connection: Connection, *, reviewer: str, filters: Filters, place: Place
) -> Progress:
    """Return how far one is within the claims that the filters let through, an article's say.

    Those that were decided count as passed, so that the number goes up while one decides.
    """
    parameters = _parameters(reviewer, filters)
    left = count_remaining(connection, reviewer=reviewer, filters=filters).count
    statement = queue_statement(connection, reviewer=reviewer, filters=filters)
    [before] = connection.execute(
        f"SELECT count(*) FROM ({statement}{_BEFORE})",  # noqa: S608 - constants
        parameters | {"at": place.attention, "left": place.claim},
    ).fetchone()
    total = count_matching(connection, reviewer=reviewer, filters=filters)
    return Progress(min(total - left + before + 1, total), total)


def count_matching(
    connection: Connection, *, reviewer: str, filters: Filters, limit: int = 10_000
) -> int:
    """Return how many claims match the filters, decided, waiting or open, counted up to `limit`."""
    chosen = [name for name in _CONDITIONS if getattr(filters, name) not in (None, False)]
    conditions = " AND ".join(_CONDITIONS[name] for name in chosen) or "1"
    [found] = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM claims WHERE {conditions} LIMIT :limit)",  # noqa: S608
        {**_parameters(reviewer, filters), "limit": limit},
    ).fetchone()
    return int(found)


def queue_statement(connection: Connection, *, reviewer: str, filters: Filters) -> str:
    """Return the SELECT of all claims that the filters let through (id, attention), unordered.

    It is put together from constants; what the filters hold is bound to its parameters.
    """
    chosen = [name for name in _CONDITIONS if getattr(filters, name) not in (None, False)]
    driver = _driver(connection, reviewer, filters, chosen)
    index = "claims_open_by_source" if "source" in chosen else "claims_open"
    if filters.disputed:
        index = "claims_disputed"
    claims = f"claims INDEXED BY {index}"
    if driver is not None:
        claims = f"({_FEW[driver]}) AS few CROSS JOIN claims ON claims.id = few.id"
    state = "disputed" if filters.disputed else "open"
    conditions = [f"claims.state = '{state}'"]
    lowest = max((_LOWEST.get(name, 0) for name in chosen), default=0)
    if lowest and driver is None:
        conditions.append(f"claims.attention >= {lowest}")
    conditions += [_CONDITIONS[name] for name in chosen if name != driver]
    if not filters.disputed:
        if not (filters.waiting or filters.flagged):
            conditions.append(f"NOT ({WAITING})")
        conditions.append(_MINE)
    return (
        f"SELECT claims.id, claims.attention FROM {claims}"  # noqa: S608 - constants
        f" WHERE {' AND '.join(conditions)}"
    )


def _driver(
    connection: Connection, reviewer: str, filters: Filters, chosen: list[str]
) -> str | None:
    """Return the filter by which claims are looked up, None to go down the order."""
    for name in chosen:
        if name in _ALWAYS_FEW:
            return name
    for name in ("source", "outlet"):
        # A source's open claims have an index of their own; only disputed ones are looked up.
        if name in chosen and (name == "outlet" or filters.disputed):
            [count] = connection.execute(
                f"SELECT count(*) FROM ({_FEW[name]} LIMIT {FEW + 1})",  # noqa: S608 - constants
                _parameters(reviewer, filters),
            ).fetchone()
            if count <= FEW:
                return name
    return None


def _parameters(reviewer: str, filters: Filters) -> dict[str, str | float | int | None]:
    """Return what is bound to the statement."""
    return {
        "reviewer": reviewer,
        "source": filters.source,
        "outlet": filters.outlet,
        "document": filters.document,
        "story": filters.story,
        "kind": filters.kind,
        "confidence_from": filters.confidence_from,
        "confidence_to": filters.confidence_to,
    }
