"""What in a text is not its body: headline, byline, dateline, captions, marks.

`regions_of` works on any text and changes nothing in it, so that offsets stay as given. It walks
the lines: first the head (headlines, bylines, dates, in any order, up to the first paragraph), then
the body, where captions, credits and subheadings are between paragraphs. Where nothing speaks for
another kind, a line is body.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from claims.reading.layout.bylines import is_byline, is_credit, is_role
from claims.reading.layout.captions import announces_caption, caption_bounds
from claims.reading.layout.comments import is_comment
from claims.reading.layout.datelines import Dateline, dateline_of, is_date_line
from claims.reading.layout.headlines import is_headline, is_lead
from claims.reading.layout.lines import lines_of
from claims.reading.layout.menus import menu_length
from claims.reading.layout.neighbours import PARAGRAPH, Place, places_of, stands_beside
from claims.reading.layout.verbless import is_verbless
from claims.values import Region, RegionKind, Span

__all__ = ["regions_of"]

_HEAD_LINES = 14  # a head is not longer; what comes later is body
_MOST_HEADLINES = 4
_SECOND_HEADLINE = 0.4  # log-odds: below it, a line under a headline is the first sentence
_LONGEST_HEADLINE = 160
_HEADLINE_WORDS = 3  # fewest
_TWO_SENTENCES = re.compile(r"[a-z)][.!?][\"”’)]*\s+[A-Z“\"]")
_DATELINES_WITHIN = 4  # body lines: the dateline is before the first, or after captions
_SUBHEADING_WORDS = 9
_NAME_ALONE = re.compile(r"[—–-]?\s*[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*\w){1,4}")  # under a quotation
_QUOTED = re.compile(r"['‘][^.!?'’]+['’]")  # a subheading may be a quotation
_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")


def regions_of(
    text: str, *, title: str | None = None, known: Iterable[Region] = ()
) -> tuple[Region, ...]:
    """Return the regions of `text`: sorted, disjoint, none of them empty.

    `title` is the title as something other than the text states it; a line near the top that equals
    it is a headline. `known` are regions that the format marks (a heading of a web page); they are
    kept as they are, and lines that they touch are not judged again.
    """
    known = sorted((region for region in known if region.span.start < region.span.end), key=_order)
    lines = [piece for line in lines_of(text) for piece in line.pieces(caption_bounds(line.text))]
    regions = list(known)
    for line in lines:
        if line.mark and not _touched(line.mark, known):
            regions.append(Region("mark", line.mark))
    places = [place for place in places_of(lines) if place.line.text]
    regions += _judged(places, known, _plain(title or ""))
    return tuple(sorted(regions, key=_order))


def _judged(places: Sequence[Place], known: Sequence[Region], title: str) -> Iterator[Region]:
    """Yield the regions of the lines that no known region touches."""
    headlines, in_head, body_lines, dated = 0, True, 0, False
    menu = 0 if known else menu_length([place.line.text for place in places])
    yield from (Region("caption", place.line.span) for place in places[:menu])
    for number, place in enumerate(places[menu:]):
        line = place.line
        given = _touched(line.span, known)
        if given:
            headlines += given.kind == "headline"
            in_head = in_head and given.kind != "mark"
            continue
        in_head = in_head and number < _HEAD_LINES
        kind = _anywhere(place) or (_in_head(place, headlines, title) if in_head else None)
        dateline = None if kind or dated else _dateline(place, body_lines)
        kind = kind or (None if in_head or dateline else _in_body(place))
        if kind:
            headlines += kind == "headline"
            yield Region(kind, line.span)
            continue
        if dateline:
            dated = True
            yield Region("dateline", Span(line.span.start, line.span.start + dateline.length))
        if dateline is None or dateline.length < len(line.text):
            in_head, body_lines = False, body_lines + 1


def _anywhere(place: Place) -> RegionKind | None:
    """Return what a line is by its words or its mark, wherever it is."""
    if place.line.heading and not is_lead(place.line.text):
        return "headline"
    if is_comment(place.line.text):
        return "caption"
    announced = place.before is not None and announces_caption(place.before.text)
    if announced or place.listed or stands_beside(place.line.text):
        return "caption"
    return "byline" if is_credit(place.line.text) else None


def _in_head(place: Place, headlines: int, title: str) -> RegionKind | None:
    """Return what a line above the body is; None where the body begins."""
    line = place.line
    if title and _plain(line.text) == title:
        return None if is_lead(line.text) else "headline"
    if is_date_line(line.text):
        return "dateline"
    under_byline = place.before is not None and is_byline(place.before.text)
    if is_byline(line.text) or (under_byline and is_role(line.text)):
        return "byline"
    bare = place.apart and is_verbless(line.text)
    if bare and line.text[0].islower():
        return "caption"
    if headlines < _MOST_HEADLINES and _heads(place, headlines):
        return "headline"
    return "caption" if bare and headlines else None


def _heads(place: Place, headlines: int) -> bool:
    """Return whether a line of the head is a headline, or one more headline under it."""
    line = place.line
    if (line.mark and not line.heading) or dateline_of(line.text):
        return False
    if place.signed and line.text[-1].isalnum() and len(line.text) <= _LONGEST_HEADLINE:
        return len(line.text.split()) >= _HEADLINE_WORDS
    below = place.following[0] if place.following else ""
    if not line.blank_after and (place.wrapped or below[:1].islower()):
        return False
    if headlines and place.before and place.before.text.endswith(";"):
        return True  # a headline in two parts, as databases of newspapers give it
    if line.text.endswith(";") and not headlines:
        return len(line.text) <= _LONGEST_HEADLINE
    if headlines and _TWO_SENTENCES.search(line.text):
        return False
    at_least = _SECOND_HEADLINE if headlines else 0.0
    return is_headline(line.text, place.following, apart=line.blank_after, at_least=at_least)


def _in_body(place: Place) -> RegionKind | None:
    """Return what a line below the first paragraph is, if it is not body."""
    if place.line.mark or not place.apart:
        return None
    if _is_subheading(place):
        return "headline"
    aside = is_verbless(place.line.text) or _NAME_ALONE.fullmatch(place.line.text)
    return "caption" if place.before and aside else None


def _is_subheading(place: Place) -> bool:
    """Return whether a short line without a full stop is over a whole paragraph."""
    text = place.line.text
    before = place.before.text if place.before else ""
    below = place.following[0] if place.following else ""
    return (
        text.lstrip("'‘")[:1].isupper()
        and len(text.split()) <= _SUBHEADING_WORDS
        and not _TWO_SENTENCES.search(text)
        and (text[-1].isalnum() or _QUOTED.fullmatch(text) is not None)
        and not before.endswith(":")
        and _ENDED.search(before) is not None
        and len(below) >= PARAGRAPH
        and _ENDED.search(below) is not None
    )


def _dateline(place: Place, body_lines: int) -> Dateline | None:
    """Return the dateline of a line among the first of the body."""
    return dateline_of(place.line.text) if body_lines < _DATELINES_WITHIN else None


def _plain(text: str) -> str:
    """Return only the letters and digits of a title, to compare by."""
    return re.sub(r"\W+", "", text.casefold())


def _touched(span: Span, known: Sequence[Region]) -> Region | None:
    """Return the known region that touches a span; they are sorted and disjoint."""
    at = bisect_left(known, span.start, key=lambda region: region.span.end - 1)
    return known[at] if at < len(known) and known[at].span.overlaps(span) else None


def _order(region: Region) -> Span:
    return region.span
