"""A baseline: the findings that a newsroom had when it began to check, which are not told again.

A finding is known by its file, its rule and the words of its sentence, not by its line: an article
that grows at the top keeps what is known of it. A second finding of the same kind is new.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from claims.errors import SettingsError

__all__ = ["Baseline", "fingerprint", "read_baseline", "write_baseline"]

_VERSION = 1


@dataclass(slots=True)
class Baseline:
    """What is known, and how often; `takes` uses it up."""

    known: Counter[tuple[str, str]]

    def takes(self, path: str, mark: str) -> bool:
        """Return whether a finding of a file is known, once for each time that it is known."""
        if not self.known[(path, mark)]:
            return False
        self.known[(path, mark)] -= 1
        return True


def fingerprint(code: str, words: str) -> str:
    """Return what names a finding whatever its line: the rule and a digest of the words."""
    digest = hashlib.sha256(" ".join(words.split()).encode("utf8", "replace")).hexdigest()
    return f"{code}:{digest[:16]}"


def read_baseline(path: Path) -> Baseline:
    """Read a baseline file; raises SettingsError where it is missing or is none."""
    try:
        stored = json.loads(path.read_text(encoding="utf8"))
        files = stored["files"]
        known = Counter(
            {
                (name, mark): int(count)
                for name, marks in files.items()
                for mark, count in marks.items()
            }
        )
    except FileNotFoundError:
        raise SettingsError(
            f"There is no baseline {path}: write it with --write-baseline {path}"
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"{path} is not a baseline ({error}): write it anew with --write-baseline"
        ) from error
    return Baseline(known)


def write_baseline(path: Path, findings: Iterable[tuple[str, str]]) -> int:
    """Write the findings, given as path and fingerprint, to a file; return how many they are.

    Raises SettingsError where the file cannot be written.
    """
    counted = Counter(findings)
    files: dict[str, dict[str, int]] = {}
    for (name, mark), count in sorted(counted.items()):
        files.setdefault(name, {})[mark] = count
    try:
        path.write_text(
            json.dumps({"version": _VERSION, "files": files}, indent=1) + "\n", encoding="utf8"
        )
    except OSError as error:
        raise SettingsError(f"{path} cannot be written ({error.strerror}).") from error
    return sum(counted.values())
