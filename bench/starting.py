"""What the library costs to start: `import claims`, the first call and a later one, each in a fresh
process, alternating; wall time as the least and the median, and the CPU time of the process.

    python bench/starting.py [--rounds 7] [--python PYTHON]

The bars are 50 ms for the import and 1 s for the first call; where a machine is busy, wall time
says more about the machine, CPU time about the program. NLTK imports SciPy and scikit-learn where
they are installed, which is a second and more: `--python` measures another environment.
"""

import argparse
import json
import statistics
import subprocess
import sys

CODE = """
import json, resource, time
begun = time.perf_counter()
import claims
imported = time.perf_counter()
claims.extract("The dam holds, an engineer told Reuters on Monday.")
called = time.perf_counter()
claims.extract("The bridge is closed, the mayor said on Friday.")
again = time.perf_counter()
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "import": imported - begun, "first call": called - imported, "later call": again - called,
    "CPU of all": used.ru_utime + used.ru_stime,
}))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--python", default=sys.executable)
    asked = parser.parse_args()
    rounds = [
        json.loads(
            subprocess.run([asked.python, "-c", CODE], capture_output=True, check=True).stdout
        )
        for _ in range(asked.rounds)
    ]
    print(f"{'ms':12}{'least':>8}{'median':>8}")
    for name in rounds[0]:
        taken = [one[name] * 1000 for one in rounds]
        print(f"{name:12}{min(taken):8.0f}{statistics.median(taken):8.0f}")


if __name__ == "__main__":
    main()
