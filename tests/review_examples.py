"""Articles written by hand for the tests of the desk, as extractions; and the seed from its gold.

`compose` places what was said by the words themselves, so that no test counts offsets.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from review_payloads import PAYLOADS as MANY_PAYLOADS

from claims.values import (
    Attribution,
    Claim,
    ClaimKind,
    Document,
    Extraction,
    Figure,
    Hop,
    Manner,
    Sentence,
    SentenceAssessment,
    SentenceStatus,
    Source,
    Span,
)

SEED = Path(__file__).parent / "data" / "seed_gold.json"


@dataclass(frozen=True)
class Said:
    """One claim of a sentence: `chain` holds (source key, words of the mention or None)."""

    content: str
    cue: str = ""
    chain: tuple[tuple[str, str | None], ...] = ()
    manner: Manner | None = "indirect"
    kind: ClaimKind = "fact"
    certainty: str = "asserted"
    figures: tuple[tuple[str, str, str], ...] = ()
    confidence: float = 0.9


@dataclass(frozen=True)
class Line:
    """One sentence, and what is claimed in it; `breaks` begins a new paragraph after it."""

    text: str
    status: SentenceStatus = "attributed"
    disputable: bool = False
    said: tuple[Said, ...] = ()
    breaks: bool = True
    headline: bool = False


def find(text: str, words: str, begin: int = 0) -> Span:
    """Return where the words stand in the text, from `begin` on."""
    start = text.index(words, begin)
    return Span(start, start + len(words))


@dataclass
class _Composer:
    text: str
    attributions: list[Attribution] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def add(self, number: int, begin: int, said: Said) -> None:
        content = find(self.text, said.content, begin)
        cue = (find(self.text, said.cue, begin),) if said.cue else ()
        chain = tuple(
            Hop(key, find(self.text, words, begin) if words else None, inferred=words is None)
            for key, words in said.chain
        )
        index = None
        if said.chain or said.cue:
            source = chain[-1].mention if chain else None
            index = len(self.attributions)
            self.attributions.append(
                Attribution(
                    source=(source,) if source else (),
                    cue=cue,
                    content=(content,),
                    manner=said.manner or "indirect",
                    confidence=said.confidence,
                )
            )
        self.claims.append(
            Claim(
                sentence=number,
                attribution=index,
                content=(content,),
                text=said.content,
                manner=said.manner if index is not None else None,
                kind=said.kind,
                cue=cue,
                certainty=said.certainty,  # type: ignore[arg-type]  # tests name it as they like
                chain=chain,
                figures=tuple(
                    Figure(kind, words, find(self.text, words, begin), value=value)  # type: ignore[arg-type]
                    for kind, words, value in said.figures
                ),
                confidence=said.confidence,
            )
        )


def compose(lines: list[Line], sources: list[Source], **details: Any) -> Extraction:
    """Return the extraction of an article of these lines; `details` are those of the document."""
    text, sentences = "", []
    for number, line in enumerate(lines, start=1):
        begin = len(text)
        sentences.append(Sentence(number, Span(begin, begin + len(line.text)), line.headline))
        text += line.text + ("\n" if line.breaks else " ")
    composer = _Composer(text)
    for sentence, line in zip(sentences, lines, strict=True):
        for said in line.said:
            composer.add(sentence.number, sentence.span.start, said)
    return Extraction(
        document=Document.unchecked(text=text, language="en", **details),
        sentences=tuple(sentences),
        attributions=tuple(composer.attributions),
        sources=tuple(sources),
        claims=tuple(composer.claims),
        assessments=tuple(
            SentenceAssessment(sentence.number, line.status, line.disputable, "by hand")
            for sentence, line in zip(sentences, lines, strict=True)
            if not line.headline
        ),
    )


def seed() -> Extraction:
    """Return the seed with what its gold annotation says, figures of two sentences added."""
    gold = json.loads(SEED.read_text("utf8"))
    text: str = gold["text"]
    attributions: list[Attribution] = []
    claims: list[Claim] = []
    for number, sentence in enumerate(gold["sentences"], start=1):
        for given in sentence["claims"]:
            attributions.append(_gold_attribution(given))
            claims.append(_gold_claim(text, number, len(attributions) - 1, given))
        if sentence["status"] in ("unsourced", "mixed"):
            claims += _own(text, number, sentence)
    return Extraction(
        document=Document(
            text=text,
            published=gold["published"],
            language="en",
            path="seeds/000_a90919bc5fefbfbb.txt",
        ),
        sentences=tuple(
            Sentence(number, Span(*sentence["span"]))
            for number, sentence in enumerate(gold["sentences"], start=1)
        ),
        attributions=tuple(attributions),
        sources=tuple(
            Source(s["id"], s["name"], s["kind"], s["anonymous"], s["number"], s["reason"])
            for s in gold["sources"]
        ),
        claims=tuple(claims),
        assessments=tuple(
            SentenceAssessment(number, s["status"], s["disputable"], "by hand")
            for number, s in enumerate(gold["sentences"], start=1)
        ),
    )


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _gold_attribution(given: dict[str, Any]) -> Attribution:
    mention = given["chain"][-1]["mention"]
    return Attribution(
        source=(Span(*mention),) if mention else (),
        cue=_spans(given["cue"]),
        content=_spans(given["content"]),
        manner=given["manner"],
        confidence=0.93,
    )


def _gold_claim(text: str, number: int, index: int, given: dict[str, Any]) -> Claim:
    content = _spans(given["content"])
    return Claim(
        sentence=number,
        attribution=index,
        content=content,
        text=" … ".join(span.of(text) for span in content),
        manner=given["manner"],
        kind=given["kind"],
        cue=_spans(given["cue"]),
        chain=tuple(
            Hop(
                hop["source"],
                Span(*hop["mention"]) if hop["mention"] else None,
                inferred=hop["mention"] is None,
            )
            for hop in given["chain"]
        ),
        confidence=0.93,
    )


_FIGURES = {
    9: (("date", "February 4", "2024-02-04"), ("count", "more than 20", "20")),
    14: (("count", "more than 28,000", "28000"),),
}


def _own(text: str, number: int, sentence: dict[str, Any]) -> list[Claim]:
    """Return the writer's own claim: the sentence, or what stands behind its last attribution."""
    start, end = sentence["span"]
    if sentence["status"] == "mixed":
        start = max(content[1] for claim in sentence["claims"] for content in claim["content"])
    words = text[start:end].strip(" .,")
    if len(words) < 10:
        return []
    span = find(text, words, start)
    figures = tuple(
        Figure(kind, given, find(text, given, start), value=value)  # type: ignore[arg-type]
        for kind, given, value in _FIGURES.get(number, ())
    )
    return [Claim(number, None, (span,), words, None, "fact", figures=figures, confidence=0.71)]


REUTERS = Source("r", "Reuters", "outlet", anonymous=False, number="one")
OFFICIAL = Source("o", "a senior official", "person", anonymous=True, number="one")
MAYOR = Source("m", "Mayor Ana Ruiz", "person", anonymous=False, number="one")
REPORT = Source("p", "the audit report", "document", anonymous=False, number="one")


def harbour() -> Extraction:
    """A local story: a long quotation, a relayed official, a denial, a rumour, a bare number."""
    return compose(
        [
            Line("Harbour wall cracks again", "none", headline=True),
            Line(
                "The harbour wall cost 4 million euros more than planned.",
                "unsourced",
                True,
                (Said("The harbour wall cost 4 million euros more than planned", figures=_COST),),
            ),
            Line(
                "“The wall is safe. Nobody has to leave,” Mayor Ana Ruiz said.",
                said=(
                    Said(
                        "“The wall is safe. Nobody has to leave,”",
                        "said",
                        (("m", "Mayor Ana Ruiz"),),
                        "direct",
                    ),
                ),
                breaks=False,
            ),
            Line(
                "She denied that the audit report had been hidden.",
                said=(
                    Said(
                        "the audit report had been hidden",
                        "denied",
                        (("m", "She"),),
                        certainty="denied",
                    ),
                ),
            ),
            Line(
                "A senior official told Reuters that the pumps would fail next winter.",
                said=(
                    Said(
                        "the pumps would fail next winter",
                        "told",
                        (("r", "Reuters"), ("o", "A senior official")),
                        kind="prediction",
                        confidence=0.42,
                    ),
                ),
            ),
            Line(
                "A senior official told Reuters that two pumps had failed.",
                said=(
                    Said(
                        "two pumps had failed",
                        "told",
                        (("r", "Reuters"), ("o", "A senior official")),
                        figures=(("count", "two", "2"),),
                    ),
                ),
            ),
            Line(
                "The contractor reportedly left the country.",
                said=(Said("left the country", "reportedly"),),
            ),
            Line(
                "The audit report found 31 cracks, the mayor’s predecessor is dead.",
                "mixed",
                False,
                (
                    Said("31 cracks", "found", (("p", "The audit report"),)),
                    Said("the mayor’s predecessor is dead"),
                ),
            ),
        ],
        [REUTERS, OFFICIAL, MAYOR, REPORT],
        title="Harbour wall cracks again",
        publisher="The Port Times",
        author="Lou Vega",
        published="2024-05-02",
        url="https://port.example/harbour-wall",
    )


_COST = (("money", "4 million euros", "4000000"),)
PAYLOADS = MANY_PAYLOADS[:8]
"""What a hostile article holds wherever it can: few, so that each field can hold all of them."""


def hostile() -> Extraction:
    """An article whose text, title, names and address try to become markup."""
    everything = " ".join(PAYLOADS)
    source = Source(
        "x",
        everything,
        "person",
        anonymous=False,
        number="one",
        reason=everything,
        description=everything,
    )
    return compose(
        [
            Line(
                f"{everything} said that {everything} is {everything} zebra.",
                said=(Said(everything, "said", (("x", everything),)),),
            ),
            Line(f"Own: {everything} zebra.", "unsourced", True, (Said(f"Own: {everything}"),)),
        ],
        [source],
        title=everything,
        publisher=everything,
        author=everything,
        published=everything,
        url="javascript:window.pwned=1//https://ok.example/",
        path=everything,
    )
