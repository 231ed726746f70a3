"""Articles with marked attributions, for the tests of `claims.sources`."""

import re
from functools import cache

from claims.inference import AttributionModel
from claims.sources import Resolution, resolve_sources
from claims.sources.hops.chains import ChainMaker
from claims.sources.references.discourse import open_discourse
from claims.sources.references.entities import Entity
from claims.values import Attribution, Document, Manner, Sentence, Source, Span


def article(
    marked: str, *, publisher: str | None = None
) -> tuple[Document, list[Sentence], list[Attribution]]:
    """Read an article in which each line is a sentence and attributions are marked.

    "{s1 the sources}", "{q1 said}" and "{c1 it rained}" are the source, cue and content of the
    first attribution, "{v1 the agency}" is who stands between it and the writer; a content that
    holds others is their parent.
    """
    text = ""
    spans: dict[str, dict[int, list[Span]]] = {"s": {}, "q": {}, "c": {}, "v": {}}
    open_marks: list[tuple[str, int, int]] = []
    for part in re.split(r"(\{[sqcv]\d+ |\})", marked):
        if match := re.fullmatch(r"\{([sqcv])(\d+) ", part):
            open_marks.append((match.group(1), int(match.group(2)), len(text)))
        elif part == "}":
            role, number, start = open_marks.pop()
            spans[role].setdefault(number, []).append(Span(start, len(text)))
        else:
            text += part
    sentences = [
        Sentence(number, Span(*match.span()))
        for number, match in enumerate(re.finditer(r"[^\n]+", text), start=1)
    ]
    numbers = sorted({number for role in spans.values() for number in role})
    attributions = [
        Attribution(
            *(tuple(sorted(spans[role].get(number, ()))) for role in "sqc"),
            manner(text, spans["c"].get(number, [])),
            parent(number, numbers, spans),
            via=tuple(sorted(spans["v"].get(number, ()))),
        )
        for number in numbers
    ]
    return Document(text, publisher=publisher), sentences, attributions


def manner(text: str, content: list[Span]) -> Manner:
    return "direct" if any(span.of(text)[:1] in '“"' for span in content) else "indirect"


def parent(number: int, numbers: list[int], spans: dict[str, dict[int, list[Span]]]) -> int | None:
    inner = spans["c"].get(number, [])
    holders = [
        (sum(span.end - span.start for span in outer), index)
        for index, other in enumerate(numbers)
        if other != number
        and (outer := spans["c"].get(other, []))
        and inner
        and all(any(o.contains(i) and o != i for o in outer) for i in inner)
    ]
    return min(holders)[1] if holders else None


def chains(found: Resolution) -> list[str]:
    """Return the chains as people read them; inferred hops stand in brackets."""
    names = {source.key: source.name for source in found.sources}
    return [
        " > ".join(f"({names[h.source]})" if h.inferred else names[h.source] for h in chain)
        for chain in found.chains
    ]


@cache
def model() -> AttributionModel:
    """Return the packaged model, loaded once for all tests."""
    return AttributionModel()


def resolved(marked: str, **particulars: str) -> Resolution:
    document, sentences, attributions = article(marked, **particulars)
    encoded = model().encode(document.text)
    return resolve_sources(document, sentences, attributions, encoded, model())


def sources(marked: str, **particulars: str) -> dict[str, Source]:
    """Return the sources of a marked article by name."""
    return {source.name: source for source in resolved(marked, **particulars).sources}


def entities(marked: str) -> list[Entity]:
    """Return who is behind a marked article by its words alone, before the model judges them."""
    document, sentences, attributions = article(marked)
    discourse = open_discourse(document, sentences, attributions)
    maker = ChainMaker(document, sentences, attributions, discourse, model().decoding["relays"])
    found = [link.entity for chain in maker.make() for link in chain.links]
    return list(dict.fromkeys(found))


def entity(mention: str) -> Entity:
    """Return who a single mention speaks of, by its words alone."""
    (found,) = entities(f"It rained. {{s1 {mention}}} {{q1 said}} {{c1 it snowed}}.")
    return found
