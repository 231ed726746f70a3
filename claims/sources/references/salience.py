"""Who an article is about at some place: whom "the nominee" or "the company" means that nothing
else tells.

Near mentions count, and many; who has spoken before is likelier to speak again.
"""

import re
from typing import Final

from claims.english.lexicons import grammar
from claims.sources.references.discourse import Discourse
from claims.sources.references.entities import Entity

_OFFICES: Final = frozenset(
    ["minister", "president", "chancellor", "premier", "king", "queen", "pope", "governor", "mayor"]
)
_OTHERWISE: Final = re.compile(
    r"analyst|economist|strategist|lawyer|attorney|spokes(?:wo)?man|agent|nurse|doctor|engineer"
    r"|professor|researcher|coach|farmer|teacher"
)


def last_mention(entity: Entity, at: int) -> int | None:
    """Return the offset of the entity's latest mention before `at`."""
    before = [name.span.start for name in entity.names if name.span.start < at]
    before += [span.start for span in entity.forms if span.start < at]
    return max(before, default=None)


def salient_person(head: str, at: int, discourse: Discourse) -> Entity | None:
    """ "The Republican nominee", called so nowhere else: who the last sentences are about.

    Who holds an office is not somebody whom the article calls something else: "the minister" is not
    the analyst named before.
    """
    office = head in _OFFICES
    here = discourse.sentence_at(at)
    best: tuple[float, Entity] | None = None
    for entity in discourse.cast.entities:
        last = last_mention(entity, at)
        if entity.kind != "person" or last is None or here - discourse.sentence_at(last) > 3:
            continue
        if office and any(map(_OTHERWISE.fullmatch, entity.roles)):
            continue
        score = len(entity.names) + 2.0 * (entity is discourse.last_said(at))
        if best is None or score > best[0]:
            best = (score, entity)
    return best[1] if best else None


def salient_thing(
    head: str, at: int, discourse: Discourse, pool: list[tuple[int, Entity]]
) -> Entity | None:
    """Return who "the company" or "the country" is, by `pool`: candidates with the offsets of their
    last mentions."""
    here = discourse.sentence_at(at)
    wants_place = head in ("state", "country", "nation")
    latest, speaking = discourse.last_said(at), {one for _, one, _ in discourse.said}
    # Who has spoken before speaks again; what is only spoken of ("the Orvo Mini") seldom does.
    fitting = [
        (
            2.0 * (entity is latest)
            + 3.0 * (entity in speaking)
            + min(len(entity.names), 8) / 3
            - away / 2,
            last,
            entity,
        )
        for last, entity in pool
        if entity.place == wants_place
        and not (head in grammar("firms") and _takes_article(entity, discourse.text))
        and (entity.named or not entity.head or _is_alike(head, entity.head))
        and (away := here - discourse.sentence_at(last)) <= (6 if entity in speaking else 3)
    ]
    return max(fitting, key=lambda row: row[:2])[2] if fitting else None


def _is_alike(head: str, other: str) -> bool:
    """Return whether a body called by one noun may be called by another: no union is "the firm"."""
    firms = grammar("firms") | {"company", "firm", "group"}
    return head == other or (head in firms) == (other in firms)


def _takes_article(entity: Entity, text: str) -> bool:
    """Return whether "the" mostly is before a name: "the Mini", "the State Department".

    Firms are called without it, but for those that say what they are ("the Kern Group").
    """
    names = [name for name in entity.names if name.words[-1].lower() not in _firm_words()]
    led = sum(
        text[max(0, name.whole.start - 4) : name.whole.start].lower() == "the " for name in names
    )
    return 2 * led > len(entity.names)


def _firm_words() -> frozenset[str]:
    return grammar("suffixes") | {"company", "group", "corporation", "bank", "holdings"}
