"""What a web page puts between the paragraphs of an article: buttons, menus, advertisements, lists
of other articles. Known by the words that sites put there; a menu over the headline is found in
`menus`.
"""

import re

__all__ = ["begins_list", "is_furniture", "is_list_item"]

_SHARING = (
    r"(?:facebook|twitter|instagram|whats ?app|e-?mail|mail ?to|linked ?in|reddit|telegram"
    r"|copy link|print|share)"
)
_BUTTON = (
    r"(?:tweet|save|comments?|subscribe|sign (?:up|in)|log in|follow us|menu|search|home|photos?"
    r"|videos?|listen|watch(?: live)?|live|published|updated|newsletters?)"
)
_FORMS = (
    r"advertise?ments?",
    r"(?:article|story) continues (?:below|after) (?:this )?advertisement",
    r"(?:skip|scroll) (?:past|down|to) .{1,40}",
    r"(?:click|tap) (?:here|to) .{1,80}",
    r"(?:read|see|watch|listen|view)(?: (?:more|also|next|here|live|now|it))?\s?:.*",
    r"(?:related(?: \w+)?|recommended|more(?: (?:on|from) [\w ]{1,20})?|also of interest)\s?:.*",
    r"(?:read|see|watch|show|view|hide) (?:more|also|next|caption|comments|gallery|all)\W{0,3}",
    rf"{_BUTTON}(?: \(?\d+\)?)?\W{{0,3}}",
    rf"{_SHARING}(?:\W+(?:{_SHARING}|x|or|and))*\W{{0,3}}",
    r"\d{1,4}|\d{1,3}[ -]min(?:ute)?s?(?: read| ago)?|\d{1,3} comments?",
    r"share (?:this|on|via) .{1,40}",
    r"(?:sign up|subscribe) (?:for|to) .{1,80}",
    r"video player close|play video|loading\W*|register now .{1,80}",
    r"our standards:.*",
    r"(?:copyright\b|©|\(c\) \d{4}).{0,160}",
    r"all rights reserved\W?",
    r"enlarge(?: this image| image)?|hide caption|toggle caption|image (?:source|caption)",
)
_LISTS = (
    r"more on this(?: story)?|more from [\w’ ]{1,40}|more (?:stories|news|coverage)|read next",
    r"related (?:topics|stories|articles|coverage|links|content|internet links)|related",
    r"(?:trending|top|latest|popular|featured)(?: (?:stories|news|now|articles|videos))?",
    r"most (?:read|popular|viewed|watched)|recommended(?: for you)?|you (?:may|might) also like",
    r"editors?['’]s? picks?|what to read next|sponsored(?: content| links)?|around the web",
)
_FURNITURE = re.compile("|".join(f"(?:{form})" for form in (*_FORMS, *_LISTS)), re.IGNORECASE)
_LIST = re.compile("|".join(f"(?:{form})" for form in _LISTS), re.IGNORECASE)
_LONGEST = 200
_ITEM_WORDS = 14


def is_furniture(line: str) -> bool:
    """Return whether a line says by its words that it is a page's and not the article's."""
    line = line.strip()
    return len(line) <= _LONGEST and _FURNITURE.fullmatch(line) is not None


def begins_list(line: str) -> bool:
    """Return whether a line is over a list of other articles: "More on this story"."""
    line = line.strip(" :\t")
    return len(line) <= _LONGEST and _LIST.fullmatch(line) is not None


def is_list_item(line: str) -> bool:
    """Return whether a line below such a list's name may be of the list: short, no sentence."""
    return len(line.split()) <= _ITEM_WORDS and not re.search(r"[.!?][\"”]?$", line.rstrip())
