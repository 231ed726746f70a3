"""Why a sentence was judged as it was, in words for people."""

import re
from typing import Final

from claims.assessment.linear import LinearModel

_ENDED: Final = re.compile(r"[.!?…][\s\"”’')\]]*$")


def why_nothing(text: str, features: dict[str, float]) -> str:
    """Say why a sentence asserts nothing, by the features that it was weighed by."""
    if "question" in features:
        return "a question"
    if "no finite verb" in features:
        return "a fragment"
    return "nothing in it can be checked" if _ENDED.search(text) else "not a full sentence"


def explain(model: LinearModel, features: dict[str, float], *, ask: bool) -> str:
    """Name the sign that weighed most for the verdict, in words for people."""
    side = model.labels.index("ask" if ask else "record")
    best, weight = "", 0.0
    for name, value in features.items():
        row = model.weights.get(name)
        if row is not None and name in IN_WORDS and row[side] * value > weight:
            best, weight = name, row[side] * value
    if best:
        return IN_WORDS[best]
    return "the wording asks for a source" if ask else "reads as established"


IN_WORDS: Final = {
    "sign:court or office": "a court, an office or an election has it on record",
    "sign:vote": "a vote is on record",
    "sign:history": "history or a life that is on record",
    "sign:schedule": "a public event",
    "sign:cause": "gives a cause or an effect",
    "sign:mind": "tells what somebody wants or feels",
    "sign:judgement": "a judgement",
    "sign:vague": "a vague number or group",
    "sign:casualties": "casualties, attacks or arrests",
    "sign:expected": "expected or seeming, by whom is not said",
    "sign:trend": "a rise, a fall or a comparison",
    "sign:secret": "happened out of sight",
    "sign:reporter": "the reporter saw or asked",
    "sign:company": "published figures",
    "form:under way": "tells of something going on",
    "form:change so far": "sums up a development",
    "form:passive without agent": "does not say who did it",
    "form:year": "a dated fact",
    "form:weekday": "a dated event",
    "form:more than": "an estimated figure",
    "form:superlative with of": "a superlative",
    "form:motive": "gives a motive",
    "any figure": "a figure",
    "superlative": "a superlative",
    "adverb": "a judgement in an adverb",
    "mood:could": "a possibility",
    "mood:may": "a possibility",
    "mood:might": "a possibility",
    "mood:will": "about the future",
    "mood:would": "about what would be",
}
