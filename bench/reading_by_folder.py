"""A reader whose prompts go into a folder, and whose answers are written there: by hand, by anyone.

usage: reading_by_folder.py FOLDER ARTICLES.jsonl > FOUND.jsonl

It measures the prompt honestly: whoever answers sees a prompt and nothing else. Each prompt is laid
into FOLDER as KEY.prompt.md; the answer is awaited as KEY.answer.txt (write it under another name,
then rename it). All articles are laid out at once; what the checker sends back comes as a further
prompt, twice at most. KEY is a digest of the prompt, so a run that was stopped goes on where it
stood: answers that lie there are taken. FOLDER/costs.json has tokens (four characters each) and
words a second, of the time in which answers were awaited.

The output is that of `claims extract`, to be scored by `claims evaluate` or any other measure.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import llm
from llm.plugins import pm

from claims.cli.extract import document_of
from claims.exports import guide_form
from claims.readers import Budget, Cost, Reader, open_model
from claims.readers.streams import side_by_side

NAME = "folder"
AT_ONCE = 64
A_WEEK = 7 * 24 * 3600.0
LOOK = 0.5
"""Seconds between two looks for an answer."""


class FolderModel(llm.Model):
    """A model of `llm` that lays prompts into a folder and waits for answers."""

    model_id = NAME
    can_stream = False

    def __init__(self, folder: Path, *, look: float = LOOK) -> None:
        self.folder = folder
        self.look = look
        folder.mkdir(parents=True, exist_ok=True)

    def execute(self, prompt: Any, stream: bool, response: Any, conversation: Any) -> Iterator[str]:
        del stream, response, conversation
        text = f"{prompt.system}\n\n{'=' * 80}\n\n{prompt.prompt}\n"
        key = blake2b(text.encode("utf8", "replace"), digest_size=8).hexdigest()
        asked, answered = self.folder / f"{key}.prompt.md", self.folder / f"{key}.answer.txt"
        if not asked.exists():
            written = asked.with_suffix(f".{os.getpid()}")
            written.write_text(text, "utf8", errors="replace")
            written.replace(asked)
        while not answered.exists():
            time.sleep(self.look)
        yield answered.read_text("utf8", errors="replace")


class Plugin:
    """Registers the model with `llm`."""

    __name__ = "reading_by_folder"

    def __init__(self, model: FolderModel) -> None:
        self.model = model

    @llm.hookimpl
    def register_models(self, register: Callable[..., None]) -> None:
        register(self.model)


def main(folder: str, articles: str) -> None:
    """Read the articles by the folder, and print what is found."""
    llm.get_models_with_aliases()  # loads the plugins that are installed
    pm.register(Plugin(FolderModel(Path(folder))))
    reader = Reader(open_model(NAME, timeout=A_WEEK), budget=Budget())
    with Path(articles).open(encoding="utf8") as file:
        records = [json.loads(line) for line in file if line.strip()]
    documents = [document_of(record) for record in records]
    began, words, cost, left_out = time.monotonic(), 0, Cost(), 0
    for record, reading in zip(
        records, side_by_side(reader.read, documents, jobs=AT_ONCE), strict=True
    ):
        words += len(record["text"].split())
        cost += reading.cost
        left_out += reading.left_out
        form = guide_form(reading.extraction, identifier=str(record["id"]))
        print(json.dumps(form, ensure_ascii=False), flush=True)
        print(f"{record['id']}: {reading.state}, {reading.left_out} left out", file=sys.stderr)
    figures = {
        "articles": len(records),
        "words": words,
        "requests": cost.requests,
        "input_tokens": cost.input_tokens,
        "output_tokens": cost.output_tokens,
        "seconds": round(time.monotonic() - began, 1),
        "words_a_second_each": round(words / cost.seconds, 2) if cost.seconds else None,
        "left_out": left_out,
    }
    told = json.dumps(figures, indent=1)
    (Path(folder) / "costs.json").write_text(told + "\n", "utf8")
    print(told, file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
