"""House rules as a linter: where a finding is in its file, what is exempt, how it is printed.

`claims check` is made of these. `places_in` finds the file's own line and column, `exemptions_in`
reads the comments that exempt a place, `Baseline` holds what was there before, `Settings` the file
`claims.toml`, and `FORMATS` writes findings for people, scripts and code hosts.
"""

from claims.checks.linter.baseline import Baseline, fingerprint, read_baseline, write_baseline
from claims.checks.linter.exemptions import Exemptions, exemptions_in
from claims.checks.linter.places import Place, places_in
from claims.checks.linter.reports import FORMATS, Checked, Report, statistics, summary
from claims.checks.linter.settings import Settings, find_settings, read_settings

__all__ = [
    "FORMATS",
    "Baseline",
    "Checked",
    "Exemptions",
    "Place",
    "Report",
    "Settings",
    "exemptions_in",
    "find_settings",
    "fingerprint",
    "places_in",
    "read_baseline",
    "read_settings",
    "statistics",
    "summary",
    "write_baseline",
]
