"""What the network is told: labels stand on the right pieces."""

import gzip
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from claims.errors import InputError, SettingsError
from claims.inference import AttributionModel
from claims.inference.shapes import GUIDE, POLNEAR
from claims.training.attribution.examples import IGNORED, article_examples, epoch_examples
from claims.training.attribution.settings import read_settings
from claims.training.data.documents import Article, Marked, Spans, read_articles

TEXT = "“It is over,” the man said. “We lost.”\nHe wept."
TOKENIZER = AttributionModel().tokenizer


def spans(*parts: str) -> Spans:
    return tuple((TEXT.index(part), TEXT.index(part) + len(part)) for part in parts)


ARTICLE = Article(
    "made up",
    TEXT,
    ((Marked(spans("the man"), spans("said"), spans("“It is over,”", "“We lost.”")),),),
)


def test_labels() -> None:
    (example,) = article_examples(ARTICLE, TOKENIZER)
    pieces = ["[CLS]", *(TEXT[a:b].lower() for a, b in TOKENIZER.encode(TEXT)[1]), "[SEP]"]
    (cue,) = example.attributions
    assert pieces[cue.first : cue.last] == ["said"]
    assert [pieces[at] for at in np.flatnonzero(cue.roles == 1)] == ["the", "man"]
    assert [pieces[at] for at in np.flatnonzero(cue.roles == 2)] == [
        "it",
        "is",
        "over",
        "we",
        "lost",
    ]
    starts = [[pieces[at] for at in np.flatnonzero(cue.boundaries[:, kind])] for kind in range(6)]
    assert starts == [["the"], ["man"], ["it", "we"], ["over", "lost"], [], []]


def test_each_article_teaches_its_convention() -> None:
    (polnear,) = article_examples(ARTICLE, TOKENIZER)
    (guide,) = article_examples(replace(ARTICLE, convention=GUIDE), TOKENIZER)
    for example, taught, other in ((polnear, POLNEAR, GUIDE), (guide, GUIDE, POLNEAR)):
        assert (example.cues[other] == IGNORED).all()
        assert (example.cues[taught][1:-1] != IGNORED).all()
        assert int(example.cues[taught].argmax()) == example.attributions[0].first


def test_an_epoch_is_what_its_seed_says() -> None:
    one, other = (epoch_examples([ARTICLE] * 3, TOKENIZER, random.Random(7)) for _ in range(2))
    assert [example.ids.tolist() for example in one] == [e.ids.tolist() for e in other]


def test_no_data_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl\.gz is missing"):
        read_articles(tmp_path / "none.jsonl.gz")


@pytest.mark.parametrize("line", [b"[]", b"{}", b'{"id": "a", "text": "b", "attributions": [1]}'])
def test_data_of_another_sort_says_so(line: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl.gz"
    path.write_bytes(gzip.compress(line))
    with pytest.raises(InputError, match="no annotated articles"):
        read_articles(path)


def test_unknown_settings_say_so(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("seed = 1\nspeed = 2\n", encoding="utf8")
    with pytest.raises(SettingsError, match="speed"):
        read_settings(path)
