"""From located notes to an extraction: the same values that the first reader gives.

The notes say who says what in which sentence. What they leave open follows from the text by the
project's own assessment: how certain a claim is, whether it is negated, its figures, a form that
reads by itself, and the words of the writer's own claim. A reader of this kind does not say how
sure it is: confidences keep their default.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from claims.assessment import assess
from claims.pipeline import default_model
from claims.readers.notation import NotedClaim, NotedSource, Notes
from claims.values import (
    Attribution,
    Claim,
    Document,
    Extraction,
    Hop,
    Mention,
    MentionForm,
    Sentence,
    SentenceAssessment,
    Source,
    Span,
)

__all__ = ["extraction_of_notes"]

_PRONOUNS: Final = frozenset(
    {
        *("he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their"),
        *("theirs", "i", "me", "my", "we", "us", "our", "who", "whom", "you"),
    }
)
_WORD: Final = re.compile(r"\w[\w'’-]*")


def extraction_of_notes(
    document: Document, sentences: Sequence[Sentence], notes: Notes, *, reader: str
) -> Extraction:
    """Return what a reader noted as an extraction; `reader` names it in every link.

    Sentences without a sound status have no assessment, and sources that no chain holds are left
    out.
    """
    noted = [
        (number, claim)
        for number in sorted(notes.sentences)
        for claim in notes.sentences[number].claims
    ]
    attributions = _attributions([claim for _, claim in noted], reader)
    chains = [_chain(claim, reader) for _, claim in noted]
    used = {hop.source for chain in chains for hop in chain}
    kept = {key: source for key, source in notes.sources.items() if key in used}
    mentions = _mentions(document.text, chains, kept)
    sources = tuple(_source(document.text, source, mentions) for source in kept.values())
    model = default_model()
    encoded = model.encode(document.text)
    assessed = assess(document, sentences, attributions, chains, sources, encoded, model)
    like = {claim.attribution: claim for claim in assessed.claims}
    own = {claim.sentence: claim for claim in assessed.claims if claim.attribution is None}
    claims = [
        _claim(document.text, number, index, claim, chains[index], like.get(index))
        for index, (number, claim) in enumerate(noted)
    ]
    placed = {sentence.number: sentence for sentence in sentences}
    for number, sentence in notes.sentences.items():
        if sentence.status in ("mixed", "unsourced"):
            said = [claim for claim in claims if claim.sentence == number]
            claims.append(_own(document.text, placed[number], own.get(number), said))
    return Extraction(
        document,
        sentences=tuple(sentences),
        attributions=attributions,
        sources=sources,
        mentions=mentions,
        claims=tuple(sorted(claims, key=lambda claim: (claim.sentence, claim.content[0].start))),
        assessments=tuple(
            SentenceAssessment(number, found.status, found.disputable, f"read by {reader}")
            for number, found in sorted(notes.sentences.items())
            if found.status is not None
        ),
    )


def _attributions(noted: Sequence[NotedClaim], reader: str) -> tuple[Attribution, ...]:
    """Return an attribution for each claim; one lies in another's content where its chain goes on
    from that one's."""
    found = []
    for index, claim in enumerate(noted):
        last = claim.chain[-1].mention
        parents = [
            other
            for other, outer in enumerate(noted)
            if other != index
            and [hop.source for hop in outer.chain] == [hop.source for hop in claim.chain[:-1]]
            and _holds(outer.content, claim.content)
        ]
        found.append(
            Attribution(
                source=() if last is None else (last,),
                cue=claim.cue,
                content=claim.content,
                manner=claim.manner,
                parent=parents[0] if parents else None,
                model=reader,
            )
        )
    return tuple(found)


def _holds(outer: Iterable[Span], inner: Iterable[Span]) -> bool:
    outer = tuple(outer)
    return all(any(one.contains(other) for one in outer) for other in inner)


def _chain(claim: NotedClaim, reader: str) -> tuple[Hop, ...]:
    return tuple(
        Hop(hop.source, hop.mention, inferred=hop.mention is None, rule=f"read by {reader}")
        for hop in claim.chain
    )


def _mentions(
    text: str, chains: Iterable[Sequence[Hop]], sources: Mapping[str, NotedSource]
) -> tuple[Mention, ...]:
    """Return the places that speak of the sources: where they are named, and those of the hops."""
    places = {(key, source.name) for key, source in sources.items()}
    places |= {
        (hop.source, hop.mention) for chain in chains for hop in chain if hop.mention is not None
    }
    found = [Mention(key, span, _form(text, span)) for key, span in places]
    return tuple(sorted(found, key=lambda mention: (mention.span, mention.source)))


def _form(text: str, span: Span) -> MentionForm:
    """Return how a mention speaks of its source; a capital at the head of a sentence says nothing.

    What is called a name here is at least written as one.
    """
    words = _WORD.findall(span.of(text))
    if len(words) == 1 and words[0].lower() in _PRONOUNS:
        return "pronoun"
    before = text[: span.start].rstrip(" \t\"'“”‘’(")
    opens = not before or before[-1] in ".!?\n"
    capital = [word[0].isupper() for word in words]
    return "name" if any(capital[1:] if opens and len(words) > 1 else capital) else "nominal"


def _source(text: str, source: NotedSource, mentions: Iterable[Mention]) -> Source:
    name = _words(text, source.name)
    called = [
        _words(text, mention.span)
        for mention in mentions
        if mention.source == source.key and mention.form == "name"
    ]
    return Source(
        source.key,
        name,
        source.kind,
        source.anonymous,
        source.number,
        None if source.reason is None else _words(text, source.reason),
        aliases=tuple(dict.fromkeys(alias for alias in called if alias != name)),
    )


def _words(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())


def _claim(
    text: str,
    number: int,
    index: int,
    noted: NotedClaim,
    chain: tuple[Hop, ...],
    like: Claim | None,
) -> Claim:
    """Return a noted claim, with what assessment says of the same attribution (`like`)."""
    found = Claim(
        sentence=number,
        attribution=index,
        content=noted.content,
        text=_joined(text, noted.content),
        manner=noted.manner,
        kind=noted.kind,
        cue=noted.cue,
        chain=chain,
    )
    return found if like is None else _with_details(found, like)


def _with_details(claim: Claim, like: Claim) -> Claim:
    return replace(
        claim,
        certainty=like.certainty,
        certainty_words=like.certainty_words,
        negated=like.negated,
        figures=tuple(f for f in like.figures if any(s.contains(f.span) for s in claim.content)),
        standalone=like.standalone,
    )


def _own(text: str, sentence: Sentence, like: Claim | None, said: Sequence[Claim]) -> Claim:
    """Return what the writer asserts in a sentence: what assessment takes for it, else all that no
    claim, cue or mention of the sentence covers, else the sentence."""
    if like is not None:
        return like
    covered = sorted(
        span
        for claim in said
        for span in (
            *claim.content,
            *claim.cue,
            *(hop.mention for hop in claim.chain if hop.mention is not None),
        )
        if sentence.span.contains(span)
    )
    content = tuple(_trimmed(text, sentence.span, covered)) or (sentence.span,)
    return Claim(
        sentence=sentence.number,
        attribution=None,
        content=content,
        text=_joined(text, content),
        manner=None,
        kind="fact",
    )


def _trimmed(text: str, whole: Span, covered: Sequence[Span]) -> list[Span]:
    """Return what is left of a stretch, without marks and conjunctions at the ends of each rest."""
    rests = []
    at = whole.start
    for span in (*covered, Span(whole.end, whole.end)):
        words = list(_WORD.finditer(text, at, max(at, span.start)))
        while words and words[0].group().lower() in ("and", "but", "that", "which"):
            del words[0]
        if len(words) > 1:
            rests.append(Span(words[0].start(), words[-1].end()))
        at = max(at, span.end)
    return rests


def _joined(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(span.of(text) for span in spans)
