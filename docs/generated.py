"""What the pages of docs/ show that the program itself says: help, answers in SQL, tables.

The pages call these functions through cog (`cog -r docs/*.md` writes them anew), and a test checks
that they hold what the functions return now.
"""

import ast
import dataclasses
import functools
import inspect
import re
import sqlite3
import tempfile
import types
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

from click.testing import CliRunner

from claims.adding import add_articles
from claims.checks import markdown
from claims.cli import COMMANDS, command_line
from claims.exports import TABLES
from claims.hooks import Hooks
from claims.inference import AttributionModel
from claims.pipeline import extract_many
from claims.reading import ReadingOptions
from claims.review.frame.glossary import GLOSSARY
from claims.store import descriptions, open_store

SEEDS = Path(__file__).parent.parent / "seeds"
EXAMPLE = Path(__file__).parent.parent / "examples" / "newsroom" / "newsroom_claims" / "__init__.py"
HELPERS = {"claims_export_formats": ("titles",), "claims_format_readers": ("read_wire",)}
"""Functions of the example that a hook's function refers to."""

MODULES = (
    "claims.library",
    "claims.values",
    "claims.errors",
    "claims.reading",
    "claims.pipeline",
    "claims.workers",
    "claims.exports",
    "claims.checks",
    "claims.tracking",
    "claims.store",
    "claims.adding",
    "claims.evaluation",
    "claims.hooks",
)
"""The modules of the reference; what two of them have is described in the first."""

LONGEST = 200
"""Characters of a constant that are shown."""

_PACKAGES = re.compile(
    r"\b(?:claims|collections|datetime|os|pathlib|typing)(?:\.[a-z_]+)*\.(?=[A-Za-z])"
)

_ARRAYS = re.compile(r"numpy\.ndarray\[tuple\[Any, \.\.\.\], numpy\.dtype\[(?:numpy\.)?(\w+)\]\]")

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
        texts.append(f"## `{title}`\n\n```text\n{result.output.rstrip()}\n```\n")
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


def glossary() -> str:
    """Return the glossary of the desk, a table for each group of terms."""
    parts = []
    for group in GLOSSARY:
        lines = [f"## {group.title}", "", "| term | meaning |", "| --- | --- |"]
        for term in group.terms:
            meaning = f"{term.meaning} *{term.example}*" if term.example else term.meaning
            lines.append(f"| {term.word} | {_cell(meaning)} |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


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


def data_reference() -> str:
    """Return the columns of the data files, as the program describes them."""
    parts = []
    for table in TABLES.values():
        lines = [
            f"## `{table.name}`: {table.title}",
            "",
            "| column | type | |",
            "| --- | --- | --- |",
        ]
        lines += [
            f"| `{column.name}` | {column.type.__name__} | {_cell(column.description)} |"
            for column in table.columns
        ]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def example_rule() -> str:
    """Return the house rule of the example, as its file has it."""
    [rule] = sorted(EXAMPLE.parent.glob("rules/*.sql"))
    return f"```sql\n{rule.read_text('utf8').rstrip()}\n```"


def hook_reference() -> str:
    """Return every hook with its example, as the package in examples/newsroom has it."""
    source = EXAMPLE.read_text("utf8")
    bodies = {
        node.name: ast.get_source_segment(source, node) or ""
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
    }
    parts = []
    for hook, specification in vars(Hooks).items():
        if not hook.startswith("claims_"):
            continue
        code = "\n\n\n".join(
            f"@hookimpl\n{bodies[name]}" if name == hook else bodies[name]
            for name in (*HELPERS.get(hook, ()), hook)
        )
        parts.append(f"### `{hook}`\n\n{_doc(specification)}\n\n```py\n{code}\n```\n")
    return "\n".join(parts)


def library_reference() -> str:
    """Return every public name of the library's modules, as its docstring describes it."""
    return "\n".join(_module_reference(import_module(name)) for name in MODULES)


def _module_reference(module: ModuleType) -> str:
    parts = [f"## `{module.__name__}`", inspect.cleandoc(module.__doc__ or "")]
    for name in module.__all__:
        value = getattr(module, name)
        if name.startswith("__") or _home_of(value, module.__name__) != module.__name__:
            continue
        parts.append(_name_reference(name, value))
    return "\n\n".join(part for part in parts if part) + "\n"


def _home_of(value: object, module: str) -> str:
    """Return the first module of the reference that makes a class or function public."""
    if not isinstance(value, type) and not inspect.isfunction(value):
        return module
    homes = (
        name
        for name in MODULES
        for public in import_module(name).__all__
        if getattr(import_module(name), public) is value
    )
    return next(homes)


def _name_reference(name: str, value: object) -> str:
    if isinstance(value, type) and not isinstance(value, types.GenericAlias):
        return _class_reference(name, value)
    if inspect.isfunction(value):
        return f"### `{name}`\n\n```text\n{name}{_signature(value)}\n```\n\n{_doc(value)}"
    return f"### `{name}`\n\n`{_shown(value)}`"


def _class_reference(name: str, value: type) -> str:
    parts = [f"### `{name}`"]
    if dataclasses.is_dataclass(value):
        fields = [f"{one.name}: {_annotation(one.type)}" for one in dataclasses.fields(value)]
        shown = "\n".join([name, *(f"    {field}" for field in fields)])
        parts.append(f"```text\n{shown}\n```")
    elif issubclass(value, Exception):
        parts[0] += f" ({', '.join(base.__name__ for base in value.__bases__)})"
    parts.append(_doc(value))
    for method, function in vars(value).items():
        if not inspect.isfunction(function):
            continue
        if method.startswith("_") and not _is_written(value, method):
            continue
        text = " ".join(_doc(function).split())
        parts.append(f"- `{method.strip('_')}{_signature(function)}`: {text}")
    return "\n\n".join(parts)


def _is_written(value: type, method: str) -> bool:
    """Return whether a value checks what it is made of by an `__init__` of its own."""
    made = getattr(value, "__dataclass_params__", None)
    return method == "__init__" and (made is None or not made.init)


def _signature(function: Callable[..., object]) -> str:
    """Return the parameters and the result as the source states them."""
    return _plain(str(inspect.signature(function)))


def _annotation(annotation: object) -> str:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return annotation.__name__
    return _plain(str(annotation))


def _plain(text: str) -> str:
    """Leave out where a type comes from, and where this copy of the package lies."""
    text = re.sub(r"PosixPath\([^)]*\)", "...", _PACKAGES.sub("", text))
    text = _ARRAYS.sub(r"NDArray[\1]", text)
    return text.replace("]]]", "]] ]")  # which would end cog's block


def _doc(value: object) -> str:
    return inspect.cleandoc(inspect.getdoc(value) or "")


def _shown(value: object) -> str:
    """Return a constant or the name of a type on one line; of what is larger, its type."""
    if isinstance(value, dict | frozenset) or " at 0x" in repr(value):
        return type(value).__name__
    text = _plain(" ".join(str(value).split()))
    return text if len(text) <= LONGEST else type(value).__name__
