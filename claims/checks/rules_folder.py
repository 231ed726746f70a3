"""The folder of a desk's own house rules, which a database remembers.

Once it was given to a command that writes, every later run of the rules has them too: after a
decision on the desk, when articles are added, when everything is extracted again.
"""

import sqlite3
from pathlib import Path

from claims.checks.catalogue import Check, house_rules
from claims.errors import SettingsError
from claims.store import Store, transaction

__all__ = ["FORGET", "remember_rules", "remembered_in", "remembered_rules"]

FORGET = Path("-")
"""Given in place of a folder: the desk has no rules of its own any more."""

_NAME = "rules"
_DESCRIPTION = "The folder of this desk's own house rules"


def remember_rules(store: Store, folder: Path) -> tuple[Check, ...]:
    """Let these be the desk's own rules from now on, and return all that then run.

    With `FORGET` it has none any more, and what they found is dropped. Raises SettingsError where
    the folder is none of rules; nothing is changed then.
    """
    rules = house_rules(None if folder == FORGET else folder)
    with transaction(store) as connection:
        connection.execute("DELETE FROM desk_settings WHERE name = ?", (_NAME,))
        if folder != FORGET:
            connection.execute(
                "INSERT INTO desk_settings (name, value, description) VALUES (?, ?, ?)",
                (_NAME, str(folder.resolve()), _DESCRIPTION),
            )
        known = ",".join(f"'{rule.code}'" for rule in rules)  # codes are a letter and digits
        connection.execute(f'DELETE FROM findings WHERE "check" NOT IN ({known})')  # noqa: S608
    return rules


def remembered_rules(store: Store) -> tuple[Check, ...]:
    """Return all rules that come from the package, from plugins and from the desk's folder.

    Raises SettingsError where the remembered folder is gone, or holds something else than rules.
    """
    return remembered_in(store.connection)


def remembered_in(connection: sqlite3.Connection) -> tuple[Check, ...]:
    """Return the same for a connection to the file."""
    row = connection.execute("SELECT value FROM desk_settings WHERE name = ?", (_NAME,)).fetchone()
    if row is None:
        return house_rules()
    folder = Path(row[0])
    if not folder.is_dir():
        raise SettingsError(
            f"the house rules of this desk are not in {folder} any more: give their folder with"
            " --rules, or forget them with --rules - (in Python, remember_rules)"
        )
    return house_rules(folder)
