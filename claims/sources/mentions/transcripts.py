"""Who speaks where the layout says so and no cue does: transcripts, and quotations with a name.

In a transcript each turn opens a line with its speaker and a colon ("HANSEN: Yes.", "Q: ...",
"Dr. Hanna Voss: ..."). Lines of a form ("Place: town hall") look the same; a text is taken for a
transcript only where two speakers take turns, or one answers questions that have no name. Who "A."
is in an interview is told by the lines above it, if they name one person only. A quotation that
fills a line may be signed: "“...” — Ann Hill, farmer", and so may lines behind ">".
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claims.english.lexicons import singular, titles, words
from claims.sources.naming.names import find_names
from claims.values import Attribution, Sentence, Span

__all__ = ["is_label", "speaks_as", "turns"]

_LABEL = re.compile(
    r"^[ \t*_]*((?:[A-Z][\w.’'-]*|[Tt]he|de|van|von|al|of|to)(?: (?:[A-Z][\w.’'-]*|[Tt]he|de|van|"
    r"von|al|of|to|&)){0,5}(?: ?\([^()\n]{2,40}\))?)[*_]*:[*_]*[ \t]+(?=\S)",
    re.MULTILINE,
)
_LETTERED = re.compile(r"^[ \t*_•-]*([QA])\.[*_]*[ \t]+(?=\S)", re.MULTILINE)
"""Q. Why was it closed? (A list of A., B. and C. has no Q.)"""
_SIGNED = re.compile(
    r"^[ \t>]*(?P<said>[“\"«„»][^\n]+[”\"»“«])[.,]?[ \t]*(?P<dash>[—–]|--?)[ \t]*"
    r"(?P<who>[A-Z][^\n“”\"]{2,80}?)[ \t.]*$",
    re.MULTILINE,
)
_SIGNED_BLOCK = re.compile(  # > Two drones hit the port.\n>\n> — Oleh Brand, governor
    r"^(?P<said>(?:[ \t]*>[^\n]*\n){1,12}?)(?:[ \t]*\n)?[ \t>]*(?P<dash>[—–]|--)[ \t]*"
    r"(?P<who>[A-Z][^\n“”\",]{2,60}?)(?:,[^\n“”\"]{1,80})?[ \t.]*$",
    re.MULTILINE,
)
_BLANK = re.compile(r"\n[ \t]*\n")
_ASKS = re.compile(r"\?[”\"’'»)\]]*$")
_LETTERS = frozenset(("Q", "A", "Q.", "A."))
# What opens a line before a colon and is nobody, whatever its letters.
_NOBODY = frozenset(
    [
        "note",
        "update",
        "correction",
        "clarification",
        "warning",
        "photo",
        "source",
        "sources",
        "summary",
        "background",
        "editor’s",
        "details",
        "related",
        "watch",
        "read",
        "more",
        "why",
        "what",
        "how",
        "when",
        "where",
        "who",
        "question",
        "answer",
        "factbox",
        "timeline",
        "analysis",
        "opinion",
        "live",
        "breaking",
        "exclusive",
        "video",
        "caption",
        "copyright",
        "contact",
        "email",
        "phone",
    ]
)
_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class _Turn:
    """A speaker's name at the beginning of a line, its colon, and where what is said ends."""

    speaker: Span
    colon: Span
    end: int


def turns(text: str, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """Return an attribution for each sentence of each turn, and for each signed quotation.

    The source is the speaker's name at the beginning of the line, the cue its colon (or the dash
    before a signature), the content what of the sentence follows. Questions ("...?") assert nothing
    and give none. In the order of the text; empty for a text that is no transcript.
    """
    found = [_signed(match) for match in _SIGNED.finditer(text) if speaks_as(match["who"])]
    found += _signed_blocks(text, sentences)
    for turn in _turns(text):
        for sentence in sentences:
            start, end = max(sentence.span.start, turn.colon.end), min(sentence.span.end, turn.end)
            said = text[start:end]
            if not said.strip() or _ASKS.search(said.strip()):
                continue
            start += len(said) - len(said.lstrip())
            content = Span(start, start + len(said.strip()))
            found.append(
                Attribution(
                    (turn.speaker,), (turn.colon,), (content,), "direct", None, _CONFIDENCE, "turn"
                )
            )
    return tuple(sorted(found, key=lambda one: (one.content, one.source)))


def is_label(span: Span, text: str) -> bool:
    """Return whether a source is the speaker at the beginning of a line: "HANSEN: Yes." """
    line = text.rfind("\n", 0, span.start) + 1
    match = _LABEL.match(text, line)
    return match is not None and match.span(1) == (span.start, span.end) and speaks_as(match[1])


def speaks_as(label: str) -> bool:
    """Return whether the words before a colon or after a dash may be who speaks.

    They are a letter of "Q and A", a person's name, a name in capitals, or a role ("Interviewer").
    """
    bare = re.sub(r"\s*\([^)]*\)$", "", label.split(",")[0]).strip()
    parts = bare.split()
    if bare in _LETTERS:
        return True
    if not parts or any(part.lower().strip(".") in _NOBODY for part in parts):
        return False
    last = parts[-1].lower().rstrip(".")
    if last in titles() or singular(last) in words("nouns", "person"):
        return True
    if bare.isupper() and len(last) > 1:
        return True
    return any(name.kind == "person" and name.span.end == len(bare) for name in find_names(bare))


def _signed(match: re.Match[str]) -> Attribution:
    """A quotation, the dash behind it, and whose it is."""
    said, dash, who = (Span(*match.span(part)) for part in ("said", "dash", "who"))
    return Attribution((who,), (dash,), (said,), "direct", None, _CONFIDENCE, "turn")


def _signed_blocks(text: str, sentences: Sequence[Sentence]) -> list[Attribution]:
    """The sentences of quoted lines ("> ...") that a dash and a name are below."""
    found = []
    for match in _SIGNED_BLOCK.finditer(text):
        if not speaks_as(match["who"]):
            continue
        block, dash, who = (Span(*match.span(part)) for part in ("said", "dash", "who"))
        found += [
            Attribution((who,), (dash,), (sentence.span,), "direct", None, _CONFIDENCE, "turn")
            for sentence in sentences
            if block.contains(sentence.span)
        ]
    return found


def _turns(text: str) -> list[_Turn]:
    """The turns of a transcript; none where the lines with colons are something else."""
    labels = _labels(text)
    spoken = {match.group(1) for match in labels}
    if not labels or not (_asked(text, labels) if len(spoken) == 1 else _alternate(text, labels)):
        return []
    answers = _interviewed(text[: labels[0].start()]) if spoken <= {"Q", "A"} else None
    found = []
    for number, match in enumerate(labels):
        if number + 1 < len(labels):
            end = labels[number + 1].start()
        else:  # what follows the last turn's paragraph may be the writer's again
            blank = _BLANK.search(text, match.end())
            end = blank.start() if blank else len(text)
        speaker = Span(*match.span(1))
        colon = next(at for at in range(match.end(1), match.end()) if text[at] in ":.")
        if answers is not None and match[1] == "A":
            speaker = answers
        found.append(_Turn(speaker, Span(colon, colon + 1), end))
    return found


def _labels(text: str) -> list[re.Match[str]]:
    """Return the beginnings of lines that name a speaker."""
    lettered = list(_LETTERED.finditer(text))
    if {match[1] for match in lettered} == {"Q", "A"}:
        return lettered
    labels = list(_LABEL.finditer(text))
    times = Counter(match[1] for match in labels)
    return [
        match
        for match in labels
        if speaks_as(match[1])
        or (times[match[1]] > 1 and _is_named_elsewhere(match[1], times, text))
    ]


def _is_named_elsewhere(label: str, times: Counter[str], text: str) -> bool:
    """Return whether a name of two words or more is in the text beside its turns, too."""
    nobody = any(part.lower() in _NOBODY for part in label.split())
    return " " in label and not nobody and text.count(label) > times[label]


def _asked(text: str, labels: Sequence[re.Match[str]]) -> bool:
    """Return whether one speaker only answers, twice or more, and each time a question is above."""
    above = [text[: match.start()].rstrip().rstrip("*_") for match in labels]
    return len(labels) > 1 and all(_ASKS.search(one[-200:]) for one in above)


def _interviewed(above: str) -> Span | None:
    """Return the last mention of the one person whom the lines above an interview name in full."""
    people = [
        name.span
        for name in find_names(above)
        if name.kind == "person" and " " in name.span.of(above)
    ]
    return people[-1] if len({span.of(above) for span in people}) == 1 else None


def _alternate(text: str, labels: Sequence[re.Match[str]]) -> bool:
    """Return whether speakers take turns: one comes back, or most lines have one."""
    if len({match.group(1) for match in labels}) < len(labels):
        return True
    lines = [line for line in text[labels[0].start() :].splitlines() if line.strip()]
    return 2 * len(labels) > len(lines)
