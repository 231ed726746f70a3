"""No pattern of the package takes exponential time, nor the cube of its input, on any text.

Every compiled pattern is tried with bait that is made from its own form: whatever it may repeat is
repeated, behind what must come before it, and then fails. Bait of 400 characters takes a linear or
quadratic pattern some milliseconds; what backtracks worse takes minutes, and is stopped. What is
quadratic and meets whole articles is named in a second test, which times the stage.
"""

import ast
import importlib
import pkgutil
import re
import signal
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import pytest

import claims
from claims.attributions.continuations import add_continued
from claims.english.figures.amounts import find_amounts
from claims.english.figures.dates import find_dates
from claims.inference.quotations import find_quotations
from claims.reading import regions_of
from claims.reading.characters import clean
from claims.reading.layout.headlines import is_headline
from claims.reading.media_types import kind_of
from claims.reading.parts import Part
from claims.sentences import split_sentences
from claims.values import Attribution, Span

PACKAGE = Path(claims.__file__).parent
LENGTH = 400
SECONDS = 0.15  # of processor time; linear ones take thousandths
TAILS = ("", "\x00", "\n\x00x")
COMMON = (
    *(" ", "\n", "\t", ".", "'", "’", "-", "“", "(", "0", "a", "A", "_A", "a ", "A ", "Aa ", "a."),
    *("A.", ", ", "0,", "1 ", "a: ", "Aa, ", "the ", "and ", "Aa and ", "<a ", "<!-- a -->", " \n"),
    *("https://t.co/a", "one-", "    The mayor said so.\n"),
)
# Their input is cut to this length before they see it.
CUT = {
    "claims.reading.layout.datelines": 90,
    "claims.reading.layout.bylines": 300,
    "claims.sources.references.appositives": 90,
}
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)


class TooLongError(Exception):
    """The pattern did not end in time."""


def in_time(call: Callable[[], object], seconds: float) -> bool:
    """Tell whether a call ends within so many seconds of processor time of this thread.

    The alarm counts what other threads of the process do as well: it is never late, and is set
    again where it comes too soon.
    """
    started = time.thread_time()

    def over(number: int, frame: FrameType | None) -> None:
        del number, frame
        left = seconds - (time.thread_time() - started)
        if left <= 0:
            raise TooLongError
        signal.setitimer(signal.ITIMER_PROF, left)

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        call()
    except TooLongError:
        return False
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return True


def characters(members: list[Any]) -> list[str]:
    """Return some characters that a set matches."""
    negated, found = False, []
    kinds = {
        codes.CATEGORY_DIGIT: "0",
        codes.CATEGORY_SPACE: " \n",
        codes.CATEGORY_WORD: "aA_",
        codes.CATEGORY_NOT_SPACE: "a.",
        codes.CATEGORY_NOT_WORD: ". ",
        codes.CATEGORY_NOT_DIGIT: "a",
    }
    for code, value in members:
        if code is codes.NEGATE:
            negated = True
        elif code is codes.LITERAL:
            found.append(chr(value))
        elif code is codes.RANGE:
            found += [chr(value[0]), chr(value[1])]
        elif code is codes.CATEGORY:
            found += kinds[value]
    if negated:
        found = [one for one in "aA0 .,-'(\n" if one not in found] or ["é"]
    return found


def samples(tree: Any, most: int = 2, *, long: bool = False) -> list[str]:
    """Return a few texts that a part of a pattern matches, as good as can be told.

    With `long`, what may be repeated is repeated at first.
    """
    found = [""]
    for code, value in tree:
        after = sampled(code, value, most, long=long)
        found = [text + added for text in found for added in after][: 2 * most]
    return found


def sampled(code: Any, value: Any, most: int, *, long: bool = False) -> list[str]:
    if code is codes.LITERAL:
        return [chr(value)]
    if code is codes.NOT_LITERAL:
        return ["b" if value == ord("a") else "a"]
    if code is codes.ANY:
        return ["a", " "][:most]
    if code is codes.IN:
        found = characters(value)
        return [found[0], found[-1]][:most]
    if code is codes.BRANCH:
        return [text for branch in value[1] for text in samples(branch, 1, long=long)[:1]][:4]
    if code is codes.SUBPATTERN:
        return samples(value[3], most, long=long)
    return repeated(value, most, long=long) if code in REPEATS else [""]


def repeated(value: Any, most: int, *, long: bool) -> list[str]:
    """Return texts that a repetition matches."""
    fewest, highest, inner = value
    once = samples(inner, most, long=long)[:most]
    found = [text * max(1, fewest) for text in once]
    more = max(1, fewest) + 2
    if long and (highest is codes.MAXREPEAT or highest >= more):
        found.insert(0, once[0] * more)
    return found + ([""] if fewest == 0 else [])


def pumps(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield, for each thing that a pattern may repeat, what stands before it and what to repeat."""
    for code, value in tree:
        if code in REPEATS:
            _, most, inner = value
            if most is codes.MAXREPEAT or most >= 8:
                once = [text for text in (*samples(inner), *samples(inner, long=True)) if text]
                yield from ((before, text) for text in [*once, "".join(once[:2])] if text)
            yield from pumps(inner, before)
        elif code is codes.SUBPATTERN:
            yield from pumps(value[3], before)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from pumps(branch, before)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from pumps(value[1], before)
        before += (sampled(code, value, 1) or [""])[0]


def baits(pattern: "re.Pattern[Any]", length: int) -> Iterator[str]:
    """Yield texts that might keep a pattern busy."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    made = {(before, text) for before, text in pumps(tree)}
    made |= {("", text) for _, text in made} | {("", text) for text in COMMON}
    for before, text in sorted(made):
        for tail in TAILS:
            yield before + text * max(1, length // len(text)) + tail


UNLOADED = ("claims.__main__", "claims.archive.cluster", "claims.review.home.mcp_tools")
"""One runs when it is imported, two need extras that the tests do not install. What they hold
literally is read all the same."""


def patterns() -> dict[str, "re.Pattern[Any]"]:
    """Return every pattern that stands in a module, and every literal one inside a function."""
    found: dict[str, re.Pattern[Any]] = {}
    for module in pkgutil.walk_packages(claims.__path__, "claims."):
        if module.name.startswith("claims.training") or module.name in UNLOADED:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for place, one in enumerate(held(value)):
                if not any(one is other for other in found.values()):
                    found[f"{module.name}.{name}.{place}"] = one
    for path in PACKAGE.rglob("*.py"):
        if "training" not in path.parts:
            found |= literal(path)
    return found


def held(value: object) -> Iterator["re.Pattern[Any]"]:
    """Yield the patterns that a value of a module holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from held(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from held(one)


def literal(path: Path) -> dict[str, "re.Pattern[Any]"]:
    """Return the patterns that are written where they are used."""
    found = {}
    functions = {"search", "match", "fullmatch", "sub", "split", "findall", "finditer"}
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and (node.func.value.id, node.func.attr in functions) == ("re", True)
            and isinstance(node.args[0], ast.Constant)
        ):
            found[f"{path.relative_to(PACKAGE)}:{node.lineno}"] = re.compile(node.args[0].value)
    return found


def worst(pattern: "re.Pattern[Any]", length: int) -> str | None:
    """Return a text on which a pattern does not end in time, None where there is none."""
    for bait in baits(pattern, length):
        text: Any = bait if isinstance(pattern.pattern, str) else bait.encode()
        for method in (pattern.search, pattern.fullmatch):
            call = partial(method, text)
            # A machine that is busy may charge one call with time that it did not take.
            if not in_time(call, SECONDS) and not in_time(call, 3 * SECONDS):
                return bait
    return None


def test_no_pattern_backtracks_without_end() -> None:
    every = patterns()
    assert len(every) > 300
    slow = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, pattern in every.items():
            module = name.rsplit(".", 2)[0]
            if (bait := worst(pattern, CUT.get(module, LENGTH))) is not None:
                slow[name] = bait[:80]
    assert slow == {}


def test_what_other_threads_do_is_not_counted() -> None:
    def work() -> None:
        while time.thread_time() < 0.5:
            pass

    other = threading.Thread(target=work)
    other.start()
    assert in_time(other.join, 0.2)


@pytest.mark.parametrize(
    ("pattern", "caught"),
    [
        (r"(?:[\x21-\x39\x3b-\x7e]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+(?=\n)", True),
        (r"\s*(?:(?:<\?.*?\?>|<!--.*?-->)\s*)*<(?:html|body)", True),
        (r"(?:\s*(?:https?://|t\.co/)\S+)+\s*$", True),
        (r"\s*([A-Za-z]{2})(?:[-_]\w+)*\s*", True),
        (r"(?:a|aa)+b", True),
        (r"(?:a+)+b", True),
        (r"\s*([A-Za-z]{2})(?:[-_][^\W_]+)*\s*", False),
        (r"[\w’'.-]*\w", False),
        (r"(?:a+b)+c", False),
    ],
)
def test_bait_catches_what_backtracks(pattern: str, caught: bool) -> None:
    """The forms that hung the program, and ones that do not."""
    flags = re.DOTALL if "<!--" in pattern else 0
    assert (worst(re.compile(pattern, flags), LENGTH) is not None) is caught


LONG = 50_000


@pytest.mark.parametrize(
    "unit", [".", "'", "’", "-", " ", "\t", "A.", "A ", "0,", "one-", "“", "("]
)
@pytest.mark.parametrize(
    "stage",
    [
        lambda text: is_headline(text, [text], apart=True),
        lambda text: regions_of(text + "\n\nThe dam holds, the mayor said."),
        lambda text: find_dates("on Friday " + text, Span(0, len(text)), published=None),
        lambda text: find_amounts(text, Span(0, len(text))),
        find_quotations,
        clean,
    ],
    ids=["headline", "regions", "dates", "amounts", "quotations", "clean"],
)
def test_a_long_run_of_one_thing_is_read_in_time(stage: Callable[[str], object], unit: str) -> None:
    text = unit * (LONG // len(unit))
    assert in_time(lambda: stage(text), 8), "it takes the square of its length"


@pytest.mark.parametrize("between", [" ", "\n"], ids=["one paragraph", "paragraphs"])
def test_quotations_that_go_on_and_on(between: str) -> None:
    text = between.join(["“The dam holds,” he said.", *["“It held for years.”"] * 3_000])
    said = Attribution((Span(16, 18),), (Span(19, 23),), (Span(0, 15),), "direct", None, 0.9, "m")
    found: list[Attribution] = []
    assert in_time(lambda: found.extend(add_continued(text, (said,), find_quotations(text))), 8)
    assert (len(found) > 1) is (between == "\n")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"Orrin: the hearing\n" + b"    The mayor said so.\n" * 30 + b"End.", "a.txt", "text"),
        (b"<!-- a -->\n" * 24 + b"<p>The dam holds.</p>", "a", "html"),
        (b"<!-- a -->\n" * 2000 + b"x", "a.html", "html"),
        (
            b"From: a@b.c\nTo: d@e.f\nSubject: Dam\n"
            + b"Received: by x\n        with y; z\n" * 400
            + b"\nThe dam holds.",
            "a",
            "eml",
        ),
    ],
    ids=["folded text", "comments", "only comments", "long header"],
)
def test_hostile_heads_are_told_at_once(data: bytes, name: str, kind: str) -> None:
    import io

    started = time.thread_time()
    assert kind_of(Part(io.BytesIO(data), name, name)) == kind
    assert time.thread_time() - started < 1


def test_many_links_in_a_row() -> None:
    text = "The dam holds, see " + "https://t.co/a" * 4_000 + " https://t.co/a" * 4_000
    assert in_time(lambda: split_sentences(text, ()), 8)


def test_many_sentences_without_an_end() -> None:
    assert in_time(lambda: split_sentences("The dam holds " * 4_000, ()), 8)
