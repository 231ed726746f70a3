"""The values of claim tracking: tellings, how two of them stand, and the stories they make.

A *story* is one statement as it goes through many articles. It holds *tellings*: claims of
articles, each with its time, outlet and chain. A *voice* is an article with all its near
duplicates: wire copy that nine outlets republish is one voice.
"""

from dataclasses import dataclass
from typing import Literal

from claims.values import Certainty, ClaimKind, Figure, SourceKind, SourceNumber

Relation = Literal["same", "refines", "contradicts", "same event", "unrelated"]
"""How one claim stands to another; "refines": one says all that the other says, and more."""

DriftKind = Literal[
    "source dropped", "source blurred", "hedge dropped", "hedge added", "figure changed"
]
DifferenceKind = Literal["figure", "date", "name", "negation", "opposite", "certainty"]


@dataclass(frozen=True, slots=True)
class Teller:
    """One hop of a telling's chain: `key` is the source's id, the same wherever it is the same.

    `local` is true for a source without a name of its own that its article alone knows ("pilots").
    `inferred` is true where the text does not state the hop at this place. `description` is what
    the articles say of the source; `apart` are the keys of those who are others than this one, as a
    person said. In a story, `identity` is the node of all who are one with this
    one (`claims.tracking.relays`), and `called` their fullest name (`claims.tracking.identities`).
    """

    key: str
    name: str
    kind: SourceKind
    anonymous: bool
    number: SourceNumber = "one"
    local: bool = False
    inferred: bool = False
    description: str | None = None
    identity: str | None = None
    called: str | None = None
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim of one article, as tracking needs it.

    `key` is the claim's id and `document` the article's; `number` is the claim's place in the
    article. `seen` is when the article was published (ISO 8601, date or time in UTC), or None.
    `chain` runs from the teller nearest to the writer to the originator; it is empty for the
    writer's own. `sentence` names the sentence and `content` is what is claimed in the article's
    own words, where these are known; `text` is the form that reads without the article.
    """

    key: str
    document: str
    number: int
    text: str
    seen: str | None = None
    publisher: str | None = None
    kind: ClaimKind = "fact"
    certainty: Certainty = "asserted"
    negated: bool = False
    chain: tuple[Teller, ...] = ()
    figures: tuple[Figure, ...] = ()
    sentence: str | None = None
    content: str | None = None
    whole: str | None = None
    before: str | None = None
    later_text: bool = False

    @property
    def order(self) -> tuple[bool, str, str, int, str]:
        """What sorts tellings by time; undated ones come last, ties go by article and place."""
        return (self.seen is None, self.seen or "", self.document, self.number, self.key)


@dataclass(frozen=True, slots=True)
class Difference:
    """A point on which two wordings differ: the words of the left and of the right."""

    kind: DifferenceKind
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one claim stands to another, how sure that is (0 to 1), and why."""

    relation: Relation
    confidence: float
    similarity: float
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A compared pair of tellings, `left` before `right` in the order of their keys.

    `refined` is the key of the one that says more, where the relation is "refines".
    """

    left: str
    right: str
    relation: Relation
    confidence: float
    refined: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on two claims: one story (a merge) or two (a split)."""

    left: str
    right: str
    together: bool


@dataclass(frozen=True, slots=True)
class Drift:
    """A change on the way: from one telling to a later one, in words for people."""

    kind: DriftKind
    earlier: str
    later: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Relay:
    """An edge of the story's graph: `teller` has it from `origin` (keys); `tellings` show it."""

    teller: str
    origin: str
    tellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Originator:
    """Where the chains of a story end: one originator, with the tellings that lead to it.

    `anonymous` ones, not named, may be one person though different relays lead to them, and so may
    whoever one article alone knows: none of these count as independent of one another.
    """

    key: str
    name: str
    anonymous: bool
    tellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One statement through many articles. Tellings are in the order of time.

    There are `independent` originators surely, and `at_most` if all who may be one are several;
    `differing` are the keys of those who have other figures than the first telling, and count as
    neither.
    `tied` are articles of the first one's day that may have told it before: the hour is not known.
    """

    key: str
    text: str
    tellings: tuple[Telling, ...]
    voices: tuple[tuple[str, ...], ...]
    originators: tuple[Originator, ...]
    independent: int
    at_most: int
    relays: tuple[Relay, ...]
    circles: tuple[tuple[str, ...], ...]
    drifts: tuple[Drift, ...]
    tied: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()

    @property
    def first(self) -> Telling:
        """The earliest telling."""
        return self.tellings[0]

    @property
    def documents(self) -> tuple[str, ...]:
        """The articles, each once, in the order of time."""
        return tuple(dict.fromkeys(telling.document for telling in self.tellings))


@dataclass(frozen=True, slots=True)
class StoryLink:
    """How one story stands to another; see Relation."""

    story: str
    other: str
    relation: Relation
    confidence: float
