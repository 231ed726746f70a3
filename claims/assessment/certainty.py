"""How sure the text makes a claim sound, by which words, and whether it is put in the negative.

Words about the content ("allegedly", "may", "is unlikely to") and the cue ("claimed", "denied")
are looked up; where several speak, the strongest wins: denied, then doubted, then hedged. A hedge
counts inside a direct quotation too, because it is part of what is claimed.
"""

import re
from collections.abc import Sequence
from typing import Final

from claims.english.tokens import Word, word_set
from claims.values import Certainty, Span

_DENYING_CUES: Final = word_set(
    """
    deny denies denied denying denial denials refute refutes refuted refuting rebut rebutted
    dismiss dismisses dismissed dismissing reject rejects rejected rejecting disavow disavowed
    repudiate repudiated disputes disputed dispute disputing contradict contradicts contradicted
    contradicting debunk debunked debunks
    """
)
_DOUBTING_CUES: Final = word_set(
    """
    claim claims claimed claiming allege alleges alleged alleging allegation allegations
    allegedly purport purports purported purporting doubt doubts doubted doubting question
    questions questioned questioning wonder wonders wondered rumor rumors rumour rumours rumored
    rumoured insinuate insinuated skeptical sceptical
    """
)
_HEDGING_CUES: Final = word_set(
    """
    believe believes believed believing think thinks thought suggest suggests suggested
    suggesting suspect suspects suspected suspecting speculate speculates speculated speculating
    speculation expect expects expected expecting fear fears feared fearing hope hopes hoped
    hoping guess guesses guessed estimate estimates estimated estimating estimates appear
    appears appeared seem seems seemed predict predicts predicted predicting assume assumes
    assumed assuming hint hints hinted hinting imply implies implied implying indicate indicates
    indicated
    """
)
# "The report is false" denies it; whoever speaks of "untrue charges" denies those of others.
_DENYING_WORDS: Final = re.compile(
    r"\b(?:falsely|debunked|(?:false|untrue|baseless|unfounded)"
    r"(?!\s+(?!(?:and|or|but|by|because|as|in|that|if|when|to|on)\b)[a-z]))\b",
    re.I,
)
_DOUBTING_WORDS: Final = re.compile(
    r"\b(?:alleged(?:ly)?|purported(?:ly)?|reportedly|(?:a|the|its|their|his|her) reported|"
    r"supposed(?:ly)?|so-called|rumou?red|ostensibl[ey]|unconfirmed|unverified|accused of|"
    r"suspected of|"
    r"said to (?:be|have)|doubtful|unlikely|dubious|disputed)\b",
    re.I,
)
_HEDGING_WORDS: Final = re.compile(
    r"\b(?:may(?! \d)|might|could(?! not\b)|can(?= (?:lead|cause|result|mean)\b)|"
    r"perhaps|maybe|"
    r"possibly|possible that|possibility that|probabl[ey]|potentially|likely|likelihood|"
    r"apparent(?:ly)?|"
    r"appear(?:s|ed|ing)?(?= (?:to|that|as|like|set|un)?\b)|seem(?:s|ed|ing|ingly)?|"
    r"presumabl[ey]|suspected|"
    r"(?:is|are|was|were|been|be) (?:widely |generally |often |also )?(?:considered|regarded|"
    r"believed|"
    r"thought|seen as|viewed as|credited with|expected|feared|assumed|estimated)|an estimated|"
    r"expected to|"
    r"suggest(?:s|ed|ing)?|indicat(?:e|es|ed|ing) that|in (?:my|his|her|their|our) (?:opinion|"
    r"view)|"
    r"I (?:think|believe|guess|suppose|suspect|doubt|assume|imagine|hope)|"
    r"we (?:think|believe|suspect|hope|assume)|not (?:sure|certain|clear)|"
    r"(?:is|was|it’s|it's|remains?|remained) unclear|if true|arguably)\b"
)
_MONTH_MAY: Final = re.compile(r"\bMay\b(?! (?:be|have|not|also|I|we|he|she|it|they)\b)")
_NEGATION: Final = re.compile(
    r"\b(?:not|never|no(?! doubt\b| longer than\b|\. \d)|none|nobody|nothing|neither|nor|cannot|"
    r"without|no one|nowhere|"
    r"\w+n['’]t|fail(?:s|ed|ing)? to|refus(?:e|es|ed|ing) to|declin(?:e|es|ed|ing) to|lack(?:s|"
    r"ed|ing)?)\b",
    re.I,
)
_NOT_NEGATING: Final = re.compile(
    r"\b(?:not only|not just|no doubt|not least|"
    r"sp(?:are|ares|ared|aring) no|no (?:less|fewer|later|more) than|"
    r"no matter|if not|whether or not|not to mention)\b",
    re.I,
)
_CLAUSE_END: Final = re.compile(
    r"[,;:—–]|\b(?:because|although|though|which|who|after|before|when|while|if|unless)\b"
)


def assess_certainty(
    text: str, content: Sequence[Span], cue: Sequence[Word], *, quoted: bool = False
) -> tuple[Certainty, tuple[Span, ...]]:
    """Return how certain the claim is made out to be, and the words that say so.

    `content` are the spans of the content (or of the writer's own assertion), `cue` the words of
    the cue.
    """
    denied = [Span(word.start, word.end) for word in cue if word.lower in _DENYING_CUES]
    doubted = [Span(word.start, word.end) for word in cue if word.lower in _DOUBTING_CUES]
    hedged = [Span(word.start, word.end) for word in cue if word.lower in _HEDGING_CUES]
    for span in content:
        denied += _find(_DENYING_WORDS, text, span)
        doubted += _find(_DOUBTING_WORDS, text, span)
        hedged += [
            one for one in _find(_HEDGING_WORDS, text, span) if not _MONTH_MAY.match(one.of(text))
        ]
    if denied and not quoted:
        return "denied", tuple(denied)
    if doubted:
        return "doubted", tuple(doubted)
    if hedged:
        return "hedged", tuple(hedged)
    return "asserted", ()


def is_negated(text: str, content: Sequence[Span]) -> bool:
    """Return whether the main clause of the content is in the negative ("did not leave", "no
    evidence")."""
    if not content:
        return False
    stretch = content[0].of(text)
    main = stretch.removeprefix("that ")
    end = next((m.start() for m in _CLAUSE_END.finditer(main) if m.start() > 25), len(main))
    main = _NOT_NEGATING.sub("", main[:end])
    return _NEGATION.search(main) is not None


def _find(pattern: re.Pattern[str], text: str, span: Span) -> list[Span]:
    return [Span(m.start(), m.end()) for m in pattern.finditer(text, span.start, span.end)]
