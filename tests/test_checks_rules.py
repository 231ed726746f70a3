"""Each house rule: what it must find, and what it must leave alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from checks_fakes import (
    AIDE,
    AIDES,
    FULL_SOURCE,
    KNOWING_AIDE,
    LEE,
    REUTERS,
    ROE,
    SHY_AIDE,
    SHY_SOURCE,
    SPOKESMAN,
    TWO_AIDES,
    Article,
    article,
)

from claims.checks import check_extraction, describe_checks, run_checks
from claims.store import add_extractions, begin_run, open_store
from claims.values import SentenceAssessment, Source

KNEW = "The governor knew of it."
KILLED = "More than 20 people were killed."
THREE = "Taxes fell. Rents fell. Wages fell. Ann Lee said so, and Max Roe said more."
ROOF = "The roof fell, Ann Lee said."
WAS_WRONG = "“We were all wrong about the roof of the hall,” Ann Lee said."
BBC = Source("bbc", "the BBC", "outlet", False, "one")
HE = Source("he", "he", "person", True, "one")
STUDY = Source("study", "the study", "document", False, "one")


def killed() -> Article:
    return article(KILLED)


def three(*chains: tuple[Source, ...], **details: object) -> Article:
    made = article(THREE, **details)
    for content, chain in zip(("Taxes fell", "Rents fell", "Wages fell"), chains, strict=True):
        made.said(content, "said", *chain)
    return made


def four(*chains: tuple[Source, ...]) -> Article:
    return three(*chains[:3]).said("more", "said", *chains[3])


def roof(*chain: Source, cue: str = "said", text: str = ROOF, **details: object) -> Article:
    return article(text).said("The roof fell", cue, *chain, **details)


def dated(text: str, *figures: tuple[str, str, str | None], **details: object) -> Article:
    return article(text, **details).asserted(text[:-1], disputable=False, figures=figures)


def critics(text: str) -> Article:
    return article(text).asserted(text[:-1], disputable=False)


def late(before: int) -> Article:
    """Return an article in which the speaker is named after so many quoted sentences."""
    quoted = "“" + "The roof fell. " * before + "Nobody came,”"
    made = article(f"{quoted} Ann Lee said.").said("Nobody came", "said", LEE, manner="direct")
    made.attributions[0] = replace(made.attributions[0], content=(made.span(quoted),))
    return made


def opening(sentences: int, *, disputable: bool = True, first: str = KILLED) -> Article:
    """Return an article of so many sentences, whose first one is the writer's own."""
    text = f"{first} It fell. It rained. " + "It was shut. " * (sentences - 3)
    return article(text.strip()).asserted(first[:-1], disputable=disputable)


def accused(more: str = "") -> Article:
    text = f"Ann Lee accused the mayor of theft.{more}"
    return article(text).said("the mayor of theft", "accused", LEE)


def at_odds(more: str = "") -> Article:
    text = f"The dispute between Ann Lee and Velmo goes on. It leaks, Ann Lee said.{more}"
    return article(text).said("It leaks", "said", LEE)


TWENTY = [("count", "20 people", "20")]


def killed_and(beside: str, figures: list[tuple[str, str, str]]) -> Article:
    """Return an article in which the writer's own number stands some sentences before Ann Lee."""
    made = article(f"20 people were killed. {beside}, Ann Lee said.")
    made.asserted("20 people were killed", figures=TWENTY)
    return made.said(beside.rpartition(". ")[2], "said", LEE, figures=figures)


def own_work(statements: int, sourced: int) -> Article:
    """Return an article of so many statements, the first one with a number, the last ones told."""
    told = [f"Roof {number} fell, Ann Lee said." for number in range(sourced)]
    own = [f"Road {number} is old." for number in range(statements - sourced - 1)]
    made = article(" ".join(["It rained. 20 people were killed.", *own, *told]))
    made.asserted("20 people were killed", figures=TWENTY)
    for sentence in own:
        made.asserted(sentence[:-1])
    for sentence in told:
        made.said(sentence.partition(",")[0], "said", LEE)
    return made


FRIDAY = "The vote was on Friday, March 5, 2024."

FOUND = {
    "S101": [
        (article(KNEW).asserted(KNEW[:-1]), "who says that “The governor knew of it”"),
        (
            article(KNEW).asserted(KNEW[:-1], disputable=False),
            "who says that “The governor knew of it”",
        ),
    ],
    "S102": [
        (
            killed().asserted(KILLED[:-1], figures=[("count", "More than 20 people", "20")]),
            "no source is stated for “More than 20 people”",
        ),
        (killed_and("The roof fell", []), "no source is stated for “20 people”"),
        (
            killed_and("It rained. It rained. 30 people were hurt", [("count", "30 people", "30")]),
            "no source is stated for “20 people”",
        ),
        (own_work(12, 3), "no source is stated for “20 people”"),
        (own_work(11, 2), "no source is stated for “20 people”"),
    ],
    "S103": [(roof(REUTERS, text="The roof fell, Reuters said."), "on the word of Reuters alone")],
    "S104": [
        (roof(cue="it is believed", text="The roof fell, it is believed."), "“it is believed”"),
        (
            article("It reportedly fell.").asserted("It reportedly fell", hedges=["reportedly"]),
            "“reportedly” says that somebody says so",
        ),
    ],
    "S105": [(three((LEE,), (LEE,), (LEE,)), "all 3 attributed statements are those of Ann Lee")],
    "S106": [
        (
            three((REUTERS, LEE), (REUTERS, ROE), (REUTERS,), publisher="The Herald"),
            "all 3 attributed statements come through Reuters",
        )
    ],
    "S107": [(article(WAS_WRONG).said(WAS_WRONG[:47], "said", BBC, LEE), "taken from BBC")],
    "A201": [(roof(AIDE, text="The roof fell, an aide said."), "one unnamed source (an aide)")],
    "A202": [
        (roof(AIDE, text="The roof fell, an aide said."), "leaves “an aide” unnamed"),
        (roof(KNOWING_AIDE), "why it leaves “an aide” unnamed"),
        (roof(SHY_SOURCE), "how “a source” can know"),
    ],
    "A203": [
        (
            three((REUTERS, AIDE), (REUTERS, AIDES), (LEE,)),
            "2 statements come from people whom Reuters does not name: an aide, aides",
        )
    ],
    "A204": [
        (
            article("He is a fool, an aide said.").said(
                "He is a fool", "said", AIDE, kind="opinion"
            ),
            "a judgement by an unnamed source (an aide): “He is a fool”",
        )
    ],
    "A205": [(roof(AIDES, text="The roof fell, aides said."), "how many “aides” are")],
    "A207": [(roof(SPOKESMAN), "who is “a spokesman for the firm”?")],
    "A208": [(critics("Critics say that it fell."), "“Critics say” names nobody")],
    "A206": [(four((AIDE,), (AIDES,), (AIDE,), (LEE,)), "3 of 4 attributed statements rest on")],
    "Q301": [
        (
            article("“We will never give in.” It rained.").said("“We will never give in.”", "It"),
            "nobody is named who says: “We will never give in.”",
        ),
        (
            article("“We will never give in.” It rained.").asserted("“We will never give in.”"),
            "nobody is named who says: “We will never give in.”",
        ),
    ],
    "Q303": [(late(2), "only after 2 quoted sentences")],
    "Q304": [
        (
            article("“The roof fell,” an aide said.").said("“The roof fell,”", "said", AIDE),
            "the words of somebody unnamed (an aide)",
        )
    ],
    "S108": [(opening(5), "the article opens with this")],
    "B701": [(accused(), "no answer and no attempt to get one")],
    "B702": [(at_odds(), "the other side is not heard: “Velmo”")],
    "W401": [
        (roof(LEE, cue="claimed", text="The roof fell, Ann Lee claimed."), "“claimed” casts doubt"),
        (
            roof(LEE, cue="lashed out", text="The roof fell, Ann Lee lashed out."),
            "“lashed out” makes a fight of it",
        ),
    ],
    "W402": [
        (
            roof(LEE, cue="pointed out", text="The roof fell, Ann Lee pointed out."),
            "“pointed out” vouches for what Ann Lee says",
        )
    ],
    "D501": [(dated("He left the next day.", ("date", "the next day", None)), "which date")],
    "D502": [
        (
            dated(
                FRIDAY,
                ("date", "Friday", "2024-03-01"),
                ("date", "March 5, 2024", "2024-03-05"),
            ),
            "2024-03-05 was a Tuesday, not a Friday",
        )
    ],
    "D503": [
        (
            dated("He left last week.", ("date", "last week", None), published=None),
            "no date of publication; 1 date cannot be told",
        )
    ],
}

LEFT_ALONE = {
    "S101": [
        article("Who paid for it?").asserted("Who paid for it?"),
        article("The roof fell.").asserted("The roof fell", disputable=False),
        article("The roof fell.").asserted("The roof fell", kind="opinion"),
        killed().asserted(KILLED[:-1], figures=[("count", "20", "20")]),  # S102 says it
        own_work(12, 2),
        roof(LEE),
    ],
    "S102": [
        killed().asserted(KILLED[:-1], disputable=False, figures=[("count", "20", "20")]),
        killed_and("30 people were hurt", [("count", "30 people", "30")]),
        killed_and("It rained. It rained. All 20 died", [("count", "20", "20")]),
        own_work(12, 2),
        article(KNEW).asserted(KNEW[:-1]),
        article("He left aged 14.").asserted("He left aged 14", figures=[("count", "14", "14")]),
        article("It rained for two weeks.").asserted(
            "It rained for two weeks", figures=[("duration", "two weeks", "14")]
        ),
    ],
    "S103": [
        roof(REUTERS, LEE),
        article("The roof fell, Reuters said.", publisher="Reuters").said(
            "The roof fell", "said", REUTERS
        ),
    ],
    "S104": [
        roof(LEE),
        article("It allegedly fell, Ann Lee said.").said("It allegedly fell", "said", LEE),
        article("It fell.").asserted("It fell"),
    ],
    "S105": [
        three((LEE,), (LEE,), (ROE,)),
        three((REUTERS, LEE), (LEE,), (REUTERS,)),
        roof(LEE),
    ],
    "S106": [
        three((REUTERS, LEE), (REUTERS, ROE), (LEE,)),
        three((REUTERS, LEE), (REUTERS, ROE), (REUTERS,), publisher="Reuters"),
        three((LEE,), (LEE,), (LEE,)),
    ],
    "S107": [
        article(WAS_WRONG).said(WAS_WRONG[:47], "said", LEE),
        article(WAS_WRONG, publisher="the BBC").said(WAS_WRONG[:47], "said", BBC, LEE),
        roof(BBC, LEE),
    ],
    "A201": [
        roof(LEE),
        roof(HE, text="The roof fell, he said."),
        roof(TWO_AIDES),
        roof(REUTERS, LEE, AIDE),
        roof(AIDE, kind="intention"),
    ],
    "A202": [
        roof(HE, text="The roof fell, he said."),
        roof(FULL_SOURCE),
        roof(SHY_AIDE),
        roof(SPOKESMAN),
        roof(LEE),
    ],
    "A207": [roof(AIDE), roof(LEE)],
    "A208": [
        critics("Critics such as Ann Lee say that it fell."),
        critics("“Critics say that,” she said."),
        critics("Two critics were hurt."),
    ],
    "A203": [roof(AIDE), roof(REUTERS, LEE), roof(AIDE, REUTERS)],
    "A204": [
        roof(LEE, kind="opinion"),
        roof(AIDE),
        roof(AIDE, LEE, kind="opinion"),
    ],
    "A205": [roof(HE, text="The roof fell, he said."), roof(TWO_AIDES), roof(AIDE), roof(LEE)],
    "A206": [four((AIDE,), (AIDES,), (LEE,), (LEE,)), three((AIDE,), (AIDE,), (AIDE,))],
    "Q301": [
        article(WAS_WRONG).said(WAS_WRONG[:47], "said", LEE),
        article("He calls it “home.” It rained.").asserted("He calls it “home.”"),
        article("“So?” It rained.").asserted("“So?”"),
    ],
    "Q303": [late(1), roof(LEE)],
    "Q304": [
        roof(AIDE),
        article("“The roof fell,” Ann Lee said.").said("“The roof fell,”", "said", LEE),
        article("“She is a liar,” an aide said.").said("“She is a liar,”", "said", AIDE),  # A204
    ],
    "S108": [
        opening(4),
        opening(5, disputable=False),
        opening(5, first="The hall was full."),
        opening(5).said("fell", "It", LEE),
    ],
    "B702": [
        at_odds(" Velmo did not respond."),
        at_odds(" It is safe, Max Roe of Velmo said.").said(
            "It is safe", "said.", Source("roe", "Max Roe of Velmo", "person", False, "one")
        ),
        roof(LEE),
    ],
    "B701": [accused(" The mayor denied it."), accused(" He did not respond."), roof(LEE)],
    "W401": [
        roof(LEE),
        article("The group claimed responsibility for it.").said(
            "responsibility for it", "claimed", LEE
        ),
        roof(LEE, cue="proclaimed", text="The roof fell, Ann Lee proclaimed."),
    ],
    "W402": [
        roof(LEE),
        roof(STUDY, cue="revealed", text="The roof fell, the study revealed."),
        roof(LEE, cue="revealed", text="The roof fell, Ann Lee revealed.", kind="intention"),
    ],
    "D501": [
        dated("He left last week.", ("date", "last week", None), published=None),
        dated("He left on March 5, 2024.", ("date", "March 5, 2024", "2024-03-05")),
    ],
    "D502": [
        dated(
            FRIDAY.replace("Friday", "Tuesday"),
            ("date", "Tuesday", "2024-03-05"),
            ("date", "March 5, 2024", "2024-03-05"),
        ),
        dated(
            "On Friday they spoke of March 5, 2024.",
            ("date", "Friday", "2024-03-01"),
            ("date", "March 5, 2024", "2024-03-05"),
        ),
        dated(
            "On Friday, in March.", ("date", "Friday", "2024-03-01"), ("date", "March", "2024-03")
        ),
    ],
    "D503": [
        dated("He left last week.", ("date", "last week", None)),
        dated("He left in 2020.", ("date", "2020", "2020"), published=None),
    ],
}


@pytest.mark.parametrize(
    ("code", "made", "message"),
    [(code, made, message) for code, cases in FOUND.items() for made, message in cases],
)
def test_a_rule_finds(code: str, made: Article, message: str) -> None:
    found = [f for f in check_extraction(made.extraction()) if f.check == code]
    assert len(found) == 1, found
    assert message in found[0].message
    assert (found[0].start is None) == (found[0].sentence is None)


@pytest.mark.parametrize(
    ("code", "made"), [(code, made) for code, cases in LEFT_ALONE.items() for made in cases]
)
def test_a_rule_leaves_alone(code: str, made: Article) -> None:
    assert code not in [f.check for f in check_extraction(made.extraction())]


WORDS = "“We were wrong about the war and about the debt,” Ann Lee said."
OTHER = "“We were wrong about the war and the debt,” Ann Lee said."
PART = "“We were wrong about the war and about the debt of the state,” Ann Lee said."
CURLS = '"We were wrong about the war and about the debt," Ann Lee said.'


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (WORDS, OTHER, 2),
        (WORDS, PART, 0),
        (WORDS, CURLS, 0),
        (WORDS, WORDS, 0),
        (WORDS, "“The war was a mistake, and so was the debt,” Ann Lee said.", 0),
    ],
)
def test_a_quotation_that_differs(tmp_path: Path, first: str, second: str, found: int) -> None:
    """Q302 needs two articles; it names the other one in each."""
    articles = [
        article(text, publisher=publisher, url=f"https://example.org/{publisher}")
        .said(text[: text.index(" Ann")], "said", LEE)
        .extraction()
        for text, publisher in ((first, "Herald"), (second, "Post"))
    ]
    with open_store(tmp_path / "claims.db") as store:
        add_extractions(store, articles, run=begin_run(store, "add"))
        assert run_checks(store)["Q302"] == found
        messages = store.connection.execute(
            "SELECT message FROM findings WHERE \"check\" = 'Q302' ORDER BY message"
        ).fetchall()
    assert ["Herald" in message for (message,) in messages] == [True, False][:found]


ACROSS = {"Q302", "T601", "T602", "T603", "T604"}
"""Rules that need several articles: Q302 above, the rest in test_checks_across."""


def test_every_rule_has_cases() -> None:
    codes = {check.code for check in describe_checks()}
    assert FOUND.keys() == LEFT_ALONE.keys()
    assert codes - FOUND.keys() == ACROSS


def test_an_article_without_claims_has_no_findings() -> None:
    extraction = article("Nothing is said here.").extraction()
    assert check_extraction(extraction) == ()


def test_a_sentence_that_is_no_claim_but_a_quotation_is_found_once() -> None:
    extraction = article("“We will never give in.” It rained.").extraction()
    silent = replace(
        extraction, assessments=(SentenceAssessment(1, "unsourced", True, "a quotation"),)
    )
    assert [f.check for f in check_extraction(silent)] == ["Q301"]
