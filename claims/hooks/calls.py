"""Asks all plugins, in the order of their names, and checks what they give."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from claims.errors import ModelError, SettingsError, TooLargeError
from claims.hooks.loading import manager
from claims.hooks.specifications import FormatReader, VerdictList
from claims.values import Extraction, Problem

__all__ = [
    "added_formats",
    "added_queries",
    "added_readers",
    "added_rules",
    "added_verdicts",
    "after_extraction",
]

Kind = TypeVar("Kind")


def added_rules() -> tuple[Path, ...]:
    """Return the folders of house rules of all plugins."""
    return _gathered("claims_house_rules", Path)


def added_formats() -> tuple[Any, ...]:
    """Return the export formats of all plugins."""
    return _gathered("claims_export_formats", object)


def added_queries() -> tuple[Path, ...]:
    """Return the folders of saved queries of all plugins."""
    return _gathered("claims_saved_queries", Path)


def added_verdicts() -> tuple[VerdictList, ...]:
    """Return the lists of verdicts of all plugins."""
    return _gathered("claims_verdict_lists", VerdictList)


def added_readers() -> tuple[FormatReader, ...]:
    """Return the readers of further formats of all plugins."""
    return _gathered("claims_format_readers", FormatReader)


def after_extraction(extraction: Extraction) -> Extraction:
    """Return the extraction after the steps of all plugins, one after the other.

    A step that fails, or changes what it may not, leaves a problem of the stage "plugin NAME".
    """
    for step in manager().hook.claims_after_extraction.get_hookimpls():
        try:
            given = step.function(extraction=extraction)
            changed = extraction if given is None else _sound(given, extraction)
        except (ModelError, TooLargeError):  # a limit of time ends the whole article
            raise
        except Exception as error:  # whatever the code of others does is a row, not the end
            path = extraction.document.path or "-"
            reason = f"{type(error).__name__}: {error}"
            problem = Problem(path, f"plugin {step.plugin_name}", reason)
            changed = replace(extraction, problems=(*extraction.problems, problem))
        extraction = changed
    return extraction


def _sound(given: object, before: Extraction) -> Extraction:
    """Return what a step gave; raises where the store could not keep it as this article."""
    if not isinstance(given, Extraction):
        raise TypeError(f"gave {type(given).__name__} instead of an Extraction")
    if given.document != before.document or given.sentences != before.sentences:
        raise ValueError("changed the document or its sentences, which must stay")
    return given


def _gathered(hook: str, kind: type[Kind]) -> tuple[Kind, ...]:
    """Return what all plugins give; raises SettingsError where one gives something else."""
    found: list[Kind] = []
    for given in getattr(manager().hook, hook).get_hookimpls():
        name = given.plugin_name
        try:
            values: Iterable[object] = tuple(given.function())
        except Exception as error:  # the code of others
            raise SettingsError(f"the plugin {name} failed in {hook}: {error}") from error
        for value in values:
            if not isinstance(value, kind):
                raise SettingsError(
                    f"the plugin {name} gave {type(value).__name__} for {hook}, not {kind.__name__}"
                )
            found.append(value)
    return tuple(found)
