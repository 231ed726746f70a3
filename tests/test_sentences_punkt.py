"""Punkt is imported without the rest of NLTK, and NLTK stays whole for whoever imports it."""

import subprocess
import sys

import pytest

ALONE = """
import sys
import claims.sentences
assert not {"nltk", "nltk.parse", "nltk.classify", "scipy", "sklearn"} & set(sys.modules)
"""
WHOLE_AFTERWARDS = """
from claims.sentences.parameters import parameters_to_json
import nltk
from nltk.tokenize.punkt import PunktParameters
assert nltk.tokenize.punkt.PunktParameters is PunktParameters
assert parameters_to_json(PunktParameters(), trained_on=[])
assert nltk.word_tokenize and nltk.tokenize.wordpunct_tokenize("It held.") == ["It", "held", "."]
assert nltk.probability.FreqDist("aab")["a"] == 2
from claims.training.sentences import PunktTrainer
assert PunktTrainer
"""
IMPORTED_BEFORE = """
import nltk.tokenize.punkt
from claims.sentences.punkt import PunktParameters
assert nltk.tokenize.punkt.PunktParameters is PunktParameters
assert nltk.word_tokenize
"""


@pytest.mark.parametrize("program", [ALONE, WHOLE_AFTERWARDS, IMPORTED_BEFORE])
def test_it_is_imported(program: str) -> None:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
