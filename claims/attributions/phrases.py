"""Attributions by form alone, which the model meets too seldom to learn them.

"“I am still learning.” ― Michelangelo", "By its own account, the firm lost money", and a post as
sites embed it ("The bridge is safe. — Bo Berg (@bo) May 2, 2024"): the form says all, so a rule
adds them where the model has found nothing.
"""

import re
from collections.abc import Sequence

from claims.attributions.manner import manner_of
from claims.attributions.nesting import lies_in
from claims.values import Attribution, Span

SIGNED_RULE = "rule:signed"
ACCOUNT_RULE = "rule:account"
POST_RULE = "rule:post"
# How sure a form makes us; a rule has no figures to compute it from.
_SURE = 0.8
_SIGNATURE = re.compile(
    r"[ \t\u00a0]*(?:\n[ \t]*)?(?P<dash>[―—–]|--|- )[ \t\u00a0]*"
    r"(?P<name>(?:[A-Z][\w’'.-]*)(?:,? (?:[A-Z][\w’'.-]*|of|the|de|von|van|al|bin)){0,7})"
    r"(?:, [a-z][^\n\r.!?“”\"]{1,80})?[ \t.]*(?=\n|\r|$)"
)
_ACCOUNT = re.compile(
    r"\b(?:by|in|on)[ \u00a0](?P<source>his|her|its|their|my|our)[ \u00a0]own[ \u00a0]"
    r"(?:account|admission|estimate|estimates|reckoning|telling|words|figures|testimony)\b",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"(?P<dash>[―—–]|--|- )[ \t\u00a0]*(?P<name>[^\n()@―—–]{1,60}?)[ \t\u00a0]\(@\w{1,30}\)"
    r"(?:[ \t\u00a0,·]+[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})?[ \t\u00a0]*(?=[\r\n]|$)"
)
_LINK = re.compile(r"(?:https?://|pic\.twitter\.com/|t\.co/)\S")
_SENTENCE_BREAK = re.compile(r"[.!?][”\"’')]*(?=\s+[“\"A-Z‘(]|\s*$)|[\r\n]")


def add_phrases(
    text: str, attributions: Sequence[Attribution], quotations: Sequence[Span]
) -> tuple[Attribution, ...]:
    """Add what forms say, where no attribution's content or cue is there already."""
    added = [
        *_signed(text, attributions, quotations),
        *_by_own_account(text, attributions, quotations),
        *_posted(text, attributions, quotations),
    ]
    return tuple(sorted([*attributions, *added], key=lambda item: (item.cue, item.content)))


def _signed(
    text: str, attributions: Sequence[Attribution], quotations: Sequence[Span]
) -> list[Attribution]:
    """Find quotations with a name after a dash."""
    found = []
    for quotation in quotations:
        match = _SIGNATURE.match(text, quotation.end)
        taken = any(span.overlaps(quotation) for item in attributions for span in item.content)
        if match and not taken:
            cue, source = Span(*match.span("dash")), Span(*match.span("name"))
            found.append(
                Attribution((source,), (cue,), (quotation,), "direct", None, _SURE, SIGNED_RULE)
            )
    return found


def _posted(
    text: str, attributions: Sequence[Attribution], quotations: Sequence[Span]
) -> list[Attribution]:
    """Find posts as sites embed them: the post, a dash, a name and what it is called there."""
    found = []
    for match in _POSTED.finditer(text):
        cue, source = Span(*match.span("dash")), Span(*match.span("name"))
        end = len(text[: cue.start].rstrip())
        quoted = next((quotation for quotation in quotations if quotation.end == end), None)
        content = quoted or _line_before(text, end)
        if content and not any(_collides(item, source, content) for item in attributions):
            found.append(
                Attribution((source,), (cue,), (content,), "direct", None, _SURE, POST_RULE)
            )
    return found


def _collides(item: Attribution, source: Span, content: Span) -> bool:
    """Tell whether an attribution takes a post's words, without being one that the post makes."""
    inside = all(content.contains(span) for span in (*item.cue, *item.content))
    return any(span.overlaps(source) for span in item.source) or (
        not inside and any(span.overlaps(content) for span in item.content)
    )


def _line_before(text: str, end: int) -> Span | None:
    """Return the words of the line that ends at `end`, without the links at its end."""
    start = text.rfind("\n", 0, end) + 1
    line = _without_links(text[start:end])
    start += len(line) - len(line.lstrip())
    words = line.strip()
    return Span(start, start + len(words)) if any(map(str.isalnum, words)) else None


def _without_links(line: str) -> str:
    """Leave out the links at the end of a line, word by word: no pattern does it in one pass."""
    while words := line.rsplit(None, 1):
        line = line.rstrip()
        link = _LINK.search(line, len(line) - len(words[-1]))
        if link is None:
            break
        line = line[: link.start()]
    return line


def _by_own_account(
    text: str, attributions: Sequence[Attribution], quotations: Sequence[Span]
) -> list[Attribution]:
    """Find "by its own account" and its like; the rest of the clause or sentence is the content."""
    found = []
    for match in _ACCOUNT.finditer(text):
        cue, source = Span(*match.span()), Span(*match.span("source"))
        held = any(lies_in((cue,), item.content) for item in attributions)
        taken = any(span.overlaps(cue) for item in attributions for span in item.cue)
        content = _rest_of_sentence(text, cue)
        if held or taken or not content:
            continue
        words = (Span(cue.start, source.start - 1), Span(source.end + 1, cue.end))
        manner = manner_of(text, content, quotations)
        found.append(Attribution((source,), words, content, manner, None, _SURE, ACCOUNT_RULE))
    return found


def _rest_of_sentence(text: str, cue: Span) -> tuple[Span, ...]:
    """Return the sentence that holds a cue, without the cue and the commas around it."""
    breaks = [m.end() for m in _SENTENCE_BREAK.finditer(text, max(0, cue.start - 1000), cue.start)]
    after = _SENTENCE_BREAK.search(text, cue.end)
    start, end = (breaks[-1] if breaks else max(0, cue.start - 1000)), len(text)
    end = after.start() if after else min(end, cue.end + 1000)
    return tuple(
        Span(start + len(text[start:stop]) - len(text[start:stop].lstrip(" ,\n\r\t")), stop)
        for start, stop in (
            (start, start + len(text[start : cue.start].rstrip(" ,"))),
            (cue.end, cue.end + len(text[cue.end : end].rstrip(" ,"))),
        )
        if any(map(str.isalnum, text[start:stop]))
    )
