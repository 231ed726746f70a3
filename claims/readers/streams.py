"""Read a stream of articles, several requests side by side: a service answers in its own time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

__all__ = ["side_by_side"]

Given = TypeVar("Given")
Made = TypeVar("Made")


def side_by_side(
    work: Callable[[Given], Made], items: Iterable[Given], *, jobs: int = 1
) -> Iterator[Made]:
    """Yield what `work` makes of each item, in their order, `jobs` at a time, in threads.

    Items are taken only as they are needed. What `work` raises ends it, once those that were begun
    are done.
    """
    if jobs == 1:
        yield from map(work, items)
        return
    stream = iter(items)
    with ThreadPoolExecutor(jobs, thread_name_prefix="reading") as pool:
        begun: deque[Future[Made]] = deque(pool.submit(work, item) for item in islice(stream, jobs))
        try:
            while begun:
                made = begun.popleft().result()
                begun.extend(pool.submit(work, item) for item in islice(stream, 1))
                yield made
        finally:
            for waiting in begun:
                waiting.cancel()
