"""`claims check`: house rules on articles, as a linter prints them; no database on disk."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from claims.checks import Check, Finding, check_extraction, chosen, house_rules
from claims.checks.linter import (
    FORMATS,
    Baseline,
    Checked,
    Exemptions,
    Report,
    Settings,
    exemptions_in,
    find_settings,
    fingerprint,
    places_in,
    read_baseline,
    read_settings,
    statistics,
    summary,
    write_baseline,
)
from claims.cli.shared.options import limits_option, reading_options
from claims.cli.shared.printing import counted as counted_noun
from claims.cli.shared.printing import printable
from claims.cli.shared.targets import documents
from claims.errors import SettingsError
from claims.reading import ReadingOptions, source_text
from claims.values import Extraction, Problem, Severity, Span
from claims.workers import Limits, Workers

__all__ = ["command", "rules_of"]

LEVELS: tuple[Severity, ...] = ("note", "warning", "error")
_WORD = re.compile(r"\w+")
_NEEDS_DATABASE = (
    "not checked: rules that compare articles need a database, as claims add fills one ({codes})"
)


def rules_of(
    select: Iterable[str], folder: Path | None, *, ignore: Iterable[str] = ()
) -> tuple[Check, ...]:
    """Return the rules to run: those of the package and of a desk's folder, or those selected.

    `select` and `ignore` hold beginnings of codes, several in one text parted by commas. Raises
    SettingsError for a code that no rule has, and for a folder that holds something else than
    rules.
    """
    rules = house_rules(folder)
    wanted, unwanted = _codes(select), _codes(ignore)
    left_out = {check.code for check in chosen(rules, unwanted)} if unwanted else set()
    kept = chosen(rules, wanted) if wanted else rules
    return tuple(check for check in kept if check.code not in left_out)


@click.command(name="check")
@click.argument("targets", nargs=-1, metavar="PATH|URL|- ...")
@click.option(
    "--select",
    multiple=True,
    metavar="CODE",
    help="Only rules whose code begins so: S101, or A for all of anonymity. Several: A,S101.",
)
@click.option("--ignore", multiple=True, metavar="CODE", help="Not these rules. Several: D503,W.")
@click.option(
    "--rules",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder with rules of your own, run besides; one with a known code takes its place.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="How findings are printed.  [default: text]",
)
@click.option(
    "--fail-level",
    type=click.Choice(LEVELS),
    help="Exit with 1 from this severity on.  [default: warning]",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("--statistics", "counted", is_flag=True, help="Print how often each rule found.")
@click.option("--explain", metavar="CODE", help="Print what a rule is for, and end.")
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file of findings that are known, which are not told again.",
)
@click.option(
    "--write-baseline",
    "baseline_to_write",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write all that is found to such a file, and exit with 0.",
)
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of settings.  [default: the nearest claims.toml]",
)
@limits_option
@reading_options
@click.pass_context
def command(
    context: click.Context,
    targets: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    folder: Path | None,
    form: str | None,
    fail_level: Severity | None,
    exit_zero: bool,
    counted: bool,
    explain: str | None,
    baseline: Path | None,
    baseline_to_write: Path | None,
    config: Path | None,
    limits: Limits,
    options: ReadingOptions,
) -> None:
    """Print what breaks a house rule, as a linter does.

    One line for each finding, "file:line:column: code severity: message", with the line and column
    of the file; nothing is stored. Comments in the text exempt a place: <!-- claims: ignore S101
    -->, or in plain text a line "claims: ignore S101". Settings come from claims.toml, and what is
    said here wins. Exits with 0, with 1 when a rule of the severity "error" or "warning" found
    something, with 2 when the command is wrong or an article could not be read.
    """
    with _refused():
        settings = _settings(config)
        rules = _rules(settings, select, ignore, folder, explain)
        form = _form(form or settings.format)
        known = baseline or settings.baseline
        held = read_baseline(known) if known and not baseline_to_write else None
    if explain:
        click.echo("\n\n".join(_explained(check) for check in rules))
        return
    if not targets:
        raise click.UsageError("Name an article: a file, a folder, an address, or - for input.")
    with _refused(), Workers(limits=limits) as workers:
        report = _checked(targets, options, rules, held, workers)
    _tell(report, form, counted=counted)
    if baseline_to_write is not None:
        _write(report, baseline_to_write)
    level = fail_level or settings.fail_level or "warning"
    forgiven = exit_zero or settings.exit_zero or baseline_to_write is not None
    context.exit(_exit_code(report, level, forgiven=forgiven))


@contextmanager
def _refused() -> Iterator[None]:
    """End as a wrong usage does, with 2, where settings are wrong or a rule cannot be run."""
    try:
        yield
    except SettingsError as error:
        raise click.UsageError(str(error)) from error


def _settings(config: Path | None) -> Settings:
    path = config or find_settings(Path())
    return read_settings(path) if path else Settings()


def _form(name: str | None) -> str:
    if name is not None and name not in FORMATS:
        raise SettingsError(f"There is no format {name}; there are {', '.join(FORMATS)}.")
    return name or "text"


def _tell(report: Report, form: str, *, counted: bool) -> None:
    """Print the findings on standard output, and all else on standard error."""
    if output := FORMATS[form](report):
        click.echo(printable(output))
    if counted and report.findings:
        click.echo(statistics(report), err=form != "text")
    for problem in report.unchecked:
        click.echo(printable(f"{problem.path}: {problem.reason}".removeprefix(": ")), err=True)
    click.echo(summary(report), err=True)


def _write(report: Report, path: Path) -> None:
    marks = [(found.path, fingerprint(found.code, found.words)) for found in report.findings]
    with _refused():
        number = write_baseline(path, marks)
    click.echo(f"{path} knows {counted_noun(number, 'finding')} now", err=True)


def _exit_code(report: Report, level: Severity, *, forgiven: bool) -> int:
    """Return 2 where something could not be read, 1 where `level` or worse was found."""
    if report.problems:
        return 2
    broken = any(LEVELS.index(found.severity) >= LEVELS.index(level) for found in report.findings)
    return 1 if broken and not forgiven else 0


def _rules(
    settings: Settings,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    folder: Path | None,
    explain: str | None,
) -> tuple[Check, ...]:
    """Return the rules to run, with the severities of the settings; or those to explain."""
    if explain:
        return rules_of((explain,), folder or settings.rules)
    rules = rules_of(
        select or settings.select, folder or settings.rules, ignore=(*ignore, *settings.ignore)
    )
    for code in settings.severity:
        chosen(house_rules(folder or settings.rules), [code])  # refuses a code that no rule has
    return tuple(
        replace(check, severity=settings.severity.get(check.code, check.severity))
        for check in rules
    )


def _checked(
    targets: tuple[str, ...],
    options: ReadingOptions,
    rules: tuple[Check, ...],
    known: Baseline | None,
    workers: Workers,
) -> Report:
    """Check all articles, one after the other."""
    problems: list[Problem] = []
    unchecked: list[Problem] = []
    findings: list[Checked] = []
    articles = exempt = from_baseline = 0
    for document in documents(targets, options, problems, workers=workers):
        extraction = workers.extract(document)
        path = document.path or "-"
        unchecked += [replace(problem, path=path) for problem in extraction.problems]
        articles += 1
        source = source_text(document)
        exemptions = exemptions_in(source) if source else Exemptions()
        for found in _placed(extraction, check_extraction(extraction, checks=rules), source):
            if found.in_file and exemptions.hold(found.code, found.line, found.end_line):
                exempt += 1
            elif known and known.takes(path, fingerprint(found.code, found.words)):
                from_baseline += 1
            else:
                findings.append(found)
    across = [check.code for check in rules if check.across]
    if across and articles:
        reason = _NEEDS_DATABASE.format(codes=", ".join(across))
        unchecked.append(Problem("", "checks", reason))
    return Report(findings, problems, unchecked, rules, articles, exempt, from_baseline)


def _placed(
    extraction: Extraction, findings: Sequence[Finding], source: str | None
) -> Iterator[Checked]:
    """Yield the findings of an article with their places in its file."""
    document = extraction.document
    text = document.text
    ends = {finding: _last_word(text, finding.start or 0, finding.end or 0) for finding in findings}
    offsets = [finding.start or 0 for finding in findings] + [last.start for last in ends.values()]
    places = places_in(text, offsets, source=source, kind=document.format)
    for finding in findings:
        start, last = places[finding.start or 0], ends[finding]
        end = places[last.start]
        yield Checked(
            path=document.path or "-",
            code=finding.check,
            severity=finding.severity,
            message=finding.message,
            line=start.line,
            column=start.column,
            end_line=max(start.line, end.line),
            end_column=end.column + last.end - last.start,
            in_file=start.in_file,
            words=_words(extraction, finding),
        )


def _last_word(text: str, start: int, end: int) -> Span:
    """Return where the last word of a finding stands; its start where it has none."""
    words = [Span(*word.span()) for word in _WORD.finditer(text, start, max(start, end))]
    return words[-1] if words else Span(start, start)


def _words(extraction: Extraction, finding: Finding) -> str:
    """Return the words by which a baseline knows a finding: those of its sentence."""
    if finding.start is None:
        return ""
    for sentence in extraction.sentences:
        if sentence.span.start <= finding.start < sentence.span.end:
            return sentence.span.of(extraction.document.text)
    return ""


def _explained(check: Check) -> str:
    """Return what a person should know of a rule."""
    lines = [f"{check.code} {check.title} ({check.severity})", "", check.why, ""]
    lines += [f"For example: {check.example}", f"Instead:     {check.instead}"]
    if check.across:
        lines += ["", "It compares articles, and so needs a database: claims add runs it."]
    return "\n".join(lines)


def _codes(given: Iterable[str]) -> list[str]:
    return [code.strip() for text in given for code in text.split(",")]
