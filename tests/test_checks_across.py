"""House rules on what goes from article to article: they read the tables of the stories."""

from pathlib import Path

import pytest
from checks_fakes import LEE, article

from claims.checks import chosen, describe_checks, find
from claims.store import Store, add_extractions, begin_run, open_store

TOLD = "The plant is closed, Ann Lee said."
STORY = (
    "INSERT INTO stories (id, text, first_document, claims, documents, voices, outlets,"
    " originators, circular, drifts) SELECT 'story', 'x', min(id), 3, 3, ?, 3, 1, ?, 0"
    " FROM documents"
)


@pytest.fixture
def store(tmp_path: Path):
    """Three articles that tell one story: of the Herald, the Post and the Times."""
    with open_store(tmp_path / "claims.db") as store:
        told = [
            article(TOLD, publisher=publisher, url=f"https://example.org/{publisher}")
            .said("The plant is closed", "said", LEE)
            .extraction()
            for publisher in ("Herald", "Post", "Times")
        ]
        add_extractions(store, told, run=begin_run(store, "add"))
        yield store


def claims(store: Store) -> list[str]:
    """Return the claims of the Herald, the Post and the Times."""
    return [
        row[0]
        for row in store.connection.execute(
            "SELECT claims.id FROM claims JOIN documents ON documents.id = claims.document"
            " ORDER BY documents.publisher"
        )
    ]


def tell(store: Store, *, voices: int = 3, circular: int = 0, origins: int = 1) -> None:
    store.connection.execute(STORY, (voices, circular))
    for position, claim in enumerate(claims(store), start=1):
        store.connection.execute(
            "INSERT INTO story_claims VALUES (?, 'story', ?, 'voice')", (claim, position)
        )
    for number in range(origins):
        store.connection.execute(
            "INSERT INTO story_originators VALUES ('story', ?, ?, 0, 3)",
            (f"node {number}", f"Ann Lee {number}"),
        )


def messages(store: Store, code: str) -> list[str]:
    return [f.message for f in find(store.connection, checks=chosen(describe_checks(), [code]))]


@pytest.mark.parametrize(
    ("kind", "before", "after", "expected"),
    [
        ("source dropped", "Ann Lee", "", ["Herald names who says so: Ann Lee"]),
        ("source blurred", "Ann Lee", "aides", ["Herald says more plainly who says so: Ann Lee"]),
        ("hedge dropped", "may be", "", ["Herald does not say it as surely: may be"]),
        ("figure changed", "20", "30", ["Herald has another figure: 20, here 30"]),
        ("hedge added", "", "may be", []),
    ],
)
def test_what_was_lost_is_found_in_the_later_article(
    store: Store, kind: str, before: str, after: str, expected: list[str]
) -> None:
    tell(store)
    earlier, later, _ = claims(store)
    store.connection.execute(
        "INSERT INTO story_drifts VALUES ('story', 1, ?, ?, ?, ?, ?)",
        (kind, earlier, later, before, after),
    )
    assert messages(store, "T601") == expected


@pytest.mark.parametrize(
    ("relation", "confidence", "found"),
    [("contradicts", 0.96, 2), ("contradicts", 0.94, 0), ("refines", 0.96, 0)],
)
def test_a_contradiction_is_found_on_both_sides(
    store: Store, relation: str, confidence: float, found: int
) -> None:
    first, second, _ = sorted(claims(store))
    store.connection.execute(
        "INSERT INTO claim_links (claim, other, relation, confidence) VALUES (?, ?, ?, ?)",
        (first, second, relation, confidence),
    )
    contradictions = messages(store, "T602")
    assert len(contradictions) == found
    assert all("“The plant is closed”" in message for message in contradictions)


@pytest.mark.parametrize(
    ("circular", "sourcing", "found"), [(1, "outlet", 3), (0, "outlet", 0), (1, "stated", 0)]
)
def test_a_ring_is_found_in_every_article_of_it(
    store: Store, circular: int, sourcing: str, found: int
) -> None:
    tell(store, circular=circular)
    store.connection.execute("UPDATE claims SET sourcing = ?", (sourcing,))
    assert len(messages(store, "T603")) == found


@pytest.mark.parametrize(
    ("voices", "origins", "unnamed", "found"),
    [(3, 1, 1, 3), (2, 1, 1, 0), (3, 2, 1, 0), (3, 0, 1, 0), (3, 1, 0, 0)],
)
def test_one_origin_of_many_articles_is_found(
    store: Store, voices: int, origins: int, unnamed: int, found: int
) -> None:
    """Where it is somebody unnamed, or an outlet: what one named person said is known as that."""
    tell(store, voices=voices, origins=origins)
    store.connection.execute("UPDATE story_originators SET anonymous = ?", (unnamed,))
    assert messages(store, "T604") == found * [
        "3 articles tell this, and all lead back to Ann Lee 0"
    ]
