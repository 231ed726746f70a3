"""What each rule of sentence splitting is worth, and what the rules score on texts unseen.

usage: bench/sentence_rules.py DATA

A rule is made by looking at texts, so the score on these texts flatters it. Here each rule is left
out in turn, which shows the documents of all sets that it helps; then each document is split with
those rules alone that help another document. What comes out is near to what the rules would score
on a document that nobody looked at. It is no proof: a rule is worded with all its documents in
mind, and, the other way, one that is known from elsewhere is left out where only one needs it.
"""

import argparse
import importlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sentences import Case, ours, sets

from claims.evaluation.pairing import trimmed

PLACES = (
    ("claims.sentences.marks", "ALWAYS"),
    ("claims.sentences.marks", "IN_MAIL"),
    ("claims.sentences.letters", "PATTERNS"),
    ("claims.sentences.breaks", "PATTERNS"),
    ("claims.sentences.letters", "SIGNATURE"),
    ("claims.sentences.lists", "BULLET"),
    ("claims.sentences.lists", "MARK"),
    ("claims.sentences.lists", "POINT"),
    ("claims.sentences.breaks", "RULES"),
)
"""The rules, by module and name: a tuple of them, or a single pattern."""
NEVER = re.compile(r"(?!)(?P<gap>x)(?P<whole>x)")
LEFT_OUT = ("golden_rules",)
"""Each golden rule is a text of its own, made for one rule."""
Rule = tuple[str, str, int]
Counts = tuple[int, int, int]
"""Right, found, expected."""


def values(place: tuple[str, str]) -> tuple:
    value = getattr(importlib.import_module(place[0]), place[1])
    return value if isinstance(value, tuple) else (value,)


def all_rules() -> list[Rule]:
    return [(*place, number) for place in PLACES for number in range(len(values(place)))]


@contextmanager
def without(rules: set[Rule]) -> Iterator[None]:
    """Switch rules off: a pattern never matches, a function of a rule never knows."""
    kept = {}
    for module, name in PLACES:
        kept[module, name] = value = getattr(importlib.import_module(module), name)
        idle = (lambda _: None) if name == "RULES" else NEVER
        changed = [
            idle if (module, name, number) in rules else rule
            for number, rule in enumerate(values((module, name)))
        ]
        changed = tuple(changed) if isinstance(value, tuple) else changed[0]
        setattr(importlib.import_module(module), name, changed)
    yield
    for (module, name), value in kept.items():
        setattr(importlib.import_module(module), name, value)


def counts(case: Case) -> Counts:
    _, text, spans = case
    gold = {trimmed(text, span) for span in spans}
    found = {trimmed(text, span) for span in ours(text)}
    return len(gold & found), len(found), len(gold)


def f1(scored: list[Counts]) -> float:
    return 200 * sum(c[0] for c in scored) / sum(c[1] + c[2] for c in scored)


def errors(scored: Counts) -> int:
    return scored[1] + scored[2] - 2 * scored[0]


def label(rule: Rule) -> str:
    module, name, number = rule
    value = values((module, name))[number]
    text = value.pattern if isinstance(value, re.Pattern) else value.__name__
    return f"{module.rpartition('.')[2]:8} {text[-70:]}"


def helped(cases: list[Case], everything: list[Counts]) -> dict[Rule, set[int]]:
    """Return the numbers of the cases that each rule helps, and print what it is worth."""
    found = {}
    for rule in all_rules():
        with without({rule}):
            scored = [counts(case) for case in cases]
        pairs = enumerate(zip(everything, scored, strict=True))
        found[rule] = {n for n, (with_it, out) in pairs if errors(out) > errors(with_it)}
        gain = f1(everything) - f1(scored)
        print(f"{gain:+6.2f}  helps {len(found[rule]):3}  {label(rule)}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    named = [(name, case) for name, cases in sets(options.data, None) for case in cases]
    cases = [case for name, case in named if name not in LEFT_OUT]
    names = [name for name, _ in named if name not in LEFT_OUT]
    everything = [counts(case) for case in cases]
    helps = helped(cases, everything)
    unseen = []
    for number, case in enumerate(cases):
        with without({rule for rule, documents in helps.items() if not documents - {number}}):
            unseen.append(counts(case))
    for name in dict.fromkeys(names):
        own = [number for number, other in enumerate(names) if other == name]
        seen, not_seen = ([scores[n] for n in own] for scores in (everything, unseen))
        print(f"{name:16}all rules {f1(seen):6.2f}  shown by others {f1(not_seen):6.2f}")


if __name__ == "__main__":
    main()
