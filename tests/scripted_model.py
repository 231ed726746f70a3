"""A language model without a network: a plugin of `llm` that answers from a script.

`scripted(...)` registers it for the time of a test. A step of the script is the text to answer, an
exception to raise, or a function from the request to a text. After the last step it repeats the
last one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import llm
from llm.plugins import pm

Step = str | Exception | Callable[[str], str]
NAME = "scripted"


class ScriptedModel(llm.Model):
    """A model of `llm` whose answers are written down; `requests` keeps what it was asked."""

    can_stream = False

    def __init__(self, steps: list[Step], name: str = NAME) -> None:
        self.model_id = name
        self.steps = steps
        self.requests: list[str] = []
        self.systems: list[str] = []
        self.count_tokens = True

    def execute(self, prompt: Any, stream: bool, response: Any, conversation: Any) -> Iterator[str]:
        del stream, conversation
        step = self.steps[min(len(self.requests), len(self.steps) - 1)]
        self.requests.append(prompt.prompt)
        self.systems.append(prompt.system)
        if isinstance(step, Exception):
            raise step
        answer = step if isinstance(step, str) else step(prompt.prompt)
        if self.count_tokens:
            response.set_usage(input=len(prompt.prompt) // 4, output=len(answer) // 4)
        yield answer


class _Plugin:
    """Registers the model, as a package's module would."""

    __name__ = "scripted_model"

    def __init__(self, model: ScriptedModel) -> None:
        self.model = model

    @llm.hookimpl
    def register_models(self, register: Callable[..., None]) -> None:
        register(self.model)


@contextmanager
def scripted(*steps: Step, name: str = NAME) -> Iterator[ScriptedModel]:
    """Register a scripted model under a name while the block runs."""
    llm.get_models_with_aliases()  # loads the plugins that are installed
    plugin = _Plugin(ScriptedModel(list(steps), name))
    pm.register(plugin)
    try:
        yield plugin.model
    finally:
        pm.unregister(plugin)


class StatusError(Exception):
    """What the client of a service raises: an HTTP status, perhaps with when to come again."""

    def __init__(self, status: int, retry_after: str | None = None) -> None:
        super().__init__(f"HTTP {status}")
        self.status_code = status
        self.response = type(
            "Answer", (), {"headers": {"retry-after": retry_after} if retry_after else {}}
        )()


def careful(request: str) -> str:
    """Answer that the writer says everything: sound for any article."""
    first, last = map(int, re.findall(r"\[(\d+)\]", request.rpartition("# Your answer")[2])[:2])
    shown = [int(number) for number in re.findall(r"^\[(\d+)\] ", request, re.MULTILINE)]
    return "\n".join(f"[{number}] unsourced 0" for number in shown if first <= number <= last)
