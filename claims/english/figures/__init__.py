"""Dates and quantities in a text, normalised; the one reader of figures in the project.

`find_figures` reads dates and resolves them against the day of publication, and counts, money,
percentages, durations and other quantities with their bounds. A regular expression finds the
candidates; only these are worked out, number words by text2num. `agree` says whether two figures
can both be right.
"""

from claims.english.figures.agreement import agree
from claims.english.figures.finding import find_figures

__all__ = ["agree", "find_figures"]
