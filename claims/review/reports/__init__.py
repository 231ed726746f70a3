"""What is handed on: reports to be looked at and printed, and everything in the formats of export.

`wanting` tells from an address what is wanted; `pages` shows reports and lists all exports. The
formats themselves are handed in by whoever serves the desk (`claims.review.exporting`).
"""
