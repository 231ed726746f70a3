"""Apply corrections to an extraction: pure, value to value.

Corrections come in the order in which they were made, and the later one wins. A claim keeps its id
whatever is corrected, so that its address and its history stay; a claim that a person added gets
the id that extraction would give it. What a person corrected carries the number of their decision.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from claims.store.effects.drafts import Draft, with_chain, with_content
from claims.store.effects.places import quoted_spans, sentence_at, words_of
from claims.store.effects.sentence_status import followed
from claims.store.extractions.article import Identities, Shown, article_of
from claims.store.extractions.claim_rows import ARROW, claim_ids
from claims.store.extractions.source_rows import source_ids
from claims.store.ids import claim_id, sentence_id
from claims.values import Claim, Extraction, Span

__all__ = ["Corrected", "Correction", "Dismissed", "apply_corrections"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision that changes an article: `target` is the id of a claim or sentence today.

    `action` is correct, add or dismiss; `value` what was recorded, read from JSON where it is.
    """

    review: int
    action: str
    target: str
    field: str | None
    value: Any


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A claim that a person said is none, and where it stood."""

    claim: str
    sentence: str
    text: str
    chain: str
    place: Span
    review: int


@dataclass(frozen=True, slots=True)
class Corrected:
    """An extraction as people corrected it, and what does not follow from it alone.

    `claims` and `sentences` hold the latest decision on each corrected one, by their ids;
    `failed` the decisions whose words are gone.
    """

    extraction: Extraction
    identities: Identities
    claims: Mapping[str, int]
    sentences: Mapping[str, int]
    dismissed: tuple[Dismissed, ...]
    failed: tuple[int, ...]


def apply_corrections(
    extraction: Extraction,
    corrections: Iterable[Correction],
    *,
    shown: Mapping[str, Shown] | None = None,
) -> Corrected:
    """Return the extraction with all corrections; `shown` is how sources are shown, by id."""
    article = article_of(extraction)
    draft = Draft(
        document=article.id,
        extraction=extraction,
        claims=dict(zip(claim_ids(article), extraction.claims, strict=True)),
        source_ids=source_ids(article),
        shown=shown or {},
        sources=list(extraction.sources),
        attributions=list(extraction.attributions),
    )
    failed = tuple(c.review for c in corrections if not _apply(draft, c))
    return _finished(draft, failed, extraction.claims)


def _finished(draft: Draft, failed: tuple[int, ...], found: tuple[Claim, ...]) -> Corrected:
    """Return the draft as a value, its claims in the order of the text."""
    kept = {name: claim for name, claim in draft.claims.items() if name not in draft.dismissed}
    extraction = replace(
        draft.extraction,
        claims=tuple(kept.values()),
        sources=tuple(draft.sources),
        attributions=tuple(draft.attributions),
    )
    decided = {
        assessed.sentence
        for assessed in extraction.assessments
        if sentence_id(draft.document, assessed.sentence) in draft.sentence_marks
    }
    extraction = followed(extraction, found, decided=decided)
    return Corrected(
        extraction,
        Identities(tuple(kept), draft.entered, draft.shown),
        {name: review for name, review in draft.claim_marks.items() if name in kept},
        draft.sentence_marks,
        tuple(_dismissal(draft, name, review) for name, review in draft.dismissed.items()),
        failed,
    )


def _dismissal(draft: Draft, name: str, review: int) -> Dismissed:
    """Return what is kept of a dismissed claim."""
    claim = draft.claims[name]
    sources = {source.key: source for source in draft.sources}
    chain = ARROW.join(sources[hop.source].name for hop in claim.chain)
    place = Span(claim.content[0].start, max(span.end for span in claim.content))
    sentence = sentence_id(draft.document, claim.sentence)
    return Dismissed(name, sentence, claim.text, chain, place, review)


def _apply(draft: Draft, correction: Correction) -> bool:
    """Apply one correction; False where what it speaks of is gone."""
    if correction.action == "add":
        return _add(draft, correction)
    if correction.field == "status":
        return _correct_status(draft, correction)
    claim = draft.claims.get(correction.target)
    if claim is None:
        return False
    if correction.action == "dismiss":
        draft.dismissed[correction.target] = correction.review
        return True
    changed = _corrected(draft, claim, str(correction.field), correction.value)
    if changed is None:
        return False
    draft.claims[correction.target] = changed
    draft.claim_marks[correction.target] = correction.review
    return True


def _corrected(draft: Draft, claim: Claim, name: str, value: Any) -> Claim | None:
    """Return a claim with one field corrected, None where its words are gone."""
    if name == "kind":
        return replace(claim, kind=value)
    if name == "certainty":
        return replace(claim, certainty=value, certainty_words=())
    if name == "chain":
        return with_chain(draft, claim, value)
    content = quoted_spans(draft.text, value)
    return None if content is None else with_content(draft, claim, content)


def _correct_status(draft: Draft, correction: Correction) -> bool:
    """Give a sentence the status that a person gave it."""
    changed, known = [], False
    for assessed in draft.extraction.assessments:
        if sentence_id(draft.document, assessed.sentence) == correction.target:
            known = True
            assessed = replace(
                assessed,
                status=correction.value["status"],
                disputable=correction.value["disputable"],
                reason="a person decided",
                confidence=1.0,
            )
        changed.append(assessed)
    draft.extraction = replace(draft.extraction, assessments=tuple(changed))
    if known:
        draft.sentence_marks[correction.target] = correction.review
    return known


def _add(draft: Draft, correction: Correction) -> bool:
    """Add a claim, or correct the one that extraction now finds in the same place."""
    value = correction.value
    content = quoted_spans(draft.text, value["content"])
    sentence = (
        None if content is None else sentence_at(draft.extraction.sentences, content[0].start)
    )
    if content is None or sentence is None:
        return False
    same = [name for name, claim in draft.claims.items() if claim.content == content]
    if same:
        identity, claim = same[0], draft.claims[same[0]]
        claim = replace(claim, kind=value["kind"], certainty=value["certainty"])
    else:
        words = words_of(draft.text, content)
        claim = Claim(sentence, None, content, words, None, value["kind"])
        cue = quoted_spans(draft.text, value["cue"]) or ()
        claim = replace(with_content(draft, claim, content), cue=cue, certainty=value["certainty"])
        equal = sum(words_of(draft.text, other.content) == words for other in draft.claims.values())
        identity = claim_id(draft.document, words, equal)
    claim = with_chain(draft, claim, {"hops": value["chain"]})
    draft.claims = _inserted(draft.claims, identity, claim)
    draft.claim_marks[identity] = correction.review
    return True


def _inserted(claims: Mapping[str, Claim], identity: str, claim: Claim) -> dict[str, Claim]:
    """Return the claims with one more, before the first that stands behind it in the text."""
    if identity in claims:
        return {**claims, identity: claim}
    names = list(claims)
    behind = [
        place
        for place, other in enumerate(claims.values())
        if other.content and other.content[0].start > claim.content[0].start
    ]
    names.insert(behind[0] if behind else len(names), identity)
    return {name: claim if name == identity else claims[name] for name in names}
