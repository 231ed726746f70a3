"""Where two readers of one article differ, claim by claim, and how far they agree.

Claims are paired one to one by the words of their contents (at least half of all words of both are
common), the closest first. Two sources are one where both readers have a mention of theirs at the
same place, or call them alike. Compared are what people can correct: whether it is a claim, its
words, its chain, its kind, and the status of each sentence. Sentences of which a reader gave no
sound answer are not compared.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from claims.sources import plain_name
from claims.values import Claim, Extraction, Hop, Source, Span

__all__ = ["AGREED_FIELDS", "Comparison", "Difference", "DifferenceKind", "compare", "same_sources"]

DifferenceKind = Literal["missed", "alone", "differs", "status"]
"""Only the second reader has the claim; only the first has it; both have it, otherwise; the
sentence has another status."""

AGREED_FIELDS: Final = ("extraction", "content", "chain", "kind", "status", "disputable")

LEAST_COMMON: Final = 0.5
"""The share of common words from which two contents are of one claim; see claims.evaluation."""

SAME_WORDS: Final = 0.9
"""The share of common words from which two contents are the same: "that" and a comma more."""

_WORD: Final = re.compile(r"\w+")
_NO_CLAIM: Final = "no claim"


@dataclass(frozen=True, slots=True)
class Difference:
    """One point on which the readers differ.

    `sentence` is its number; `first` and `second` are the places of the claims in the two
    extractions, None where that reader has none (both for a status). `fields` says in what they
    differ: content, chain, kind; status, disputable.
    """

    kind: DifferenceKind
    sentence: int
    first: int | None = None
    second: int | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences in the order of the text, and what both said, field by field.

    `said` counts, for each field, what the first and the second reader say of the same thing;
    `sources` holds the first reader's key for each of the second's sources that both have.
    """

    differences: tuple[Difference, ...]
    said: Mapping[str, Counter[tuple[str, str]]]
    sources: Mapping[str, str]


def compare(first: Extraction, second: Extraction, *, unsure: Collection[int] = ()) -> Comparison:
    """Compare two readings of one text; `unsure` are sentences in which the second left things out.

    There, what only the first reader has says nothing: the second may have had it, badly quoted.
    """
    answered = {found.sentence for found in second.assessments}
    one = _attributed(first, answered)
    other = _attributed(second, answered)
    words = [_words(first, claims) for claims in (first.claims, second.claims)]
    pairs = _pairs(one, other, first, second, words)
    sources = same_sources(first, second)
    said: dict[str, Counter[tuple[str, str]]] = {field: Counter() for field in AGREED_FIELDS}
    found: list[Difference] = []
    for place, counterpart in pairs.items():
        mine, theirs = first.claims[place], second.claims[counterpart]
        common = _common(words[0][place], words[1][counterpart])
        labels = _labels(first, second, mine, theirs, sources, same_words=common >= SAME_WORDS)
        for field, label in labels.items():
            said[field][label] += 1
        differing = tuple(field for field, (a, b) in labels.items() if a != b)
        if differing:
            found.append(Difference("differs", mine.sentence, place, counterpart, differing))
    for place in one:
        if place not in pairs and first.claims[place].sentence not in unsure:
            said["extraction"]["claim", _NO_CLAIM] += 1
            found.append(Difference("alone", first.claims[place].sentence, place))
    for counterpart in other:
        if counterpart not in pairs.values():
            said["extraction"][_NO_CLAIM, "claim"] += 1
            sentence = second.claims[counterpart].sentence
            found.append(Difference("missed", sentence, second=counterpart))
    found += _statuses(first, second, said)
    found.sort(key=lambda one: _place(first, second, one))
    return Comparison(tuple(found), said, sources)


def _place(first: Extraction, second: Extraction, one: Difference) -> tuple[int, int, int, str]:
    """Return by what differences are sorted: sentences, claims by where they begin, statuses."""
    claim = None if one.first is None else first.claims[one.first]
    if claim is None and one.second is not None:
        claim = second.claims[one.second]
    begin = 0 if claim is None else claim.content[0].start
    return one.sentence, int(claim is None), begin, one.kind


def same_sources(first: Extraction, second: Extraction) -> dict[str, str]:
    """Return the first reader's key of each source that both have, by the second's key."""
    scored = sorted(
        (
            (-_likeness(first, mine, second, theirs), mine.key, theirs.key)
            for mine in first.sources
            for theirs in second.sources
        ),
    )
    found: dict[str, str] = {}
    for score, mine, theirs in scored:
        if score < 0 and theirs not in found and mine not in found.values():
            found[theirs] = mine
    return found


def _likeness(first: Extraction, mine: Source, second: Extraction, theirs: Source) -> int:
    """Return at how many places both are mentioned; being called alike counts as much as two."""
    places = _places(first, mine.key)
    others = _places(second, theirs.key)
    shared = sum(any(span.overlaps(other) for other in places) for span in others)
    names = [{plain_name(name) for name in (one.name, *one.aliases)} for one in (mine, theirs)]
    return shared + 2 * bool(names[0] & names[1])


def _places(extraction: Extraction, key: str) -> list[Span]:
    return [mention.span for mention in extraction.mentions if mention.source == key]


def _attributed(extraction: Extraction, sentences: Collection[int]) -> list[int]:
    """Return the places of the claims that somebody makes, in the sentences that are compared."""
    return [
        place
        for place, claim in enumerate(extraction.claims)
        if claim.attribution is not None and claim.sentence in sentences
    ]


def _words(extraction: Extraction, claims: Sequence[Claim]) -> list[frozenset[int]]:
    """Return of each claim where its words begin, "that" at its head aside."""
    text = extraction.document.text
    found = []
    for claim in claims:
        words = [word for span in claim.content for word in _WORD.finditer(text, *_ends(span))]
        if len(words) > 1 and words[0].group().lower() == "that":
            del words[0]
        found.append(frozenset(word.start() for word in words))
    return found


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _common(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _pairs(
    one: Sequence[int],
    other: Sequence[int],
    first: Extraction,
    second: Extraction,
    words: Sequence[Sequence[frozenset[int]]],
) -> dict[int, int]:
    """Return the second reader's claim for each of the first's that is the same."""
    scored = []
    for place in one:
        for counterpart in other:
            common = _common(words[0][place], words[1][counterpart])
            if common >= LEAST_COMMON:
                alike = len(first.claims[place].chain) == len(second.claims[counterpart].chain)
                scored.append((-common, not alike, place, counterpart))
    found: dict[int, int] = {}
    for _, _, place, counterpart in sorted(scored):
        if place not in found and counterpart not in found.values():
            found[place] = counterpart
    return found


def _labels(
    first: Extraction,
    second: Extraction,
    mine: Claim,
    theirs: Claim,
    sources: Mapping[str, str],
    *,
    same_words: bool,
) -> dict[str, tuple[str, str]]:
    """Return what both readers say of one claim, field by field."""
    chain = [sources.get(hop.source, f"other {hop.source}") for hop in theirs.chain]
    shown = _chain(first, mine.chain)
    same = chain == [hop.source for hop in mine.chain]
    other = _chain(second, theirs.chain)
    return {
        "extraction": ("claim", "claim"),
        "content": (mine.text, mine.text if same_words else theirs.text),
        # Who is called alike and is not the same has to look different.
        "chain": (shown, shown if same else other if other != shown else f"{other} (another)"),
        "kind": (mine.kind, theirs.kind),
    }


def _chain(extraction: Extraction, chain: Sequence[Hop]) -> str:
    names = {source.key: source.name for source in extraction.sources}
    return " → ".join(names[hop.source] for hop in chain)


def _statuses(
    first: Extraction, second: Extraction, said: Mapping[str, Counter[tuple[str, str]]]
) -> list[Difference]:
    """Return the sentences of which the readers say something else, and count what they say."""
    found = []
    theirs = {assessed.sentence: assessed for assessed in second.assessments}
    for mine in first.assessments:
        other = theirs.get(mine.sentence)
        if other is None:
            continue
        said["status"][mine.status, other.status] += 1
        asked = [str(one.disputable).lower() for one in (mine, other)]
        said["disputable"][asked[0], asked[1]] += 1
        fields = [*(["status"] if mine.status != other.status else [])]
        fields += ["disputable"] if mine.disputable != other.disputable else []
        if fields:
            found.append(Difference("status", mine.sentence, fields=tuple(fields)))
    return found
