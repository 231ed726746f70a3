"""Punkt's parameters: what was learned from news, kept as JSON.

Punkt (Kiss & Strunk 2006, "Unsupervised Multilingual Sentence Boundary Detection") learns from
plain text which words are abbreviations, which pairs stand together around a full stop, which words
often start a sentence, and in which places a word was seen in capitals or not. The last is by far
the largest; only words seen in lower case are kept, for those are the only ones whose entry can
change a decision: of a word that was never lower case, Punkt asks no more than that.
"""

import json
from collections import defaultdict
from functools import cache
from importlib.resources import files
from pathlib import Path

from claims.errors import ModelError
from claims.sentences.punkt import PunktParameters

__all__ = ["SHIPPED", "load_parameters", "parameters_from_json", "parameters_to_json"]

SHIPPED = "english.json"
"""The name of the parameters that come with the package, beside this module."""

SEEN_LOWER = (1 << 4) | (1 << 5) | (1 << 6)
"""The bits of Punkt's orthographic context that say a word was seen in lower case."""


def parameters_to_json(parameters: PunktParameters, *, trained_on: list[str]) -> str:
    """Return the parameters as JSON, sorted, so that the same training gives the same file.

    `trained_on` names the data sets, for whoever finds the file alone.
    """
    contexts: dict[int, list[str]] = defaultdict(list)
    for word, flags in parameters.ortho_context.items():
        if flags & SEEN_LOWER:
            contexts[flags].append(word)
    words = {str(flags): " ".join(sorted(contexts[flags])) for flags in sorted(contexts)}
    return json.dumps(
        {
            "trained_on": trained_on,
            "abbreviations": sorted(parameters.abbrev_types),
            "collocations": [list(pair) for pair in sorted(parameters.collocations)],
            "sentence_starters": sorted(parameters.sent_starters),
            "contexts": words,
        },
        ensure_ascii=False,
        indent=1,
    )


def parameters_from_json(text: str) -> PunktParameters:
    """Return what `parameters_to_json` wrote.

    Raises ModelError where the text is no such JSON.
    """
    try:
        stored = json.loads(text)
        parameters = PunktParameters()
        parameters.abbrev_types = set(stored["abbreviations"])
        parameters.collocations = {(first, second) for first, second in stored["collocations"]}
        parameters.sent_starters = set(stored["sentence_starters"])
        for flags, words in stored["contexts"].items():
            parameters.ortho_context.update(dict.fromkeys(words.split(" "), int(flags)))
    except (KeyError, ValueError, TypeError, AttributeError) as damage:
        raise ModelError(
            f"The sentence parameters are damaged ({damage!r}): install claims anew, "
            "or train them with `claims train sentences`."
        ) from damage
    return parameters


@cache
def load_parameters(path: Path | None = None) -> PunktParameters:
    """Return the shipped parameters, or those of a file; read once for each process.

    Raises ModelError where the file is missing or damaged.
    """
    file = files("claims.sentences").joinpath(SHIPPED) if path is None else path
    try:
        text = file.read_text(encoding="utf8")
    except OSError as missing:
        raise ModelError(
            f"The sentence parameters cannot be read ({missing}): install claims anew."
        ) from missing
    return parameters_from_json(text)
