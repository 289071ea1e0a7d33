"""The screens stay awake while they are wanted, by the first way there is, and silently without."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from reviewdesk.qt.awake import Awake, bus_address, ways_of


class Way:
    """A platform that can, or cannot."""

    def __init__(self, *, can: bool) -> None:
        self._can = can
        self.held = 0

    def __call__(self, _parent: QObject) -> Callable[[], None] | None:
        if not self._can:
            return None
        self.held += 1
        return self._end

    def _end(self) -> None:
        self.held -= 1


def test_the_first_way_that_can_is_taken_once_and_ended_once(qapp: QGuiApplication) -> None:
    cannot, can, other = Way(can=False), Way(can=True), Way(can=True)
    awake = Awake(None, [cannot, can, other])
    awake.set_held(True)
    awake.set_held(True)
    assert (can.held, other.held) == (1, 0)
    awake.set_held(False)
    awake.set_held(False)
    assert can.held == 0


def test_where_no_way_can_nothing_happens(qapp: QGuiApplication) -> None:
    awake = Awake(None, [Way(can=False)])
    awake.set_held(True)
    assert not awake.holds
    awake.set_held(False)


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("unix:path=/run/user/1000/bus", "unix:path=/run/user/1000/bus"),
        ("tcp:host=desk.example,port=55", ""),
        ("", ""),
    ],
)
def test_the_bus_is_spoken_to_over_a_local_socket_alone(told: str, address: str) -> None:
    assert bus_address({"DBUS_SESSION_BUS_ADDRESS": told}) == address


def test_a_helper_of_the_system_runs_as_long_as_it_is_wanted(
    qapp: QGuiApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    helper = tmp_path / "systemd-inhibit"
    helper.write_text(
        f"#!/bin/sh\ntrap 'echo ended >> {log}; exit' TERM\necho \"$@\" >> {log}\nread nothing\n"
    )
    helper.chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "tcp:host=nowhere.example,port=1")
    awake = Awake(None, ways_of("linux"))
    awake.set_held(True)
    assert awake.holds
    qtbot.waitUntil(lambda: log.exists() and "--what=idle" in log.read_text())
    assert "nothing of a review" not in log.read_text()
    awake.set_held(False)
    assert not awake.holds


def test_without_a_helper_there_is_none(
    qapp: QGuiApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for platform in ("linux", "darwin", "win32"):
        awake = Awake(None, ways_of(platform))
        awake.set_held(True)
        assert not awake.holds
