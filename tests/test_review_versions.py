"""An article whose text changed under its address: claim by claim, and reviews follow the text."""

import re
from pathlib import Path

import pytest
from tracking_family_texts import RAW_FAMILY, RawArticle, write_articles

from claims.adding import add_articles
from claims.inference import AttributionModel
from claims.pipeline import extract_many
from claims.review.server.desk import make_datasette
from claims.store import add_reviewer, document_id, open_store, read_document, transaction
from claims.store.decisions import Verdict, decide
from claims.tracking import Comparer

FIRST = next(one for one in RAW_FAMILY if one.key == "night-it-stopped")
HEADLINE, OPENING, RADAR, INJURED, TEACHER = FIRST.paragraphs
SECOND = RawArticle(
    FIRST.key,
    FIRST.publisher,
    FIRST.published,
    (
        "The night the ferry stopped for good",
        OPENING,
        # The claim about the radar is gone, without a word.
        "Nobody on the bridge saw the bank before the ferry struck it.",
        INJURED.replace("Thirty", "Thirty-four"),
        TEACHER,
        "The ferry will be towed to a yard in Tarn on Monday, Nordlink said.",
    ),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("versions")
    model, comparer = AttributionModel(), Comparer()
    with open_store(folder / "claims.db") as store:
        add_reviewer(store, "ann", role="editor")
        for version in (FIRST, SECOND):
            add_articles(
                store,
                [write_articles(folder / "article.jsonl", (version,))],
                extract_all=lambda documents: extract_many(documents, model=model),
                comparer=comparer,
            )
            if version is FIRST:
                for words, verdict in (("Nobody on", "true"), ("The captain", "false")):
                    ((claim,),) = store.connection.execute(
                        "SELECT id FROM claims WHERE text LIKE ?", (f"{words}%",)
                    ).fetchall()
                    with transaction(store) as connection:
                        decide(
                            connection,
                            reviewer="ann",
                            target_kind="claim",
                            target=claim,
                            action=Verdict(verdict),
                        )
    return folder / "claims.db"


@pytest.fixture(scope="module")
def article(database: Path) -> str:
    with open_store(database, read_only=True) as store:
        ((identity, version),) = store.connection.execute("SELECT id, version FROM documents")
        document = read_document(store, identity)
    assert version == 2
    assert document is not None
    assert document_id(document) == identity
    return str(identity)


@pytest.fixture(scope="module")
def ask(database):
    datasette = make_datasette(database, owner="ann", public=True)

    async def get(path, actor={"id": "ann"}):  # noqa: B006 (never changed)
        answer = await datasette.client.get(path, **({"actor": actor} if actor else {}))
        assert answer.status_code == 200, answer.text
        return answer.text

    return get


def edits(page: str) -> list[tuple[str, str]]:
    """What the page says became of each claim: the mark, and the words with their signs."""
    found = re.findall(
        r'<span class="mark">. (\w+)</span>.*?<p class="quote">(.*?)</p>', page, re.DOTALL
    )
    return [
        (kind, " ".join(re.sub(r"<[^>]*>", "", words).replace("&#39;", "’").split()))
        for kind, words in found
    ]


async def test_what_was_altered_added_and_dropped(ask, article):
    page = await ask(f"/-/claims/article/{article}/versions")
    assert edits(page) == [
        (
            "altered",
            "[gone: Thirty] [new: Thirty-four] passengers were injured when the ferry ran aground",
        ),
        ("added", "[new: The ferry will be towed to a yard in Tarn on Monday]"),
        ("dropped", "[gone: The captain of the ferry switched off the radar in the channel.]"),
    ]
    assert "for good" in page
    assert page.count("<ins>") == page.count("</ins>") > 0


async def test_reviews_follow_the_text(ask, article):
    page = await ask(f"/-/claims/article/{article}/versions")
    dropped = page[page.index("− dropped") :]
    assert re.search(r"<b>verdict: false</b>\s*ann", dropped)
    lost = page[page.index("Decisions whose words are gone") :]
    assert "The captain of the ferry switched off the radar" in lost
    assert "verdict: true" not in page  # stands, on a claim that stayed as it was
    seen_by_all = await ask(f"/-/claims/article/{article}/versions", actor=None)
    assert "verdict: false" in seen_by_all
    assert not re.search(r"<b>verdict: false</b>\s*ann", seen_by_all)


async def test_what_still_stands_counts_on(database):
    with open_store(database, read_only=True) as store:
        rows = store.connection.execute(
            "SELECT claims.text, verdict FROM claim_status JOIN claims ON claims.id = claim"
        ).fetchall()
    assert rows == [("Nobody on the bridge saw the bank before the ferry struck it.", "true")]


async def test_the_article_leads_to_its_versions(ask, article):
    page = await ask(f"/-/claims/article/{article}")
    assert f"/-/claims/article/{article}/versions" in page


async def test_an_article_with_one_text_says_so(desk):
    rows = await desk.select("SELECT id FROM documents LIMIT 1")
    answer = await desk.get(f"/-/claims/article/{rows[0]['id']}/versions")
    assert answer.status_code == 200
    assert "came in once" in answer.text
    assert (await desk.get("/-/claims/article/nothing/versions")).status_code == 404
