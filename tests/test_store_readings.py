"""Readings beside what stands: stored, compared, taken either way, taken back, never in the way."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from claims.errors import DecisionError
from claims.exports.corrected import corrections
from claims.readers import Reading, prompt_digest
from claims.store import (
    Store,
    add_extractions,
    begin_run,
    open_store,
    read_extraction,
    rebuild,
    transaction,
    verify,
)
from claims.store.decisions import (
    CorrectStatus,
    Rename,
    Undo,
    decide,
    refresh_states,
    set_blind_share,
    undo_all,
)
from claims.store.queueing import Filters, queued_claims
from claims.store.readings import (
    agree_to_reader,
    agreed_to,
    ask_for_reading,
    confidential_outlets,
    finish_request,
    is_marked,
    is_read,
    mark_confidential,
    next_request,
    put_reading,
    reader_agreement,
    reading_rows,
    requests_of,
    set_confidential_outlets,
    set_readers,
    take,
    why_confidential,
)
from claims.store.whole_articles.removal import remove_article
from claims.store.whole_articles.waiting import put_decided, waiting_document
from tests.reader_examples import DAM_READING
from tests.reading_fixtures import (
    ARTICLE,
    DOCUMENT,
    FIRST_READING,
    extracted,
    failed,
    fill,
    reading,
)

READER = "llm:scripted"
KINDS = ["differs", "differs", "missed", "status", "alone", "status"]


@pytest.fixture
def run(store: Store) -> int:
    return fill(store)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as store:
        yield store


@pytest.fixture
def read(store: Store, run: int) -> Reading:
    """The article, read a second time."""
    found = reading()
    assert put_reading(store, found, run=run)
    return found


def rows(store: Store, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
    return store.connection.execute(statement, parameters).fetchall()


def differences(store: Store, *, settled: int = 0) -> list[tuple[str, str]]:
    return rows(
        store,
        "SELECT id, kind FROM reading_differences WHERE settled = ? ORDER BY number",
        settled,
    )


def chains(store: Store) -> list[tuple[str, str, str]]:
    return rows(store, "SELECT text, chain, kind FROM claims WHERE hops ORDER BY number")


def decided(store: Store, side: str, kind: str, place: int = 0) -> int:
    """Take a side of the first difference of a kind; return the decision's number."""
    found = [name for name, one in differences(store) if one == kind][place]
    with transaction(store) as connection:
        return take(connection, found, side, reviewer="ana").review  # type: ignore[arg-type]


def test_a_reading_stands_beside_what_was_found(store: Store, read: Reading) -> None:
    assert chains(store) == [
        ("The dam at Orrin will hold", "the water board", "fact"),
        ("that the board had hidden two cracks", "An engineer", "fact"),
        ("Some 400 people", "the water board", "fact"),
    ]
    [row] = reading_rows(store.connection, ARTICLE)
    assert (row["reader"], row["state"], row["differences"], row["open"]) == (READER, "whole", 6, 6)
    assert row["output_tokens"] == read.cost.output_tokens
    assert [kind for _, kind in differences(store)] == KINDS
    assert verify(store) == ()


def test_what_is_stored_of_a_reading_stands_in_the_text(store: Store, run: int) -> None:
    invented = DAM_READING.replace("the board had hidden two cracks", "the board was bribed")
    put_reading(store, reading(invented), run=run)
    [(held,)] = rows(store, "SELECT extraction FROM readings")
    assert "bribed" not in held
    [(reason,)] = rows(store, "SELECT reason FROM problems WHERE stage = 'second reader'")
    assert "bribed" in reason
    [(left_out, unsure)] = rows(store, "SELECT left_out, unsure FROM readings")
    assert (left_out, json.loads(unsure)) == (1, [2])


def test_a_second_reading_takes_the_place_of_the_first_one(store: Store, run: int) -> None:
    invented = DAM_READING.replace("the board had hidden two cracks", "the board was bribed")
    put_reading(store, reading(invented), run=run)
    put_reading(store, reading(), run=run)
    assert len(reading_rows(store.connection, ARTICLE)) == 1
    assert rows(store, "SELECT * FROM problems") == []


def test_a_failed_reading_is_a_row_with_its_reason_and_drives_out_nothing(
    store: Store, run: int
) -> None:
    put_reading(store, failed("HTTP 429"), run=run)
    [row] = reading_rows(store.connection, ARTICLE)
    assert (row["state"], row["reason"], row["differences"]) == ("failed", "HTTP 429", 0)
    assert not is_read(store.connection, ARTICLE, READER, "x")
    put_reading(store, reading(), run=run)
    put_reading(store, failed("HTTP 429"), run=run)
    assert reading_rows(store.connection, ARTICLE)[0]["state"] == "whole"


def test_what_was_read_is_known_until_the_text_or_the_prompt_changes(
    store: Store, read: Reading
) -> None:
    del read
    assert is_read(store.connection, ARTICLE, READER, prompt_digest())
    assert not is_read(store.connection, ARTICLE, READER, "another prompt")
    assert not is_read(store.connection, ARTICLE, "llm:other", prompt_digest())
    changed = replace(DOCUMENT, text=DOCUMENT.text + " It rained.")
    answer = FIRST_READING + "\n[5] none"
    add_extractions(store, [extracted(answer, document=changed)], run=begin_run(store, "add"))
    assert not is_read(store.connection, ARTICLE, READER, prompt_digest())
    assert differences(store) == []
    assert reading_rows(store.connection, ARTICLE)[0]["outdated"]
    assert not put_reading(store, reading(), run=begin_run(store, "reread"))


CRACKS = "that the board had hidden two cracks"
TAKEN = [
    ("differs", 0, ("The dam at Orrin will hold", "the water board", "prediction")),
    (
        "differs",
        1,
        ("that the board had hidden two cracks", "the Orrin Post → An engineer", "fact"),
    ),
    ("missed", 0, ("“It is a disgrace,”", "Mara Lund", "opinion")),
]


@pytest.mark.parametrize(("kind", "place", "claim"), TAKEN)
def test_what_the_further_reader_says_is_taken(
    store: Store, read: Reading, kind: str, place: int, claim: tuple[str, str, str]
) -> None:
    del read
    before = chains(store)
    made = decided(store, "second", kind, place)
    assert claim in chains(store)
    assert len(differences(store)) == 5
    assert verify(store) == ()
    with transaction(store) as connection:
        undo_all(connection, reviewer="ana", first=made)
    assert chains(store) == before
    assert [one for _, one in differences(store)] == KINDS
    assert verify(store) == ()


def test_a_claim_that_only_what_stands_has_is_dismissed(store: Store, read: Reading) -> None:
    del read
    decided(store, "second", "alone")
    assert len(chains(store)) == 2
    assert "alone" not in [kind for _, kind in differences(store)]


def status(store: Store, number: int) -> tuple[Any, ...]:
    [found] = rows(store, "SELECT status, disputable FROM sentences WHERE number = ?", number)
    return found


def own(store: Store, number: int) -> int:
    [(count,)] = rows(
        store,
        "SELECT count(*) FROM claims JOIN sentences ON sentences.id = claims.sentence"
        " WHERE sentences.number = ? AND NOT hops",
        number,
    )
    return int(count)


def test_a_status_is_taken_with_the_writers_own_claim(store: Store, read: Reading) -> None:
    del read
    assert (own(store, 3), own(store, 4)) == (1, 0)
    decided(store, "second", "status", 1)
    assert status(store, 4) == ("unsourced", 1)
    assert own(store, 4) == 1
    decided(store, "second", "status", 0)
    assert status(store, 3) == ("attributed", 0)
    assert own(store, 3) == 0
    assert verify(store) == ()


def test_all_that_the_further_reader_says_can_be_taken_one_by_one(
    store: Store, read: Reading
) -> None:
    while differences(store):
        decided(store, "second", differences(store)[0][1])
    found = read_extraction(store, ARTICLE)
    assert found is not None
    names = {source.key: source.name for source in found.sources}
    assert [(c.text, [names[hop.source] for hop in c.chain]) for c in found.claims if c.chain] == [
        ("The dam at Orrin will hold", ["the water board"]),
        ("that the board had hidden two cracks", ["the Orrin Post", "An engineer"]),
        ("“It is a disgrace,”", ["Mara Lund"]),
    ]
    assert [one.status for one in found.assessments] == [
        one.status for one in read.extraction.assessments
    ]
    assert verify(store) == ()


@pytest.mark.parametrize("kind", ["differs", "missed", "alone", "status"])
def test_what_stands_is_kept_and_the_point_is_settled(
    store: Store, read: Reading, kind: str
) -> None:
    del read
    before = chains(store), status(store, 3), status(store, 4)
    made = decided(store, "first", kind)
    assert (chains(store), status(store, 3), status(store, 4)) == before
    assert [one for _, one in differences(store, settled=1)] == [kind]
    again = begin_run(store, "rebuild")
    rebuild(store, lambda document: extracted(FIRST_READING, document=document), run=again)
    assert [one for _, one in differences(store, settled=1)] == [kind], "also after a rebuild"
    with transaction(store) as connection:
        undo_all(connection, reviewer="ana", first=made)
    assert differences(store, settled=1) == []
    assert verify(store) == ()


def test_a_settled_point_is_not_decided_twice(store: Store, read: Reading) -> None:
    del read
    [(name, _), *_] = differences(store)
    for side in ("first", "second"):
        with transaction(store) as connection:
            if side == "first":
                take(connection, name, "first", reviewer="ana")
                continue
            with pytest.raises(DecisionError, match="decided already"):
                take(connection, name, "second", reviewer="bo")


def test_of_a_blind_claim_nobody_learns_that_the_first_person_decided(
    store: Store, read: Reading
) -> None:
    del read
    with transaction(store) as connection:
        set_blind_share(connection, 1.0, reviewer="ana")
    [(name, _), *_] = differences(store)
    claims = [one for (one,) in rows(store, "SELECT id FROM claims")]
    for person, settled in (("ana", 0), ("bo", 1)):
        with transaction(store) as connection:
            take(connection, name, "first", reviewer=person)
        assert rows(store, "SELECT settled FROM reading_differences WHERE id = ?", name) == [
            (settled,)
        ]
        if person == "ana":  # while it is not blind, one person settles it
            for share in (0.0, 1.0):
                with transaction(store) as connection:
                    set_blind_share(connection, share, reviewer="ana")
                    refresh_states(connection, claims)
                assert verify(store) == ()


def test_a_reader_of_the_desk_decides_nothing(store: Store, read: Reading) -> None:
    del read
    for name, _ in differences(store):
        with transaction(store) as connection, pytest.raises(DecisionError):
            take(connection, name, "second", reviewer="cy")
    assert rows(store, "SELECT * FROM reviews") == []


def test_a_person_who_decided_by_themselves_settles_the_point(store: Store, read: Reading) -> None:
    del read
    [(sentence,)] = rows(store, "SELECT id FROM sentences WHERE number = 3")
    with transaction(store) as connection:
        decide(
            connection,
            reviewer="bo",
            target_kind="sentence",
            target=sentence,
            action=CorrectStatus("none"),
        )
    assert [one for _, one in differences(store)].count("status") == 1


def test_what_was_taken_and_kept_is_training_data(store: Store, read: Reading) -> None:
    del read
    decided(store, "second", "differs", 1)
    decided(store, "second", "missed")
    decided(store, "first", "status", 1)
    decided(store, "second", "status", 0)
    [form] = corrections(store, reviewed_only=True)
    names = {source["id"]: source["name"] for source in form["sources"]}
    reviewed = [
        [names[hop["source"]] for hop in claim["chain"]]
        for sentence in form["sentences"]
        for claim in sentence["claims"]
        if claim["reviewed"]
    ]
    assert reviewed == [["the Orrin Post", "An engineer"], ["Mara Lund"]]
    assert form["sentences"][-1]["span"][0] == DOCUMENT.text.index("Some 400")


def test_readers_agree_by_field_as_people_do(store: Store, read: Reading) -> None:
    del read
    found = {one.field: one for one in reader_agreement(store.connection)}
    assert list(found) == ["chain", "content", "disputable", "extraction", "kind", "status"]
    assert found["chain"].pair == ("the first reader", READER)
    assert (found["chain"].claims, found["chain"].percentage) == (2, 50.0)
    assert (found["status"].claims, found["status"].percentage) == (4, 50.0)
    before = reader_agreement(store.connection)
    decided(store, "second", "differs", 1)
    assert reader_agreement(store.connection) == before, "people's corrections play no part"


def test_only_editors_say_what_may_be_sent(store: Store, run: int) -> None:
    del run
    with transaction(store) as connection:
        for person in ("bo", "cy", "nobody"):
            with pytest.raises(DecisionError, match="for editors"):
                set_readers(connection, "llm:*", reviewer=person)
            with pytest.raises(DecisionError, match="for editors"):
                mark_confidential(connection, ARTICLE, True, reviewer=person)
            with pytest.raises(DecisionError, match="for editors"):
                set_confidential_outlets(connection, "x", reviewer=person)
            with pytest.raises(DecisionError, match="for editors"):
                agree_to_reader(connection, READER, reviewer=person)
    assert rows(store, "SELECT * FROM confidential") == []


def test_articles_and_outlets_are_marked_and_unmarked(store: Store, run: int) -> None:
    del run
    with transaction(store) as connection:
        mark_confidential(connection, ARTICLE, True, reviewer="ana")
        assert is_marked(connection, ARTICLE)
        assert "marked as confidential" in str(why_confidential(connection, ARTICLE, None))
        mark_confidential(connection, ARTICLE, False, reviewer="ana")
        assert why_confidential(connection, ARTICLE, "The Valley Times") is None
        set_confidential_outlets(connection, "the VALLEY times\n\nOther", reviewer="ana")
        assert confidential_outlets(connection) == ("other", "valley times")
        assert "The Valley Times" in str(why_confidential(connection, None, "The Valley Times"))
        assert why_confidential(connection, None, "Valley Times Weekly") is None


def test_a_request_needs_permission_consent_and_an_editor(
    store: Store, run: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    del run
    monkeypatch.delenv("CLAIMS_READERS", raising=False)
    with transaction(store) as connection:

        def ask(reviewer: str = "ana", *, agree: bool = False) -> int:
            return ask_for_reading(connection, ARTICLE, READER, reviewer=reviewer, agree=agree)

        with pytest.raises(DecisionError, match="not allowed here"):
            ask(agree=True)
        set_readers(connection, f"llm:other\n{READER}", reviewer="ana")
        with pytest.raises(DecisionError, match="agree first"):
            ask()
        with pytest.raises(DecisionError, match="for editors"):
            ask("bo", agree=True)
        first = ask(agree=True)
        assert agreed_to(connection, READER)
        assert ask() == first, "what waits is not asked for twice"
        mark_confidential(connection, ARTICLE, True, reviewer="ana")
        with pytest.raises(DecisionError, match="confidential"):
            ask()
        monkeypatch.setenv("CLAIMS_READERS", "llm:other")
        with pytest.raises(DecisionError, match="not allowed here"):
            ask()


def test_requests_are_taken_in_turn_and_a_cut_off_one_again(
    store: Store, run: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    del run
    monkeypatch.setenv("CLAIMS_READERS", "llm:*")
    with transaction(store) as connection:
        one = ask_for_reading(connection, ARTICLE, "llm:a", reviewer="ana", agree=True)
        two = ask_for_reading(connection, ARTICLE, "llm:b", reviewer="ana", agree=True)
        found = next_request(connection)
        assert found is not None
        assert found.id == one
        again = next_request(connection, begun=True)
        assert again is not None
        assert again.id == one
        finish_request(connection, one, "HTTP 429")
        following = next_request(connection)
        assert following is not None
        assert following.id == two
        finish_request(connection, two)
        assert next_request(connection, begun=True) is None
        states = [(row["reader"], row["state"]) for row in requests_of(connection, ARTICLE)]
    assert states == [("llm:a", "failed"), ("llm:b", "done")]


def test_readings_leave_with_a_removed_article_and_come_back(store: Store, read: Reading) -> None:
    del read
    decided(store, "first", "differs")
    kept = "SELECT reader, prompt, state, output_tokens, extraction FROM readings"
    points = "SELECT id, kind, claim, settled FROM reading_differences ORDER BY number"
    before = rows(store, kept), rows(store, points), reader_agreement(store.connection)
    with transaction(store) as connection:
        made = remove_article(connection, reviewer="ana", document=ARTICLE).review
    assert rows(store, kept) == []
    assert rows(store, points) == []
    assert verify(store) == ()
    with transaction(store) as connection:
        decide(connection, reviewer="ana", target_kind="document", target="", action=Undo(made))
    again, document = begin_run(store, "add"), waiting_document(store, ARTICLE)
    assert document is not None
    assert put_decided(store, extracted(FIRST_READING, document=document), run=again)
    assert (rows(store, kept), rows(store, points), reader_agreement(store.connection)) == before
    assert is_read(store.connection, ARTICLE, READER, prompt_digest())
    assert verify(store) == ()


def test_a_source_renamed_elsewhere_is_renamed_in_the_differences(
    store: Store, read: Reading
) -> None:
    del read
    [(board,)] = rows(store, "SELECT source FROM claims WHERE chain = 'the water board' LIMIT 1")
    with transaction(store) as connection:
        decide(
            connection,
            reviewer="ana",
            target_kind="source",
            target=board,
            action=Rename("Orrin Water Board"),
        )
    [*firsts] = rows(store, "SELECT first FROM reading_differences WHERE kind = 'alone'")
    assert [json.loads(first)["chain"] for (first,) in firsts] == ["Orrin Water Board"]
    assert verify(store) == ()


def test_where_readers_differ_comes_first_in_the_queue(store: Store, run: int) -> None:
    def queue() -> list[str]:
        found = queued_claims(store.connection, reviewer="ana", filters=Filters(), most=9)
        return [rows(store, "SELECT text FROM claims WHERE id = ?", one)[0][0] for one in found]

    alike = FIRST_READING.replace("- Some 400 people || - || indirect || fact || s1", "")
    alike = alike.replace("[4] attributed", "[4] unsourced 7")
    without = queue()
    assert without[0] != "Some 400 people"
    put_reading(store, reading(alike), run=run)
    assert queue()[0] == "Some 400 people"
    assert sorted(queue()) == sorted(without)
    made = decided(store, "second", "alone")
    assert "Some 400 people" not in queue()
    with transaction(store) as connection:
        undo_all(connection, reviewer="ana", first=made)
    assert queue()[0] == "Some 400 people"
    decided(store, "first", "alone")
    assert verify(store) == ()
    assert rows(store, "SELECT text FROM claims WHERE differs") == []


MISSED = [
    # The first reader has another claim in the sentence, none at all, or the writer's own.
    ("[3] attributed\n- disgrace || said || indirect || opinion || s3", [(1, 1)]),
    ("[3] none", [(None, None)]),
    ("[3] unsourced 7", [(0, 1)]),
]


@pytest.mark.parametrize(("first", "beside"), MISSED)
def test_a_claim_that_was_missed_is_queued_beside_one_of_its_sentence(
    store: Store, first: str, beside: list[tuple[int | None, int | None]]
) -> None:
    run = fill(store, FIRST_READING.replace("[3] unsourced 7", first))
    put_reading(store, reading(), run=run)
    found = rows(
        store,
        "SELECT claims.hops, claims.differs FROM reading_differences AS d"
        " LEFT JOIN claims ON claims.id = d.claim AND claims.sentence = d.sentence"
        " WHERE d.kind = 'missed'",
    )
    assert found == beside
    assert verify(store) == ()
    decided(store, "second", "missed")
    assert "missed" not in [kind for _, kind in differences(store)]
    assert verify(store) == ()


TAMPERED = [
    (
        "UPDATE readings SET extraction = replace(extraction, '\"end\":60', '\"end\":4000')",
        "readings",
    ),
    ("UPDATE readings SET extraction = '{'", "readings"),
    ("UPDATE readings SET extraction = '{}'", "reading_differences"),
    ("UPDATE readings SET unsure = '[99]'", "readings"),
    ("UPDATE readings SET unsure = 'x'", "readings"),
    ("UPDATE reading_differences SET settled = 1", "reading_differences"),
    (
        "UPDATE reading_differences SET second = replace(second, 'Lund', 'Lind')",
        "reading_differences",
    ),
    ("DELETE FROM reading_differences WHERE kind = 'missed'", "reading_differences"),
    ("UPDATE reading_agreement SET claims = claims + 1", "reading_agreement"),
    ("DELETE FROM reading_agreement", "reading_agreement"),
    ("UPDATE claims SET differs = 1 - differs WHERE number = 1", "claims"),
]


@pytest.mark.parametrize(("statement", "table"), TAMPERED)
def test_what_was_changed_in_a_reading_is_found(
    store: Store, read: Reading, statement: str, table: str
) -> None:
    del read
    assert verify(store) == ()
    changed = store.connection.execute(statement).rowcount
    store.connection.commit()
    assert changed
    found = {damage.table for damage in verify(store)}
    assert table in found
