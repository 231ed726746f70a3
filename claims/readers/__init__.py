"""Further readers: an article read by any language model, every word that it quotes verified.

A reader is given a prompt (`prompting`: the guide in short, two worked examples, the article with
numbered sentences) and answers in a short notation that quotes instead of counting (`notation`).
Each quote is located in its sentence, on whole words (`locating`); what does not fit is asked for
again, twice at most, then left out and recorded (`reading`). What is left becomes the same values
that the first reader gives (`finishing`). `models` is the only place that knows the library `llm`.
"""

from claims.readers.models import LanguageModel, LlmModel, Reply, known_models, open_model
from claims.readers.permission import ALLOWED_VARIABLE, allowed_readers, is_allowed, reader_model
from claims.readers.prompting import prompt_digest
from claims.readers.reading import Budget, Cost, Reader, Reading, ReadingState

__all__ = [
    "ALLOWED_VARIABLE",
    "Budget",
    "Cost",
    "LanguageModel",
    "LlmModel",
    "Reader",
    "Reading",
    "ReadingState",
    "Reply",
    "allowed_readers",
    "is_allowed",
    "known_models",
    "open_model",
    "prompt_digest",
    "reader_model",
]
