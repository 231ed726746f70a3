"""Signs in the wording of a statement that an editor reads: is it on record, or must somebody
have said so?

Each sign is a group of words. What courts, parliaments and registers have written down, what is
scheduled in public and what was done before everybody's eyes is on record. Causes, motives,
judgements, vague numbers ("many"), counts of the dead, what is under way behind closed doors and
what is expected must come from somebody.
"""

import re
from typing import Final

from claims.assessment.words import word_set

SIGNS: Final[dict[str, frozenset[str]]] = {
    "court or office": word_set(
        """
        sentenced convicted pleaded acquitted indicted arraigned charged charges court judge
        jury ruled ruling verdict trial appeal appealed lawsuit suit sued filed elected election
        elections sworn appointed appointment nominated named succeeded resigned resignation
        retired inaugurated term office constitution amendment law laws act treaty signed
        ratified passed enacted repealed vetoed legislature parliament congress senate
        """
    ),
    "vote": word_set(
        """
        vote votes voted voting primary primaries caucus caucuses ballot delegates won lost
        defeated
        """
    ),
    "history": word_set(
        """
        born founded established built completed independence century decade decades married
        graduated invented published released aired debuted named opened served originally
        formerly former since
        """
    ),
    "schedule": word_set(
        """
        scheduled slated set debate debates convention conference summit ceremony meeting meet
        host hosts speech tour visit visits travel event events rally rallies deadline
        """
    ),
    "cause": word_set(
        """
        because due thanks caused causing cause causes led leading prompted prompting sparked
        sparking triggered triggering helped helping forced forcing fueled driven result
        resulted resulting amid hurt boosted weighed contributed therefore thus hence
        consequently enough despite hit offset mitigated owing stemmed stoked spurred effect
        impact
        """
    ),
    "mind": word_set(
        """
        wanted wants want hoped hopes hoping hope feared fears fear worried worries believed
        knew thought felt feel feels angry anger frustrated eager reluctant keen determined
        intended intends aims aimed aim trying tried tries seeking seeks sought struggling
        struggled prefer concerned concerns interest willing ready considering contemplating
        planning preparing bracing mourned excited hesitant
        """
    ),
    "judgement": word_set(
        """
        important significant major serious dramatic dramatically sharply sharp strong strongly
        weak huge massive severe rare notable notably controversial divisive bitter fierce
        successful failed failure success popular unpopular influential powerful prominent
        crucial critical key clear clearly obvious obviously surprising surprisingly remarkable
        unprecedented aggressive desperate difficult easy good bad better worse great terrible
        poor rich dangerous vulnerable troubled embattled unlikely leading effective effectively
        unwavering real growing increasingly especially particularly largely mostly typically
        usually often rarely never always
        """
    ),
    "vague": word_set(
        """
        many several some few most numerous various dozens hundreds thousands tens millions
        countless others widely generally recently lately recent perhaps nearly almost
        approximately roughly estimated around
        """
    ),
    "casualties": word_set(
        """
        killed dead died deaths death toll injured wounded casualties victims victim attack
        attacks attacked bomb bombing explosion shot shooting fire fired destroyed damaged
        missing rescued trapped flooded seized arrested detained fled displaced militants forces
        troops rebels fighters clashes raid raids storm hurricane earthquake
        """
    ),
    "expected": word_set(
        """
        expected likely unlikely could might may possible possibly probably potential
        potentially appears appeared seems seemed apparently reportedly allegedly alleged
        purported supposed considered seen viewed regarded rumored suspected believed presumably
        """
    ),
    "trend": word_set(
        """
        rose fell rise rising fall falling increase increased increasing decrease decreased
        decline declined declining grew growing growth dropped surge surged plunged soared
        climbed slowed gained percent average averaging higher lower more fewer less compared
        points lead leads trailing ahead support ratings polls poll
        """
    ),
    "secret": word_set(
        """
        secret secretly privately behind internal quietly confidential hidden insiders
        intelligence operation plot scheme deal talks negotiations agreed pressure pressured
        bribes corruption fraud
        """
    ),
    "reporter": word_set(
        """
        comment respond reached requests interview available immediately stood chanted applauded
        cheered wore wearing tears waved crowd read reads titled called book film show episode
        video page website
        """
    ),
    "company": word_set(
        """
        company shares profit revenue quarter quarterly sales earnings billion million bank
        market investors stock net
        """
    ),
}

SIGN_OF_WORD: Final[dict[str, tuple[str, ...]]] = {}
for _name, _words in SIGNS.items():
    for _word in _words:
        SIGN_OF_WORD[_word] = (*SIGN_OF_WORD.get(_word, ()), _name)

PATTERNS: Final[dict[str, re.Pattern[str]]] = {
    "under way": re.compile(
        r"\b(?:is|are|has been|have been|'s|'re|was|were)(?: \w+ly| also| still| now)? \w+ing\b"
    ),
    "change so far": re.compile(
        r"\b(?:has|have|had)(?: \w+ly| also| long| already)? \w+(?:ed|en|wn)\b"
    ),
    "passive without agent": re.compile(
        r"\b(?:was|were|been|being|is|are) \w+ed\b(?!.{0,40}\bby\b)"
    ),
    "year": re.compile(r"\b(?:1[5-9]|20)\d\d\b"),
    "is a": re.compile(r"\b(?:is|are|was|were) (?:an?|the|one of)\b"),
    "weekday": re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"),
    "more than": re.compile(
        r"\b(?:more than|less than|fewer than|at least|up to|as many as|nearly|about|some) [$€£]?\d"
    ),
    "superlative with of": re.compile(r"\b(?:the|one of the) (?:\w+est|most \w+|first|only)\b"),
    "money": re.compile(r"[$€£¥]\s?\d|\b(?:dollars|euros|pounds|yuan)\b"),
    "quotation marks": re.compile("[“”\"]|''"),
    "motive": re.compile(
        r"\b(?:in order to|in an (?:effort|attempt|bid) to|so (?:that|as to)|in response to|out "
        r"of)\b"
    ),
    "contrast": re.compile(
        r"^(?:But|However|Yet|Still|Nevertheless|Despite|Even|While|Although)\b"
    ),
}


def find_signs(text: str, words: list[str]) -> dict[str, float]:
    """Return the signs in `text`, whose words in lower case are `words`, as features."""
    features = find_sign_words(words)
    for name, pattern in PATTERNS.items():
        if pattern.search(text):
            features["form:" + name] = 1.0
    return features


def find_sign_words(words: list[str]) -> dict[str, float]:
    """Return the signs that single words give: 0.5 for one, 1 for more ("sign:cause")."""
    features: dict[str, float] = {}
    for word in words:
        for name in SIGN_OF_WORD.get(word, ()):
            features["sign:" + name] = min(1.0, features.get("sign:" + name, 0.0) + 0.5)
    return features
