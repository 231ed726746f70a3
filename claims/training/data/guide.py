"""Reads articles annotated by our guide, and turns their claims into attributions to learn from.

The guide lists a claim for each sentence and each source. Claims that one cue governs are one
attribution here: its sources are the last hops of their chains, its contents are theirs, and its
*via* are the mentions between the writer and the speaker that no outer attribution explains.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claims.errors import InputError
from claims.inference.shapes import (
    CLAIM_KINDS,
    GUIDE,
    SENTENCE_STATUSES,
    SOURCE_KINDS,
    SOURCE_NUMBERS,
)
from claims.training.data.documents import Article, Judged, Marked, Mentioned, Spans

Row = dict[str, Any]


def read_guide_rows(*paths: Path) -> list[dict[str, Any]]:
    """Return the annotated articles of JSON-lines files, as they stand; raises InputError."""
    rows = []
    for path in paths:
        try:
            with path.open(encoding="utf8") as lines:
                rows += [json.loads(line) for line in lines]
        except (OSError, ValueError) as error:
            raise InputError(f"{path}: no annotated articles could be read ({error})") from error
    return rows


def guide_article(row: Row) -> Article:
    """Turn one annotated article into what the network learns from."""
    claims = [
        {**claim, "sentence": tuple(sentence["span"])}
        for sentence in row["sentences"]
        for claim in sentence["claims"]
    ]
    groups: dict[Spans, list[dict[str, Any]]] = {}
    for claim in claims:
        if claim["cue"]:
            groups.setdefault(_spans(claim["cue"]), []).append(claim)
    marked = [_marked(cue, group, claims) for cue, group in sorted(groups.items())]
    return Article(
        identity=row["id"],
        text=row["text"],
        versions=(tuple(marked),),
        convention=GUIDE,
        sentences=tuple(map(_judged, row["sentences"])),
        mentions=_mentions(row),
    )


def outer_claims(claim: Row, claims: Sequence[Row]) -> list[Row]:
    """Return the claims in whose content the cue of `claim` stands, the narrowest first."""
    if not claim["cue"]:
        return []
    at = claim["cue"][0][0]
    found = [
        other
        for other in claims
        if other["cue"] != claim["cue"] and any(a <= at < b for a, b in other["content"])
    ]
    return sorted(found, key=lambda other: sum(b - a for a, b in other["content"]))


def _marked(cue: Spans, group: Sequence[Row], claims: Sequence[Row]) -> Marked:
    """Join the claims of one cue."""
    sources, via, contents = set(), set(), set()
    known = _known(claims)
    kinds: dict[tuple[int, int], int] = {}
    for claim in group:
        last = claim["chain"][-1]["mention"]
        if last:
            sources.add(tuple(last))
        outer = outer_claims(claim, claims)
        explained = {hop["source"] for other in outer for hop in other["chain"]}
        for hop in claim["chain"][:-1]:
            if hop["source"] not in explained:
                via.add(tuple(hop["mention"] or _nearest(known[hop["source"]], cue)))
        for part in claim["content"]:
            contents.add(tuple(part))
            kinds[tuple(part)] = CLAIM_KINDS.index(claim["kind"])
    return Marked(
        source=tuple(sorted(sources)),
        cue=cue,
        content=tuple(sorted(contents)),
        nested=any(outer_claims(claim, claims) for claim in group),
        via=tuple(sorted(via - sources - {()})),
        kinds=tuple(kinds[part] for part in sorted(contents)),
    )


def _known(claims: Sequence[Row]) -> dict[str, list[Sequence[int]]]:
    """The mentions of each source in the chains of the claims."""
    found: dict[str, list[Sequence[int]]] = defaultdict(list)
    for claim in claims:
        for hop in claim["chain"]:
            if hop["mention"]:
                found[hop["source"]].append(hop["mention"])
    return found


def _nearest(mentions: Sequence[Sequence[int]], cue: Spans) -> Sequence[int]:
    """The mention nearest to a cue; () where there is none."""
    return min(mentions, key=lambda mention: abs(mention[0] - cue[0][0]), default=())


def near_cue(mention: Sequence[int], cue: Sequence[Sequence[int]], group: Sequence[Row]) -> bool:
    """Return whether a mention stands in the sentence of the cue: further off it is carried on."""
    for claim in group:
        start, end = claim["sentence"]
        if start <= cue[0][0] < end:
            return bool(start <= mention[0] < end)
    return abs(mention[0] - cue[0][0]) < 200


def _judged(sentence: Row) -> Judged:
    start, end = sentence["span"]
    status = SENTENCE_STATUSES.index(sentence["status"])
    own = sentence["status"] in ("mixed", "unsourced")
    return Judged((start, end), status, float(sentence["disputable"]) if own else None)


def _mentions(row: Row) -> tuple[Mentioned, ...]:
    """Every mention of a source in a chain, with what its source is."""
    sources = {source["id"]: source for source in row["sources"]}
    found = {
        (tuple(hop["mention"]), hop["source"])
        for sentence in row["sentences"]
        for claim in sentence["claims"]
        for hop in claim["chain"]
        if hop["mention"]
    }
    return tuple(
        Mentioned(
            span,
            identity,
            SOURCE_KINDS.index(sources[identity]["kind"]),
            bool(sources[identity]["anonymous"]),
            SOURCE_NUMBERS.index(sources[identity]["number"]),
        )
        for span, identity in sorted(found)
    )


def _spans(pairs: Sequence[Sequence[int]]) -> Spans:
    return tuple(sorted((int(start), int(end)) for start, end in pairs))
