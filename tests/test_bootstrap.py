"""Setting up from a bare Python, by real starts of small checkouts that need no package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reviewdesk import bootstrap
from tools import SOURCE

# Says where it runs, and what it was given.
CLI = """
import json, sys
def main(arguments):
    print(json.dumps({"python": sys.prefix, "arguments": arguments, "path": sys.path}))
    return 7
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the real start, a program of three lines and nothing to install."""
    return make_checkout(tmp_path / "a checkout")


@pytest.fixture(scope="session")
def started_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout that was started, to be copied and never started again."""
    folder = make_checkout(tmp_path_factory.mktemp("checkouts") / "a checkout")
    start(folder)
    return folder


@pytest.fixture
def set_up(started_once: Path, tmp_path: Path) -> Path:
    """A checkout that has been started before, with its environment."""
    # As after a move, which a checkout withstands.
    return shutil.copytree(started_once, tmp_path / "a checkout", symlinks=True)


def make_checkout(folder: Path) -> Path:
    package = folder / "src" / "reviewdesk"
    package.mkdir(parents=True)
    for name in ("__init__.py", "__main__.py", "bootstrap.py", "display.py"):
        shutil.copy(SOURCE / name, package)
    (package / "cli.py").write_text(CLI, encoding="utf-8")
    for name in (bootstrap.RUN_PINS, bootstrap.TEST_PINS):
        (folder / name).touch()
    return folder


def start_command(checkout: Path) -> list[str]:
    return [sys.executable, str(checkout / "src" / "reviewdesk"), "list", "--json"]


def start(checkout: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        start_command(checkout),
        cwd=checkout,
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **more},
    )


def test_the_first_start_says_what_it_does_and_hands_over(checkout: Path) -> None:
    result = start(checkout)
    assert result.returncode == 7
    assert '"arguments": ["list", "--json"]' in result.stdout
    assert f'"python": "{checkout / ".venv"}"' in result.stdout
    assert result.stderr.startswith("Setting up ReviewDesk in .venv.")


def test_the_second_start_is_quiet_and_quick(set_up: Path) -> None:
    began = time.perf_counter()
    result = start(set_up)
    assert time.perf_counter() - began < 1
    assert result.returncode == 7
    assert result.stderr == ""


def test_nothing_in_the_folder_one_stands_in_is_run(checkout: Path) -> None:
    (checkout / "json.py").write_text("raise SystemExit('hijacked')", encoding="utf-8")
    result = start(checkout, PYTHONPATH=str(checkout))
    assert result.returncode == 7
    assert f'"{checkout}"' not in result.stdout


def test_a_room_hides_no_library_of_the_same_name(checkout: Path) -> None:
    (checkout / "src" / "reviewdesk" / "hashlib.py").write_text("1 / 0", encoding="utf-8")
    start(checkout)
    assert start(checkout).returncode == 7


def test_an_interrupted_set_up_is_begun_again(set_up: Path) -> None:
    left = set_up / ".venv" / "half-installed"
    left.touch()
    (set_up / ".venv" / ".reviewdesk-unfinished").touch()
    result = start(set_up)
    assert result.returncode == 7
    assert "Setting up" in result.stderr
    assert not left.exists()
    assert start(set_up).stderr == ""


@pytest.mark.parametrize("broken", ["bin/python", "pyvenv.cfg", ".reviewdesk-run"])
def test_a_damaged_environment_is_mended(set_up: Path, broken: str) -> None:
    (set_up / ".venv" / broken).unlink()
    assert start(set_up).returncode == 7
    assert start(set_up).returncode == 7


def test_changed_pins_are_installed(set_up: Path) -> None:
    (set_up / bootstrap.RUN_PINS).write_text("# other pins\n", encoding="utf-8")
    assert "Fetching" in start(set_up).stderr
    assert start(set_up).stderr == ""


def test_a_checkout_can_be_moved(checkout: Path) -> None:
    start(checkout)
    moved = checkout.rename(checkout.with_name("moved"))
    result = start(moved)
    assert result.returncode == 7
    assert str(moved / "src") in result.stdout


def test_two_starts_at_once_set_up_once(checkout: Path) -> None:
    starts = [
        subprocess.Popen(
            start_command(checkout),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in starts]
    assert [process.returncode for process in starts] == [7, 7]
    assert sum("Setting up" in text for text in said) == 1


def test_what_cannot_be_installed_is_said_in_one_line_and_tried_again(checkout: Path) -> None:
    pins = checkout / bootstrap.RUN_PINS
    pins.write_text("six\n", encoding="utf-8")  # No version and no hash.
    result = start(checkout)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert result.stderr.splitlines()[-1].startswith("The packages could not be installed (ERROR:")
    pins.write_text("", encoding="utf-8")
    assert start(checkout).returncode == 7


def test_tests_bring_what_a_run_needs(checkout: Path) -> None:
    environment = bootstrap.ensure(checkout, for_tests=True)
    assert environment.is_finished(for_tests=True)
    assert environment.is_finished(for_tests=False)


linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux libraries")


@pytest.fixture
def missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = {"libnowhere.so.9": "libnowhere9"}
    monkeypatch.setattr(bootstrap, "SYSTEM_LIBRARIES", libraries)


def fake_apt(folder: Path, monkeypatch: pytest.MonkeyPatch, exit_code: int = 0) -> Path:
    """An apt-get that writes down what it was told; the file it writes to."""
    log = folder / "apt.log"
    script = folder / "apt-get"
    script.write_text(f'#!/bin/sh\necho "$@" >> "{log}"\necho E: no\nexit {exit_code}\n')
    script.chmod(0o700)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return log


@linux_only
@pytest.mark.usefixtures("missing_library")
def test_root_installs_the_missing_libraries(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = fake_apt(tmp_path, monkeypatch)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    bootstrap.ensure(checkout)
    bootstrap.ensure(checkout)
    assert log.read_text(encoding="utf-8").splitlines() == [
        "update -qq",
        "install --no-install-recommends libnowhere9 --yes -qq",
    ]


@linux_only
@pytest.mark.usefixtures("missing_library")
def test_anybody_else_is_told_the_line_to_type(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = fake_apt(tmp_path, monkeypatch)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    line = "sudo apt-get install --no-install-recommends libnowhere9$"
    with pytest.raises(bootstrap.SetUpError, match=line):
        bootstrap.ensure(checkout)
    assert not log.exists()
    bootstrap.ensure(checkout, needs_libraries=False)


@linux_only
@pytest.mark.usefixtures("missing_library")
def test_an_apt_that_fails_is_quoted(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_apt(tmp_path, monkeypatch, exit_code=100)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(bootstrap.SetUpError, match=r"try: apt-get install .* \(E: no\)\.$"):
        bootstrap.ensure(checkout)


@linux_only
@pytest.mark.usefixtures("missing_library")
def test_a_system_without_apt_is_told_what_may_be_missing(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    bootstrap.ensure(checkout)
    assert "libnowhere.so.9" in capsys.readouterr().err


@linux_only
def test_this_machine_has_all_that_qt_links_to() -> None:
    assert bootstrap.missing_system_libraries() == []
