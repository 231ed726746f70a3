"""What the dashboard counts and draws: pure values, and the few questions to the file behind them.

`asking` knows what a reader narrowed the dashboard to, and the address of the claims behind each
mark; `tallies`, `quoting` and `reviewing` count; `plots` and `lines` lay out what is drawn.
"""

from claims.review.dashboard.filters import Asked, Behind, asked_of
from claims.review.dashboard.lines import Lines, lines_over_time
from claims.review.dashboard.most_quoted import Quoted, quoted_most
from claims.review.dashboard.plots import (
    HEIGHT,
    SOURCINGS,
    Bar,
    Columns,
    bars_by_outlet,
    columns_over_time,
)
from claims.review.dashboard.review_counts import Agreements, Worked, agreements, worked
from claims.review.dashboard.tallies import Tallies, Tally, read_tallies

__all__ = [
    "HEIGHT",
    "SOURCINGS",
    "Agreements",
    "Asked",
    "Bar",
    "Behind",
    "Columns",
    "Lines",
    "Quoted",
    "Tallies",
    "Tally",
    "Worked",
    "agreements",
    "asked_of",
    "bars_by_outlet",
    "columns_over_time",
    "lines_over_time",
    "quoted_most",
    "read_tallies",
    "worked",
]
