"""How one claim stands to another: a table of pairs, as an editor would decide them."""

from pathlib import Path

import pytest

from claims.errors import ModelError
from claims.tracking.comparison import Comparer, link_of
from claims.tracking.values import Comparison, Relation, Telling
from claims.values import Figure, Span


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    return Comparer()


def compare(comparer: Comparer, one: str, other: str) -> Comparison:
    return comparer.compare(Telling("a", "d1", 1, one), Telling("b", "d2", 1, other))


def test_contrary_words_in_other_clauses_contradict_nothing(comparer: Comparer) -> None:
    one = "Karl Oder is a harbour pilot in Varnau."
    others = (
        "Karl Oder is a harbour pilot in Varnau who has not seen his ship since it was sold.",
        "If Karl Oder is not a harbour pilot in Varnau, the court will hear of it in May.",
        "Karl Oder is not the only harbour pilot in Varnau.",
    )
    assert all(compare(comparer, one, other).relation != "contradicts" for other in others)
    assert compare(comparer, one, one.replace("is a", "is not a")).relation == "contradicts"


PAIRS: list[tuple[str, str, Relation]] = [
    ("The mayor of Lisbon resigned on Monday.", "Lisbon's mayor resigned on Monday.", "same"),
    (
        "Police arrested two men over the bank robbery in Graz",
        "Two men were arrested by police over the Graz bank robbery",
        "same",
    ),
    (
        "Iran's commander urged the factions to halt attacks on U.S. forces",
        "The Iranian commander pressed the factions to stop attacks on American troops",
        "same",
    ),
    (
        "The airline will cut 2,000 jobs by the end of the year",
        "The airline will not cut 2,000 jobs by the end of the year",
        "contradicts",
    ),
    (
        "Unemployment in Spain rose in March",
        "Unemployment in Spain fell in March",
        "contradicts",
    ),
    (
        "The court convicted Marta Keller of fraud",
        "The court acquitted Marta Keller of fraud",
        "contradicts",
    ),
    (
        "The index rose 66.7 points in New York",
        "The index slumped 62.1 points in New York",
        "same event",
    ),
    (
        "Shipments of phones dropped 15.6 percent in the year to 414 million units",
        "Shipments of phones dropped 12.8 percent in January to 34.1 million units",
        "same event",
    ),
    (
        "The factory in Brno will close",
        "The factory in Brno will close in June because of falling orders from Germany, with the "
        "loss of 300 jobs",
        "refines",
    ),
    (
        "More than 20 passengers were injured when the ferry ran aground",
        "The passengers of the ferry that ran aground off Kalvik on Tuesday night are on their way "
        "home this morning, while an inquiry into the accident begins",
        "same event",
    ),
    (
        "Oil prices rose sharply after the attack on the refinery",
        "The choir sang for the queen in a village church",
        "unrelated",
    ),
    (
        "The mayor of Lisbon resigned on Monday.",
        "The mayor of Porto opened a new bridge across the Douro.",
        "unrelated",
    ),
]


@pytest.mark.parametrize(("one", "other", "relation"), PAIRS)
def test_relation(comparer: Comparer, one: str, other: str, relation: Relation) -> None:
    found = compare(comparer, one, other)
    assert found.relation == relation
    assert compare(comparer, other, one).relation == relation
    assert 0 <= found.confidence <= 1


@pytest.mark.parametrize(
    ("one", "other", "differences"),
    [
        (
            "More than 20 soldiers were wounded",
            "18 soldiers were wounded",
            [("figure", "More than 20 soldiers", "18 soldiers")],
        ),
        ("More than 20 soldiers were wounded", "30 soldiers were wounded", []),
        ("Not more than 50 boats sank", "Up to 50 boats sank", []),
        ("The wall will cost €3.4m", "The wall will cost €3.4 million", []),
        ("The toll has risen to nine", "Seven people died", [("figure", "nine", "Seven people")]),
        (
            "They met in Riga on January 29",
            "They met in Riga on February 2",
            [("date", "January 29", "February 2")],
        ),
        ("Tom Smith was charged", "Ann Lee was charged", [("name", "smith tom", "ann lee")]),
        ("She will resign", "She may resign", [("certainty", "", "hedged")]),
        ("He denied the charge", "He did not accept the charge", []),
        ("The cables failed", "The cables broke", []),
        ("He not only resigned but left", "He resigned and left", []),
        ("He resigned", "He failed to resign", [("negation", "", "not resign")]),
        ("He resigned", "He resigned, which nobody wanted", []),
        ("Sales rose", "Sales fell", [("opposite", "rose", "fell")]),
        (
            "The storm has winds of 55 km per hour",
            "The storm has winds of 165 kilometres per hour",
            [("figure", "55 km", "165 kilometres")],
        ),
        (
            "He denied any fraud and called it a lie",
            "He denied fraud and often called it a lie",
            [],
        ),
        ("Homes were without power in North Varnau", "Homes in South Varnau went dark", []),
        ("No plea was entered", "He does not have to enter a plea yet", []),
        ("He is guilty", "He is not guilty", [("negation", "", "not guilti")]),
        ("Lind, 75, met the mayor", "Lind led the council for 24 years", []),
    ],
)
def test_differences_are_named(
    comparer: Comparer, one: str, other: str, differences: list[tuple[str, str, str]]
) -> None:
    found = compare(comparer, one, other).differences
    assert [(d.kind, d.left, d.right) for d in found] == differences


def test_articles_years_apart_are_not_on_one_event(comparer: Comparer) -> None:
    one = Telling("a", "d1", 1, "Twenty were hurt when the ferry ran aground", seen="2024-03-05")
    texts = "A ferry ran aground on a sandbank off Tarnholm"
    near = Telling("b", "d2", 1, texts, seen="2024-03-06")
    far = Telling("b", "d2", 1, texts, seen="2022-03-06")
    assert comparer.compare(one, near).relation == "same event"
    assert comparer.compare(one, far).relation == "unrelated"


def test_a_link_names_the_one_that_says_more() -> None:
    short, long = Telling("z", "d1", 1, "It will close"), Telling("a", "d2", 1, "It will close now")
    link = link_of(short, long, Comparison("refines", 0.8, 0.9))
    assert link is not None
    assert (link.left, link.right, link.refined) == ("a", "z", "a")
    assert link_of(short, long, Comparison("unrelated", 0.8, 0.1)) is None


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    comparer = Comparer(folder=tmp_path)
    comparer.embedder.folder = Comparer().folder
    (tmp_path / "comparison.json").write_text("{}")
    with pytest.raises(ModelError, match=r"comparison\.json"):
        compare(comparer, "One thing", "Another thing")


@pytest.mark.parametrize(
    ("days", "seen", "relation"),
    [
        (("2024-03-01", "2024-03-01"), ("2024-03-01", "2024-03-05"), "same"),
        (("2024-03-01", "2024-03-02"), ("2024-03-02", "2024-03-03"), "same"),
        (("2024-03-01", "2024-03-08"), ("2024-03-02", "2024-03-09"), "same event"),
        (("2024-03-01", "2024-06-07"), ("2024-03-02", "2024-06-08"), "unrelated"),
    ],
)
def test_the_same_words_speak_of_the_day_that_each_article_means(
    comparer: Comparer, days: tuple[str, str], seen: tuple[str, str], relation: Relation
) -> None:
    text = "The council met the day before to vote on the harbour budget."
    place = Span(text.index("the day before"), text.index(" to vote"))
    one, other = (
        Telling(
            name,
            name,
            1,
            text,
            seen=printed,
            figures=(Figure("date", place.of(text), place, day),),
        )
        for name, day, printed in zip("ab", days, seen, strict=True)
    )
    assert comparer.compare(one, other).relation == relation
    assert comparer.compare(other, one).relation == relation


@pytest.mark.parametrize(
    ("said", "contradicts"),
    [
        ("The train had been going too fast near Kelmer.", True),
        ("The train had not been going too fast near Kelmer.", False),
    ],
)
def test_who_denies_agrees_with_who_says_no(
    comparer: Comparer, said: str, contradicts: bool
) -> None:
    words = "Transvia denied that the train had been going too fast near Kelmer."
    denied = Telling(
        *("a", "d1", 1, words),
        certainty="denied",
        content="that the train had been going too fast near Kelmer",
        whole=words,
    )
    found = comparer.compare(denied, Telling("b", "d2", 1, said))
    assert (found.relation == "contradicts") is contradicts
