"""The library in one call: text in, an extraction out.

    import claims

    found = claims.extract("The dam holds, an engineer told Reuters.")

The names here are those of the package `claims` itself, which imports this module when one of them
is first asked for. The models are loaded once for each process, by the first call, and shared by
all threads: a call holds no state of its own, so calls may run side by side in threads, and a
process that was forked has its parent's models.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, overload

from claims.errors import DocumentError, InputError
from claims.inference import MODELS, AttributionModel
from claims.late import late_names
from claims.pipeline import default_model
from claims.pipeline import extract as run_stages
from claims.pipeline import extract_many as run_many
from claims.values import Document, Extraction, Problem, to_dict
from claims.workers import Limits, Workers

if TYPE_CHECKING:
    from claims.exports import flat_rows, guide_form, readable_chain, report

__all__ = [
    "Document",
    "Extraction",
    "Given",
    "Limits",
    "Problem",
    "default_model",
    "document_of",
    "extract",
    "extract_many",
    "flat_rows",
    "guide_form",
    "readable_chain",
    "report",
    "to_dict",
]

Given = str | Document | Mapping[str, Any]
"""An article as `extract_many` takes it: its text, a document, or a row with the key "text"."""

_LATE = ("flat_rows", "guide_form", "readable_chain", "report")
"""Names of `claims.exports`, imported when they are first asked for: they load the store."""

_FIELDS = ("title", "publisher", "author", "published", "language", "url", "path")


__getattr__ = late_names(__name__, dict.fromkeys(_LATE, "exports"), "claims")


def extract(
    text: str | Document,
    *,
    title: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published: date | str | None = None,
    language: str | None = None,
    url: str | None = None,
    path: str | os.PathLike[str] | None = None,
    model: AttributionModel | None = None,
) -> Extraction:
    """Say who says so in one article.

    `text` is taken as final: every offset counts its characters (code points). What else is known
    of the article is given by name, as `Document` takes it; of a `Document` nothing may be given
    besides. `published` resolves "yesterday" and "last month"; an article's own outlet, its
    `publisher`, is not a source of its own. `model` is the shipped one where none is given.

    Does not raise for what is in a text: what could not be done is in `problems`. Raises
    TypeError for what is no text, DocumentError for a date or language that is none, ModelError
    where the package's own files are damaged. Some 3,000 words a second on one core. It runs in the
    caller's process, and nothing bounds what it takes: for articles of strangers, give
    `extract_many` limits.
    """
    stated = {
        name: value
        for name, value in (
            ("title", title),
            ("publisher", publisher),
            ("author", author),
            ("published", published),
            ("language", language),
            ("url", url),
            ("path", path),
        )
        if value is not None
    }
    if isinstance(text, Document):
        if stated:
            names = ", ".join(stated)
            raise TypeError(f"a Document states {names} itself: use dataclasses.replace")
        document = text
    else:
        document = document_of({"text": text, **stated})
    return run_stages(document, model or default_model())


@overload
def extract_many(
    articles: Iterable[Given],
    *,
    jobs: int = 1,
    limits: Limits | None = None,
    on_error: Literal["stop"] = "stop",
    model: AttributionModel | None = None,
) -> Iterator[Extraction]: ...


@overload
def extract_many(
    articles: Iterable[Given],
    *,
    jobs: int = 1,
    limits: Limits | None = None,
    on_error: Literal["skip"],
    model: AttributionModel | None = None,
) -> Iterator[Extraction | Problem]: ...


def extract_many(
    articles: Iterable[Given],
    *,
    jobs: int = 1,
    limits: Limits | None = None,
    on_error: Literal["stop", "skip"] = "stop",
    model: AttributionModel | None = None,
) -> Iterator[Extraction | Problem]:
    """Yield the extraction of each article of a stream, in its order, as soon as it is there.

    An article is a text, a `Document`, or a mapping with "text" and what else is known. One that is
    neither, or states no valid date or language, ends the stream with its exception (`on_error`
    "stop"), or is yielded as a `Problem` in its place ("skip"). Articles are taken from the stream
    only as they are needed. With several `jobs`, or with `limits`, they are extracted in as many
    processes, each within the limits (`Limits()`: 60 s and 1 GB for an article): an article that
    takes more is an extraction with a problem, one at which a process died is tried once more,
    alone. Call it under `if __name__ == "__main__":` then, as with all of Python's processes.
    Without either, nothing bounds what an article takes: it runs in the caller's own process.
    """
    if on_error not in ("stop", "skip"):
        raise ValueError(f'on_error must be "stop" or "skip", not {on_error!r}')
    broken: dict[int, Problem] = {}
    count = 0

    def documents() -> Iterator[Document]:
        nonlocal count
        for given in articles:
            count += 1
            try:
                yield document_of(given)
            except (InputError, TypeError) as error:
                if on_error == "stop":
                    raise
                broken[count] = Problem(f"article {count}", "reading", str(error))

    place = 0
    for found in _extracted(documents(), model, jobs, limits):
        place += 1
        while place in broken:
            yield broken.pop(place)
            place += 1
        yield found
    yield from (broken[number] for number in sorted(broken))


def _extracted(
    documents: Iterable[Document], model: AttributionModel | None, jobs: int, limits: Limits | None
) -> Iterator[Extraction]:
    if jobs == 1 and limits is None:
        yield from run_many(documents, model=model or default_model())
        return
    with Workers(model.folder if model else MODELS, limits=limits, jobs=jobs) as workers:
        yield from workers.extract_all(documents)


def document_of(given: Given) -> Document:
    """Return the document of a text or of a row such as `{"text": ..., "published": ...}`.

    Keys that a document does not have, such as "id", are left alone. Raises TypeError for what is
    no text, DocumentError for a date or a language that is none.
    """
    if isinstance(given, Document):
        return given
    if isinstance(given, Mapping):
        if "text" not in given:
            raise DocumentError('text: is missing; write {"text": ...}')
        stated: dict[str, Any] = {name: given.get(name) for name in _FIELDS}
        return Document(given["text"], **stated)
    return Document(given)
