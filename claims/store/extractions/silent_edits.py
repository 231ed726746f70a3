"""What changed in an article's claims from text to text, and since when a claim is in it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from json import dumps
from sqlite3 import Connection

from claims.store.records import query
from claims.tracking.versions import Edit, Wording, compare_versions

__all__ = ["Origin", "StoredEdit", "read_origins", "read_silent_edits"]

# When each text of an article was published or, where it states nothing new, came in.
_MOMENTS = """
SELECT version, published, replaced FROM document_versions WHERE document = ?
UNION ALL SELECT version, published, NULL FROM documents WHERE id = ? ORDER BY version
"""


@dataclass(frozen=True, slots=True)
class StoredEdit:
    """An edit between `version` of an article and the text that came after it."""

    version: int
    edit: Edit


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim of a later text comes from.

    `since` is when the text came in that told it first, None where the first text did; `before` is
    the wording that the text before had, where it was altered.
    """

    since: str | None
    before: str | None


def read_silent_edits(
    connection: Connection, document: str, *, kept: bool = False
) -> tuple[StoredEdit, ...]:
    """Return what changed in an article's claims from text to text, oldest first.

    Claims that stayed as they were are left out, but for `kept`.
    """
    versions: dict[int, list[Wording]] = {
        number: []
        for (number,) in connection.execute(
            "SELECT version FROM document_versions WHERE document = ? ORDER BY version", (document,)
        )
    }
    rows = query(
        connection,
        "SELECT version, claim, text, chain, certainty FROM claim_versions WHERE document = ?"
        " UNION ALL SELECT documents.version, claims.id, claims.text, claims.chain,"
        " claims.certainty FROM claims JOIN documents ON documents.id = claims.document"
        " WHERE claims.document = ?",
        document,
        document,
    )
    latest = connection.execute("SELECT version FROM documents WHERE id = ?", (document,))
    for (number,) in latest:
        versions.setdefault(number, [])
    for row in rows:
        wording = Wording(row["claim"], row["text"], row["chain"], row["certainty"])
        versions[row["version"]].append(wording)
    numbers = sorted(versions)
    return tuple(
        StoredEdit(old, edit)
        for old, new in pairwise(numbers)
        for edit in compare_versions(versions[old], versions[new])
        if kept or edit.kind != "kept"
    )


def read_origins(connection: Connection, documents: Collection[str]) -> dict[str, Origin]:
    """Return where the claims of articles that had several texts come from, by the claims' ids.

    Claims that are in the first text as they are now are left out.
    """
    later = connection.execute(
        "SELECT id FROM documents WHERE version > 1 AND id IN (SELECT value FROM json_each(?))",
        (dumps(sorted(documents)),),
    ).fetchall()
    found: dict[str, Origin] = {}
    for (document,) in later:
        found |= _origins(connection, document)
    return found


def _origins(connection: Connection, document: str) -> dict[str, Origin]:
    """Follow each claim of an article's latest text back through the texts before."""
    moments = _moments(connection, document)
    # By the text that an edit led to, and the id that the claim has in it.
    edits: dict[int, dict[str, Edit]] = {}
    numbers = sorted(moments)
    following = dict(pairwise(numbers))
    for one in read_silent_edits(connection, document, kept=True):
        if one.edit.after is not None:
            edits.setdefault(following[one.version], {})[one.edit.after.key] = one.edit
    found = {
        key: _origin(key, [(moments[number], edits.get(number, {})) for number in numbers[:0:-1]])
        for key in edits.get(numbers[-1], {})
    }
    return {key: one for key, one in found.items() if one != Origin(None, None)}


def _origin(key: str, texts: Sequence[tuple[str | None, Mapping[str, Edit]]]) -> Origin:
    """Follow one claim back; `texts` are the latest first, each with the edits that led to it."""
    before, name = None, key
    for moment, edits in texts:
        edit = edits.get(name)
        if edit is None or edit.before is None:
            return Origin(moment if edit is not None else None, before)
        if before is None and "wording" in edit.changed:
            before = edit.before.text
        name = edit.before.key
    return Origin(None, before)


def _moments(connection: Connection, document: str) -> dict[int, str | None]:
    """Return when each text was published; the moment it came in where it states nothing later."""
    found: dict[int, str | None] = {}
    published, replaced = None, None
    for row in query(connection, _MOMENTS, document, document):
        stated = row["published"]
        renewed = stated is not None and (published is None or stated > published)
        found[row["version"]] = stated if replaced is None or renewed else replaced
        published, replaced = stated or published, row["replaced"]
    return found
