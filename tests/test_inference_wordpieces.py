"""Word pieces are those of the package that the vocabulary comes from, over all of Unicode."""

import random
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest

from claims.inference import MODELS
from claims.inference.wordpieces import WordPieces

FILE = MODELS / "tokenizer.json"
PIECES = WordPieces.of_file(FILE)
# Its tables are those of Unicode 8; Python's know what was added since, in rare scripts.
RARE = (
    range(0x0600, 0x1E00),
    range(0x2E43, 0x2E80),
    range(0xA000, 0xB000),
    range(0x10000, 0x1F000),
)
COMMON = (
    "\N{LATIN SMALL LETTER E WITH ACUTE}\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
    "\N{GREEK CAPITAL LETTER SIGMA}\N{LATIN CAPITAL LETTER SHARP S}\N{NOT EQUAL TO}"
    "\N{HANGUL SYLLABLE HAN}\N{LATIN SMALL LIGATURE FI}\N{GRINNING FACE}\N{ZERO WIDTH SPACE}"
    "\N{NO-BREAK SPACE}\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}\N{REPLACEMENT CHARACTER}"
    "“”‘’—…€\0\x1b\x85\t\n\r abcthesaidXYZ019,.;:!?-_#$()[]中文"
)


@pytest.fixture(scope="module")
def theirs() -> object:
    tokenizers = pytest.importorskip("tokenizers")
    made = tokenizers.Tokenizer.from_file(str(FILE))
    made.no_truncation()
    made.no_padding()
    return made


def differing(texts: Iterable[str], theirs: object) -> list[str]:
    """Return the texts of which the two make different pieces."""
    found = []
    for text in texts:
        told = theirs.encode(text, add_special_tokens=False)  # type: ignore[attr-defined]
        if (told.ids, [tuple(place) for place in told.offsets]) != PIECES.encode(text):
            found.append(text)
    return found


def test_each_character_within_a_word(theirs: object) -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    assigned = [one for one in every if unicodedata.category(one) not in ("Cn", "Co")]
    found = {text[2] for text in differing((f"ab{one}cd é" for one in assigned), theirs)}
    assert len(found) < 1_000
    assert not {one for one in found if not any(ord(one) in rare for rare in RARE)}


def test_strings_of_what_may_meet(theirs: object) -> None:
    chance = random.Random(16)
    parts = [*COMMON, "[SEP]", "[MASK]", "##", "the ", "officials"]
    texts = ["".join(chance.choices(parts, k=chance.randint(1, 14))) for _ in range(5_000)]
    assert differing(texts, theirs) == []


LONG = [
    "a" * 100,
    "a" * 101,
    "a" * 99 + "é",
    "x" * 5_000,
    "[" * 30 + "[SEP]",
    "",
    "   ",
    "中" * 200,
]


def test_words_at_and_over_the_longest(theirs: object) -> None:
    assert differing(LONG, theirs) == []


@pytest.mark.parametrize(
    ("text", "ids", "places"),
    [
        ("The dam", [1996, 5477], [(0, 3), (4, 7)]),
        ("cafe\u0301s,", [23812, 1010], [(0, 6), (6, 7)]),
        ("\u200b \ufffd", [], []),
        ("x[SEP]", [1060, 102], [(0, 1), (1, 6)]),
        ("a" * 101, [100], [(0, 101)]),
    ],
)
def test_pieces(text: str, ids: list[int], places: list[tuple[int, int]]) -> None:
    assert PIECES.encode(text) == (ids, places)


def test_a_frame_counts() -> None:
    assert PIECES.framed("The dam holds", 4) == (
        [101, 1996, 5477, 102],
        [(0, 0), (0, 3), (4, 7), (0, 0)],
    )
    assert PIECES.framed("", 4) == ([101, 102], [(0, 0), (0, 0)])


@pytest.mark.parametrize("content", ["{", "[]", '{"model": {}}', '{"model": {"vocab": 3}}'])
def test_a_damaged_file_says_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "tokenizer.json"
    path.write_text(content, "utf8")
    with pytest.raises(ValueError):  # noqa: PT011 - of JSON, or ours
        WordPieces.of_file(path)
