"""Dates and quantities in a text, normalised.

`find_dates` reads dates and resolves them against the day of publication; `find_amounts` reads
counts, money, percentages, durations and other quantities with their bounds. A regular expression
finds the candidates; only these are worked out, number words by text2num.
"""

from claims.assessment.figures.finding import find_figures

__all__ = ["find_figures"]
