"""Punkt out of NLTK, without the rest of NLTK.

`import nltk.tokenize.punkt` runs NLTK's own `__init__`, which imports its parsers, classifiers and
measures, and where they are installed SciPy and scikit-learn: two thirds of what this package needs
to start, for nothing that it uses. So the two packages around the module stand in empty while it is
imported; afterwards the list of modules is as before, and who imports NLTK later gets all of it.
"""

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Final

__all__ = ["PunktParameters", "PunktSentenceTokenizer"]

_AROUND: Final = ("nltk", "nltk.tokenize")


def _punkt() -> ModuleType:
    """Import the module; where NLTK is imported already, it is that one's."""
    if "nltk" in sys.modules:
        return importlib.import_module("nltk.tokenize.punkt")
    found = importlib.util.find_spec("nltk")
    if found is None or found.submodule_search_locations is None:
        return importlib.import_module("nltk.tokenize.punkt")  # raises, and says what is missing
    [folder, *_] = found.submodule_search_locations
    for name, place in zip(_AROUND, (folder, f"{folder}/tokenize"), strict=True):
        empty = ModuleType(name)
        empty.__path__ = [place]
        sys.modules[name] = empty
    try:
        return importlib.import_module("nltk.tokenize.punkt")
    finally:
        for name in [one for one in sys.modules if one.partition(".")[0] == "nltk"]:
            del sys.modules[name]


if TYPE_CHECKING:
    from nltk.tokenize.punkt import (  # type: ignore[import-untyped]  # nltk ships no types
        PunktParameters,
        PunktSentenceTokenizer,
    )
else:
    _MODULE = _punkt()
    PunktParameters = _MODULE.PunktParameters
    PunktSentenceTokenizer = _MODULE.PunktSentenceTokenizer
