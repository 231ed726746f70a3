"""What the words of a sentence or a name say, as far as the house rules ask: by form, not by model.

Who is unnamed, what is background, what praises or blames (`disputes` has who is accused): a rule
that rests on a model's figures changes whenever the model is trained anew, and its reader cannot
see why. These are lists and patterns that an editor can read. English only.
"""

import re
from typing import Final

__all__ = [
    "decides",
    "hangs_on_another_date",
    "hearsay",
    "identified",
    "is_anaphoric",
    "is_background",
    "is_document",
    "is_placeholder",
    "is_season",
    "is_spokesperson",
    "is_vague_group",
    "judges",
    "needs_how",
    "only_knows",
    "probability",
    "says_how",
    "says_whence",
    "says_who_knew",
    "says_why",
    "stands_quoted",
    "vague_group",
]

_NAME: Final = r"[A-ZÀ-Þ][\w’'-]+"
_PERSON: Final = rf"{_NAME}(?: {_NAME}){{1,3}}"
_OFFICE: Final = (
    r"(?:mayor|governor|president|vice[- ]president|prime minister|premier|chancellor|king|queen"
    r"|pope|crown prince|sultan|emir|(?:\w+ )?minister|(?:\w+ )?secretary|attorney general|speaker"
    r"|ambassador|chief executive|ceo|chair(?:man|woman|person)?|director(?: general)?|head|owner"
    r"|founder|publisher|editor(?: in chief)?|principal|headteacher|rector|dean|bishop|archbishop"
    r"|(?:\w+ )?chief|commander|chief of staff|coach|manager|sheriff|coroner|mayoress|treasurer)"
)
_UNIQUE: Final = re.compile(
    rf"(?:the |{_NAME}(?: {_NAME})*[’']s? )(?:\w+ )?{_OFFICE}"
    rf"(?: (?:of|for|at) (?:the )?{_NAME}.*)?",
    re.IGNORECASE,
)
_OF: Final = re.compile(rf"^the (?:[\w-]+ ){{0,3}}(?:of|for|at) (?:the )?(?-i:{_NAME})", re.I)
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 2
    )
}
_ANAPHORIC: Final = re.compile(
    r"the (?:\w+ )?(?:source|official|officer|aide|diplomat|spokes(?:man|woman|person)|lawyer"
    r"|adviser|witness|person|man|woman)s?",
    re.I,
)
_SPOKESPERSON: Final = re.compile(r"\bspokes(?:man|woman|person|people|men|women|persons)\b", re.I)
_DOCUMENT: Final = re.compile(
    r"\b(?:white paper|green paper|report|study|survey|review|document|memo|letter|filing|book"
    r"|statement|indictment|complaint|ruling|transcript|paper says|draft|e-?mails?)\b",
    re.I,
)
_WHY: Final = re.compile(
    r"\banonym|\bnot (?:to )?be (?:named|identified|quoted)|\bnot authori[sz]ed|\bnot allowed"
    r"|\bwithout authori[sz]ation|\bdeclin\w+ to (?:be named|give (?:his|her|their) names?)"
    r"|\bfear\w*\b|\bafraid\b|\bfor (?:his|her|their) (?:own )?safety|\bwithheld\b|\bsensitiv"
    r"|\bbecause\b|\bsince the (?:talks|matter|plans?)\b|\bnot public\b|\bconfidential|\bprivate\b"
    r"|\bpseudonym|\breal name|\bnot disclos|\bunder (?:the )?condition|\bon background\b"
    r"|\b(?:victim|minor|child|teenager|whistle-?blower)s?\b",
    re.I,
)
_HOW: Final = re.compile(
    r"\bfamiliar with|\bbriefed (?:on|about)|\bknowledge of|\b(?:who|that) (?:\w+ )?(?:read|saw"
    r"|seen|heard|attended|took part|was present|were present|witnessed|worked|knows?|reviewed"
    r"|lives?"
    r"|treated|negotiat\w+)|\binvolved in|\bclose to|\bat the (?:meeting|talks|scene)|\bpresent at"
    r"|\bhas (?:read|seen|heard)|\bhave (?:read|seen|heard)|\btook part|\bparticipa|\bwitness"
    r"|\bdirect(?:ly)? (?:knowledge|involved)|\bin the room",
    re.I,
)
_UNSPECIFIC: Final = re.compile(
    r"(?:(?:a|an|the|one|two|three|four|five|several|some|multiple|other|many|\w+) )?"
    r"(?:sources?|persons?|people|insiders?|individuals?)",
    re.I,
)
_VAGUE: Final = re.compile(
    r"\b(?P<group>(?:some |many |most |several |other |political |legal |security |human rights )*"
    r"(?:critics|observers|analysts|experts|commentators|pundits|skeptics|sceptics|detractors"
    r"|opponents|supporters|insiders|some people|many people|some|many|others|scholars))"
    r"(?: (?:also|now|often|still|even|already|have|had|long|widely))*"
    r" (?:say|said|says|argue|argued|believe|believed|think|thought|fear|feared|see|saw|warn|warned"
    r"|point|pointed|claim|claimed|suggest|suggested|contend|contended|worry|worried|question"
    r"|questioned|call|called|consider|considered|complain|complained|speculate|speculated)\b",
    re.I,
)
_GROUP: Final = re.compile(
    r"(?:(?:some|many|most|several|other|political|legal|security|the|its|his|her|their) )*"
    r"(?:critics|observers|analysts|experts|commentators|pundits|skeptics|sceptics|detractors"
    r"|opponents|supporters|insiders|people|some|many|others|scholars)",
    re.I,
)
_HEARSAY: Final = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly)\b"
    r"|\b(?:is|are|was|were|has been|have been) (?:widely |generally |also |now |long )?(?:said"
    r"|believed|thought|understood|reported|alleged|rumou?red|reputed|presumed|known) to\b"
    r"|\bit (?:is|was|has been) (?:widely |generally |also )?(?:said|believed|thought|understood"
    r"|reported|alleged|rumou?red|feared)(?: that)?\b"
    r"|\b(?:is|are|was|were) (?:widely |generally |often |long )?(?:seen|regarded|viewed|considered"
    r"|perceived) as\b"
    r"|\brumou?rs? (?:has|have) it\b|\bword (?:is|has it) that\b",
    re.I,
)
_JUDGED: Final = (
    r"(?:worst|best|greatest|finest|terrible|terrific|awful|horrible|dreadful|brilliant|wonderful"
    r"|amazing|excellent|great|incompetent|corrupt|dishonest|honest|cruel|heartless|lazy|stupid"
    r"|clueless|reckless|careless|arrogant|ruthless|cowardly|brave|decent|nasty|toxic|abusive"
    r"|unfit|unstable|erratic|vindictive|hypocritical|deceitful|greedy|selfish|weak|pathetic"
    r"|liar|coward|bully|hero|idiot|fool|monster|thug|crook|tyrant|genius|traitor|fraud|hypocrite"
    r"|disgrace|disaster|nightmare|joke|failure|embarrass\w+|disgust\w+|shame\w*|loser|saint"
    r"|out of (?:his|her|their) depth|not up to|no idea|doesn[’']t care|does not care)\b"
)
_SOMEBODY: Final = (
    rf"(?:he|she|they|you|(?:the|my|his|her|our) (?:\w+ )?{_OFFICE}"
    rf"|(?-i:(?!It|This|That|There){_NAME}))"
)
_JUDGES: Final = re.compile(
    rf"\b{_SOMEBODY}(?:[’']s| (?:is|was|are|were|has been|had been|can be|seems|seemed|remains))"
    rf" (?:[\w-]+ ){{0,5}}?{_JUDGED}\b"
    rf"|{_JUDGED} (?:\w+ )?(?:boss|leader|president|minister|manager|coach|man|woman|person)\b",
    re.I,
)
_DECIDED: Final = re.compile(
    r"\b(?:will|plans? to|intends? to|is (?:set|due|going|expected|about) to|are (?:set|due|going"
    r"|expected|about) to|has decided to|have decided to|wants? to)\b",
    re.I,
)
_BACKGROUND: Final = re.compile(
    # the market, the map, the calendar, the record, and what the sources would not say
    r"\b(?:shares?|stocks?|futures|bonds?|yields?|the (?:dollar|euro|yen|pound|index)|oil|gold"
    r"|brent|bitcoin|nasdaq|dow|s&p|ftse|dax|nikkei)\b[^.]{0,60}\b(?:rose|fell|gained|lost|dropped"
    r"|climbed|slipped|jumped|slid|added|shed|closed|traded|opened|(?:was|were) (?:up|down))\b"
    r"|\bone of (?:the )?(?:[\w’'-]+ ){0,3}\d+\b"
    r"|\b\d[\d,.]* ?(?:km|kilomet\w+|miles?|met(?:er|re)s?|feet) (?:\([^)]*\) )?(?:\w+ )?(?:north"
    r"|south|east|west|north-?\w+|south-?\w+|off|from|away|inland|above|below|deep|long|wide|high|tall)\b"
    r"|\b(?:was|were) (?:born|founded|established|built|elected|married|named after)\b"
    r"|\b(?:provided|gave|offered) no (?:other |further |more )?(?:details|comment|explanation)\b"
    r"|\b(?:declined|refused) to (?:comment|elaborate|say|give)\b"
    r"|\bdid not (?:\w+ )?(?:respond|reply|answer|elaborate|comment|return)\b"
    r"|\bcould not (?:\w+ )?be reached\b"
    r"|\b(?:has|had|with) a population of\b"
    r"|\b(?:won|lost|beat|drew|defeated)\b[^.]{0,40}\b\d+[-–]\d+\b",
    re.I,
)
_HANGS: Final = re.compile(
    r"(?:the (?:following|next|previous|same|preceding)|that|(?:a|one|two|three|\w+) (?:days?"
    r"|weeks?|months?|years?) (?:later|earlier|before|after))\b.*",
    re.I,
)
_NAMES_SOME: Final = re.compile(r"\b(?:such as|including|among them|like (?=[A-Z]))")
_KNOWS: Final = re.compile(
    r"(?:(?:had|has|have|already|long|also|not) )*(?:knew|know|knows|known)(?: of| about)?"
    r"|(?:was|were|is|are) aware(?: of)?",
    re.I,
)
_KNEW: Final = re.compile(
    r"\b(?:knew|(?:had|has|have) (?:long |already )?known) (?:all along |full well )?(?:of|about)\b"
    r"|\b(?:was|were|had been) (?:well |fully |long )?aware (?:of|that)\b",
    re.I,
)
_PLACEHOLDER: Final = re.compile(
    r"(?:he|she|it|they|we|i|you|who|one|him|her|them|us|me|his|hers|theirs|[A-Z]|[QA]\.?)", re.I
)
_WHENCE: Final = re.compile(
    r"\b(?:citing|cited|quoting|told|interview\w*|records?|documents?|e-?mails?|footage|videos?"
    r"|statement|posted|tweet\w*|speech|polls?|survey|called the race|returns|estimates?|data"
    r"|familiar|close to|briefed|sources?|officials?|someone|spokes\w+"
    r"|according to (?!the [A-Z]|[A-Z]))\b"
)
_SEASON: Final = re.compile(
    r"(?:last|this|next|the|in|early|late) (?:the |early |late )?(?:summer|winter|spring|fall"
    r"|autumn|season)\b.*",
    re.I,
)
_PROBABILITY: Final = re.compile(r"\((0(?:\.\d+)?|1(?:\.0+)?)\)\s*$")


_OWNED: Final = re.compile(r"^(?:.{0,60}[’']s? |(?:the|a|an|his|her|its|their) )", re.I)
_KIN: Final = re.compile(
    r"(?:late |former |own )?(?:father|mother|wife|husband|son|daughter|brother|sister|widow"
    r"|widower|parents|partner|grandfather|grandmother)"
)
_SPOKEN_FOR: Final = re.compile(
    rf"(?i:spokes(?:man|woman|person)),? {_PERSON}"
    rf"|{_PERSON}, (?:a|an|the|[\w.]+[’']s?) (?:[\w-]+ ){{0,3}}?(?i:spokes(?:man|woman|person))"
)


def identified(name: str | None, text: str | None) -> bool:
    """Tell whether the article says who is meant by words that hold no proper name.

    So it is with a unique office ("the mayor of Tolvik"), with a role that is named before or after
    ("The mayor, Olaf Brandt, ..."), with an apposition ("the owner, Karst Chemie"), and with people
    who are then named one by one ("Three senators ... Senator Ann Lee ... Senator Max Roe").
    """
    name, text = " ".join((name or "").split()), text or ""
    lower = name.lower()
    if not lower:
        return False
    if re.search(rf", {_NAME}", name):
        return True
    if lower.startswith("the ") and (_OF.match(name) and _UNIQUE.fullmatch(name)):
        return True
    if not lower.startswith("the ") and _UNIQUE.fullmatch(name) and re.search(r"[’']s? ", name):
        return True  # "Tolvik's mayor"
    role = _OWNED.sub("", lower)
    owned = _OWNED.match(lower)
    if owned and owned[0] not in ("a ", "an ") and _named_beside(role, text):
        return True
    if _KIN.fullmatch(role) and re.match(rf"(?:{_NAME} )*{_NAME[:-1]}+[’']s? ", name):
        return True  # "Ann Lee's father": who else
    if is_spokesperson(name) and _SPOKEN_FOR.search(text):
        return True
    return _named_one_by_one(lower, text)


def _named_beside(role: str, text: str) -> bool:
    """Tell whether a role stands beside a proper name somewhere in the text."""
    escaped = re.escape(role)
    before = re.search(rf"(?i:\b{escaped}\b)(?: of [^,.]{{1,40}})?,? {_NAME}", text)
    after = re.search(
        rf"{_PERSON},? (?:who (?:is|was) )?(?:the |its |their |a )?(?:[\w’'-]+ ){{0,3}}"
        rf"(?i:{escaped})\b",
        text,
    )
    return bool(before or after)


def _named_one_by_one(name: str, text: str) -> bool:
    """Tell whether as many people of a kind are named as the words promise."""
    found = re.match(rf"(?P<number>{'|'.join(_NUMBERS)}) (?:[\w-]+ ){{0,2}}?(?P<kind>\w+)s\b", name)
    if found is None:
        return False
    named = set(re.findall(rf"(?i:\b{re.escape(found['kind'])}) ({_PERSON})", text))
    return len(named) >= _NUMBERS[found["number"]]


def is_anaphoric(name: str | None) -> bool:
    """Tell whether words point back to somebody already spoken of: "the source"."""
    return _ANAPHORIC.fullmatch((name or "").strip()) is not None


def is_spokesperson(name: str | None) -> bool:
    """Tell whether somebody speaks for a house, which answers for what is said."""
    return _SPOKESPERSON.search(name or "") is not None


def is_document(name: str | None) -> bool:
    """Tell whether a source is something written, and no outlet: "the white paper"."""
    return _DOCUMENT.search(name or "") is not None


def is_placeholder(name: str | None) -> bool:
    """Tell whether a name is a pronoun or a letter: who it stands for, the program did not find.

    That is no fault of the article, and nobody is unnamed for it.
    """
    return _PLACEHOLDER.fullmatch((name or "").strip()) is not None


def says_why(text: str | None) -> bool:
    """Tell whether words give a reason for leaving somebody unnamed."""
    return _WHY.search(text or "") is not None


def says_how(text: str | None) -> bool:
    """Tell whether words say how somebody can know what they say."""
    return _HOW.search(text or "") is not None


def needs_how(name: str | None) -> bool:
    """Tell whether a description does not even say from where somebody could know: "a source"."""
    return _UNSPECIFIC.fullmatch((name or "").strip()) is not None


def vague_group(text: str | None) -> str | None:
    """Return the words for a group that nobody can check ("critics say"), None without one."""
    shown = _unquoted(text or "")
    found = _VAGUE.search(shown)
    return found[0] if found and not _NAMES_SOME.search(shown) else None


def is_vague_group(name: str | None) -> bool:
    """Tell whether a source's name is such a group and nothing more."""
    return _GROUP.fullmatch((name or "").strip()) is not None


def hearsay(text: str | None) -> str | None:
    """Return the words that say that somebody says so, and not who; None without any."""
    found = _HEARSAY.search(_unquoted(text or ""))
    return found[0] if found else None


def judges(text: str | None) -> bool:
    """Tell whether words praise or blame a person."""
    return _JUDGES.search(text or "") is not None


def decides(text: str | None) -> bool:
    """Tell whether words tell a plan as a fact: "The minister will resign"."""
    return _DECIDED.search(text or "") is not None


def is_background(text: str | None) -> bool:
    """Tell whether a sentence says what nobody asks a source for: a market price, a place on the
    map, a result, or that somebody did not want to comment."""
    return _BACKGROUND.search(text or "") is not None


def hangs_on_another_date(text: str | None) -> bool:
    """Tell whether the words for a date count from another date than that of publication."""
    return _HANGS.fullmatch((text or "").strip()) is not None


def only_knows(cue: str | None) -> bool:
    """Tell whether a cue says that somebody knew something: then it is the writer who says so."""
    return _KNOWS.fullmatch((cue or "").strip()) is not None


def says_whence(text: str | None) -> bool:
    """Tell whether a sentence says from where an outlet has it: from whom, or from what."""
    return _WHENCE.search(text or "") is not None


def is_season(text: str | None) -> bool:
    """Tell whether words name a season: readers know which, though no day can be told."""
    return _SEASON.fullmatch((text or "").strip()) is not None


def stands_quoted(text: str | None, at: int | None) -> bool:
    """Tell whether a place of a text stands inside quotation marks, which it opened."""
    before = (text or "")[: at or 0]
    curled = before.count("“") > before.count("”")
    return curled or before.count('"') % 2 == 1


def says_who_knew(text: str | None) -> bool:
    """Tell whether words tell what somebody knew, as a fact: "The governor knew of the defects"."""
    return _KNEW.search(_unquoted(text or "")) is not None


def probability(reason: str | None) -> float:
    """Return how sure the judgement is that an editor would ask: "a superlative (0.56)"; 1 where
    the reason gives no figure, as rules do."""
    found = _PROBABILITY.search(reason or "")
    return float(found[1]) if found else 1.0


def _unquoted(text: str) -> str:
    """Return a text with what stands in quotation marks left out."""
    return re.sub(r"“[^”]*”?|\"[^\"]*\"?|``.*?(?:''|$)", " ", text)
