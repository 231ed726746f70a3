"""Who is accused, who is at odds with whom, and whether the other side is heard: by form.

As with `wording`, these are patterns that an editor can read. English only.
"""

import re
from typing import Final

from claims.english.lexicons import places

__all__ = ["accuses", "answers", "in_court", "is_contentious", "tells_of_guilt", "unheard"]

_ACCUSES: Final = re.compile(
    r"\b(?:accus(?:ed|es|ing) (?!of)|alleg(?:ed|es|ing) that|su(?:ed|es|ing) (?=[A-Z]|the )"
    r"|embezzl(?:ed|ing)|brib(?:ed|ing)|defraud(?:ed|ing)|lied (?:to|about)|cheated|covered up"
    r"|laundered|rigged|stole (?!the show)|plagiari[sz]ed|abused (?:his|her|their)|siphoned)\b",
    re.I,
)
_ANSWERS: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)|disput(?:es|ed|ing)"
    r"|refut(?:es|ed)|declin(?:ed|es) (?:to|comment)|refused to|did not (?:\w+ )?(?:respond|reply"
    r"|answer|comment|return)|could not (?:\w+ )?be reached|no comment"
    r"|plead(?:ed|s) (?:not )?guilty"
    r"|said in (?:his|her|their|its) defen[cs]e|in response|responded|replied|countered|apologi[sz]"
    r"|admitt(?:ed|s)|lawyer for|attorney for|(?:his|her|their|its) (?:lawyers?|attorneys?"
    r"|spokes\w+)|called (?:it|them|the \w+) (?:false|baseless|untrue|lies)|was not available"
    r"|unreachable|has not commented|have not commented|asked for comment|request for comment"
    r"|(?:is|are|was|were) (?:a lie|lies|false|untrue|baseless|unfounded|fabricated|nonsense)"
    r"|self-defen[cs]e|not guilty|innocent of|could not reach|plea|rebut\w*|contradict\w*"
    r"|nothing wrong|maintains? (?:his|her|their) innocence|innocent)\b",
    re.I,
)
_COURT: Final = re.compile(
    r"\b(?:charg(?:ed|es|ing)|trial|court|judge|jury|indict\w*|prosecut\w+|convict\w*|arrest\w*"
    r"|suspects?|lawsuit|sued|accus(?:ed|es|ing|ations?)|plead\w*|police)\b",
    re.I,
)
_GUILTY: Final = re.compile(
    r"\b(?:confess(?:ed|ion|es)|convict(?:ed|ion)|plead(?:ed|s|ing)? guilty|pled guilty|guilty plea"
    r"|found guilty|sentenced)\b",
    re.I,
)
_CONTENTIOUS: Final = re.compile(
    r"\b(?:killed|dead|died|wounded|injured|massacre|worst|illegal\w*|secret\w*|fraud\w*|corrupt\w*"
    r"|scandal|cover-?up|crackdown|struggling|failed to|ignored|violat\w+|abus\w+|tortur\w+)\b",
    re.I,
)
_DISPUTE: Final = (
    r"(?:disputes?|rows?|feuds?|quarrels?|stand-?offs?|lawsuits?|legal (?:battles?|fights?)"
    r"|power struggles?|war of words|rifts?|falling-out|arguments?|conflicts?|clash(?:es)?)"
)
_NAME: Final = r"[A-ZÀ-Þ][\w’'&.-]*\w"
_SIDE: Final = rf"(?:the )?(?:{_NAME}(?: (?:of |for |& )?{_NAME}){{0,4}}|(?<=the )[a-z][\w-]+)"
_BETWEEN: Final = re.compile(
    rf"\b{_DISPUTE}\b[^.;:“”\"]{{0,40}}? between (?P<one>{_SIDE}) and (?P<other>{_SIDE})"
)
_WITH: Final = re.compile(
    rf"(?P<one>{_SIDE})[’']s? (?:[\w-]+ ){{0,2}}?{_DISPUTE}\b[^.;:“”\"]{{0,20}}?"
    rf" with (?P<other>{_SIDE})"
)
_AGAINST: Final = re.compile(
    r"\b(?:critici[sz](?:ed|es|ing)|slam(?:s|med|ming)|lambast(?:ed|s|ing)|rebuk(?:ed|es|ing)"
    r"|blast(?:ed|s|ing)|assail(?:ed|s|ing)|berat(?:ed|es|ing)|su(?:ed|es|ing)|lawsuit against)"
    rf" (?P<other>(?:the )?{_NAME}(?: (?:of |for |& )?{_NAME}){{0,4}}"
    r"(?: (?:administration|government|campaign|team))?)(?![\w’'])(?<![’']s)"
)
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def accuses(text: str | None) -> bool:
    """Tell whether a sentence accuses somebody of a wrong."""
    return _ACCUSES.search(text or "") is not None


def answers(text: str | None) -> bool:
    """Tell whether a text has the answer of somebody accused, or the attempt to get one."""
    return _ANSWERS.search(text or "") is not None


def in_court(text: str | None) -> bool:
    """Tell whether a sentence speaks of charges: then "allegedly" is what is charged, and by whom
    is known."""
    return _COURT.search(text or "") is not None


def tells_of_guilt(text: str | None) -> bool:
    """Tell whether an article says that somebody confessed or was convicted: who did so admits."""
    return _GUILTY.search(text or "") is not None


def is_contentious(text: str | None) -> bool:
    """Tell whether a sentence says what somebody will contest or count: a wrong, or the dead."""
    return accuses(text) or _CONTENTIOUS.search(text or "") is not None


def unheard(text: str | None, names: str | None) -> str | None:
    """Return the side of a dispute that is none of the sources, where another side is one.

    `text` is a sentence that may say who is at odds with whom, or who is criticised or sued;
    `names` are those of the sources. None where there is no dispute, where both or neither are
    heard, and where states are at odds: they speak by too many names (ministries, capitals,
    presidents) to be told so.
    """
    spoken = _words(names or "")
    if found := _BETWEEN.search(text or "") or _WITH.search(text or ""):
        sides = [found["one"], found["other"]]
    elif (found := _AGAINST.search(text or "")) and spoken:
        sides = [found["other"]]
    else:
        return None
    if any(side.removeprefix("the ").casefold() in places() for side in sides):
        return None
    silent = [side for side in sides if not spoken & _words(side)]
    return silent[0] if len(silent) == 1 else None


def _words(names: str) -> set[str]:
    """Return the words of names as far as "union" and "Unions" agree, without the small ones."""
    words = {word.casefold().removesuffix("s") for word in _WORD.findall(names)}
    return words - {"the", "and", "for"}
