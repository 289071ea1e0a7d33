"""Work off the GUI thread."""

import threading

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from reviewdesk.qt.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Jobs:
    made = Jobs("test")
    yield made
    made.close()


def test_result_comes_back_in_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[object] = []

    def done(result: object) -> None:
        threads.extend([result, QThread.currentThread()])

    jobs.run(threading.get_ident, done)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads[0] != threading.get_ident()
    assert threads[1] is jobs.thread()


def test_jobs_are_done_in_the_order_they_are_given(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(20):
        jobs.run(lambda number=number: number, done.append)
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == list(range(20))


def test_forgotten_job_answers_nobody(jobs: Jobs, qtbot: QtBot) -> None:
    answers: list[str] = []
    jobs.run(lambda: "old", answers.append).forget()
    jobs.run(lambda: "new", answers.append)
    qtbot.waitUntil(lambda: "new" in answers)
    assert answers == ["new"]


def test_failure_goes_to_whoever_asked_for_it(jobs: Jobs, qtbot: QtBot) -> None:
    failures: list[Exception] = []

    def work() -> None:
        raise ValueError("no")

    jobs.run(work, lambda _nothing: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ValueError)


def test_failure_that_nobody_asked_for_rises_in_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    def work() -> None:
        raise ValueError("no")

    with qtbot.captureExceptions() as risen:
        jobs.run(work, lambda _nothing: None)
        qtbot.waitUntil(lambda: bool(risen))
    assert risen[0][0] is ValueError
