"""Imports point one way: nothing imports what stands below it in the way of the data."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import claims

PACKAGE = Path(claims.__file__).parent
ORDER = (
    "late",
    "errors",
    "values",
    "sourcing",
    "english",
    "hooks",
    "reading",
    "sentences",
    "inference",
    "models",
    "attributions",
    "sources",
    "assessment",
    "tracking",
    "pipeline",
    "workers",
    "readers",
    "store",
    "checks",
    "adding",
    "rereading",
    "watching",
    "review",
    "exports",
    "archive",
    "library",
    "evaluation",
    "training",
    "cli",
    "__main__",
)
STRANGERS = ("checks", "review", "exports")
MODULES = sorted(PACKAGE.rglob("*.py"))


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a module's syntax, parsed once for all tests."""
    return ast.parse(path.read_text("utf8"))


def stage(path: Path) -> str:
    """Return the top-level name under `claims` that the file belongs to ("" for the package)."""
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imported_stages(path: Path) -> set[str]:
    """Return the top-level names under `claims` that the file imports, wherever it does so."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            names = [node.module or ""]
            if node.module == "claims":
                names = [f"claims.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("claims.")}
    return found - {"__version__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    own = stage(path)
    if own == "":
        statements = tree_of(path).body
        at_once = {node.module for node in statements if isinstance(node, ast.ImportFrom)}
        assert not {name for name in at_once if name and name.startswith("claims")}
        assert imported_stages(path) <= {"library"}, "the package loads the library when asked"
        return
    for other in imported_stages(path) - {own}:
        assert ORDER.index(other) < ORDER.index(own), f"{own} imports {other}"
        assert not (own in STRANGERS and other in STRANGERS), f"{own} knows of {other}"
        assert other != "training" or own == "cli", f"{own} imports training at run time"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_stand_at_the_top(path: Path) -> None:
    """No cycle hides in a function, but for torch and the command line's lazy commands."""
    tree = tree_of(path)
    inner = [
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    # `claims track` answers without what extracts: tests/test_store_names.py guards it.
    late = ("cli", "training")
    if stage(path) not in late and path.name != "identities.py":
        assert not inner, f"{path}:{inner[0].lineno}: an import inside a function"


@pytest.mark.parametrize("name", sorted({stage(path) for path in MODULES} - {""}))
def test_every_stage_has_its_place(name: str) -> None:
    assert name in ORDER


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_inference_runs_models(path: Path) -> None:
    if stage(path) in ("inference", "training"):
        return
    assert "onnxruntime" not in path.read_text("utf8")


def test_telemetry_is_off_before_onnxruntime_is_imported() -> None:
    """One module imports it and sets the variable first; training passes through that one."""
    importing = [
        str(path.relative_to(PACKAGE))
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("onnxruntime"))
        or (
            isinstance(node, ast.Import)
            and any(alias.name.startswith("onnxruntime") for alias in node.names)
        )
    ]
    assert importing[0] == "inference/runtime.py"
    assert all(name.startswith("training/") for name in importing[1:])
    assert "claims.inference.runtime" in (PACKAGE / "training" / "__init__.py").read_text("utf8")


def test_no_statement_numbers_its_placeholders() -> None:
    """Python 3.12.0 to 3.12.3 take `?1` for a name, and warn of a sequence of values for it."""
    numbered = [
        f"{path}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"[\s(,=]\?\d", node.value)
    ]
    assert not numbered, "give the values by name (:document), or once each in order (?)"
