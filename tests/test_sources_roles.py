"""Whether the words beside a name are a role."""

import pytest

from claims.sources.references.descriptions import says_role


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("the chairman and chief executive of a publisher", True),
        ("a spokeswoman for the hospital in Kalvik", True),
        ("former mayor of the town who now farms", True),
        ("a climate and energy head", True),
        ("one of the report’s authors", True),
        ("head of the guard", True),
        ("eight attacking militants were killed by a commander", False),
        ("pleaded guilty to a fraud and the former manager", False),
        ("not give it back by means of the president", False),
        ("all the directors", False),
        ("officials and residents", False),
        ("according to the mayor", False),
        ("the director said", False),
        ("", False),
    ],
)
def test_roles_of_people(said: str, role: bool) -> None:
    assert says_role(said, "person") is role


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("a company that makes rope", True),
        ("a party founded in May", True),
        ("all the development banks", False),
        ("according to the court", False),
        ("the party denied it", False),
    ],
)
def test_roles_of_bodies(said: str, role: bool) -> None:
    assert says_role(said, "organisation") is role
