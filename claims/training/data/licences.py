"""Which annotated sets may be used by everybody, as their makers state it.

Some of the sets that the shipped models were made with forbid commercial use, or state no licence
at all; NOTICE says which. `copy_licensed` leaves them out, so that models can be made without them.
"""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from claims.errors import InputError

__all__ = ["LICENSED", "Kept", "copy_licensed"]

LICENSED: dict[str, str] = {
    "ecbplus": "CC BY 3.0",
    "gap_coref": "Apache-2.0",
    "gum_news": "CC BY 4.0, text CC BY 2.5",
    "meantime": "CC BY 4.0",
    "sbd_ewt": "CC BY-SA 4.0",
    "sbd_golden_rules": "MIT",
    "sts_benchmark": "CC BY-SA 4.0",
    "wice": "ODC-BY, CC BY-SA",
    # Parts of files that hold several sets, by the "set" of their rows.
    "nli/snli": "CC BY-SA 4.0",
    "nli/mnli": "OANC and others, all of which permit it",
    "ner_en/wikigold": "CC BY 4.0",
    "ner_en/crossner_politics": "MIT",
}
"""Sets whose stated licence permits every use, with that licence. What is not here is left out."""

MIXED = frozenset(name.partition("/")[0] for name in LICENSED if "/" in name)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one file: how many of its rows were kept, how many left out."""

    name: str
    kept: int
    left_out: int


def copy_licensed(data: Path, out: Path) -> list[Kept]:
    """Copy the rows that everybody may use from the sets in `data` into the new folder `out`.

    A set of which nothing may be used gets no file. Raises InputError where `data` holds no set,
    or `out` is there already.
    """
    files = sorted(data.glob("*.jsonl.gz"))
    if not files:
        raise InputError(f"{data}: holds no annotated set (NAME.jsonl.gz)")
    if out.exists():
        raise InputError(f"{out}: is there already; name a new folder")
    out.mkdir(parents=True)
    return [_copy(file, out / file.name) for file in files]


def _copy(source: Path, target: Path) -> Kept:
    """Copy what may be used of one file."""
    name = source.name.removesuffix(".jsonl.gz")
    kept: list[str] = []
    left_out = 0
    with gzip.open(source, "rt", encoding="utf8") as lines:
        for line in lines:
            if _may_be_used(name, line):
                kept.append(line)
            else:
                left_out += 1
    if kept:
        with gzip.open(target, "wt", encoding="utf8") as written:
            written.writelines(kept)
    return Kept(name, len(kept), left_out)


def _may_be_used(name: str, line: str) -> bool:
    if name in MIXED:
        part = json.loads(line).get("set")
        return f"{name}/{part}" in LICENSED
    return name in LICENSED
