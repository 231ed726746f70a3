"""Annotated articles as what the network and the models after it learn from."""

import json
from pathlib import Path

import pytest

from claims.errors import InputError
from claims.inference.shapes import CLAIM_KINDS, GUIDE, SOURCE_KINDS
from claims.training.attribution.relays import fit_relays, given_attributions, relay_examples
from claims.training.data.guide import guide_article, read_guide_rows
from claims.values import Span

FIRST = "The pier is safe, Ann Lee told the Argus."
SECOND = "She said Bo Cole feared that it would close."
TEXT = f"{FIRST} {SECOND}"


def span(part: str) -> list[int]:
    return [TEXT.index(part), TEXT.index(part) + len(part)]


def claim(content: str, cue: str, kind: str, *chain: tuple[str, str | None]) -> dict[str, object]:
    return {
        "content": [span(content)],
        "cue": [span(cue)],
        "manner": "indirect",
        "kind": kind,
        "chain": [{"source": one, "mention": part and span(part)} for one, part in chain],
    }


def source(identity: str, name: str, kind: str) -> dict[str, object]:
    return {"id": identity, "name": name, "kind": kind, "anonymous": False, "number": "one"}


TOLD = (("s2", "the Argus"), ("s1", "Ann Lee"))
SAID = (("s2", None), ("s1", "She"))
ROW = {
    "id": "made up",
    "text": TEXT,
    "published": None,
    "publisher": "Daily",
    "sources": [
        source("s1", "Ann Lee", "person"),
        source("s2", "the Argus", "outlet"),
        source("s3", "Bo Cole", "person"),
    ],
    "sentences": [
        {
            "span": [0, len(FIRST)],
            "status": "attributed",
            "disputable": False,
            "claims": [claim("The pier is safe", "told", "fact", *TOLD)],
        },
        {
            "span": [len(FIRST) + 1, len(TEXT)],
            "status": "mixed",
            "disputable": True,
            "claims": [
                claim("Bo Cole feared that it would close", "said", "fact", *SAID),
                claim("that it would close", "feared", "prediction", *SAID, ("s3", "Bo Cole")),
            ],
        },
    ],
}


def test_claims_of_a_cue_are_one_attribution_with_its_relay() -> None:
    article = guide_article(ROW)
    told, said, feared = article.versions[0]
    assert article.convention == GUIDE
    assert (told.source, told.via) == ((tuple(span("Ann Lee")),), (tuple(span("the Argus")),))
    # What carries on is learned from the nearest mention of the relay; an outer source is no relay.
    assert said.via == (tuple(span("the Argus")),)
    assert (feared.nested, feared.via) == (True, ())
    assert feared.kinds == (CLAIM_KINDS.index("prediction"),)


def test_sentences_and_mentions_are_judged() -> None:
    article = guide_article(ROW)
    assert [one.disputable for one in article.sentences] == [None, 1.0]
    kinds = {TEXT[slice(*one.span)]: SOURCE_KINDS[one.kind] for one in article.mentions}
    assert kinds == {
        "Ann Lee": "person",
        "She": "person",
        "the Argus": "outlet",
        "Bo Cole": "person",
    }


def test_attributions_as_given_have_parents() -> None:
    sentences, attributions, members = given_attributions(ROW)
    assert [one.span for one in sentences] == [Span(0, len(FIRST)), Span(len(FIRST) + 1, len(TEXT))]
    assert [one.parent for one in attributions] == [None, None, 1]
    assert [len(group) for group in members] == [1, 1, 1]


def test_a_relay_that_goes_on_is_an_example() -> None:
    examples = list(relay_examples(ROW))
    assert [right for _, right in examples] == [True]
    assert examples[0][0]["speaker through it"] == 1.0
    assert fit_relays([ROW, ROW])[""] > 0  # the constant: every example is right


@pytest.mark.parametrize("written", ["", "no JSON"])
def test_rows_are_read(written: str, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps(ROW) + "\n" + written, "utf8")
    if written:
        with pytest.raises(InputError, match=r"articles\.jsonl"):
            read_guide_rows(path)
    else:
        assert read_guide_rows(path) == [ROW]
