"""The two drawings of docs/architecture.md as SVG: `python docs/drawings.py` writes them anew.

A drawing is a tuple of rows of boxes; each box points at the boxes of the next row. Places name
files of the repository, and a test checks that these exist and that the SVG files are up to date.
"""

from dataclasses import dataclass
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
WIDTH, GAP, ARROW, LINE = 760, 16, 44, 18

STYLE = """\
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.title { font-weight: 600; font-size: 14px; }
.place { font-family: ui-monospace, monospace; font-size: 12px; fill: #0b57a4; }
.value { font-style: italic; fill: #59636e; }
rect { fill: #f6f8fa; stroke: #8c959f; }
path { stroke: #8c959f; fill: none; }
marker path { fill: #8c959f; stroke: none; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } .place { fill: #79c0ff; } .value { fill: #9198a1; }
  rect { fill: #161b22; stroke: #6e7681; } path { stroke: #6e7681; } marker path { fill: #6e7681; }
}"""


@dataclass(frozen=True, slots=True)
class Box:
    """One step: its title, the file or folder that does it, and what it does, line by line."""

    title: str
    place: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Boxes side by side; `value` names what they hand to the next row."""

    boxes: tuple[Box, ...]
    value: str = ""


def step(title: str, place: str, *lines: str, value: str = "") -> Row:
    """Return a row of one box."""
    return Row((Box(title, place, lines),), value)


ARTICLE = (
    step(
        "Read",
        "claims/reading/",
        "files, archives, feeds, addresses, pasted text",
        value="Document (its text never changes from here on)",
    ),
    step(
        "Split into sentences",
        "claims/sentences/",
        "Punkt, trained on news, with a newsroom's rules",
        value="Sentence",
    ),
    step(
        "Find who said what",
        "claims/attributions/",
        "the encoder of claims/inference/ scores source, cue, content and",
        "relay words; code decides where spans begin and end",
        value="Attribution",
    ),
    step(
        "Resolve sources, build chains",
        "claims/sources/",
        "“she”, “the official”, “told Reuters” → who that is, hop by hop",
        value="Source, Mention, Hop",
    ),
    step(
        "Assess",
        "claims/assessment/",
        "status of each sentence; kind, certainty and figures of each claim",
        value="Extraction (plugins may change it: claims/hooks/)",
    ),
    step(
        "Store",
        "claims/store/",
        "rows of one SQLite file; ids are derived from the content",
        value="rows",
    ),
    Row(
        (
            Box("Check", "claims/checks/", ("house rules in SQL", "→ findings")),
            Box("Track", "claims/tracking/", ("the same claim in other", "articles → stories")),
        ),
    ),
    Row(
        (
            Box("Desk", "claims/review/", ("pages in Datasette",)),
            Box("Exports", "claims/exports/", ("CSV, reports, feeds, …",)),
            Box("Command line", "claims/cli/", ("show, track, check, …",)),
        )
    ),
)

DECISION = (
    step(
        "A key or a button",
        "claims/review/static/deciding.js",
        "posts a form: the action, the claim, and the latest decision seen",
        value="POST /-/claims/decide",
    ),
    step(
        "May this person do this?",
        "claims/review/access/permissions.py",
        "signed in, and in which role; denied by default",
        value="fields of the form",
    ),
    step(
        "Read the form",
        "claims/review/decisions/decide_page.py",
        "the fields become one value: Verdict, Flag, CorrectChain, Undo, …",
        value="Action",
    ),
    step(
        "Check and record",
        "claims/store/decisions/deciding.py",
        "one transaction, on the one thread that writes: role, conflict with a",
        "colleague, then a row of the table reviews, chained by its hash",
        value="Review (never changed or removed)",
    ),
    step(
        "Let it take effect",
        "claims/store/effects/taking_effect.py",
        "derived tables are updated from the decisions that are in force",
    ),
    Row(
        (
            Box("Claims and chains", "claims/store/decisions/", ("correcting.py",)),
            Box("Sources", "claims/store/decisions/", ("source_correcting.py",)),
            Box("Open or decided", "claims/store/decisions/", ("states.py",)),
        ),
    ),
    Row(
        (
            Box("Check again", "claims/checks/", ("findings of the articles",)),
            Box(
                "Count stories again",
                "claims/store/stories/recomputing.py",
                ("after the answer is sent",),
            ),
            Box("Show to colleagues", "claims/review/frame/live_page.py", ("without reload",)),
        ),
    ),
)

DRAWINGS = {
    "article.svg": ("The way of an article through the code", ARTICLE),
    "decision.svg": ("The way of a decision through the code", DECISION),
}


def places(rows: tuple[Row, ...]) -> list[str]:
    """Return the files and folders that a drawing names."""
    return [box.place for row in rows for box in row.boxes]


def svg(title: str, rows: tuple[Row, ...]) -> str:
    """Return a drawing as SVG."""
    parts, top, sources = [], 4, []
    for number, row in enumerate(rows):
        width = (WIDTH - GAP * (len(row.boxes) - 1)) / len(row.boxes)
        lefts = [index * (width + GAP) for index in range(len(row.boxes))]
        middles = [left + width / 2 for left in lefts]
        if number:
            parts += [_arrow(start, middle, top) for start in sources for middle in middles]
            value = rows[number - 1].value
            parts.append(
                _text(WIDTH / 2 + 14, top - ARROW / 2 + 4, value, "value") if value else ""
            )
        height = LINE * (2 + max(len(box.lines) for box in row.boxes)) + 14
        for left, box in zip(lefts, row.boxes, strict=True):
            parts += _box(box, left, top, width, height)
        top += height + ARROW
        sources = middles
    body = "\n".join(part for part in parts if part)
    height = top - ARROW + 4
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 0 {WIDTH + 8} {height}"'
        f' role="img" aria-label="{escape(title)}">\n<title>{escape(title)}</title>\n'
        f"<style>\n{STYLE}\n</style>\n"
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8"'
        ' markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>\n'
        f"{body}\n</svg>\n"
    )


def _box(box: Box, left: float, top: int, width: float, height: int) -> list[str]:
    lines = [(box.title, "title"), (box.place, "place"), *((line, "") for line in box.lines)]
    return [
        f'<rect x="{left:g}" y="{top}" width="{width:g}" height="{height}" rx="6"/>',
        *(
            _text(left + 14, top + 22 + LINE * number, text, kind)
            for number, (text, kind) in enumerate(lines)
        ),
    ]


def _text(left: float, top: float, text: str, kind: str) -> str:
    style = f' class="{kind}"' if kind else ""
    return f'<text x="{left:g}" y="{top:g}"{style}>{escape(text)}</text>'


def _arrow(start: float, end: float, top: int) -> str:
    return f'<path d="M{start:g} {top - ARROW + 2} {end:g} {top - 2}" marker-end="url(#tip)"/>'


def main() -> None:
    """Write the drawings into docs/."""
    for name, (title, rows) in DRAWINGS.items():
        (HERE / name).write_text(svg(title, rows), "utf8")


if __name__ == "__main__":
    main()
