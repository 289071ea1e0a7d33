"""Errors that nobody caught."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.crash import CrashHook


@pytest.fixture
def hook(qtbot: QtBot, tmp_path: Path) -> Iterator[CrashHook]:
    made = CrashHook(lambda: tmp_path / "crashes")
    made.install()
    yield made
    made.uninstall()


def test_known_error_is_told_in_its_words(hook: CrashHook, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hook.known) as told:
        error = KnownError("The disk is full. Your review is saved. Make room.")
        sys.excepthook(KnownError, error, None)
    assert told.args == ["The disk is full. Your review is saved. Make room."]


def test_bug_in_a_thread_is_told_in_the_gui_thread(hook: CrashHook, qtbot: QtBot) -> None:
    heard: list[int] = []
    hook.crashed.connect(lambda _path: heard.append(threading.get_ident()))

    def broken() -> None:
        raise RuntimeError("secret words")

    with qtbot.waitSignal(hook.crashed) as told:
        worker = threading.Thread(target=broken)
        worker.start()
        worker.join()
    assert heard == [threading.get_ident()]
    assert "secret" not in Path(told.args[0]).read_text(encoding="utf-8")


def test_bug_while_telling_of_a_bug_ends_there(hook: CrashHook) -> None:
    told: list[str] = []

    def broken(path: str) -> None:
        told.append(path)
        sys.excepthook(ValueError, ValueError("again"), None)

    hook.crashed.connect(broken)
    sys.excepthook(ValueError, ValueError("once"), None)
    assert len(told) == 1


def test_folder_that_cannot_be_written_is_no_second_crash(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    hook = CrashHook(lambda: tmp_path / "file" / "crashes")
    hook.install()
    with qtbot.waitSignal(hook.crashed) as told:
        sys.excepthook(ValueError, ValueError("x"), None)
    hook.uninstall()
    assert told.args == [""]
