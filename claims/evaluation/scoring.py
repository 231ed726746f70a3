"""Score extracted articles against gold ones.

    sentences    sentences found, punctuation at their ends aside
    unsourced    sentences whose status is unsourced or mixed
    disputable   those of them that an editor would ask about
    claims       claims found, whoever said them
    originator   claims found with the right originator
    chain        claims found with every hop right
    relayed      the same, of chains with two hops or more
    anonymous    unnamed sources, of those that are paired
    status, kind, manner           of paired sentences and claims, the share that is right
    source_kind, source_anonymous, source_number    of paired sources, the share that is right

Only sentences that overlap an annotated one count: headlines and captions are not annotated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from claims.evaluation.measures import Found, Share
from claims.evaluation.pairing import Pair, claims_of, pair_claims, pair_sources, trimmed

__all__ = ["Scores", "score"]

JSONObject = dict[str, Any]
Sentences = dict[tuple[int, int], JSONObject]
LACKING = ("unsourced", "mixed")


@dataclass(slots=True)
class Scores:
    """All measures; `articles` were scored, of which `missing` were not in the output."""

    articles: int = 0
    missing: int = 0
    sentences: Found = field(default_factory=Found)
    unsourced: Found = field(default_factory=Found)
    disputable: Found = field(default_factory=Found)
    claims: Found = field(default_factory=Found)
    originator: Found = field(default_factory=Found)
    chain: Found = field(default_factory=Found)
    relayed: Found = field(default_factory=Found)
    anonymous: Found = field(default_factory=Found)
    status: Share = field(default_factory=Share)
    kind: Share = field(default_factory=Share)
    manner: Share = field(default_factory=Share)
    source_kind: Share = field(default_factory=Share)
    source_anonymous: Share = field(default_factory=Share)
    source_number: Share = field(default_factory=Share)


def score(gold: Iterable[JSONObject], given: Iterable[JSONObject]) -> Scores:
    """Return how good the output is; articles are known by their "id", as text.

    An article of gold that the output does not have counts as one in which nothing was found.
    """
    # `claims extract` writes an id that is a number as text.
    by_id = {str(form["id"]): form for form in given}
    scores = Scores()
    for form in gold:
        scores.articles += 1
        found = by_id.get(str(form["id"]))
        scores.missing += found is None
        _score(scores, form, found or {"sentences": [], "sources": []})
    return scores


def _score(scores: Scores, gold: JSONObject, given: JSONObject) -> None:
    text = gold["text"]
    annotated = _placed(text, gold["sentences"])
    found = {
        place: sentence
        for place, sentence in _placed(text, given["sentences"]).items()
        if any(start < place[1] and end > place[0] for start, end in annotated)
    }
    _score_sentences(scores, annotated, found)
    right = claims_of(text, annotated.values())
    claims = claims_of(text, found.values())
    pairs = pair_claims(right, claims)
    scores.claims.add(len(pairs), len(claims), len(right))
    sources = {source["id"]: source for source in gold["sources"]}
    others = {source["id"]: source for source in given["sources"]}
    same = pair_sources(pairs, sources, others)
    ends = sum(_ends_alike(pair, same) for pair in pairs)
    wholes = [one for one, other in pairs if [same.get(key) for key in one.chain] == other.chain]
    relayed = [sum(len(claim.chain) > 1 for claim in some) for some in (wholes, claims, right)]
    scores.originator.add(ends, len(claims), len(right))
    scores.chain.add(len(wholes), len(claims), len(right))
    scores.relayed.add(*relayed)
    for one, other in pairs:
        scores.kind.add(one.claim["kind"] == other.claim["kind"])
        scores.manner.add(one.claim["manner"] == other.claim["manner"])
    known = {one: other for one, other in same.items() if one in sources and other in others}
    _score_sources(scores, [(sources[one], others[other]) for one, other in known.items()])


def _placed(text: str, sentences: Iterable[JSONObject]) -> Sentences:
    return {trimmed(text, sentence["span"]): sentence for sentence in sentences}


def _ends_alike(pair: Pair, same: Mapping[str, str]) -> bool:
    """Return whether two claims have the same originator."""
    one, other = pair
    return bool(one.chain and other.chain) and same.get(one.chain[-1]) == other.chain[-1]


def _score_sentences(scores: Scores, gold: Sentences, given: Sentences) -> None:
    both = gold.keys() & given.keys()
    scores.sentences.add(len(both), len(given), len(gold))
    for place in both:
        scores.status.add(gold[place]["status"] == given[place]["status"])
    for measure, asked in ((scores.unsourced, False), (scores.disputable, True)):
        lacking = [
            {
                place
                for place, sentence in sentences.items()
                if sentence["status"] in LACKING and (sentence["disputable"] or not asked)
            }
            for sentences in (gold, given)
        ]
        measure.add(len(lacking[0] & lacking[1]), len(lacking[1]), len(lacking[0]))


def _score_sources(scores: Scores, pairs: Iterable[tuple[JSONObject, JSONObject]]) -> None:
    for one, other in pairs:
        unnamed = bool(one["anonymous"]), bool(other["anonymous"])
        scores.source_kind.add(one["kind"] == other["kind"])
        scores.source_number.add(one.get("number") == other.get("number"))
        scores.source_anonymous.add(unnamed[0] == unnamed[1])
        scores.anonymous.add(int(all(unnamed)), int(unnamed[1]), int(unnamed[0]))
