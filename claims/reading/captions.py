"""Lines that stand under pictures and are not an article's text: captions and their credits.

They are known by the words that agencies put there ("FILE PHOTO:", "REUTERS/"), and by how agencies
write captions: in the present tense, with the full date.
"""

import re

__all__ = ["announces_caption", "is_caption"]

_NAME = r"[A-Z][\w.’'-]*(?:[ -](?:[A-Z][\w.’'-]*|de|van|von|al|el|bin|da|di|la|le))*"
_AGENCY = (
    r"(?:REUTERS|Reuters|AFP|AP|AP Photo|EPA|EPA-EFE|Xinhua|(?:AFP via )?Getty(?: Images)?"
    r"|Anadolu(?: Agency)?|PA(?: Media| Wire)?|Shutterstock|Bloomberg|TASS|IRNA|WANA|Handout"
    r"|HANDOUT)"
)
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
    r"[\[(]\s?(?:Photo|Image|Picture|Video|Credit)s?\b.*[\])]\.?",  # (Photo by ...)
    # (Xinhua/Liu Jie)
    rf"[\[(]\s?(?:{_AGENCY}|{_NAME})\s?/\s?(?:{_AGENCY}|{_NAME})(?:\s?/.*)?[\])]\.?",
    r"(?:Photo(?:graph)?s?|Image|Picture|Credit|Photo credit|Image credit|Illustration|Video"
    r"|Graphic|Caption|(?:Image|Photo|Media) (?:source|caption))\s?(?::|,| by )\s?.*",
    rf"(?:[^.!?]{{1,80}}\b)?(?:{_AGENCY}|{_NAME})\s?/\s?"
    r"(?:AFP|AP|Getty Images|EPA|Reuters|REUTERS)\.?",
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
_ANNOUNCED = re.compile(r"(?:image|media|video|photo) caption\W{0,2}", re.IGNORECASE)


def is_caption(line: str) -> bool:
    """Tell whether a line says by its words that it is a caption or a credit."""
    line = line.strip()
    return len(line) <= _LONGEST and _CAPTION.fullmatch(line) is not None


def announces_caption(line: str) -> bool:
    """Tell whether a line says that the one below is a caption: "Image caption,"."""
    return _ANNOUNCED.fullmatch(line.strip()) is not None
