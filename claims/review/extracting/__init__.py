"""Extraction for other programs: `POST /-/claims/extract` takes an article and gives what is found.

`pages` answers; `limits` says how much one may ask for; `described` is the description in OpenAPI.
The desk knows no extractor: whoever serves it hands one in (`extract_with`), and without one the
address answers 503. Nothing that is sent is stored.
"""

from claims.review.extracting.pages import ROUTES, Extract, extract_with, warm_up

__all__ = ["ROUTES", "Extract", "extract_with", "warm_up"]
