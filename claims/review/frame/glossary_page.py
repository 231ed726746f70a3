"""The glossary: what the desk's words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.review.access.permissions import READ, needs
from claims.review.frame.glossary import GLOSSARY
from claims.review.frame.page import show

if TYPE_CHECKING:
    from datasette.app import Datasette


@needs(READ)
async def glossary_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/glossary`."""
    return await show(datasette, request, "glossary", groups=GLOSSARY)
