"""Language models through the `llm` library: which there are, where a text goes, one request.

`llm` comes with the extra "llm"; its own plugins bring hosted and local models, their keys and
their options (https://llm.datasette.io). It is imported when a model is first asked for, so that
nothing else needs it; its log of prompts is not used.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from queue import Empty, Queue
from threading import Thread
from typing import Any, Final, Protocol

from claims.errors import ReaderError, SettingsError

__all__ = ["LanguageModel", "LlmModel", "Reply", "known_models", "open_model"]

TIMEOUT: Final = 300.0
"""Seconds that one request may take."""

_TRIES: Final = 4
_FIRST_PAUSE: Final = 5.0
_LONGEST_PAUSE: Final = 120.0
_BUSY: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""HTTP statuses after which the same request may well be answered."""
CHARACTERS_A_TOKEN: Final = 4
"""Of English; by it tokens are reckoned where a model does not count them."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; tokens as the model counts them, or reckoned from characters (`counted`)."""

    text: str
    input_tokens: int
    output_tokens: int
    counted: bool = True


class LanguageModel(Protocol):
    """What a reader needs of a model."""

    @property
    def name(self) -> str:
        """Return the name by which it is asked for."""
        ...

    def ask(self, system: str, request: str) -> Reply:
        """Return the answer; raise ReaderError where there is none."""
        ...


class LlmModel:
    """A model of the `llm` library, asked with patience: a busy server is asked again, later."""

    def __init__(
        self, model: Any, *, timeout: float = TIMEOUT, pause: Callable[[float], None] = time.sleep
    ) -> None:
        """Take a model of `llm`; `timeout` is in seconds, `pause` waits so many seconds."""
        self._model = model
        self._timeout = timeout
        self._pause = pause

    @property
    def name(self) -> str:
        """Return the model's own name."""
        return str(self._model.model_id)

    @property
    def place(self) -> str:
        """Return where a text goes that this model reads, in words for a person."""
        found = f"the model {self.name}, by the package {_plugin_of(self._model)}"
        base = getattr(self._model, "api_base", None)
        if base:
            found += f", at {base}"
        if getattr(self._model, "needs_key", None):
            return f"{found}: a service that asks for the key “{self._model.needs_key}”"
        return f"{found}, which asks for no key; see its documentation for where it runs"

    def ask(self, system: str, request: str) -> Reply:
        """Return the answer to one request.

        Raises SettingsError where the model needs a key that is not there, and ReaderError where it
        fails, or does not answer in time.
        """
        for tried in range(1, _TRIES + 1):
            try:
                return self._once(system, request)
            except (ReaderError, SettingsError):
                raise
            except Exception as error:  # plugins raise whatever their own clients do
                if tried == _TRIES or not _is_passing(error):
                    raise ReaderError(f"{self.name} gave no answer: {_said(error)}") from error
                self._pause(_pause_after(error, tried))
        raise AssertionError("the last try returns or raises")

    def _once(self, system: str, request: str) -> Reply:
        """Ask in a thread of its own, which is left alone where it does not come back in time."""
        answers: Queue[Reply | Exception] = Queue(1)

        def work() -> None:
            try:
                answers.put(self._answer(system, request))
            except Exception as error:  # handed to the thread that waits
                answers.put(error)

        Thread(target=work, daemon=True, name=f"asking {self.name}").start()
        try:
            found = answers.get(timeout=self._timeout)
        except Empty:
            raise ReaderError(
                f"{self.name} gave no answer within {self._timeout:g} seconds"
            ) from None
        if isinstance(found, Exception):
            if type(found).__name__ == "NeedsKeyException":
                raise SettingsError(
                    f"{self.name} needs a key: set it with `llm keys set` ({_said(found)})"
                ) from found
            raise found
        return found

    def _answer(self, system: str, request: str) -> Reply:
        response = self._model.prompt(request, system=system, stream=False)
        text = str(response.text())
        usage = response.usage()
        if usage.input is None or usage.output is None:
            given = len(system) + len(request)
            return Reply(
                text, given // CHARACTERS_A_TOKEN, len(text) // CHARACTERS_A_TOKEN, counted=False
            )
        return Reply(text, int(usage.input), int(usage.output))


def known_models() -> dict[str, str]:
    """Return the names of all models that `llm` knows here, each with the plugin it comes by."""
    llm = _library()
    found = {}
    for listed in llm.get_models_with_aliases():
        if listed.model is not None:
            found[str(listed.model.model_id)] = _plugin_of(listed.model)
    return found


def open_model(
    name: str, *, timeout: float = TIMEOUT, pause: Callable[[float], None] = time.sleep
) -> LlmModel:
    """Return the model of that name or alias; without a name, the default one of `llm`.

    Raises SettingsError where there is none, or `llm` is not installed.
    """
    llm = _library()
    try:
        model = llm.get_model(name or None)
    except llm.UnknownModelError as error:
        raise SettingsError(
            f"llm knows no model {name}; `llm models` lists those that it knows, and its plugins"
            " bring others"
        ) from error
    return LlmModel(model, timeout=timeout, pause=pause)


def _library() -> Any:
    try:
        return import_module("llm")
    except ImportError as error:
        raise SettingsError(
            "a language model needs more: pip install 'claims-desk[llm]'"
        ) from error


def _plugin_of(model: Any) -> str:
    """Return the package that a model's class comes from."""
    return str(type(model).__module__).partition(".")[0]


def _is_passing(error: Exception) -> bool:
    """Return whether an error looks like one that is over when one waits."""
    status = getattr(error, "status_code", None)
    if status is None:
        status = getattr(getattr(error, "response", None), "status_code", None)
    if status is not None:
        return status in _BUSY
    name = type(error).__name__.lower()
    return any(word in name for word in ("timeout", "ratelimit", "connect", "overloaded"))


def _pause_after(error: Exception, tried: int) -> float:
    """Return how many seconds to wait: what the server asks for, else twice as long each time."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    with suppress(KeyError, TypeError, ValueError):
        return float(min(max(float(headers["retry-after"]), 0.0), _LONGEST_PAUSE))
    return float(min(_FIRST_PAUSE * 2 ** (tried - 1), _LONGEST_PAUSE))


def _said(error: Exception) -> str:
    """Return an error on one line, not too long."""
    plain = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}: {plain}" if plain else type(error).__name__
