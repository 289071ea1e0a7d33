"""What every test stands on: two screens offscreen, a home of its own, no network, no warnings."""

from __future__ import annotations

import gc
import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

_SCREENS = Path(__file__).resolve().parent / "two_screens.json"
# Set before Qt is imported; a laptop at the left of a projector, as in a meeting room.
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_SCREENS}"
for _name in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "QT_LOGGING_RULES"):
    os.environ.pop(_name, None)

# Failing examples are kept in the test, not in a database beside it.
# The quick suite tries the same examples each time, so that what passed passes; the long one seeks.
settings.register_profile("quick", deadline=None, max_examples=50, database=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=1000, database=None)


# As in the program: a widget that a worker searching for garbage finds dies in the wrong thread.
gc.disable()


def pytest_collection_finish() -> None:
    # A search through all of pytest, Qt and the libraries takes as long as opening a window, and
    # each window that opens searches: the tests themselves are searched no more.
    gc.collect()
    gc.freeze()


def pytest_runtest_teardown() -> None:
    made, most = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if made[generation] > most[generation]:
            gc.collect(generation)
            break


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.option.markexpr == "long" else "quick")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own; nothing reads or writes the real one."""
    folder = tmp_path_factory.mktemp("home")
    places = {
        "HOME": folder,
        "USERPROFILE": folder,
        "XDG_DATA_HOME": folder / ".local" / "share",
        "XDG_STATE_HOME": folder / ".local" / "state",
        "XDG_CONFIG_HOME": folder / ".config",
        "XDG_CACHE_HOME": folder / ".cache",
        "XDG_RUNTIME_DIR": folder / "run",
    }
    for name, place in places.items():
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(place))
    return folder


@pytest.fixture(autouse=True)
def private_umask() -> Iterator[None]:
    """Files are made as the program makes them: for their owner alone."""
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is offline: a test that connects anywhere but to a local socket fails."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            raise AssertionError(f"a connection was tried: {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(autouse=True)
def no_warning_in_the_log(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A warning in a log fails the test, unless it is marked `logs_warning`."""
    yield
    if request.node.get_closest_marker("logs_warning"):
        return
    warnings = [
        f"{record.name}: {record.getMessage()}"
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING
        # The offscreen platform says what it cannot do; the real ones can.
        and "This plugin does not support" not in record.getMessage()
    ]
    assert not warnings, "\n".join(warnings)
