"""The fixtures every other test relies on."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication

ROOT = Path(__file__).resolve().parent.parent


def test_there_are_a_laptop_and_a_projector(qapp: QGuiApplication) -> None:
    screens = {screen.name(): screen.geometry().getRect() for screen in qapp.screens()}
    assert screens == {"laptop": (0, 0, 1440, 900), "projector": (1440, 0, 1920, 1080)}


def test_every_standard_place_is_in_the_tests_own_home(home: Path) -> None:
    places = QStandardPaths.StandardLocation
    for place in (places.AppDataLocation, places.ConfigLocation, places.CacheLocation):
        assert QStandardPaths.writableLocation(place).startswith(str(home))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_files_are_made_for_their_owner_alone(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_a_connection_is_refused() -> None:
    with (
        socket.socket() as connection,
        pytest.raises(AssertionError, match="connection was tried"),
    ):
        connection.connect(("127.0.0.1", 9))


@pytest.mark.logs_warning
def test_a_test_may_be_about_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("reviewdesk").warning("the disk is full")
    assert "the disk is full" in caplog.text


@given(strategies.text())
def test_property_tests_run_with_the_profile_of_the_suite(text: str) -> None:
    assert text == str(text)
    assert settings().deadline is None


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("import logging; logging.warning('careful')", "root: careful"),
        ("import warnings; warnings.warn('careful')", "UserWarning: careful"),
        ("from PySide6.QtCore import qWarning; qWarning('careful')", "QtWarningMsg: careful"),
    ],
)
def test_a_warning_fails_a_test(body: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(f"def test_it(qapp):\n    {body}\n", encoding="utf-8")
    command = [sys.executable, "-P", "-m", "pytest", "-c", str(ROOT / "pyproject.toml")]
    command += ["-p", "conftest", "-p", "no:cacheprovider", str(tmp_path / "test_it.py")]
    result = subprocess.run(
        command, cwd=ROOT, check=False, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert result.returncode == 1
    assert said in result.stdout
