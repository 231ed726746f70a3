"""Small articles for the house rules, made from their sentences and who says what in them."""

from dataclasses import dataclass, field
from typing import Any

from claims.sentences import split_sentences
from claims.values import (
    Attribution,
    Claim,
    Document,
    Extraction,
    Figure,
    Hop,
    Mention,
    Sentence,
    SentenceAssessment,
    Source,
    Span,
)

REUTERS = Source("reuters", "Reuters", "outlet", False, "one")
LEE = Source("lee", "Ann Lee", "person", False, "one")
ROE = Source("roe", "Max Roe", "person", False, "one")
AIDE = Source("aide", "an aide", "person", True, "one")
AIDES = Source("aides", "aides", "person", True, "several")
TWO_AIDES = Source("two", "two aides", "person", True, "several")
KNOWING_AIDE = Source("knowing", "an aide", "person", True, "one", reason="who read the letter")
SHY_AIDE = Source("shy", "an aide", "person", True, "one", reason="who asked not to be named")
SHY_SOURCE = Source("shy", "a source", "person", True, "one", reason="who asked not to be named")
FULL_SOURCE = Source(
    "full", "a source", "person", True, "one", reason="who read it and asked not to be named"
)
SPOKESMAN = Source("spokesman", "a spokesman for the firm", "person", True, "one")


@dataclass
class Article:
    """An article in the making; `document` takes what `Document` takes."""

    text: str
    details: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    attributions: list[Attribution] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    assessments: list[SentenceAssessment] = field(default_factory=list)

    def span(self, words: str) -> Span:
        """Return where the words stand."""
        start = self.text.index(words)
        return Span(start, start + len(words))

    def sentence_of(self, span: Span) -> Sentence:
        """Return the sentence that holds the span."""
        return next(s for s in split_sentences(self.text) if s.span.contains(span))

    def said(self, content: str, cue: str, *chain: Source, **details: Any) -> "Article":
        """Add what somebody said; the last of the chain is the originator."""
        span, cue_span = self.span(content), self.span(cue)
        manner = details.pop("manner", "direct" if content[0] in '“"' else "indirect")
        hops = []
        for source in chain:
            self.sources[source.key] = source
            place = self.text.find(source.name)
            mention = Span(place, place + len(source.name)) if place >= 0 else None
            if mention:
                self.mentions.append(
                    Mention(source.key, mention, "nominal" if source.anonymous else "name")
                )
            hops.append(Hop(source.key, mention, inferred=mention is None))
        self.attributions.append(Attribution((), (cue_span,), (span,), manner))
        number = self.sentence_of(span).number
        self.claims.append(
            Claim(
                number,
                len(self.attributions) - 1,
                (span,),
                content,
                manner,
                details.pop("kind", "fact"),
                chain=tuple(hops),
                figures=self._figures(details.pop("figures", ())),
            )
        )
        return self

    def asserted(self, content: str, *, disputable: bool = True, **details: Any) -> "Article":
        """Add what the writer asserts."""
        span = self.span(content)
        number = self.sentence_of(span).number
        words = tuple(self.span(word) for word in details.get("hedges", ()))
        claim = Claim(
            number,
            None,
            (span,),
            content,
            None,
            details.get("kind", "fact"),
            certainty="hedged" if words else "asserted",
            certainty_words=words,
            figures=self._figures(details.get("figures", ())),
        )
        self.claims.append(claim)
        self.assessments.append(SentenceAssessment(number, "unsourced", disputable, "a test"))
        return self

    def _figures(self, figures: Any) -> tuple[Figure, ...]:
        """Return figures from (kind, words, value)."""
        return tuple(Figure(kind, words, self.span(words), value) for kind, words, value in figures)

    def extraction(self) -> Extraction:
        """Return what the stages would have found."""
        return Extraction(
            Document(self.text, **{"published": "2024-03-07", **self.details}),
            split_sentences(self.text),
            tuple(self.attributions),
            tuple(self.sources.values()),
            tuple(dict.fromkeys(self.mentions)),
            tuple(self.claims),
            tuple(self.assessments),
        )


def article(text: str, **details: Any) -> Article:
    """Return an article to which statements are added."""
    return Article(text, details)
