"""A story told in a few plain sentences, from the facts alone.

Pure. Who told it first and when, how many tell it, on whose word, what was lost on the way, and who
says the contrary: what a standards editor would ask first.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.english.calendar import short_day
from claims.tracking.relays import copied_from, node_names, path_of
from claims.tracking.values import Drift, Originator, Story, Telling

__all__ = ["Against", "number_word", "range_words", "tell", "when"]

_WORDS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Against:
    """What contradicts the story: the words, the chain behind them, the outlet."""

    text: str
    chain: str
    publisher: str | None


def tell(story: Story, against: Sequence[Against] = ()) -> tuple[str, ...]:
    """Return the story in sentences."""
    sentences = (_first_seen(story), _spread(story), _sourcing(story), _changes(story))
    return tuple(one for one in (*sentences, _contradicted(against)) if one)


def number_word(number: int) -> str:
    """Write a number as prose does: "nine", "13", "1,204"."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"


def range_words(least: int, most: int) -> str:
    """Write how many there are where only the least and the most are known: "one or two"."""
    if most <= least:
        return number_word(least)
    link = "or" if most == least + 1 else "to"
    return f"{number_word(least)} {link} {number_word(most)}"


def when(moment: str | None) -> str | None:
    """Write a date, with the time where it is known: "5 Mar 2024, 21:00"."""
    written = short_day(moment)
    if moment and len(moment) >= len("2024-03-05T21:00") and moment[10] == "T":
        return f"{written}, {moment[11:16]}"
    return written


def _many(number: int, noun: str) -> str:
    return f"{number_word(number)} {noun}{'s' if number != 1 else ''}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(names: Iterable[str], most: int = _MOST_NAMED) -> str:
    """Write "A, B and C"; what is beyond the most is counted."""
    found = list(dict.fromkeys(names))
    if len(found) > most:
        found = [*found[: most - 1], f"{number_word(len(found) - most + 1)} more"]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"


def _outlet(telling: Telling) -> str:
    return telling.publisher or "an article that states no outlet"


def _first_seen(story: Story) -> str:
    seen = when(story.first.seen)
    if seen is None:
        return f"Told by {_outlet(story.first)}; when it was published is not stated."
    if story.tied:
        outlets = {one.document: _outlet(one) for one in reversed(story.tellings)}
        others = _listed(outlets[document] for document in story.tied)
        on = short_day(story.first.seen)
        return (
            f"First seen on {on} in {_outlet(story.first)}, and the same day in {others}; which was"
            " first is not known."
        )
    return f"First seen in {_outlet(story.first)} on {seen}."


def _spread(story: Story) -> str:
    """Say how many articles tell it, in how many outlets, and which of them are one voice."""
    articles = len(story.documents)
    if articles == 1:
        return "No other article tells it so far."
    outlets = {one.publisher for one in story.tellings if one.publisher}
    said = f"{_upper(number_word(articles))} articles"
    if outlets:
        said += f" in {_many(len(outlets), 'outlet')}"
    copies = [len(voice) for voice in story.voices if len(voice) > 1]
    if not copies:
        return f"{said} tell it."
    if copies == [articles]:
        return f"{said} tell it, but all print one text and count as one voice."
    if len(copies) == 1:
        count = number_word(copies[0])
        return f"{said} tell it; {count} of them print one text and count as one voice."
    voices = _many(len(story.voices), "voice")
    return f"{said} tell it, but with {voices} only: several print the text of another."


def _sourcing(story: Story) -> str:
    """Say to whom it all leads, through whom, and who names nobody."""
    articles = len(story.documents)
    if not story.originators:
        return "It names no source." if articles == 1 else "None of them names a source."
    if len(story.originators) > 1:
        return _several(story)
    (end,) = story.originators
    led = len(_documents(story, end))
    name = _called(end, story)
    if articles == 1:
        return f"It rests on {name}."
    ring = _cite_each_other(story)
    who = "All" if led == articles else f"{_upper(number_word(led))} of them"
    verb = "leads" if led == 1 else "lead"
    return f"{who} {verb}{_through(story, end)} to {name}{ring}{_silent(story)}."


def _cite_each_other(story: Story) -> str:
    """Say which outlets cite each other, where that is not where it all ends."""
    ends = {one.name for one in story.originators}
    rings = [ring for ring in story.circles if " ↔ ".join(ring) not in ends]
    return "".join(f", which {_listed(ring)} have from each other" for ring in rings)


def _several(story: Story) -> str:
    others = [one for one in story.originators if one.key in story.differing]
    names = _named(one for one in story.originators if one not in others)
    count = range_words(story.independent, story.at_most)
    if story.at_most == 1:
        said = f"It leads to {names}"
    elif len({one.name for one in story.originators}) == 1:
        said = f"They lead to {names}, who may be others in each article"
    elif story.independent == story.at_most:
        said = f"They lead to {count} independent originators: {names}"
    else:
        said = f"They lead to {names}: {count} originators, since some of them may be one"
    if others:
        said += f"; {_named(others)} {'has' if len(others) == 1 else 'have'} other figures"
    return f"{said}{_silent(story)}."


def _named(originators: Iterable[Originator]) -> str:
    return _listed(f"{one.name}{' (unnamed)' if one.anonymous else ''}" for one in originators)


def _documents(story: Story, end: Originator) -> set[str]:
    """Return the articles that lead to an originator."""
    keys = set(end.tellings)
    return {one.document for one in story.tellings if one.key in keys}


def _plain(story: Story) -> list[Telling]:
    """Return the tellings that name no source, of articles that do not name one elsewhere."""
    sourced = {one.document for one in story.tellings if one.chain}
    return [one for one in story.tellings if one.document not in sourced]


def _silent(story: Story) -> str:
    """Say who states it as plain fact."""
    names = list(dict.fromkeys(_outlet(one) for one in _plain(story)))
    if not names:
        return ""
    states = "states" if len(names) == 1 else "state"
    return f"; {_listed(names)} {states} it as plain fact, with no source"


def _called(end: Originator, story: Story) -> str:
    for ring in story.circles:
        if end.name == " ↔ ".join(ring):
            return f"a circle: {_listed(ring)} cite each other and nobody else"
    if not end.anonymous:
        return end.name
    hops = (hop for one in story.tellings for hop in one.chain)
    teller = next((hop for hop in hops if hop.name == end.name), None)
    one = teller is not None and teller.number == "one"
    return f"{'one unnamed source' if one else 'unnamed sources'} (“{end.name}”)"


def _through(story: Story, end: Originator) -> str:
    """Name the relay nearest to the originator that no article gets there without."""
    keys = set(end.tellings)
    copied = copied_from(story.tellings, story.voices)
    starts = {
        path_of(one, copied.get(one.document))[0].key for one in story.tellings if one.key in keys
    }
    if len(starts) < 2 or any(end.name == " ↔ ".join(ring) for ring in story.circles):
        return ""
    onward: defaultdict[str, set[str]] = defaultdict(set)
    for relay in story.relays:
        onward[relay.teller].add(relay.origin)
    needed = [
        node
        for node in onward
        if node != end.key
        and all(start == node or not _reaches(start, end.key, onward, node) for start in starts)
        and any(_reaches(start, node, onward) for start in starts)
    ]
    last = next(
        (one for one in needed if not any(_reaches(one, other, onward) for other in needed)), None
    )
    return "" if last is None else f" through {node_names(story)[last]}"


def _reaches(start: str, end: str, onward: Mapping[str, set[str]], without: str = "") -> bool:
    """Return whether a way leads from one node to another that does not pass `without`."""
    waiting, seen = [start], {without, start}
    while waiting:
        for node in onward.get(waiting.pop(), ()):
            if node == end:
                return True
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return False


_CHANGED: dict[str, Callable[[Drift], str]] = {
    "source dropped": lambda _: "the source was dropped",
    "source blurred": lambda one: f"{one.before} became “{one.after}”",
    "hedge dropped": lambda _: "the hedge fell off",
    "hedge added": lambda _: "a hedge was added",
    "figure changed": lambda one: f"“{one.before}” became “{one.after}”",
}


def _changes(story: Story) -> str:
    """Say what was lost or changed on the way; outlets that changed the same are named together."""
    tellings = {one.key: one for one in story.tellings}
    plain = {one.key for one in _plain(story)} if story.originators else set()
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for drift in story.drifts:
        if drift.kind != "source dropped" or drift.later not in plain:
            found[_outlet(tellings[drift.later])][_CHANGED[drift.kind](drift)] = None
    if not found:
        return ""
    alike: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for outlet, changes in found.items():
        alike[tuple(changes)].append(outlet)
    said = [f"{' and '.join(made)} in {_listed(outlets)}" for made, outlets in alike.items()]
    if len(said) > _MOST_NAMED:
        others = sum(len(outlets) for outlets in list(alike.values())[_MOST_NAMED:])
        said = [*said[:_MOST_NAMED], f"more changed in {_many(others, 'other outlet')}"]
    return f"On the way, {'; '.join(said)}."


def _contradicted(against: Sequence[Against]) -> str:
    if not against:
        return ""
    one, more = against[0], len(against) - 1
    word = f", on the word of {one.chain.rsplit(' → ', 1)[-1]}" if one.chain else ""
    others = (
        " So does one more story." if more == 1 else f" So do {number_word(more)} more stories."
    )
    said = f"{one.publisher or 'Another article'} tells the contrary{word}"
    return f"{said}: “{one.text.rstrip(' .')}”.{others if more else ''}"
