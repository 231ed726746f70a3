"""Makes nested attributions out of flat ones, since PolNeAR marks one level only.

A sentence that holds whole attributions is put into the mouth of a further source ("..., two
officials said.", "According to the newspaper, ..."). The new attribution is the outer one; those
that the sentence held become nested ones, and inside it nested cues are known in full. Done anew in
each epoch, on a random choice of sentences.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.training.documents import Article, Marked, Spans

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][”\"’']*(?=\s|$)|(?=\n)|$)")
_QUOTATION = re.compile("[“”\"«»]|''|``|\\?")
# Words that lose their capital when their sentence no longer begins with them.
_LOWERED = frozenset(
    [
        *("the", "a", "an", "he", "she", "they", "it", "his", "her", "their", "some", "many"),
        *("most", "several", "in", "on", "at", "for", "but", "and", "this", "that", "these"),
        *("those", "after", "before", "when", "while", "if", "as", "we", "our", "one", "two"),
        *("three", "other", "another", "both", "according"),
    ]
)
_SOURCES = (
    *("sources", "the sources", "a source", "officials", "two officials", "a senior official"),
    *("people familiar with the matter", "three people briefed on the talks", "a spokesman"),
    *("the newspaper", "the agency", "he", "she", "Reuters", "the Associated Press", "CNN"),
    *("The Wall Street Journal", "the report", "an aide", "the minister", "they", "the group"),
    *("a person close to the family", "a former commander", "multiple diplomats", "witnesses"),
    *("two senior military officers", "local media", "the broadcaster", "a government official"),
    *("the company", "the ministry", "one adviser", "several lawmakers", "the statement"),
    *("police", "residents", "an analyst"),
)
# "said" is as frequent here as in the news.
_CUES = ["said"] * 4 + ["reported", "says", "added", "claimed", "told reporters", "wrote"]
_CUES += ["confirmed"]
_AFTERS = (
    "{content}, {source} {cue}.",
    "{content}, {cue} {source}.",
    "{content}, according to {source}.",
)
_BEFORES = (
    "{source} {cue} that {content}.",
    "{source} {cue} {content}.",
    "According to {source}, {content}.",
    "“{content},” {source} {cue}.",
    "{source} {cue}: “{content}.”",
)


@dataclass(frozen=True, slots=True)
class _Wrapped:
    """A sentence in somebody's mouth: the new text, where the old one stands in it, and the outer
    attribution."""

    text: str
    shift: int
    inner: tuple[int, int]
    outer: Marked


def compose(
    article: Article, version: Sequence[Marked], count: int, chance: random.Random
) -> Article:
    """Return the article with up to `count` of its sentences put into a further source's mouth.

    The result has one version: the given one, with its offsets moved, the outer attributions added.
    """
    places = _usable_sentences(article.text, version)
    chosen = sorted(chance.sample(places, min(count, len(places))), reverse=True)
    text, marked, complete = article.text, list(version), list(article.complete)
    for start, end in chosen:
        wrapped = _wrap(text[start:end], chance)
        moved = _Move(start, end, wrapped.shift, len(wrapped.text) - (end - start))
        marked = [moved.marked(item) for item in marked]
        complete = [moved.span(span) for span in complete]
        marked.append(_shifted(wrapped.outer, start))
        complete.append((start + wrapped.inner[0], start + wrapped.inner[1]))
        text = text[:start] + wrapped.text + text[end:]
    return Article(article.identity, text, (tuple(marked),), tuple(complete))


@dataclass(frozen=True, slots=True)
class _Move:
    """How offsets move when the sentence at `start`..`end` is replaced by one that is longer by
    `growth`."""

    start: int
    end: int
    shift: int
    growth: int

    def span(self, span: tuple[int, int]) -> tuple[int, int]:
        """Move a span."""
        by = 0 if span[0] < self.start else self.shift if span[0] < self.end else self.growth
        return span[0] + by, span[1] + by

    def marked(self, marked: Marked) -> Marked:
        """Move an attribution; one that lies in the sentence is nested from now on."""
        inside = self.start <= marked.cue[0][0] < self.end
        roles: list[Spans] = [
            tuple(map(self.span, role)) for role in (marked.source, marked.cue, marked.content)
        ]
        return Marked(roles[0], roles[1], roles[2], nested=marked.nested or inside)


def _usable_sentences(text: str, version: Sequence[Marked]) -> list[tuple[int, int]]:
    """Sentences without quotation marks that hold at least one attribution, each whole."""
    spans = [
        (min(s for role in roles for s, _ in role), max(e for role in roles for _, e in role))
        for roles in ((m.source, m.cue, m.content) for m in version)
    ]
    usable = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        start += len(match.group()) - len(match.group().lstrip())
        touching = [span for span in spans if span[0] < end and span[1] > start]
        whole = all(start <= s and e <= end for s, e in touching)
        if (
            touching
            and whole
            and 40 < end - start < 350
            and not _QUOTATION.search(text, start, end)
        ):
            usable.append((start, end))
    return usable


def _wrap(sentence: str, chance: random.Random) -> _Wrapped:
    """Put a sentence into the mouth of a source chosen at random."""
    core = sentence.rstrip(".!” ")
    template = chance.choice(_AFTERS if chance.random() < 0.5 else _BEFORES)
    source, cue = chance.choice(_SOURCES), chance.choice(_CUES)
    if "ccording" in template:
        cue = "According to" if template.startswith("A") else "according to"
    lowered = "“" not in template and not template.startswith("{content}")
    if lowered and core.split(" ", 1)[0].lower() in _LOWERED:
        core = core[0].lower() + core[1:]
    if template.startswith("{source}"):
        source = source[0].upper() + source[1:]
    return _filled(template, {"content": core, "source": source, "cue": cue})


def _filled(template: str, words: dict[str, str]) -> _Wrapped:
    """Fill in a template and note where each part came to stand."""
    text, places = "", {}
    for literal, name in re.findall(r"([^{]*)(?:\{(\w+)\})?", template):
        text += literal
        if name:
            places[name] = (len(text), len(text) + len(words[name]))
            text += words[name]
    if "cue" not in places:
        begin = text.lower().index("according to")
        places["cue"] = (begin, begin + len("according to"))
    inner = places["content"]
    content = inner if " that {content}" not in template else (inner[0] - len("that "), inner[1])
    outer = Marked((places["source"],), (places["cue"],), (content,))
    return _Wrapped(text, inner[0], inner, outer)


def _shifted(marked: Marked, by: int) -> Marked:
    """Move all of an attribution by a number of characters."""
    roles: list[Spans] = [
        tuple((start + by, end + by) for start, end in role)
        for role in (marked.source, marked.cue, marked.content)
    ]
    return Marked(roles[0], roles[1], roles[2], marked.nested)
