"""Read one article with a language model: ask, check, ask again for what does not fit, twice.

What still does not fit after that is left out, and is in the extraction's problems in the
checker's own words. An answer is never trusted: every span was located in the text by
`claims.readers.notation`, and nothing else of it is kept.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Final, Literal

from claims.errors import BudgetError, ReaderError
from claims.pipeline import LANGUAGES
from claims.readers.extraction import extraction_of_notes
from claims.readers.models import CHARACTERS_A_TOKEN, LanguageModel
from claims.readers.notation import Blocks, Fault, NotedSource, Notes, note, split_blocks
from claims.readers.prompting import (
    Part,
    again,
    cut_into_parts,
    prompt_digest,
    prompt_of,
    system_of,
)
from claims.sentences import split_sentences
from claims.values import Document, Extraction, Problem, Sentence

__all__ = ["Budget", "Cost", "Reader", "Reading", "ReadingState"]

ReadingState = Literal["whole", "partial", "failed", "stopped"]
"""All of it was read; some sentences have no sound answer; no answer came; tokens ran out."""

MENDINGS: Final = 2
"""How often what does not fit is asked for again."""

STAGE: Final = "second reader"
"""The stage under which what was left out is in `problems`."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading took: requests, tokens as counted by the model (or reckoned), and seconds."""

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    counted: bool = True

    @property
    def tokens(self) -> int:
        """All tokens, in and out."""
        return self.input_tokens + self.output_tokens

    def __add__(self, other: "Cost") -> "Cost":
        """Return the sum of both."""
        return Cost(
            self.requests + other.requests,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.seconds + other.seconds,
            self.counted and other.counted,
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as one reader read it.

    `prompt` is the digest of the guide and examples that it was given; `left_out` counts the pieces
    that were not in the text or broke the notation, and `unsure` holds the numbers of their
    sentences; `reason` says why the state is not whole.
    """

    reader: str
    prompt: str
    extraction: Extraction
    state: ReadingState
    reason: str | None = None
    cost: Cost = Cost()
    left_out: int = 0
    unsure: tuple[int, ...] = ()


class Budget:
    """Tokens that a run may use; shared by requests that run side by side."""

    def __init__(self, limit: int | None = None) -> None:
        """Allow `limit` tokens, in and out together; None is without end."""
        self.limit = limit
        self._used = 0
        self._reserved = 0
        self._lock = Lock()

    @property
    def used(self) -> int:
        """Tokens used so far."""
        return self._used

    def reserve(self, tokens: int) -> None:
        """Set tokens aside for a request; raise BudgetError where they are not left."""
        with self._lock:
            if self.limit is not None and self._used + self._reserved + tokens > self.limit:
                raise BudgetError(
                    f"the limit of {self.limit:,} tokens does not allow another request of about"
                    f" {tokens:,}; {self._used:,} are used: go on with a higher --limit-tokens"
                    " (in Python, Budget.limit)"
                )
            self._reserved += tokens

    def settle(self, reserved: int, used: int) -> None:
        """Put what a request did use in place of what was set aside."""
        with self._lock:
            self._reserved -= reserved
            self._used += used


@dataclass(slots=True)
class _Work:
    """One article while it is read."""

    document: Document
    sentences: Sequence[Sentence]
    cost: Cost = field(default_factory=Cost)
    sources: dict[str, NotedSource] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)


class Reader:
    """Reads articles with a language model."""

    def __init__(self, model: LanguageModel, *, budget: Budget | None = None) -> None:
        """Read with `model`, within a budget of tokens."""
        self.model = model
        self.budget = budget or Budget()

    @property
    def name(self) -> str:
        """Return the reader's name: llm:MODEL."""
        return f"llm:{self.model.name}"

    def read(self, document: Document, sentences: Sequence[Sentence] | None = None) -> Reading:
        """Read one article; `sentences` are those of an earlier reading, where there is one.

        Never raises for what an article or an answer holds: a model that gives no answer makes a
        reading that says so. Raises SettingsError where the model cannot be used at all.
        """
        found = split_sentences(document.text, document.regions)
        work = _Work(document, found if sentences is None else sentences)
        if document.language not in (None, *LANGUAGES):
            return self._reading(work, "failed", f"the language {document.language!r} is not read")
        parts = cut_into_parts(work.sentences)
        try:
            for part in parts:
                self._read_part(work, part)
        except BudgetError as error:
            return self._reading(work, "stopped", str(error))
        except ReaderError as error:
            return self._reading(work, "failed", str(error))
        return self._reading(work, "whole")

    def _read_part(self, work: _Work, part: Part) -> None:
        """Read a part, and have what does not fit mended; keep what fits then."""
        request = prompt_of(work.document, part, known=work.sources)
        blocks = split_blocks(self._ask(work, request))
        notes = self._note(work, part, blocks)
        for _ in range(MENDINGS):
            if not notes.faults:
                break
            kept = blocks if blocks.sentences else Blocks()
            try:
                answer = self._ask(work, again(request, kept, notes.faults))
            except ReaderError:
                self._keep(work, notes)  # what was sound before is not lost
                raise
            mended = _only(split_blocks(answer), notes.faults, blocks)
            blocks = blocks.mended(mended)
            notes = self._note(work, part, blocks)
        self._keep(work, notes)

    def _note(self, work: _Work, part: Part, blocks: Blocks) -> Notes:
        return note(work.document.text, part.shown, blocks, asked=part.asked, known=work.sources)

    def _keep(self, work: _Work, notes: Notes) -> None:
        work.sources = dict(notes.sources)
        work.notes = Notes(
            work.sources,
            {**work.notes.sentences, **notes.sentences},
            (*work.notes.faults, *notes.faults),
        )

    def _ask(self, work: _Work, request: str) -> str:
        system = system_of()
        # The answer is about as long as the article, which is the smaller part of the request.
        wanted = (len(system) + 2 * len(request)) // CHARACTERS_A_TOKEN
        self.budget.reserve(wanted)
        began = time.monotonic()
        used = 0
        try:
            reply = self.model.ask(system, request)
            used = reply.input_tokens + reply.output_tokens
        finally:
            self.budget.settle(wanted, used)
        work.cost += Cost(
            1,
            reply.input_tokens,
            reply.output_tokens,
            time.monotonic() - began,
            reply.counted,
        )
        return reply.text

    def _reading(self, work: _Work, state: ReadingState, reason: str | None = None) -> Reading:
        document, faults = work.document, work.notes.faults
        asked = [sentence for sentence in work.sentences if not sentence.headline]
        silent = len(asked) - len(work.notes.sentences)
        if state == "whole" and silent:
            state, reason = "partial", f"{silent} of {len(asked)} sentences have no answer"
        if state == "partial" and not work.notes.sentences:
            state, reason = "failed", "no answer kept to the notation"
        found = extraction_of_notes(document, work.sentences, work.notes, reader=self.name)
        told = [fault.reason for fault in faults]
        if reason is not None:
            told.append(reason)
        path = document.path or document.url or "-"
        problems = tuple(Problem(path, STAGE, f"{self.name}: {line}") for line in told)
        return Reading(
            self.name,
            prompt_digest(),
            replace(found, problems=problems, models={self.name: prompt_digest()}),
            state,
            reason,
            work.cost,
            len(faults),
            tuple(sorted({fault.sentence for fault in faults if fault.sentence is not None})),
        )


def _only(mended: Blocks, faults: Sequence[Fault], before: Blocks) -> Blocks:
    """Return those blocks that were asked for: what was sound stays as it was.

    New sources are taken, since a mended claim may need one.
    """
    wanted = {fault.sentence for fault in faults}
    keys = {fault.source for fault in faults}
    sources: Mapping[str, str] = {
        key: line
        for key, line in mended.sources.items()
        if key in keys or key not in before.sources
    }
    sentences = {number: lines for number, lines in mended.sentences.items() if number in wanted}
    missing = {number for number in wanted if number is not None and number not in before.sentences}
    # Whether the answer breaks off is told by its end, which counts only while sentences lack.
    last = mended.last if missing else None
    return Blocks(sources, sentences, last)
