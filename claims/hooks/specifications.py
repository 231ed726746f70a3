"""What may be hooked into, as the plugin manager and the writers of plugins read it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pluggy

from claims.values import Document, Extraction, Problem

__all__ = ["GROUP", "FormatReader", "Hooks", "VerdictList", "hookimpl"]

GROUP: Final = "claims"
"""The name of the entry points, and of the plugin manager."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)
"""Marks a function of a plugin as one of the hooks; it bears the hook's name."""


@dataclass(frozen=True, slots=True)
class FormatReader:
    """A reader of files of one more format.

    `name` becomes the `format` of its documents. It is asked for files whose names end in one of
    `suffixes` (".ptx"), before the package's own readers. `read` gets the file's bytes and the path
    by which messages name it, and yields a document for each article, a problem for each that
    cannot be read. What it raises becomes a problem of that file.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Iterator[Document | Problem]]


@dataclass(frozen=True, slots=True)
class VerdictList:
    """A list of verdicts that a desk may take over; each has a description, or None."""

    name: str
    verdicts: tuple[tuple[str, str | None], ...]


class Hooks:
    """The hooks. A plugin implements those it needs, as functions without `self`."""

    @hookspec
    def claims_house_rules(self) -> Iterable[Path]:
        """Return folders with house rules, an SQL file each, as `claims check --rules` takes.

        They run wherever the package's own do; one with a known code takes that one's place.
        """
        return ()

    @hookspec
    def claims_export_formats(self) -> Iterable[Any]:
        """Return formats (`claims.exports.Format`): each a command of `claims export`, and a link
        on the desk's pages of articles."""
        return ()

    @hookspec
    def claims_saved_queries(self) -> Iterable[Path]:
        """Return folders with saved queries, an SQL file each: NN_name.sql, with the lines
        "-- title:" and "-- description:" on top."""
        return ()

    @hookspec
    def claims_verdict_lists(self) -> Iterable[VerdictList]:
        """Return lists of verdicts; `claims serve --verdicts NAME` takes one over."""
        return ()

    @hookspec
    def claims_format_readers(self) -> Iterable[FormatReader]:
        """Return readers of further formats."""
        return ()

    @hookspec
    def claims_after_extraction(self, extraction: Extraction) -> Extraction | None:
        """Return the extraction changed, or None to leave it.

        Called for every article, in each process that extracts, after the package's own stages.
        Sentences must stay as they are. What it raises becomes a problem of the article, whose
        extraction then stays as it was.
        """
        del extraction
        return None
