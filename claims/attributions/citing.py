""" "Citing two officials": the source behind the source, which the model takes for what is said.

PolNeAR's annotators mark what follows "citing" as content. Where it names who knows (people, an
agency, papers) it is the source of what the citing one says, so here a rule stands above the model.
Where it names facts ("citing low growth") the model is right, and nothing is changed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.values import Attribution, Span

RULE = "rule:citing"
_CITING = re.compile(r"\b(?:citing|quoting)\b[ \u00a0]+(?=\w|[“\"])", re.IGNORECASE)
_PHRASE_END = re.compile(
    r"[.!?](?=[\s”\"’']|$)|[;:()—–\r\n”\"“]| - |, (?!and\b|an?\b|the\b)|"
    r",? \b(?:that|which|who said|said|says|as saying|saying|reported|reports|wrote|"
    r"in (?:its|his|her|their|a)\b)",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Rep|Lt|Col|St|Brig)\.$")
# Words for those who know, and for papers in which it stands.
_KNOWING = re.compile(
    r"\b(?:sources?|officials?|people|persons?|aides?|advis[eo]rs?|diplomats?|lawmakers?|officers?|commanders?|"
    r"witness(?:es)?|residents?|spokes(?:man|woman|person|people)|experts?|analysts?|investigators?|prosecutors?|"
    r"authorities|police|lawyers?|executives?|employees?|insiders?|activists?|scientists?|doctors?|researchers?|"
    r"reports?|documents?|data|figures|statistics|records?|statements?|memos?|e-?mails?|letters?|filings?|"
    r"transcripts?|papers?|polls?|surveys?|stud(?:y|ies)|newspapers?|media|agency|agencies|ministry|department|"
    r"office|interviews?|press|correspondents?|reporters?|journalists?|ministers?|secretary|president|members?)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:the )?[A-Z][\w’'.&-]+(?: (?:of |the |al-)?[A-Z][\w’'.&-]+)*$")
_LONGEST = 200  # characters of a phrase that names a source
_SENTENCE_BREAK = re.compile(r"[.!?][”\"’')]*\s+(?=[“\"A-Z‘(])|[\r\n]")


def add_cited(text: str, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Add an attribution for each cited source, its parent the one who cites; drop the model's own
    reading of it."""
    found = list(attributions)
    links: list[tuple[Attribution, Attribution]] = []
    for match in _CITING.finditer(text):
        cue = Span(match.start(), match.start() + len(match.group().rstrip()))
        source = _phrase(text, match.end())
        if not _names_source(source.of(text)):
            continue
        citing = _who_cites(text, cue, source, found)
        if citing is None:
            continue
        content = tuple(part for span in citing.content for part in _without(span, cue, source))
        if content:
            found = [item for item in found if not any(span.overlaps(cue) for span in item.cue)]
            links.append((_cited(citing, source, cue, content), citing))
    return _linked(found, links)


def _cited(citing: Attribution, source: Span, cue: Span, content: tuple[Span, ...]) -> Attribution:
    """Make the attribution of the cited source."""
    sure = round(0.9 * citing.confidence, 4)
    return replace(
        citing, source=(source,), cue=(cue,), content=content, confidence=sure, model=RULE
    )


def _linked(
    found: Sequence[Attribution], links: Sequence[tuple[Attribution, Attribution]]
) -> tuple[Attribution, ...]:
    """Sort by cue; a cited one's parent is the one that cites."""
    ordered = sorted(
        [*found, *(cited for cited, _ in links)], key=lambda item: (item.cue, item.content)
    )
    citing = {cited: ordered.index(outer) for cited, outer in links if outer in ordered}
    return tuple(replace(item, parent=citing[item]) if item in citing else item for item in ordered)


def _phrase(text: str, start: int) -> Span:
    """The noun phrase that begins at `start`: up to a mark or a word that ends it."""
    at = start
    most = start + _LONGEST + 2  # a match at the very end may be none
    while (match := _PHRASE_END.search(text, at, most)) and _ABBREVIATED.search(
        text, start, match.start() + 1
    ):
        at = match.end()
    end = match.start() if match else min(most, len(text))
    return Span(start, start + len(text[start:end].rstrip(" ,")))


def _names_source(phrase: str) -> bool:
    """Tell whether a phrase names people, an organisation or papers, rather than facts."""
    return len(phrase) < _LONGEST and bool(_NAME.match(phrase) or _KNOWING.search(phrase))


def _who_cites(
    text: str, cue: Span, source: Span, attributions: Sequence[Attribution]
) -> Attribution | None:
    """The nearest attribution of the same sentence whose content is not the cited phrase itself."""
    before = max(
        (m.end() for m in _SENTENCE_BREAK.finditer(text, max(0, cue.start - 1500), cue.start)),
        default=0,
    )
    after = _SENTENCE_BREAK.search(text, source.end)
    sentence = Span(before, after.start() + 1 if after else len(text))
    near = [
        item
        for item in attributions
        if sentence.overlaps(item.cue[0])
        and not item.cue[0].overlaps(cue)
        and item.model != RULE
        and not all(span.overlaps(source) for span in item.content)
        and not any(span.contains(cue) for span in item.content)
    ]
    return min(near, key=lambda item: abs(item.cue[0].start - cue.start), default=None)


def _without(span: Span, cue: Span, source: Span) -> list[Span]:
    """A content without the citing phrase, should it reach into it."""
    hole = Span(cue.start, max(cue.end, source.end))
    if not span.overlaps(hole):
        return [span]
    parts = [(span.start, min(span.end, hole.start)), (max(span.start, hole.end), span.end)]
    return [Span(start, end) for start, end in parts if end - start > 1]
