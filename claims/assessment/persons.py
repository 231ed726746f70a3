"""From the first person to the third: "I’ve seen it" of Ann Lee is "Ann Lee has seen it".

A name may stand for a pronoun only where the sentence stays right. So whoever else speaks of
themselves in it ("my", "we") stays as it is, and a verb whose form is not sure is left alone: then
there is no replacement at all.
"""

import re
from collections.abc import Mapping
from typing import Final

_OF_ONESELF: Final = re.compile(
    r"\b(?:I|me|my|mine|myself|we|us|our|ours|ourselves)\b(?![.’'-]?[A-Z])"
)
_CONTRACTION: Final = re.compile(r"^['’](s|ll|d|re|ve|m)\b(?:\s+(\w+))?")
_ADVERBS: Final = re.compile(
    r"^((?:\s+(?:\w{2,}ly|also|just|never|always|still|now|then|often|already|first|again))*)\s+"
    r"([A-Za-z]+(?:['’]t)?)\b(.*)$",
    re.DOTALL,
)
_SAME: Final = frozenset(
    {"can", "can’t", "cannot", "could", "couldn’t", "will", "won’t", "would", "wouldn’t", "should"}
    | {"shouldn’t", "must", "may", "might", "had", "hadn’t", "did", "didn’t", "was", "wasn’t"}
    | {
        "said",
        "told",
        "saw",
        "went",
        "knew",
        "held",
        "heard",
        "felt",
        "got",
        "made",
        "took",
        "came",
    }
    | {"left", "found", "lost", "thought", "began", "spoke", "wrote", "gave", "kept", "met", "grew"}
    | {"ran", "fell", "brought", "bought", "became", "understood", "won", "paid", "sent", "meant"}
)
_TURNED: Final = {
    "am": "is",
    "have": "has",
    "haven’t": "hasn’t",
    "do": "does",
    "don’t": "doesn’t",
    "wish": "wishes",
    "go": "goes",
    "try": "tries",
}
_PLAIN: Final = frozenset(
    {"think", "believe", "know", "want", "hope", "feel", "need", "see", "love", "like", "support"}
    | {"agree", "understand", "expect", "intend", "plan", "remember", "regret", "condemn", "say"}
    | {"mean", "call", "urge", "ask", "trust", "doubt", "guess", "welcome", "respect"}
    | {"work", "live", "look", "oppose", "reject", "accept", "promise", "suspect", "recognize"}
)
_NO_PAST: Final = frozenset({"need", "feed", "succeed", "proceed", "exceed", "speed", "bleed"})
_DONE: Final = frozenset({"been", "got", "gotten", "had", "become", "always", "never", "long"})


def spelt_out(pronoun: str, rest: str) -> str | None:
    """Return what follows a pronoun with its contraction spelt out, None where that is not sure."""
    match = _CONTRACTION.match(rest)
    if match is None:
        return rest
    form, following = match.group(1), (match.group(2) or "").lower()
    tail = rest[2 + len(form) - 1 :]
    if form == "d":
        return None
    if form == "ve":
        return (" have" if pronoun in ("they", "we", "i") else " has") + tail
    if form == "s":
        return (" has" if following in _DONE else " is") + tail
    return {"ll": " will", "re": " are", "m": " am"}[form] + tail


def in_third_person(rest: str) -> str | None:
    """Turn what follows "I" (" have seen it") into what follows a name; None where unsure."""
    match = _ADVERBS.match(rest)
    if match is None or _OF_ONESELF.search(rest):
        return None
    adverbs, verb, tail = match.groups()
    verb = verb.replace("'", "’")
    if verb in _SAME or (verb.endswith("ed") and verb not in _NO_PAST):
        turned = verb
    elif verb in _TURNED:
        turned = _TURNED[verb]
    elif verb in _PLAIN:
        turned = verb + "s"
    else:
        return None
    return f"{adverbs} {turned}{tail}"


_INSIDE: Final = re.compile(
    r"(?:\b(?:and|but|or|that|if|because|when|while|where|after|before|as|until|unless|whether|how|"
    r"what|why|since|though|although)|,) (?P<pronoun>he|she)\b(?![’'])"
)
_THIRD: Final = re.compile(r"\b(?:he|she|his|her|him|hers)\b", re.IGNORECASE)
# Somebody else whom the pronoun may mean: a name, "the driver", "her son", "someone".
SOMEBODY: Final = re.compile(
    r"\b[A-Z]|\b(?:some|any|every|no)(?:one|body)\b|\b(?:an?|the|their|its|this|that|one|another) "
    r"(?:\w+[ -])?(?:\w+(?:er|or|ist|man|woman|ian|ent|ant|ee|ief)|boy|girl|son|wife|husband|"
    r"friend|judge|coach|pope|king|queen|prince|aide|spouse|nurse|pilot|client|person|child|rival|"
    r"guard|general|colonel|captain|sergeant|victim|suspect|candidate|colleague|head|guest)\b"
)


def name_inside(said: str, names: Mapping[str, str]) -> str:
    """Put the name for "he" or "she" inside what its bearer says: "it was late and he would go".

    `names` is as for `make_standalone`. Only the first such pronoun is replaced, and only where the
    sex is known and nobody else is spoken of before it.
    """
    known = [pronoun for pronoun in ("he", "she") if pronoun in names]
    match = _INSIDE.search(said) if len(known) == 1 else None
    if match is None or match["pronoun"] != known[0]:
        return said
    before = said[: match.start("pronoun")]
    if SOMEBODY.search(before) or _THIRD.search(before):
        return said
    return before + names[known[0]] + said[match.end("pronoun") :]
