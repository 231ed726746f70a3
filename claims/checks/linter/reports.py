"""Findings written for people, scripts and code hosts: text, JSON, GitHub, SARIF, JUnit.

SARIF is version 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), GitHub's
form that of its workflow commands, JUnit's that which CI systems read. Each takes a `Report` whole.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Final
from xml.etree import ElementTree

from claims import __version__
from claims.checks.catalogue import Check
from claims.checks.linter.baseline import fingerprint
from claims.values import Problem, Severity

__all__ = ["FORMATS", "Checked", "Report", "statistics", "summary"]

_GITHUB: Final[Mapping[Severity, str]] = {"error": "error", "warning": "warning", "note": "notice"}
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding and where it is in its file; lines and columns are counted from 1.

    `in_file` is false where they are those of the article's text, since the file is none. `words`
    are those of the sentence, by which a baseline knows the finding.
    """

    path: str
    code: str
    severity: Severity
    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    in_file: bool
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one run found: findings, what could not be read, and what was not checked."""

    findings: Sequence[Checked]
    problems: Sequence[Problem]
    unchecked: Sequence[Problem]
    rules: Sequence[Check]
    articles: int
    exempt: int = 0
    known: int = 0


def summary(report: Report) -> str:
    """Return one line that says how it went: "3 findings (1 error, 2 notes) in 2 articles"."""
    counts = Counter(finding.severity for finding in report.findings)
    parts = [
        _counted(counts[severity], severity)
        for severity in ("error", "warning", "note")
        if counts[severity]
    ]
    line = _counted(len(report.findings), "finding") + (f" ({', '.join(parts)})" if parts else "")
    line += f" in {_counted(report.articles, 'article')}"
    others = (
        (report.exempt, "exempt in the text"),
        (report.known, "known from the baseline"),
        (len(report.problems), "not read"),
        (len({problem.path for problem in report.unchecked if problem.path}), "not checked"),
    )
    return line + "".join(f"; {count:,} {what}" for count, what in others if count)


def statistics(report: Report) -> str:
    """Return how often each rule found something, the most frequent first."""
    counts = Counter((finding.code, finding.severity) for finding in report.findings)
    titles = {check.code: check.title for check in report.rules}
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "\n".join(
        f"{count:>6}  {code}  {severity:<7}  {titles.get(code, '')}"
        for (code, severity), count in ordered
    )


def text(report: Report) -> str:
    """Return a line for each finding: `path:line:column: code severity: message`."""
    return "\n".join(
        f"{found.path}:{found.line}:{found.column}: {found.code} {found.severity}: {found.message}"
        for found in report.findings
    )


def json_report(report: Report) -> str:
    """Return one JSON object of findings, problems, what was not checked, and counts."""
    counts = Counter(finding.severity for finding in report.findings)
    return json.dumps(
        {
            "findings": [asdict(finding) for finding in report.findings],
            "problems": [asdict(problem) for problem in report.problems],
            "unchecked": [asdict(problem) for problem in report.unchecked],
            "summary": {
                "articles": report.articles,
                "error": counts["error"],
                "warning": counts["warning"],
                "note": counts["note"],
                "exempt": report.exempt,
                "known": report.known,
            },
        },
        indent=2,
    )


def github(report: Report) -> str:
    """Return workflow commands, which GitHub shows beside the lines of a pull request."""
    lines = [
        f"::{_GITHUB[found.severity]} file={_property(found.path)},line={found.line},"
        f"col={found.column},title={found.code}::{_data(found.message)}"
        for found in report.findings
    ]
    lines += [
        f"::error file={_property(problem.path)}::{_data(problem.reason)}"
        for problem in report.problems
    ]
    lines += [
        f"::notice file={_property(problem.path)}::{_data(problem.reason)}"
        for problem in report.unchecked
    ]
    return "\n".join(lines)


def sarif(report: Report) -> str:
    """Return a SARIF log of one run."""
    index = {check.code: number for number, check in enumerate(report.rules)}
    failed = [(problem, "error") for problem in report.problems]
    failed += [(problem, "note") for problem in report.unchecked]
    run = {
        "tool": {
            "driver": {
                "name": "claims check",
                "version": __version__,
                "rules": [_sarif_rule(check) for check in report.rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.problems,
                "toolExecutionNotifications": [
                    {"level": level, "message": {"text": f"{problem.path}: {problem.reason}"}}
                    for problem, level in failed
                ],
            }
        ],
        "results": [_sarif_result(found, index) for found in report.findings],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def junit(report: Report) -> str:
    """Return a test suite in which each finding is a failed case, and each problem an error."""
    suite = ElementTree.Element("testsuite", name="claims check")
    cases = 0
    for found in report.findings:
        case = ElementTree.SubElement(
            suite, "testcase", classname=_xml(found.path), name=f"{found.code} line {found.line}"
        )
        failure = ElementTree.SubElement(
            case, "failure", type=found.severity, message=_xml(found.message)
        )
        failure.text = _xml(f"{found.path}:{found.line}:{found.column}: {found.message}")
        cases += 1
    for problem in report.problems:
        case = ElementTree.SubElement(
            suite, "testcase", classname=_xml(problem.path), name=_xml(problem.stage)
        )
        ElementTree.SubElement(case, "error", message=_xml(problem.reason))
        cases += 1
    for problem in report.unchecked:
        case = ElementTree.SubElement(
            suite, "testcase", classname=_xml(problem.path or "-"), name="not checked"
        )
        ElementTree.SubElement(case, "skipped", message=_xml(problem.reason))
        cases += 1
    if not cases:
        ElementTree.SubElement(suite, "testcase", classname="claims check", name="no findings")
        cases = 1
    suite.set("tests", str(cases))
    suite.set("failures", str(len(report.findings)))
    suite.set("errors", str(len(report.problems)))
    suite.set("skipped", str(len(report.unchecked)))
    ElementTree.indent(suite)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(suite, "unicode")


FORMATS: Final[Mapping[str, Callable[[Report], str]]] = {
    "text": text,
    "json": json_report,
    "github": github,
    "sarif": sarif,
    "junit": junit,
}


def _sarif_rule(check: Check) -> dict[str, object]:
    return {
        "id": check.code,
        "name": check.title,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.why},
        "help": {"text": f"{check.why}\n\nFor example: {check.example}\nInstead: {check.instead}"},
        "defaultConfiguration": {"level": check.severity},
    }


def _sarif_result(found: Checked, index: Mapping[str, int]) -> dict[str, object]:
    region = {
        "startLine": found.line,
        "startColumn": found.column,
        "endLine": found.end_line,
        "endColumn": found.end_column,
    }
    return {
        "ruleId": found.code,
        "ruleIndex": index[found.code],
        "level": found.severity,
        "message": {"text": found.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": PurePath(found.path).as_posix()},
                    "region": region,
                }
            }
        ],
        "partialFingerprints": {"claims/v1": fingerprint(found.code, found.words)},
    }


def _data(message: str) -> str:
    """Return a message as GitHub's commands take it."""
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def _xml(words: str) -> str:
    """Return words without the characters that XML 1.0 cannot hold."""
    return "".join(
        character
        for character in words
        if character in "\t\n\r" or (character >= " " and character not in "\ufffe\uffff")
    )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
