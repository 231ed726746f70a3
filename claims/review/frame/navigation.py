"""What Datasette's own pages need to be in the desk's frame: where the person may go, and where
they are.

The desk's pages bring the same themselves (`claims.review.frame.page`); they get nothing from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datasette import Request

from claims.review.access.permissions import READ, REVIEW, ROLES, role_of
from claims.review.access.settings import DATABASE
from claims.review.tables.groups import grouped
from claims.store import descriptions

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["Frame", "frame_of"]


@dataclass(frozen=True, slots=True)
class Frame:
    """The desk's bar on a page of Datasette; `page` names its part that one is in."""

    may_read: bool
    may_review: bool
    page: str
    database: str = DATABASE

    def grouped(self, names: Iterable[str]) -> list[tuple[str, list[str]]]:
        """Return tables by what they are about; see `claims.review.tables.groups`."""
        return grouped(names)

    def described(self, table: str) -> str:
        """Return in one line what a table holds, "" where that is not known."""
        known = descriptions().get(table)
        return known.description if known else ""


async def frame_of(
    datasette: Datasette, request: Request | None, template: str, view_name: str | None
) -> dict[str, Frame]:
    """Return, as `desk`, the frame of the page that Datasette prints by `template`.

    Pages of other plugins, such as those of accounts, have no `view_name` and no part of the bar.
    """
    actor = request.actor if request else None
    may = ROLES.get(await role_of(datasette, actor) or "", frozenset())
    page = "questions" if template.startswith("query") else "tables" if view_name else ""
    return {"desk": Frame(READ in may, REVIEW in may, page)}
