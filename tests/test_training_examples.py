"""What the network is told: labels stand on the right pieces."""

import gzip
import random
from pathlib import Path

import numpy as np
import pytest

from claims.errors import InputError, SettingsError
from claims.inference import AttributionModel
from claims.training.documents import Article, Marked, Spans, read_articles
from claims.training.examples import IGNORED, article_examples, epoch_examples
from claims.training.settings import read_settings

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
    pieces = ["[CLS]", *TOKENIZER.encode(TEXT, add_special_tokens=False).tokens, "[SEP]"]
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
    starts = [[pieces[at] for at in np.flatnonzero(cue.boundaries[:, kind])] for kind in range(4)]
    assert starts == [["the"], ["man"], ["it", "we"], ["over", "lost"]]


def test_nested_cues_are_unknown_inside_contents() -> None:
    (example,) = article_examples(ARTICLE, TOKENIZER)
    pieces = ["[CLS]", *TOKENIZER.encode(TEXT, add_special_tokens=False).tokens, "[SEP]"]
    flat, deep = example.cues
    assert pieces[int(flat.argmax())] == "said"
    assert (flat[1:-1] != IGNORED).all()
    assert deep[pieces.index("over")] == IGNORED
    assert deep[pieces.index("wept")] == 0


def test_an_epoch_is_what_its_seed_says() -> None:
    one, other = (epoch_examples([ARTICLE] * 3, TOKENIZER, 0.5, random.Random(7)) for _ in range(2))
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
