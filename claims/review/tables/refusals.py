"""Datasette's refusals in words: what a person may not do here, and why."""

__all__ = ["in_words"]

_DOWNLOAD = "Only reviewers may download the file, and nobody while claims are decided blindly."
_BY_HAND = "Rows of this table are not edited by hand: they follow from articles and decisions."
_WORDS = {
    "execute-sql": (
        "Questions in SQL are closed to you now. A query can ask for what others decided, and that"
        " is hidden from readers and reviewers while claims are decided blindly, and from the"
        " public unless the owner shows names."
    ),
    "view-table": "This table says who decided, and is closed to you now.",
    "view-query": "This question asks for what people decided, and is closed to you now.",
    "view-database": "Only people of this desk may read its tables.",
    "view-instance": "Only people of this desk may read it.",
    "view-database-download": _DOWNLOAD,
    "store-query": "Only reviewers save questions, and nobody while claims are decided blindly.",
    "insert-row": _BY_HAND,
    "update-row": _BY_HAND,
    "delete-row": _BY_HAND,
    "permissions-debug": "That is for admins.",
    "debug-menu": "That is for admins.",
    "You do not have permission to view this table": (
        "This table says who decided, and is closed to you now."
    ),
    "You do not have permission to view this query": (
        "This question asks for what people decided, and is closed to you now."
    ),
    "You do not have permission to view this database": (
        "Only people of this desk may read its tables."
    ),
    "You do not have permission to view this instance": "Only people of this desk may read it.",
    "Database download is forbidden": _DOWNLOAD,
    "You must be logged in to create a token": "Sign in to make a token for programs.",
}


def in_words(message: str) -> str:
    """Return a refusal of Datasette's as a sentence for people; our own stay as they are."""
    if message in _WORDS:
        return _WORDS[message]
    # The name of an action says nothing to whoever reads it.
    is_name = message and " " not in message and message == message.lower()
    return "You may not do that on this desk." if is_name or not message else message
