"""The hops that a sentence states beside the source: the outlet told, the sources cited.

"the official told CNN", "in an interview with Sky", "said this month on CNBC" put an outlet before
the source; "Reuters reported, citing two aides" puts those aides behind it. Nothing is taken from
inside a content: what is said there is somebody else's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.sources.discourse import Discourse
from claims.sources.entities import Entity
from claims.sources.lexicons import grammar, words
from claims.sources.names import Name
from claims.sources.phrases import parse
from claims.values import Attribution, Document, Span

_TOWARDS = re.compile(
    r"(?:\b(?:told|tells?|telling|with|on|by|informed|informing)"
    # "confirmed the deal to CNN", but "disclosed them to the AP" passes on no words.
    r"|\b(?:sp(?:oke|eak|eaks|eaking|oken)|talk(?:s|ed|ing)?|sa(?:id|ys|ying)|sta(?:ted|ting)"
    r"|confirm(?:s|ed|ing)?|admit(?:s|ted)?|explain(?:s|ed)?|reveal(?:s|ed)?|statement|interview"
    r"|comments?|remarks?|e-?mail|letter|message|response|text|acknowledged|insisted|complained)"
    r"(?: [\w’'-]+){0,4} to"
    r"|\b(?:wrote|writing|said|says|written|published|printed|op-ed|piece|interview"
    r"|article|column|appeared) in"
    r"|\b(?:interview|remarks|appearance|comments) (?:for|at))"
    r"(?: (?:the|a|an|[A-Z]\w+(?:i|ian|an|ese|ish|ch)"
    r"|local|state-run|state|broadcaster|newspaper|news agency|channel"
    r"|network|website|magazine|Israeli|Iranian|Russian|British|German|French|official|private|daily|weekly|public))*\s$"
)
_PASSIVE_BY = re.compile(
    r"\b(?:owned|run|backed|employed|hosted|moderated|sponsored|organi[sz]ed) by(?: the)?\s$"
)
_OF = re.compile(r",? of (?:the )?$")
_JOB = re.compile(
    r"(?:’s|'s)? (?:(?:[\w-]+ ){0,2}"
    r"(?:reporter|journalist|correspondent|anchor|host|columnist|moderator) )?$"
)
_TOLD = re.compile(
    r"\b(?:told|tells?|telling|informed)\s+(?=(?:the |The )?([\w’'-]+(?: [\w’'-]+){0,5}))"
)
_CITING = re.compile(
    r"(?:,|;|\))?\s(?:(?:which|who|that)\s)?(?:has |had )?"
    r"(?:citing|quoting|cited|quoted|cites|quotes)\s+(?=\S)"
)
_CITED_END = re.compile(
    r"[.;:”\"]|,? (?:said|says|reported|reports|added|told|as saying|as telling)\b|,"
)


_ADDED = frozenset(["news", "online", "website", "newspaper"])
"""Words that an outlet's name has in one place and lacks in another: "BBC News", "the BBC"."""


def publishes(document: Document) -> frozenset[str]:
    """Return the names of the article's own publisher, letters only: it is no hop of its own.

    Without a stated publisher, the dateline tells ("LONDON (Reuters) - ").
    """
    names = {document.publisher or ""}
    dateline = re.search(
        r"^[^\n]{0,60}\(([A-Z][\w ]{1,30})\)\s[-–—]", document.text[:600], re.MULTILINE
    )
    if dateline:
        names.add(dateline.group(1))
    if document.url:
        host = re.search(r"^\w+://(?:www\.)?([\w-]+)\.", document.url)
        names.add(host.group(1) if host else "")
    return frozenset(_letters(name) for name in names if name) - {""}


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.lower()).strip().removeprefix("the ")


def is_publisher(entity: Entity, own: frozenset[str]) -> bool:
    """Tell whether the outlet is the article's own publisher ("wash-post": Washington Post)."""
    return any(same_outlet(name.text, publisher) for name in entity.names for publisher in own)


def same_outlet(name: str, other: str) -> bool:
    """Tell whether two names are those of one outlet, however each is written.

    "The New York Times" is "the New York Times", "nytimes.com" and "NYT"; "BBC News" is "the BBC";
    "wash-post" is "Washington Post". Two names that only begin alike are not one.
    """
    mine, theirs = _words_of(name), _words_of(other)
    if not mine or not theirs:
        return False
    if _stands_for(mine, theirs) or _stands_for(theirs, mine):
        return True
    return "".join(_bare(mine)) == "".join(_bare(theirs))


def _words_of(name: str) -> list[str]:
    """Return the words of a name or an address, without what stands around every host."""
    name = re.sub(r"^\s*(?:\w+://)?(?:www\.)?", "", name.lower()).partition("/")[0]
    host = re.fullmatch(r"(?:the(?=\w{4}))?([\w-]+)\.(?:com|org|net|co|news)(?:\.\w\w)?", name)
    return _letters(host[1] if host else name).split()


def _bare(words: Sequence[str]) -> Sequence[str]:
    """Return the words of a name without those that it has in one place and lacks in another."""
    return [word for word in words if word not in _ADDED] or words


def _stands_for(long: Sequence[str], short: Sequence[str]) -> bool:
    """Tell whether the words of `short` are, or shorten, those of `long`."""
    written, joined = "".join(long), "".join(short)
    if written == joined or (len(long) > 1 and _acronym(long) == joined):
        return True
    shortened = {_acronym(long[:first]) + "".join(long[first:]) for first in range(2, len(long))}
    if joined in shortened:  # "ny" + "times"
        return True
    if len(short) == len(long) and all(map(str.startswith, long, short)):
        return True
    return len(joined) > 4 and written.startswith(joined)


def _acronym(parts: Sequence[str]) -> str:
    return "".join(part[0] for part in parts)


def outlet_of(name: Name, discourse: Discourse) -> Entity | None:
    """Return the outlet that a name stands for: itself, or the one that the person works for."""
    entity = discourse.cast.by_start[name.span.start]
    if entity.kind == "outlet":
        return entity
    return entity.told if entity.kind == "person" else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an attribution stands: its sentence, and the contents that it lies in or is beside.

    `within` is the content of the attribution that holds it (the sentence, if none does), `closed`
    what is not searched: contents beside it, sources, and what is nearer to another cue.
    """

    sentence: Span
    within: tuple[Span, ...]
    closed: tuple[Span, ...]
    cues: tuple[Span, ...]


def told_outlets(
    attribution: Attribution, place: Place, own: frozenset[str], discourse: Discourse
) -> list[tuple[Entity, Span]]:
    """Return the outlets, or groups that gather witnesses, that the source spoke to."""
    text, sentence = discourse.text, place.sentence
    for name in discourse.names_in(sentence):
        span = name.whole
        outlet = outlet_of(name, discourse)
        if outlet is None or not _beside(span, attribution, place, text):
            continue
        before = text[max(sentence.start, span.start - 60) : span.start]
        if (
            _TOWARDS.search(before)
            and not _PASSIVE_BY.search(before)
            and not is_publisher(outlet, own)
        ):
            return [(outlet, span)]
    return _told_researchers(attribution, place, discourse)


def _beside(span: Span, attribution: Attribution, place: Place, text: str) -> bool:
    """Tell whether the span may belong to the attribution: in its clause, nobody else's words."""
    if not place.sentence.contains(span) or any(one.overlaps(span) for one in place.closed):
        return False
    if not any(one.contains(span) for one in place.within):
        return False
    if not attribution.cue:
        return True
    cue = attribution.cue[0]
    low, high = min(cue.end, span.end), max(cue.start, span.start)
    return not any(
        low <= other.start < high or _right_after(other, span, text) for other in place.cues
    )


def _right_after(cue: Span, span: Span, text: str) -> bool:
    """Tell whether a span follows a cue closely: "told CNN" is that cue's own outlet."""
    return cue.end <= span.start <= cue.end + 40 and "," not in text[cue.end : span.start]


def _told_researchers(
    attribution: Attribution, place: Place, discourse: Discourse
) -> list[tuple[Entity, Span]]:
    """ "A man told Human Rights Watch": a body that gathers accounts and is a source here."""
    if not attribution.source:
        return []
    ends = place.sentence.end
    for match in _TOLD.finditer(discourse.text, attribution.source[0].end, ends):
        start = match.end()
        if not _beside(Span(start, start + 1), attribution, place, discourse.text):
            return []
        end = next((c.start for c in attribution.content if c.start > start), min(ends, start + 60))
        words_ = discourse.text[start:end].split(" that ")[0].split(",")[0].rstrip()
        return _researcher(Span(start, start + len(words_)), discourse)
    return []


def _researcher(span: Span, discourse: Discourse) -> list[tuple[Entity, Span]]:
    phrase = parse(discourse.text, span, discourse.names_in(span))
    entity: Entity | None = None
    if phrase.name is not None:
        entity = discourse.cast.by_start[phrase.name.span.start]
    elif phrase.determiner == "the" and phrase.head in (
        "group",
        "organisation",
        "organization",
        "watchdog",
        "charity",
    ):
        entity = next((one for _, one, _ in reversed(discourse.said) if gathers(one)), None)
    if (
        entity is None
        or not gathers(entity)
        or all(one is not entity for _, one, _ in discourse.said)
    ):
        return []
    return [(entity, phrase.span)]


def gathers(entity: Entity) -> bool:
    """Tell whether an organisation is one that gathers and publishes others' accounts."""
    if entity.kind != "organisation":
        return False
    return any(word.lower() in grammar("research") for name in entity.names for word in name.words)


def cited(attribution: Attribution, sentence: Span, discourse: Discourse) -> Span | None:
    """Return the span of the sources that an outlet or document cites in the sentence, if any."""
    text = discourse.text
    after = max(
        [span.end for span in attribution.cue] + [span.start for span in attribution.source],
        default=0,
    )
    after = min([after, *(span.start for span in attribution.cue)])
    for match in _CITING.finditer(text, after, sentence.end):
        start = match.end()
        if any(content.start <= match.start() + 1 < content.end for content in attribution.content):
            continue
        stop = _CITED_END.search(text, start, sentence.end)
        span = Span(start, stop.start() if stop else sentence.end)
        if span.start < span.end and _is_source(span, discourse):
            return span
    return None


def _is_source(span: Span, discourse: Discourse) -> bool:
    phrase = parse(discourse.text, span, discourse.names_in(span))
    if phrase.name is not None:
        return phrase.name.kind in ("outlet", "person", "organisation")
    return any(
        phrase.head in words("nouns", group) for group in ("person", "outlet", "document")
    ) or phrase.head in (
        "police",
        "ministry",
        "authority",
        "agency",
        "government",
        "office",
    )


def note_employers(discourse: Discourse) -> None:
    """Note who works for an outlet: "Bill O'Reilly of Fox News", "CNN's Jake Tapper"."""
    for name, following in pairwise(discourse.cast.names):
        one = discourse.cast.by_start[name.span.start]
        other = discourse.cast.by_start[following.span.start]
        gap = discourse.text[name.span.end : following.whole.start]
        if one.kind == "person" and other.kind == "outlet" and _OF.match(gap):
            one.told = other
        elif one.kind == "outlet" and other.kind == "person" and _JOB.match(gap):
            other.told = one
