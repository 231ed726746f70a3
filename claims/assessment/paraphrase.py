"""The readable form of a claim whose content is not a sentence: "Rwanda announced a plan".

"A plan", "to appeal" and "whether it is over" mean nothing by themselves, and "he was beaten" of
"the army denies that he was beaten" says the opposite. Where source, cue and content come in this
order, and the verb is finite or a participle that can be made finite, the readable form is all
three of them.
"""

import re
from typing import Final

from claims.english.tokens import find_words, is_finite, word_set
from claims.values import Attribution, Span

_FRAGMENT: Final = re.compile(
    r"[“\"'‘]?(?:to [a-z]+|not to [a-z]+|how|what|whether|why|when|where|who|which|if|against|for|"
    r"of|with|as|about)\b",
    re.I,
)
_CLAUSE: Final = re.compile(
    r"[“\"'‘]?(?:there\b|that\b(?! (?:assertion|claim|report|idea|view|plan|proposal|charge|"
    r"accusation|allegation|suggestion|figure|number)\b))",
    re.I,
)
_OBJECT: Final = re.compile(
    r"\b(?:accus|blam|critici[sz]|condemn|prais|call(?:s|ed|ing)?(?: for| on|$)|urg|dismiss|reject|"
    r"denounc|described?|describing|brand(?:s|ed)|dubb|label|back(?:s|ed)|support|oppos|welcom|"
    r"demand|pledg|promis|offer|resist|announc|den(?:y|ies|ied)|question|defend|seek|sought|"
    r"want|plan|recall|discuss|exaggerat|identif|reveal|outlin|approv|appl|overturn|block|order|"
    r"express|voic|lament|endors|consider|convey|detail)",
    re.I,
)
# Verbs and adjectives that a clause without "that" may follow; what any other takes is an object.
_TAKES_CLAUSE: Final = re.compile(
    r"\b(?:sa(?:y|id)|t(?:ell|old)|th(?:ink|ought)|believ|kn[eo]w|hop|fear|claim|argu|f(?:ind|ound)|"
    r"show|suggest|admit|acknowledg|add|assert|assum|aware|certain|clear|complain|conced|conclud|"
    r"confiden|confirm|contend|convinc|decid|declar|disclos|discover|emphasi|estimat|expect|"
    r"expla|fe(?:el|lt)|figur|forecast|glad|gather|guess|happy|hear|hint|h[eo]ld|imagin|impl[iy]|"
    r"indicat|inform|insist|jok|learn|maintain|mean|mention|not(?:e|es|ed|ing)\b|observ|opin|"
    r"point|predict|presum|pretend|pledg|promis|proud|prov|quip|realiz|realis|recall|recommend|"
    r"regret|remember|remind|remark|repeat|report|reveal|rul(?:e|ed|es|ing)\b|se(?:e|es|en|ns)\b|"
    r"saw|shock|sorry|specul|stat|stress|suppos|sure|surpris|suspect|swear|swore|tweet|testif|"
    r"threaten|underst|urg|vow|warn|wish|wonder|worr|writ|wrot|accord|concern|pleas|upset|word|"
    r"quot|cit(?:e|es|ed|ing)\b|rat(?:es|ed)\b|account|a(?:nnounc|gre|dvis|lleg|nswer|sk)|propos|"
    r"request|demand|insist|doubt|den[iy]|post|broadcast|warrant|boast|brag|fac(?:t|ts)\b|view|"
    r"idea|sign|evidence|reason|grant|reckon|bet|deem|hope|optimis|pessimis|skeptic|sceptic|"
    r"fault|furious|angry|afraid|worried|charg|testimon|statement|message|impression)",
    re.I,
)
_BIDS: Final = re.compile(r"\b(?:t(?:old|ells?)|ask(?:s|ed))\b", re.IGNORECASE)
_TO: Final = re.compile(r" to [a-z]")
_PREPOSITION: Final = re.compile(
    r" (?:to|against|of|about|as|on|for|at|in|with|over|from|by|between|into|toward|towards)$"
)
_DENIES: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|doubt(?:s|ed|ing)?|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)|"
    r"disbeliev\w+|rul(?:e|es|ed|ing) out|never|no longer|not)\b|n[’']t\b",
    re.I,
)
_COMMA_INSIDE: Final = re.compile(r"[,;](?=[”\"’']$)")
_RELATIVE: Final = re.compile(r"\b(that|which|whom) $")
_SUBJECT: Final = re.compile(r"[“\"'‘]?(?:he|she|they|we|i|it)\b", re.I)
_ENDED: Final = re.compile(
    r"[,;:](?!\d)|\b(?:that|which|who|whose|whom|where|when|as|after|because|while|although|though|since|"
    r"until|unless)\b"
)
_FINITE: Final = word_set(
    """
    is are was were be been has have had will would can could may might must should did does do
    said says
    """
)
_PARTICIPLES: Final = {
    "accusing": "accused", "blaming": "blamed", "promising": "promised", "urging": "urged",
    "denying": "denied", "warning": "warned", "rejecting": "rejected", "demanding": "demanded",
    "criticizing": "criticized", "criticising": "criticised", "condemning": "condemned",
    "calling": "called", "describing": "described", "pledging": "pledged", "praising": "praised",
    "agreeing": "agreed", "vowing": "vowed", "threatening": "threatened", "refusing": "refused",
    "offering": "offered", "declining": "declined", "proposing": "proposed", "asking": "asked",
    "announcing": "announced", "dismissing": "dismissed", "seeking": "sought",
    "citing": "cited", "doubting": "doubted", "disputing": "disputed", "expressing": "expressed",
    "ruling": "ruled", "voicing": "voiced", "endorsing": "endorsed", "welcoming": "welcomed",
}  # fmt: skip
_NOT: Final = re.compile(r"(?:\b(?:not|never|no longer)|n[’']t)(?: \w+)?$", re.IGNORECASE)
_SAYING: Final = re.compile(
    r"\b(?:said|says?|t(?:old|ells?)|add(?:s|ed)|wrot?e?s?|according|stat(?:es|ed)|explain(?:s|ed)|"
    r"report(?:s|ed)|ask(?:s|ed)|repl(?:ies|ied)|not(?:es|ed))\b",
    re.IGNORECASE,
)
_OWNED: Final = re.compile(r"(?:[’']s?|^(?:his|her|its|their|my|our))$", re.IGNORECASE)
_FIRST: Final = re.compile(r"(?:I|we|you)", re.IGNORECASE)
_NOUNS: Final = {
    "announcement of": "announced", "announcement that": "announced that",
    "decision to": "decided to", "decision that": "decided that", "call for": "called for",
    "calls for": "called for", "promise to": "promised to", "pledge to": "pledged to",
    "vow to": "vowed to", "threat to": "threatened to", "refusal to": "refused to",
    "demand that": "demanded that", "demand for": "demanded", "offer to": "offered to",
    "claim that": "claimed that", "assertion that": "asserted that", "belief that": "believes that",
    "warning that": "warned that", "request to": "asked to", "request for": "asked for",
    "criticism of": "criticised", "support for": "supports", "rejection of": "rejected",
    "statement that": "stated that", "suggestion that": "suggested that",
}  # fmt: skip
_LONGEST_OBJECT: Final = 300
_LONGEST_NAME: Final = 90
_GAP: Final = 60


def paraphrase(
    text: str, attribution: Attribution, content: tuple[Span, ...], name: str
) -> str | None:
    """Return source, cue and content as one sentence, or None where the content is a sentence.

    `name` is the source as the subject of a sentence; `content` is the part of the attribution's
    content that lies in the current sentence.
    """
    if len(content) != 1 or len(attribution.cue) != 1 or content != attribution.content:
        return None
    (said,), (cue,) = content, attribution.cue
    if not attribution.source or attribution.source[-1].end > cue.start or cue.end > said.start:
        return None
    before = text[attribution.source[-1].end : cue.start].strip()
    between = text[cue.end : said.start]
    if _FIRST.fullmatch(attribution.source[-1].of(text)):
        return None  # "I reaffirm": the verb is not that of a name
    owned = _OWNED.search(attribution.source[-1].of(text)) is not None
    verb = _of_noun(cue.of(text)) if owned else _finite(cue.of(text), before)
    if verb is None or len(between) > _GAP or re.search(r"[.;:\n“”\"]", between.strip(' “"')):
        return None
    if not 0 < len(name) <= _LONGEST_NAME:
        return None
    fragment = owned or is_fragment(cue.of(text), said.of(text))
    if fragment and _lacks_object(text, attribution.source[0].start, cue.of(text), said.of(text)):
        return None
    if not (fragment or denies(cue.of(text), before)):
        return None
    told = " ".join(f"{name} {verb}{between}{said.of(text)}".split()).rstrip(" ,;:–—-")
    told = (told[0].upper() + told[1:]).replace("''", '"')
    told = _COMMA_INSIDE.sub("", told)
    return told if told[-1] in ".!?…" or told[-2:-1] in ".!?" else told + "."


def _lacks_object(text: str, start: int, cue: str, said: str) -> bool:
    """Return whether the object comes before the source at `start`: "a plan that some call bad"."""
    found = _RELATIVE.search(text[max(0, start - 12) : start])
    if found is None:
        return False
    return found.group(1) != "that" or cue.endswith(" as") or said[:1] in "“\"'‘"


def denies(cue: str, before: str = "") -> bool:
    """Return whether a cue, or the words before it, say that the source does not assert the
    content: "never said"."""
    return _DENIES.search(cue) is not None or _NOT.search(before) is not None


def is_fragment(cue: str, said: str) -> bool:
    """Return whether a content is not a sentence: an object, an infinitive, a question."""
    if _CLAUSE.match(said):
        return False
    quoted = said[:1] in "“\"'‘"
    if not (quoted or _SUBJECT.match(said)) and not _TAKES_CLAUSE.search(cue):
        return True
    if not _SAYING.search(cue) and _PREPOSITION.search(cue):
        return True
    if said[:1] not in '“"' and _FRAGMENT.match(said):
        return True
    if _SUBJECT.match(said) or not (_OBJECT.search(cue) or _is_object(cue, said)):
        return _SUBJECT.match(said) is not None and re.search(r"\baccus|\bblam", cue) is not None
    start = _ENDED.split(said)[0]
    words = [word.strip("“”\"'’‘.,").lower() for word in start.split()]
    return not any(word in _FINITE or word.endswith(("n’t", "n't")) for word in words)


def _is_object(cue: str, said: str) -> bool:
    """Return whether a content after a verb that is not of saying has no verb: "a trade war"."""
    if said[:1] in "“\"'‘(" or len(said) > _LONGEST_OBJECT:
        return False
    bid = _BIDS.search(cue) and _TO.search(_ENDED.split(said)[0])
    if _SAYING.search(cue) and not bid:
        return False
    previous = ""
    for word in find_words(said, Span(0, len(_ENDED.split(said)[0]))):
        if is_finite(word.lower, previous):
            return False
        previous = word.lower
    return True


def _of_noun(cue: str) -> str | None:
    """Return the verb for a possessed noun: "decided to" for "her decision to"."""
    words = cue.split()
    verb = _NOUNS.get(" ".join(words[:2]).lower())
    return None if verb is None else " ".join([verb, *words[2:]])


def _finite(cue: str, before: str) -> str | None:
    """Return the cue as a finite verb with the adverb before it, None where it is not a verb."""
    words = cue.split()
    first = words[0].lower() if words else ""
    if first in ("’s", "'s"):
        return " ".join(["is", *words[1:]])
    led = int(first in ("often", "also") or first.endswith("ly")) if len(words) > 1 else 0
    verb = words[led].lower() if words else ""
    if verb in _PARTICIPLES:
        return " ".join([*words[:led], _PARTICIPLES[verb], *words[led + 1 :]])
    if verb.endswith("ing"):
        return None
    if (
        not cue[:1].islower()
        or first.endswith("ing")
        or first in ("to", "as", "according", "by", "in", "not", "been", "be")
    ):
        return None
    helping = re.fullmatch(r"(?:(?:has|have|had|also|later|then|\w+ly|did|does|do) ?)*", before)
    return f"{before} {cue}".strip() if helping else cue
