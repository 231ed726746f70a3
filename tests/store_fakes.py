"""A fake extractor that reads a few fixed patterns, and made-up articles for it.

It stands in for the models: quick, and right about these articles by construction.
"""

import re
from dataclasses import dataclass, field

from claims.values import (
    Attribution,
    Claim,
    Document,
    Extraction,
    Figure,
    Hop,
    Mention,
    Region,
    Sentence,
    SentenceAssessment,
    Source,
    Span,
)

OUTLETS = {"Reuters", "The Harbour Times"}
RELAYED = re.compile(
    r"(?P<outlet>Reuters) (?P<cue>reported), (?P<citing>citing) (?P<source>[^,]+),"
    r" (?P<content>that .+)\."
)
SAID = re.compile(r"(?P<source>[^.]+?) (?P<cue>said) (?P<content>.+)\.")
NUMBER = re.compile(r"\d+")

ARTICLE = (
    "Ferry stops after fire\n\n"
    "The ferry to Lind was stopped on Monday after 3 fires. "
    "Ana Berg said the engine had been checked. "
    "A senior official said more than 20 people were hurt. "
    "Reuters reported, citing two port workers, that the ferry was overloaded. "
    "Ana Berg said the engine had been checked. "
    "Is it over?"
)


def article(number: int, *, words: int = 20, url: str | None = None) -> Document:
    """Return a made-up article, another one for each number."""
    lines = [f"Notice {number} from the harbour\n\n"]
    for line in range(words // 10):
        lines += [
            f"Ship {number}.{line} carried {line + 2} crates. ".replace(".", "-", 1),
            f"Ana Berg said crate {number}-{line} was late. ",
            f"A dock worker said gate {line} stayed shut. ",
        ]
    return Document(
        text="".join(lines).rstrip(),
        title=f"Notice {number} from the harbour",
        publisher="The Harbour Times" if number % 2 else "Lind Post",
        published="2024-02-18",
        language="en",
        url=url or f"https://example.org/notices/{number}",
        path=f"notices/{number}.txt",
    )


@dataclass
class _Findings:
    """What is found so far in one article."""

    text: str
    sources: dict[str, Source] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def hop(self, name: str, span: Span) -> Hop:
        anonymous = not name.istitle() and name not in OUTLETS
        kind = "outlet" if name in OUTLETS else "person"
        key = name
        self.sources.setdefault(
            key,
            Source(
                key=f"s{len(self.sources) + 1}",
                name=name,
                kind=kind,
                anonymous=anonymous,
                number="several" if name.endswith("s") and anonymous else "one",
                reason="not allowed to speak" if anonymous else None,
                description=None if anonymous else "of the harbour",
                aliases=() if anonymous or kind == "outlet" else (name.split()[-1],),
            ),
        )
        form = "nominal" if anonymous else "name"
        self.mentions.append(Mention(self.sources[key].key, span, form))
        return Hop(self.sources[key].key, span)

    def figures(self, content: Span) -> tuple[Figure, ...]:
        return tuple(
            Figure(
                "count",
                match.group(),
                Span(content.start + match.start(), content.start + match.end()),
                value=match.group(),
                bound=">",
            )
            for match in NUMBER.finditer(content.of(self.text))
        )


def fake_extract(document: Document) -> Extraction:
    """Return what the patterns find in a document."""
    found = _Findings(document.text)
    sentences, assessments = [], []
    for number, match in enumerate(re.finditer(r"\S[^.?!\n]*[.?!]?", document.text), start=1):
        span = Span(*match.span())
        headline = not match.group().endswith((".", "?"))
        sentences.append(Sentence(number, span, headline=headline))
        if headline:
            continue
        assessments.append(_assess(found, number, span))
    return Extraction(
        document,
        tuple(sentences),
        tuple(found.attributions),
        tuple(found.sources.values()),
        tuple(found.mentions),
        tuple(found.claims),
        tuple(assessments),
    )


def _assess(found: _Findings, number: int, sentence: Span) -> SentenceAssessment:
    words = sentence.of(found.text)

    def part(match: re.Match[str], name: str) -> Span:
        return Span(sentence.start + match.start(name), sentence.start + match.end(name))

    if match := RELAYED.fullmatch(words):
        content = part(match, "content")
        outlet, source = part(match, "outlet"), part(match, "source")
        cues = part(match, "cue"), part(match, "citing")
        parent = len(found.attributions)
        found.attributions += [
            Attribution((outlet,), cues[:1], (content,), "indirect"),
            Attribution((source,), cues[1:], (content,), "indirect", parent=parent),
        ]
        chain = (
            found.hop(match["outlet"], outlet),
            found.hop(match["source"], source),
        )
        _claim(found, number, parent + 1, content, chain, cue=cues)
    elif match := SAID.fullmatch(words):
        content, source = part(match, "content"), part(match, "source")
        cue = (part(match, "cue"),)
        found.attributions.append(Attribution((source,), cue, (content,), "indirect"))
        chain = (found.hop(match["source"], source),)
        _claim(found, number, len(found.attributions) - 1, content, chain, cue=cue)
    elif words.endswith("?"):
        return SentenceAssessment(number, "none", disputable=False, reason="a question")
    else:
        _claim(found, number, None, Span(sentence.start, sentence.end - 1), ())
        disputable = NUMBER.search(words) is not None
        return SentenceAssessment(number, "unsourced", disputable, reason="a number, no source")
    return SentenceAssessment(number, "attributed", disputable=False, reason="a source is stated")


def _claim(
    found: _Findings,
    sentence: int,
    attribution: int | None,
    content: Span,
    chain: tuple[Hop, ...],
    cue: tuple[Span, ...] = (),
) -> None:
    found.claims.append(
        Claim(
            sentence=sentence,
            attribution=attribution,
            content=(content,),
            text=content.of(found.text),
            manner=None if attribution is None else "indirect",
            kind="fact",
            cue=cue,
            chain=chain,
            figures=found.figures(content),
            standalone=f"In short: {content.of(found.text)}",
            confidence=0.75,
        )
    )


def seed(text: str = ARTICLE, **details: str) -> Extraction:
    """Return the extraction of one article with a region."""
    regions = (Region("headline", Span(0, text.find("\n"))),) if "\n" in text else ()
    return fake_extract(Document(text, regions=regions, path="ferry.txt", **details))
