"""Whether an extraction can be stored: every reference leads somewhere, every span is in the text.

A stage that errs must not cost the other articles; the fault is returned as a reason, and the
article is stored without claims.
"""

from collections.abc import Iterator

from claims.values import Claim, Document, Extraction, Span

__all__ = ["document_fault", "extraction_fault"]


def document_fault(document: Document) -> str | None:
    """Return why a document cannot be stored at all, None where it can."""
    details = [document.text, document.title, document.publisher, document.author]
    details += [document.published, document.language, document.url, document.format]
    try:
        "".join(detail or "" for detail in details).encode("utf8")
    except UnicodeEncodeError as error:
        character = f"U+{ord(error.object[error.start]):04X}"
        return f"holds {character}, half of a character, which no database can store"
    outside = [r for r in document.regions if r.span.end > len(document.text)]
    return f"a {outside[0].kind} lies outside the text" if outside else None


def extraction_fault(extraction: Extraction) -> str | None:
    """Return what is wrong inside an extraction, None where all is sound."""
    return next(_faults(extraction), None)


def _faults(extraction: Extraction) -> Iterator[str]:
    """Name each reference that leads nowhere and each span that is not in the text."""
    length = len(extraction.document.text)
    for what, spans in _spans(extraction):
        for span in spans:
            if span.end > length:
                yield f"{what} ends at {span.end}, but the text has {length} characters"
    yield from _sentence_faults(extraction)
    yield from _attribution_faults(extraction)
    keys = {source.key for source in extraction.sources}
    if len(keys) < len(extraction.sources):
        yield "two sources have the same key"
    if any(not source.name.strip() for source in extraction.sources):
        yield "a source has no name"
    used = {mention.source for mention in extraction.mentions}
    used |= {hop.source for claim in extraction.claims for hop in claim.chain}
    for key in sorted(used - keys):
        yield f"a source is not in the list: {key}"


def _spans(extraction: Extraction) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Return all spans with the name of what they belong to."""
    yield "a sentence", tuple(sentence.span for sentence in extraction.sentences)
    yield "a mention", tuple(mention.span for mention in extraction.mentions)
    for found in extraction.attributions:
        yield "an attribution", found.source + found.cue + found.content
    for claim in extraction.claims:
        yield "a claim", claim.content + claim.cue + claim.certainty_words
        yield "a figure", tuple(figure.span for figure in claim.figures)
        yield "a hop", tuple(hop.mention for hop in claim.chain if hop.mention is not None)


def _sentence_faults(extraction: Extraction) -> Iterator[str]:
    """Name faults of sentences and of what refers to them."""
    end, number = 0, 0
    for sentence in extraction.sentences:
        if sentence.span.start < end or sentence.number <= number:
            yield f"sentence {sentence.number} is out of order or overlaps the one before"
        end, number = sentence.span.end, sentence.number
    numbers = {sentence.number for sentence in extraction.sentences}
    used = {claim.sentence for claim in extraction.claims}
    used |= {found.sentence for found in extraction.assessments}
    for missing in sorted(used - numbers):
        yield f"there is no sentence {missing}"


def _attribution_faults(extraction: Extraction) -> Iterator[str]:
    """Name faults of attributions and of the claims that come from them."""
    count = len(extraction.attributions)
    for index, found in enumerate(extraction.attributions):
        if found.parent is not None and (not 0 <= found.parent < count or found.parent == index):
            yield f"attribution {index} lies in attribution {found.parent}, which is none"
        if not (found.source or found.cue or found.content):
            yield f"attribution {index} has no words"
    for claim in extraction.claims:
        yield from _claim_faults(claim, count)


def _claim_faults(claim: Claim, attributions: int) -> Iterator[str]:
    """Name faults of one claim."""
    if claim.attribution is not None and not 0 <= claim.attribution < attributions:
        yield f"a claim comes from attribution {claim.attribution}, which is none"
    if claim.attribution is None and claim.chain:
        yield f"the writer's own claim has a chain: {claim.text[:60]!r}"
    if not claim.content:
        yield f"a claim has no place in the text: {claim.text[:60]!r}"
