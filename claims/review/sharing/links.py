"""The signed part of a link to one article.

It holds the number of the link and nothing else; whether it still works, and what it leads to,
is in `shared_links`. Who cannot sign cannot guess one, and who reads the table cannot make one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itsdangerous import BadData

from claims.review.access.settings import DATABASE, settings_of
from claims.review.access.signing import keep_secret, key_beside

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["keep_signing", "number_in", "token_of"]

_NAMESPACE = "claims-shared-link"


def token_of(datasette: Datasette, number: int) -> str:
    """Return the signed part of the address of a link; the same one each time."""
    return str(datasette.sign({"link": number}, _NAMESPACE))


def number_in(datasette: Datasette, token: str) -> int | None:
    """Return the number of the link that a signed part names, None where it is not signed here."""
    try:
        found = datasette.unsign(token, _NAMESPACE)
    except BadData:
        return None
    number = found.get("link") if isinstance(found, dict) else None
    return number if isinstance(number, int) else None


def keep_signing(datasette: Datasette) -> None:
    """Keep what signs links, so that they work also when the desk was opened again.

    With accounts it is kept already. Raises SettingsError where nothing can be written beside the
    database.
    """
    if not settings_of(datasette).team:
        path = key_beside(datasette.get_database(DATABASE).path)
        keep_secret(path, datasette._secret)  # Datasette has no other way to it
