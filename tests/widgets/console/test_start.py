"""What a start does, and what it leaves for later."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("sqlalchemy", "alembic", "pydantic", "numpy", "reportlab", "pypdf", "fontTools", "tzlocal")

_AT_FIRST_PAINT = f"""
import json, os, sys
from reviewdesk import app, cli
def look(self):
    held = [name for name in {HEAVY!r} if name in sys.modules]
    forms = [name for name in sys.modules if ".forms." in name]
    print(json.dumps(held + forms), flush=True)
    os._exit(0)
app.Application._on_painted = look
cli.main(["--library", sys.argv[1]])
"""

_PROGRAM = """
import sys
from reviewdesk import app, cli
started = app.Application._on_library_opened
def opened(self):
    started(self)
    print("open", flush=True)
app.Application._on_library_opened = opened
raised = app.ConsoleWindow.come_to_front
def come_to_front(self):
    raised(self)
    print("front", flush=True)
app.ConsoleWindow.come_to_front = come_to_front
raise SystemExit(cli.main(["--library", sys.argv[1]]))
"""


def start(library: Path) -> subprocess.Popen[str]:
    """The program in a process of its own; returns when its library is open."""
    program = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(library)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "open\n", program.communicate()
    return program


def test_first_paint_waits_for_nothing_heavy(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _AT_FIRST_PAINT, str(tmp_path / "library.reviews")],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert json.loads(done.stdout) == []


@pytest.mark.skipif(os.name == "nt", reason="signals are of Unix")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_closes_the_window_and_the_library(tmp_path: Path, number: signal.Signals) -> None:
    library = tmp_path / "library.reviews"
    program = start(library)
    program.send_signal(number)
    told, complaints = program.communicate(timeout=20)
    assert (program.returncode, told, complaints) == (0, "", "")
    assert not library.with_name(library.name + ".lock").exists()
    assert not library.with_name(library.name + "-wal").exists()


def test_second_start_brings_the_first_window_forward_and_ends(tmp_path: Path) -> None:
    library = tmp_path / "library.reviews"
    first = start(library)
    second = subprocess.run(
        [sys.executable, "-m", "reviewdesk", "--library", str(library)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=20,
    )
    assert (second.returncode, second.stderr) == (0, "")
    assert "already open" in second.stdout
    assert first.stdout is not None
    assert first.stdout.readline() == "front\n"
    first.terminate()
    first.communicate(timeout=20)


def test_start_after_a_kill_takes_the_library_up_again(tmp_path: Path) -> None:
    library = tmp_path / "library.reviews"
    first = start(library)
    first.kill()
    first.communicate(timeout=20)
    second = start(library)
    second.terminate()
    _told, complaints = second.communicate(timeout=20)
    assert (second.returncode, complaints) == (0, "")


def test_files_of_a_start_are_for_their_owner_alone(tmp_path: Path, home: Path) -> None:
    program = start(tmp_path / "library.reviews")
    program.terminate()
    program.communicate(timeout=20)
    made = [*tmp_path.rglob("*"), *home.rglob("*")]
    open_to_others = [path for path in made if path.is_file() and path.stat().st_mode & 0o077]
    assert open_to_others == []
