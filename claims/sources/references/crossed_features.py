"""Features of a pronoun's candidate that count together with what the pronoun is, or how near."""

from collections.abc import Sequence

Features = dict[str, float]

_BY_PRONOUN = frozenset(
    (
        *("full name at first", "treated", "who between", "has kin", "speaks the quotation"),
        *(
            "is subject",
            "is object",
            "is possessor",
            "is preposition",
            "is joined",
            "is by",
            "is of",
        ),
        *("is with", "is and after", "is comma before", "is fronted", "is relation before"),
        *("ever subject", "subject here", "subject in the sentence before", "same sentence"),
        *("nearest", "first of all", "nothing between", "and between", "clause between"),
        *("opens this sentence", "opens the sentence before", "after the pronoun", "nobody here"),
        *("pronoun between", "first subject here", "last subject here", "distance"),
        *("rival is last subject here", "said that", "described after", "is verb after"),
        *("first subject in the sentence before", "last subject in the sentence before"),
    )
)
_BY_DISTANCE = frozenset(
    (
        *("is subject", "is object", "is possessor", "is start", "is preposition", "is joined"),
        *("nearest", "first here", "first in the sentence before"),
    )
)


def crossed(found: Features, own: Sequence[str]) -> Features:
    """Return features that count by what the pronoun is, and by how near they are.

    `found` are a candidate's features by name, `own` what the pronoun is ("subject").
    """
    both = {f"pronoun is {kind}": 1.0 for kind in own}
    for key in found.keys() & _BY_PRONOUN:
        both |= {f"{key} × {kind}": found[key] for kind in own}
    for near in found.keys() & {"same sentence", "sentence before"}:
        both |= {f"{key} × {near}": found[key] for key in found.keys() & _BY_DISTANCE}
    return both
