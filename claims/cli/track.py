"""`claims track`: the stored claims closest to a statement, with their chains and stories."""

import json
from pathlib import Path

import click

from claims.cli.shared.database import database_option
from claims.cli.shared.printing import counted, printable
from claims.store import Match, find_claims, open_neighbours, open_store, read_story
from claims.tracking import Comparer, Story

__all__ = ["command", "lines_of", "track"]


def track(statement: str, database: Path, *, count: int = 10) -> list[tuple[Match, Story | None]]:
    """Return the stored claims closest to a statement, the closest of each story, with the story.

    Raises StoreError where the database cannot be read.
    """
    with open_store(database, read_only=True) as store:
        index = open_neighbours(store)
        found = find_claims(store.connection, index, Comparer(), statement, count=count)
        return [
            (one, None if one.story is None else read_story(store.connection, one.story))
            for one in found
        ]


def lines_of(match: Match, story: Story | None) -> list[str]:
    """Write a match for the terminal: how it stands, the words, the chain, the story."""
    told = match.telling
    chain = " → ".join(teller.name for teller in told.chain) or "no source stated"
    where = ", ".join(part for part in (told.publisher, (told.seen or "")[:10]) if part)
    lines = [f"{match.comparison.relation:<11} {told.text}", f"{'':<11} {chain} ({where})"]
    for difference in match.comparison.differences:
        sides = f"{difference.left or '-'} / {difference.right or '-'}"
        lines.append(f"{'':<11} differs in {difference.kind}: {sides}")
    if story is not None and len(story.documents) > 1:
        first = story.first
        begun = ", ".join(part for part in (first.publisher, (first.seen or "")[:10]) if part)
        articles, voices = len(story.documents), len(story.voices)
        lines.append(
            f"{'':<11} told by {counted(articles, 'article')} ({counted(voices, 'voice')}),"
            f" {_originators(story)}; first seen: {begun}{_same_day(story)}"
        )
        lines += [f"{'':<11} {one.kind}: {one.before} ⇒ {one.after}" for one in story.drifts]
    return lines


def _originators(story: Story) -> str:
    """Write how many independent originators there are; a range where some may be one."""
    if story.at_most > story.independent:
        return f"{story.independent} to {story.at_most} independent originators"
    return counted(story.independent, "independent originator")


def _same_day(story: Story) -> str:
    """Say that another article of that day may have been first."""
    return " (and others the same day)" if story.tied else ""


def _record(match: Match, story: Story | None) -> dict[str, object]:
    """Write a match as one JSON line's object."""
    told = match.telling
    return {
        "claim": told.key,
        "text": told.text,
        "relation": match.comparison.relation,
        "confidence": round(match.comparison.confidence, 4),
        "score": round(match.score, 4),
        "document": told.document,
        "publisher": told.publisher,
        "published": told.seen,
        "chain": [teller.name for teller in told.chain],
        "story": match.story,
        "documents": 1 if story is None else len(story.documents),
        "originators": None if story is None else story.independent,
        "originators_at_most": None if story is None else story.at_most,
    }


@click.command(name="track")
@click.argument("statement")
@click.option(
    "--count",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    help="How many claims to show.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
@database_option
def command(statement: str, count: int, as_json: bool, database: Path) -> None:
    """Find the stored claims closest to a statement.

    Each is shown with how it stands to the statement (same, refines, contradicts, same event), its
    chain of sources, and the story of all articles that tell it.
    """
    found = track(statement, database, count=count)
    if not found:
        click.echo("nothing stored comes near", err=True)
    for match, story in found:
        if as_json:
            click.echo(json.dumps(_record(match, story), ensure_ascii=False))
        else:
            click.echo(printable("\n".join([*lines_of(match, story), ""])))
