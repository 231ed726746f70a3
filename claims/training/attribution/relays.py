"""Learns when a relay is carried on: the broadcaster whose interview goes on, the paper whose
report an article passes on.

Annotated attributions are given to `claims.sources`, and for each of them and each relay of the
article the annotated chain says whether the relay belongs before the speaker.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from claims.attributions.nesting import with_parents
from claims.sources.hops.chains import ChainMaker
from claims.sources.references.discourse import open_discourse
from claims.sources.references.entities import Entity
from claims.training.attribution.fitting import logistic
from claims.training.data.guide import Row, near_cue, outer_claims
from claims.values import Attribution, Document, Sentence, Span

_COMMON = frozenset({"the", "of", "s", "a", "news", "to", "and"})


def fit_relays(rows: Sequence[Row]) -> dict[str, float]:
    """Return the weights of `claims.sources.hops.implied_hops`, learned from annotated articles."""
    features, labels = [], []
    for row in rows:
        for found, right in relay_examples(row):
            features.append(found)
            labels.append(float(right))
    names = sorted({name for found in features for name in found})
    table = np.array([[*(found.get(name, 0.0) for name in names), 1.0] for found in features])
    weights = logistic(table, np.array(labels))
    return {name: round(float(w), 4) for name, w in zip([*names, ""], weights, strict=True)}


def relay_examples(row: Row) -> Iterator[tuple[Mapping[str, float], bool]]:
    """Yield the features of each attribution with each relay, and whether it is carried on."""
    sentences, attributions, members = given_attributions(row)
    document = Document(row["text"], publisher=row.get("publisher"), published=row["published"])
    discourse = open_discourse(document, sentences, attributions)
    maker = ChainMaker(document, sentences, attributions, discourse, {})
    carrier = maker.resolve()
    places = _places(row)
    for index in maker.layout.order:
        options = carrier.candidates(index)
        chain = members[index][0]["chain"]
        wanted = chain[0]["source"] if len(chain) > len(maker.own[index]) else None
        chosen: Entity | None = None
        for entity, _ in options:
            at = carrier.places(entity)
            if wanted is not None and chosen is None and _is(entity, at, wanted, row, places):
                chosen = entity
        for entity, features in options:
            yield features, entity is chosen
        carrier.decide(index, chosen)


def given_attributions(
    row: Row,
) -> tuple[list[Sentence], list[Attribution], list[list[dict[str, Any]]]]:
    """Return sentences and attributions as annotated, and the claims that each attribution is of.

    Claims of one cue and one last mention are one attribution. Each claim has "number" and "place":
    its sentence, and its place in it.
    """
    sentences = []
    first = row["sentences"][0]["span"][0]
    if first:
        sentences.append(Sentence(0, Span(0, first), headline=True))
    sentences += [Sentence(n + 1, Span(*s["span"])) for n, s in enumerate(row["sentences"])]
    claims = [
        {**claim, "sentence": tuple(sentence["span"]), "number": number, "place": place}
        for number, sentence in enumerate(row["sentences"])
        for place, claim in enumerate(sentence["claims"])
    ]
    groups: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for claim in claims:
        cue = tuple(map(tuple, claim["cue"])) or (claim["number"], claim["place"])
        last = claim["chain"][-1]
        groups[cue, tuple(last["mention"] or ()), last["source"]].append(claim)
    pairs = [(_attribution(group, claims), group) for group in groups.values()]
    pairs.sort(key=lambda pair: (pair[0].cue or pair[0].content, pair[0].content))
    attributions = [pair[0] for pair in pairs]
    return sentences, list(_with_parents(attributions)), [pair[1] for pair in pairs]


def _attribution(group: Sequence[dict[str, Any]], claims: Sequence[Row]) -> Attribution:
    cue = tuple(Span(*span) for span in sorted(group[0]["cue"]))
    last = group[0]["chain"][-1]["mention"]
    via = set()
    for claim in group:
        explained = {h["source"] for o in outer_claims(claim, claims) for h in o["chain"]}
        for hop in claim["chain"][:-1]:
            mention = hop["mention"]
            if hop["source"] in explained or not mention or not cue:
                continue
            if near_cue(mention, claim["cue"], group):
                via.add(Span(*mention))
    content = sorted({Span(*span) for claim in group for span in claim["content"]})
    return Attribution(
        source=(Span(*last),) if last and cue else (),
        cue=cue,
        content=tuple(content),
        manner=group[0]["manner"],
        via=tuple(sorted(via)),
    )


def _with_parents(attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """Set the parents; what has no cue has none."""
    indices = [index for index, item in enumerate(attributions) if item.cue]
    found = dict(
        zip(indices, with_parents([attributions[index] for index in indices]), strict=True)
    )
    for index, item in enumerate(attributions):
        held = found.get(index, item)
        parent = None if held.parent is None else indices[held.parent]
        yield Attribution(item.source, item.cue, item.content, item.manner, parent, via=item.via)


def _places(row: Row) -> dict[str, set[tuple[int, int]]]:
    """The mentions of each source in the chains of an article."""
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for sentence in row["sentences"]:
        for claim in sentence["claims"]:
            for hop in claim["chain"]:
                if hop["mention"]:
                    found[hop["source"]].add(tuple(hop["mention"]))
    return found


def _is(
    entity: Entity,
    at: Sequence[int],
    wanted: str,
    row: Row,
    places: Mapping[str, set[tuple[int, int]]],
) -> bool:
    """Return whether an entity is an annotated source: by its mentions, else by its name."""
    if any(start - 12 <= place < end for start, end in places[wanted] for place in at):
        return True
    name = next(source["name"] for source in row["sources"] if source["id"] == wanted)
    mine = {word for one in entity.names for word in _words(one.text)}
    theirs = _words(name)
    return bool(mine and theirs) and len(mine & theirs) > 0.5 * min(len(mine), len(theirs))


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower())) - _COMMON
