"""For the checks: where the checkout is, what git holds of it, and how a tool is run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "reviewdesk"


def run_python(*words: str, cwd: Path = ROOT) -> str:
    """Run the environment's Python with `words`; the test fails with what it said if it fails."""
    result = subprocess.run(
        [sys.executable, "-P", *words],
        cwd=cwd,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    if result.returncode != 0:
        pytest.fail(result.stdout, pytrace=False)
    return result.stdout


def project_files() -> list[Path]:
    """The files of the project, as git would commit them; by walking where there is no git."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    if listing.returncode == 0:
        found = [ROOT / name for name in listing.stdout.split("\0") if name]
    else:
        tops = ("src", "ui", "resources", "tests")
        found = [path for top in tops for path in (ROOT / top).rglob("*")]
        found = [path for path in found if "__pycache__" not in path.parts]
        found += [path for path in ROOT.iterdir() if not path.name.startswith(".")]
    return sorted(path for path in found if path.is_file())


def hand_written_modules() -> list[Path]:
    """The modules under src, without the compiled forms."""
    return [path for path in sorted(SOURCE.rglob("*.py")) if path.parent.name != "forms"]
