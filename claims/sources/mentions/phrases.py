"""What a mention of a source consists of: one noun phrase, or several that are joined.

"a senior commander in one of the Iranian-backed factions" has the determiner "a", the modifier
"senior", the head "commander", and a tail (`noun_phrases`); "Trump and his aides" has two parts.
"""

import re
from collections.abc import Sequence

from claims.english.lexicons import grammar, is_source_noun, singular, titles, words
from claims.sources.mentions.noun_phrases import Phrase, noun_phrase, trimmed, within
from claims.sources.naming.names import Name
from claims.values import Span

# Whose name a mention ends with: "the party's chief operating officer Ann Lee" is Ann Lee. A
# role before a name mostly has nothing between them. Where a preposition or participle stands
# inside the role ("home minister of Kern province Ann Lee") the name would be lost, and the
# mention taken for somebody unnamed.

_LAST_WORD = re.compile(r"[A-Za-z][\w’'-]*$")
_PLACES = frozenset(
    {"province", "state", "city", "county", "region", "district", "affairs", "defense", "defence"}
)
_ROLE = re.compile(r" an? [a-z]")


def bearer(text: str, core: Span, phrase: Phrase, names: Sequence[Name]) -> Name | None:
    """Return the person whose name ends the mention at `core`, if its head is a role of theirs.

    `phrase` is the mention taken apart; None comes back for "a supporter of Ann Lee".
    """
    name = next((one for one in names if one.span.end == core.end), None)
    if name is None or name.kind != "person" or name.whole.start <= core.start:
        return None
    if len(name.words) < 2 or phrase.plural or phrase.partitive or not phrase.head:
        return None
    before = text[core.start : name.whole.start].rstrip(" \xa0")
    found = _LAST_WORD.search(before)
    if found is None or len(before) == name.whole.start - core.start:
        return None
    said = found.group().lower()
    closed = grammar("case") | grammar("clauses") | grammar("finite") | {"or", "the", "a", "an"}
    if said in closed or said.endswith("ing") or found.group().endswith(("’s", "'s", "s’")):
        return None
    inner = {word.lower() for word in before.split()[1:]} & (grammar("case") | {"as"})
    office = said in _PLACES or said in words("nouns", "organisation")
    role = not office and (is_source_noun(said) or said in titles())
    if not inner:
        return name if role or said == "named" else None
    if role:
        # "Former secretary of state and nominee Ann Lee", but not "an aide to nominee Ann Lee".
        joined = " and " in before and not phrase.determiner
        return name if joined and phrase.head in words("nouns", "person") else None
    return name if office and phrase.determiner in ("", "the") else None


def apposed_at(text: str, span: Span, names: Sequence[Name]) -> int | None:
    """Return where the name that opens a mention ends, if what it is follows without a comma."""
    name = next((one for one in names if one.whole.start == span.start), None)
    if name is None or name.kind != "person" or len(name.words) < 2:
        return None
    return name.span.end if _ROLE.match(text, name.span.end, span.end) else None


_CUT = re.compile(r",(?!\d)| [–—-]+ |--|—|–|[(;:\[]|\s(?:who|whose|whom|which)\b")
# "Democrats, including Ann Lee and Bob Cole": the others speak too.
_AMONG = re.compile(r",\s(?:including|among them|such as|led by|notably)\b")
_COUNTED = re.compile(
    r"(?:at least |more than |some |the |all )?(?:two|three|four|five|\d+) ", re.I
)
_PARTICIPLE = re.compile(
    r"[A-Z][a-z]{2,}ing (?:with|on|in|at|from|for|to|of) [^,]{3,60}, (?=the |[A-Z])"
)
_RELATIVE = re.compile(r"(?:who|whom|which)\b(?=\s)")
_NOBODY = re.compile(
    r"(?:nobody|no[ -]one|none|neither|nothing)\b|no (?:single )?(?:other )?[a-z][\w’'-]*$"
    r"|no (?:[\w’'-]+ ){1,3}(?:at|of|in|from|among)\b|not (?:one|a single|all|every|many)\b",
    re.IGNORECASE,
)
_LAST = re.compile(r",?\s(?:and|&)\s(?!.*\s(?:and|&)\s)", re.DOTALL)


def parse(text: str, span: Span, names: Sequence[Name]) -> Phrase:
    """Take apart the mention at `span` of `text`; `names` are those that overlap it, in order."""
    span = _after_participle(text, trimmed(text, span))
    whole = span.of(text)
    low = whole.lower()
    if low in grammar("pronouns"):
        return Phrase(span, whole, "pronoun", head=low)
    relative = _RELATIVE.match(low)
    if relative:  # "who in 2010"
        first = Span(span.start, span.start + relative.end())
        return Phrase(first, first.of(text), "pronoun", head=relative.group())
    parts = _conjuncts(text, span, names)
    core = _core(text, span, names)
    found = noun_phrase(text, span, core, names)
    if not parts and found.name is None:
        borne = bearer(text, core, found, names)
        if borne is not None:
            return noun_phrase(text, span, Span(borne.whole.start, core.end), names)
    if parts and not (found.form == "nominal" and found.partitive):
        return Phrase(
            span,
            whole,
            "nominal",
            plural=True,
            inside=found.inside,
            conjuncts=parts,
            tail=found.tail,
        )
    return found


def names_nobody(said: str, before: str = "") -> bool:
    """Return whether the words of a mention say that nobody speaks: "Nobody at the ministry".

    `before` is the word before them: of "not all groups agreed to wait" the mention is "all
    groups", who do not.
    """
    words = said.strip(" \t\r\n\xa0“\"‘'([")
    if before.lower() == "not":
        words = f"not {words}"
    return _NOBODY.match(words) is not None


def _after_participle(text: str, span: Span) -> Span:
    """Leave out the participle that leads to a mention: "Working with prosecutors, the CICIG"."""
    match = _PARTICIPLE.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match else span


def _core(text: str, span: Span, names: Sequence[Name]) -> Span:
    """Cut the mention before its first apposition, relative clause or bracket."""
    apposed = apposed_at(text, span, names)
    if apposed is not None:
        return Span(span.start, apposed)
    for match in _CUT.finditer(text, span.start, span.end):
        at = match.start()
        if at > span.start and within(at, names) is None and not _adjectives(text, span, at, names):
            return Span(span.start, at)
    return span


def _adjectives(text: str, span: Span, at: int, names: Sequence[Name]) -> bool:
    """Return whether a comma parts adjectives: "the snarky, long headline"."""
    before = text[span.start : at].lower().split()
    if text[at] != "," or not 2 <= len(before) <= 4 or within(at - 1, names) is not None:
        return False
    opened = before[0] in grammar("definite") | grammar("indefinite")
    return opened and not is_source_noun(singular(before[-1])) and text[at + 1 : at + 3].islower()


def _conjuncts(text: str, span: Span, names: Sequence[Name]) -> tuple[Phrase, ...]:
    """Part "Trump and his aides", "AP and Reuters" at the "and" that joins whole phrases."""
    listed = _list(text, span, names)
    if listed:
        return listed
    core = _core(text, span, names)
    for match in re.finditer(r"\s(?:and|&|or|as well as)\s", core.of(text)):
        at = core.start + match.start()
        if within(at, names) is not None:
            continue
        before, after = Span(core.start, at), Span(core.start + match.end(), core.end)
        left = noun_phrase(text, before, before, names)
        right = noun_phrase(text, after, after, names)
        if _is_office(left, right):
            continue
        if _stands_alone(left) and _stands_alone(right) and _closed(left, right):
            return (left, right)
    return ()


def _closed(left: Phrase, right: Phrase) -> bool:
    """Return whether what comes before an "and" ends there: "Ann Lee of Ohio and other mayors" are
    two, of "aides of the mayor and the council" nobody can tell."""
    others = right.determiner == "other" or right.modifiers[:1] == ("other",)
    both = right.name is not None and right.name.kind == "person" and right.tail != ""
    return not left.tail or (left.name is not None and (others or both))


def _is_office(left: Phrase, right: Phrase) -> bool:
    """Return whether an "and" is inside an office: "Police and fire committee chair Ann Lee"."""
    bare = left.name is None and not left.determiner and " " not in left.text.strip()
    led = right.name is not None and right.name.kind == "person" and len(right.modifiers) > 1
    return bare and led and right.text[:1].islower()


def _list(text: str, span: Span, names: Sequence[Name]) -> tuple[Phrase, ...]:
    """Part "Obama, Clinton and other Democrats"; appositions between ("a lawyer") fall out."""
    whole = span.of(text)
    last = _LAST.search(whole)
    if last is None or "," not in whole[: last.start()] or _AMONG.search(whole):
        return ()
    places, start = [], span.start
    for match in re.finditer(r",\s+", whole[: last.start()]):
        places.append(Span(start, span.start + match.start()))
        start = span.start + match.end()
    places += [Span(start, span.start + last.start()), Span(span.start + last.end(), span.end)]
    parts = [noun_phrase(text, place, _core(text, place, names), names) for place in places]
    if _COUNTED.match(whole) and all(_is_person(part) for part in parts[1:]):
        return tuple(parts[1:])  # "two mayors, Ann Lee and Bob Cole"
    kept = tuple(part for part in parts[:-1] if part.name is not None)
    plain = all(
        part.name is not None and (not part.determiner or (part is parts[0] and _is_person(part)))
        for part in parts[:-1]
    )
    if plain and len(kept) >= 2 and _stands_alone(parts[-1]):
        return (*kept, parts[-1])
    return _explained(parts, whole[last.start()] == ",")


def _is_person(part: Phrase) -> bool:
    return part.name is not None and part.name.kind == "person"


def _explained(parts: Sequence[Phrase], comma: bool) -> tuple[Phrase, ...]:
    """Part "Ann Lee, a lawyer, and Bob Cole": a name, what it is, and somebody else."""
    if not comma or len(parts) != 3 or parts[0].name is None:
        return ()
    first, role, other = parts
    said = role.determiner or role.possessor or role.head in words("nouns", "person")
    someone = other.name is not None or (other.plural and _stands_alone(other))
    return (first, other) if said and role.name is None and someone else ()


def _stands_alone(phrase: Phrase) -> bool:
    return (
        phrase.name is not None
        or phrase.form == "pronoun"
        or phrase.head in words("nouns", "person")
        or bool(phrase.head and (phrase.plural or phrase.determiner) and _known(phrase.head))
    )


def _known(head: str) -> bool:
    return any(
        head in words("nouns", group) for group in ("person", "organisation", "document", "outlet")
    )
