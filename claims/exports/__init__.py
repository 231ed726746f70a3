"""What leaves the project: one file a format, each a pure function from values to text."""

from claims.exports.guide import guide_form

__all__ = ["guide_form"]
