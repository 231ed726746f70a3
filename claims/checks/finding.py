"""What a house rule finds, and where it is, as a linter prints it."""

from dataclasses import dataclass

from claims.values import Severity

__all__ = ["Finding", "line_and_column", "lint_line"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: `check` is the rule's code; the ids are those of the database's rows.

    What is said of a whole article has no sentence and no place; `start` and `end` are offsets into
    the article's text.
    """

    check: str
    severity: Severity
    document: str
    sentence: str | None
    claim: str | None
    start: int | None
    end: int | None
    message: str


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column of an offset, both counted from 1."""
    before = text[:offset]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def lint_line(path: str, text: str, finding: Finding) -> str:
    """Return the finding on one line: `path:line:column: code severity: message`.

    What is said of the whole article is at its first character.
    """
    line, column = line_and_column(text, finding.start or 0)
    return f"{path}:{line}:{column}: {finding.check} {finding.severity}: {finding.message}"
