"""Who a nominal mention speaks of: "the commander", "two aides", "another source", "the group".

A definite mention looks back for somebody who was called the same, or has the role or kind; an
indefinite one brings in somebody new; a plural one joins the group of the same name if nothing
tells them apart. "The source" after "the sources" is one of them, and a source of its own.
"""

import re

from claims.english.lexicons import classes, grammar
from claims.sources.mentions.kinds import is_anonymous, is_share, kind_of_head, number_of
from claims.sources.mentions.noun_phrases import Phrase
from claims.sources.naming.names import Name
from claims.sources.references.discourse import Discourse
from claims.sources.references.entities import Entity
from claims.sources.references.groups import content_words, places_of, same_group
from claims.sources.references.salience import last_mention, salient_person, salient_thing

_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3}
_SEEN_BY = re.compile(r"\b(?:seen|obtained|reviewed|viewed) by(?: the)? $")
_WAYS = frozenset({"tv", "television", "radio", "news"})
"""Words before "station" or "channel" that tell it from no other one."""
_WRITTEN = frozenset({"newspaper", "paper", "daily", "weekly", "tabloid", "magazine"})
_ALOUD = frozenset({"broadcaster", "channel", "network", "station"})
_BROADCASTS = re.compile(r"\b(?:radio|tv|television|broadcasting|channel)\b")
_PRINTS = re.compile(r"\b(?:gazette|times|post|herald|tribune|star|chronicle|magazine|daily)\b")
_ACRONYM = re.compile(r" \((?P<short>[A-Z]{2,6})\)?$")


def resolve_nominal(phrase: Phrase, at: int, discourse: Discourse) -> Entity | None:
    """Return the entity that a nominal mention at offset `at` speaks of, a new one if need be.

    None comes back for a mention without a head noun.
    """
    if not phrase.head:
        return None
    reported = _outlet_report(phrase, discourse) or _part_of_body(phrase, discourse)
    if reported is not None:
        return reported
    found = _spelt_out(phrase, discourse) or _looked_back(phrase, at, discourse)
    if found is None:
        found = _new(phrase)
        discourse.nominals.append(found)
    found.forms.append(phrase.span)
    return found


def _outlet_report(phrase: Phrase, discourse: Discourse) -> Entity | None:
    """ "Reuters’ report", "a new report by Politico": the outlet speaks in its own report."""
    if phrase.head not in grammar("outlet_reports"):
        return None
    text = discourse.text
    for name in discourse.names_in(phrase.span):
        before = text[max(0, name.whole.start - 8) : name.whole.start].lower()
        inside = name in phrase.inside or before.endswith(
            (" by ", " by the ", " in ", " in the ", " from ")
        )
        if name.kind == "outlet" and inside and not _SEEN_BY.search(text[: name.whole.start]):
            return discourse.cast.by_start[name.span.start]
    return None


def _part_of_body(phrase: Phrase, discourse: Discourse) -> Entity | None:
    """ "A three-judge panel of the Court of Appeals": the court speaks through it."""
    if phrase.head not in ("panel", "bench") or not phrase.tail.startswith("of "):
        return None
    for name in discourse.names_in(phrase.span):
        if name.kind == "organisation":
            return discourse.cast.by_start[name.span.start]
    return None


def _spelt_out(phrase: Phrase, discourse: Discourse) -> Entity | None:
    """Return whom the letters in brackets name: "The Harbour Commissioner’s Office (HCO)"."""
    match = _ACRONYM.search(phrase.text)
    begin = match.start("short") + phrase.span.start if match else -1
    name = discourse.cast.by_start.get(begin)
    if match is None or name is None or phrase.plural or name.kind != "organisation":
        return None
    words_ = re.findall(r"[\w’'-]+", phrase.text[: match.start()])
    first = "".join(word[0] for word in words_ if word[0].isupper() and word != "The")
    return name if match["short"] == first else None


def _looked_back(phrase: Phrase, at: int, discourse: Discourse) -> Entity | None:
    if phrase.determiner == "another" or phrase.partitive or "other" in phrase.modifiers[:1]:
        return None
    if phrase.head in grammar("loose") or phrase.determiner == "other":
        return None
    if phrase.plural:
        return same_group(phrase, discourse)
    counted = _counted(phrase, discourse)
    if counted is not None:
        return counted
    if phrase.head == "source":
        return _same_single(phrase, discourse)
    if _is_indefinite(phrase):
        return None
    kind = "group" if phrase.head in grammar("collectives") else kind_of_head(phrase.head)
    if kind == "person":
        return _known_person(phrase, at, discourse)
    return _known_thing(phrase, at, discourse, kind)


def _is_indefinite(phrase: Phrase) -> bool:
    return phrase.determiner in grammar("indefinite") | grammar("numbers")


def _same_single(phrase: Phrase, discourse: Discourse) -> Entity | None:
    """ "The source" is the last single source; "a source" is always a new one."""
    if phrase.determiner not in grammar("definite"):
        return None
    mine = content_words(phrase)
    for entity in reversed(discourse.nominals):
        if (
            entity.head == phrase.head
            and entity.number == "one"
            and (mine <= entity.traits or not entity.traits)
        ):
            return entity
    return None


def _counted(phrase: Phrase, discourse: Discourse) -> Entity | None:
    """ "The first source" is the first of those that were told apart, "the second" the next."""
    place = _ORDINALS.get(phrase.modifiers[0]) if phrase.modifiers else None
    if place is None or phrase.determiner not in grammar("definite"):
        return None
    alike = [
        entity
        for entity in discourse.nominals
        if entity.head == phrase.head and entity.number == "one" and not entity.named
    ]
    return alike[place] if len(alike) > 1 and place < len(alike) else None


def _known_person(phrase: Phrase, at: int, discourse: Discourse) -> Entity | None:
    scored = [
        (_person_score(phrase, entity, at, discourse), index, entity)
        for index, entity in enumerate(discourse.cast.entities + discourse.nominals)
        if entity.kind == "person" and entity.number == "one"
    ]
    best = max(scored, key=lambda row: row[:2], default=None)
    if best is not None and best[0] >= 1.0:
        return best[2]
    definite = phrase.determiner in grammar("definite") or phrase.text[:1].isupper()
    if not definite or phrase.head in grammar("unnamed") or phrase.possessor or phrase.tail:
        return None
    return _nearest(salient_person(phrase.head, at, discourse), at, discourse)


def _nearest(found: Entity | None, at: int, discourse: Discourse) -> Entity | None:
    """Note that whom a mention at an offset speaks of was told by nearness alone."""
    if found is not None:
        discourse.near.add(at)
    return found


def _person_score(phrase: Phrase, entity: Entity, at: int, discourse: Discourse) -> float:
    """Score how well a person known so far fits "the Iranian commander"; below 1 is no fit."""
    mine = content_words(phrase)
    if not entity.named and not mine <= entity.traits | {entity.head}:
        return 0.0
    score = 0.0
    if phrase.head == entity.head or phrase.head in entity.roles:
        score = 2.0
    elif any(phrase.head in group and entity.roles & group for group in classes("role")):
        score = 1.2
    if score == 0.0:
        return 0.0
    last = last_mention(entity, at)
    if last is None or (phrase.possessor is not None and not mine & entity.traits):
        return 0.0
    near = discourse.sentence_at(at) - discourse.sentence_at(last)
    score += 0.5 * len(mine & entity.traits) - 0.02 * min(near, 20)
    return score + 0.2 * any(one is entity for _, one, _ in discourse.said[-3:])


def _known_thing(phrase: Phrase, at: int, discourse: Discourse, kind: str) -> Entity | None:
    """Look back for an organisation, outlet or document that may be meant."""
    mine = content_words(phrase)
    pool = [
        (last, entity)
        for entity in discourse.cast.entities + discourse.nominals
        if entity.kind == kind
        and (last := last_mention(entity, at)) is not None
        and (kind != "outlet" or _may_be(phrase.head, entity))
    ]
    pool.sort(key=lambda row: row[0], reverse=True)
    for _, entity in pool:
        if _thing_fits(phrase.head, mine, entity, kind):
            return entity
    if kind == "outlet" and (relay := _last_relay(phrase, mine, discourse)) is not None:
        return _nearest(relay, at, discourse)
    generic = phrase.head in grammar("outlet_heads" if kind == "outlet" else "group_heads")
    if phrase.determiner not in ("the", "this", "that") or phrase.possessor or mine:
        return None
    if kind == "document" or not (generic or phrase.head == "state"):
        return None
    return _nearest(salient_thing(phrase.head, at, discourse, pool), at, discourse)


def _last_relay(phrase: Phrase, mine: set[str], discourse: Discourse) -> Entity | None:
    """ "Told the newspaper": the one whose name, or kind of name, was last told so."""
    if phrase.head not in grammar("outlet_heads") or mine - _WAYS or phrase.possessor:
        return None
    if phrase.determiner not in ("the", "this", "that") or not discourse.relays:
        return None
    fitting = [
        relay
        for relay in discourse.relays
        if relay.number == "one"
        and relay.kind in ("outlet", "organisation")
        and _may_be(phrase.head, relay)
        and not (mine and _PRINTS.search(_spelt(relay)))
    ]
    return fitting[-1] if fitting else None


def _may_be(head: str, outlet: Entity) -> bool:
    """Return whether an outlet may be called so: no radio is "the newspaper"."""
    name = _spelt(outlet)
    if head in _WRITTEN:
        return _BROADCASTS.search(name) is None
    return head not in _ALOUD or _PRINTS.search(name) is None


def _spelt(entity: Entity) -> str:
    return " ".join(name.text.lower() for name in entity.names)


def _thing_fits(head: str, mine: set[str], entity: Entity, kind: str) -> bool:
    words_of = entity.traits | {word.lower() for name in entity.names for word in name.words}
    same = head == entity.head or head in words_of or head in entity.roles
    if kind == "document":
        same = same or any(head in group and entity.head in group for group in classes("document"))
    if kind == "document":
        mine = {word for word in mine if word not in ("court", "judge", "friday", "company")}
    return same and (mine <= words_of or not mine)


def _new(phrase: Phrase) -> Entity:
    kind = "person" if is_share(phrase) else kind_of_head(phrase.head)
    loose = phrase.head in grammar("loose") - {"one", "another"} or phrase.head in ("them", "us")
    together = phrase.head in grammar("collectives")
    several = loose or number_of(phrase) != "one"
    entity = Entity(
        "group" if together or (kind == "person" and several) else kind,
        number="several" if together else number_of(phrase),
        anonymous=is_anonymous(phrase),
        head=phrase.head,
        roles={phrase.head},
        traits=content_words(phrase) | places_of(phrase),
        label=phrase.text,
    )
    if phrase.head.endswith("woman"):
        entity.gender = "female"
    elif phrase.head.endswith("man") or phrase.head in ("father", "brother", "son", "husband"):
        entity.gender = "male"
    elif phrase.head in ("mother", "sister", "daughter", "wife", "girl", "girlfriend", "widow"):
        entity.gender = "female"
    return entity


def holder(phrase: Phrase) -> Name | None:
    """Return the name before "'s", if a name is there."""
    return phrase.possessor if isinstance(phrase.possessor, Name) else None
