"""Every mention to its source: short forms, roles, pronouns, numbers, groups."""

import pytest
from sources_examples import article, resolved

from claims.sources.references.discourse import open_discourse
from claims.sources.references.resolving import resolve_mention


def originators(marked: str) -> list[str]:
    found = resolved(marked)
    names = {source.key: source.name for source in found.sources}
    return [names[chain[-1].source] if chain else "" for chain in found.chains]


SAID = "{{s{0} {1}}} {{q{0} said}} {{c{0} so}}."


def said(*mentions: str, before: str = "") -> str:
    """Return an article in which the mentions speak one after another."""
    return before + "\n".join(SAID.format(i, mention) for i, mention in enumerate(mentions, 1))


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        (["Brigade General Esmail Qaani", "Brig. Gen. Qaani", "Qaani"], ["Esmail Qaani"] * 3),
        (["General Esmail Qaani", "The commander", "he"], ["Esmail Qaani"] * 3),
        (["Mayor Bill de Blasio", "the mayor", "De Blasio"], ["Bill de Blasio"] * 3),
        (["Leslie Wimes", "Wines"], ["Leslie Wimes"] * 2),
        (["Ann Hill", "Bob Hill", "Mrs. Hill"], ["Ann Hill", "Bob Hill", "Ann Hill"]),
        (["Ann Hill", "Bob Moss", "she", "he"], ["Ann Hill", "Bob Moss", "Ann Hill", "Bob Moss"]),
        (["Human Rights Watch", "HRW", "The group", "it"], ["Human Rights Watch"] * 4),
        (["The New York Post", "The Post"], ["New York Post"] * 2),
        (["the Church of Mist", "The Church", "They"], ["Church of Mist"] * 3),
        (["the Supreme Court", "the court"], ["Supreme Court"] * 2),
        (["T-Mobile US", "T-Mobile"], ["T-Mobile US"] * 2),
        (["two Iraqi sources", "the sources", "sources"], ["two Iraqi sources"] * 3),
        (
            ["Iraqi sources", "the source", "another source", "the source"],
            ["Iraqi sources", "the source", "another source", "another source"],
        ),
        (["a source", "another source"], ["a source", "another source"]),
        (
            ["a source", "another source", "The first source"],
            ["The first source", "another source", "The first source"],
        ),
        (
            ["a clerk", "a clerk from Dover", "the second clerk"],
            ["a clerk", "a clerk from Dover", "a clerk from Dover"],
        ),
        (["The insurer, Nordlicht", "Nordlicht"], ["Nordlicht"] * 2),
        (["the mayor, Odile Prentice,", "Prentice"], ["Odile Prentice"] * 2),
        (["Reporters Without Borders", "the group"], ["Reporters Without Borders"] * 2),
        (["officials", "two of the officials"], ["officials", "two of the officials"]),
        (["the Pentagon", "a Pentagon spokesman"], ["Pentagon", "a Pentagon spokesman"]),
        (
            ["Ann Hill and her aides", "Ann Hill and her aides", "Ann Hill"],
            ["Ann Hill and her aides", "Ann Hill and her aides", "Ann Hill"],
        ),
        (["the Daily Mail", "the newspaper"], ["Daily Mail"] * 2),
        (["a recent survey", "the study"], ["a recent survey"] * 2),
        (["Ann Hill", "her mother"], ["Ann Hill", "Ann Hill’s mother"]),
        (["Ann Hill", "her remarks"], ["Ann Hill"] * 2),
        (["Malaysia's Prime Minister, Najib Razak", "Razak"], ["Najib Razak"] * 2),
        (["Reuters", "Reuters’ report", "a new report by Reuters"], ["Reuters"] * 3),
        (
            ["Senators Ann Hill and Bob Moss", "Moss"],
            ["Senators Ann Hill and Bob Moss", "Bob Moss"],
        ),
        (
            ["Nordlink Research Corporation", "Nordlink Research"],
            ["Nordlink Research Corporation"] * 2,
        ),
        (["Vento", "Vento Maps", "Vento"], ["Vento", "Vento Maps", "Vento"]),
        (["Acme Corp", "Acme"], ["Acme Corp"] * 2),
        (["Ann Hill, a lawyer, and Bob Moss, a judge"], ["Ann Hill and Bob Moss"]),
        (["Both Ann Hill and the mayor"], ["Ann Hill and the mayor"]),
        (["Police and fire committee chairman Tom Crane"], ["Tom Crane"]),
        (["the Moss family", "the family"], ["the Moss family"] * 2),
        (["S.& P."], ["S.& P."]),
        (["Amelize Joseph", "Joseph"], ["Amelize Joseph"] * 2),
        (["the organiser (of the march"], ["the organiser"]),
        (["Afghan Ambassador to the United States Ann Hill", "Ambassador Hill"], ["Ann Hill"] * 2),
        (["Gov. Ann Moss of Kansas and other mayors"], ["Gov. Ann Moss and other mayors"]),
        (["Ann Hill of Ohio and Bob Moss of Iowa"], ["Ann Hill and Bob Moss"]),
        (
            ["officials in six states", "State officials", "officials in six states"],
            ["officials in six states", "State officials", "officials in six states"],
        ),
        (["an independent body, the Kern Commission", "it"], ["Kern Commission"] * 2),
        (["the Department of Trade", "the authority"], ["Department of Trade"] * 2),
        (["my own folks"], ["my own folks"]),
        (["authorities", "Ohio authorities"], ["Ohio authorities"] * 2),
        (
            ["authorities", "Ohio officials", "Iowa authorities"],
            ["authorities", "Ohio officials", "Iowa authorities"],
        ),
        (["North Carolina officials", "officials"], ["North Carolina officials"] * 2),
        (["10 percent of voters", "voters"], ["10 percent of voters", "voters"]),
        (["port investors", "some investors"], ["port investors", "some investors"]),
        (
            ["Cora Hill", "Ann Hill", "Hill", "Cora Hill", "Hill"],
            ["Cora Hill", "Ann Hill", "Cora Hill", "Cora Hill", "Cora Hill"],
        ),
        (
            ["Mayor Ann Hill, Bob Moss and port chief Karl Voss"],
            ["Mayor Ann Hill, Bob Moss and port chief Karl Voss"],
        ),
        (["the 7th Circuit", "it"], ["7th Circuit"] * 2),
        (["Tropical Storm Ann", "she"], ["Tropical Storm Ann", "she"]),
        (
            ["The Harbour Commissioner’s Office (HCO)", "HCO"],
            ["Harbour Commissioner’s Office"] * 2,
        ),
        (["the ministry of defence", "you"], ["the ministry of defence", ""]),
    ],
)
def test_mentions(mentions: list[str], expected: list[str]) -> None:
    assert originators(said(*mentions)) == expected


def test_the_company_is_no_product() -> None:
    marked = (
        "{s1 Orvo} {q1 said} {c1 it would stop making the Mini}.\nThe Mini was loved.\n"
        "Nobody bought the Mini in the end.\n{c2 “We loved the Mini,”} {q2 said} {s2 Ann Hill}.\n"
        "{s3 The company} {q3 said} {c3 the Mini would go}."
    )
    assert originators(marked) == ["Orvo", "Ann Hill", "Orvo"]


def test_who_is_brought_in_before_a_quotation_speaks() -> None:
    marked = (
        "{s1 Bob Moss} {q1 said} {c1 it rained}.\nThat troubles Tom Crane, president of a club.\n"
        "{c2 “It is a shame,”} {s2 he} {q2 said}."
    )
    assert originators(marked) == ["Bob Moss", "Tom Crane"]


def test_she_is_nobody_who_is_called_he() -> None:
    marked = (
        "Vogt’s lawyer, {s1 Jan Rask}, {q1 said} {c1 his client knew nothing}.\n"
        "{s2 She} {q2 has told} friends {c2 that she signed it}."
    )
    assert originators(marked) == ["Jan Rask", "Vogt"]


def test_a_name_inside_a_quotation_does_not_speak_it() -> None:
    marked = "{s1 Tom Crane} {q1 said} {c1 it rained}.\n{c2 “Bob Moss is wet,”} {s2 he} {q2 said}."
    assert originators(marked) == ["Tom Crane", "Tom Crane"]


@pytest.mark.parametrize(
    ("mention", "low", "high"),
    [("Tom Crane", 1.0, 1.0), ("he", 0.6, 0.95), ("the nominee", 0.0, 0.6)],
)
def test_who_is_merely_near_is_never_sure(mention: str, low: float, high: float) -> None:
    marked = f"{{s1 Tom Crane}} {{q1 said}} {{c1 so}}.\n{{s2 {mention}}} {{q2 said}} {{c2 so}}."
    document, sentences, attributions = article(marked)
    discourse = open_discourse(document, sentences, attributions)
    span = attributions[1].source[0]
    for attribution in attributions:
        resolve_mention(attribution.source[0], discourse, speaker=None)
    assert discourse.resolved[span].names[0].text == "Tom Crane"
    assert low <= discourse.certainty(span) <= high


def test_nobody_is_no_source() -> None:
    assert originators(said("Nobody", "Nobody at the ministry", "Neither", "None of them")) == [
        "",
        "",
        "",
        "",
    ]


def test_i_is_who_speaks_and_the_writer_is_nobody() -> None:
    marked = (
        "{c1 “{s2 I} {q2 hope} {c2 it rains},”} {s1 Ann Hill} {q1 said}.\n"
        "{s3 I} {q3 think} {c3 so}."
    )
    assert originators(marked) == ["Ann Hill", "Ann Hill", ""]


def test_who_is_the_noun_before() -> None:
    marked = "It was Tom Crane, {s1 who} {q1 said} {c1 it rained}."
    assert originators(marked) == ["Tom Crane"]


def test_who_is_no_department() -> None:
    marked = "She met a clerk at the State Department {s1 who} {q1 said} {c1 it rained}."
    assert originators(marked) == ["a clerk at the State Department"]


def test_who_may_be_marked_with_more() -> None:
    marked = "It was Tom Crane, {s1 who in 2010} {q1 said} {c1 it rained}."
    assert originators(marked) == ["Tom Crane"]


@pytest.mark.parametrize(
    ("opening", "following"),
    [
        ("A person familiar with the matter", "Ann Hill, who teaches at Varnau,"),
        ("An official who asked not to be named", "Ann Hill"),
        ("A source", "Ann Hill"),
        ("A senior official", "President Ann Hill"),
        ("Two officials", "Ann Hill"),
        ("A senior official", "Hill"),
        ("A senior official", "Hill Holdings"),
        ("A senior official", "another official"),
        ("The officer", "Police Chief Ann Hill"),
        ("A northern expert", "Ann Hill, who teaches at Varnau,"),
        ("a senior official", "Cy Dorn, head of the harbour office,"),
        ("a prosecutor", "Ivo Petrak, the head of the court,"),
        ("a nurse", "Ines Falk, the chief executive,"),
    ],
)
def test_who_is_not_to_be_named_stays_unnamed(opening: str, following: str) -> None:
    marked = (
        f"{{c1 The dam will hold}}, {{s1 {opening}}} {{q1 said}} on Monday.\n"
        f"{{s2 {following}}} {{q2 said}} {{c2 the wall was sound}}."
    )
    assert len(resolved(marked).sources) == 2


def test_who_was_named_before_is_not_the_unnamed_of_the_opening() -> None:
    marked = (
        "{c1 The dam will hold and Ann Hill was wrong}, {s1 a senior official} {q1 said}.\n"
        "{s2 Ann Hill} {q2 said} {c2 the wall was not sound}."
    )
    assert len(resolved(marked).sources) == 2


def test_mentions_have_forms_and_places() -> None:
    found = resolved(said("Ann Hill", "she", "a source"))
    text = said("Ann Hill", "she", "a source")
    assert text
    assert [mention.form for mention in found.mentions] == ["name", "pronoun", "nominal"]


@pytest.mark.parametrize(
    ("mention", "form"),
    [
        ("her spokesman, Karl Voss", "name"),
        ("Karl Voss, her spokesman", "name"),
        ("her spokesman", "nominal"),
    ],
)
def test_who_is_named_in_an_apposition_is_named(mention: str, form: str) -> None:
    found = resolved(f"{{s1 {mention}}} {{q1 said}} {{c1 it rained}}.")
    assert [one.form for one in found.mentions] == [form]


@pytest.mark.parametrize(
    ("met", "mention", "name"),
    [
        ("her deputy, Tom Hart, and the former governor, Lisa Moor", "the governor", "Lisa Moor"),
        ("her deputy, Tom Hart, and the former governor, Lisa Moor", "the deputy", "Tom Hart"),
        ("Tom Hart, her deputy, and Lisa Moor, the former governor", "the governor", "Lisa Moor"),
        ("Tom Hart, her deputy, or Lisa Moor, the former governor", "the deputy", "Tom Hart"),
    ],
)
def test_a_role_is_that_of_the_name_beside_it(met: str, mention: str, name: str) -> None:
    found = resolved(said(mention, before=f"Mayor Ann Weil met {met}, on Monday.\n"))
    assert [source.name for source in found.sources] == [name]
    assert [chain[-1].confidence for chain in found.chains] == [1.0]


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Prosecutors have opened an inquiry.", "Prosecutors"),
        ("The two engineers left early.", "The two engineers"),
        # Nobody who could speak, somebody named, or a clause before the subject.
        ("The bridges were closed.", "the ministry"),
        ("Ann Weil left early.", "the ministry"),
        ("When prosecutors came, the office was closed.", "the ministry"),
    ],
)
def test_they_are_the_people_of_the_sentence_before(before: str, name: str) -> None:
    said_first = "{s1 The ministry} {q1 said} {c1 it rained}.\n"
    found = resolved(f"{said_first}{before}\n{{s2 They}} {{q2 said}} {{c2 it was late}}.")
    names = {source.key: source.name for source in found.sources}
    assert names[found.chains[1][-1].source].lower() == name.lower()


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("The operator, Karst Terminals,", "organisation"),
        ("The builder, Anna Weil,", "person"),
        ("The mayor, Karst Terminal,", "person"),
    ],
)
def test_who_has_the_role_of_a_firm_is_one(who: str, kind: str) -> None:
    found = resolved(f"{{s1 {who.rstrip(',')}}} {{q1 said}} {{c1 it rained}}.")
    assert [source.kind for source in found.sources] == [kind]


def test_what_a_body_did_besides_is_no_part_of_its_name() -> None:
    mention = "the coast guard, which sent two boats"
    found = resolved(f"{{c1 All were safe}}, {{q1 according to}} {{s1 {mention}}}.")
    assert [source.name for source in found.sources] == ["the coast guard"]
