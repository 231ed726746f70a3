"""The notation in which a reader answers, parsed against the sentences that it was shown.

    s1 | Reuters | outlet | named | one | -
    s2 | multiple sources | group | anon | several | who asked not to be named
    [1] attributed
    - The dam ... by noon || reported ++ citing || indirect || fact || s1@Reuters > s2@sources
    [2] unsourced 8
    [3] none

A line for each source (key, name, kind, named or anon, number, reason); a line for each sentence
(status, and behind mixed and unsourced how many of ten editors would ask "who says so?"); below it
a line for each claim: content, cue, manner, kind, chain. Every piece is quoted from the text; see
`claims.readers.locating`. `++` joins several pieces; `@3:` before a cue or a mention says that it
is in sentence 3; `-` stands for nothing.

An answer is split into blocks, one for each source and sentence, so that single ones can be asked
for again and put in place of the faulty ones. Nothing raises, whatever the answer holds: what
breaks the notation or is not in the text is a `Fault`, in the words in which it is asked
for again, and what has a fault is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, get_args

from claims.readers.locating import locate
from claims.values import (
    ClaimKind,
    Manner,
    Sentence,
    SentenceStatus,
    SourceKind,
    SourceNumber,
    Span,
)

__all__ = [
    "Blocks",
    "Fault",
    "NotedClaim",
    "NotedHop",
    "NotedSentence",
    "NotedSource",
    "Notes",
    "note",
    "split_blocks",
]

LONGEST_ANSWER: Final = 400_000
"""Characters of an answer that are looked at; a part of an article needs a tenth."""

_MOST_HOPS: Final = 6
_MOST_PIECES: Final = 12
_SHOWN: Final = 160
"""Characters of a faulty piece that are shown in its fault."""

_SOURCE: Final = re.compile(r"(s\d{1,4})\s*\|(?!\|)")
_SENTENCE: Final = re.compile(r"\[(\d{1,6})\]")
_STATUS: Final = re.compile(
    r"\[\d{1,6}\]\s+(attributed|mixed|unsourced|none)(?:\s+(disputable|10|\d)(?:/10)?)?"
)
_BULLET: Final = re.compile(r"[-*•–]\s+")
_HOP: Final = re.compile(r"(s\d{1,4})(?:@(?:(\d{1,6}):)?(.*))?", re.DOTALL)
_ELSEWHERE: Final = re.compile(r"@(\d{1,6}):(.*)", re.DOTALL)
_ASKED: Final = ("mixed", "unsourced")

EVERYBODY: Final = 10
ASKING: Final = 4
"""Of ten editors, how many have to ask "who says so?" for a sentence to be disputable.

Two readers answered the prompt for 36 annotated articles (636 sentences, 98 of them disputable):
F1 is 73.8 from 3 editors on, 80.4 from 4, 77.5 from 5 and 59.9 from 6.
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an answer: at which sentence or source, and the checker's own line.

    `sentence` is None where it is about a source or the whole answer; `source` likewise.
    """

    reason: str
    sentence: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class NotedSource:
    """A source as the reader names it; `name` and `reason` are places in the text."""

    key: str
    name: Span
    kind: SourceKind
    anonymous: bool
    number: SourceNumber
    reason: Span | None = None


@dataclass(frozen=True, slots=True)
class NotedHop:
    """One link of a chain; `mention` is None where the reader inferred it."""

    source: str
    mention: Span | None


@dataclass(frozen=True, slots=True)
class NotedClaim:
    """One claim, every piece of it located."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    manner: Manner
    kind: ClaimKind
    chain: tuple[NotedHop, ...]


@dataclass(frozen=True, slots=True)
class NotedSentence:
    """What the reader says of one sentence; `status` is None where its line has a fault.

    `asking` are the editors, of ten, who would ask "who says so?" of the writer's own part: all of
    them where the reader writes "disputable", as the notation of annotators has it, and None where
    it writes nothing.
    """

    number: int
    status: SentenceStatus | None
    asking: int | None = None
    claims: tuple[NotedClaim, ...] = ()

    @property
    def disputable(self) -> bool:
        """Return whether enough of the editors would ask."""
        return self.asking is not None and self.asking >= ASKING


@dataclass(frozen=True, slots=True)
class Notes:
    """All that an answer says and that is in the text, and what is wrong with the rest."""

    sources: Mapping[str, NotedSource] = field(default_factory=dict)
    sentences: Mapping[int, NotedSentence] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocks:
    """An answer cut at its sources and sentences: their lines, as they were written.

    `last` is the number of the sentence that was written last, None where there is none.
    """

    sources: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    last: int | None = None

    def mended(self, other: "Blocks") -> "Blocks":
        """Return these blocks with those of a later answer in place of those of the same name."""
        return Blocks(
            {**self.sources, **other.sources}, {**self.sentences, **other.sentences}, other.last
        )


def split_blocks(answer: str) -> Blocks:
    """Cut an answer into blocks; lines that belong to none, such as a greeting, are passed over."""
    sources: dict[str, str] = {}
    sentences: dict[int, list[str]] = {}
    current: list[str] | None = None
    last: int | None = None
    for written in answer[:LONGEST_ANSWER].splitlines():
        line = written.strip().strip("`").strip()
        if source := _SOURCE.match(line):
            sources[source[1]] = line
            current = None
        elif sentence := _SENTENCE.match(line):
            last = int(sentence[1])
            current = sentences[last] = [line]
        elif current is not None and (_BULLET.match(line) or "||" in line):
            current.append(line)
    return Blocks(sources, {number: tuple(lines) for number, lines in sentences.items()}, last)


def note(
    text: str,
    sentences: Sequence[Sentence],
    blocks: Blocks,
    *,
    asked: Sequence[int],
    known: Mapping[str, NotedSource] | None = None,
) -> Notes:
    """Locate all that the blocks say in `text`, and name what does not fit.

    `sentences` are those that the reader saw; `asked` are the numbers of those that it has to say
    something of; `known` are sources that an earlier part of the article has brought.
    """
    return _Noting(text, sentences, blocks, asked, dict(known or {})).notes()


class _BrokenError(Exception):
    """One piece does not fit; ends as a Fault."""


@dataclass(slots=True)
class _Noting:
    """The work of `note` on one answer."""

    text: str
    shown: Sequence[Sentence]
    blocks: Blocks
    asked: Sequence[int]
    sources: dict[str, NotedSource]
    faults: list[Fault] = field(default_factory=list)
    spans: dict[int, Span] = field(default_factory=dict)

    def notes(self) -> Notes:
        self.spans = {sentence.number: sentence.span for sentence in self.shown}
        for key, line in self.blocks.sources.items():
            try:
                self.sources[key] = self._source(key, line)
            except _BrokenError as error:
                self.faults.append(Fault(f"{key}: {error}", source=key))
                self.sources.pop(key, None)
        found = {}
        for number in self.asked:
            lines = self.blocks.sentences.get(number)
            if lines is None:
                self.faults.append(Fault(f"[{number}] has no line", number))
            else:
                found[number] = self._sentence(number, lines)
        self._refuse_cut_off()
        return Notes(dict(self.sources), found, tuple(self.faults))

    def _refuse_cut_off(self) -> None:
        """Doubt the last block of an answer that ends before its last sentence."""
        last = self.blocks.last
        missing = [number for number in self.asked if number not in self.blocks.sentences]
        if last is not None and last in self.asked and missing and min(missing) > last:
            self.faults.append(Fault(f"[{last}] the answer breaks off here", last))

    def _source(self, key: str, line: str) -> NotedSource:
        fields = [part.strip() for part in line.split("|")]
        if len(fields) not in (5, 6):
            raise _BrokenError("a source is: key | name | kind | named or anon | number | reason")
        kind = _word(fields[2], get_args(SourceKind), "kind of source")
        named = _word(fields[3], ("named", "anon"), "named or anon")
        number = _word(fields[4], get_args(SourceNumber), "number")
        reason = fields[5] if len(fields) == 6 and fields[5] not in ("", "-") else None
        everything = Span(0, len(self.text))
        known = self.sources.get(key)
        if known is not None:  # an earlier part of the article has brought it
            if _plain(known.name.of(self.text)) != _plain(fields[1]):
                raise _BrokenError("is another source already: give this one a new key")
            return known
        return NotedSource(
            key,
            self._located(fields[1], everything, "the name"),
            kind,  # type: ignore[arg-type]  # one of the words of the type
            named == "anon",
            number,  # type: ignore[arg-type]
            None if reason is None else self._located(reason, everything, "the reason"),
        )

    def _located(self, quote: str, within: Span, what: str) -> Span:
        found = locate(self.text, within, quote)
        if found is None:
            raise _BrokenError(f"{what} is not found, letter by letter: {_cut(quote)}")
        return found

    def _sentence(self, number: int, lines: Sequence[str]) -> NotedSentence:
        found = NotedSentence(number, None)
        try:
            found = self._status(number, lines[0])
        except _BrokenError as error:
            self._fault(number, error)
        claims = []
        for line in lines[1:]:
            try:
                claims.append(self._claim(number, line))
            except _BrokenError as error:
                self._fault(number, error)
        found = replace(found, claims=tuple(dict.fromkeys(claims)))
        return self._sensible(found, len(lines) - 1)

    def _fault(self, number: int, error: object) -> None:
        self.faults.append(Fault(f"[{number}] {error}", number))

    def _status(self, number: int, line: str) -> NotedSentence:
        found = _STATUS.fullmatch(line.rstrip(" .").lower())
        if found is None:
            raise _BrokenError(
                "the line is: [number] attributed, mixed, unsourced or none; behind mixed and"
                f" unsourced a number from 0 to 10: {_cut(line)}"
            )
        asking = (
            None if found[2] is None else EVERYBODY if found[2] == "disputable" else int(found[2])
        )
        return NotedSentence(number, found[1], asking)  # type: ignore[arg-type]

    def _sensible(self, found: NotedSentence, written: int) -> NotedSentence:
        """Name what does not go together; a status that its claims gainsay is left out."""
        number, status = found.number, found.status
        if status not in _ASKED and found.asking is not None:
            self._fault(number, "how many would ask goes with mixed and unsourced only")
            found = replace(found, asking=None)
        if status == "attributed" and not found.claims:
            if not written:
                self._fault(number, "is attributed, but has no claim below it")
            found = replace(found, status=None)
        if status in ("unsourced", "none") and written:
            self._fault(number, f"is {status}, but has claims below it")
            found = replace(found, status=None, asking=None)
        return found

    def _claim(self, number: int, line: str) -> NotedClaim:
        fields = [part.strip() for part in _BULLET.sub("", line, count=1).split("||")]
        if len(fields) != 5:
            raise _BrokenError(
                f"a claim is: content || cue || manner || kind || chain: {_cut(line)}"
            )
        span = self.spans[number]
        content = [self._located(quote, span, "the content") for quote in _pieces(fields[0])]
        if any(one.overlaps(other) for one, other in _pairs(content)):
            raise _BrokenError(f"two pieces of a content overlap: {_cut(fields[0])}")
        cue = [] if fields[1] in ("", "-") else list(_pieces(fields[1]))
        return NotedClaim(
            tuple(sorted(content)),
            tuple(sorted({self._cue(number, quote) for quote in cue})),
            _word(fields[2], get_args(Manner), "manner"),  # type: ignore[arg-type]
            _word(fields[3], get_args(ClaimKind), "kind of claim"),  # type: ignore[arg-type]
            self._chain(number, fields[4]),
        )

    def _cue(self, number: int, quote: str) -> Span:
        elsewhere = _ELSEWHERE.fullmatch(quote)
        if elsewhere:
            return self._located(elsewhere[2], self._span(elsewhere[1]), "the cue")
        return self._located(quote, self.spans[number], "the cue")

    def _span(self, number: str) -> Span:
        span = self.spans.get(int(number))
        if span is None:
            raise _BrokenError(f"there is no sentence [{number}] here")
        return span

    def _chain(self, number: int, chain: str) -> tuple[NotedHop, ...]:
        parts = re.split(r"\s+>\s+", chain)
        if len(parts) > _MOST_HOPS:
            raise _BrokenError(f"a chain has at most {_MOST_HOPS} sources: {_cut(chain)}")
        hops = tuple(self._hop(number, part.strip()) for part in parts)
        if len({hop.source for hop in hops}) < len(hops):
            raise _BrokenError(f"a source stands twice in a chain: {_cut(chain)}")
        return hops

    def _hop(self, number: int, hop: str) -> NotedHop:
        found = _HOP.fullmatch(hop)
        if found is None:
            raise _BrokenError(f"a chain is: s1@mention > s2@mention: {_cut(hop)}")
        if found[1] not in self.sources:
            raise _BrokenError(f"there is no source {found[1]}, or its line has a fault")
        quote = (found[3] or "").strip()
        if quote in ("", "-"):
            return NotedHop(found[1], None)
        span = self.spans[number] if found[2] is None else self._span(found[2])
        return NotedHop(found[1], self._located(quote, span, "the mention"))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _pieces(quotes: str) -> list[str]:
    pieces = re.split(r"\s+\+\+\s+", quotes)
    if len(pieces) > _MOST_PIECES:
        raise _BrokenError(f"more than {_MOST_PIECES} pieces: {_cut(quotes)}")
    return pieces


def _pairs(spans: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    ordered = sorted(spans)
    return pairwise(ordered)


def _word(word: str, words: Sequence[str], what: str) -> str:
    if word.lower() not in words:
        raise _BrokenError(f"{what} is one of {', '.join(words)}: {_cut(word)}")
    return word.lower()


def _cut(piece: str) -> str:
    """Return a piece for a person to read, on one line, its end cut off where it is long."""
    plain = " ".join(piece.split())
    return f"“{plain[:_SHOWN]}{'…' if len(plain) > _SHOWN else ''}”"
