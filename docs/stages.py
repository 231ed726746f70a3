"""Which stages a `Problem` may name: read out of the code, so that the page cannot go stale."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "claims"

MEANINGS = {
    "reading": "a file, a page, an address, a row or a line could not be read",
    "limits": "it took more time or memory than it may, or its process died",
    "sentences": "an error of the program while it split sentences",
    "language": "the text is in a language of which no claims are looked for; it was split only",
    "attributions": "an error of the program while it looked for who said what",
    "sources": "an error of the program while it told who is meant",
    "assessment": "an error of the program while it made the claims",
    "plugin NAME": "the step of the installed package NAME failed; what was extracted is kept",
    "second reader": "a language model did not read the article, or not all of it",
    "adding": "a person removed the article, and it is not added again",
    "store": "what was extracted does not fit together, and was not stored",
    "checks": "rules over several articles, which need a database, were not run (`claims check`)",
}
"""What each stage means, in the order in which an article comes through them."""

_CALLS = ("Problem", "_with_problem")
"""What makes a problem; the second argument of each is the stage."""


def stages() -> set[str]:
    """Return every stage that the package's code gives to a problem."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf8"))
        for call in ast.walk(tree):
            if isinstance(call, ast.Call):
                found |= {name for given in _given(call) for name in _words(given, tree)}
    return found


def stage_table() -> str:
    """Return the stages with their meanings; raises where one of the two lists lacks one."""
    told, made = set(MEANINGS), stages()
    if told != made:
        raise ValueError(f"docs/stages.py: not told {made - told}, not made {told - made}")
    rows = [f"| `{stage}` | {meaning} |" for stage, meaning in MEANINGS.items()]
    return "\n".join(["| stage | |", "| --- | --- |", *rows])


def _given(call: ast.Call) -> list[ast.expr]:
    """Return what a call gives as the stage of a problem."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name in _CALLS and len(call.args) > 1:
        return [call.args[1]]
    if name in (*_CALLS, "replace"):
        return [one.value for one in call.keywords if one.arg == "stage"]
    return []


def _words(given: ast.expr, tree: ast.Module) -> set[str]:
    """Return the words that an expression may have: a name has all that the module gives it."""
    if isinstance(given, ast.Constant):
        return {str(given.value)}
    if isinstance(given, ast.JoinedStr):
        return {
            "".join(
                str(getattr(part, "value", "")) if isinstance(part, ast.Constant) else "NAME"
                for part in given.values
            )
        }
    if not isinstance(given, ast.Name):
        return set()
    found = set()
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign):
            targets = [node.target]
        else:
            continue
        value = node.value
        if isinstance(value, ast.Constant) and any(
            isinstance(one, ast.Name) and one.id == given.id for one in targets
        ):
            found.add(str(value.value))
    return found
