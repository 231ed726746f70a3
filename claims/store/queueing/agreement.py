"""How far people agree who decided the same claims, and where they differ.

The measures are the percentage, Cohen's kappa (of all people: the mean of their pairs) and
Krippendorff's alpha.

Counted are claims that two people or more decided, field by field: the verdict, whether it is a
claim at all (extraction), its chain, words, kind and certainty. Who corrected nothing agrees with
the extraction. The figures are those of `nltk.metrics.agreement`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from sqlite3 import Connection

from nltk.metrics.agreement import AnnotationTask  # type: ignore[import-untyped]  # NLTK has none

from claims.store.decisions.blind import NEEDED, is_blind
from claims.store.decisions.standing import standing
from claims.store.decisions.states import Difference, differences, outcomes
from claims.store.records import query

__all__ = ["Agreement", "Disputed", "agreement", "disputed_claims", "disputed_ids"]

_BY_TWO = """
SELECT attachments.target AS claim FROM reviews
JOIN attachments ON attachments.review = reviews.id
WHERE reviews.action IN ('verdict', 'confirm', 'dismiss', 'done')
    AND attachments.target_kind = 'claim'
    AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
GROUP BY attachments.target HAVING count(DISTINCT reviews.reviewer) >= ?
ORDER BY attachments.target
"""
_DISPUTED = """
SELECT id, text FROM claims WHERE state = 'disputed' ORDER BY attention DESC, id LIMIT ?
"""
Labels = tuple[str, str, str]
"""Who, which claim, what they said: the form of NLTK."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree on one field; `pair` is None for all of them together.

    `percentage` is 0 to 100. `kappa` is None where it is not defined, since everybody always said
    the same; so is `alpha`.
    """

    field: str
    pair: tuple[str, str] | None
    claims: int
    percentage: float
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Disputed:
    """A claim on which people differ, for the editor who decides between them."""

    claim: str
    text: str
    differences: tuple[Difference, ...]


def agreement(connection: Connection, *, blind_only: bool = True) -> tuple[Agreement, ...]:
    """Return how far people agree, by field, all together and then each pair.

    With `blind_only`, only claims count that people decided without seeing each other.
    """
    labels: dict[str, list[Labels]] = defaultdict(list)
    for row in query(connection, _BY_TWO, NEEDED):
        if blind_only and not is_blind(connection, row["claim"]):
            continue
        rows = standing(connection, "claim", row["claim"])
        for field, values in outcomes(rows).items():
            labels[field] += [(who, row["claim"], said) for who, said in values.items()]
    found: list[Agreement] = []
    for field, said in labels.items():
        found += _by_pairs(field, said)
    return tuple(found)


def disputed_claims(connection: Connection, *, limit: int = 500) -> tuple[Disputed, ...]:
    """Return the claims on which people differ, those that most need a look first."""
    return tuple(
        Disputed(row["id"], row["text"], differences(connection, row["id"]))
        for row in query(connection, _DISPUTED, limit)
    )


def disputed_ids(connection: Connection, *, limit: int = 500) -> tuple[str, ...]:
    """Return the ids of the claims on which people differ, in the order of `disputed_claims`."""
    return tuple(row["id"] for row in query(connection, _DISPUTED, limit))


def _by_pairs(field: str, said: list[Labels]) -> list[Agreement]:
    """Return the agreement on one field of everybody, then of each pair."""
    people = sorted({who for who, _, _ in said})
    pairs: list[tuple[str, str] | None] = [None, *combinations(people, 2)]
    measured = [_measure(field, pair, said) for pair in pairs]
    return [found for found in measured if found is not None]


def _measure(field: str, pair: tuple[str, str] | None, said: list[Labels]) -> Agreement | None:
    """Return the agreement of a pair or of all, None where they share no claim."""
    taken = [label for label in said if pair is None or label[0] in pair]
    counts = Counter(claim for _, claim, _ in taken)
    shared = [label for label in taken if counts[label[1]] >= NEEDED]
    if not shared:
        return None
    same, compared, kappas = 0, 0, []
    for one, other in combinations(sorted({who for who, _, _ in shared}), 2):
        both = _both(shared, one, other)
        if not both:
            continue
        task = AnnotationTask(data=both)
        claims = len(both) // 2
        same += round(task.Ao(one, other) * claims)
        compared += claims
        kappas.append(_defined(both) and task.kappa_pairwise(one, other))
    known = [float(kappa) for kappa in kappas if kappa is not None]
    return Agreement(
        field,
        pair,
        len({claim for _, claim, _ in shared}),
        100 * same / compared,
        sum(known) / len(known) if known else None,
        float(AnnotationTask(data=shared).alpha()) if _defined(shared) else None,
    )


def _both(said: Iterable[Labels], one: str, other: str) -> list[Labels]:
    """Return what two people said of the claims that both decided."""
    by: dict[str, list[Labels]] = defaultdict(list)
    for label in said:
        if label[0] in (one, other):
            by[label[1]].append(label)
    return [label for labels in by.values() if len(labels) == NEEDED for label in labels]


def _defined(said: list[Labels]) -> bool | None:
    """Tell whether kappa and alpha are defined: more than one thing was said; else None."""
    return len({label[2] for label in said}) > 1 or None
