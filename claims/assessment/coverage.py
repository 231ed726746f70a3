"""What of a sentence is attributed, and what is left to the writer.

Source, cue and content of the attributions are taken away; what remains falls into stretches. A
stretch that only places the saying ("on Tuesday", "in a statement"), joins ("But", "also") or
names the source's office asserts nothing that an editor would check; one with a clause of its own
("who took office in May", "after police made arrests") does. Here the stretches are found and
described; `statuses` weighs them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from claims.assessment.silences import is_silence, is_told
from claims.assessment.words import Word, find_words
from claims.values import Attribution, Hop, SourceKind, Span

_ACT: Final = re.compile(
    r"^(?:(?:has|have|had|was|were|is|are|also|to|again|be|been|being|since|soon|later|"
    r"now|just|yet|still|already|began|will|would|\w+ly) )*"
    r"(?:saw|seen|sees|watch\w*|fil(?:e|ed|es|ing)|su(?:e|ed|es|ing)|sign(?:s|ed|ing)?|"
    r"repeal\w*|enact\w*|"
    r"vot(?:e|ed|es|ing)|elect\w*|send\w*|sent|hir(?:e|ed|es|ing)|bought|sold|visit\w*|meet\w*|"
    r"met|arrest\w*|"
    r"detain\w*|kill\w*|attack(?:s|ed|ing)? (?:a|the)\b|convict\w*|sentenc\w*|charg(?:e|ed|es|ing)|"
    r"cast (?:a )?ballots?|support(?:s|ed|ing)? by|attend\w*|read(?:s|ing)? (?:a|the)\b|came out|"
    r"implement\w*|impos(?:e|ed|es|ing)|reinstat\w*|rebrand\w*|publish\w*|promot(?:e|ed|es|ing)|"
    r"wait\w*|await\w*|quell\w*|omit\w*|approve|look\w* into|revis(?:e|ed|es|ing) (?:up|down)|"
    r"pa(?:y|ys|id|ying) (?:\w+ )?attention|accept\w*|launch\w*|ban(?:s|ned|ning)?|cancel\w*|"
    r"escalat\w*|prob(?:e|ed|es|ing)|investigat(?:e|ed|es|ing)|nominat\w*|mark(?:s|ed|ing)?|"
    r"focus\w*|us(?:e|ed|es|ing)|embarrass\w*|amaz(?:e|ed|es|ing)|reckon\w* with|align\w*|"
    r"rang(?:e|ed|es|ing) from|experienc\w*|resonat\w*|grant(?:s|ed|ing)?|releas(?:e|ed|es|ing)$|"
    r"ma[dk]e a name|appoint\w*|replac\w*|creat(?:e|ed|es|ing)|buil(?:d|ds|t|ding)|"
    r"(?:issu(?:e|ed|es|ing)|post(?:s|ed|ing)?|cast(?:s|ing)?)$)(?!\w)"
    r"|\b(?:was|were|been|being|is|are) (?:\w+ )?(?:denied|refused|granted|awarded)\b"
    r"|(?:\bnot\b|n['’]t\b|\bnever\b).{0,24}\b(?:respond\w*|repl(?:y|ied)|saying|comment\w*|"
    r"return\w*|"
    r"answer\w*)\b",
    re.I,
)
_BACKING: Final = re.compile(
    r"^(?:(?:has|have|had|was|were|is|are|to|also|still|already|always|long|\w+ly|been|"
    r"continu(?:e|es|ed|ing)|keep(?:s|ing)?|kept) )*"
    r"(?:support|back|arm|aid|fund|financ|sponsor|protect|equip)(?:e|s|es|ed|ing)?$",
    re.I,
)
_SAYING: Final = re.compile(
    r"\b(?:said|says?|saying|told|tells?|telling|adds?|added|adding|wrote|writes|writing|according|"
    r"asked|asks|stated|states|argue[sd]?|arguing|warn(?:s|ed|ing)|insist(?:s|ed)|den(?:y|ies|ied)|"
    r"claim(?:s|ed|ing)|report(?:s|ed|ing)?)\b",
    re.I,
)
_DOUBTFUL: Final = 0.55
"""Below this confidence a cue that is no word of saying does not count: most are acts."""
_TOLD: Final = re.compile(r"(?:that|alleging|accusing|arguing|claiming|saying|asserting)\b")
_CLAUSE_IN_SOURCE: Final = re.compile(r",\s+(?:who|which|whose|where)\b")
_RANK_IN_SOURCE: Final = re.compile(
    r",\s+(?:one of )?the\b(?=[^,]*\b(?:largest|biggest|smallest|first|only|oldest|youngest|"
    r"richest|"
    r"deadliest|poorest|most|highest|lowest)\b)(?![^,]*\bfirst (?:lady|minister|secretary|"
    r"deputy)\b)"
)
_RANK_BEFORE_NAME: Final = re.compile(
    r"(?:an?|the|one of the)\s[^,]*\b(?:very|largest|biggest|smallest|most|only|oldest|"
    r"leading)\b[^,]*,"
    r"\s+(?=[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words that no attribution covers; `before` and `after` say what stands on either
    side.

    Each is "source", "cue", "content" or "edge" (the sentence begins or ends there).
    """

    words: tuple[Word, ...]
    before: str
    after: str
    named: Span | None = None
    """The source that stands right before the stretch, or right after one that opens a sentence."""

    @property
    def span(self) -> Span:
        """From the first character of the first word to the last of the last."""
        return Span(self.words[0].start, self.words[-1].end)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far attributions cover a sentence: all its words, how many are covered, and the
    stretches left."""

    words: tuple[Word, ...]
    covered: int
    stretches: tuple[Stretch, ...]


Marked = tuple[Span, str]
"""A span and the role it plays: "source", "cue" or "content"."""


def measure_coverage(text: str, sentence: Span, marked: Iterable[Marked]) -> Coverage:
    """Return what the marked spans cover of the sentence; spans may overlap and reach beyond it."""
    words = find_words(text, sentence)
    roles = _roles(words, [item for item in marked if item[0].overlaps(sentence)])
    runs = [
        (role, tuple(words[place] for place, _ in group))
        for role, group in groupby(enumerate(roles), key=_second)
    ]
    stretches = []
    for place, (role, run) in enumerate(runs):
        if role is None:
            before = runs[place - 1] if place else _EDGE
            after = runs[place + 1] if place + 1 < len(runs) else _EDGE
            named = next((r for name, r in (before, after) if name == "source"), ())
            subject = Span(named[0].start, named[-1].end) if named else None
            stretches.append(Stretch(run, before[0] or "edge", after[0] or "edge", subject))
    return Coverage(tuple(words), sum(role is not None for role in roles), tuple(stretches))


_EDGE: Final[tuple[str | None, tuple[Word, ...]]] = ("edge", ())


def _second(pair: tuple[int, str | None]) -> str | None:
    return pair[1]


def counts(
    text: str, attribution: Attribution, chain: Sequence[Hop], *, kind: SourceKind | None = None
) -> bool:
    """Tell whether an attribution takes a statement off the writer; `kind` is that of its source.

    It does where a source is known, or where the words stand in quotation marks; "is expected" and
    "seems" leave it with the writer, and so does an act, a silence, what its source was told, or
    that an organisation backs something.
    """
    if is_silence(text, attribution) or is_told(text, attribution):
        return False
    if (kind == "organisation" and is_backing(text, attribution)) or _is_doubtful(
        text, attribution
    ):
        return False
    return (bool(chain) or attribution.manner == "direct") and not is_act(text, attribution)


def _is_doubtful(text: str, attribution: Attribution) -> bool:
    """Tell whether an outer attribution is as likely an act ("the terms under the plan") as not."""
    if attribution.manner == "direct" or attribution.parent is not None:
        return False
    cue = " ".join(span.of(text) for span in attribution.cue)
    return attribution.confidence < _DOUBTFUL and not _SAYING.search(cue)


def is_backing(text: str, attribution: Attribution) -> bool:
    """Tell whether a cue names a state of affairs between organisations: "the country continues to
    support the war" is the writer's, where of a person it would be an attitude."""
    if attribution.manner != "indirect" or not attribution.content:
        return False
    if _TOLD.match(text, attribution.content[0].start):
        return False
    return _BACKING.search(" ".join(span.of(text) for span in attribution.cue)) is not None


def is_act(text: str, attribution: Attribution) -> bool:
    """Tell whether a cue names an act, or a silence, that the writer reports in their own voice.

    "She saw the rally", "they filed suit", "he did not respond" assert something of her, them and
    him; nothing is asserted by them. What a court or a parliament decides is not meant here.
    """
    if attribution.manner != "indirect" or not attribution.content:
        return False
    if _TOLD.match(text, attribution.content[0].start):
        return False
    return _ACT.search(" ".join(span.of(text) for span in attribution.cue)) is not None


def naming_part(text: str, source: Span) -> Span:
    """Return the part of a source that only names it, without a clause or a rank that follows.

    "Guardian, the first Republican mayor in two decades" asserts something of Guardian; "Guardian,
    the mayor" does not.
    """
    opening = _RANK_BEFORE_NAME.match(text, source.start, source.end)
    start = opening.end() if opening is not None else source.start
    ends = [
        match.start()
        for pattern in (_CLAUSE_IN_SOURCE, _RANK_IN_SOURCE)
        if (match := pattern.search(text, start, source.end)) is not None
    ]
    return Span(start, max(start, min(ends, default=source.end)))


def _roles(words: Sequence[Word], marked: Sequence[Marked]) -> list[str | None]:
    """Give each word the role of the first span that holds its first character."""
    roles: list[str | None] = [None] * len(words)
    for span, role in marked:
        for place, word in enumerate(words):
            if word.start >= span.end:
                break
            if roles[place] is None and word.end > span.start:
                roles[place] = role
    return roles
