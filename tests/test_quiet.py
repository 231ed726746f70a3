"""Nothing leaves the machine: a whole run opens no connection and writes nowhere else.

Python's own hooks do not see what a compiled library does, so the run is watched from outside, by
strace. Telemetry, where it is on, writes its files as soon as the library is imported and looks up
its vendor's hosts within seconds; the watch is short here, and as long as
CLAIMS_TEST_QUIET_SECONDS says elsewhere.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

import claims
from claims.inference.runtime import TELEMETRY_OFF

PACKAGE = Path(claims.__file__).parent
SECONDS = float(os.environ.get("CLAIMS_TEST_QUIET_SECONDS", "12"))
TRACED = "%network,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlinkat"
ARTICLE = """The dam at Orrin holds, the mayor said on Friday.

Two workers said that water had come through the wall since March.
"""

CALL = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(?P<name>\w+)\((?P<arguments>.*)$")
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT")


def calls(trace: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the arguments of each call that a tracer wrote down."""
    for line in trace.read_text("utf8", errors="replace").splitlines():
        if found := CALL.match(line):
            yield found["name"], found["arguments"]


def connections(trace: Path) -> list[str]:
    """Return the calls that reach for another machine: any use of an internet address but to
    listen and to answer."""
    asking = ("connect", "sendto", "sendmsg", "sendmmsg")
    return [
        f"{name}({arguments}"
        for name, arguments in calls(trace)
        if "AF_INET" in arguments
        and (name in asking or (name == "socket" and "SOCK_DGRAM" in arguments))
    ]


def written(trace: Path, *allowed: Path) -> list[str]:
    """Return the paths outside the allowed folders that were opened to write, made or renamed."""
    found = set()
    for name, arguments in calls(trace):
        if name.startswith("open") and not WRITING.search(arguments):
            continue
        if not name.startswith(("open", "creat", "mkdir", "rename", "link", "symlink")):
            continue
        for path in QUOTED.findall(arguments):
            inside = any(Path(path).is_relative_to(folder) for folder in allowed)
            if not inside and path not in ("/dev/null", "/dev/tty"):
                found.add(path)
    return sorted(found)


def environment(home: Path, temporary: Path) -> dict[str, str]:
    """Return an environment with an empty home, in which nothing is said about telemetry."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in (TELEMETRY_OFF, "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    }
    python_path = os.pathsep.join([str(PACKAGE.parent), kept.get("PYTHONPATH", "")])
    return kept | {"HOME": str(home), "TMPDIR": str(temporary), "PYTHONPATH": python_path}


class Quiet:
    """A home that is empty, a folder for a database, and a tracer."""

    def __init__(self, folder: Path) -> None:
        self.home, self.temporary, self.data = (
            folder / name for name in ("home", "temporary", "data")
        )
        self.traces = folder / "traces"
        for made in (self.home, self.temporary, self.data, self.traces):
            made.mkdir()

    def command(self, name: str, arguments: Sequence[str]) -> list[str]:
        """Return the command line of Python under the tracer, which writes `traces/name`."""
        tracer = ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "4096", "-e", f"trace={TRACED}"]
        return [*tracer, "-o", str(self.traces / name), sys.executable, *arguments]

    def run(self, name: str, arguments: Sequence[str]) -> None:
        """Run Python to its end."""
        done = subprocess.run(
            self.command(name, arguments),
            env=environment(self.home, self.temporary),
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    @contextmanager
    def running(self, name: str, arguments: Sequence[str]) -> Iterator[Path]:
        """Run Python until the block ends; gives the file of what it says."""
        said = self.traces / f"{name}.said"
        with said.open("w") as file:
            program = subprocess.Popen(
                self.command(name, arguments),
                env=environment(self.home, self.temporary),
                stdout=file,
                stderr=file,
                start_new_session=True,
            )
            try:
                yield said
                assert program.poll() is None, said.read_text("utf8")
            finally:
                os.killpg(program.pid, signal.SIGINT)
                program.wait(600)

    def assert_quiet(self) -> None:
        """Nothing stands in the home, nothing was written elsewhere, nobody was called."""
        # Python may keep compiled modules beside its own, and its locks in shared memory.
        python = (PACKAGE, Path(sys.prefix), Path(sys.base_prefix), Path("/dev/shm"))
        own = (self.data, self.temporary, *python)
        traces = [path for path in self.traces.iterdir() if not path.suffix]
        assert {path.name: connections(path) for path in traces} == {
            path.name: [] for path in traces
        }
        assert {path.name: written(path, *own) for path in traces} == {
            path.name: [] for path in traces
        }
        assert [path for path in self.home.rglob("*") if path.is_file()] == []


@pytest.fixture
def quiet(tmp_path: Path) -> Quiet:
    if shutil.which("strace") is None:
        if os.environ.get("CLAIMS_TEST_NO_SKIP") == "1":
            pytest.fail("strace is not installed")
        pytest.skip("strace is not installed")
    return Quiet(tmp_path)


def address(said: Path) -> str:
    """Wait until the desk says where it answers, and return the link that signs in."""
    deadline = time.monotonic() + 900
    while time.monotonic() < deadline:
        if found := re.search(r"http://127\S+token=\S+", said.read_text("utf8")):
            return found.group()
        time.sleep(0.1)
    raise AssertionError(said.read_text("utf8"))


SOCKET = 'connect(8, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.0.0.1")}, 16'


@pytest.mark.parametrize(
    ("line", "called", "path"),
    [
        (f"77 {SOCKET}) = 0", True, None),
        (f"77 {SOCKET} <unfinished ...>", True, None),
        ("77 socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP) = 8", True, None),
        ("77 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP) = 8", False, None),
        ("77 bind(3, {sa_family=AF_INET, sin_port=htons(0)}, 16) = 0", False, None),
        ('77 connect(8, {sa_family=AF_UNIX, sun_path="/run/nscd"}, 110) = -1', False, None),
        ('77 openat(AT_FDCWD, "/etc/passwd", O_RDONLY|O_CLOEXEC) = 3', False, None),
        ('77 openat(AT_FDCWD, "/home/ann/x", O_RDWR|O_CREAT, 0644) = 3', False, "/home/ann/x"),
        ('77 openat(AT_FDCWD, "/data/x", O_RDWR|O_CREAT, 0644) = 3', False, None),
        ('77 mkdir("/home/ann/.cache", 0700) = 0', False, "/home/ann/.cache"),
        ('77 rename("/data/x", "/home/ann/y") = 0', False, "/home/ann/y"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
def test_what_a_trace_tells(line: str, called: bool, path: str | None, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    trace.write_text(line + "\n", "utf8")
    assert bool(connections(trace)) is called
    assert written(trace, Path("/data")) == ([path] if path else [])


def test_the_tracer_sees_telemetry(quiet: Quiet) -> None:
    """Without the variable the library writes below the home: the tests below can fail."""
    quiet.run("plain", ["-c", "import onnxruntime"])
    if not any(path.is_file() for path in quiet.home.rglob("*")):
        pytest.skip("this version of onnxruntime writes nothing of its own")
    assert written(quiet.traces / "plain", quiet.temporary, quiet.data)
    with pytest.raises(AssertionError):
        quiet.assert_quiet()


def test_a_whole_run_calls_nobody(quiet: Quiet) -> None:
    """Add, serve, watch: no connection, and no file but the database's and temporary ones."""
    articles = quiet.data / "articles"
    articles.mkdir()
    (articles / "dam.txt").write_text(ARTICLE, "utf8")
    database = ["--db", str(quiet.data / "claims.db")]
    quiet.run("add", ["-m", "claims", "add", str(articles), *database])
    served = ["-m", "claims", "serve", "--port", "0", *database]
    watched = ["-m", "claims", "watch", str(articles), "--every", "5", *database]
    with quiet.running("serve", served) as said, quiet.running("watch", watched):
        sign_in = address(said)
        (articles / "later.txt").write_text(ARTICLE.replace("Orrin", "Varnau"), "utf8")
        with httpx.Client(follow_redirects=True, trust_env=False, timeout=600) as client:
            assert client.get(sign_in).status_code == 200
            assert "Orrin" in client.get(sign_in.split("/-/")[0] + "/-/claims/articles").text
        time.sleep(SECONDS)
    quiet.assert_quiet()


def test_training_is_quiet_too(quiet: Quiet) -> None:
    pytest.importorskip("torch")
    quiet.run("training", ["-c", "import claims.training.embedding"])
    quiet.assert_quiet()
