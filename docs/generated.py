"""What README and docs show that the program itself says: help, answers in SQL, tables.

They call these functions through cog (`cog -r README.md docs/tables.md` writes them anew), and a
test checks that what stands there is what they return now.
"""

import functools
import sqlite3
import tempfile
from pathlib import Path

from click.testing import CliRunner

from claims.adding import add_articles
from claims.checks import markdown
from claims.cli import COMMANDS, command_line
from claims.inference import AttributionModel
from claims.pipeline import extract_many
from claims.reading import ReadingOptions
from claims.store import descriptions, open_store

SEEDS = Path(__file__).parent.parent / "seeds"
QUESTIONS = {
    "Which statements have no source, and would make an editor ask?": """\
select sentences.number, sentences.text, sentences.reason
from sentences
where status in ('unsourced', 'mixed') and disputable
order by number""",
    "Who says how much, and are they named?": """\
select sources.name, sources.kind, sources.anonymous, count(*) as claims
from claims join sources on sources.id = claims.source
group by sources.id
order by count(*) desc, sources.name""",
    "What does Reuters relay, and from whom?": """\
select distinct claims.chain, count(*) as claims
from hops
join sources on sources.id = hops.source and sources.name = 'Reuters'
join claims on claims.id = hops.claim and claims.hops > 1
group by claims.chain
order by count(*) desc, claims.chain""",
    "Which words signal the saying?": """\
select lower(cue) as cue, count(*) as attributions
from attributions
group by lower(cue)
order by count(*) desc, lower(cue)""",
    "Which dates does the article speak of, and which days are meant?": """\
select figures.text, figures.value, substr(claims.text, 1, 60) as claim
from figures join claims on claims.id = figures.claim
where figures.kind = 'date'
order by claims.number, figures.start
limit 6""",
}


def command_reference() -> str:
    """Return the help of every command, as a terminal shows it."""
    runner = CliRunner(env={"CLAIMS_DB": None, "TERMINAL_WIDTH": "88"})
    texts = []
    for name in ("", *COMMANDS):
        arguments = [name, "--help"] if name else ["--help"]
        result = runner.invoke(command_line, arguments, prog_name="claims", terminal_width=88)
        title = f"claims {name}".strip()
        texts.append(f"### `{title}`\n\n```text\n{result.output.rstrip()}\n```\n")
    return "\n".join(texts)


def answers() -> str:
    """Return each question with its SQL and its answer on the seed."""
    parts = []
    for question, query in QUESTIONS.items():
        header, rows = _ask(query)
        table = [header, tuple("---" for _ in header), *rows]
        lines = ["| " + " | ".join(_cell(value) for value in row) + " |" for row in table]
        parts.append(f"**{question}**\n\n```sql\n{query}\n```\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def house_rules() -> str:
    """Return the list of house rules, as their SQL files describe them."""
    return markdown()


def table_reference() -> str:
    """Return every table and view with its columns, as the schema describes them."""
    parts = []
    for table in descriptions().values():
        what = "view" if table.view else "table"
        lines = [f"### `{table.name}` ({what})", "", table.description]
        if table.columns:
            lines += ["", "| column | |", "| --- | --- |"]
            lines += [f"| `{name}` | {_cell(text)} |" for name, text in table.columns.items()]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


@functools.cache
def _seed_database() -> Path:
    path = Path(tempfile.mkdtemp()) / "claims.db"
    model = AttributionModel()
    with open_store(path) as store:
        add_articles(
            store,
            [str(SEEDS)],
            extract_all=lambda documents: extract_many(documents, model=model),
            options=ReadingOptions(published="2024-02-18"),
        )
    return path


def _ask(query: str) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    with sqlite3.connect(_seed_database()) as connection:
        cursor = connection.execute(query)
        return tuple(column[0] for column in cursor.description), cursor.fetchall()


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).replace("|", "\\|").split())
