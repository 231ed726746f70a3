"""Signs of the kind of a claim: what the cue announces, and how the content is put.

A cue belongs to a class ("vowed" announces an intention, "warned" a prediction, "slammed" an
opinion). The content is looked at for mood ("it would continue": the speaker's own plan; "it
would take hours": a prediction; "had it happened" or "should": an opinion), for words of
judgement, and for the marks of plain reporting (past tense, figures).
"""

import re
from collections.abc import Sequence
from typing import Final

from claims.assessment.words import Word, word_set

CUE_CLASSES: Final[dict[str, frozenset[str]]] = {
    "intention": word_set(
        """vow promis pledg plan intend aim seek sought want urg call demand ask request order
        decid agre refus declin propos threaten offer recommend invit encourag insist mandat
        requir commit swear swore swor hop wish prepar try tri attempt need challeng instruct
        direct advis press push appeal beg plead consider volunteer resolv set fight fought expect
        pursu authoriz banned ban forc oblig
        """
    ),
    "prediction": word_set(
        """predict forecast expect project anticipat fear warn forese hop estimat worr bet prophes
        foretold caution optimist confident pessimist
        """
    ),
    "opinion": word_set(
        """critici criticis criticiz prais blam accus condemn slam blast attack defend endors
        support oppos reject denounc applaud welcom mock ridicul dismiss compar describ call dub
        brand label view see consider regard rate rat rank judg rul uphold upheld overturn overrul
        find object disput complain lament bemoan hail salut laud prefer favor favour lik love hat
        admir respect regret apologiz resent critic trash hit lash deride derid decri scold rebuk
        chid fault question doubt disagre agre argu contend feel felt concern angry anger frustrat
        disappoint shock sadden pleas glad proud concern compliment congratulat thank sympath
        express characteriz characteris cast portray paint accusation
        """
    ),
    "question": word_set("wonder ask inquir query querie question"),
    "evidence": word_set(
        "show find found indicat reveal suggest according demonstrat record list stat not report"
    ),
    "denial": word_set("den deni refut"),
    "saying": word_set(
        "said say says told tell tells add report announc stat writ wrote written not explain"
    ),
    "belief": word_set("believ think thought feel felt consider"),
    "voting": word_set("vot choos chose elect nominat"),
    "silence": word_set("comment discuss elaborat answer specif disclos"),
    "claiming": word_set("claim alleg maintain assert insist argu contend"),
    "forecast": word_set("predict forecast foresee forese foretold project"),
    "words": word_set("word remark rhetoric tone"),
    "court": word_set("rul uphold upheld overturn overrul decision verdict find found declar"),
    "noun": word_set(
        "critici statement comment remark report stor claim allegation accusation promis plan"
    ),
}

_REFUSING: Final = word_set("declin refus not n't wouldn't didn't hasn't haven't won't yet")
_SAYING: Final = word_set("say said tell disclos reveal discuss comment answer specif identif")

JUDGEMENTS: Final = word_set(
    """good bad better worse best worst great terrible horrible awful wonderful fantastic
    excellent poor perfect right wrong fair unfair unfairly just unjust true real fake phony false
    honest dishonest crooked corrupt rigged smart stupid dumb clever wise wiser foolish reckless
    irresponsible responsible dangerous safe strong weak tough soft serious ridiculous absurd
    outrageous disgusting disgraceful shameful shame embarrassing pathetic sad tragic tragedy
    disaster disastrous catastrophe failure failed fails success successful victory win loser
    losers winner important critical crucial vital essential necessary unnecessary key significant
    historic unprecedented extraordinary remarkable incredible amazing impressive powerful brave
    courageous hero heroic coward cowardly great greatest despicable evil cruel inhumane brutal
    barbaric heinous vicious racist sexist bigot bigoted hateful hate love beautiful ugly nice
    kind mean rude arrogant incompetent competent qualified unqualified unfit fit capable
    incapable experienced inexperienced credible legitimate illegitimate unconstitutional
    constitutional illegal unlawful lawful moral immoral ethical unethical hypocrite hypocritical
    hypocrisy liar lies lying lie mistake mistakes blunder insult insulting offensive unacceptable
    acceptable inappropriate appropriate reasonable unreasonable sensible nonsense crazy insane
    mad hopeless hopeful optimistic pessimistic confident concerned concern worried worry worrying
    troubling troubled disappointed disappointing shocked shocking surprised surprising saddened
    proud pleased happy unhappy glad angry frustrated frustrating welcome sorry grateful thank
    thanks appreciate respect trust mistrust problem problems issue challenge difficult easy hard
    simple simply clear clearly obvious obviously certainly absolutely definitely totally
    completely really truly extremely incredibly very too so-called somewhat rather quite deeply
    greatly badly lot much enough deserve deserves deserved worth worthy matter matters values
    principle principles dignity opportunity threat risk panic mess chaos crisis joke fraud scam
    hoax witch smear blow insulting pandering bullying selfless honorable honor tremendous
    devastating massive huge big bigger biggest special unique attractive popular unpopular
    impossible possible likely unlikely reassuring sustainable unsustainable dire stronger weaker
    """
)

_PATTERNS: Final[dict[str, re.Pattern[str]]] = {
    "infinitive": re.compile(r"^to [a-z]+"),
    "own plan": re.compile(
        r"^(?:that )?(?:he|she|it(?! would (?:take|be|have|cost|make|mean|seem|lead)\b)|they|we|"
        r"I|the \w+)(?:['’]ll| will| would| won['’]t| wouldn['’]t| plans?| planned| intends?"
        r"| wants?| wanted| hopes?| hoped| is going to| are going to| was \w+ing| were \w+ing| "
        r"do(?:es)? not (?:want|plan|intend))\b"
    ),
    "we ask": re.compile(
        r"\b(?:[Ww]e|I)(?: also| strongly)? (?:call (?:on|for)|urge|ask|demand|request|appeal|"
        r"encourage|invite|want|would like)\b"
    ),
    "first person ahead": re.compile(
        r"^(?:Not going|Going) to\b|\b[Ll]et(?:['’]s| us| me)\b|\b(?:we|I)['’]m? not going\b"
    ),
    "we will": re.compile(
        r"\b(?:[Ww]e|I)(?:['’]ll| will| won['’]t| shall| plan| intend| want| would like|['’]d "
        r"like|['’]re going to| are going to"
        r"|['’]m going to| am going to|['’]m not going to| call on| urge| demand| ask)\b"
    ),
    "will": re.compile(r"\b(?:will|won['’]t|\w+['’]ll|going to|gonna|shall|set to|about to)\b"),
    "would": re.compile(r"\b(?:would|wouldn['’]t)\b(?! have)"),
    "would have": re.compile(r"\b(?:would|could|should|might)(?: not|n['’]t)?(?: \w+ly)? have\b"),
    "may have": re.compile(
        r"\b(?:may|might|must|could)(?: not)?(?: \w+ly| also| now)? (?:have|be|already)\b"
    ),
    "could": re.compile(r"\b(?:could|may|might)\b(?! have)"),
    "likely": re.compile(
        r"\b(?:likely|unlikely|expected to|bound to|poised to|on track|in the coming|by "
        r"(?:20\d\d|next)|next (?:year|month|week))\b"
    ),
    "should": re.compile(
        r"\b(?:should|shouldn['’]t|must|ought to|need(?:s|ed)? to|ha(?:ve|s|d) to|need(?:s|ed)? "
        r"(?:a|more|to))\b"
    ),
    "request": re.compile(
        r"\b(?:should|must|to) (?:\w+ly )?(?:resign|release|investigate|stop|end|halt|withdraw|"
        r"leave|apologi[sz]e|pay|report|"
        r"take|give|allow|provide|return|accept|vote|help|support|stay|be (?:released|freed|"
        r"punished|held))\b"
    ),
    "imperative": re.compile(
        r"^[“\"'‘]*(?:Let|Look|Hey|Go|Stop|Don['’]t|Please|Vote|Come|Ask|Take|Get|Give|Remember|"
        r"Never|Consider)\b"
    ),
    "I think": re.compile(
        r"\b(?:I|we|We) (?:\w+ly )?(?:think|believe|feel|guess|hope|love|like|hate|agree|"
        r"disagree|support|wish|consider)\b"
    ),
    "thinks ahead": re.compile(
        r"\b(?:I|we|he|she|they) (?:still |really |also )?(?:think|thinks|thought|believes?|"
        r"believed|expects?|hopes?|"
        r"predicts?)\b.{0,60}\b(?:will|would|going to|['’]ll|gonna)\b"
    ),
    "law": re.compile(
        r"\b(?:unconstitutional|constitutional|violat\w+|in compliance|comply|complies|"
        r"unlawful\w*|illegal\w*|"
        r"lawful|legal|legitimate|eligible|guilty|innocent|liable)\b"
    ),
    "wants": re.compile(
        r"\b(?:want(?:s|ed)?|did(?:n['’]t| not) want|do(?:es)?(?:n['’]t| not) want|would like|"
        r"wish(?:es)?|"
        r"intend(?:s|ed)?|plan(?:s|ned)?|refus(?:e|es|ed)|promis(?:e|es|ed)|vow(?:s|ed)?) (?:to|"
        r"the|a|him|her|it|them|this)\b"
    ),
    "effect ahead": re.compile(
        r"\b(?:will|would|could|may|might)(?: not)? (?:\w+ly )?(?:take|be|become|have|lead|"
        r"cause|force|mean|make|cost|help|"
        r"hurt|win|lose|rise|fall|increase|result|happen|come|continue to|get|see|remain)\b"
    ),
    "whether": re.compile(r"^(?:whether|if|how|why|what|when|where|who)\b"),
    "whether opens": re.compile(r"^(?:whether|if)\b"),
    "question": re.compile(r"\?[\s\"”’')\]]*$"),
    "more than": re.compile(r"\b(?:more|less|better|worse|\w+er) (?:\w+ )?than\b"),
    "as complement": re.compile(r"^(?!that\b).{2,60}\bas\b"),
    "accused of": re.compile(r"\bof \w+ing\b"),
    "no clause": re.compile(
        r"^(?!.*\b(?:is|are|was|were|has|have|had|will|would|could|may|can|did|does|do|\w{3,}ed)\b)"
    ),
    "quotation mark": re.compile("[“”\"]|''"),
    "opens with that": re.compile(r"^that\b"),
    "past": re.compile(r"\b(?:was|were|had|did|\w{3,}ed)\b"),
    "perfect": re.compile(
        r"\b(?:has|have|had|['’]ve|['’]s) (?:not |never |already |also |been )?\w+(?:ed|en|wn)\b"
    ),
    "there is": re.compile(
        r"\b[Tt]here(?: is|['’]s| are| was| were| has been| have been| had been)\b"
    ),
    "under way": re.compile(
        r"\b(?:is|are|was|were|['’]s|['’]re|been)(?: also| still| now| not)? \w+ing\b"
    ),
    "figure": re.compile(
        r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|"
        r"millions?)\b"
    ),
    "counterfactual": re.compile(r"^[“\"]?(?:Had|If|Without|Unless)\b"),
    "deserves": re.compile(r"\b(?:too|so|such|very|really|just|simply|truly) \w+"),
    "greeting": re.compile(
        r"^[“\"]?(?:Thank|Thanks|Hello|Good (?:morning|evening|luck)|Congratulations|Welcome|"
        r"Sorry)\b"
    ),
}


def find_kind_signs(text: str, words: Sequence[Word], cue: Sequence[Word]) -> dict[str, float]:
    """Return the signs in a content and in its cue as features, each between 0 and 1."""
    opened = text.lstrip("“”\"'‘’ ")
    features = {f"put:{name}": 1.0 for name, pattern in _PATTERNS.items() if pattern.search(opened)}
    judged = sum(word.lower in JUDGEMENTS for word in words)
    if judged:
        features["judging"] = 1.0
        features["judging words"] = min(judged, 3) / 3
    features.update({f"announces:{name}": 1.0 for name in announce(cue)})
    if len(cue) > 1:
        features["cue whole:" + " ".join(stem(word.lower) for word in cue[:3])] = 1.0
    if not cue:
        features["no cue"] = 1.0
    for name in [name for name in features if name.startswith("announces:")]:
        for shape in ("put:no clause", "put:infinitive", "put:whether", "put:law", "judging"):
            if shape in features:
                features[f"{name} & {shape}"] = 1.0
    return features


def announce(cue: Sequence[Word]) -> list[str]:
    """Return the classes that the words of a cue belong to."""
    stems = {stem(word.lower) for word in cue} | {word.lower for word in cue}
    names = [name for name, members in CUE_CLASSES.items() if stems & members]
    if stems & _REFUSING and stems & _SAYING:
        names.append("refusal to say")
    return names


def stem(word: str) -> str:
    """Cut the endings off a verb, so that "predicted" and "predicting" are one."""
    for ending in ("ying", "ies", "ied", "ing", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word
