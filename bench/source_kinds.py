"""Score kinds of names and of described sources on re3d and ner_en.

usage: python bench/source_kinds.py DATA [--list]

DATA is the folder with `re3d.jsonl.gz` and `ner_en.jsonl.gz`. Asked of each annotated person and
organisation: is it taken for a person, or for something else? Both sets call groups of people
("Syrian refugees") organisations. Places are left out, since a place that speaks is an organisation
by definition; pronouns are left out too. The model for names was trained on ner_en: its held-out
figure is what `claims.training.name_kinds` prints; re3d was not seen. `--list` prints what is taken
for the wrong one.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from claims.sources.mentions.kinds import kind_of_head, number_of
from claims.sources.mentions.phrases import parse
from claims.sources.naming.names import find_names
from claims.training.data.sets import read_rows
from claims.values import Span

PERSON = frozenset(("PER", "person", "politician", "Person"))
OTHER = frozenset(("ORG", "organisation", "politicalparty", "Organisation"))


def is_person(text: str, span: Span) -> bool | None:
    """Tell whether the mention is taken for a person; None for a pronoun."""
    low, high = max(0, span.start - 200), min(len(text), span.end + 200)
    names = [
        name
        for name in find_names(text[low:high])
        if name.whole.overlaps(Span(span.start - low, span.end - low))
    ]
    phrase = parse(text[low:high], Span(span.start - low, span.end - low), names)
    if phrase.form == "pronoun":
        return None
    if phrase.conjuncts:
        return False
    if phrase.name is not None:
        return phrase.name.kind == "person"
    if phrase.appositive is not None:
        return phrase.appositive.kind == "person"
    return kind_of_head(phrase.head) == "person" and number_of(phrase) == "one"


def rows(folder: Path) -> Iterator[tuple[str, bool, str, Span]]:
    """Yield set, whether it is a person, text and span."""
    for document in read_rows(folder / "re3d.jsonl.gz"):
        for entity in document["entities"]:
            if entity["confidence"] >= 0.5 and entity["type"] in PERSON | OTHER:
                span = Span(entity["begin"], entity["end"])
                yield "re3d", entity["type"] in PERSON, document["text"], span
    for row in read_rows(folder / "ner_en.jsonl.gz"):
        text, starts = " ".join(row["tokens"]), [0]
        for token in row["tokens"]:
            starts.append(starts[-1] + len(token) + 1)
        for first, last, kind in row["spans"]:
            if kind in PERSON | OTHER and row["split"] != "train":
                yield row["set"], kind in PERSON, text, Span(starts[first], starts[last] - 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of data sets")
    parser.add_argument("--list", action="store_true", help="print what is taken for the wrong one")
    given = parser.parse_args()
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    wrong = defaultdict(list)
    for name, person, text, span in rows(given.data):
        guessed = is_person(text, span)
        if guessed is None:
            continue
        count[name] += 1
        right[name] += guessed == person
        if guessed != person:
            wrong[name].append(span.of(text))
    for name in count:
        print(f"{name:18} {100 * right[name] / count[name]:5.1f} of {count[name]}")
        if given.list:
            print("   ", wrong[name][:60])


if __name__ == "__main__":
    main()
