"""What the linear models of this stage look at, as named features of a stretch of text.

Lexical features are the words and pairs of words in lower case, figures written as "#"; each
counts once. They feed the model of sentence roles, whose probabilities ("role:Expectation") are
themselves features of the small models.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from claims.assessment.words import FINITE_AUXILIARIES, Word, is_finite, verb_form, word_set

_MODALS: Final = {
    "will": "will", "'ll": "will", "won't": "will", "would": "would", "wouldn't": "would",
    "could": "could",
    "couldn't": "could", "may": "may", "might": "may", "can": "can", "can't": "can",
    "cannot": "can",
    "should": "should", "shouldn't": "should", "must": "should", "ought": "should",
}  # fmt: skip
_SUPERLATIVES: Final = word_set(
    """
    most largest biggest best worst first only least highest lowest greatest deadliest strongest
    leading top oldest youngest poorest richest latest fastest major key very
    """
)


def lexical_features(words: Iterable[Word]) -> dict[str, float]:
    """Return words and pairs of words, each with the value 1."""
    features: dict[str, float] = {}
    previous = "^"
    for word in words:
        form = _looks_of(word.lower).lexical
        features[form] = 1.0
        features[f"{previous} {form}"] = 1.0
        previous = form
    return features


def shape_features(words: Sequence[Word]) -> dict[str, float]:
    """Return what the text is like, whatever it speaks of: tense, mood, person, figures, length."""
    features: dict[str, float] = {"length": min(len(words), 40) / 40}
    if len(words) < 5:
        features["short"] = 1.0
    previous = ""
    finite = figures = capitals = 0
    for word in words:
        form = word.lower
        looks = _looks_of(form)
        if looks.name is not None:
            features[looks.name] = 1.0
        if looks.figure:
            figures += 1
        elif looks.verb and is_finite(form, previous):
            finite += 1
            features[looks.tense] = 1.0
        capitals += word.capital
        previous = form
    if words and words[0].capital:
        capitals -= 1
    features.update(_amounts(finite, figures, capitals))
    return features


class _Looks(NamedTuple):
    """What a word tells by itself, wherever it stands."""

    lexical: str
    name: str | None
    figure: bool
    verb: bool
    tense: str


@lru_cache(maxsize=50_000)
def _looks_of(form: str) -> _Looks:
    """Look at a word once; the same few thousand make up most of what is written."""
    return _Looks(
        lexical="#" if form[0].isdigit() else form.removesuffix("'s"),
        name=_NAME_OF_FORM.get(form) or _name_of_ending(form),
        figure=form[0].isdigit(),
        verb=verb_form(form) != "never",
        tense="tense:" + _tense(form),
    )


def _name_of_ending(form: str) -> str | None:
    """Name what a word's ending tells: "'ll", a superlative, an adverb."""
    if form.endswith("'ll"):
        return "mood:will"
    if form.endswith("est") and len(form) > 5:
        return "superlative"
    return "adverb" if form.endswith("ly") and len(form) > 4 else None


def _amounts(finite: int, figures: int, capitals: int) -> dict[str, float]:
    """Turn the counts of finite verbs, figures and names into features between 0 and 1."""
    features = {"finite": min(finite, 3) / 3}
    if not finite:
        features["no finite verb"] = 1.0
    if figures:
        features["figures"] = min(figures, 4) / 4
        features["any figure"] = 1.0
    if capitals:
        features["names"] = min(capitals, 6) / 6
    return features


def _tense(form: str) -> str:
    if form in ("is", "are", "has", "have", "does", "do") or form.endswith(("'re", "'ve", "'m")):
        return "present"
    if form in FINITE_AUXILIARIES:
        return "past" if form in ("was", "were", "had", "did") else "other"
    return "present" if form.endswith("s") else "past"


_PERSONS: Final = {
    form: name
    for name, forms in (
        ("first", "i we us me my our i'm we're i've we've i'll we'll"),
        ("second", "you your you're"),
        ("third", "he she they it his her their him them"),
    )
    for form in forms.split()
}

_NAME_OF_FORM: Final = (
    dict.fromkeys(_SUPERLATIVES, "superlative")
    | {form: f"mood:{mood}" for form, mood in _MODALS.items()}
    | {form: f"person:{person}" for form, person in _PERSONS.items()}
)
