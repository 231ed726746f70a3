"""Run the house rules over a database, and keep what they find in its table `findings`."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Final

from claims.checks.catalogue import Check
from claims.checks.finding import Finding
from claims.checks.functions import register
from claims.checks.rules_folder import remembered_rules
from claims.checks.rules_in_effect import in_effect, reading_only
from claims.errors import SettingsError
from claims.store import Store, transaction
from claims.store.extractions.digests import findings_digests
from claims.store.house_rules import note_failure, own_rules
from claims.store.runs import now
from claims.store.unfinished import unchecked

__all__ = ["find", "finish_checks", "run_checks"]

# Who answers for a claim: as `sourcing` has it, the hop nearest to the writer that is no relaying
# outlet; the originator where all of them are outlets. Sources that a person merged are one.
ANSWERING = """
CREATE TEMP VIEW answering AS
SELECT hops.claim, coalesce(sources.merged_into, sources.id) AS source, sources.name,
    sources.anonymous, appearances.number
FROM hops
JOIN claims ON claims.id = hops.claim
JOIN sources ON sources.id = hops.source
LEFT JOIN appearances
    ON appearances.document = claims.document AND appearances.source = hops.source
WHERE hops.position = coalesce(
    (
        SELECT min(nearer.position) FROM hops AS nearer
        JOIN sources AS relay ON relay.id = nearer.source
        WHERE nearer.claim = hops.claim AND NOT (relay.kind = 'outlet' AND relay.anonymous = 0)
    ),
    claims.hops - 1
)
"""
# The first sentence of an article of five or more, where it is disputable and nobody is named who
# says so, in it or in the next two.
LEADS = """
CREATE TEMP VIEW leads AS
SELECT checked.document, sentences.id AS sentence
FROM checked
CROSS JOIN sentences ON sentences.id = (
    SELECT first.id FROM sentences AS first
    WHERE first.document = checked.document AND NOT first.headline ORDER BY first.number LIMIT 1
)
WHERE (
    SELECT count(*) FROM sentences AS body
    WHERE body.document = checked.document AND NOT body.headline
) >= 5
    AND EXISTS (
        SELECT 1 FROM claims WHERE claims.sentence = sentences.id
            AND claims.sourcing = 'unsourced' AND claims.disputable = 1
    )
    AND NOT EXISTS (
        SELECT 1 FROM claims JOIN sentences AS near ON near.id = claims.sentence
        WHERE claims.document = checked.document AND near.number <= sentences.number + 2
            AND claims.sourcing <> 'unsourced'
    )
"""
# Columns, reviews and guides: a dozen statements or more, and fewer than a quarter of them have a
# source. Nobody asks for that of each.
OWN_WORK = """
CREATE TEMP VIEW own_work AS
SELECT claims.document
FROM checked CROSS JOIN claims ON claims.document = checked.document
GROUP BY claims.document
HAVING count(*) >= 12 AND 4 * sum(claims.sourcing <> 'unsourced') < count(*)
"""

TOGETHER: Final = 50
"""Articles on which owed rules are run in one transaction: a kill leaves the rest owed."""

COLUMNS = "document, sentence, claim, start, end, message"


def find(
    connection: sqlite3.Connection,
    *,
    checks: Iterable[Check] | None = None,
    documents: Iterable[str] | None = None,
    guarded: bool = False,
) -> Iterator[Finding]:
    """Yield what the rules find, by article and place; nothing is written.

    `checks` are the rules in effect on the file where none are given, plugins' among them,
    `documents` the ids of the articles to check, all where none are given. `guarded` lets the
    queries read only, and not for long. Raises SettingsError where the query of a rule is wrong.
    """
    with _prepared(connection, documents):
        rows: list[Finding] = []
        for check in in_effect(connection) if checks is None else checks:
            with reading_only(connection) if guarded else nullcontext(), _blamed(check):
                # The query comes from a file of the package or of the desk's own rules.
                cursor = connection.execute(f"SELECT {COLUMNS} FROM (\n{check.query}\n)")  # noqa: S608
                rows += [Finding(check.code, check.severity, *row) for row in cursor]
    yield from sorted(rows, key=lambda row: (row.document, row.start or 0, row.check))


def run_checks(
    store: Store,
    *,
    checks: Iterable[Check] | None = None,
    documents: Iterable[str] | None = None,
) -> dict[str, int]:
    """Put what the rules find into `findings`, and return how many findings each rule has.

    What these rules found in these articles before is replaced, in one transaction. `documents` as
    for `find`; where no `checks` are given, the desk's own rules run too. Raises SettingsError
    where the query of a rule is wrong (nothing is changed then), or the desk's rules are gone,
    BusyError and StoreError as `transaction` does.
    """
    counts = {}
    rules = (
        in_effect(store.connection, remembered_rules(store)) if checks is None else tuple(checks)
    )
    with _prepared(store.connection, documents), transaction(store) as connection:
        own = {rule.code for rule in own_rules(connection)}
        for check in rules:
            connection.execute(
                'DELETE FROM findings WHERE "check" = ?'
                " AND document IN (SELECT document FROM checked)",
                (check.code,),
            )
            if check.code in own:
                counts[check.code] = _run_own(connection, check)
                continue
            with _blamed(check):
                cursor = connection.execute(
                    # The query comes from a file of the package or of the desk's own rules.
                    f'INSERT INTO findings ("check", severity, {COLUMNS})'  # noqa: S608
                    f" SELECT ?, ?, {COLUMNS} FROM (\n{check.query}\n)",
                    (check.code, check.severity),
                )
            counts[check.code] = cursor.rowcount
        _record(connection, all_rules=checks is None)
    return counts


def _run_own(connection: sqlite3.Connection, check: Check) -> int:
    """Keep what a desk's own rule finds; one that cannot be run says so, and stops nothing."""
    try:
        with reading_only(connection), _blamed(check):
            rows = connection.execute(f"SELECT {COLUMNS} FROM (\n{check.query}\n)").fetchall()  # noqa: S608
    except (SettingsError, sqlite3.DatabaseError) as error:
        note_failure(connection, check.code, str(error))
        return 0
    connection.executemany(
        f'INSERT INTO findings ("check", severity, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',  # noqa: S608
        [(check.code, check.severity, *row) for row in rows],
    )
    note_failure(connection, check.code, None)
    return len(rows)


def finish_checks(store: Store) -> int:
    """Run the house rules on every article to which that is owed; return how many those were.

    An add or a decision that was cut off leaves them owed; each transaction makes up for some.
    """
    waiting = unchecked(store)
    for first in range(0, len(waiting), TOGETHER):
        run_checks(store, documents=waiting[first : first + TOGETHER])
    return len(waiting)


def _record(connection: sqlite3.Connection, *, all_rules: bool) -> None:
    """Note on which articles the rules were run, and the digest of all that is there now."""
    documents = [row[0] for row in connection.execute("SELECT document FROM checked")]
    digests = findings_digests(connection, documents)
    if all_rules:
        connection.executemany(
            "INSERT OR REPLACE INTO checked_documents (document, checked, findings)"
            " VALUES (?, ?, ?)",
            [(document, now(), digest) for document, digest in digests.items()],
        )
    else:
        connection.executemany(
            "UPDATE checked_documents SET findings = ? WHERE document = ?",
            [(digest, document) for document, digest in digests.items()],
        )


@contextmanager
def _prepared(connection: sqlite3.Connection, documents: Iterable[str] | None) -> Iterator[None]:
    """Make `checked` and `answering` for a while; they are this connection's own."""
    register(connection)
    _clear(connection)
    connection.execute("CREATE TEMP TABLE checked (document TEXT PRIMARY KEY) WITHOUT ROWID")
    if documents is None:
        connection.execute("INSERT INTO checked SELECT id FROM documents WHERE extracted = 1")
    else:
        connection.executemany(
            "INSERT OR IGNORE INTO checked SELECT id FROM documents WHERE extracted = 1 AND id = ?",
            ((document,) for document in documents),
        )
    # SQLite takes a table of which it knows nothing for a million rows, and for these it would read
    # all claims beforehand (Bloom filters, automatic indexes) where one article is to be checked.
    connection.execute("ANALYZE temp.checked")
    connection.execute(ANSWERING)
    connection.execute(LEADS)
    connection.execute(OWN_WORK)
    try:
        yield
    finally:
        _clear(connection)


def _clear(connection: sqlite3.Connection) -> None:
    """Drop what an earlier run may have left."""
    connection.execute("DROP VIEW IF EXISTS temp.own_work")
    connection.execute("DROP VIEW IF EXISTS temp.leads")
    connection.execute("DROP VIEW IF EXISTS temp.answering")
    connection.execute("DROP TABLE IF EXISTS temp.checked")
    connection.execute("DROP TABLE IF EXISTS temp.sqlite_stat1")


@contextmanager
def _blamed(check: Check) -> Iterator[None]:
    """Say which rule's query is wrong."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if (error.sqlite_errorcode & 0xFF) != sqlite3.SQLITE_ERROR:
            raise
        raise SettingsError(f"The house rule {check.code} cannot be run: {error}") from error
