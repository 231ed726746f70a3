"""Hops: stated beside the source, carried on, and inferred only where they are likely."""

import pytest
from sources_examples import chains, resolved

SEED = """\
{c1 {s90 Brigade General Esmail Qaani}, head of the Quds Force, visited Baghdad last month}, {v1 Reuters} {q1 reported} on February 18, {q1 citing} {s1 multiple Iranian and Iraqi sources}.
{c2 The Iranian commander met representatives of several factions after {s3 Washington} {q3 blamed} {c3 Iranian-backed forces for the killing of three U.S. troops}}, {s2 the sources} {q2 said}.
{q4 According to} {s4 the sources}, {c4 {s5 Brig. Gen. Qaani} did not leave the airport, {q5 fearing} {c5 he could be targeted}}.
{c6 “{s7 The Iranians} learned their lesson and {q7 did not want} {c7 this to be repeated},”} {s6 the source} {q6 said}.
{c8 {s9 The commander} {q9 told} the factions {c9 that they risked a heavy U.S. response}}, {s8 sources} {q8 said}.
The next day {s10 Kataib Hezbollah}, the largest of the factions, {q10 announced} {c10 it was suspending attacks}.
However, {s11 a smaller but very active faction, Harakat Hezbollah al-Nujaba}, {q11 said} {c11 that it would continue attacks}, {q12 arguing} {c12 that U.S. forces would only leave by force}.
{c13 “It would have been impossible,”} {s13 a senior commander in one of the Iranian-backed factions} {q13 said}.
{s14 A high-ranking Iranian security official} {q14 said} {c14 that the visit was “successful”}.
{s15 Reuters’ report} {q15 shows} {c15 how Iran has been working}.
"""  # noqa: E501  # one sentence a line, as in the seed


def test_the_seed() -> None:
    sources = "(Reuters) > multiple Iranian and Iraqi sources"
    assert chains(resolved(SEED.replace("{s90 ", "").replace("Qaani}, head", "Qaani, head"))) == [
        "Reuters > multiple Iranian and Iraqi sources",
        sources,
        f"{sources} > Washington",
        sources,
        f"{sources} > Esmail Qaani",
        "(Reuters) > the source",
        "(Reuters) > the source > Iranians",
        sources,
        f"{sources} > Esmail Qaani",
        "Kataib Hezbollah",
        "Harakat Hezbollah al-Nujaba",
        "(Harakat Hezbollah al-Nujaba)",
        "(Reuters) > a senior commander in one of the Iranian-backed factions",
        "(Reuters) > A high-ranking Iranian security official",
        "Reuters",
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(
            "{s1 Ann Hill} {q1 said} {c1 it rained} in an interview with {v1 Sky News}.",
            ["Sky News > Ann Hill"],
            id="interview",
        ),
        pytest.param(
            "{c1 “It rained,”} {s1 Ann Hill} {q1 told} {v1 Bill Moss of Fox News}.",
            ["Fox News > Ann Hill"],
            id="an outlet's presenter",
        ),
        pytest.param(
            "{s1 Ann Hill} {q1 told} {v1 Qatari broadcaster Al Jazeera} {c1 it rained}.",
            ["Al Jazeera > Ann Hill"],
            id="described outlet",
        ),
        pytest.param(
            "{q1 According to} {s1 the Associated Press}, {c1 it rained}.",
            ["Associated Press"],
            id="according to is no telling",
        ),
        pytest.param(
            "{s1 Ann Hill}, an editor at the Arab News, {q1 said} {c1 it rained}.",
            ["Ann Hill"],
            id="an employer is no hop",
        ),
        pytest.param(
            "{s1 Ann Hill} {q1 told} reporters {c1 it rained}.",
            ["Ann Hill"],
            id="reporters are no hop",
        ),
        pytest.param(
            "{s1 Ann Hill} {q1 said} {c1 {s2 Bob Moss} {q2 told} {v2 CNN} {c2 that it rained}}.",
            ["Ann Hill", "Ann Hill > CNN > Bob Moss"],
            id="told inside a content",
        ),
        pytest.param(
            "{s1 Ann Hill} {q1 told} {v1 CNN} {c1 it rained}, and "
            "{s2 Bob Moss} {q2 said} {c2 it snowed}.",
            ["CNN > Ann Hill", "Bob Moss"],
            id="two in one sentence",
        ),
        pytest.param(
            "{s1 Ann Hill} {q1 told} {v1 CNN} {c1 it rained}.\n"
            "The dam holds. {v2 CNN} was told.\n{s2 Bob Moss} {q2 said} {c2 it snowed}.",
            ["CNN > Ann Hill", "Bob Moss"],
            id="a relay named in another sentence is not stated",
        ),
        pytest.param(
            "{s1 Ann Hill} {q1 told} {v1 Metro TV} {c1 it rained}.\n"
            "{s2 Hill} {q2 told} {v2 the TV station} {c2 it snowed}.\n"
            "{s3 Bob Moss} {q3 told} {v3 a newspaper} {c3 it hailed}.",
            ["Metro TV > Ann Hill", "Metro TV > Ann Hill", "a newspaper > Bob Moss"],
            id="the station that was told before",
        ),
        pytest.param(
            "{s1 Ann Hill} {q1 told} {v1 Radio Coast} {c1 it rained}.\n"
            "{s2 Hill} {q2 told} {v2 the newspaper} {c2 it snowed}.",
            ["Radio Coast > Ann Hill", "the newspaper > Ann Hill"],
            id="a newspaper is no radio",
        ),
        pytest.param(
            "{s1 Ann Hill} {q1 rejected} {c1 {s2 Bob Moss’s} {q2 demand} {c2 for a hearing}}.",
            ["Ann Hill", "Bob Moss"],
            id="what is rejected is not told by who rejects it",
        ),
        pytest.param(
            "{s1 Ann Hill} {q1 said} {c1 that {s2 Bob Moss’s} {q2 demand} {c2 for it} failed}.",
            ["Ann Hill", "Ann Hill > Bob Moss"],
            id="what is said is",
        ),
        pytest.param(
            "{s1 The union} {q1 said} {c1 400 left}, while {s2 the firm} {q2 said} {c2 90 had}.",
            ["The union", "the firm"],
            id="a union is no firm",
        ),
        pytest.param(
            "{c1 “It rained,”} {s1 analyst Ann Hill} {q1 said}.\n"
            "{s2 The finance minister} {q2 said} {c2 it snowed}.",
            ["Ann Hill", "The finance minister"],
            id="an analyst is no minister",
        ),
        pytest.param(
            "{s1 Ann Hill} {q1 told} {v1 Sky Sports} {c1 it rained}.\n"
            "{s2 The club} {q2 said} {c2 it snowed}.",
            ["Sky Sports > Ann Hill", "The club"],
            id="who was told is an outlet, no club",
        ),
        pytest.param(
            "{s1 One of them} {q1 said} {c1 that it rained}.",
            ["One of them"],
            id="one of them is not them",
        ),
        pytest.param(
            "Prosecutors opened an inquiry.\nThe firm lost a third of its value.\n"
            "{s1 They} {q1 said} {c1 the books were false}.",
            ["Prosecutors"],
            id="they, two sentences on",
        ),
        pytest.param(
            "{q1 According to} {v1 a report in the Guardian}, "
            "which quoted {s1 two aides}, {c1 it rained}.",
            ["Guardian > two aides"],
            id="a report that quotes",
        ),
        pytest.param(
            "{q1 In a statement to} {v1 ABC News}, {s1 the Church of Mist} {q1 denied} {c1 that}.\n"
            "{s2 The Church} {q2 also claimed} {c2 it rained}.",
            ["ABC News > Church of Mist", "(ABC News) > Church of Mist"],
            id="goes on",
        ),
        pytest.param(
            "{c1 “It rained,”} {s1 Ann Hill} {q1 said}.\n{c2 “It was a flood.”}",
            ["Ann Hill", "(Ann Hill)"],
            id="a quotation goes on",
        ),
        pytest.param(
            "{c1 “It rained.}\n{c2 It was a flood,”} {s2 Ann Hill} {q2 said}.",
            ["(Ann Hill)", "Ann Hill"],
            id="a quotation begins before its source",
        ),
        pytest.param(
            "{s1 Ann Hill} {q1 agreed with} {c1 Moss} and {q2 seemed to think} {c2 it rained}.",
            ["Ann Hill", "(Ann Hill)"],
            id="joined verbs",
        ),
        pytest.param(
            "{c1 Rain} {q1 is expected} {c1 to fall}.", [""], id="nobody is said to expect it"
        ),
        pytest.param(
            "{c1 It rained}, {s1 the Times of India} {q1 said}.\n"
            "{s2 Ann Hill} {q2 said} {c2 it snowed}.\n"
            "{s3 Critics} {q3 say} {c3 it hailed}.",
            ["Times of India", "Ann Hill", "Critics"],
            id="the named and crowds are not relayed",
        ),
    ],
)
def test_hops(marked: str, expected: list[str]) -> None:
    assert chains(resolved(marked)) == expected


def test_a_relay_that_is_merely_near_is_not_certain() -> None:
    found = resolved(
        "{s1 Ann Hill} {q1 told} {v1 Metro TV} {c1 it rained}.\n"
        "{s2 Hill} {q2 told} {v2 the station} {c2 it snowed}."
    )
    stated, near = (chain[0].confidence for chain in found.chains)
    assert stated == 1.0
    assert near < 1.0


def test_hops_say_by_which_rule() -> None:
    found = resolved(SEED.replace("{s90 ", "").replace("Qaani}, head", "Qaani, head"))
    stated, inferred = found.chains[0], found.chains[1][0]
    assert [(hop.rule, hop.inferred, hop.confidence) for hop in stated] == [
        ("via", False, 1.0),
        ("stated", False, 1.0),
    ]
    assert inferred.mention is None
    assert inferred.inferred
    assert inferred.confidence < 1
