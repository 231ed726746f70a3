"""What is handed on: reports to be looked at and printed, and everything in the formats of export.

`requested` tells from an address what is asked for; `reports_page` shows reports and lists all
exports, `page` answers with one. The formats themselves are handed in by whoever serves the desk
(`claims.review.frame.export_formats`).
"""
