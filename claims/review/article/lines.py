"""One line for the margin of a sentence: who says so, and who else is heard in it.

The first claim with a source speaks for the sentence; of the others only the originator is named.
Pure: it takes the rows of a sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.review.article.rows import ClaimRow, HopRow, SentenceRow
from claims.review.frame.source_icons import RECORD, UNSOURCED, UNSTATED, SourceIcon

__all__ = ["Line", "line_of"]

NAMED = 2
"""So many others are named; more are counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the margin says of a sentence.

    `claim` is the id of the claim that the line leads to, empty for none. `chain` are the hops of
    the first claim with a source; without any, `look` says what is lacking, and is None where there
    is nothing to say. `also` are the names of other originators, `more` how many are not named.
    `partly`: a part of the sentence lacks a source. `goes_on`: the words are an earlier claim's.
    """

    claim: str = ""
    chain: tuple[HopRow, ...] = ()
    look: SourceIcon | None = None
    also: tuple[str, ...] = ()
    more: int = 0
    partly: bool = False
    goes_on: bool = False

    def __bool__(self) -> bool:
        """Return whether there is anything to say."""
        return bool(self.chain) or self.look is not None


def line_of(
    sentence: SentenceRow, continued: Sequence[ClaimRow], *, asks: bool, lacks: bool
) -> Line:
    """Return the line of a sentence; `continued` are claims of earlier sentences that reach it.

    `asks`: an editor would ask who says so. `lacks`: a source is missing though no claim says so.
    """
    claims = (*sentence.claims, *continued)
    spoken = next((claim for claim in claims if claim.chain), None)
    if spoken is None:
        first = claims[0] if claims else None
        if first is None and not lacks:
            return Line()
        stated = first.look if first is not None else None
        look = UNSTATED if stated is UNSTATED else UNSOURCED if asks else RECORD
        return Line(claim=first.id if first else "", look=look)
    names = dict.fromkeys(
        claim.chain[-1].name
        for claim in claims
        if claim.chain and claim.chain[-1].source != spoken.chain[-1].source
    )
    return Line(
        claim=spoken.id,
        chain=spoken.chain,
        also=tuple(names)[:NAMED],
        more=max(len(names) - NAMED, 0),
        partly=sentence.status == "mixed" and asks,
        goes_on=spoken.sentence != sentence.id,
    )
