"""Kinds of fault that were reported, each with inputs of its own: what names and layout decide."""

import pytest

from claims.attributions.manner import manner_of
from claims.inference import find_quotations
from claims.sentences import split_sentences
from claims.sources.mentions.noun_phrases import Phrase
from claims.sources.mentions.phrases import names_nobody, parse
from claims.sources.mentions.transcripts import turns
from claims.sources.naming.names import find_names
from claims.values import Span


def named(text: str) -> dict[str, str]:
    """Return the names of a text with their kinds, its sentences known."""
    starts = tuple(sentence.span.start for sentence in split_sentences(text, ()))
    return {name.text: name.kind for name in find_names(text, starts)}


@pytest.mark.parametrize(
    ("case", "text", "name", "kind"),
    [
        (
            "bugs-W04",
            "Reporters Without Borders said that nine journalists were held.",
            "Reporters Without Borders",
            "organisation",
        ),
        (
            "bugs-W04, another",
            "A clinic of Doctors Without Borders was hit.",
            "Doctors Without Borders",
            "organisation",
        ),
        (
            "bugs-W02",
            "Major League Soccer said that the match was void.",
            "Major League Soccer",
            "organisation",
        ),
        ("bugs-U22", "The deal is dead, the Daily Anchor reported.", "Daily Anchor", "outlet"),
        ("bugs-P49", "The Courier reported that the bank had failed.", "Courier", "outlet"),
        ("bugs-P49, another", "It failed, the Observer said.", "Observer", "outlet"),
        ("of the kind", "It failed, the Orrin Star reported.", "Orrin Star", "outlet"),
        ("of the kind", "The airline, Norvia, said so.", "Norvia", "organisation"),
        ("of the kind", "He told the newspaper, Marca, so.", "Marca", "outlet"),
    ],
)
def test_names_of_bodies(case: str, text: str, name: str, kind: str) -> None:
    assert named(text).get(name) == kind, case


@pytest.mark.parametrize(
    ("case", "text", "name"),
    [
        (
            "bugs-A32",
            "De\u0301sire\u0301e Le\u0301vesque said the cafe\u0301 was closed.",
            "D\u00e9sir\u00e9e L\u00e9vesque",
        ),
        ("bugs-A32, another", "It was Zoe\u0308 Mu\u0308ller.", "Zo\u00eb M\u00fcller"),
    ],
)
def test_decomposed_accents(case: str, text: str, name: str) -> None:
    assert name in named(text), case


@pytest.mark.parametrize(
    ("case", "text", "opens"),
    [
        ("bugs-A36", "The ferry left from Pier A. Then it turned back.", "Then"),
        ("bugs-V56", "She was given vitamin B. Later she fainted.", "Later"),
        ("bugs-V56, another", "He took line C. Then it rained.", "Then"),
    ],
)
def test_a_letter_ends_a_sentence(case: str, text: str, opens: str) -> None:
    assert not any(opens in name for name in named(text)), case


@pytest.mark.parametrize(
    ("case", "mention", "nobody"),
    [
        ("bugs-V17", "Nobody", True),
        ("bugs-P40", "Nobody at the ministry", True),
        ("of the kind", "Neither of the two firms", True),
        ("of the kind", "None of the officials", True),
        ("of the kind", "No one", True),
        ("of the kind", "No official", True),
        ("no such", "Noah Hill", False),
        ("no such", "Nonetheless the mayor", False),
        ("no such", "No. 10", False),
        ("no such", "a person whom nobody named", False),
        ("of the kind", "Not all groups", True),
        ("no such", "All groups", False),
    ],
)
def test_nobody(case: str, mention: str, nobody: bool) -> None:
    assert names_nobody(mention) is nobody, case


@pytest.mark.parametrize(
    ("before", "mention", "nobody"),
    [
        ("not", "all groups", True),
        ("Not", "every official", True),
        ("as", "all groups", False),
        ("not", "the mayor", False),
    ],
)
def test_who_does_not_agree_is_no_source(before: str, mention: str, nobody: bool) -> None:
    assert names_nobody(mention, before) is nobody


def parsed(mention: str) -> Phrase:
    return parse(mention, Span(0, len(mention)), find_names(mention))


@pytest.mark.parametrize(
    ("case", "mention", "name"),
    [
        ("bugs-X1", "The insurer, Nordlicht", "Nordlicht"),
        ("of the kind", "The grocer, Aldermark", "Aldermark"),
        ("apposition-name", "the mayor, Odile Prentice", "Odile Prentice"),
        ("of the kind", "The retailer, Volta Stores", "Volta Stores"),
    ],
)
def test_an_apposition_names(case: str, mention: str, name: str) -> None:
    appositive = parsed(mention).appositive
    assert appositive is not None, case
    assert appositive.text == name


@pytest.mark.parametrize(
    ("case", "text", "said", "manner"),
    [
        (
            "bugs-P28",
            "'The council's plan isn't safe,' said residents' leader Colin Hughes.",
            "'The council's plan isn't safe,'",
            "direct",
        ),
        ("bugs-P28", "It 'falls short', he added.", "'falls short'", "direct"),
        (
            "bugs-A15",
            "»The gate was open. Nobody was on guard.« He left.",
            "»The gate was",
            "direct",
        ),
        ("bugs-P30", "« We have no water », said Amadou Sy.", "« We have no water »", "direct"),
        (
            "no such",
            "The residents' plan isn't the council's, he said.",
            "The residents' plan",
            "indirect",
        ),
    ],
)
def test_quotation_marks(case: str, text: str, said: str, manner: str) -> None:
    at = text.index(said)
    assert manner_of(text, (Span(at, at + len(said)),), find_quotations(text)) == manner, case


@pytest.mark.parametrize(
    ("case", "text", "speakers"),
    [
        (
            "bugs-V53",
            "Interviewer: When did you learn of the leak?\n"
            "Dr. Hanna Voss: In May. My deputy told me that the valve had been open for a week.",
            ["Dr. Hanna Voss"] * 2,
        ),
        (
            "bugs-A28",
            "MODERATOR: Is the plant safe?\nHANSEN: Yes. It was inspected in May.\n"
            "The inspectors found no leaks.\n"
            "OKORO: That is not what the report says. It lists four leaks.",
            ["HANSEN"] * 3 + ["OKORO"] * 2,
        ),
        (
            "bugs-P33",
            "Q: How many people were on board?\nA: We believe that there were 34.\n"
            "Q: Who owns the ship?\nA: It is registered to a firm in Panama.",
            ["A"] * 2,
        ),
        ("bugs-P59", "“Nobody warned us” — Pia Lindqvist, farmer", ["Pia Lindqvist, farmer"]),
    ],
)
def test_turns(case: str, text: str, speakers: list[str]) -> None:
    found = turns(text, split_sentences(text, ()))
    assert [one.source[0].of(text) for one in found] == speakers, case
