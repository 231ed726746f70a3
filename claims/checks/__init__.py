"""House rules: what a standards editor would ask, each rule one SQL query over the tables.

`describe_checks` lists them, `run_checks` fills the table `findings` of a database, and
`check_extraction` checks one article without a database on disk.
"""

from claims.checks.catalogue import (
    Check,
    chosen,
    describe_checks,
    house_rules,
    load_checks,
    markdown,
)
from claims.checks.finding import Finding, line_and_column, lint_line
from claims.checks.linting import check_extraction
from claims.checks.rules_folder import FORGET, remember_rules, remembered_rules
from claims.checks.running import find, finish_checks, run_checks

__all__ = [
    "FORGET",
    "Check",
    "Finding",
    "check_extraction",
    "chosen",
    "describe_checks",
    "find",
    "finish_checks",
    "house_rules",
    "line_and_column",
    "lint_line",
    "load_checks",
    "markdown",
    "remember_rules",
    "remembered_rules",
    "run_checks",
]
