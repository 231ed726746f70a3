"""The stages, in order, and nothing else.

    Document → sentences → attributions → sources → assessment → (plugins) → Extraction

`extract` runs them on one document, `extract_many` on a stream of them. A stage that fails on an
article leaves a problem with its name, and the stages before it keep what they found: one bad
article never stops the others.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from claims.assessment import assess
from claims.attributions import attributions_of
from claims.attributions.continuations import add_told_on
from claims.errors import ModelError, TooLargeError
from claims.hooks import after_extraction
from claims.inference import AttributionModel, Encoded
from claims.sentences import split_sentences
from claims.sources import resolve_sources, with_layout
from claims.values import Document, Extraction, Problem, Sentence

__all__ = ["LANGUAGES", "default_model", "digests", "extract", "extract_many"]

LANGUAGES = ("en",)
"""Languages (ISO 639-1) whose claims are extracted; sentences are split in all."""

UNSUPPORTED = "the language {!r} is not supported: sentences were split, claims not looked for"
_LOADING = threading.Lock()


def extract(document: Document, model: AttributionModel) -> Extraction:
    """Run every stage on one document.

    A language that is not supported gives sentences only, and a problem of the stage "language".
    Never raises for what stands in a document; raises ModelError where a model file is missing or
    damaged.
    """
    text = document.text
    found = Extraction(document, models=digests(model))
    stage = "sentences"
    try:
        sentences = split_sentences(text, document.regions)
        found = replace(found, sentences=sentences)
        if document.language not in (None, *LANGUAGES):
            return _with_problem(found, "language", UNSUPPORTED.format(document.language))
        stage = "attributions"
        encoded = model.encode(text)
        stated = attributions_of(encoded, model, sentences=sentences)
        attributions = with_layout(text, stated, sentences)
        attributions = add_told_on(
            text, attributions, sentences, _attributed(sentences, encoded, model)
        )
        found = replace(found, attributions=attributions)
        stage = "sources"
        resolved = resolve_sources(document, sentences, attributions, encoded, model)
        stage = "assessment"
        assessed = assess(
            document,
            sentences,
            attributions,
            resolved.chains,
            resolved.sources,
            encoded,
            model,
        )
    except ModelError:
        raise
    except TooLargeError as error:  # the alarm of `claims.workers`
        return _with_problem(found, "limits", str(error))
    except Exception as error:  # whatever an article does to a stage is a row, not the end of a run
        return _with_problem(found, stage, f"{type(error).__name__}: {error}")
    # Who was only taken for a source ("A spokesman declined to comment") is none of the article's.
    speaking = {hop.source for claim in assessed.claims for hop in claim.chain}
    found = replace(
        found,
        sources=tuple(source for source in resolved.sources if source.key in speaking),
        mentions=tuple(mention for mention in resolved.mentions if mention.source in speaking),
        claims=assessed.claims,
        assessments=assessed.assessments,
    )
    return after_extraction(found)


def _attributed(
    sentences: Sequence[Sentence], encoded: Encoded, model: AttributionModel
) -> list[float]:
    """The probability, for each sentence, that all of it is attributed."""
    return [
        0.0
        if sentence.headline
        else float(
            model.judges.sentence(encoded.states(sentence.span.start, sentence.span.end)).statuses[
                0
            ]
        )
        for sentence in sentences
    ]


def default_model() -> AttributionModel:
    """Return the shipped model, loaded by the first call (half a second) and kept."""
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> AttributionModel:
    model = AttributionModel()
    extract(Document("The dam holds, the mayor said."), model)  # reads every file it needs
    return model


def extract_many(documents: Iterable[Document], *, model: AttributionModel) -> Iterator[Extraction]:
    """Run `extract` on a stream of documents, in their order, each when it is asked for.

    `claims.workers` does so in several processes, within limits of time and memory.
    """
    yield from (extract(document, model) for document in documents)


def digests(model: AttributionModel) -> dict[str, str]:
    """Return what names the models of a run: the digest of each by its stage."""
    return {"attribution": model.digest}


def _with_problem(found: Extraction, stage: str, reason: str) -> Extraction:
    problem = Problem(found.document.path or "-", stage, reason)
    return replace(found, problems=(*found.problems, problem))
