"""What leaves the project: one file a format, each a pure function from values to text."""

from claims.exports.corrections import corrections
from claims.exports.guide import guide_form
from claims.exports.report import readable_chain, report

__all__ = ["corrections", "guide_form", "readable_chain", "report"]
