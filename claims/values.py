"""The values that pass from stage to stage.

Every value is frozen and compares by what it holds. Identity (ids that outlive a run) belongs to
the store; inside one article, things are named by their place: a sentence by its number, an
attribution by its index, a source by a key such as "s1".

All offsets are half-open and count Python code points of `Document.text`, exactly as stored:
`text[span.start:span.end]` is always what the value speaks of.

The words are those of the field: a *source* says, a *cue* signals that it is said, the *content* is
what is said; together they are an *attribution*. A *claim* is one attribution's content, or the
writer's own assertion, with its *chain*: the *hops* from the writer to the originator.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Literal, Self

from claims.errors import DocumentError

__all__ = [
    "Attribution",
    "Certainty",
    "Claim",
    "ClaimKind",
    "Document",
    "Extraction",
    "Figure",
    "FigureKind",
    "Hop",
    "Manner",
    "Mention",
    "MentionForm",
    "Problem",
    "Region",
    "RegionKind",
    "Sentence",
    "SentenceAssessment",
    "SentenceStatus",
    "Severity",
    "Source",
    "SourceKind",
    "SourceNumber",
    "Span",
    "iso_moment",
    "to_dict",
]

RegionKind = Literal["headline", "byline", "dateline", "caption", "mark"]
"""What a stretch of text is when it is not the body; "mark" is a quotation prefix such as ">"."""

Manner = Literal["direct", "indirect", "mixed"]
"""All of the content in quotation marks, none of it, or a part."""

SourceKind = Literal["person", "organisation", "outlet", "document", "group"]
SourceNumber = Literal["one", "several", "unknown"]
MentionForm = Literal["name", "nominal", "pronoun"]
ClaimKind = Literal["fact", "prediction", "opinion", "intention", "other"]
Certainty = Literal["asserted", "hedged", "doubted", "denied"]
SentenceStatus = Literal["attributed", "mixed", "unsourced", "none"]
FigureKind = Literal["date", "count", "money", "percentage", "duration", "quantity"]
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a text, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what cannot be sliced: a negative start, an end before the start."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")

    def of(self, text: str) -> str:
        """Return what is in the span of `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Self) -> bool:
        """Return whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Self) -> bool:
        """Return whether all of `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a document that is not body text."""

    kind: RegionKind
    span: Span


@dataclass(frozen=True, slots=True, init=False)
class Document:
    """An article as read: its text never changes from here on.

    What the article does not state of itself is None, never guessed. `published` is an ISO 8601
    date ("2024-02-18") or a date and time in the zone in which the article states it
    ("2024-02-18T22:30:00-07:00"), whose first ten characters are the article's "today"; `language`
    is an ISO 639-1 code; `format` is how it was read ("text", "html", "pdf", ...); `path` is the
    file or address it was read from, with "#" and a part's name for one of several in a file.
    `identity` is the id under which the article is stored where it does not follow from the
    address: a person corrected that.
    """

    text: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    language: str | None
    url: str | None
    format: str
    path: str | None
    regions: tuple[Region, ...]
    identity: str | None

    def __init__(
        self,
        text: str,
        title: str | None = None,
        publisher: str | None = None,
        author: str | None = None,
        published: date | str | None = None,
        language: str | None = None,
        url: str | None = None,
        format: str = "text",
        path: str | os.PathLike[str] | None = None,
        regions: Iterable[Region] = (),
        identity: str | None = None,
    ) -> None:
        """Check what is given, and keep it in one form.

        `published` may be a date, a date and time, or either as ISO 8601; a time without a zone is
        left out, since the hour is not known then. `language` may carry a region ("en-US"). Raises
        TypeError for what is no text, DocumentError for a date or a language that is none.
        """
        given = {"text": text, "format": format}
        stated = {"title": title, "publisher": publisher, "author": author, "url": url}
        put = object.__setattr__  # the value is frozen once it is made
        for name, value in {**given, **stated}.items():
            if not isinstance(value, str) and (value is not None or name in given):
                wanted = "a string" if name in given else "a string or None"
                raise TypeError(f"{name} must be {wanted}, not {_sort(value)}")
            put(self, name, value)
        put(self, "published", None if published is None else _published(published))
        put(self, "language", None if language is None else _language(language))
        put(self, "path", None if path is None else os.fspath(path))
        put(self, "regions", tuple(regions))
        put(self, "identity", identity)

    @classmethod
    def unchecked(cls, **known: Any) -> Self:
        """Return a document with these fields as they are: for what was checked when it was kept.

        A database may hold what an earlier version, or another program, took for a date.
        """
        document = cls(known["text"], regions=known.get("regions", ()))
        for name, value in known.items():
            object.__setattr__(document, name, value)
        return document

    def altered(self, **changed: Any) -> Self:
        """Return the document with other values in some fields, which are not checked."""
        known = {one.name: getattr(self, one.name) for one in fields(self)}
        return self.unchecked(**known | changed)

    def to_dict(self) -> dict[str, Any]:
        """Return the document as plain dicts, lists and strings; see `to_dict`."""
        found: dict[str, Any] = to_dict(self)
        return found


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, parsed or resolved, and why, in one line for people."""

    path: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document; `number` counts from 1 in the order of the text.

    `headline` is true for what is not a sentence of the body: headlines, captions, bylines. Such
    sentences are kept and shown but carry no claims.
    """

    number: int
    span: Span
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what, as the text states it.

    `source`, `cue` and `content` hold one or more spans in the order of the text; `source` is empty
    where none is stated. `parent` is the index, in the article's list, of the attribution whose
    content holds this one. `confidence` is 0 to 1; `model` names the rule or the model's digest.
    `via` are the mentions that are between the writer and the source: the outlet that was told.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    manner: Manner
    parent: int | None = None
    confidence: float = 1.0
    model: str = "rule"
    via: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One originator or relay of an article, however it is mentioned.

    `key` names it inside the article ("s1"). `name` is its most informative mention. `reason` is
    the article's own words for why it is unnamed or why it knows. `description` is what the text
    says of it: role, rank, nationality, affiliation.
    """

    key: str
    name: str
    kind: SourceKind
    anonymous: bool
    number: SourceNumber
    reason: str | None = None
    description: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text speaks of a source."""

    source: str
    span: Span
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a chain: a source that relays, or, at the end, the originator.

    `mention` is None, and `inferred` true, where the text does not state the hop at this place but
    the article has made it certain. `rule` says by which reasoning the hop was made.
    """

    source: str
    mention: Span | None
    inferred: bool = False
    confidence: float = 1.0
    rule: str = "stated"


@dataclass(frozen=True, slots=True)
class Figure:
    """A date or quantity in a claim, normalised.

    `value` is an ISO 8601 date or interval ("2024-01-29", "2024-01"), or a number as text ("20");
    `unit` is what is counted or the currency ("attacks", "USD", "%"); `bound` keeps "more than" and
    "at least" as ">" and ">=", "about" as "~".
    """

    kind: FigureKind
    text: str
    span: Span
    value: str | None = None
    unit: str | None = None
    bound: Literal["=", ">", ">=", "<", "<=", "~"] = "="


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asserted, by whom, in what manner.

    `attribution` is the index of the attribution that it comes from, and None for the writer's own
    assertion, whose `chain` is empty and whose `manner` is None. `cue` holds the cues of every
    attribution that makes a stated hop ("reported", "citing"). `chain` runs from the hop nearest to
    the writer to the originator. `standalone` reads without the article.
    """

    sentence: int
    attribution: int | None
    content: tuple[Span, ...]
    text: str
    manner: Manner | None
    kind: ClaimKind
    cue: tuple[Span, ...] = ()
    certainty: Certainty = "asserted"
    certainty_words: tuple[Span, ...] = ()
    negated: bool = False
    chain: tuple[Hop, ...] = ()
    figures: tuple[Figure, ...] = ()
    standalone: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class SentenceAssessment:
    """Whether a sentence says who says so, and whether an editor would ask.

    `reason` names the rule or the score behind `disputable`, in words for people.
    """

    sentence: int
    status: SentenceStatus
    disputable: bool
    reason: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that the stages found in one document.

    Every tuple is in the order of the text. `assessments` holds one value for each sentence that is
    no headline. `models` names the models used and their digests.
    """

    document: Document
    sentences: tuple[Sentence, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    sources: tuple[Source, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    assessments: tuple[SentenceAssessment, ...] = ()
    problems: tuple[Problem, ...] = ()
    models: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the extraction as plain dicts, lists, strings and numbers; see `to_dict`."""
        found: dict[str, Any] = to_dict(self)
        return found


def to_dict(value: object) -> Any:
    """Return a value of this module as what JSON knows, for `json.dumps` and the like.

    A dataclass becomes a dict by its fields, a tuple a list, a span the list [start, end].
    """
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_dict(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {name: to_dict(one) for name, one in value.items()}
    return [to_dict(one) for one in value] if isinstance(value, tuple | list) else value


def iso_moment(moment: datetime) -> str:
    """Return a date and time as a document carries it: in its own zone, or its day without one."""
    kept = moment.date() if moment.tzinfo is None else moment.replace(microsecond=0)
    return kept.isoformat()


_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9]+)*")


def _published(given: object) -> str:
    """Return the day, or the day and time in its own zone, of publication."""
    if isinstance(given, date):
        return iso_moment(given) if isinstance(given, datetime) else given.isoformat()
    if not isinstance(given, str):
        raise TypeError(f"published must be a date or a string, not {_sort(given)}")
    try:
        moment = datetime.fromisoformat(given.strip())
    except ValueError as error:
        raise DocumentError(
            f"published: {given[:40]!r} is no date; write it as 2024-02-18 or 2024-02-18T09:30Z"
        ) from error
    return iso_moment(moment)


def _language(given: object) -> str | None:
    """Return the two letters of a language, None for an empty text."""
    if not isinstance(given, str):
        raise TypeError(f"language must be a string or None, not {_sort(given)}")
    if not given.strip():
        return None
    found = _LANGUAGE.fullmatch(given.strip())
    if found is None:
        raise DocumentError(f"language: {given[:40]!r} is no code; write it as en or en-US")
    return found[1].lower()


def _sort(value: object) -> str:
    """Return in words what was given."""
    return "None" if value is None else type(value).__name__
