"""What the extraction knows of each sentence of newsdiscourse, as named signs.

For `bench/speech.py`. Every sign comes from the extraction (status, claims that overlap the
sentence, their chains, cues and sources) or from the sentence's quotation marks; of the words of a
sentence only those of cues and of mentions of sources are seen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.english.stems import stem
from claims.values import Claim, Document, Extraction, Span

OPENING, MARKS = '"“', '"“”'


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence of the set: the set's label, our status as said or not, and the signs."""

    article: str
    validation: bool
    text: str
    speech: bool
    said: bool
    signs: frozenset[str]


def place(sentences: list[dict[str, Any]]) -> tuple[str, list[Span]]:
    """Put the article together, and say where each of its sentences stands."""
    text, spans = "", []
    for sentence in sentences:
        text += "\n\n" if sentence["par"] and text else " " if text else ""
        spans.append(Span(len(text), len(text) + len(sentence["text"])))
        text += sentence["text"]
    return text, spans


def stems(text: str) -> list[str]:
    """Return the stems of the words of a text."""
    return [stem(word) for word in re.findall(r"[\w']+", text.lower())]


def covered(claim: Claim, span: Span) -> str:
    """Name how much of a sentence the content of a claim covers."""
    inside = sum(
        max(0, min(part.end, span.end) - max(part.start, span.start)) for part in claim.content
    )
    share = inside / max(1, span.end - span.start)
    return next(
        name for name, least in (("all", 0.9), ("most", 0.5), ("some", 1e-9), ("none", -1.0))
        if share > least
    )  # fmt: skip


def claim_signs(
    claim: Claim, span: Span, found: Extraction, forms: Mapping[tuple[str, Span], str]
) -> Iterator[str]:
    """Yield the signs of one claim: its originator's kind, alone and with everything else."""
    text, hop = found.document.text, claim.chain[-1]
    source = next(one for one in found.sources if one.key == hop.source)
    here = [part for part in claim.cue if part.overlaps(span)]
    cue = stems(" ".join(part.of(text) for part in here or claim.cue)) or ["none"]
    form = forms.get((hop.source, hop.mention), "other") if hop.mention else "inferred"
    kind = f"kind {source.kind}"
    yield kind
    for sign in (f"cue {cue[0]}", f"cues {' '.join(cue)}", f"manner {claim.manner}"):
        yield sign
        yield f"{kind}, {sign}"
    yield f"{kind}, cue {'here' if here else 'elsewhere'}"
    yield f"{kind}, mention {form}"
    yield f"{kind}, unnamed {source.anonymous}, number {source.number}"
    yield f"{kind}, covers {covered(claim, span)}"
    yield f"{kind}, confidence {int(5 * claim.confidence)}"
    yield f"claims a {claim.kind}"
    if hop.mention:
        yield from (f"source {word}" for word in stems(hop.mention.of(text)))


def judge(row: dict[str, Any], found: Extraction, spans: Sequence[Span]) -> Iterator[Judged]:
    """Yield the sentences of an article that are no headlines of ours."""
    forms = {(one.source, one.span): one.form for one in found.mentions}
    status = {one.sentence: one.status for one in found.assessments}
    chained = [claim for claim in found.claims if claim.chain]
    for sentence, span in zip(row["sentences"], spans, strict=True):
        ours = [one for one in found.sentences if one.span.overlaps(span)]
        if not ours or all(one.headline for one in ours):
            continue
        numbers = {one.number for one in ours}
        said = any(status.get(number) in ("attributed", "mixed") for number in numbers)
        held = [
            claim
            for claim in chained
            if claim.sentence in numbers or any(part.overlaps(span) for part in claim.content)
        ]
        signs = {f"status {status.get(number)}" for number in numbers}
        signs |= {f"claims {min(len(held), 3)}", f"said {said}, claims {bool(held)}"}
        text = sentence["text"].strip()
        signs |= {
            f"quoted {any(mark in text for mark in MARKS)}",
            f"opens {text[:1] in OPENING}, closes {text[-1:] in MARKS}",
        }
        for claim in held:
            signs.update(claim_signs(claim, span, found, forms))
        yield Judged(
            row["doc_id"],
            row["split"] == "validation",
            text,
            bool(sentence["speech"]),
            said,
            frozenset(signs),
        )


def document_of(row: dict[str, Any]) -> tuple[Document, list[Span]]:
    """Return an article as a document, and the spans of the set's sentences."""
    text, spans = place(row["sentences"])
    return Document(text), spans
