"""What a person sees while articles are added: a moving line, plain lines off a terminal."""

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape as markup_escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from claims.adding import Outcome
from claims.cli.shared.printing import printable

__all__ = ["Narrator"]

LINES_EVERY = 100


class Narrator:
    """A watcher of `add_articles` that writes to standard error; use it as a context manager."""

    def __init__(self, console: Console | None = None) -> None:
        """Write to `console`, or to standard error."""
        self._console = console or Console(stderr=True, highlight=False, soft_wrap=True)
        self._articles = 0
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.completed} articles"),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
            console=self._console,
            disable=not self._console.is_terminal,
            transient=True,
        )
        self._task = self._progress.add_task("", total=None)

    def __enter__(self) -> Self:
        """Start the moving line."""
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the moving line away."""
        self._progress.stop()

    def __call__(self, outcome: Outcome) -> None:
        """Tell of one article; problems always get a line of their own."""
        if outcome.problem is not None:
            self._console.print(
                f"{escape(outcome.path)}: {escape(outcome.problem.reason)}", style="red"
            )
            return
        for problem in outcome.extraction.problems if outcome.extraction else ():
            self._console.print(f"{escape(outcome.path)}: {escape(problem.reason)}", style="red")
        self._articles += 1
        self._progress.update(self._task, advance=1, description=escape(outcome.path)[-60:])
        if not self._console.is_terminal and self._articles % LINES_EVERY == 0:
            self._console.print(f"{self._articles} articles")


def escape(text: str) -> str:
    """Return text of others so that neither rich nor the terminal acts on it."""
    return markup_escape(printable(text))
