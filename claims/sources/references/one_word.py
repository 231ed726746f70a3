"""What a name of one word is, where no list knows it: its mentions vote, and "it" tells a body."""

import re
from typing import Final

from claims.sources.references.entities import Entity

# The name is the subject of its sentence, and the next one begins with "It said".
_IT_SAYS: Final = re.compile(
    r" (?:has |had |also )*(?:said|says|announced|denied|told|reported|confirmed|added)\b"
    r"[^.!?\n]*[.!?][”\"]?\s+It (?:has |had |also )*"
    r"(?:said|says|added|denied|announced|declined|plans|did not|would not)\b"
)
_REACH: Final = 400


def settle_kind(entity: Entity, text: str) -> None:
    """Let the mentions of an entity with names of one word agree on its kind."""
    if any(len(name.words) > 1 for name in entity.names):
        return
    _vote(entity)
    if _is_it(entity, text):
        entity.kind = "organisation"


def _vote(entity: Entity) -> None:
    kinds = [name.kind for name in entity.names]
    common = max(set(kinds), key=lambda kind: (kinds.count(kind), kind == "person"))
    if common == "person" and entity.kind == "organisation" and not entity.place:
        entity.kind = "person"
    elif common in ("organisation", "place") and entity.kind == "person":
        entity.kind, entity.gender = "organisation", None


def _is_it(entity: Entity, text: str) -> bool:
    """Return whether who is taken for a person is called "it": "Nordlink said so. It added ..."."""
    if entity.kind != "person" or entity.gender is not None:
        return False
    if any(name.title for name in entity.names):
        return False
    return any(_IT_SAYS.match(text, name.span.end, name.span.end + _REACH) for name in entity.names)
