"""The three lists of dependencies agree: what is asked for, what is pinned, what is explained."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
OWN = canonicalize_name(PROJECT["name"])
# Young, or parsing bytes of strangers with compiled code: their next version is read first.
WATCHED = ("fastwarc", "faust-cchardet", "py3langid", "rensa", "text2num", "usearch")
NOT_PINNED = ("train",)  # heavy, and on no reader's machine: its own pins stand in pyproject.toml


def asked(*, but: tuple[str, ...] = ()) -> list[Requirement]:
    """Return what the project and its extras ask for, without the extras of its own."""
    extras = PROJECT["optional-dependencies"]
    lines = [*PROJECT["dependencies"]]
    lines += [line for name, listed in extras.items() if name not in but for line in listed]
    return [one for one in map(Requirement, lines) if canonicalize_name(one.name) != OWN]


def pinned() -> dict[str, Version]:
    found = {}
    for line in (ROOT / "constraints.txt").read_text("utf8").splitlines():
        if line and not line.startswith("#"):
            name, version = line.split("==")
            found[canonicalize_name(name)] = Version(version)
    return found


@pytest.mark.parametrize("requirement", asked(but=NOT_PINNED), ids=str)
def test_what_is_asked_for_is_pinned_within_its_bounds(requirement: Requirement) -> None:
    version = pinned()[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(version, prereleases=True)


@pytest.mark.parametrize("name", WATCHED)
def test_what_is_watched_has_a_cap(name: str) -> None:
    [requirement] = [one for one in asked() if canonicalize_name(one.name) == name]
    assert any(bound.operator in ("<", "==") for bound in requirement.specifier)


def test_nothing_floats_below_the_accounts() -> None:
    team = {one.name: str(one.specifier) for one in map(Requirement, extras("team"))}
    for name in ("datasette-accounts", "datasette-plugin-router", "datasette-user-profiles"):
        assert team[name].startswith("==")
    assert team["datasette-vite"].startswith("==")


def extras(name: str) -> list[str]:
    listed: list[str] = PROJECT["optional-dependencies"][name]
    return listed


def test_every_dependency_is_explained_and_nothing_else() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text("utf8")
    rows = re.findall(r"^\| ([A-Za-z][\w-]*) \| .+ \| .+ \| .+ \|$", page, re.MULTILINE)
    explained = {canonicalize_name(name) for name in rows} - {"package"}
    assert explained == {canonicalize_name(one.name) for one in asked()}


def test_the_commands_of_the_readme_use_the_constraints() -> None:
    page = (ROOT / "README.md").read_text("utf8")
    commands = re.findall(r"^python3 -m venv .*pip install.*$", page, re.MULTILINE)
    assert len(commands) == 2
    assert all("--constraint constraints.txt" in command for command in commands)
    assert "--constraint constraints.txt" in (ROOT / ".ci" / "run").read_text("utf8")
