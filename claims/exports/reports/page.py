"""A report as one HTML page that needs nothing beside it: no script, no picture, no other file."""

from collections.abc import Iterator
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from claims.english.calendar import short_day
from claims.exports.reports.gathering import Report, ReportSentence, gather
from claims.exports.selecting import Place, Selection
from claims.store import Store

__all__ = ["STYLE", "page_pieces", "report_body"]

_FOLDER = files("claims.exports.reports")
STYLE = _FOLDER.joinpath("report.css").read_text("utf8")
"""The style sheet of a report; all its rules are about what is in `.report`."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}html {{ color-scheme: light dark; }} body {{ margin: 0; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #171715; }} }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def page_pieces(store: Store, selection: Selection, place: Place) -> Iterator[str]:
    """Yield the page; nothing where there is nothing to report of."""
    report = gather(store, selection, place)
    if report is not None:
        body = report_body(report, whole=selection.document is not None)
        yield _PAGE.format(title=escape(report.title), style=STYLE, body=body)


def report_body(report: Report, *, whole: bool) -> Markup:
    """Return the report as a piece of HTML, escaped; with `whole`, the articles' texts with it."""
    return Markup(_TEMPLATE.render(report=report, whole=whole))  # the engine escaped it


def _linkable(address: str | None) -> bool:
    """Return whether an address may be a link: http or https, with a host."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _said(sentence: ReportSentence) -> str:
    """Return in words how a sentence is sourced."""
    words = {"needless": "no source needed", "partly": "partly the writer's own"}
    told = words.get(sentence.sourcing or "", "")
    said = (told, *(claim.said_by for claim in sentence.claims))
    return "; ".join(dict.fromkeys(filter(None, said))) or "no source stated"


def _template() -> Environment:
    """Return the engine, which escapes all that is printed and stops at what is not there."""
    found = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    found.globals.update(day=short_day, linkable=_linkable, said=_said)
    return found


_TEMPLATE = _template().from_string(_FOLDER.joinpath("report.html").read_text("utf8"))
