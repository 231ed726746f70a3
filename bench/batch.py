"""A long batch with broken lines through `claims extract`: does every good article come out, in
order, and each bad line as a row that says why?

    python bench/batch.py [--lines 20000] [--jobs 2] [--every 100]

The texts are made up and short, so that the time is that of the batch rather than of the models.
Of each `--every` lines one is broken, in turn in seven ways: no JSON, no object, no text, a text
that is none, a date that is none, bytes that are no UTF-8, and JSON that is cut off.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator

BROKEN = (
    b"no JSON at all",
    b"[1, 2]",
    b'{"id": "%d", "title": "no text"}',
    b'{"id": "%d", "text": null}',
    b'{"id": "%d", "text": "The dam holds.", "published": "18/02/2024/7"}',
    b'{"id": "%d", "text": "\xff\xfe"}',
    b'{"id": "%d", "text": "The dam',
)


def is_broken(number: int, every: int) -> bool:
    return number % every == every // 2


def lines(count: int, every: int) -> Iterator[bytes]:
    for number in range(1, count + 1):
        if is_broken(number, every):
            form = BROKEN[number // every % len(BROKEN)]
            yield (form.replace(b"%d", str(number).encode())) + b"\n"
        else:
            text = f"Dam {number} holds, an engineer told Reuters."
            yield json.dumps({"id": str(number), "text": text}).encode() + b"\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--every", type=int, default=100)
    asked = parser.parse_args()
    begun = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-m", "claims", "extract", "--jobs", str(asked.jobs)],
        input=b"".join(lines(asked.lines, asked.every)),
        capture_output=True,
        check=False,
    )
    seconds = time.perf_counter() - begun
    rows = [json.loads(line) for line in ended.stdout.splitlines()]
    wrong = []
    for number, row in enumerate(rows, 1):
        bad = is_broken(number, asked.every)
        good = (
            bool(row["sentences"]) and f"Dam {number} " in row["text"] and not row.get("problems")
        )
        if row["id"] != str(number) or (bad and not row.get("problems")) or (not bad and not good):
            wrong.append(number)
    problems = [row["problems"][0]["reason"] for row in rows if row.get("problems")]
    reasons = sorted({reason.split(": ", 1)[-1][:70] for reason in problems})
    broken = sum(is_broken(number, asked.every) for number in range(1, asked.lines + 1))
    print(f"{len(rows):,} rows of {asked.lines:,} lines, {broken} broken, in {seconds:.0f} s")
    print(f"rows that are wrong or out of order: {len(wrong)} {wrong[:5]}")
    print(f"exit {ended.returncode}: {ended.stderr.decode().strip()}")
    print("\n".join(f"  {reason}" for reason in reasons))
    sys.exit(bool(wrong) or len(rows) != asked.lines)


if __name__ == "__main__":
    main()
