"""Does one fact that three outlets tell become one story? In five folds by event.

`python bench/same_claim.py DATA --db DB [--families FOLDER]` reads DATA/same_claim.jsonl (events,
each told by three outlets, with the facts that they share), adds its articles to DB unless they
stand there (extraction takes some minutes, once), and tracks the events of each fold with a model
of pairs that was fitted without them (`claims.training.comparison`). It prints

- pairs of two outlets' tellings of one fact: recall, those in one story; precision, of the pairs of
  claims in one story that both tell a listed fact, those that tell a common one;
- facts that one outlet tells: the share joined with another outlet's other fact;
- contradictions and refinements between listed facts: found, and how many are told in all.

With FOLDER, invented families of articles (NAME.jsonl, NAME.expected.json, score.py), each is added
to a database of its own beside DB, and FOLDER/score.py says what their stories get right.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from claims.adding import add_articles
from claims.inference import AttributionModel
from claims.inference.embedding import MODELS
from claims.pipeline import extract_many
from claims.store import open_store
from claims.tracking import Comparer
from claims.tracking.pair_model import read_models
from claims.training.comparison import measure_folds, pairs_of, read_settings, shortened
from claims.training.data.same_claim import describe, read_events

SETTINGS = Path(__file__).parent.parent / "claims" / "training" / "comparison.toml"


def write_articles(facts: Path, out: Path) -> int:
    """Write the articles of all events as `claims add` reads them; return how many."""
    lines = []
    for event in map(json.loads, facts.read_text("utf8").splitlines()):
        for one in event["documents"]:
            row = {name: one[name] for name in ("publisher", "published", "title", "text")}
            row["url"] = f"https://example.org/{event['event']}/{one['id']}"
            lines.append(json.dumps(row, ensure_ascii=False))
    out.write_text("\n".join(lines) + "\n", "utf8")
    return len(lines)


def add(articles: Path, database: Path) -> None:
    model = AttributionModel()
    with open_store(database) as store:
        add_articles(
            store,
            [str(articles)],
            extract_all=lambda documents: extract_many(documents, model=model),
            comparer=Comparer(),
        )


def prepare(facts: Path, database: Path) -> None:
    """Add the articles of all events, unless they are there."""
    articles = database.with_suffix(".articles.jsonl")
    number = write_articles(facts, articles)
    with open_store(database) as store:
        (stored,) = store.connection.execute("SELECT count(*) FROM documents").fetchone()
    if stored < number:
        add(articles, database)


def events(data: Path, database: Path) -> None:
    facts = data / "same_claim.jsonl"
    prepare(facts, database)
    settings = read_settings(SETTINGS)
    with open_store(database, read_only=True) as store:
        read = read_events(facts, store.connection)
    pairs = pairs_of(read, Comparer(), settings)
    others = read_models(MODELS / "comparison.json", ("same", "event"))
    print(f"{len(read)} events, {settings.folds} folds", flush=True)
    print(describe(measure_folds(read, pairs, others, settings)).replace("; ", "\n"), flush=True)
    for most in settings.short:
        found = describe(measure_folds(shortened(read, most), pairs, others, settings))
        print(f"the first {most} claims of each article: {found}", flush=True)


def families(folder: Path, database: Path) -> None:
    given = []
    for expected in sorted(folder.glob("*.expected.json")):
        name = expected.name.removesuffix(".expected.json")
        fresh = database.with_name(f"{database.stem}-{name}.db")
        for old in fresh.parent.glob(f"{fresh.name}*"):
            if old.is_file():
                old.unlink()
        add(folder / f"{name}.jsonl", fresh)
        given += [str(fresh), str(expected)]
    # The folder's own program, on files that this one has just made.
    subprocess.run([sys.executable, str(folder / "score.py"), *given], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--db", type=Path, required=True)
    parser.add_argument("--families", type=Path)
    given = parser.parse_args()
    events(given.data, given.db)
    if given.families:
        families(given.families, given.db)


if __name__ == "__main__":
    main()
