"""A small linear model that tells people, organisations and places apart by how a name is written.

It is asked where the word lists are silent. Its features are the words of the name, their first and
last letters and shapes, and the words on either side, hashed (CRC-32) into one table of weights for
each kind; `claims/models/name_kinds.md` is its card.
"""

import base64
import json
import re
import zlib
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from claims.english.lexicons import demonyms, genders, places, titles, word_file, words
from claims.values import Span

SIZE: Final = 1 << 15
"""How many features the table tells apart; others share a place."""
KINDS: Final = ("person", "organisation", "place")

_WORD = re.compile(r"[\w'’]+|[^\w\s]")


def name_features(name: tuple[str, ...], text: str, span: Span) -> frozenset[int]:
    """Return the hashed features of the name whose words are `name` and that is at `span`."""
    found = [f"count {min(len(name), 4)}", "shape " + "".join(_shape(word) for word in name[:4])]
    for index, word in enumerate(name):
        found += _word_features(word.lower().replace("’", "'"), _position(index, len(name)))
    found += _context(len(name) == 1, text, span)
    return frozenset(zlib.crc32(feature.encode()) % SIZE for feature in found)


def _shape(word: str) -> str:
    if len(word) == 1:
        return "1"
    if word.isupper():
        return "U"
    if any(letter.isupper() for letter in word[1:]):
        return "m"
    return "c" if word[:1].isupper() else "l"


def _position(index: int, count: int) -> str:
    if count == 1:
        return "only"
    return "first" if index == 0 else "last" if index == count - 1 else "middle"


def _word_features(word: str, position: str) -> list[str]:
    found = [f"word {word}", f"{position} word {word}", f"end {word[-4:]}", f"start {word[:3]}"]
    found += [f"{position} {word[-3:]}", f"{position} {word[-2:]}", f"{position} start {word[:2]}"]
    bare = word.rstrip(".")
    lists = {
        "given": word in genders(),
        "body": bare in word_file("organisation_words"),
        "place": word in places(),
        "demonym": word in demonyms(),
        "title": bare in titles(),
    }
    return found + [f"{position} is {name}" for name, listed in lists.items() if listed]


def _context(alone: bool, text: str, span: Span) -> list[str]:
    before = ["<", "<", *_WORD.findall(text[max(0, span.start - 30) : span.start].lower())][-2:]
    after = [*_WORD.findall(text[span.end : span.end + 40].lower())[:2], ">", ">"][:2]
    found = [f"before {before[1]}", f"before {before[0]} {before[1]}"]
    found += [f"after {after[0]}", f"after {after[0]} {after[1]}"]
    if before[1] in words("nouns", "person"):
        found.append("after a role")
    return found + ([f"alone before {before[1]}", f"alone after {after[0]}"] if alone else [])


@cache
def _weights() -> tuple[tuple[memoryview, float], ...]:
    """Return for each kind its weights (signed bytes, one a feature) and its intercept."""
    stored = json.loads((files("claims") / "models" / "name_kinds.json").read_text("utf8"))
    return tuple(
        (
            memoryview(base64.b64decode(stored["weights"][kind])).cast("b"),
            stored["intercepts"][kind],
        )
        for kind in KINDS
    )


def likeliest_kind(
    name: tuple[str, ...], text: str, span: Span
) -> Literal["person", "organisation", "place"]:
    """Return the kind to which the model gives the highest score."""
    features = name_features(name, text, span)
    scores = [
        sum(weights[feature] for feature in features) + intercept
        for weights, intercept in _weights()
    ]
    best = scores.index(max(scores))
    return "person" if best == 0 else "organisation" if best == 1 else "place"
