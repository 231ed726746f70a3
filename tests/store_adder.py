"""A program that adds made-up articles one after another: `store_adder.py DB FIRST LAST`.

The tests start it to kill it in the middle, and to let two of it write at once.
"""

import sys
import time

from store_fakes import article, fake_extract

from claims.store import add_extractions, begin_run, finish_run, open_store


def main(path: str, first: int, last: int) -> None:
    with open_store(path) as store:
        run = begin_run(store, "add")
        extractions = []
        for number in range(first, last):
            extractions.append(fake_extract(article(number)))

        def one_by_one():
            for extraction in extractions:
                time.sleep(0.002)  # leaves the other writer its turn, as extraction does
                yield extraction

        print("ready", flush=True)
        summary = add_extractions(store, one_by_one(), run=run, batch=7)
        finish_run(store, run)
        print(summary.added, summary.unchanged, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
