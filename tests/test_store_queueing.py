"""The queue: what most needs a look first, by index, without what is decided."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from store_fakes import article, fake_extract, seed

from claims.errors import DecisionError
from claims.store import Store, add_extractions, add_reviewer, begin_run, open_store, transaction
from claims.store.decisions import (
    Action,
    Assign,
    Confirm,
    Flag,
    Undo,
    Verdict,
    decide,
    refresh_states,
    set_blind_share,
)
from claims.store.queueing import (
    Filters,
    Progress,
    Remaining,
    changes_since,
    count_matching,
    count_remaining,
    forget_filters,
    next_article,
    next_claim,
    place_of_claim,
    progress_in,
    save_filters,
    saved_filters,
)
from claims.store.queueing.queue import _CONDITIONS, _LOWEST, queue_statement

FERRY = "https://example.org/ferry"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("queue") / "claims.db"
    with open_store(path) as store:
        articles = [seed(url=FERRY), *map(fake_extract, map(article, range(1, 5)))]
        add_extractions(store, articles, run=begin_run(store, "add"))
        for person in ("ana", "bo"):
            add_reviewer(store, person, role="editor")
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "claims.db"
    path.write_bytes(made.read_bytes())
    with open_store(path) as store:
        yield store


def make(store: Store, target: str, action: Action, by: str = "ana") -> int:
    with transaction(store) as connection:
        return decide(
            connection, reviewer=by, target_kind="claim", target=target, action=action
        ).review


def walk(store: Store, by: str = "ana", **chosen: Any) -> list[str]:
    """Return the words of all claims in the order in which the queue brings them."""
    found: list[str] = []
    name = next_claim(store.connection, reviewer=by, filters=Filters(**chosen))
    while name is not None:
        row = store.connection.execute("SELECT text FROM claims WHERE id = ?", (name,))
        found.append(row.fetchone()[0])
        name = next_claim(store.connection, reviewer=by, filters=Filters(**chosen), after=name)
    left = count_remaining(store.connection, reviewer=by, filters=Filters(**chosen))
    assert left == Remaining(len(found))
    return found


def one(store: Store, words: str) -> str:
    [(name,)] = store.connection.execute("SELECT id FROM claims WHERE text LIKE ?", (f"%{words}%",))
    return str(name)


def test_what_most_needs_a_look_comes_first(store: Store) -> None:
    found = walk(store)
    assert len(found) == 5 + 4 * 6
    rows = store.connection.execute(
        "SELECT text, attention FROM claims ORDER BY attention DESC, id"
    ).fetchall()
    assert found == [text for text, _ in rows]
    attention = dict(rows)
    assert attention["The ferry to Lind was stopped on Monday after 3 fires"] == 950
    assert attention["more than 20 people were hurt"] == 750
    assert attention["the engine had been checked"] == 140


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({"unsourced": True}, 9),
        ({"anonymous": True}, 10),
        ({"figures": True}, 26),
        ({"unsourced": True, "figures": True}, 9),
        ({"kind": "fact"}, 29),
        ({"kind": "opinion"}, 0),
        ({"confidence_from": 0.8}, 0),
        ({"confidence_from": 0.7, "confidence_to": 0.75}, 29),
        ({"outlet": "The Harbour Times"}, 12),
        ({"outlet": "Nobody’s Post"}, 0),
        ({"outlet": "Lind Post", "anonymous": True}, 4),
        ({"story": "none"}, 0),
        ({"assigned": True}, 0),
        ({"disputed": True}, 0),
        ({"flagged": True}, 0),
    ],
)
def test_filters_let_through_what_they_name(
    store: Store, chosen: dict[str, Any], count: int
) -> None:
    assert len(walk(store, **chosen)) == count


def test_by_source_and_article(store: Store) -> None:
    [(berg,)] = store.connection.execute("SELECT id FROM sources WHERE name = 'Ana Berg'")
    [(ferry,)] = store.connection.execute("SELECT id FROM documents WHERE url = ?", (FERRY,))
    assert len(walk(store, source=berg)) == 10
    assert walk(store, source=berg, document=ferry) == ["the engine had been checked"] * 2


def test_what_is_decided_leaves_and_comes_back(store: Store) -> None:
    hurt = one(store, "more than 20")
    number = make(store, hurt, Confirm())
    assert "more than 20 people were hurt" not in walk(store)
    make(store, hurt, Undo(number))
    assert "more than 20 people were hurt" in walk(store)


def test_what_is_flagged_waits_but_for_what_is_to_be_checked_first(store: Store) -> None:
    before = walk(store)
    asked = make(store, one(store, "overloaded"), Flag("needs a source"))
    make(store, one(store, "more than 20"), Flag("check first"))
    assert walk(store)[0] == "more than 20 people were hurt"
    assert "that the ferry was overloaded" not in walk(store)
    assert len(walk(store)) == len(before) - 1
    assert walk(store, waiting=True) == ["that the ferry was overloaded"]
    assert len(walk(store, flagged=True)) == 2
    make(store, one(store, "overloaded"), Undo(asked))
    assert "that the ferry was overloaded" in walk(store)


def test_one_goes_on_from_article_to_article(store: Store) -> None:
    chosen: dict[str, Any] = {"reviewer": "ana", "filters": Filters()}
    seen, place, leaving = [], None, None
    while found := next_article(store.connection, place=place, leaving=leaving, **chosen):
        leaving, place = found
        seen.append(leaving)
    [first] = store.connection.execute(
        "SELECT document FROM claims ORDER BY attention DESC, id LIMIT 1"
    ).fetchone()
    assert seen[0] == first
    assert (
        len(set(seen))
        == store.connection.execute("SELECT count(DISTINCT document) FROM claims").fetchone()[0]
    )


def test_progress_counts_what_is_decided_as_passed(store: Store) -> None:
    [(ferry,)] = store.connection.execute("SELECT id FROM documents WHERE url = ?", (FERRY,))
    filters = Filters(document=ferry)
    name = next_claim(store.connection, reviewer="ana", filters=filters)
    assert name is not None
    total = count_matching(store.connection, reviewer="ana", filters=filters)

    def progress(claim: str) -> Progress:
        place = place_of_claim(store.connection, claim)
        assert place is not None
        return progress_in(store.connection, reviewer="ana", filters=filters, place=place)

    assert progress(name) == Progress(1, total)
    following = next_claim(store.connection, reviewer="ana", filters=filters, after=name)
    assert following is not None
    assert progress(following) == Progress(2, total)
    make(store, name, Confirm())
    assert progress(following) == Progress(2, total)


def test_assigned_and_disputed(store: Store) -> None:
    hurt = one(store, "more than 20")
    make(store, hurt, Assign("bo"))
    assert walk(store, by="bo", assigned=True) == ["more than 20 people were hurt"]
    assert walk(store, by="ana", assigned=True) == []
    make(store, hurt, Verdict("true"), by="bo")
    assert walk(store, by="bo", assigned=True) == []
    make(store, hurt, Verdict("false"))
    assert walk(store, disputed=True) == ["more than 20 people were hurt"]


def test_a_blind_claim_waits_for_the_other_one(store: Store) -> None:
    with transaction(store) as connection:
        set_blind_share(connection, 1)
    hurt = one(store, "more than 20")
    make(store, hurt, Confirm())
    assert "more than 20 people were hurt" not in walk(store)
    assert "more than 20 people were hurt" in walk(store, by="bo")
    with transaction(store) as connection:
        set_blind_share(connection, 0)
        refresh_states(connection)
    assert "more than 20 people were hurt" not in walk(store, by="bo")


@pytest.mark.parametrize(
    ("chosen", "plan"),
    [
        ({}, "USING INDEX claims_open"),
        ({"unsourced": True, "figures": True}, "USING INDEX claims_open"),
        ({"kind": "fact", "confidence_to": 0.5}, "USING INDEX claims_open"),
        ({"disputed": True}, "USING INDEX claims_disputed"),
        ({"flagged": True}, "claims_flag"),
        ({"assigned": True}, "reviews_assigned"),
        ({"document": "x"}, "sqlite_autoindex_claims_2 (document=?"),
        ({"source": "x"}, "INDEX claims_open_by_source (source=?"),
        ({"source": "x", "disputed": True}, "claims_source (source=?"),
        ({"unsourced": True, "kind": "intention"}, "claims_open (attention>?)"),
        ({"outlet": "x"}, "documents_outlet (publisher=?"),
        ({"story": "x"}, "story_claims_story (story=?"),
    ],
)
def test_an_index_answers(store: Store, chosen: dict[str, Any], plan: str) -> None:
    filters = Filters(**chosen)
    statement = queue_statement(store.connection, reviewer="ana", filters=filters)
    names = [*(name for name in chosen), "source", "outlet", "document", "story", "kind"]
    names += ["confidence_from", "confidence_to"]
    parameters = {"reviewer": "ana"} | {name: getattr(filters, name, "ana") for name in names}
    rows = store.connection.execute(
        f"EXPLAIN QUERY PLAN {statement} ORDER BY claims.attention DESC, claims.id LIMIT 1",
        parameters,
    ).fetchall()
    details = [row[3] for row in rows]
    assert any(plan in detail for detail in details), details
    if "claims_open" in plan:
        assert not any("TEMP B-TREE" in detail for detail in details), details


@pytest.mark.parametrize("name", sorted(_LOWEST))
def test_nothing_that_meets_a_filter_needs_less_of_a_look(store: Store, name: str) -> None:
    """The formula of `attention` against the bound, for each claim that there can be."""
    sourcings = ("unsourced", "anonymous", "unstated", "outlet", "group", "named")
    connection = store.connection
    needed = []
    texts = ("The harbour is open", "He was accused of fraud")
    for sourcing, disputable, kind, text in product(sourcings, (0, 1), ("fact", "opinion"), texts):
        connection.execute(
            "UPDATE claims SET sourcing = ?, disputable = ?, kind = ?, text = ?, figures = 0",
            (sourcing, disputable, kind, text),
        )
        statement = f"SELECT min(attention) FROM claims WHERE {_CONDITIONS[name]}"  # noqa: S608 - constants
        needed += [row[0] for row in connection.execute(statement) if row[0] is not None]
    assert min(needed) == _LOWEST[name]


def test_filters_are_saved_for_each_reviewer(store: Store) -> None:
    mine = Filters(unsourced=True, confidence_to=0.6, outlet="Lind Post")
    with transaction(store) as connection:
        save_filters(connection, "ana", "  my  morning ", Filters())
        save_filters(connection, "ana", "my morning", mine)
        assert saved_filters(connection, "ana") == {"my morning": mine}
        assert saved_filters(connection, "bo") == {}
        with pytest.raises(DecisionError, match="a name of"):
            save_filters(connection, "ana", " ", mine)
        forget_filters(connection, "ana", "my morning")
        assert saved_filters(connection, "ana") == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("{}", Filters()), ('{"later": 1, "figures": true}', Filters(figures=True))],
)
def test_filters_of_another_version_are_read(text: str, expected: Filters) -> None:
    assert Filters.from_json(text) == expected
    assert Filters.from_json(expected.to_json()) == expected


def test_what_changed_is_told(store: Store) -> None:
    connection = store.connection
    start = changes_since(connection, None)
    assert not start
    assert not changes_since(connection, start.token)
    hurt = one(store, "more than 20")
    make(store, hurt, Confirm())
    found = changes_since(connection, start.token)
    assert [row["target"] for row in found.decisions] == [hurt]
    assert "action" not in found.decisions[0]
    assert not found.articles
    add_extractions(store, [fake_extract(article(9))], run=begin_run(store, "add"))
    later = changes_since(connection, found.token)
    assert (later.decisions, later.articles, later.stale) == ((), True, False)
    assert not changes_since(connection, later.token)


@pytest.mark.parametrize("token", ["", "x", "[1]", "[9, 9, 9]", '["1", 2, 3]', "{}"])
def test_a_token_that_is_none_makes_pages_read_anew(store: Store, token: str) -> None:
    assert changes_since(store.connection, token).stale
