"""Whoever the article speaks of: an entity while it is put together, and the cast of the named."""

from dataclasses import dataclass, field

from claims.sources.naming.names import Name
from claims.values import SourceKind, SourceNumber, Span


@dataclass(slots=True, eq=False)
class Entity:
    """One originator or relay of the article, while it is being put together.

    `roles` are nouns used of it in the singular ("commander"), `traits` other words of its
    descriptions ("iranian", "republican"), `used` the names under which it
    speaks; `told` is the outlet that a person works for, `owner` whose "his aides" are.
    """

    kind: SourceKind
    number: SourceNumber = "one"
    gender: str | None = None
    named: bool = False
    anonymous: bool = False
    names: list[Name] = field(default_factory=list)
    forms: list[Span] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    traits: set[str] = field(default_factory=set)
    head: str = ""
    place: bool = False
    label: str = ""
    parts: list["Entity"] = field(default_factory=list)
    told: "Entity | None" = None
    owner: "Entity | None" = None
    used: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Cast:
    """The entities with names, and which name (by its start) belongs to which."""

    entities: list[Entity]
    by_start: dict[int, Entity]
    names: tuple[Name, ...]
