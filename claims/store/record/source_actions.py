"""What a person may decide about a source, as values; `values` has all the others."""

from dataclasses import dataclass

from claims.values import SourceKind

__all__ = [
    "Apart",
    "ChangeAnonymity",
    "ChangeKind",
    "Describe",
    "Merge",
    "Rename",
    "Split",
]


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a source another name."""

    name: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """Give a source another kind."""

    kind: SourceKind
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeAnonymity:
    """Say whether a source is unnamed."""

    anonymous: bool
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Describe:
    """Say who a source is: role, rank, nationality, affiliation; an empty text says nothing."""

    description: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """Say that a source is not the same as another one, whose id is `source`."""

    source: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Say that a source is the same as another one, whose id is `into`."""

    into: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """Say that some claims of a source are another one's, who is entered under `name`."""

    name: str
    claims: tuple[str, ...]
    kind: SourceKind = "person"
    anonymous: bool = False
    note: str | None = None
