"""What somebody in a report is said to have said: "Ann said that Bob denied it".

Inside a content the model is kept to a high bar, since PolNeAR, from which it learnt, marks one
level only and most of what it takes for a cue in there is an act. A verb of saying with a subject
of its own is none: who reports "the office denied the charge" reports a denial of the office's. So
such cues pass a lower bar, as those of the mind do.
"""

import re
from typing import Final

from claims.values import Attribution

SAYING_ALLOWANCE: Final = 0.23
"""By how much the bar for inner attributions is lower for one of saying."""
_SAYING: Final = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|den(?:y|ies|ied|ying)|"
    r"(?:acknowledg|advis|agre|announc|argu|declar|accus|criticis|criticiz|describ|"
    r"stat|conced|not|urg|promis|pledg|caution)(?:es|ed|ing)|"
    r"(?:claim|confirm|reaffirm|inform|indicat|report|assert|alleg|suggest|admit|insist|"
    r"warn|predict|forecast|complain|condemn|demand|explain|reveal|suspect|blam|reject|dismiss|"
    r"contend|conclud|disclos|reiterat|stress|vow|testif|emphasi[sz]|maintain|"
    r"recommend|request)(?:e?s|ies|e?d|ied|t?ed|ing|ting)?|"
    r"add(?:s|ed|ing)|ask(?:s|ed|ing)|call(?:s|ed|ing)? (?:for|on)|"
    r"sp(?:eaks?|oke|oken) (?:out )?against|"
    r"f(?:ound|inds)|learn(?:s|ed|t)(?= that)|writes|wrote|written)\b",
    re.IGNORECASE,
)
# What only bears a likeness to saying: "is reported", "would have said", "not able to say".
_NOT_SAID: Final = re.compile(
    r"\b(?:(?:is|are|was|were|been|being|be)\b(?! \w+ing\b)|would|should|could|"
    r"can|must|might|may|to\b)",
    re.IGNORECASE,
)
_SUPPOSED: Final = re.compile(r"\b(?:if|unless|whether|when|until)\s+$", re.IGNORECASE)
_NOBODY: Final = re.compile(
    r"(?:no one|nobody|anyone|anybody|everyone|everybody|this|that|it|which|what|there)$", re.I
)
_LEAST_WORDS: Final = 2


def is_of_saying(text: str, item: Attribution) -> bool:
    """Tell whether a cue names something that its source, which is stated, has said."""
    if not item.source or not item.content:
        return False
    source = item.source[0]
    if _NOBODY.match(source.of(text)) or _SUPPOSED.search(
        text, max(0, source.start - 12), source.start
    ):
        return False
    words = sum(len(span.of(text).split()) for span in item.content)
    return words >= _LEAST_WORDS and says(text, item)


def says(text: str, item: Attribution) -> bool:
    """Tell whether a cue is a verb of saying, in the active and no mere possibility."""
    cue = " ".join(span.of(text) for span in item.cue)
    return _SAYING.search(cue) is not None and _NOT_SAID.search(cue) is None
