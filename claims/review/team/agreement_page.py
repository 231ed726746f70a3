"""How far people agree who decided the same claims: by field, together and pair by pair."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.review.access.permissions import REVIEW, needs
from claims.review.frame.glossary import FIELDS
from claims.review.frame.page import read, show
from claims.store.decisions import blind_share
from claims.store.queueing import Agreement, agreement, disputed_ids

if TYPE_CHECKING:
    from datasette.app import Datasette


@needs(REVIEW)
async def agreement_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/agreement`; `all=1` counts claims decided openly, too."""
    everything = request.args.get("all") == "1"

    def reader(connection: sqlite3.Connection) -> tuple[tuple[Agreement, ...], float, int]:
        found = agreement(connection, blind_only=not everything)
        return found, blind_share(connection), len(disputed_ids(connection))

    found, share, waiting = await read(datasette, reader)
    return await show(
        datasette,
        request,
        "agreement",
        everything=everything,
        together=[one for one in found if one.pair is None],
        pairs=sorted({one.pair for one in found if one.pair is not None}),
        of_pair=lambda pair: [one for one in found if one.pair == pair],
        words=FIELDS,
        share=share,
        waiting=waiting,
    )
