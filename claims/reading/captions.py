"""Lines that stand beside an article and are not its text: captions, credits, advertisements.

They are known by the words that agencies and sites put there ("FILE PHOTO:", "REUTERS/",
"Advertisement"), and by how agencies write captions: in the present tense, with the full date.
"""

import re

__all__ = ["is_caption"]

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
_FURNITURE = (
    r"advertise?ments?",
    r"(?:article|story) continues (?:below|after) (?:this )?advertisement",
    r"(?:skip|scroll) (?:past|down|to) .{1,40}",
    r"(?:click|tap) (?:here|to) .{1,80}",
    r"(?:read|see|watch|listen|view)(?: (?:more|also|next|here|live|now|it))?\s?:.*",
    r"(?:related(?: \w+)?|recommended|more(?: (?:on|from) [\w ]{1,20})?|also of interest)\s?:.*",
    r"(?:read|see|watch|show|view|hide) (?:more|also|next|caption|comments|gallery|all)\W{0,3}",
    r"(?:share|print|e-?mail|tweet|save|comments?|subscribe|sign (?:up|in)|log in|follow us)"
    r"\W{0,3}",
    r"share (?:this|on|via) .{1,40}",
    r"(?:sign up|subscribe) (?:for|to) .{1,80}",
    r"video player close|play video|loading\W*|register now .{1,80}",
    r"our standards:.*",
    r"(?:copyright\b|©|\(c\) \d{4}).{0,160}",
    r"all rights reserved\W?",
    r"enlarge(?: this image| image)?|hide caption|toggle caption|image (?:source|caption)",
)
_CAPTION = re.compile("|".join(f"(?:{form})" for form in _CAPTIONS))
_SITE = re.compile("|".join(f"(?:{form})" for form in _FURNITURE), re.IGNORECASE)
_LONGEST = 500


def is_caption(line: str) -> bool:
    """Tell whether a line says by its words that it is a caption, a credit or furniture."""
    line = line.strip()
    return len(line) <= _LONGEST and bool(_CAPTION.fullmatch(line) or _SITE.fullmatch(line))
