"""Stories from hand-made claims and links: every expected fact of the family, in any order."""

import itertools
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tracking_family import FAMILY, STORIES, officials

from claims.tracking.clustering import cluster
from claims.tracking.stories import link_stories, make_story, story_key, told_once
from claims.tracking.tracker import find_voices
from claims.tracking.values import Decision, Drift, Link, Relation, Story, Teller, Telling

TELLINGS = {telling.key: telling for article in FAMILY for telling in article.tellings}
VOICES = {"a02": "a01", "a03": "a01"}
LINKS = [
    Link(*sorted(pair), "same", 0.9)
    for keys in STORIES.values()
    for pair in itertools.combinations(keys, 2)
] + [
    Link("a01.1", "a07.1", "contradicts", 0.9),
    Link("a06.1", "a07.1", "same event", 0.7),
    Link("a09.1", "a10.1", "contradicts", 0.9),
    Link("a09.1", "a11.1", "refines", 0.8, refined="a11.1"),
    Link("a01.1", "a01.2", "same event", 0.7),
]


def story(name: str) -> Story:
    return make_story([TELLINGS[key] for key in STORIES[name]], VOICES)


def test_groups_are_the_stories() -> None:
    assert cluster(TELLINGS, LINKS) == sorted(STORIES.values())


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_any_order_gives_the_same_stories(chance: random.Random) -> None:
    keys, links = list(TELLINGS), list(LINKS)
    chance.shuffle(keys)
    chance.shuffle(links)
    groups = cluster(keys, links)
    assert groups == sorted(STORIES.values())
    for group in groups:
        shuffled = list(group)
        chance.shuffle(shuffled)
        made = make_story([TELLINGS[key] for key in shuffled], VOICES)
        assert made == make_story([TELLINGS[key] for key in group], VOICES)


def test_a_story_knows_where_it_began() -> None:
    captain = story("captain")
    assert captain.first.key == "a01.1"
    assert (captain.first.seen, captain.first.publisher) == (
        "2024-03-05T21:00:00+00:00",
        "Northwire",
    )
    assert captain.documents == ("a01", "a02", "a03", "a04", "a05", "a06")
    assert captain.key == story_key(TELLINGS["a01.1"])


def test_wire_copy_is_one_voice() -> None:
    assert story("captain").voices == (("a01", "a02", "a03"), ("a04",), ("a05",), ("a06",))
    texts = {article.key: article.text for article in FAMILY}
    times = {article.key: article.published for article in FAMILY}
    assert find_voices(texts, times) == VOICES
    assert find_voices(dict(reversed(texts.items())), times) == VOICES


@pytest.mark.parametrize(
    ("name", "originators", "independent"),
    [
        ("captain", {("two harbour officials", True)}, 1),
        ("injured", {("a hospital spokeswoman", True)}, 1),
        ("captain denied", {("Nordlink", False)}, 1),
        ("resigns", {("Jonas Falk", False)}, 1),
        ("stays", {("Karl Voss", False)}, 1),
        ("resigns for the bank", {("a person close to her", True)}, 1),
        ("leak", {("Daily Kurier ↔ Morgen Blatt", False)}, 1),
        ("other ferry", {("the coast guard", False)}, 1),
    ],
)
def test_originators(name: str, originators: set[tuple[str, bool]], independent: int) -> None:
    found = story(name)
    assert {(one.name, one.anonymous) for one in found.originators} == originators
    assert found.independent == independent


def test_all_lead_to_northwires_officials() -> None:
    """Metro Daily cites Coast Radio, which cites Northwire; two others print Northwire's text."""
    (behind,) = story("captain").originators
    assert behind.key == "anonymous:outlet:northwire"
    assert behind.tellings == ("a01.1", "a02.1", "a03.1", "a04.1", "a05.1")


def test_relays_are_laid_over_one_another() -> None:
    edges = {(relay.teller, relay.origin) for relay in story("captain").relays}
    assert ("outlet:metrodaily", "outlet:coastradio") in edges
    assert ("outlet:coastradio", "outlet:northwire") in edges
    assert ("outlet:harbourtimes", "outlet:northwire") in edges
    assert ("outlet:northwire", "anonymous:outlet:northwire") in edges


def test_papers_that_cite_each_other_are_a_circle() -> None:
    assert story("leak").circles == (("Daily Kurier", "Morgen Blatt"),)
    assert all(not story(name).circles for name in STORIES if name != "leak")


@pytest.mark.parametrize(
    ("name", "drifts"),
    [
        (
            "captain",
            [Drift("source dropped", "a01.1", "a06.1", "two harbour officials", "stated as fact")],
        ),
        (
            "injured",
            [Drift("figure changed", "a03.2", "a06.2", "more than 20 passengers", "30 passengers")],
        ),
        (
            "resigns",
            [
                Drift("source blurred", "a08.1", "a09.1", "Jonas Falk", "reports"),
                Drift(
                    "hedge dropped",
                    "a08.1",
                    "a09.1",
                    "Finance Minister Ilse Brandt may resign over the budget",
                    "Finance Minister Ilse Brandt will resign over the budget",
                ),
            ],
        ),
        ("leak", []),
        ("stays", []),
    ],
)
def test_drift(name: str, drifts: list[Drift]) -> None:
    assert list(story(name).drifts) == drifts


def test_relations_between_stories() -> None:
    stories = {name: story(name) for name in STORIES}
    names = {made.key: name for name, made in stories.items()}
    found = {
        (names[one.story], one.relation, names[one.other])
        if one.relation == "refines"
        else (*sorted((names[one.story], names[one.other])), one.relation)
        for one in link_stories(stories.values(), LINKS)
    }
    assert found == {
        ("captain", "captain denied", "contradicts"),
        ("resigns", "stays", "contradicts"),
        ("resigns for the bank", "refines", "resigns"),
        ("captain", "injured", "same event"),
    }


@pytest.mark.parametrize(
    ("links", "decisions", "groups"),
    [
        # A chain of likenesses holds together only where the whole is alike.
        ([("a", "b", 0.9), ("b", "c", 0.9)], [], ["ab", "c"]),
        ([("a", "b", 0.9), ("b", "c", 0.9), ("a", "c", 0.6)], [], ["abc"]),
        ([("a", "b", 0.6), ("b", "c", 0.9)], [], ["a", "bc"]),
        ([], [("a", "b", True)], ["ab", "c"]),
        ([("a", "b", 0.9)], [("a", "b", False)], ["a", "b", "c"]),
        ([("a", "b", 0.9)], [("a", "b", False), ("a", "b", True)], ["ab", "c"]),
        ([("a", "b", 0.9)], [("b", "c", True)], ["abc"]),
        ([("a", "b", 0.9)], [("b", "c", True), ("a", "c", False)], ["ab", "c"]),
        ([("a", "z", 0.9)], [("a", "z", True)], ["a", "b", "c"]),
    ],
)
def test_clustering(
    links: list[tuple[str, str, float]],
    decisions: list[tuple[str, str, bool]],
    groups: list[str],
) -> None:
    made = [Link(one, other, "same", confidence) for one, other, confidence in links]
    for order in itertools.permutations("abc"):
        found = cluster(order, made, [Decision(*decision) for decision in decisions])
        assert ["".join(group) for group in found] in (groups, sorted(groups))


@pytest.mark.parametrize(
    ("relation", "groups"),
    [("same event", ["abc"]), ("refines", ["abc"]), ("contradicts", ["ab", "c"])],
)
def test_what_is_near_holds_a_chain_together(relation: Relation, groups: list[str]) -> None:
    links = [
        Link("a", "b", "same", 0.9),
        Link("b", "c", "same", 0.9),
        Link("a", "c", relation, 0.9),
    ]
    assert ["".join(group) for group in cluster("abc", links)] == groups
    assert cluster("ac", links) == [("a",), ("c",)]


def test_claims_of_one_article_are_no_pair() -> None:
    """An outlet that tells in two sentences what another one tells in one."""
    links = [Link("a", "b", "same", 0.9), Link("a", "c", "same", 0.8)]
    assert cluster("abc", links) == [("a", "b"), ("c",)]
    assert cluster("abc", links, documents={"a": "d1", "b": "d2", "c": "d2"}) == [("a", "b", "c")]


def test_an_article_that_changed_its_figure_changed_nobody_elses() -> None:
    """The second paper has the figure that the first one printed before its correction."""
    text = "Brannock is in talks to buy the dairy for {} crowns"
    first = Telling("x", "d1", 1, text.format("210"), seen="2025-09-08T06:00:00+00:00")
    corrected = replace(first, before=text.format("240"))
    later = Telling("y", "d2", 1, text.format("240"), seen="2025-09-08T08:00:00+00:00")
    told = [(one.earlier, one.later) for one in make_story([corrected, later]).drifts]
    assert told == [("x", "x")]
    assert [one.later for one in make_story([first, later]).drifts] == ["y"]


@pytest.mark.parametrize(("name", "blurred"), [("media reports", True), ("Quay Daily", False)])
def test_a_named_outlet_blurs_no_source(name: str, blurred: bool) -> None:
    text = "Tessel Dairy plans to close its plant at Aldmoor"
    source = Teller("s", "Tessel Dairy", "organisation", anonymous=False)
    outlet = Teller("o", name, "outlet", anonymous=False)
    one = Telling("x", "d1", 1, text, seen="2025-09-08T06:00:00+00:00", chain=(source,))
    other = Telling("y", "d2", 1, text, seen="2025-09-08T08:00:00+00:00", chain=(outlet,))
    assert [one.kind for one in make_story([one, other]).drifts] == ["source blurred"] * blurred


def test_undated_tellings_come_last() -> None:
    dated = Telling("x", "d1", 1, "A text", seen="2024-01-01")
    undated = Telling("y", "d2", 1, "A text")
    assert make_story([undated, dated]).first == dated


def test_unsourced_assertions_are_no_originators() -> None:
    plain = [Telling(f"t{n}", f"d{n}", 1, "It is so", publisher=f"Paper {n}") for n in range(3)]
    made = make_story(plain)
    assert (made.originators, made.independent) == ((), 0)


def test_two_outlets_with_unnamed_officials_count_once() -> None:
    tellings = [
        Telling(
            f"t{n}",
            f"d{n}",
            1,
            "It is so",
            publisher=f"Paper {n}",
            chain=(officials(f"d{n}"),),
        )
        for n in range(4)
    ]
    made = make_story(tellings)
    assert len(made.originators) == 4
    assert (made.independent, made.at_most) == (1, 4)


def named(name: str, key: str = "", **said: Any) -> Teller:
    kind = said.pop("kind", "person")
    return Teller(key or name, name, kind, said.pop("anonymous", False), **said)


NURSE = named("Ann Hill", description="a nurse at the clinic")


@pytest.mark.parametrize(
    ("tellers", "least", "most"),
    [
        # One person, however spelt.
        ([named("Karl Lindqvist"), named("Mayor Karl E. Lindqvist"), named("Lindqvist")], 1, 1),
        ([named("Hill", local=True), named("Ann Hill")], 1, 1),
        ([named("Dave Hill", description="a fishing pilot"), NURSE], 2, 2),
        ([named("Raúl Marón"), named("Raul Maron")], 1, 1),
        (
            [
                named("Bill Hart", description="editor of the Weekly"),
                named("William Hart", description="an editor"),
            ],
            1,
            1,
        ),
        ([named("Bill Hart"), named("William Hart")], 1, 2),
        ([NURSE, named("Bob Hill", description="the harbour master")], 2, 2),
        # "Hill" is one of the two.
        (
            [
                NURSE,
                named("Bob Hill", description="the harbour master"),
                named("Hill", local=True),
            ],
            2,
            3,
        ),
        # Of whose house nothing is known.
        ([NURSE, named("Bob Moss")], 1, 2),
        ([NURSE, named("Bob Moss", description="her spokesman")], 1, 2),
        # What a person is called, and whom a person speaks for.
        (
            [named("the mayor", local=True), named("Karl Lind", description="the mayor of Ost")],
            1,
            1,
        ),
        ([named("the mayor", local=True), named("Karl Lind")], 1, 2),
        (
            [
                named("Transvia", kind="organisation"),
                named("Ida Holm", description="a spokeswoman for Transvia"),
            ],
            1,
            1,
        ),
        (
            [
                named("Transvia", kind="organisation"),
                named("Milan Oder", description="head of safety at Transvia"),
            ],
            1,
            2,
        ),
        (
            [
                named("Transvia", kind="organisation"),
                named("Anton Reval", description="the police chief"),
            ],
            2,
            2,
        ),
        (
            [
                named("Lis Holm", description="spokeswoman for the Lind campaign"),
                named("Ben Moss", description="the Lind campaign's press secretary"),
            ],
            1,
            2,
        ),
        # A document has an author, and an outlet that names nobody may have it from anybody.
        ([NURSE, named("The statement", kind="document", local=True)], 1, 2),
        ([NURSE, named("Water Act", kind="organisation")], 1, 2),
        ([NURSE, named("Morgen Blatt", kind="outlet")], 1, 2),
        # One body that two articles know without a name of its own.
        (
            [
                named("the fire brigade", "s1", kind="organisation", local=True),
                named("the fire brigade", "s2", kind="organisation", local=True),
            ],
            1,
            1,
        ),
        # Who is not named may be one or several.
        (
            [named("an official", "s1", anonymous=True), named("two aides", "s2", anonymous=True)],
            1,
            2,
        ),
        ([NURSE, named("two aides", "s2", anonymous=True)], 1, 2),
        ([NURSE, named("a person familiar with the plan", "s2", anonymous=True)], 2, 2),
        # A person said so.
        ([NURSE, named("two aides", "s2", anonymous=True, apart=frozenset(("Ann Hill",)))], 2, 2),
    ],
)
def test_who_is_one_and_the_same(tellers: list[Teller], least: int, most: int) -> None:
    tellings = [
        Telling(
            f"k{n}", f"d{n}", 1, "The plant leaked chlorine", publisher=f"Paper {n}", chain=(one,)
        )
        for n, one in enumerate(tellers)
    ]
    for order in itertools.permutations(tellings):
        found = make_story(order)
        assert (found.independent, found.at_most) == (least, most)


@pytest.mark.parametrize(
    ("sentences", "kinds"),
    [
        # Word for word the same sentence: only the extraction read it in two ways.
        (("The plant leaked chlorine.", "The plant leaked chlorine."), []),
        # The source was cut out of the copy.
        (
            ("The plant leaked chlorine, Ann Hill said.", "The plant leaked chlorine."),
            ["source dropped"],
        ),
    ],
)
def test_copies_of_one_sentence_get_one_reading(
    sentences: tuple[str, str], kinds: list[str]
) -> None:
    hill = (named("Ann Hill"),)
    tellings = [
        Telling(
            f"k{n}",
            f"d{n}",
            1,
            "The plant leaked chlorine.",
            seen=f"2024-05-0{n + 1}",
            chain=() if n else hill,
            whole=sentence,
        )
        for n, sentence in enumerate(sentences)
    ]
    found = make_story(tellings, {"d1": "d0"})
    assert [one.kind for one in found.drifts] == kinds
    assert [bool(one.chain) for one in found.tellings] == [True, not kinds]


def test_who_speaks_jointly_counts_once_or_twice() -> None:
    tellings = [
        Telling(name, "d", 1, "It sank.", chain=(named(name),), sentence="s1")
        for name in ("Ann Hill", "Bob Moss")
    ]
    found = make_story(tellings)
    assert (found.independent, found.at_most) == (1, 2)


def _said(key: str, sentence: str | None, text: str, *chain: str) -> Telling:
    tellers = tuple(Teller(name, name, "outlet", False) for name in chain)
    return Telling(key=key, document="d", number=1, text=text, chain=tellers, sentence=sentence)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([_said("b", "s1", "It sank.", "wire", "officials")], [["b", "a"]]),
        ([_said("b", "s1", "It sank.", "police")], [["a", "b"]]),
        ([_said("b", "s2", "It sank.", "wire")], [["a"], ["b"]]),
        ([_said("b", "s1", "It burnt.", "wire")], [["a"], ["b"]]),
        ([_said("b", None, "It sank.", "wire")], [["a"], ["b"]]),
        ([], [["a"]]),
    ],
)
def test_one_sentence_tells_once_in_the_same_words(
    others: list[Telling], expected: list[list[str]]
) -> None:
    groups = told_once([_said("a", "s1", "It sank.", "wire"), *others])
    assert [[one.key for one in group] for group in groups] == expected


@pytest.mark.parametrize(
    ("names", "independent"),
    [
        (("Bill Hart", "William Hart"), 1),
        (("Lena Hart", "Hart’s campaign"), 1),
        (("Felipe Marón", "Felipe Maron"), 1),
        (("Lena Hart", "Karl Hart"), 2),
        (("Lena Hart", "Norrland Bruk"), 2),
    ],
)
def test_names_that_may_be_of_one_count_once(names: tuple[str, str], independent: int) -> None:
    told = [
        Telling(
            f"k{number}",
            f"d{number}",
            1,
            "The mill at Tarnholm will be closed in May",
            chain=(
                Teller(
                    name,
                    name,
                    "person" if "Hart" in name.split() or "Mar" in name else "organisation",
                    anonymous=False,
                    description="a pilot" if number else "the mayor of Ost",
                ),
            ),
        )
        for number, name in enumerate(names)
    ]
    assert make_story(told).independent == independent


def test_another_figure_is_no_second_word_for_the_first() -> None:
    """Of a toll that moves, each figure is the word of whoever has it."""
    tellings = [
        Telling(
            f"k{number}",
            f"d{number}",
            1,
            f"{died} people died in the derailment",
            seen=f"2024-05-0{number + 1}",
            chain=(teller,),
        )
        for number, (died, teller) in enumerate(
            (
                ("Four", NURSE),
                ("Seven", named("Bob Moss", description="the police chief")),
                ("Four", named("Lis Holm", description="a student")),
                ("Nine", named("Ida Lund", description="the minister")),
            )
        )
    ]
    found = make_story(tellings)
    assert (found.independent, found.at_most) == (2, 2)
    assert found.differing == ("source:Bob Moss", "source:Ida Lund")
    assert make_story(tellings[:2]).independent == 1


@pytest.mark.parametrize(
    ("before", "after", "cited", "kinds"),
    [
        (("The mill closes.", "Ann Hill"), ("The mill closes.", ""), "", ["source dropped"]),
        # The article cites her elsewhere: only the extraction missed that this is hers.
        (("The mill closes.", "Ann Hill"), ("The mill closes.", ""), "Mrs. Hill", []),
        (
            ("The mill closes.", "Ann Hill"),
            ("The mill closes.", "the video"),
            "",
            ["source blurred"],
        ),
        (("The mill closes.", "Ann Hill"), ("The mill closes.", "the video"), "Ann Hill", []),
        (
            ("The mill closes.", "Ann Hill"),
            ("The mill closes.", "a statement from Karl Lind's office"),
            "",
            [],
        ),
        (
            ("The mill at Ost may be closed.", "Ann Hill"),
            ("The mill at Ost will be closed.", "Ann Hill"),
            "",
            ["hedge dropped"],
        ),
        # One sentence, read in two ways.
        (
            ("She thinks the mill will be closed.", "Ann Hill"),
            ("She thinks the mill will be closed.", "Ann Hill"),
            "",
            [],
        ),
        # The hedge is of what the other doesn't tell.
        (
            ("Perhaps I am old, but the mill at Ost on the river Elm will be closed.", "Ann Hill"),
            ("The mill at Ost on the river Elm will be closed.", "Ann Hill"),
            "",
            [],
        ),
    ],
)
def test_what_only_looks_lost_is_no_drift(
    before: tuple[str, str], after: tuple[str, str], cited: str, kinds: list[str]
) -> None:
    def telling(number: int, text: str, name: str) -> Telling:
        kind: Any = "person" if name == "Ann Hill" else "document"
        chain = (Teller(name, name, kind, anonymous=False),) if name else ()
        return Telling(
            *(f"k{number}", f"d{number}", 1, text),
            seen=f"2024-05-0{number}",
            chain=chain,
            certainty="hedged" if number == 1 and "closed" in text else "asserted",
        )

    made = make_story([telling(1, *before), telling(2, *after)], cast={"d2": {cited} - {""}})
    assert [one.kind for one in made.drifts] == kinds
