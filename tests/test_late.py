"""Names that are imported when they are first asked for."""

import subprocess
import sys

import pytest

import claims
from claims import exports, library, reading, store, tracking


@pytest.mark.parametrize("package", [claims, exports, library, reading, store, tracking])
def test_a_name_that_is_not_there_is_told(package: object) -> None:
    name = package.__name__  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match=f"module '{name}' has no attribute 'nothing'"):
        package.nothing  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    ("package", "name", "home"),
    [
        ("claims", "extract", "claims.library"),
        ("claims.store", "verify", "claims.store.integrity.verifying"),
        ("claims.tracking", "track", "claims.tracking.tracker"),
    ],
)
def test_a_name_brings_its_module_when_it_is_asked_for(package: str, name: str, home: str) -> None:
    program = (
        f"import sys, {package} as package\n"
        f"before = {home!r} in sys.modules\n"
        f"package.{name}\n"
        f"print(before, {home!r} in sys.modules, {name!r} in vars(package))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["False", "True", "True"]
