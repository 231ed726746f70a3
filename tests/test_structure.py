"""Imports point one way: nothing imports what stands below it in the way of the data."""

import ast
import re
from collections import Counter, defaultdict
from functools import cache
from graphlib import TopologicalSorter
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
NAMED = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in MODULES
}
ROOMS = {path.parent.name for path in MODULES if path.parent.parent.parent == PACKAGE}


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
    return {name.split(".")[1] for name in imported_modules(path) if name.startswith("claims.")}


@cache
def imported_modules(path: Path) -> set[str]:
    """Return the modules that the file imports, by their full names."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (names & NAMED.keys()) or {node.module or ""}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


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


def test_a_folder_is_surveyed_at_a_glance() -> None:
    counted = Counter(path.parent for path in MODULES)
    assert not {str(folder) for folder, number in counted.items() if number > 25}


def test_a_module_is_read_in_one_sitting() -> None:
    lines = {str(path): len(path.read_text("utf8").splitlines()) for path in MODULES}
    assert not {path: number for path, number in lines.items() if number > 400}


def test_a_small_module_has_several_users() -> None:
    """One under 60 lines that only one other of its stage uses is a part of that one.

    What a package gives to others under its own name, and the pages of the desk, have users whom
    no import shows.
    """
    facades = {"claims.review.routes", *(name for name in NAMED if NAMED[name].stem == "__init__")}
    users: dict[str, set[str]] = {name: set() for name in NAMED}
    for name, path in NAMED.items():
        for used in imported_modules(path) & NAMED.keys():
            users[used].add(name)
    lone = {
        name: using
        for name, using in users.items()
        if name not in facades
        and {tuple(user.split(".")[1:2]) for user in using} == {tuple(name.split(".")[1:2])}
        and len(using) == 1
        and not using & facades
        and len(NAMED[name].read_text("utf8").splitlines()) < 60
    }
    assert not lone


@pytest.mark.parametrize("stage_name", ["reading", "review", "sources"])
def test_rooms_of_a_stage_point_one_way(stage_name: str) -> None:
    """No two folders of a stage import each other, by whatever way."""
    imports = defaultdict(set)
    for name, path in NAMED.items():
        if name.startswith(f"claims.{stage_name}.") and (own := name.split(".")[2]) in ROOMS:
            for used in imported_modules(path):
                other = [*used.split("."), "", ""][2]
                if used.startswith(f"claims.{stage_name}.") and other in ROOMS and other != own:
                    imports[own].add(other)
    tuple(TopologicalSorter(imports).static_order())  # raises CycleError, with the circle


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
