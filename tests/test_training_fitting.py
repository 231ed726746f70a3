"""What is fitted after training: the confidence, and the settings of decoding as a whole."""

import numpy as np

from claims.inference import AttributionModel
from claims.inference.shapes import GUIDE
from claims.training.attribution.fitting import evaluate, fit, logistic, read_all
from claims.training.data.documents import Article, Marked, Spans

TEXTS = (
    ("The mayor said the bridge was safe.", "The mayor", "said", "the bridge was safe"),
    ("Prices fell in May, the bank reported.", "the bank", "reported", "Prices fell in May"),
    ("According to the audit, nobody knew.", "the audit", "According to", "nobody knew"),
)


def article(text: str, source: str, cue: str, content: str) -> Article:
    def spans(part: str) -> Spans:
        return ((text.index(part), text.index(part) + len(part)),)

    return Article(text[:9], text, ((Marked(spans(source), spans(cue), spans(content)),),))


def test_logistic_finds_the_weights_that_made_the_data() -> None:
    generator = np.random.default_rng(3)
    values = np.column_stack((generator.normal(size=(4000, 2)), np.ones(4000)))
    true = np.array([1.5, -0.7, 0.4])
    right = generator.random(4000) < 1 / (1 + np.exp(-values @ true))
    np.testing.assert_allclose(logistic(values, right.astype(float)), true, atol=0.15)


def test_fitted_settings_do_on_what_they_were_fitted_on() -> None:
    model = AttributionModel()
    read = read_all(model, [article(*row) for row in TEXTS] * 3, GUIDE)
    settings = fit(read)
    assert 0.2 <= settings.confidence <= 0.7
    assert evaluate(read, settings)["link F1"] == 100.0
