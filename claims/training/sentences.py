"""How the sentence parameters are made: Punkt, trained on news.

Punkt needs plain text and no annotation. It is given the articles of four sets of news, paragraph
by paragraph, with their quotation marks made straight (Punkt would take “Mr and Mr for two words).
What comes out is cleaned of what is no abbreviation but an accident of these articles, and of
names among the words that start sentences, which would cut "the U.S. | Trump policy".
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nltk.tokenize.punkt import (  # type: ignore[import-untyped]  # nltk ships no types
    PunktParameters,
    PunktTrainer,
)

from claims.sentences.parameters import parameters_to_json
from claims.training.data.sets import read_rows

__all__ = ["TRAINED_ON", "train_sentences", "trained_parameters"]

TRAINED_ON = ["polnear-train", "newsdiscourse", "basil", "re3d"]
"""The sets, as files `NAME.jsonl.gz` of the data folder; no part of what bench/ measures."""

STRAIGHT = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')
WORD = re.compile(r"[^\W\d_][\w'&-]*")
PLAIN = re.compile(r"[a-z]{3,}")


def train_sentences(data: Path, output: Path) -> dict[str, int]:
    """Train on the sets in `data`, write the JSON to `output`, and return what was counted.

    Raises InputError where a set is missing.
    """
    texts = [text.translate(STRAIGHT) for text in _texts(data)]
    parameters = trained_parameters(texts)
    output.write_text(parameters_to_json(parameters, trained_on=TRAINED_ON) + "\n", encoding="utf8")
    return {
        "articles": len(texts),
        "words": sum(len(text.split()) for text in texts),
        "abbreviations": len(parameters.abbrev_types),
        "collocations": len(parameters.collocations),
        "sentence starters": len(parameters.sent_starters),
    }


def trained_parameters(texts: list[str]) -> PunktParameters:
    """Return Punkt's parameters from plain texts, cleaned."""
    trainer = PunktTrainer()
    for text in texts:
        trainer.train(text, finalize=False)
    trainer.finalize_training()
    parameters = trainer.get_params()
    lower, upper = _case_counts(texts)
    parameters.abbrev_types = {
        word for word in parameters.abbrev_types if _is_abbreviation(word, lower)
    }
    parameters.sent_starters = {
        word for word in parameters.sent_starters if lower[word] > upper[word]
    }
    parameters.collocations = {
        pair for pair in parameters.collocations if all(WORD.fullmatch(word) for word in pair)
    }
    return parameters


def _is_abbreviation(word: str, lower: Counter[str]) -> bool:
    """Tell an abbreviation from a word that merely happened to end its sentences ("tat", "pea").

    A plain word that the same articles use in lower case, as words are, is no abbreviation; nor is
    one with a character that no abbreviation has.
    """
    if not re.fullmatch(r"[^\W_](?:[\w.&'-]*\w)?", word):
        return False
    return not PLAIN.fullmatch(word) or lower[word] < 3 or not re.search("[aeiouy]", word)


def _case_counts(texts: list[str]) -> tuple[Counter[str], Counter[str]]:
    """Count each word in lower case, and with a capital that no start of a sentence explains."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for text in texts:
        lower.update(re.findall(r"(?<![\w.'])[a-z][a-z'-]*(?![\w.])", text))
        inside = re.findall(r"(?<=[a-z,] )[A-Z][a-z'-]*", text)
        upper.update(word.lower() for word in inside)
    return lower, upper


def _texts(data: Path) -> Iterator[str]:
    """Yield the articles of all sets, paragraphs apart by an empty line."""
    for name in TRAINED_ON:
        yield from map(_article_text, read_rows(data / f"{name}.jsonl.gz"))


def _article_text(article: dict[str, Any]) -> str:
    """Return an article's text, or put it together from its sentences."""
    if "text" in article:
        return str(article["text"])
    title = article.get("title") or article.get("headline") or ""
    paragraphs: dict[int, list[str]] = {}
    for sentence in article["sentences"]:
        paragraphs.setdefault(sentence.get("par", 0), []).append(sentence["text"])
    return "\n\n".join([title, *(" ".join(texts) for texts in paragraphs.values())])
