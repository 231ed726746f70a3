"""The files of a folder and of all folders in it, sorted; hidden ones are passed over."""

import os
from collections.abc import Iterator
from pathlib import Path

from claims.values import Problem

__all__ = ["files_in"]

_COMPANIONS = ("_files", "-Dateien", "_fichiers", ".files")


def files_in(folder: Path) -> Iterator[Path | Problem]:
    """Yield the files under `folder` by name, and a problem for each folder that cannot be entered.

    Links to folders are followed, but never in a circle, and no folder is entered twice. The folder
    that a browser saves beside a page ("Article_files" for "Article.html") belongs to that page.
    """
    yield from _walk(folder, above=(), entered=set())


def _walk(
    folder: Path, *, above: tuple[tuple[int, int], ...], entered: set[tuple[int, int]]
) -> Iterator[Path | Problem]:
    try:
        found = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        reason = f"is a folder that cannot be entered ({error.strerror}): ask for permission"
        yield Problem(str(folder), "reading", reason)
        return
    here = (found.st_dev, found.st_ino)
    if here in above:
        reason = "is a link that leads back to a folder around it: passed over, remove the link"
        yield Problem(str(folder), "reading", reason)
        return
    if here in entered:
        return
    entered.add(here)
    pages = {Path(entry.name).stem for entry in entries if _is_page(entry.name)}
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if not entry.is_dir():
            yield Path(entry.path)
        elif not _is_companion(entry.name, pages):
            yield from _walk(Path(entry.path), above=(*above, here), entered=entered)


def _is_page(name: str) -> bool:
    return name.lower().endswith((".html", ".htm", ".xhtml"))


def _is_companion(name: str, pages: set[str]) -> bool:
    return any(name.removesuffix(end) in pages for end in _COMPANIONS if name.endswith(end))
