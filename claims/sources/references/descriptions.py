"""What the article says of a source: what it is called, its role, and why it goes unnamed."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from claims.english.lexicons import grammar, patterns, word_file, words
from claims.sources.naming.names import Name
from claims.sources.references.appositives import CLOSES
from claims.sources.references.discourse import Discourse
from claims.sources.references.entities import Entity
from claims.values import SourceKind, Span

# Whether the words beside a name are a role of whoever bears it. ", head of the Quds Force," is
# one; ", eight militants were killed," is the rest of a sentence, and ", all the banks," the
# next in a list. What decides is the noun phrase before the first preposition or clause: it has
# to be in the singular, to hold the noun of a role, and no finite verb.

_ONE_OF: Final = re.compile(
    r"(?:(?:the )?(?:one|another|first|last|\w{3,}est)|a member|part) of ", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_][\w’'.&-]*")
_NOT_ONE: Final = frozenset(
    {"all", "both", "many", "some", "most", "several", "few", "other", "others", "not", "no"}
    | {"never", "only", "just", "even", "either", "neither", "two", "three", "four", "five"}
    | {"six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozens", "hundreds"}
    | {"i", "we", "you", "he", "she", "they", "it"}
)


def says_role(said: str, kind: SourceKind) -> bool:
    """Return whether what is written beside the name of one person or body says what it is."""
    group = "person" if kind == "person" else "organisation"
    nouns = words("nouns", group)
    first = said.split(maxsplit=1)[0].lower() if said.strip() else ""
    if first in _NOT_ONE or first in grammar("no_role") or first.isdigit():
        return False
    if _ONE_OF.match(said):
        return any(word in nouns for word in _bare(said)) or any(
            word.removesuffix("s") in nouns for word in _bare(said)
        )
    core = _core(said)
    if any(word in grammar("finite") for word in core):
        return False
    at = next((place for place, word in enumerate(core) if word in nouns), None)
    # "The party denied it" is a clause, "a party founded in May" is not.
    return at is not None and not any(word.endswith("ed") for word in core[at + 1 : -1])


def _bare(said: str) -> list[str]:
    """Return the words in lower case, without the mark of a possessor."""
    return [match.group().rstrip(".").lower() for match in _WORD.finditer(said)]


def _core(said: str) -> list[str]:
    """Return the words before the first preposition or clause; "and" joins two roles."""
    closed = (grammar("case") | grammar("clauses")) - {"and"}
    core: list[str] = []
    for word in _bare(said):
        if word in closed:
            break
        core.append(word)
    return core


_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|another)\s+", re.IGNORECASE)
_HERS = re.compile(r"(?:his|her|its|their) ", re.IGNORECASE)
_APPOSITION = re.compile(
    r"(?:,|\s[–—]|\s--?)\s+((?:an?|the|its|his|her|their|who is|then|\w+[’']s)?\s?"
    r"(?:[^,.;:?!()“”\"\n]|(?<=\b[A-Z])\.){3,110}?)(?=[,.;:()“”\"\n]|\s[–—]|\s--|$)"
)
_TRAILING = re.compile(r"\s(?:said|says|told|added|tweeted|wrote|who|which|that)\b.*$", re.DOTALL)
_AHEAD = re.compile(
    r"(?:^|[.!?][”\"’']*\s|[\n“]|\b(?:said|says|but|and|according to)\s)"
    r"((?:the|an?|his|her|its|their|(?:[A-Z][\w.]+ ){0,4}[A-Z][\w.]+[’']s) "
    r"(?:[^,.;:“”\"\n]|(?<=\bM[rs])\.|(?<=\bMrs)\.|(?<=[A-Z])\.){3,90}?), $",
    re.IGNORECASE,
)
# "..., the police chief, Ann Hill, said": no list of people, since one of them alone says it.
_AHEAD_OF_SAYING = re.compile(
    r",[”\"’']*\s((?:the|his|her|its|their|(?:[A-Z][\w.]+ ){0,2}[A-Z][\w.]+[’']s) "
    r"(?:[^,.;:“”\"\n]|(?<=[A-Z])\.){3,90}?), $"
)
_SAYING = re.compile(r", (?:said|says|told)\b")
# "He spoke", "the official spoke"; "they spoke", "both spoke", "the officials spoke".
_THEY = re.compile(
    r"(?:(he|she|the \w+(?<!s))|they|both|all|the (?:two |three |four )?\w+s|the people)\s",
    re.IGNORECASE,
)
_UNNAMED = 4  # the first patterns of reasons are those for not being named
LONGEST = 160


# "the coast guard, which sent two boats": what a body did besides is no part of its name.
_ASIDE = re.compile(r", which\b")
# "the campaign itself", "a judge in 2016": no part of who it is.
_BESIDES = re.compile(r" (?:(?:it|him|her|them)sel(?:f|ves)|(?<!ed )in (?:19|20)\d\d)$")


def label(entity: Entity, text: str) -> str:
    """Return the name of a source: the fullest bare name, or its most informative mention."""
    if entity.parts:
        return re.sub(r"^[Bb]oth ", "", entity.label)[:LONGEST]
    if entity.names:
        written = entity.used if entity.place and entity.used else {n.text for n in entity.names}
        fitting = [name for name in written if not name.isupper() or len(name) < 6]
        best = max(sorted(fitting or written), key=len)
        return _spelt_out(best, entity, text) or best
    said = [_ASIDE.split(" ".join(span.of(text).split()))[0] for span in entity.forms]
    said = [_BESIDES.sub("", one) for one in said]
    said = [one[: one.rfind(" (")] if one.count("(") > one.count(")") else one for one in said]
    fitting = [words_ for words_ in said if len(words_) <= LONGEST and not _is_pronoun(words_)]
    best = max(fitting, key=len, default=(entity.label or entity.head)[:LONGEST])
    return _owned(best, entity, text)


def _spelt_out(best: str, entity: Entity, text: str) -> str | None:
    """Return what is before the letters in brackets: "Harbour Commissioner’s Office (HCO)"."""
    for span in entity.forms if best.isupper() else ():
        said = " ".join(span.of(text).split())
        if f" ({best}" in said:
            return _ARTICLE.sub("", said.split(f" ({best}")[0])
    return None


def _owned(said: str, entity: Entity, text: str) -> str:
    """Return "Ann Lee’s aides" for "her aides", where the article names her."""
    match = _HERS.match(said)
    if match is None or entity.owner is None or not entity.owner.names:
        return said
    owner = label(entity.owner, text)
    return f"{owner}{'’' if owner.endswith('s') else '’s'} {said[match.end() :]}"[:LONGEST]


def _is_pronoun(said: str) -> bool:
    return said.lower() in (
        "he",
        "she",
        "they",
        "it",
        "i",
        "we",
        "who",
        "which",
        "that",
        "his",
        "her",
    )


def aliases(entity: Entity, text: str) -> tuple[str, ...]:
    """Return the other names under which the article knows a named source, in order of the text."""
    own = label(entity, text)
    seen: dict[str, None] = {}
    for name in entity.names:
        seen.setdefault(name.text)
        if name.title:
            seen.setdefault(" ".join(name.whole.of(text).split()))
    return tuple(name for name in seen if name != own)


def description(entity: Entity, text: str) -> str | None:
    """Return role, rank, nationality and affiliation as the text gives them, or None.

    For a named person: the title and the words before the name, and the apposition after it. For
    one without a name: the most informative mention, without its article.
    """
    if entity.parts:
        return None
    if not entity.names:
        bare = _ARTICLE.sub("", label(entity, text))
        if bare in ("he", "she", "it", "they"):
            return None
        return bare if " " in bare or entity.kind in ("person", "group") else None
    found: dict[str, None] = {}
    for name in entity.names:
        for said in (_before(name, text), _ahead(name, text), _after(name, entity, text)):
            if said and not any(said.lower() in other.lower() for other in found):
                found = {other: None for other in found if other.lower() not in said.lower()}
                found[said] = None
    return "; ".join(list(found)[:4]) or None


def _before(name: Name, text: str) -> str:
    """The title and lower-case role before a name: "Republican presidential nominee"."""
    if name.kind != "person":
        return ""
    title = _title(name, text)
    lead = re.split(
        r"[.,;:“”\"()\n]|--|[–—]| - ", text[max(0, name.whole.start - 60) : name.whole.start]
    )[-1]
    kept: list[str] = []
    for word in reversed(lead.split()):
        if not kept and not title and word.lower() not in words("nouns", "person"):
            break
        if word.lower() in word_file("not_names") or len(kept) == 4:
            break
        if word.islower() and word.endswith(("ed", "ing")):
            break
        if kept or word.lower() in words("nouns", "person"):
            kept.append(word)
        else:
            break
    return " ".join([*reversed(kept), *title.split()])


def _title(name: Name, text: str) -> str:
    """Return the title before a name but a mere "Mr."; of "Senators" each is a "Senator"."""
    title = text[name.whole.start : name.span.start].strip()
    if title.rstrip(".").lower() in ("mr", "mrs", "ms", "miss", "dr"):
        return ""
    return title[:-1] if name.title and title.lower() == f"{name.title[-1]}s" else title


def _ahead(name: Name, text: str) -> str:
    """The role that a person's name explains: "her spokesman, Karl Voss,"."""
    if name.kind != "person" or not CLOSES.match(text, name.span.end):
        return ""
    before = text[max(0, name.whole.start - 130) : name.whole.start]
    match = _AHEAD.search(before)
    if match is None and _SAYING.match(text, name.span.end):
        match = _AHEAD_OF_SAYING.search(before)
    said = match.group(1) if match else ""
    return _ARTICLE.sub("", said) if says_role(said, "person") else ""


def _after(name: Name, entity: Entity, text: str) -> str:
    """The apposition: ", head of the Quds Force," but not ", said on Friday"."""
    match = _APPOSITION.match(text, name.span.end, min(len(text), name.span.end + 140))
    if not match:
        return ""
    said = _TRAILING.sub("", match.group(1).strip())
    return _ARTICLE.sub("", said) if says_role(said, entity.kind) else ""


@cache
def _reasons() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns("reasons"))


def reason(entity: Entity, discourse: Discourse, sentences: Sequence[Span]) -> str | None:
    """Return the words that justify the anonymity or say why the source knows, or None.

    Looked for in the mentions themselves, then in their sentences outside every content.
    """
    if not entity.anonymous:
        return None
    places = list(entity.forms)
    places += [sentences[discourse.sentence_at(span.start)] for span in entity.forms if sentences]
    for pattern in _reasons():
        for place in places:
            for match in pattern.finditer(discourse.text, place.start, place.end):
                if not any(content.contains(Span(*match.span())) for content in discourse.contents):
                    return match.group().strip(" ,")
    return _reason_after(entity, discourse, sentences)


def _reason_after(entity: Entity, discourse: Discourse, sentences: Sequence[Span]) -> str | None:
    """The reason in the sentence after one that the source speaks in: "They spoke on condition
    of anonymity ..."."""
    text = discourse.text
    for span in entity.forms:
        place = discourse.sentence_at(span.start) + 1
        if not 0 < place < len(sentences):
            continue
        opening = _THEY.match(text, sentences[place].start, sentences[place].end)
        meant = discourse.last_said(sentences[place].start)
        if opening is None or (meant is not None and meant is not entity):
            continue
        if (opening.group(1) is not None) != (entity.number == "one"):
            continue
        for pattern in _reasons()[:_UNNAMED]:
            match = pattern.search(text, sentences[place].start, sentences[place].end)
            if match:
                return match.group().strip(" ,")
    return None
