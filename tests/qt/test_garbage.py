"""What Python has to search for goes in the GUI thread."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reviewdesk.qt import garbage
from reviewdesk.qt.jobs import Jobs
from running import Running, program

__all__ = ["program"]


class Ring(QObject):
    """Python lets go of it by searching alone."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def python_searches() -> Iterator[None]:
    """As the interpreter comes: whoever makes the next object searches."""
    gc.enable()
    yield
    gc.disable()
    gc.unfreeze()


@pytest.fixture
def searchers() -> Iterator[list[str]]:
    """Names of the threads that searched for garbage."""
    names: list[str] = []

    def note(phase: str, _info: object) -> None:
        if phase == "start":
            names.append(threading.current_thread().name)

    gc.callbacks.append(note)
    yield names
    gc.callbacks.remove(note)


def make_rings() -> int:
    """Enough for Python to search dozens of times."""
    for _ in range(40_000):
        ring: list[object] = []
        ring.append(ring)
    return 1


@pytest.mark.usefixtures("python_searches")
def test_no_worker_searches_while_the_program_runs(
    request: pytest.FixtureRequest, qtbot: QtBot, searchers: list[str]
) -> None:
    running: Running = request.getfixturevalue("program")
    running.open_sample()
    jobs, done = Jobs("churning"), list[int]()
    rings: list[weakref.ref[Ring]] = []
    searchers.clear()

    def one_went() -> bool:
        rings.append(weakref.ref(Ring()))
        make_rings()
        return any(ring() is None for ring in rings)

    jobs.run(make_rings, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert searchers == [] or set(searchers) == {"MainThread"}
    # And yet it is found, in time.
    qtbot.waitUntil(one_went, timeout=10_000)
    assert set(searchers) == {"MainThread"}
    jobs.close()


@pytest.mark.usefixtures("python_searches")
def test_python_searches_as_before_once_it_has_stopped(qtbot: QtBot) -> None:
    tidy = garbage.GuiGarbage()
    tidy.start()
    assert not gc.isenabled()
    tidy.stop()
    assert gc.isenabled()


def test_what_is_here_to_stay_is_searched_no_more_until_it_settles_again(qtbot: QtBot) -> None:
    tidy = garbage.GuiGarbage()
    window = QWidget()
    qtbot.addWidget(window)
    ring = Ring()
    gone = weakref.ref(ring)
    tidy.settle()
    del ring
    gc.collect()
    assert gone() is not None
    tidy.settle()
    assert gone() is None
    gc.unfreeze()


@pytest.fixture
def put_off(qtbot: QtBot) -> Iterator[tuple[garbage.GuiGarbage, weakref.ref[Ring]]]:
    """Garbage of a review that was just left, kept until nobody looks."""
    tidy = garbage.GuiGarbage()
    tidy.start()
    tidy.settle()
    gone = weakref.ref(Ring())
    tidy.settle_in_time(100)
    yield tidy, gone
    tidy.stop()
    gc.unfreeze()


def test_nothing_is_searched_while_somebody_looks(
    put_off: tuple[garbage.GuiGarbage, weakref.ref[Ring]], searchers: list[str]
) -> None:
    tidy, gone = put_off
    assert gone() is not None
    searchers.clear()
    tidy.settle_in_time(100)
    assert searchers == []
    gc.collect()
    assert gone() is not None, "it is not looked through again and again meanwhile"


def test_what_was_put_off_goes_once_another_program_is_in_front(
    put_off: tuple[garbage.GuiGarbage, weakref.ref[Ring]],
) -> None:
    _tidy, gone = put_off
    program = QGuiApplication.instance()
    assert isinstance(program, QGuiApplication)
    program.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert gone() is not None
    program.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert gone() is None


def test_too_much_does_not_wait(
    put_off: tuple[garbage.GuiGarbage, weakref.ref[Ring]],
) -> None:
    tidy, gone = put_off
    for _ in range(2):
        tidy.settle_in_time(20_000)
        assert gone() is not None
    tidy.settle_in_time(20_000)
    assert gone() is None


def test_what_a_large_step_leaves_goes_a_little_at_a_time(qtbot: QtBot) -> None:
    held = QObject()
    remains = garbage.Remains(held)
    row, table = [[n] for n in range(5_000)], {n: [n] for n in range(5_000)}
    remains.hold(row, table)
    remains.let_go()
    assert len(row) == len(table) == 5_000, "not at once"
    qtbot.waitUntil(lambda: not row and not table)
    held.deleteLater()
