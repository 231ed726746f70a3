"""The house rules, as they are in their files: code, title, severity, reason, example, query.

Each rule is one SQL file. The comment at its top says what an editor needs to know:

    -- S101 Disputable statement without a source
    -- severity: warning
    -- why: One or more lines; those that go on begin with three spaces.
    -- example: What it finds.
    -- instead: How it could read.
    -- compares: articles              (only of a rule that needs several articles in a database)

The query gives one row for each finding: document, sentence, claim, start, end, message; all but
document and message may be NULL. It reads the tables of the database and these besides:

    checked (document)      the articles that are being checked
    answering (claim, source, name, anonymous, number)
                            who answers for a claim: the one nearest to the writer, except
                            outlets that merely relay
    leads (document, sentence)
                            disputable first sentences with nobody near who is named as saying so
    own_work (document)     articles of a dozen statements or more of which fewer than a quarter
                            have a source: columns, reviews, guides

and may use the functions of `functions.py` and `wording.py`. The rules of the package start at
`checked` (CROSS JOIN keeps SQLite from turning the order around) and put a plus before a column
whose index would lead through all articles (https://sqlite.org/optoverview.html, 5.1): so one
article is checked at once. A desk's own rules are in a folder of their own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import takewhile
from pathlib import Path
from typing import get_args

from claims.errors import SettingsError
from claims.hooks import added_rules
from claims.values import Severity

__all__ = ["Check", "chosen", "describe_checks", "house_rules", "load_checks", "markdown"]

TITLE = re.compile(r"-- (?P<code>[A-Z]\d{3}) (?P<title>\S.*)")
FIELD = re.compile(r"-- (?P<name>severity|why|example|instead|compares): (?P<text>\S.*)")
SEVERITIES = get_args(Severity)


@dataclass(frozen=True, slots=True)
class Check:
    """One house rule. `why` is for the editor, `example` breaks the rule, `instead` keeps it.

    `across` tells that it compares articles: on one alone it finds nothing.
    """

    code: str
    title: str
    severity: Severity
    why: str
    example: str
    instead: str
    query: str
    across: bool = False


@cache
def describe_checks() -> tuple[Check, ...]:
    """Return the rules that come with the package, in the order of their codes."""
    return _read(files("claims.checks").joinpath("sql").iterdir())


def load_checks(folder: Path) -> tuple[Check, ...]:
    """Return the rules of a desk's own folder, in the order of their codes.

    Raises SettingsError where there is no such folder, or a file is not a rule.
    """
    if not folder.is_dir():
        raise SettingsError(f"There is no folder {folder} of house rules.")
    return _read(folder.iterdir())


def house_rules(folder: Path | None = None) -> tuple[Check, ...]:
    """Return the rules of the package, of plugins, and of a desk's own folder, by their codes.

    A desk's rule takes the place of the package's with the same code, so that a newsroom can make
    one stricter or milder; a plugin's is between the two. Raises SettingsError as `load_checks`
    does.
    """
    rules = {check.code: check for check in describe_checks()}
    for added in (*added_rules(), *(() if folder is None else (folder,))):
        rules |= {check.code: check for check in load_checks(added)}
    return tuple(rules[code] for code in sorted(rules))


def chosen(checks: Iterable[Check], codes: Iterable[str]) -> tuple[Check, ...]:
    """Return the rules whose codes begin with one of `codes`: "S101", or "A" for all of anonymity.

    Raises SettingsError for a code that no rule has.
    """
    known, wanted = tuple(checks), tuple(code.upper() for code in codes)
    for code in wanted:
        if not code or not any(check.code.startswith(code) for check in known):
            raise SettingsError(
                f"There is no house rule {code}; there are {', '.join(c.code for c in known)}."
            )
    return tuple(check for check in known if check.code.startswith(wanted))


def markdown(checks: Iterable[Check] | None = None) -> str:
    """Return the list of the rules as a Markdown table, for docs/rules.md."""
    rows = ["| rule | | what it finds | example |", "|---|---|---|---|"]
    for check in describe_checks() if checks is None else checks:
        cells = (
            f"`{check.code}`",
            check.severity,
            f"**{check.title}.** {check.why}",
            check.example,
        )
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


def _read(entries: Iterable[Traversable]) -> tuple[Check, ...]:
    """Read all files that end in .sql."""
    checks = [
        _parsed(entry.name, entry.read_text(encoding="utf8"))
        for entry in entries
        if entry.name.endswith(".sql")
    ]
    codes = [check.code for check in checks]
    twice = {code for code in codes if codes.count(code) > 1}
    if twice:
        raise SettingsError(f"Two house rules have the code {', '.join(sorted(twice))}.")
    return tuple(sorted(checks, key=lambda check: check.code))


def _parsed(name: str, text: str) -> Check:
    """Return the rule that a file holds."""
    lines = text.splitlines()
    header = [line.rstrip() for line in takewhile(lambda line: line.startswith("--"), lines)]
    query = "\n".join(lines[len(header) :]).strip().rstrip(";")
    title = TITLE.fullmatch(header[0]) if header else None
    fields = _fields(header[1:])
    severity = next((s for s in SEVERITIES if s == fields.get("severity")), None)
    missing = {"why", "example", "instead"} - fields.keys()
    if title is None or severity is None or missing or not query:
        raise SettingsError(
            f"The house rule {name} must begin with its code and title, then say severity "
            f"({', '.join(SEVERITIES)}), why, example and instead, each in a comment, then a query."
        )
    return Check(
        title["code"],
        title["title"],
        severity,
        fields["why"],
        fields["example"],
        fields["instead"],
        query,
        across="compares" in fields,
    )


def _fields(header: Iterable[str]) -> dict[str, str]:
    """Return the fields of a header by their names, each on one line."""
    fields: dict[str, str] = {}
    last = ""
    for line in header:
        if field := FIELD.fullmatch(line):
            last = field["name"]
            fields[last] = field["text"]
        elif last and line.startswith("--   "):
            fields[last] += " " + line[2:].strip()
    return fields
