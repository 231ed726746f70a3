"""Makes claims: of each attribution's content in a sentence, and of what the writer asserts
there."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from claims.assessment.certainty import assess_certainty, is_negated
from claims.assessment.paraphrase import denies, is_fragment, paraphrase
from claims.assessment.persons import SOMEBODY
from claims.assessment.self_contained import hangs, is_whole
from claims.assessment.standalone import make_standalone
from claims.attributions import manner_of
from claims.english.calendar import DAY_NAME
from claims.english.figures import find_figures
from claims.english.tokens import Word, find_words, words_within
from claims.inference import AttributionModel, Encoded
from claims.inference.shapes import CLAIM_KINDS
from claims.sources import gender_of_name
from claims.values import (
    Attribution,
    Claim,
    ClaimKind,
    Document,
    Hop,
    Manner,
    Sentence,
    Source,
    Span,
)

# A source as the subject of a sentence: "the White House", with the article that the text gives
# it.

_MALE: Final = ("he", "his own")
_FEMALE: Final = ("she", "her own")


def subject(text: str, source: Source) -> str:
    """Return the name of a source, with "the" where the text mostly puts one before it."""
    name = source.name
    if source.kind == "person" or source.anonymous or source.description == name:
        return name
    if name.split(" ", 1)[0].lower() in ("the", "a", "an", "its", "his", "her", "their"):
        return name
    plain = len(re.findall(rf"\b{re.escape(name)}\b(?![’']s| [A-Z])", text))
    with_article = len(re.findall(rf"\b[Tt]he {re.escape(name)}\b(?![’']s| [A-Z])", text))
    return f"the {name}" if with_article and 2 * with_article >= plain else name


def own_pronouns(name: str) -> tuple[str, ...]:
    """Return the pronouns that a person of this name may be meant by."""
    gender = gender_of_name(name)
    if gender == "male":
        return _MALE
    return _FEMALE if gender == "female" else (*_MALE, *_FEMALE)


class ClaimMaker:
    """Makes the claims of one document."""

    def __init__(
        self,
        document: Document,
        attributions: Sequence[Attribution],
        chains: Sequence[tuple[Hop, ...]],
        sources: Sequence[Source],
        encoded: Encoded,
        model: AttributionModel,
        quotations: Sequence[Span],
    ) -> None:
        """Keep the article, who says what in it, and how the model reads it."""
        self.document = document
        self.attributions = attributions
        self.chains = chains
        self.sources = {source.key: source for source in sources}
        self.encoded = encoded
        self.model = model
        self.quotations = quotations

    def attributed(
        self, sentence: Sentence, words: Sequence[Word], index: int, content: tuple[Span, ...]
    ) -> Claim:
        """Return the claim of the attribution at `index`, as far as its content lies in the
        sentence, whose words are `words`."""
        attribution = self.attributions[index]
        chain = self.chains[index] if index < len(self.chains) else ()
        cue = attribution.cue
        cue_words = [word for span in cue for word in self._words(sentence, words, span)]
        kind, sure = self._kind(content, cue)
        quoted = attribution.manner == "direct"
        certainty, signs = assess_certainty(self.document.text, content, cue_words, quoted=quoted)
        return Claim(
            sentence=sentence.number,
            attribution=index,
            content=content,
            text=" … ".join(span.of(self.document.text) for span in content),
            manner=self._manner(attribution, content),
            kind=kind,
            cue=cue,
            certainty=certainty,
            certainty_words=signs,
            negated=is_negated(self.document.text, content),
            chain=chain,
            figures=find_figures(self.document.text, content, published=self.document.published),
            standalone=self._standalone(sentence, index, chain, content),
            confidence=round(attribution.confidence * sure, 4),
        )

    def own(
        self,
        sentence: Sentence,
        content: tuple[Span, ...],
        confidence: float,
    ) -> Claim:
        """Return what the writer asserts in the sentence, as a claim with an empty chain."""
        text = self.document.text
        kind, sure = self._kind(content, ())
        certainty, signs = assess_certainty(text, content, [])
        return Claim(
            sentence=sentence.number,
            attribution=None,
            content=content,
            text=" … ".join(span.of(text) for span in content),
            manner=None,
            kind=kind,
            certainty=certainty,
            certainty_words=signs,
            negated=is_negated(text, content),
            figures=find_figures(text, content, published=self.document.published),
            standalone=make_standalone(
                text, content if is_whole(text, sentence.span, content) else (sentence.span,), {}
            ),
            confidence=round(confidence * sure, 4),
        )

    def _manner(self, attribution: Attribution, content: tuple[Span, ...]) -> Manner:
        """Return the manner of a piece: one sentence of a mixed content may be direct."""
        if attribution.manner != "mixed" or content == attribution.content:
            return attribution.manner
        return manner_of(self.document.text, content, self.quotations)

    def _words(self, sentence: Sentence, words: Sequence[Word], span: Span) -> list[Word]:
        """Return the words of a span, which may lie in another sentence."""
        if sentence.span.contains(span):
            return words_within(words, span)
        return find_words(self.document.text, span)

    def _kind(self, content: Sequence[Span], cue: Sequence[Span]) -> tuple[ClaimKind, float]:
        """Return the kind of a claim, and how sure it is; what has no cue is its own."""
        states = self._states(content)
        chances = self.model.judges.content(states, self._states(cue) if cue else states)
        best = int(chances.argmax())
        return CLAIM_KINDS[best], float(chances[best])

    def _states(self, spans: Sequence[Span]) -> NDArray[np.float32]:
        return np.concatenate([self.encoded.states(span.start, span.end) for span in spans])

    def _standalone(
        self, sentence: Sentence, index: int, chain: tuple[Hop, ...], content: tuple[Span, ...]
    ) -> str:
        """Return the readable form: the content, or its paraphrase where that is not a sentence."""
        text, source = self.document.text, self.sources.get(chain[-1].source) if chain else None
        if source is not None:
            told = paraphrase(text, self.attributions[index], content, subject(text, source))
            if told is not None:
                return told
        if self._needs_sentence(index, content) and sentence.span.contains(content[0]):
            return make_standalone(text, (sentence.span,), {})
        return make_standalone(text, content, self._names(chain, content))

    def _needs_sentence(self, index: int, content: tuple[Span, ...]) -> bool:
        """Return whether a content says nothing, or another thing, without its sentence."""
        text, attribution = self.document.text, self.attributions[index]
        if attribution.manner == "direct" and text[content[0].start].isupper():
            return False
        cue = " ".join(span.of(text) for span in attribution.cue)
        before = attribution.cue[0].start < content[0].start if attribution.cue else False
        lost = before and (denies(cue) or is_fragment(cue, content[0].of(text)))
        return lost or hangs(text, content)

    def _names(self, chain: tuple[Hop, ...], content: tuple[Span, ...]) -> dict[str, str]:
        """Return who the pronouns that can open the content are.

        "I" is the speaker; so are "he", "it" and "they" in what is told indirectly, where the
        source is named before it in the same breath ("the group said it would stop").
        """
        source = self.sources.get(chain[-1].source) if chain else None
        if source is None or not content:
            return {}
        name = subject(self.document.text, source)
        follows = self._follows(chain, content)
        if source.kind == "person" and source.number == "one":
            others = {} if not follows or self._hears(chain, content) else own_pronouns(source.name)
            return {"i": name, **dict.fromkeys(others, name)}
        if not follows:
            return {}
        several = source.number == "several" or _PLURAL.search(name) is not None
        return {"they": name, "their own": name} if several else {"it": name, "its own": name}

    def _hears(self, chain: tuple[Hop, ...], content: tuple[Span, ...]) -> bool:
        """Return whether somebody else is named between the source and the content: "told Bob"."""
        between = self._between(chain, content) or ""
        return len(chain) == 1 and re.search(r"\b[A-Z]", between) is not None

    def _between(self, chain: tuple[Hop, ...], content: tuple[Span, ...]) -> str | None:
        """Return what is between the name of who says it and the content, without days and a
        clause in commas ("Lee, who knew Cole, said"); None where the name does not come first."""
        mention = chain[-1].mention
        if mention is None or mention.end > content[0].start:
            return None
        between = self.document.text[mention.end : content[0].start]
        return _CLAUSE.sub("", _DAYS.sub("", between)) if len(between) <= _FARTHEST else None

    def _follows(self, chain: tuple[Hop, ...], content: tuple[Span, ...]) -> bool:
        """Return whether the content comes soon after the name of who says it."""
        between = self._between(chain, content)
        if between is None or len(between) > _LONG_BREATH:
            return False
        if len(between) > _BREATH and (_BREAK.search(between) or SOMEBODY.search(between)):
            return False
        return _EXPLETIVE.match(self.document.text, content[0].start, content[0].end) is None


_BREATH: Final = 60
_LONG_BREATH: Final = 160
"""Where nobody else is spoken of between."""
_FARTHEST: Final = 400
_BREAK: Final = re.compile(r"[.!?][”\"’']*\s|[\n:;“”\"]|\b(?:and|but) (?:he|she|they|it)\b")
_CLAUSE: Final = re.compile(r"^ ?, (?:who|which|whose|an?|the)\b[^,;:.\n]{1,120},")
_PLURAL: Final = re.compile(r"(?:\bpolice|\b(?:Democrats|Republicans|Greens|Conservatives))$", re.I)
_DAYS: Final = re.compile(DAY_NAME)
_EXPLETIVE: Final = re.compile(
    r"(?:that )?it (?:is|was|would be|will be|['’]s|seems|seemed|appears|appeared|remains|would "
    r"take|will take|"
    r"takes|took) (?![\w-]+(?:ing\b|ed by\b))"
    r"|(?:that )?it (?:would|will) (?:(?:be|take|mean|seem)\b|"
    r"help (?:if|that|to)\b)|[“\"]|''|``"
)
