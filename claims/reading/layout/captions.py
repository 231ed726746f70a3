"""Lines that are under pictures and are not an article's text: captions and their credits.

They are known by the words that agencies put there ("FILE PHOTO:", "REUTERS/"), and by how agencies
write captions: in the present tense, with the full date.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from claims.english.calendar import MONTH
from claims.reading.layout.datelines import dateline_of

__all__ = ["announces_caption", "caption_bounds", "is_caption"]

_NAME = r"[A-Z][\w.’'-]*(?:[ -](?:[A-Z][\w.’'-]*|de|van|von|al|el|bin|da|di|la|le))*"
_AGENCY = (
    r"(?:REUTERS|Reuters|AFP|AP|AP Photo|EPA|EPA-EFE|Xinhua|(?:AFP via )?Getty(?: Images)?"
    r"|Anadolu(?: Agency)?|PA(?: Media| Wire)?|Shutterstock|Bloomberg|TASS|IRNA|WANA|Handout"
    r"|HANDOUT)"
)
_SIGNED = (  # REUTERS/Radovan Stoklasa/File Photo
    rf"(?:{_AGENCY}|[A-Z]{{3,20}})\s?/\s?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){{0,3}}?"
)
_FILED = r"(?:\s?/\s?(?:File|FILE|Handout|Pool)(?: (?:Photo|PHOTO|photo|Picture))?)"
_PASSED_ON = r"/\s?(?:AFP|AP|Getty Images|EPA|Reuters|REUTERS)\.?"  # Radovan Stoklasa/REUTERS
_POSES = (  # what people do in photographs: captions are in the present tense
    r"speaks?|holds?|shakes?|walks?|stands?|sits?|attends?|poses?|arrives?|looks?|gestures?"
    r"|waves?|leaves?|smiles?|reacts?|listens?|carr(?:y|ies)|gathers?|inspects?|delivers?"
    r"|addresses|meets?"
)
_SHOWN = rf"(?:{_POSES}|(?:is|are) (?:seen|pictured|shown))"
_SAME_SENTENCE = r"(?:(?!\w{4}[.!?][”\"’')]* [A-Z“\"]).)*"
_NOBODY_SAID = r"(?!.*\b(?:said|says|told|according)\b)"
_SHOT_ON = rf"{MONTH} \d{{1,2}}, (?:19|20)\d\d"
_CAPTIONS = (
    r"FILE(?: (?:PHOTO|PIC|PICTURE|IMAGE))?(?:[:–—]|\s+[-–—])\s.*",
    rf"{_AGENCY}\s?/\s?{_NAME}(?:\s?/.*|\s+via .*)?[.,]?",  # REUTERS/Radovan Stoklasa/File Photo
    r"(?:REUTERS|AP Photo|AFP PHOTO|Getty Images|Handout)[.:]?",
    rf"{_SIGNED}{_FILED}[.,]?",
    r"[\[(](?:AP|AFP|EPA|Reuters|REUTERS|Xinhua) (?:[Pp]hoto|PHOTO)s?[\])]\.?",
    r"[\[(]\s?(?:Photo|Image|Picture|Video|Credit)s?\b.*[\])]\.?",  # (Photo by ...)
    # (Xinhua/Liu Jie)
    rf"[\[(]\s?(?:{_AGENCY}|{_NAME})\s?/\s?(?:{_AGENCY}|{_NAME})(?:\s?/.*)?[\])]\.?",
    r"(?:Photo(?:graph)?s?|Image|Picture|Credit|Photo credit|Image credit|Illustration|Video"
    r"|Graphic|Caption|(?:Image|Photo|Media) (?:source|caption))\s?(?::|,| by )\s?.*",
    rf"(?=.*{_PASSED_ON}$)(?:[^.!?]{{1,80}}\b)?(?:{_AGENCY}|{_NAME})\s?{_PASSED_ON}",
    r".{10,300}\b(?:REUTERS|AP Photo|AFP|Xinhua|EPA|Getty Images)\s?/\s?[A-Z][\w .’'/-]*",
    r".{10,300}\((?:Getty|Photo|AP Photo|AFP Photo|(?:AP|AFP|Reuters|REUTERS|Xinhua)/)[^()]*\)",
    r".{10,300}[\[(](?:File|FILE)(?: (?:photo|PHOTO|Photo|image|picture))?[\])]\.?",
    r".{2,100}(?:/|\b)(?:[Hh]andout )?via (?:REUTERS|Reuters|AP|AFP|Getty(?: Images)?)\.?",
    r".*\((?:L|R|C|left|right|centre|center)\).*\b(?:19|20)\d\d\b.*",
    r"(?:Aerial |Combo |File |This )?(?:[Pp]hoto|[Pp]icture|[Ii]mage)s?"
    r" (?:taken|released|shot|provided) .*",
    rf"{_NOBODY_SAID}.*\b{_SHOWN}\b{_SAME_SENTENCE}\b{_SHOT_ON}\.?",
    # ... in Bangkok, Thailand, February 6, 2018. Prose has "on February 6", and "was" of the past.
    rf"{_NOBODY_SAID}(?!.*\b(?:was|were|had|has|born|died)\b)"
    rf".*\b[a-z]+ {_NAME}(?:, {_NAME}){{0,2}},? {_SHOT_ON}\.?",
)
_CAPTION = re.compile("|".join(f"(?:{form})" for form in _CAPTIONS))
_LONGEST = 500
_OPENS = r"(?:The|An?|In|On|At|But|And|It|He|She|They|His|Her|Its|As|After|For|With|While|This)\b"
_GIVEN = rf"(?!{_OPENS})[A-Z][\w’'-]+"
_BEGINS = r"(?=\s+[A-Z“\"(]|\s*$)"
_CREDIT = re.compile(  # a credit among other text: there a name is two words
    rf"(?<![\w/]){_SIGNED}{_FILED}[.,]?(?=\s|$)"
    rf"|(?<!\S)(?:REUTERS|AFP|EPA)\s?/\s?{_GIVEN}(?: (?:van|von|de|der|al|el|bin|da|di|la))*"
    rf"(?: {_GIVEN})?(?:\s?/\s?[A-Z]\w+(?: [Pp]hoto)?){{0,2}}[.,]?{_BEGINS}"
    r"|(?:(?<=[.!?”\"] )|^)[^.!?]{2,80}\b(?:[Hh]andout|Pool|Photo|Media|Office|Courtesy)\b"
    rf"[^.!?]{{0,40}} via (?:REUTERS|Reuters|AP|AFP)(?:\s?/\s?File Photo)?[.,]?{_BEGINS}"
    rf"|(?<=[.!?”\"] )[\[(](?:Getty|Photo|AP Photo|AFP Photo|(?:AP|AFP|Reuters|REUTERS|Xinhua)\s?/)"
    rf"[^()\[\]]{{0,120}}[\])]\.?{_BEGINS}"
)
_CAPTION_INSIDE = re.compile(
    r"(?:(?<=[.!?”\"]\s)|^)FILE (?:PHOTO|PIC|PICTURE|IMAGE)(?::|\s[-–—])\s", re.MULTILINE
)
_SPOKEN = re.compile(r"\b(?:said|told|according to)\b")
_SENTENCE_END = re.compile(r"(?<=\w{4})[.!?][”\"’')]{0,2}\s+(?=[A-Z“\"])")
"""A word of fewer letters is often abbreviated: "U.S.", "Sen."."""
_NOTE = re.compile(r"(?:Picture|Photo|Image)s? (?:was |were )?taken\b")
_SHOWN_ON = re.compile("|".join(f"(?:{form})" for form in _CAPTIONS[-2:]))
_DATED = re.compile(_SHOT_ON)
_HEAD_WORDS = 6
"""The fewest words of a sentence that a caption stands behind."""
_CAPITALS_LAST = re.compile(r"(?<=[.!?][”\"])\s+(?=[A-Z][A-Z’'-]{2,}(?: [A-Z’'-]+){0,5}$)")
"""... a price.” REMAINS RETURNED: a section head behind the end of a quotation."""
_ANNOUNCED = re.compile(r"(?:image|media|video|photo) caption\W{0,2}", re.IGNORECASE)


def is_caption(line: str) -> bool:
    """Return whether a line says by its words that it is a caption or a credit."""
    line = line.strip()
    return len(line) <= _LONGEST and _CAPTION.fullmatch(line) is not None


def caption_bounds(line: str) -> tuple[int, ...]:
    """Return where a line must be cut, so that a caption or credit beside a sentence is by itself.

    Text that was copied out of a page often has the lead, the caption of the picture below it and
    the picture's credit on one line.
    """
    cuts = {found.start() for found in _CAPTION_INSIDE.finditer(line)}
    start = 0
    for credit in _CREDIT.finditer(line):
        cuts |= {_caption_start(line, start, credit.start()), credit.end()}
        start = credit.end()
    cuts.update(start + at for at in _captions_behind(line[start:]))
    if head := _CAPITALS_LAST.search(line):
        cuts.add(head.end())
    return tuple(sorted(cut for cut in cuts if 0 < cut < len(line.rstrip())))


def _caption_start(line: str, start: int, end: int) -> int:
    """Return where the caption begins whose credit begins at `end`; `end` where there is none."""
    marked = _CAPTION_INSIDE.search(line, start, end)
    if marked:
        return marked.start()
    begins = [start, *(found.end() for found in _SENTENCE_END.finditer(line, start, end))]
    sentences = [line[a:b].strip() for a, b in pairwise([*begins, end])]
    while len(sentences) > 1 and (not sentences[-1] or _NOTE.match(sentences[-1])):
        sentences.pop()
    last = sentences[-1]
    if _SPOKEN.search(last) or dateline_of(last) or len(last) > _LONGEST:
        return end
    return start if is_caption(sentences[0]) else begins[len(sentences) - 1]


def _captions_behind(line: str) -> Iterator[int]:
    """Yield where a caption without a credit begins behind a sentence: "... fled. Ann Lee speaks in
    Lind, May 3, 2019."."""
    if not _DATED.search(line):
        return
    ends = [found.end() for found in _SENTENCE_END.finditer(line)]
    for begin, end in pairwise([*ends, len(line)]):
        head, shown = line[:begin].strip(), line[begin:end].strip()
        if len(shown) > _LONGEST or not _SHOWN_ON.fullmatch(shown):
            continue
        if len(head.split()) >= _HEAD_WORDS and not is_caption(head):
            yield begin
        return


def announces_caption(line: str) -> bool:
    """Return whether a line says that the one below is a caption: "Image caption,"."""
    return _ANNOUNCED.fullmatch(line.strip()) is not None
