"""Claims whose content is not a sentence, paraphrased; names in the place of pronouns."""

import pytest
from assessment_examples import attribution

from claims.assessment.claim_making import own_pronouns, subject
from claims.assessment.paraphrase import paraphrase
from claims.assessment.persons import in_third_person, spelt_out
from claims.values import Source


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("‹The firm› {announced} [a merger] on Monday.", "NAME announced a merger."),
        (
            "‹The firm› {declined to say} [whether it sank].",
            "NAME declined to say whether it sank.",
        ),
        (
            "‹She› {called on} [the port to open its books].",
            "NAME called on the port to open its books.",
        ),
        ("‹She› has {denied} [that assertion].", "NAME has denied that assertion."),
        (
            "‹She›, the mayor, {called} [the plan “a disgrace”].",
            "NAME called the plan “a disgrace”.",
        ),
        (
            "‹She› {dismissed} [the report as “fake news,”].",
            "NAME dismissed the report as “fake news”.",
        ),
        ("‹She› said no, {accusing} [it of greed].", "NAME accused it of greed."),
        ("‹She› stayed, {agreeing} [to work for it].", "NAME agreed to work for it."),
        (
            "‹She› {weighed} [a trade war that nobody wanted].",
            "NAME weighed a trade war that nobody wanted.",
        ),
        ("‹The court› {rebuked} [him for poor judgment].", "NAME rebuked him for poor judgment."),
        ("‹Trump’s› {decision to tell} [the envoy]", "NAME decided to tell the envoy."),
        ("‹Her› {announcement of} [a plan]", "NAME announced a plan."),
        ("‹Her› {slogan} [go on]", None),
        ("‹I› {reaffirm} [my plan].", None),
        ("‹She› {told} [the envoys]", None),
        ("‹She› {believes} [the line closed].", None),
        ("‹She› {said} [that the line was closed].", None),
        ("‹The firm› {announced} [it was closing the line].", None),
        ("‹The firm› {announced} [the line would close].", None),
        (
            "‹She› {denied} [that the line was closed].",
            "NAME denied that the line was closed.",
        ),
        ("‹She› {never said} [she wanted it].", "NAME never said she wanted it."),
        ("‹She› did not, on oath, {say} [she wanted it].", None),
        ("‹She› {did not} [''expect much.'']", 'NAME did not "expect much."'),
        ("‹She› has denied it but {says} [it is possible].", None),
        ("‹She› {'s still not sure} [whether it is].", "NAME is still not sure whether it is."),
        (
            "‹The firm› {expected} [approval as it has no rival].",
            "NAME expected approval as it has no rival.",
        ),
        ("‹They› {object to} [the lake it would make].", "NAME object to the lake it would make."),
        ("‹She› {traced} [its work in Turin].", "NAME traced its work in Turin."),
        ("‹She› {asked} [the crew to stay].", "NAME asked the crew to stay."),
        ("‹She› {said} [trade to 13,600 homes was cut].", None),
        ("{According to} ‹her›, [trade to homes].", None),
        ("a plan that ‹critics› {derided as} [a waste].", None),
        ("‹Some›, {often citing} [trust].", "NAME often cited trust."),
        ("[A merger] was {announced} by ‹the firm›.", None),
        ("{Asked} [to describe the boat], ‹she› smiled.", None),
        ("‹She›, {according to} [the plan].", None),
    ],
)
def test_what_is_no_sentence_is_told(sentence: str, told: str | None) -> None:
    text, found = attribution(sentence)
    assert paraphrase(text, found, found.content, "NAME") == told


@pytest.mark.parametrize(
    ("rest", "turned"),
    [
        (" think it is over", " thinks it is over"),
        (" really hope it is", " really hopes it is"),
        (" have seen it", " has seen it"),
        (" can’t blame the harbour", " can’t blame the harbour"),
        (" warned them", " warned them"),
        (" held on to my daughter", None),
        (" think we will win", None),
        (" put it down", None),
        ("", None),
    ],
)
def test_first_to_third_person(rest: str, turned: str | None) -> None:
    assert in_third_person(rest) == turned


@pytest.mark.parametrize(
    ("pronoun", "rest", "full"),
    [
        ("i", "’ve been told", " have been told"),
        ("he", "’s been told", " has been told"),
        ("he", "’s sure", " is sure"),
        ("they", "’ll go", " will go"),
        ("she", "’d go", None),
        ("she", " went", " went"),
    ],
)
def test_contractions(pronoun: str, rest: str, full: str | None) -> None:
    assert spelt_out(pronoun, rest) == full


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("The Kestrel League left. The Kestrel League’s men rest.", "organisation", "the NAME"),
        ("Kestrel League left.", "organisation", "NAME"),
        ("The Kestrel League Cup was won by Kestrel League.", "organisation", "NAME"),
        ("The Kestrel League left.", "person", "NAME"),
    ],
)
def test_the_article_of_a_subject(text: str, kind: str, expected: str) -> None:
    source = Source("s1", "Kestrel League", kind, False, "one")  # type: ignore[arg-type]  # a table
    assert subject(text, source) == expected.replace("NAME", "Kestrel League")


def test_a_given_name_tells_the_pronoun() -> None:
    assert own_pronouns("Anna Hill") == ("she", "her own")
    assert own_pronouns("Robert Hill") == ("he", "his own")
    assert set(own_pronouns("Qq Zzq")) == {"he", "his own", "she", "her own"}
