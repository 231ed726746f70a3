"""Stories on the desk: lists, pages, what is decided about them, and what stays of it."""

import shutil
import sqlite3
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from review_examples import PAYLOADS, hostile
from review_fixtures import Desk
from tracking_family_texts import BANK, CAPTAIN, DENIED, INJURED, LEAK, OTHER_FERRY, RESIGNS, STAYS

from claims.errors import DecisionError
from claims.review.decisions.deferred_writes import caught_up
from claims.review.server.desk import make_datasette
from claims.review.story.decision_form import Asked, asked_of
from claims.review.story.list_rows import ORDERS, list_stories, search_stories
from claims.store import add_extractions, add_reviewer, begin_run, open_store
from claims.store.stories.tracking import track_documents
from claims.tracking import Comparer

LISTS = "/-/claims/stories"


@pytest.fixture(scope="module")
def desk(family_database):
    """A desk that is only read."""
    datasette = make_datasette(family_database, owner="ann")
    yield Desk(family_database, datasette)
    datasette.close()


@pytest.fixture
def own(family_database, tmp_path):
    """A desk of one's own, to write to."""
    path = tmp_path / "claims.db"
    shutil.copy(family_database, path)
    datasette = make_datasette(path, owner="ann")
    yield Desk(path, datasette)
    datasette.close()


def stories(desk):
    """The ids of the stories, by the words of their first telling."""
    with sqlite3.connect(desk.path) as connection:
        return dict(connection.execute("SELECT text, id FROM stories").fetchall())


def claims(desk, text):
    """The claims of a story by their outlets."""
    with sqlite3.connect(desk.path) as connection:
        return dict(
            connection.execute(
                "SELECT publisher, claims.id FROM stories"
                " JOIN story_claims ON story_claims.story = stories.id"
                " JOIN claims ON claims.id = claim JOIN documents ON documents.id = claims.document"
                " WHERE stories.text = ? ORDER BY position",
                [text],
            ).fetchall()
        )


async def decide(desk, text, *, actor="ann", **fields):
    """Post a form of a story's page and return the answer."""
    return await desk.datasette.client.post(
        f"/-/claims/story/{stories(desk)[text]}/decide",
        content=urlencode(fields, doseq=True),
        headers={"content-type": "application/x-www-form-urlencoded"},
        actor={"id": actor, "role": "reviewer"} if actor != "ann" else {"id": "ann"},
    )


@pytest.mark.parametrize(
    ("order", "first", "never"),
    [
        ("most", [CAPTAIN, INJURED], OTHER_FERRY),
        ("newest", [LEAK, RESIGNS], DENIED),
        ("contradicted", [CAPTAIN, LEAK], INJURED),
        ("one", [CAPTAIN, INJURED], DENIED),
        ("changed", [CAPTAIN, INJURED], LEAK),
        ("circular", [LEAK], CAPTAIN),
        ("no such order", [CAPTAIN, INJURED], OTHER_FERRY),
    ],
)
async def test_lists(desk, order, first, never):
    answer = await desk.get(LISTS, params={"order": order})
    assert answer.status_code == 200
    places = [answer.text.index(f">{text}</a>") for text in first]
    assert places == sorted(places)
    assert f">{never}</a>" not in answer.text


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("undated", [False, True])
def test_pages_of_a_list_hold_each_story_once(family_database, tmp_path, order, undated):
    path = tmp_path / "claims.db"
    shutil.copy(family_database, path)
    with sqlite3.connect(path) as connection:
        connection.row_factory = sqlite3.Row
        if undated:
            connection.execute("UPDATE stories SET first_seen = NULL WHERE rowid % 3")
        whole = [one.id for one in list_stories(connection, ORDERS[order], count=500).stories]
        found, after = [], ""
        while after is not None:
            page = list_stories(connection, ORDERS[order], after=after, count=2)
            found += [one.id for one in page.stories]
            after = page.next
    assert found == whole
    assert len(found) == len(set(found)) > 0


@pytest.mark.parametrize(
    ("words", "found"), [("radar", {CAPTAIN, DENIED}), ("private bank", {BANK}), ("zebra", set())]
)
async def test_search(desk, words, found):
    answer = await desk.get(LISTS, params={"q": words})
    assert answer.status_code == 200
    told = {text for text in (CAPTAIN, DENIED, BANK, LEAK) if f">{text}</a>" in answer.text}
    assert told == found


def test_search_goes_on(family_database):
    with sqlite3.connect(family_database) as connection:
        connection.row_factory = sqlite3.Row
        whole = [one.id for one in search_stories(connection, '"ferry"', count=100).stories]
        first = search_stories(connection, '"ferry"', count=3)
        rest = search_stories(connection, '"ferry"', start=int(first.next or 0), count=100)
    assert [one.id for one in (*first.stories, *rest.stories)] == whole
    assert len(whole) > 3


async def test_the_id_of_a_claim_leads_to_its_story(desk):
    claim = claims(desk, CAPTAIN)["Metro Daily"]
    answer = await desk.get(f"/-/claims/story/{claim}")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/-/claims/story/{stories(desk)[CAPTAIN]}"
    assert (await desk.get("/-/claims/story/nothing")).status_code == 404


async def test_the_pages_of_a_claim_and_an_article_lead_to_the_story(desk):
    claim = claims(desk, CAPTAIN)["Metro Daily"]
    with sqlite3.connect(desk.path) as connection:
        ((document,),) = connection.execute("SELECT document FROM claims WHERE id = ?", [claim])
    link = f'href="/-/claims/story/{stories(desk)[CAPTAIN]}"'
    for path in (f"/-/claims/claim/{claim}", f"/-/claims/article/{document}?claim={claim}"):
        page = (await desk.get(path)).text
        assert link in page
        assert "6 articles, one originator" in BeautifulSoup(page, "html.parser").get_text()


async def test_a_split_is_undone_and_each_is_told(own):
    before = stories(own)
    leaving = claims(own, CAPTAIN)["Kalvik Courier"]
    answer = await decide(own, CAPTAIN, action="split", claims=[leaving], note="only a rumour")
    assert answer.status_code == 303
    page = (await own.get(answer.headers["location"])).text
    assert "only a rumour" in page
    assert "Five articles in five outlets" in page
    assert list(claims(own, "The captain of the ferry switched off the radar in the channel.")) == [
        "Kalvik Courier"
    ]
    token = page.split('value="undo:')[1].split('"')[0]
    answer = await decide(own, CAPTAIN, action=f"undo:{token}")
    assert answer.status_code == 303
    assert stories(own) == before
    answer = await decide(own, CAPTAIN, action=f"undo:{token}")
    assert answer.status_code == 400
    assert "already" in answer.text


async def test_a_merge_outlives_extraction_anew(own):
    merged = {*claims(own, RESIGNS), *claims(own, BANK)}
    answer = await decide(own, RESIGNS, action=f"merge:{stories(own)[BANK]}")
    assert answer.status_code == 303
    assert set(claims(own, RESIGNS)) == merged
    with open_store(own.path) as store:
        # As after a rebuild: all stories are to be found anew.
        store.connection.execute("DELETE FROM stories")
        store.connection.execute("DELETE FROM tracked_documents")
        store.connection.execute("DELETE FROM embeddings")
        track_documents(store, Comparer())
    assert set(claims(own, RESIGNS)) == merged


async def test_following_is_told_by_the_watch(own):
    assert (await decide(own, LEAK, action="follow")).status_code == 303
    assert (await decide(own, LEAK, action="follow")).status_code == 303
    page = (await own.get(f"/-/claims/story/{stories(own)[LEAK]}")).text
    assert "Followed by ann" in page
    with sqlite3.connect(own.path) as connection:
        rows = connection.execute("SELECT action, target FROM reviews").fetchall()
        ((state,),) = connection.execute(
            "SELECT state FROM claims WHERE id = ?", [claims(own, LEAK)["Daily Kurier"]]
        )
    assert rows == [("watch", claims(own, LEAK)["Daily Kurier"])]
    assert state == "open"  # to follow is not to decide
    assert (await decide(own, LEAK, action="unfollow")).status_code == 303
    page = (await own.get(f"/-/claims/story/{stories(own)[LEAK]}")).text
    assert "Followed by" not in page


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"action": "split"}, 400),
        ({"action": "split", "claims": ["no-id"]}, 400),
        ({"action": "split", "claims": ["abcdef0123"]}, 409),
        ({"action": "merge"}, 400),
        ({"action": "merge:abcdef0123"}, 409),
        ({"action": "dance"}, 400),
        ({}, 400),
    ],
)
async def test_what_makes_no_sense_is_refused(desk, fields, status):
    answer = await decide(desk, CAPTAIN, **fields)
    assert answer.status_code == status
    with sqlite3.connect(desk.path) as connection:
        assert connection.execute("SELECT count(*) FROM reviews").fetchone() == (0,)


async def test_not_all_tellings_leave(desk):
    with sqlite3.connect(desk.path) as connection:
        everything = [
            claim
            for (claim,) in connection.execute(
                "SELECT claim FROM story_claims WHERE story = ?", [stories(desk)[CAPTAIN]]
            )
        ]
    answer = await decide(desk, CAPTAIN, action="split", claims=everything)
    assert answer.status_code == 400
    assert "leave those unchosen" in answer.text


async def test_who_may_do_what(own):
    leaving = [claims(own, CAPTAIN)["Kalvik Courier"]]
    answer = await decide(own, CAPTAIN, actor="ben", action="split", claims=leaving)
    assert answer.status_code == 400
    assert "by editors" in answer.text
    assert (await decide(own, CAPTAIN, actor="ben", action="follow")).status_code == 303
    nobody = await own.datasette.client.post(
        f"/-/claims/story/{stories(own)[CAPTAIN]}/decide", data={"action": "follow"}
    )
    assert nobody.status_code == 403
    story = f"/-/claims/story/{stories(own)[CAPTAIN]}"
    assert (await own.get(story, actor=None)).status_code == 403
    seen = await own.get(story, actor={"id": "ben", "role": "reviewer"})
    assert 'value="follow"' in seen.text or 'value="unfollow"' in seen.text
    assert 'value="split"' not in seen.text
    assert (await own.get(f"{story}/decide")).status_code == 405


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"action": ["follow"]}, Asked("follow")),
        ({"action": ["merge:0abc"], "note": [" x "]}, Asked("merge", "0abc", (), "x")),
        ({"action": ["split"], "claims": ["abcd", "abcd"]}, Asked("split", "", ("abcd",))),
        ({"action": ["undo:abcd"]}, Asked("undo", "abcd")),
    ],
)
def test_forms(fields, asked):
    assert asked_of(fields) == asked


@pytest.mark.parametrize("action", ["undo", "merge", "split", "", "merge:<b>", "x" * 99])
def test_forms_without_sense(action):
    with pytest.raises(DecisionError):
        asked_of({"action": [action]})


async def test_hostile_articles_stay_text(tmp_path):
    path = tmp_path / "hostile.db"
    with open_store(path) as store:
        add_reviewer(store, "ann", role="editor")
        add_extractions(store, [hostile()], run=begin_run(store, "add"))
        track_documents(store, Comparer())
        ids = [row[0] for row in store.connection.execute("SELECT id FROM stories")]
    datasette = make_datasette(path, owner="ann")
    assert ids
    for story in ids:
        answer = await datasette.client.get(f"/-/claims/story/{story}", actor={"id": "ann"})
        assert answer.status_code == 200
        assert ">49<" not in answer.text
        for payload in PAYLOADS:
            if "<" in payload:
                assert payload not in answer.text
    datasette.close()


async def test_a_form_of_another_site_is_refused(desk):
    answer = await desk.datasette.client.post(
        f"/-/claims/story/{stories(desk)[LEAK]}/decide",
        data={"action": "follow"},
        headers={"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
        actor={"id": "ann"},
    )
    assert answer.status_code == 403


STORY_QUERIES = [
    (
        "many_articles_one_originator",
        {},
        ("statement", "articles", "originator"),
        {(CAPTAIN, 6, "two harbour officials (unnamed)")},
    ),
    (
        "many_articles_one_originator",
        {"articles": "4"},
        ("statement", "articles", "originator"),
        {(CAPTAIN, 6, "two harbour officials (unnamed)"), (INJURED, 4, "Marta Lind")},
    ),
    (
        "hedges_fell_off",
        {},
        ("hedged", "text", "publisher"),
        {
            (
                "Finance Minister Ilse Brandt may resign over the budget",
                "Finance Minister Ilse Brandt will resign over the budget",
                "Tribune",
            )
        },
    ),
    ("first_seen_today", {}, ("statement",), set()),
    (
        "drifted_attributions",
        {},
        ("change", "before", "after", "publisher"),
        {
            ("source dropped", "two harbour officials", "stated as fact", "Kalvik Courier"),
            ("source blurred", "Jonas Falk", "media reports", "Tribune"),
        },
    ),
]


@pytest.mark.parametrize(("name", "given", "columns", "expected"), STORY_QUERIES)
async def test_questions(desk, name, given, columns, expected):
    rows = await desk.rows(name, **given)
    assert {tuple(row[column] for column in columns) for row in rows} == expected
    assert len(rows) == len(expected)


async def test_what_was_first_seen_on_a_day(desk):
    rows = await desk.rows("first_seen_today", day="2024-05-01")
    assert rows[0]["statement"] == LEAK
    assert {row["first_seen"][:10] for row in rows} == {"2024-05-01"}


async def test_contradictions_stand_side_by_side(desk):
    rows = await desk.rows("contradicted")
    assert {(row["statement"], row["contrary"]) for row in rows} >= {
        (CAPTAIN, DENIED),
        (RESIGNS, STAYS),
    }
    assert len(rows) == len({frozenset((row["story"], row["other_story"])) for row in rows}) == 4


async def post(desk, **fields):
    """Decide on a claim as the owner, and wait until nothing waits any more."""
    answer = await desk.datasette.client.post(
        "/-/claims/decide", data={"seen": "0", "here": LISTS, **fields}, actor={"id": "ann"}
    )
    assert answer.status_code == 303, answer.text
    await caught_up(desk.datasette)


async def test_lists_count_what_a_decision_left(own):
    [claim, *_] = claims(own, CAPTAIN).values()

    def counted():
        with sqlite3.connect(own.path) as connection:
            return dict(connection.execute("SELECT text, documents FROM stories").fetchall())

    before = counted()
    await post(own, action="dismiss", claim=claim)
    after = counted()
    assert CAPTAIN not in after or after[CAPTAIN] < before[CAPTAIN]
    with sqlite3.connect(own.path) as connection:
        assert connection.execute("SELECT count(*) FROM stale_stories").fetchone() == (0,)


async def test_one_row_of_a_merge_is_taken_back_from_a_history(own):
    before = stories(own)
    merged = await decide(own, OTHER_FERRY, action=f"merge:{before[RESIGNS]}")
    assert merged.status_code == 303
    assert len(stories(own)) < len(before)
    await post(own, action="undo:1")
    assert stories(own) == before


async def test_a_sentence_tells_a_story_once(desk):
    """The list counts the tellings that the page shows."""
    for identity in stories(desk).values():
        page = await desk.get(f"/-/claims/story/{identity}")
        with sqlite3.connect(desk.path) as connection:
            [(count,)] = connection.execute("SELECT claims FROM stories WHERE id = ?", [identity])
        assert page.text.count('<li class="telling"') == count


@pytest.mark.parametrize("order", [name for name in ORDERS if name != "circular"])  # few, sorted
def test_a_list_of_stories_is_read_in_its_order(family_database, order):
    """From an index, without sorting all stories that there are."""
    asked = []
    with sqlite3.connect(family_database) as connection:
        connection.row_factory = sqlite3.Row
        connection.set_trace_callback(asked.append)
        list_stories(connection, ORDERS[order], count=5)
        connection.set_trace_callback(None)
        for statement in asked:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            assert not any("TEMP B-TREE" in row["detail"] for row in plan), statement
