"""How far people agree who decided the same claims, and where they differ.

The measures are the percentage, Cohen's kappa (of all people: the mean of their pairs) and
Krippendorff's alpha.

Counted are claims that two people or more decided, field by field: the verdict, whether it is a
claim at all (extraction), its chain, words, kind and certainty. Of each field only what two people
looked at counts: who gave a verdict said nothing of the extraction, and who corrected one field
nothing of the others; who confirmed the extraction agrees with all of it. The figures are those of
`nltk.metrics.agreement`, worked out of counts: what the same people said in the same way is
counted, so that tens of thousands of claims take no second.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, groupby
from operator import itemgetter
from sqlite3 import Connection

from claims.store.effects.claim_states import Difference, differences, outcomes
from claims.store.record.blind_review import NEEDED, blind_claims
from claims.store.records import Records, query

__all__ = [
    "Agreement",
    "Disputed",
    "Said",
    "agreement",
    "agreement_by_field",
    "disputed_claims",
    "disputed_ids",
]

_BY_TWO = """
WITH standing AS (
    SELECT reviews.id, reviews.reviewer, reviews.action, reviews.field, reviews.value,
        attachments.target AS claim
    FROM reviews JOIN attachments ON attachments.review = reviews.id
    WHERE attachments.target_kind = 'claim'
        AND reviews.action IN ('verdict', 'confirm', 'dismiss', 'done', 'correct')
        AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
)
SELECT * FROM standing WHERE claim IN (
    SELECT claim FROM standing WHERE action <> 'correct'
    GROUP BY claim HAVING count(DISTINCT reviewer) >= ?
) ORDER BY claim, id
"""
_DISPUTED = """
SELECT id, text FROM claims WHERE state = 'disputed' ORDER BY attention DESC, id LIMIT ?
"""
Said = tuple[tuple[str, str], ...]
"""What people said of one claim, each with their name, in the order of the names."""


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
    fields: dict[str, Counter[Said]] = defaultdict(Counter)
    rows = query(connection, _BY_TWO, NEEDED)
    groups = {claim: list(group) for claim, group in groupby(rows, itemgetter("claim"))}
    counted = blind_claims(connection, groups) if blind_only else groups.keys()
    for claim in counted:
        for field, values in outcomes(groups[claim]).items():
            looked = _who_looked(groups[claim], field)
            told = tuple(sorted(one for one in values.items() if one[0] in looked))
            if len(told) >= NEEDED:
                fields[field][told] += 1
    return agreement_by_field(fields)


def agreement_by_field(fields: Mapping[str, Mapping[Said, int]]) -> tuple[Agreement, ...]:
    """Return how far those agree who said something, by field: all together, then each pair.

    `fields` counts, for each field, what the same people (or readers) said of one claim.
    """
    return tuple(found for field, said in fields.items() for found in _by_pairs(field, said))


def _who_looked(rows: Records, field: str) -> set[str]:
    """Return who spoke of one field of a claim, given the decisions on it that stand."""
    found = set()
    for row in rows:
        action = row["action"]
        if field == "verdict":
            looked = action == "verdict"
        elif field == "extraction":
            looked = action in ("confirm", "dismiss", "correct")
        else:
            looked = action == "confirm" or (action == "correct" and row["field"] == field)
        if looked:
            found.add(row["reviewer"])
    return found


def disputed_claims(connection: Connection, *, limit: int = 500) -> tuple[Disputed, ...]:
    """Return the claims on which people differ, those that most need a look first."""
    return tuple(
        Disputed(row["id"], row["text"], differences(connection, row["id"]))
        for row in query(connection, _DISPUTED, limit)
    )


def disputed_ids(connection: Connection, *, limit: int = 500) -> tuple[str, ...]:
    """Return the ids of the claims on which people differ, in the order of `disputed_claims`."""
    return tuple(row["id"] for row in query(connection, _DISPUTED, limit))


def _by_pairs(field: str, said: Mapping[Said, int]) -> Iterator[Agreement]:
    """Yield the agreement on one field of everybody, then of each pair."""
    people = sorted({who for one in said for who, _ in one})
    pairs = {pair: _shared(said, pair) for pair in combinations(people, 2)}
    measures = {pair: _pair_measures(shared) for pair, shared in pairs.items() if shared}
    everybody = {one: claims for one, claims in said.items() if len(one) >= NEEDED}
    if not everybody:
        return
    compared = sum(claims for claims, _, _ in measures.values())
    kappas = [kappa for _, _, kappa in measures.values() if kappa is not None]
    yield Agreement(
        field,
        None,
        sum(everybody.values()),
        100 * sum(same for _, same, _ in measures.values()) / compared,
        sum(kappas) / len(kappas) if kappas else None,
        _alpha(everybody),
    )
    for pair, (claims, same, kappa) in measures.items():
        yield Agreement(field, pair, claims, 100 * same / claims, kappa, _alpha(pairs[pair]))


def _shared(said: Mapping[Said, int], pair: tuple[str, str]) -> Counter[Said]:
    """Return what two people said of the claims that both decided."""
    shared: Counter[Said] = Counter()
    for one, claims in said.items():
        both = tuple(label for label in one if label[0] in pair)
        if len(both) == NEEDED:
            shared[both] += claims
    return shared


def _pair_measures(shared: Mapping[Said, int]) -> tuple[int, int, float | None]:
    """Return of how many claims two people spoke, on how many they agree, and Cohen's kappa."""
    total = sum(shared.values())
    same = sum(claims for ((_, one), (_, other)), claims in shared.items() if one == other)
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for ((_, one), (_, other)), claims in shared.items():
        first[one] += claims
        second[other] += claims
    if len(first | second) < 2:
        return total, same, None
    expected = sum(first[label] * second[label] for label in first) / total**2
    return total, same, (same / total - expected) / (1 - expected)


def _alpha(said: Mapping[Said, int]) -> float | None:
    """Return Krippendorff's alpha for labels that are equal or not; None for one label only."""
    everything: Counter[str] = Counter()
    observed = 0.0
    for one, claims in said.items():
        labels = Counter(label for _, label in one)
        observed += claims * _disagreement(labels) * len(one)
        for label, count in labels.items():
            everything[label] += claims * count
    if len(everything) < 2:
        return None
    return 1 - observed / everything.total() / _disagreement(everything)


def _disagreement(labels: Counter[str]) -> float:
    """Return the share of pairs of labels that differ."""
    total = labels.total()
    differing = total * total - sum(count * count for count in labels.values())
    return differing / (total * (total - 1))
