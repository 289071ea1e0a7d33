"""Makes the two constraints files anew from the ranges in pyproject.toml.

    .venv/bin/python tests/pins.py [name==version ...]

Needs uv on the PATH, which nothing else here does. Versions given on the command line are
held; PySide6 is held at the newest version the guard test has passed on 3.11.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HELD = ("pyside6-essentials==6.11.3", "shiboken6==6.11.3")
RUN_HEADER = """\
# What ReviewDesk needs to run: versions and hashes for every platform, no addresses.
# Ranges stand in pyproject.toml; tests/pins.py makes this file anew.
"""
TEST_HEADER = """\
# What the tests and checks need besides .constraints.txt; tests/pins.py makes both anew.
"""


def compiled(held: list[str], *options: str) -> dict[str, str]:
    """The pins uv finds for pyproject.toml, as name -> the lines of its entry."""
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder, "held.txt")
        constraints.write_text("\n".join(held) + "\n", encoding="utf-8")
        command = ["uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
        command += ["--no-header", "--no-annotate", "--no-emit-index-url"]
        # One version for all Pythons: two would mean two programs to test.
        command += ["--fork-strategy", "fewest", "--python-version", "3.11"]
        command += ["--constraints", str(constraints), *options, "pyproject.toml"]
        text = subprocess.run(
            command, check=True, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8"
        ).stdout
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    return {entry.split("==")[0]: entry for entry in entries if "==" in entry}


def main(held: list[str]) -> int:
    run = compiled([*HELD, *held])
    pins = [entry.splitlines()[0].removesuffix(" \\") for entry in run.values()]
    both = compiled(pins, "--extra", "test")
    tests = [entry for name, entry in both.items() if name not in run]
    (ROOT / ".constraints.txt").write_text(RUN_HEADER + "".join(run.values()), encoding="utf-8")
    (ROOT / ".constraints-tests.txt").write_text(TEST_HEADER + "".join(tests), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
