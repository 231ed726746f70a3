"""Short lines without a verb, as captions and tags often are: "The ferry in the harbour of Bonn."

Only what certainly has no verb counts: a word that may be one in some sentence is taken as one,
unless its capital shows a name.
"""

import re

__all__ = ["is_verbless"]

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_MOST_BARE_WORDS = 16
_LONGEST = 160  # characters
_AUXILIARIES_TEXT = """
am is are was were be been being has have had do does did will would can could may might must
shall should ’s isn't aren't wasn't weren't don't doesn't didn't won't can't
"""
_AUXILIARIES = frozenset(_AUXILIARIES_TEXT.split())
_IRREGULAR_TEXT = """
said says say told tells tell made make took take went go came come gave give got get knew
know saw see found find thought think left leave felt feel kept keep held hold brought bring
began begin ran run wrote write stood stand heard hear let put meant mean set met meet paid
pay sat sit spoke speak lay led lead read grew grow lost lose fell fall sent send built build
broke break spent spend cut rose rise drove drive bought buy wore wear chose choose won win
fought fight hit hurt struck strike threw throw flew fly shot shoot showed shown became become
seems want need help follow call ask try expect remain appear agree warn believe plan vote
back face fear urge hope deny seek claim sought taught caught sold quit shut spread swore
sworn stop thank wait stay look please consider imagine underwent withdrew undertook overcame
drew dealt slept bore tore sank sang froze stole woke dug fled forbade forgot forgave hid rode
rang slid stuck swept swung wept withheld oversaw arose gone done work live
"""
_IRREGULAR = frozenset(_IRREGULAR_TEXT.split())
_PRONOUNS_TEXT = """
i you he she it we they this these those who what there
"""
_PRONOUNS = frozenset(_PRONOUNS_TEXT.split())
_FUNCTION_TEXT = """
of in at on to for from with by near and or as the a an during after before outside inside
over under into through between against who that which
"""
_FUNCTION = frozenset(_FUNCTION_TEXT.split())
_ADVERBS = frozenset(
    ["often", "never", "always", "rarely", "sometimes", "seldom", "usually", "also"]
)
"""Behind a plural: "critics often substitute"."""
_PREPOSITION = re.compile(r"\b(?:in|at|near|on|of|with|outside|inside|from|during|by|for)\b")


def is_verbless(line: str) -> bool:
    """Return whether a line that is a paragraph has no verb: a caption, not a sentence."""
    if len(line) > _LONGEST:
        return False
    words = _WORD.findall(line)
    if not 3 <= len(words) <= _MOST_BARE_WORDS or line.rstrip().endswith(("?", "!", "”", '"', ":")):
        return False
    if line.lstrip()[:1] in "“\"‘'" or not _PREPOSITION.search(line):
        return False
    after = [*words[1:], "of"]
    return not any(
        _may_be_verb(word, first=number == 0) or _before_verb(word, after[number])
        for number, word in enumerate(words)
    )


def _before_verb(word: str, after: str) -> bool:
    """Return whether a plural is before a word that may be its verb: "350 Syrians work"."""
    if word in _ADVERBS and after.islower() and after not in _FUNCTION:
        return True
    plural = word.endswith("s") and not word.endswith(("'s", "’s", "ss"))
    return plural and after.islower() and after not in _FUNCTION


def _may_be_verb(word: str, *, first: bool) -> bool:
    lower = word.lower().replace("’", "'")
    if lower in _PRONOUNS or lower.split("'")[0] in _PRONOUNS:
        return True
    if lower in _AUXILIARIES or lower in _IRREGULAR or lower.endswith(("n't", "'re", "'ve", "'ll")):
        return True
    if word[0].isupper() and not first:
        return False
    if lower.endswith(("ed", "ing")):
        return True
    return not first and lower.endswith("s") and not lower.endswith(("'s", "ss"))
