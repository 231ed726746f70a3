"""What the commands that use a further reader have in common: options, permission, consent.

A reader sends the text of articles to a language model, so it is used only where it is allowed (see
`claims.readers.permission`) and where the person at this machine once agreed to where the text
goes. That they agreed is kept in a file of their own, in the folder for settings of programs.
"""

import functools
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from claims.cli.shared.printing import printable
from claims.errors import SettingsError
from claims.readers import (
    ALLOWED_VARIABLE,
    Budget,
    LlmModel,
    Reader,
    allowed_readers,
    is_allowed,
    open_model,
    reader_model,
)

__all__ = [
    "ReaderChoice",
    "agree",
    "agreed_readers",
    "ask_consent",
    "at_terminal",
    "consent_file",
    "opened_reader",
    "reader_options",
    "withdraw_consent",
]

Command = TypeVar("Command", bound=Callable[..., Any])
DEFAULT_TIMEOUT: Final = 300


class ReaderChoice:
    """Which reader the user named, and within which limits."""

    def __init__(self, name: str, limit: int | None, timeout: int) -> None:
        """Keep a reader's name, a limit of tokens, and the seconds that a request may take."""
        self.name = name
        self.limit = limit
        self.timeout = timeout


def reader_options(*, needed: bool = False) -> Callable[[Command], Command]:
    """Add `--reader`, `--limit-tokens` and `--timeout`; the command gets `choice`, or None."""

    def decorate(command: Command) -> Command:
        @click.option(
            "--reader",
            metavar="llm[:MODEL]",
            required=needed,
            help="Read with a language model, which is sent the text; see docs/readers.md.",
        )
        @click.option(
            "--limit-tokens",
            type=click.IntRange(1),
            help="Tokens that the reader may use in this run, in and out together.",
        )
        @click.option(
            "--timeout",
            type=click.IntRange(1),
            default=DEFAULT_TIMEOUT,
            show_default=True,
            help="Seconds that one request to the reader may take.",
        )
        @functools.wraps(command)
        def with_choice(
            *args: Any, reader: str | None, limit_tokens: int | None, timeout: int, **rest: Any
        ) -> Any:
            choice = None if reader is None else ReaderChoice(reader, limit_tokens, timeout)
            return command(*args, choice=choice, **rest)

        return with_choice  # type: ignore[return-value]  # click's decorators keep the callable's type

    return decorate


def opened_reader(choice: ReaderChoice, *, setting: str = "") -> Reader:
    """Return the reader that the user named, once it is allowed and they agreed to it.

    `setting` is the desk's own list of allowed readers. Raises SettingsError where it is not
    allowed, is not there, or nobody agreed and nobody can be asked.
    """
    model = open_model(reader_model(choice.name), timeout=float(choice.timeout))
    reader = Reader(model, budget=Budget(choice.limit))
    allowed = allowed_readers(setting)
    if not is_allowed(reader.name, allowed):
        named = f"allowed are: {', '.join(allowed)}" if allowed else "none is allowed"
        raise SettingsError(
            f"the reader {reader.name} is not allowed here ({named}): name it in the environment"
            f" variable {ALLOWED_VARIABLE}, or in the desk's settings of readers"
        )
    ask_consent(reader.name, model)
    return reader


def ask_consent(reader: str, model: LlmModel) -> None:
    """Say where the text goes, and ask, where the person has not agreed yet.

    Raises SettingsError where they do not agree, or cannot be asked.
    """
    agreed = agreed_readers()
    if agreed.get(reader) == model.place:
        return
    click.echo(printable(f"{reader} sends the text of the articles to {model.place}."), err=True)
    if not at_terminal():
        raise SettingsError(
            f"nobody has agreed to that yet: run `claims readers agree {reader}` once"
        )
    if not click.confirm("Send it there, now and from now on?", err=True):
        raise SettingsError("nothing was sent")
    _keep({**agreed, reader: model.place})


def at_terminal() -> bool:
    """Return whether somebody sits at the terminal who can be asked."""
    return sys.stdin.isatty()


def withdraw_consent(reader: str) -> bool:
    """Forget that the person agreed; return whether they had."""
    agreed = agreed_readers()
    known = agreed.pop(reader, None) is not None
    if known:
        _keep(agreed)
    return known


def agree(reader: str, place: str) -> None:
    """Keep that the person agreed to send text to `place`."""
    _keep({**agreed_readers(), reader: place})


def agreed_readers() -> dict[str, str]:
    """Return the readers that the person agreed to, each with where they were told it sends text.

    A file that cannot be read is as good as none: they are asked again.
    """
    try:
        found = json.loads(consent_file().read_text("utf8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(reader): str(place) for reader, place in found.items()}


def consent_file() -> Path:
    """Return where it is kept to which readers the person agreed."""
    return Path(click.get_app_dir("claims")) / "readers.json"


def _keep(agreed: Mapping[str, str]) -> None:
    path = consent_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_suffix(f".{os.getpid()}")
    written.write_text(json.dumps(dict(agreed), ensure_ascii=False, indent=1) + "\n", "utf8")
    written.replace(path)
