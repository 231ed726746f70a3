"""An article as plain text, sentence by sentence, with who says so: for terminals and e-mail.

A chain is written from the writer to the originator; a hop that the article makes certain without
stating it here is in parentheses: "(Reuters) → multiple Iranian and Iraqi sources".
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Mapping

from claims.store.extractions.tally import tally_of
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

    Headlines, bylines and captions are left out; sentences have the numbers that they have on the
    desk. The last line counts them as the desk does.
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
    for assessed in extraction.assessments:
        lines += _wrapped(texts[assessed.sentence], first=f"{assessed.sentence:3} ", rest="    ")
        for line in _notes(assessed, claims[assessed.sentence], sources):
            lines += _wrapped(line, first="      ", rest="        ")
        lines.append("")
    lines += [f"{problem.stage}: {problem.reason}" for problem in extraction.problems]
    counted = ((one.status, one.disputable) for one in extraction.assessments)
    lines.append(tally_of(counted).words)
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
