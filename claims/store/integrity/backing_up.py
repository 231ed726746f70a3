"""Make a copy of the database while others work on it, and prove that the copy is whole."""

import os
from pathlib import Path

from claims.errors import StoreError
from claims.store.integrity.verifying import verify
from claims.store.opening import Store, explained, open_store

__all__ = ["backup"]


def backup(store: Store, target: Path | str) -> Path:
    """Write a compact copy of the database to `target`, verified, and return its path.

    The copy is made under another name beside it and takes its name only once it is proven, so
    that a file called `target` is always whole. Raises StoreError where the target exists, cannot
    be written, or the copy is damaged.
    """
    target = Path(target)
    if target.exists():
        raise StoreError(f"{target}: exists already; name another file for the backup")
    if not target.parent.is_dir():
        raise StoreError(f"{target}: the folder {target.parent} does not exist; make it first")
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with explained(target, store.wait):
            store.connection.execute("VACUUM INTO ?", (str(partial),))
        with open_store(partial) as copy:
            damage = verify(copy)
        if damage:
            raise StoreError(f"{store.path}: damaged, and so no backup was made: {damage[0]}")
        partial.rename(target)
    finally:
        for leftover in (partial, *(Path(f"{partial}{end}") for end in ("-wal", "-shm"))):
            leftover.unlink(missing_ok=True)
    return target
