"""Measure the whole extraction: words a second on one core, and the peak of memory.

usage: OPENBLAS_NUM_THREADS=1 bench/extraction.py DATA [--articles 60] [--rounds 5]

The variable is what the command line sets for itself: it keeps numpy to one thread.

What `claims extract` does with each article of polnear-dev is done here in one process, after the
models are loaded: regions, sentences, attributions, sources, assessment, and the form that is
written. A word is what white space divides. Each round goes through all articles; printed are the
median and the best of the rounds, in the processor's time of this process, since other work on the
machine takes from the time on the wall. Memory is the peak after a single article of some 700 words
and after all.
"""

import argparse
import json
import resource
import statistics
import time
from pathlib import Path

from claims.exports import guide_form
from claims.inference import AttributionModel
from claims.pipeline import extract
from claims.reading import regions_of
from claims.training.data.documents import read_articles
from claims.values import Document

DEVELOPMENT = "polnear-dev.jsonl.gz"
ONE_ARTICLE = 700


def extract_and_write(text: str, model: AttributionModel) -> str:
    document = Document(text=text, regions=regions_of(text))
    return json.dumps(guide_form(extract(document, model), identifier="x"))


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(texts: list[str], model: AttributionModel) -> float:
    """Go through the texts once; returns words a second."""
    started = time.process_time()
    for text in texts:
        extract_and_write(text, model)
    return sum(len(text.split()) for text in texts) / (time.process_time() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, help="the folder of data sets")
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    articles = read_articles(options.data / DEVELOPMENT)[: options.articles]
    texts = [article.text for article in articles]
    model = AttributionModel()
    extract_and_write(min(texts, key=lambda text: abs(len(text.split()) - ONE_ARTICLE)), model)
    print(f"peak of memory after one article: {peak_megabytes():.0f} MB")
    speeds = [measure(texts, model) for _ in range(options.rounds)]
    print(f"peak of memory after {len(texts) * options.rounds}: {peak_megabytes():.0f} MB")
    print(
        f"words a second on one core: median {statistics.median(speeds):,.0f},"
        f" best {max(speeds):,.0f}, of {options.rounds} rounds"
    )


if __name__ == "__main__":
    main()
