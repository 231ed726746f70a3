"""Hooks: what a package that is installed beside Claims adds to it.

A package names a module of its own under the entry point "claims", and implements there, with
`hookimpl`, as many of the functions of `Hooks` as it likes:

    [project.entry-points.claims]
    my_newsroom = "my_newsroom.claims_hooks"

The functions here ask all of them and check what they give. `docs/hooks.md` has an example of each.
"""

from claims.hooks.calls import (
    added_formats,
    added_queries,
    added_readers,
    added_rules,
    added_verdicts,
    after_extraction,
)
from claims.hooks.loading import manager
from claims.hooks.specifications import FormatReader, Hooks, VerdictList, hookimpl

__all__ = [
    "FormatReader",
    "Hooks",
    "VerdictList",
    "added_formats",
    "added_queries",
    "added_readers",
    "added_rules",
    "added_verdicts",
    "after_extraction",
    "hookimpl",
    "manager",
]
