"""Made-up articles with made-up claims, as many as are wanted, the same ones every time.

The words mean nothing; what is like a newspaper is their number, how often the common ones come
back, how many sources there are and how they are quoted: a few very often, most hardly ever.
"""

import random
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

SYLLABLES = (
    *("ba", "da", "fe", "gi", "ho", "ju", "ka", "le", "mi", "no", "pu", "ra", "se", "ti"),
    *("vo", "wa", "xe", "yi", "zo", "ler", "man", "ton", "ris", "den"),
)
OUTLETS = tuple(f"The {name} Post" for name in ("Lind", "Harbour", "Hill", "Mill", "Port")) + tuple(
    f"Outlet {number}" for number in range(195)
)
ANONYMOUS = ("a senior official", "two diplomats", "a person close to the talks", "sources")
KINDS = ("fact",) * 12 + ("opinion",) * 3 + ("prediction",) * 2 + ("intention",) * 2 + ("other",)
CERTAINTIES = ("asserted",) * 8 + ("hedged", "doubted", "denied")


def _vocabulary(size: int = 20_000) -> list[str]:
    """Return made-up words of two to four syllables."""
    rng = random.Random(1)
    words = {"".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(size)}
    return sorted(words)


VOCABULARY = _vocabulary()


def _common(rng: random.Random, size: int) -> int:
    """Return a number below `size`, small ones far more often, as Zipf's law has it."""
    return int(size ** rng.random()) - 1


def _phrase(rng: random.Random, length: int) -> str:
    return " ".join(VOCABULARY[_common(rng, len(VOCABULARY))] for _ in range(length))


def _person(rng: random.Random) -> str:
    number = _common(rng, 5_000)
    first = VOCABULARY[number * 7 % len(VOCABULARY)]
    return f"{first.title()} {VOCABULARY[number * 13 % len(VOCABULARY)].title()}"


@dataclass
class _Draft:
    """An article in the making: the text so far, and what was said in it."""

    rng: random.Random
    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    assessments: list[SentenceAssessment] = field(default_factory=list)

    def put(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def source(self, name: str) -> str:
        if name not in self.sources:
            anonymous, outlet = name in ANONYMOUS, name in OUTLETS
            self.sources[name] = Source(
                f"s{len(self.sources) + 1}",
                name,
                "outlet" if outlet else "person",
                anonymous,
                "several" if name.endswith("s") and anonymous else "one",
                aliases=() if anonymous or outlet else (name.split()[-1],),
            )
        return self.sources[name].key

    def hop(self, name: str) -> Hop:
        key = self.source(name)
        span = self.put(name)
        named = "nominal" if name in ANONYMOUS else "name"
        self.mentions.append(Mention(key, span, named))
        return Hop(key, span)

    def sentence(self) -> None:
        start, manner = len(self.text), self.rng.random()
        chain: tuple[Hop, ...] = ()
        cues: tuple[Span, ...] = ()
        if manner < 0.15:
            relay = self.hop(OUTLETS[_common(self.rng, 200)])
            self.put(" reported, ")
            cues = (self.put("citing"),)
            self.put(" ")
            chain = (relay, self.hop(self.rng.choice(ANONYMOUS)))
            self.put(", that ")
        elif manner < 0.6:
            anonymous = manner < 0.25
            name = self.rng.choice(ANONYMOUS) if anonymous else _person(self.rng)
            chain = (self.hop(name),)
            self.put(" ")
            cues = (self.put("said"),)
            self.put(" ")
        self.claim(start, chain, cues)
        self.put(". ")

    def claim(self, start: int, chain: tuple[Hop, ...], cues: tuple[Span, ...]) -> None:
        number = len(self.sentences) + 1
        figure = str(self.rng.randint(2, 900)) if self.rng.random() < 0.3 else None
        words = _phrase(self.rng, self.rng.randint(8, 22))
        content = self.put(f"{figure} {words}" if figure else words)
        if chain:
            source = tuple(hop.mention for hop in chain[-1:] if hop.mention is not None)
            self.attributions.append(Attribution(source, cues, (content,), "indirect", None, 0.9))
        figures = ()
        if figure:
            place = Span(content.start, content.start + len(figure))
            figures = (Figure("count", figure, place, figure),)
        self.claims.append(
            Claim(
                number,
                len(self.attributions) - 1 if chain else None,
                (content,),
                content.of(self.text),
                "indirect" if chain else None,
                self.rng.choice(KINDS) if chain else "fact",
                cues,
                self.rng.choice(CERTAINTIES),
                chain=chain,
                figures=figures,
                confidence=round(self.rng.uniform(0.4, 1.0), 3),
            )
        )
        self.sentences.append(Sentence(number, Span(start, len(self.text) + 1)))
        status = "attributed" if chain else "unsourced"
        disputable = not chain and self.rng.random() < 0.4
        self.assessments.append(SentenceAssessment(number, status, disputable, "made up", 0.8))


def made_up(number: int, *, sentences: int = 20) -> Extraction:
    """Return the article of that number, with a claim in every sentence."""
    rng = random.Random(number)
    draft = _Draft(rng)
    title = _phrase(rng, 7).capitalize()
    headline = draft.put(title)
    draft.put("\n\n")
    draft.sentences.append(Sentence(1, headline, headline=True))
    for position in range(sentences):
        draft.sentence()
        if position % 4 == 3:
            draft.put("\n\n")
    document = Document(
        text=draft.text.rstrip(),
        title=title,
        publisher=OUTLETS[_common(rng, 200)],
        published=f"{rng.randint(2022, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        language="en",
        url=f"https://example.org/{number}",
        path=f"{number}.txt",
        regions=(Region("headline", headline),),
    )
    return Extraction(
        document,
        tuple(draft.sentences),
        tuple(draft.attributions),
        tuple(draft.sources.values()),
        tuple(draft.mentions),
        tuple(draft.claims),
        tuple(draft.assessments),
    )
