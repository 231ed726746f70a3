"""An article as a Word file: its text, with who says so and what was decided in the margin.

Each sentence with something to tell carries a comment, as an editor would make it: who says each
claim, verdict, flag, notes, evidence and findings. Of claims that were chosen from several
articles, each article follows the one before.
"""

import io
import re
from collections.abc import Iterator

import docx
from docx.document import Document as WordFile
from docx.text.run import Run

from claims.exports.reports.gathering import (
    Report,
    ReportArticle,
    ReportClaim,
    ReportSentence,
    gather,
)
from claims.exports.selecting import Place, Selection
from claims.store import Store

__all__ = ["word_pieces"]

_AUTHOR, _INITIALS = "Claims", "C"
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold (section 2.2), and python-docx refuses."""


def word_pieces(store: Store, selection: Selection, place: Place) -> Iterator[bytes]:
    """Yield the bytes of the file; nothing where there is nothing to report of."""
    report = gather(store, selection, place)
    if report is None:
        return
    written = io.BytesIO()
    _file_of(report).save(written)
    yield written.getvalue()


def _file_of(report: Report) -> WordFile:
    """Return the report as a Word file."""
    file = docx.Document()
    file.core_properties.title = _fit(report.title)[:250]
    file.core_properties.author = _fit(report.organisation or _AUTHOR)[:250]
    file.core_properties.comments = ""
    if len(report.articles) > 1 or report.title != report.articles[0].title:
        file.add_heading(_fit(report.title), 0)
    for article in report.articles:
        _write(file, article)
    return file


def _write(file: WordFile, article: ReportArticle) -> None:
    """Write one article: particulars, sourcing at a glance, and the text with its comments."""
    file.add_heading(_fit(article.title), 1)
    about = (article.publisher, article.published, article.author, article.url, article.page)
    file.add_paragraph(_fit(" · ".join(filter(None, about)) or "outlet and date not stated"))
    if article.unread is not None:
        file.add_paragraph(_fit(f"Claims were not looked for: {article.unread}."))
    else:
        file.add_paragraph(f"{article.tally.words}.")
    for finding in article.findings:
        file.add_paragraph(_fit(f"{finding.code} {finding.message}"), style="List Bullet")
    reported = {claim.id for claim in article.claims}
    paragraph, before = None, 0
    for sentence in article.sentences:
        between = article.text[before : sentence.start]
        if paragraph is None or "\n" in between:
            paragraph = file.add_paragraph()
        elif between:
            paragraph.add_run(" ")
        run = paragraph.add_run(_fit(sentence.text))
        run.italic = sentence.headline
        _comment(file, run, sentence, reported)
        before = sentence.end


def _comment(file: WordFile, run: Run, sentence: ReportSentence, reported: set[str]) -> None:
    """Put what is to be told of a sentence into the margin beside it."""
    lines = [line for claim in sentence.claims for line in _lines(claim, claim.id in reported)]
    lines += [f"{one.code}: {one.message}" for one in sentence.findings]
    if lines:
        text = "\n".join(_fit(line) for line in lines)
        file.add_comment(run, text=text, author=_AUTHOR, initials=_INITIALS)


def _lines(claim: ReportClaim, reported: bool) -> Iterator[str]:
    """Yield what is told of one claim; of one that is not reported on, who says so."""
    if claim.chain or claim.asks or reported:
        yield _said(claim)
    if not reported:
        return
    told = {made.action for made in claim.settled_by}
    if claim.verdict and "verdict" not in told:
        yield f"Verdict: {claim.verdict}"
    if claim.flag and "flag" not in told:
        yield f"Flag: {claim.flag}"
    for made in claim.decisions:
        note = f": {made.note}" if made.note else ""
        who = f" ({made.who}, {made.made[:10]})" if made.who else f" ({made.made[:10]})"
        yield f"{made.said[:1].upper()}{made.said[1:]}{note}{who}"
    if claim.evidence:
        yield f"Evidence: {', '.join(claim.evidence)}"


def _said(claim: ReportClaim) -> str:
    """Return who says a claim, with its words where somebody does."""
    if claim.chain:
        return f"{claim.said_by}: {claim.text}"
    return f"{claim.said_by}: who says so?" if claim.asks else claim.said_by


def _fit(text: str) -> str:
    """Return a text without the characters that the format cannot hold."""
    return _UNFIT.sub("�", text)
