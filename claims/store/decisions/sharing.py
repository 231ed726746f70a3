"""Set the share of claims that two people decide without seeing each other."""

from sqlite3 import Connection

from claims.errors import SettingsError
from claims.store.effects.reader_differences import refresh_readings_in
from claims.store.record.blind_review import blind_share
from claims.store.record.row_edits import record_row_edit

__all__ = ["set_blind_share"]

_DECIDED = """
SELECT DISTINCT reading_differences.document FROM reading_differences
JOIN attachments ON attachments.target = reading_differences.claim
"""


def set_blind_share(connection: Connection, share: float, *, reviewer: str | None = None) -> None:
    """Set the share of claims that two people decide blindly; it holds for all claims at once.

    Who set it goes on record where `reviewer` says so. Claims that one person decided may open
    again for a second one: call `refresh_states` after it. Raises SettingsError where `share` is
    not between 0 and 1.
    """
    if not 0 <= share <= 1:
        raise SettingsError(f"the share of blind review is 0 to 1, not {share:g}")
    before = blind_share(connection)
    connection.execute(
        "UPDATE desk_settings SET value = ? WHERE name = 'blind_share'", (f"{share:g}",)
    )
    if share != before:  # a point that one person decided is settled, or open for a second one
        decided_about = connection.execute(_DECIDED).fetchall()
        refresh_readings_in(connection, [document for (document,) in decided_about])
    if reviewer is not None and share != before:
        record_row_edit(
            connection,
            reviewer=reviewer,
            table="desk_settings",
            row="blind_share",
            before={"value": f"{before:g}"},
            after={"value": f"{share:g}"},
        )
