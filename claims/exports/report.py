"""An article as plain text, sentence by sentence, with who says so: for terminals and e-mail.

A chain is written from the writer to the originator; a hop that the article makes certain without
stating it here stands in parentheses: "(Reuters) → multiple Iranian and Iraqi sources".
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Mapping

from claims.values import Claim, Extraction, Hop, SentenceAssessment, Source

__all__ = ["readable_chain", "report"]

WIDTH = 96
NO_SOURCE = "? no source stated"
PARTLY_OWN = "? partly the writer's own"


def readable_chain(chain: tuple[Hop, ...], sources: Mapping[str, Source]) -> str:
    """Return a chain in words, nearest to the writer first; inferred hops in parentheses.

    `sources` maps the keys that the hops name to their sources. An unnamed source is followed by
    "[unnamed]".
    """
    return " → ".join(_hop(hop, sources[hop.source]) for hop in chain)


def report(extraction: Extraction) -> str:
    """Return the article sentence by sentence, each with its claims and chains.

    Headlines, bylines and captions are left out. The last line counts the sentences by status.
    """
    sources = {source.key: source for source in extraction.sources}
    claims: dict[int, list[Claim]] = defaultdict(list)
    for claim in extraction.claims:
        claims[claim.sentence].append(claim)
    texts = {
        sentence.number: sentence.span.of(extraction.document.text)
        for sentence in extraction.sentences
    }
    lines: list[str] = []
    for place, assessed in enumerate(extraction.assessments, start=1):
        lines += _wrapped(texts[assessed.sentence], first=f"{place:3} ", rest="    ")
        for line in _notes(assessed, claims[assessed.sentence], sources):
            lines += _wrapped(line, first="      ", rest="        ")
        lines.append("")
    lines += [f"{problem.stage}: {problem.reason}" for problem in extraction.problems]
    lines.append(_counts(extraction.assessments))
    return "\n".join(lines) + "\n"


def _hop(hop: Hop, source: Source) -> str:
    name = f"{source.name} [unnamed]" if source.anonymous else source.name
    return f"({name})" if hop.inferred else name


def _notes(
    assessed: SentenceAssessment, claims: list[Claim], sources: Mapping[str, Source]
) -> Iterator[str]:
    for claim in claims:
        if claim.attribution is None:
            continue
        who = readable_chain(claim.chain, sources) if claim.chain else "source not stated"
        manner = claim.manner or "indirect"
        certainty = "" if claim.certainty == "asserted" else f", {claim.certainty}"
        yield f"{who}: {' '.join(claim.text.split())} ({manner}, {claim.kind}{certainty})"
    if assessed.status in ("unsourced", "mixed"):
        mark = NO_SOURCE if assessed.status == "unsourced" else PARTLY_OWN
        yield f"{mark}: who says so? ({assessed.reason})" if assessed.disputable else mark


def _wrapped(text: str, *, first: str, rest: str) -> list[str]:
    words = " ".join(text.split())
    return textwrap.wrap(words, WIDTH, initial_indent=first, subsequent_indent=rest) or [first]


def _counts(assessments: tuple[SentenceAssessment, ...]) -> str:
    by_status = {
        status: sum(assessed.status == status for assessed in assessments)
        for status in ("attributed", "mixed", "unsourced", "none")
    }
    disputable = sum(assessed.disputable for assessed in assessments)
    return (
        f"{len(assessments)} sentences: {by_status['attributed']} attributed, "
        f"{by_status['mixed']} partly, {by_status['unsourced']} without a source, "
        f"{by_status['none']} with nothing to check; {disputable} to ask about"
    )
