"""What words say to the house rules: kinds of findings that two readers judged wrong, and right."""

import pytest

from claims.checks.disputes import in_court, is_contentious, tells_of_guilt
from claims.checks.wording import (
    hearsay,
    identified,
    is_placeholder,
    is_season,
    judges,
    says_whence,
    says_who_knew,
    stands_quoted,
)


@pytest.mark.parametrize(
    ("name", "text", "known"),
    [
        ("Ann Lee’s doctor", "Dr. Max Roe, Ann Lee’s doctor, said so.", True),
        ("Ann Lee’s doctor", "A doctor said so.", False),
        ("Ann Lee’s father", "He said so.", True),
        ("the victim’s mother", "She said so.", False),
        ("the country’s finance minister", "Finance Minister Ida Voss said so.", True),
        ("A spokesman for the firm", "It is safe, firm spokesman Max Roe said.", True),
        ("A spokesman for the firm", "Max Roe, a spokesman for the firm, said so.", True),
        ("A spokesman for the firm", "A spokesman for the firm said so.", False),
        ("an aide", "The aide Max Roe came later.", False),
    ],
)
def test_identified_elsewhere_in_the_article(name: str, text: str, known: bool) -> None:
    assert identified(name, text) is known


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("“She is the worst boss I ever had,”", True),
        ("he is a fool", True),
        ("the mayor was a very poor and weak leader", True),
        ("Lee is a danger and a liar", True),
        ("the worst floods in a century killed 164 people", False),
        ("the charges will include mail fraud and wire fraud", False),
        ("It’s a shame to see a comrade die", False),
        ("her daughter was described as brave", False),
        (None, False),
    ],
)
def test_praise_or_blame_is_of_a_person(text: str | None, judged: bool) -> None:
    assert judges(text) is judged


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It reportedly fell.", "reportedly"),
        ("He allegedly fled.", "allegedly"),
        ("The general is believed to have fled.", "is believed to"),
        ("They are thought to be safe.", "are thought to"),
        ("It is understood that he left.", "It is understood that"),
        ("She is seen as close to the army.", "is seen as"),
        ("He is widely regarded as a moderate.", "is widely regarded as"),
        ("Rumor has it that he left.", "Rumor has it"),
        ("He was rumored to have left.", "was rumored to"),
        ("It apparently fell.", None),
        ("It was described as safe.", None),
        ("“He is believed to be safe,” she said.", None),
    ],
)
def test_hearsay(text: str, words: str | None) -> None:
    assert hearsay(text) == words


@pytest.mark.parametrize("name", ["he", "She", "it", "They", "A", "Q", "who"])
def test_placeholders(name: str) -> None:
    assert is_placeholder(name)


@pytest.mark.parametrize("name", ["an aide", "one official", "Hess", None, ""])
def test_no_placeholders(name: str | None) -> None:
    assert not is_placeholder(name)


@pytest.mark.parametrize(
    ("function", "yes", "no"),
    [
        (says_whence, "It fell, Reuters said, citing records.", "It fell, Reuters said."),
        (says_whence, "It fell, according to records seen by Reuters.", "According to Reuters."),
        (is_season, "last summer", "last week"),
        (is_season, "this fall", "this Friday"),
        (says_who_knew, "The mayor knew of the cracks.", "The mayor knew Ann Lee."),
        (says_who_knew, "They were well aware that it leaked.", "“They were aware of it,” he said"),
        (in_court, "He was charged with theft.", "He went home."),
        (tells_of_guilt, "He pleaded guilty.", "He pleaded for time."),
        (is_contentious, "At least 20 people were killed.", "The hall was full."),
        (is_contentious, "The mayor lied to the council.", "The mayor spoke to the council."),
    ],
)
def test_each_tells_one_from_the_other(function: object, yes: str, no: str) -> None:
    assert function(yes) is True  # type: ignore[operator]
    assert function(no) is False  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "words", "quoted"),
    [
        ("He said: “They insisted on it.”", "insisted", True),
        ('He said: "They insisted on it."', "insisted", True),
        ("“It is safe,” he insisted.", "insisted", False),
        ('"It is safe," he insisted.', "insisted", False),
    ],
)
def test_a_cue_inside_a_quotation(text: str, words: str, quoted: bool) -> None:
    assert stands_quoted(text, text.index(words)) is quoted
