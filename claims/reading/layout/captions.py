"""Lines that are under pictures and are not an article's text: captions and their credits.

They are known by the words that agencies put there ("FILE PHOTO:", "REUTERS/"), and by how agencies
write captions: in the present tense, with the full date.
"""

import re

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
_SHOT_ON = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, (?:19|20)\d\d"
_CAPTIONS = (
    r"FILE(?: (?:PHOTO|PIC|PICTURE|IMAGE))?(?:[:–—]|\s+[-–—])\s.*",
    rf"{_AGENCY}\s?/\s?{_NAME}(?:\s?/.*|\s+via .*)?[.,]?",  # REUTERS/Radovan Stoklasa/File Photo
    r"(?:REUTERS|AP Photo|AFP PHOTO|Getty Images|Handout)[.:]?",
    rf"{_SIGNED}{_FILED}[.,]?",
    r"[\[(]\s?(?:Photo|Image|Picture|Video|Credit)s?\b.*[\])]\.?",  # (Photo by ...)
    # (Xinhua/Liu Jie)
    rf"[\[(]\s?(?:{_AGENCY}|{_NAME})\s?/\s?(?:{_AGENCY}|{_NAME})(?:\s?/.*)?[\])]\.?",
    r"(?:Photo(?:graph)?s?|Image|Picture|Credit|Photo credit|Image credit|Illustration|Video"
    r"|Graphic|Caption|(?:Image|Photo|Media) (?:source|caption))\s?(?::|,| by )\s?.*",
    rf"(?=.*{_PASSED_ON}$)(?:[^.!?]{{1,80}}\b)?(?:{_AGENCY}|{_NAME})\s?{_PASSED_ON}",
    r".{10,300}\b(?:REUTERS|AP Photo|AFP|Xinhua|EPA|Getty Images)\s?/\s?[A-Z][\w .’'/-]*",
    r".{10,300}\((?:Getty|Photo|AP Photo|AFP Photo|(?:AP|AFP|Reuters|REUTERS)/)[^()]*\)",
    r".{10,300}[\[(](?:File|FILE)(?: (?:photo|PHOTO|Photo|image|picture))?[\])]\.?",
    r".{2,100}(?:/|\b)(?:[Hh]andout )?via (?:REUTERS|Reuters|AP|AFP|Getty(?: Images)?)\.?",
    r".*\((?:L|R|C|left|right|centre|center)\).*\b(?:19|20)\d\d\b.*",
    r"(?:Aerial |Combo |File |This )?(?:[Pp]hoto|[Pp]icture|[Ii]mage)s?"
    r" (?:taken|released|shot|provided) .*",
    r"(?!.*\b(?:said|says|told|according)\b)"
    rf".*\b(?:{_POSES}|(?:is|are) (?:seen|pictured|shown))\b.*\b{_SHOT_ON}\.?",
)
_CAPTION = re.compile("|".join(f"(?:{form})" for form in _CAPTIONS))
_LONGEST = 500
_CREDIT_FIRST = re.compile(rf"{_SIGNED}{_FILED}[.,]?\s+(?=[A-Z“\"])")
_CREDIT_INSIDE = re.compile(rf"(?<=\s){_SIGNED}{_FILED}[.,]?(?=\s|$)")
_CAPTION_INSIDE = re.compile(
    r"(?<=[.!?”\"]\s)FILE (?:PHOTO|PIC|PICTURE|IMAGE)(?::|\s[-–—])\s", re.MULTILINE
)
_CREDIT_LAST = re.compile(
    r"(?<=[.!?”\"]\s)[\[(](?:Getty|Photo|AP Photo|AFP Photo|(?:AP|AFP|Reuters|REUTERS|Xinhua)\s?/)"
    r"[^()\[\]]{0,120}[\])]\.?\s*$"
)
_SPOKEN = re.compile(r"\b(?:said|told|according to)\b")
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
    cuts: set[int] = set()
    if found := _CREDIT_FIRST.match(line):
        cuts.add(found.end())
    for caption in _CAPTION_INSIDE.finditer(line):
        cuts.add(caption.start())
        rest = line[caption.end() :]
        if ended := _CREDIT_INSIDE.search(rest[:_LONGEST]):
            cuts.add(caption.end() + ended.end())
    credit = _CREDIT_LAST.search(line)
    if credit and _SPOKEN.search(line[: credit.start()]):
        cuts.add(credit.start())
    return tuple(sorted(cut for cut in cuts if 0 < cut < len(line.rstrip())))


def announces_caption(line: str) -> bool:
    """Return whether a line says that the one below is a caption: "Image caption,"."""
    return _ANNOUNCED.fullmatch(line.strip()) is not None
