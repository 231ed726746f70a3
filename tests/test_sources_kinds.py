"""Kind, anonymity and number by the words alone; reason and description of sources."""

import pytest
from sources_examples import entity, sources

import claims


@pytest.mark.parametrize(
    ("mention", "kind", "anonymous", "number"),
    [
        ("a senior official", "person", True, "one"),
        ("a British regulator", "organisation", False, "one"),
        ("Both of the Slovaks", "group", False, "several"),
        ("the mayor’s associates", "group", True, "several"),
        ("multiple Iraqi sources", "group", True, "several"),
        ("two aides", "group", True, "several"),
        ("people familiar with the matter", "group", True, "unknown"),
        ("a person familiar with the matter", "person", True, "one"),
        ("residents", "group", True, "several"),
        ("critics", "group", False, "unknown"),
        ("analysts", "group", False, "several"),
        ("two analysts", "group", True, "several"),
        ("some", "group", False, "unknown"),
        ("progressives", "group", False, "several"),
        ("a federal judge", "person", True, "one"),
        ("one of the officials", "person", True, "one"),
        ("two of the officials", "group", True, "several"),
        ("the president", "person", False, "one"),
        ("police", "organisation", False, "one"),
        ("the defence ministry", "organisation", False, "one"),
        ("the US-led coalition", "organisation", False, "one"),
        ("the coast guard", "organisation", False, "one"),
        ("the guard", "person", True, "one"),
        ("a Pentagon spokesman", "person", True, "one"),
        ("the Pentagon", "organisation", False, "one"),
        ("Reuters", "outlet", False, "one"),
        ("the newspaper", "outlet", False, "one"),
        ("officials in three states", "group", True, "several"),
        ("one in three voters", "group", False, "several"),
        ("The two", "group", False, "several"),
        ("the website Dennik Nova", "outlet", False, "one"),
        ("local media", "outlet", False, "several"),
        ("the Moss family", "group", False, "several"),
        ("polls", "document", False, "several"),
        ("a 2014 study by Ann Hill", "document", False, "one"),
        ("the ruling", "document", False, "one"),
        ("the current policy", "document", False, "one"),
        ("Ann Hill", "person", False, "one"),
        ("Ann Hill and Bob Moss", "person", False, "several"),
        ("Ann Hill and her aides", "group", False, "several"),
        ("Republicans", "group", False, "several"),
        ("Beijing", "organisation", False, "one"),
        ("Washington", "organisation", False, "one"),
    ],
)
def test_kinds(mention: str, kind: str, anonymous: bool, number: str) -> None:
    found = entity(mention)
    assert (found.kind, found.anonymous, found.number) == (kind, anonymous, number)


@pytest.mark.parametrize(
    ("mention", "kind", "anonymous", "number"),
    [
        ("a senior official", "person", True, "one"),
        ("two aides", "group", True, "several"),
        ("Reuters", "outlet", False, "one"),
        ("Ann Hill", "person", False, "one"),
        ("the defence ministry", "organisation", False, "one"),
        ("analysts", "group", False, "several"),
    ],
)
def test_what_the_model_judges(mention: str, kind: str, anonymous: bool, number: str) -> None:
    (source,) = sources(f"It rained. {{s1 {mention}}} {{q1 said}} {{c1 it snowed}}.").values()
    assert (source.kind, source.anonymous, source.number) == (kind, anonymous, number)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        (
            "{c1 It rained}, {q1 said} {s1 an official} who spoke on condition of anonymity "
            "because he was not allowed to talk.",
            "who spoke on condition of anonymity because he was not allowed to talk",
        ),
        (
            "{s1 A person familiar with the talks} {q1 said} {c1 it rained}.",
            "familiar with the talks",
        ),
        (
            "{s1 A member} {q1 said} {c1 it rained}.\n"
            "{s2 He} {q2 requested} {c2 anonymity}, saying only the chief could speak.",
            "He requested anonymity, saying only the chief could speak",
        ),
        ("{s1 An official} {q1 said} {c1 it rained}.", None),
    ],
)
def test_reasons(sentence: str, reason: str | None) -> None:
    (source,) = sources(sentence).values()
    assert source.reason == reason


@pytest.mark.parametrize(
    ("sentence", "name", "description"),
    [
        (
            "{s1 Brigade General Esmail Qaani}, head of the Quds Force, {q1 said} {c1 it rained}.",
            "Esmail Qaani",
            "Brigade General; head of the Quds Force",
        ),
        (
            "{s1 A high-ranking Iranian security official} {q1 said} {c1 it rained}.",
            "A high-ranking Iranian security official",
            "high-ranking Iranian security official",
        ),
        (
            "{s1 Mr. Hill}, who smiled, {q1 said} {c1 it rained}. Ann Hill left.",
            "Ann Hill",
            None,
        ),
        ("{s1 Reuters} {q1 said} {c1 it rained}.", "Reuters", None),
        (
            "{c1 It rained}, {q1 said} the harbour’s deputy director, {s1 Ann Hill}, on Monday.",
            "Ann Hill",
            "harbour’s deputy director",
        ),
        (
            "{q1 According to} {s1 Ann Hill}, {c1 eight officials were hurt and a doctor left}.",
            "Ann Hill",
            None,
        ),
        (
            "DOVER (Reuters) - Hedge fund manager {s1 David Moss} {q1 said} {c1 it rained}.",
            "David Moss",
            "Hedge fund manager",
        ),
        (
            "Senators Ann Hill and Bob Moss left. {s1 Hill} {q1 said} {c1 it rained}.",
            "Ann Hill",
            "Senator",
        ),
        (
            "{s1 Kestrel League}, the largest of the groups, {q1 said} {c1 it rained}.",
            "Kestrel League",
            "largest of the groups",
        ),
    ],
)
def test_descriptions(sentence: str, name: str, description: str | None) -> None:
    assert {n: s.description for n, s in sources(sentence).items()} == {name: description}


def test_aliases() -> None:
    found = sources(
        "{s1 Human Rights Watch} (HRW) {q1 said} {c1 it rained}.\n{s2 HRW} {q2 added} {c2 more}."
    )
    assert {name: source.aliases for name, source in found.items()} == {
        "Human Rights Watch": ("HRW",)
    }


@pytest.mark.parametrize(
    ("after", "reason"),
    [
        (
            "They spoke on condition of anonymity because talks go on.",
            "They spoke on condition of anonymity because talks go on",
        ),
        ("Both asked not to be named.", "asked not to be named"),
        ("He spoke on condition of anonymity.", None),
        ("They left in the rain.", None),
    ],
)
def test_the_reason_may_stand_in_the_next_sentence(after: str, reason: str | None) -> None:
    found = sources("{c1 It rained}, {s1 two harbour officials} {q1 said}.\n" + after)
    assert found["two harbour officials"].reason == reason


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("Seven died, the police chief, Anton Reval, said.", "Anton Reval", "police chief"),
        ("“It is dear,” Lind’s spokesman, Ben Moss, said.", "Ben Moss", "Lind’s spokesman"),
        ("The mayor, Ann Hill, and the pilot, Ben Moss, left, Karl Oder said.", "Karl Oder", None),
    ],
)
def test_a_role_before_whoever_speaks_describes_them(
    text: str, name: str, said: str | None
) -> None:
    found = {source.name: source.description for source in claims.extract(text).sources}
    assert found[name] == said


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The train was late, its operator, Transvia, said.", True),
        ("The train was late, its owner, Transvia, said.", False),
    ],
)
def test_a_name_that_explains_a_body_is_its_name(text: str, named: bool) -> None:
    [source] = claims.extract(text).sources
    assert (source.name == "Transvia") is named
