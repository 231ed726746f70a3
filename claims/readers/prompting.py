"""The prompt: the guide in short, two worked examples, and the article with numbered sentences.

Guide and examples are files of `prompt/`, written for this project; the names in them are made up.
A long article is read in parts. Each part shows the sentences around it as well, so that "he" and
a quotation that goes on are understood, and the sources that the parts before have brought, which
keep their keys.

The article's own line ends are taken out: each of its sentences stands on a line that begins with
its number, so that nothing in it can look like another line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from itertools import pairwise
from typing import Final

from claims.readers.notation import Blocks, Fault, NotedSource
from claims.values import Document, Sentence

__all__ = [
    "EXAMPLES",
    "Part",
    "again",
    "cut_into_parts",
    "prompt_digest",
    "prompt_file",
    "prompt_of",
    "system_of",
]

EXAMPLES: Final = ("harbour", "ministry")
"""The worked examples: a file `.article` and a file `.reading` each."""

PART: Final = 60
"""Sentences that are read at once: an answer of some 4,000 tokens, which every model can give."""

AROUND: Final = 8
"""Sentences shown before and behind a part."""

_MOST_FAULTS: Final = 60
"""Faults that are told at once; whoever has more wrote something else altogether."""


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences that are read at once: `shown`, of which `asked` are to be answered."""

    shown: tuple[Sentence, ...]
    asked: tuple[int, ...]


def cut_into_parts(
    sentences: Sequence[Sentence], *, size: int = PART, around: int = AROUND
) -> tuple[Part, ...]:
    """Cut an article into overlapping parts of about equal size; headlines are shown, not asked."""
    body = [place for place, sentence in enumerate(sentences) if not sentence.headline]
    if not body:
        return ()
    count = -(-len(body) // size)
    bounds = [len(body) * number // count for number in range(count + 1)]
    parts = []
    for first, behind in pairwise(bounds):
        asked = [sentences[place].number for place in body[first:behind]]
        start = max(0, body[first] - around) if first else 0
        end = body[behind - 1] + 1 + around if behind < len(body) else len(sentences)
        parts.append(Part(tuple(sentences[start:end]), tuple(asked)))
    return tuple(parts)


@cache
def prompt_file(name: str) -> str:
    """Return a file of `prompt/`."""
    return files("claims.readers").joinpath("prompt", name).read_text("utf8").strip()


@cache
def system_of() -> str:
    """Return what comes before every article: the guide and the worked examples."""
    examples = "\n\n".join(
        f"## Example {number}\n\n{prompt_file(f'{name}.article')}\n\nAnswer:\n\n"
        f"{prompt_file(f'{name}.reading')}"
        for number, name in enumerate(EXAMPLES, start=1)
    )
    return f"{prompt_file('guide.md')}\n\n# Examples\n\n{examples}"


@cache
def prompt_digest() -> str:
    """Return a digest of guide and examples: readings by another prompt are other readings."""
    return blake2b(system_of().encode("utf8"), digest_size=8).hexdigest()


def prompt_of(document: Document, part: Part, *, known: Mapping[str, NotedSource]) -> str:
    """Return the request for one part; `known` are the sources that the parts before brought."""
    lines = ["# The article", ""]
    lines += [f"publisher: {_one_line(document.publisher) or 'not known'}"]
    lines += [f"published: {_one_line(document.published) or 'not known'}", ""]
    lines += [_shown(document.text, sentence) for sentence in part.shown]
    if known:
        lines += ["", "# Sources known from the part before (keep their keys; do not repeat them)"]
        lines += [_source_line(document.text, source) for source in known.values()]
    first, last = part.asked[0], part.asked[-1]
    lines += [
        "",
        "# Your answer",
        "",
        f"Write the lines of the sources, then the blocks of the sentences [{first}] to [{last}],"
        " every one of them. The other sentences are there to be understood only."
        " Nothing but the notation.",
    ]
    return "\n".join(lines)


def again(request: str, blocks: Blocks, faults: Sequence[Fault]) -> str:
    """Return the request to mend an answer: the same article, the answer, and what is wrong.

    `blocks` is the answer as far as it is kept.
    """
    numbers = sorted({fault.sentence for fault in faults if fault.sentence is not None})
    keys = sorted({fault.source for fault in faults if fault.source is not None}, key=_number_in)
    told = [f"- {fault.reason}" for fault in faults[:_MOST_FAULTS]]
    wanted = ["the lines of " + ", ".join(keys)] if keys else []
    if numbers:
        wanted.append("the whole blocks of " + ", ".join(f"[{number}]" for number in numbers))
    return "\n".join(
        [
            request,
            "",
            "# What you wrote",
            "",
            *blocks.sources.values(),
            *(line for number in sorted(blocks.sentences) for line in blocks.sentences[number]),
            "",
            "# What the checker found",
            "",
            *told,
            "",
            f"Write again {' and '.join(wanted)}, and nothing else (a new source has a new key)."
            " Quote letter by letter from the numbered sentence. Leave out what does not stand in"
            " the text.",
        ]
    )


def _shown(text: str, sentence: Sentence) -> str:
    """Return a sentence on one line, with its number; a headline or caption has none."""
    words = _one_line(sentence.span.of(text))
    return f"(no sentence) {words}" if sentence.headline else f"[{sentence.number}] {words}"


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _source_line(text: str, source: NotedSource) -> str:
    """Return a source in the notation."""
    named = "anon" if source.anonymous else "named"
    reason = "-" if source.reason is None else _one_line(source.reason.of(text))
    name = _one_line(source.name.of(text))
    return f"{source.key} | {name} | {source.kind} | {named} | {source.number} | {reason}"


def _number_in(key: str) -> int:
    return int(key[1:])
