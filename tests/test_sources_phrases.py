"""Mentions taken apart: determiner, head, names, what follows."""

import pytest

from claims.sources.mentions.noun_phrases import Phrase
from claims.sources.mentions.phrases import parse
from claims.sources.naming.names import find_names
from claims.values import Span


def parsed(mention: str) -> Phrase:
    return parse(mention, Span(0, len(mention)), find_names(mention))


@pytest.mark.parametrize(
    ("mention", "head", "plural", "determiner"),
    [
        ("multiple Iranian and Iraqi sources", "source", True, "multiple"),
        ("a senior commander in one of the factions", "commander", False, "a"),
        ("A spokesman for Mayor Jane Hill of Dover", "spokesman", False, "a"),
        ("the snarky, long headline", "headline", False, "the"),
        ("two of the officials", "official", True, "the"),
        ("consumers looking for a small car", "consumer", True, ""),
        ("police", "police", True, ""),
        ("women who voted", "woman", True, ""),
        ("netizens", "netizen", True, ""),
        ("the company this month", "company", False, "the"),
        ("a Pentagon spokesman", "spokesman", False, "a"),
        ("a supporter of Ann Hill", "supporter", False, "a"),
        ("an aide to former governor Ann Hill", "aide", False, "an"),
        ("officials backing Ann Hill", "official", True, ""),
        ("Armed group of the Islamic State", "group", False, ""),
    ],
)
def test_nominal(mention: str, head: str, plural: bool, determiner: str) -> None:
    phrase = parsed(mention)
    assert (phrase.head, phrase.plural, phrase.determiner) == (head, plural, determiner)
    assert phrase.form == "nominal"


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Ann Hill, an economist", "Ann Hill"),
        ("Republican nominee Ann Hill", "Ann Hill"),
        ("Bill O'Neill of Fox News", "Bill O'Neill"),
        ("the Supreme Court this month", "Supreme Court"),
        ("Mr. Reid, who represents Nevada,", "Reid"),
        ("Orvo’s chief operating officer Ann Hill", "Ann Hill"),
        ("Norwegian pop star turned opposition politician Ann Hill", "Ann Hill"),
        ("acting home minister of Kern province Karl Voss", "Karl Voss"),
        ("Former Secretary of State and presidential nominee Ann Hill", "Ann Hill"),
        ("Ann Hill an analyst at Orvo", "Ann Hill"),
        ("Working with the harbour’s lawyers, the Kern Commission", "Kern Commission"),
    ],
)
def test_name(mention: str, name: str) -> None:
    phrase = parsed(mention)
    assert phrase.form == "name"
    assert phrase.name is not None
    assert phrase.name.text == name


@pytest.mark.parametrize(
    ("mention", "parts"),
    [
        ("Obama and his aides", ["Obama", "his aides"]),
        ("Obama allies and the campaign itself", ["Obama allies", "the campaign itself"]),
        ("At least two mayors, Ann Hill of Dover and Bob Moss", ["Ann Hill of Dover", "Bob Moss"]),
        ("Democrats, including Ann Hill and Bob Moss", []),
        ("He and Ann Hill", ["He", "Ann Hill"]),
        ("Obama, Ann Hill, and other Democrats", ["Obama", "Ann Hill", "other Democrats"]),
        ("Ann Hill, a lawyer, and Bob Moss, a judge,", ["Ann Hill", "Bob Moss, a judge"]),
        ("Acme, the carmaker, and other producers", ["Acme", "other producers"]),
        ("Ann Hill, a lawyer, and a former judge", []),
        ("Police and fire committee chairman Ann Hill", []),
        ("Iranian and Iraqi sources", []),
        ("the Department of Health and Human Services", []),
        ("Ann Hill, the president of Acme, and chair", []),
    ],
)
def test_conjuncts(mention: str, parts: list[str]) -> None:
    assert [part.text for part in parsed(mention).conjuncts] == parts


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Malaysia's Prime Minister, Najib Razak", "Najib Razak"),
        ("the killer, 23-year-old Ashraf Nael", "Ashraf Nael"),
        ("the killer, who fled", None),
        ("an army spokesman, captain Karl Voss", "Karl Voss"),
        ("the firm’s lawyers, including former governor Ann Hill", None),
    ],
)
def test_appositive(mention: str, name: str | None) -> None:
    appositive = parsed(mention).appositive
    assert (appositive and appositive.text) == name


def test_pronoun_and_possessor() -> None:
    assert parsed("She").form == "pronoun"
    assert parsed("Her mother").possessor == "her"
    possessor = parsed("Reuters’ report").possessor
    assert not isinstance(possessor, str)
    assert possessor is not None
    assert possessor.text == "Reuters"


@pytest.mark.parametrize("mention", ["", " ", "“”", ",", "the", "of", "’s"])
def test_odd_mentions_are_parsed(mention: str) -> None:
    assert parsed(mention).span.end <= len(mention)
