"""An alert history is looked at beside the signals, put right by hand, and kept as one step."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton

from builders import an_entry
from reviewdesk.domain import edits
from reviewdesk.domain.alerts import AlertHistory
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.people import Department
from reviewdesk.widgets.dialogs.alert_history_dialog import AlertHistoryDialog
from reviewdesk.widgets.pages.decisions import DecisionsPage
from reviewdesk.widgets.signals.fact_list import FactList
from running import Running, program

__all__ = ["program"]


@pytest.fixture
def signal(program: Running) -> Entry:
    """A signal of the sample's first department, a minute before its first decision."""
    program.open_sample()
    review = program.review
    first = next(one for one in review.entries_in_order() if one.kind is EntryKind.DECISION)
    assert first.anchor is not None
    made = an_entry(
        "RetryRateHigh", first.anchor, first.department_id, kind=EntryKind.SIGNAL, order=-1.0
    )
    program.bridge.apply(edits.add(made))
    assert review.find(Department, made.department_id)
    return made


def read(program: Running, path: Path, monkeypatch: pytest.MonkeyPatch) -> AlertHistoryDialog:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    program.do("read_alerts")
    program.until(lambda: program.window.findChild(AlertHistoryDialog) is not None)
    return program.window.findChild(AlertHistoryDialog)


def test_a_history_is_read_in_matched_kept_and_told(
    program: Running, signal: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "alerts.csv"
    path.write_text(
        "alert,time,incident\n"
        "retry rate high,2019-06-20T10:00:00Z,\nretry rate high,2019-06-21T10:00:00Z,\n"
        "retry rate high,2019-07-09T10:00:00Z,yes\ndisk full,2019-06-20T10:00:00Z,yes\n",
        encoding="utf-8",
    )
    dialog = read(program, path, monkeypatch)
    told = dialog.findChild(QLabel, "alert_history_told").text()
    assert told.startswith("2 alerts · 4 firings · 20 Jun 2019 to 9 Jul 2019 · 1 alert matched")
    titles = [
        one.accessibleName()
        for one in dialog.findChildren(QComboBox)
        if one.objectName().startswith("alert_choice_")
    ]
    place = next(n for n, one in enumerate(titles) if "RetryRateHigh" in one)
    choice = dialog.findChild(QComboBox, f"alert_choice_{place}")
    rate = dialog.findChild(QLabel, f"alert_rate_{place}")
    assert choice.currentText() == "retry rate high (3)"
    assert rate.text() == "fired 2 times in 12 days, 0 incidents"
    choice.setCurrentIndex(choice.findText("disk full (1)"))
    assert rate.text() == "fired 1 time in 12 days, 1 incident"
    choice.setCurrentIndex(choice.findText("retry rate high (3)"))
    program.qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(program.review.all(AlertHistory)) == 2
    assert program.bridge.desk.undo_label == "Read in alert history"

    decision = next(
        one for one in program.review.entries_in_order() if one.kind is EntryKind.DECISION
    )
    program.application.view.select(decision.id)
    facts = [one for part in program.window.findChildren(FactList) for one in part.facts]
    (fact,) = (one for one in facts if one.entry_id == signal.id)
    assert fact.detail.endswith("fired 2 times in 12 days, 0 incidents")

    program.application.view.select(signal.id)
    program.do("panel_inspector")
    program.until(lambda: program.window.findChild(QComboBox, "base_rate_alert") is not None)
    base = program.find(QLabel, "base_rate_told")
    assert base.text() == "Before it: fired 2 times in 12 days, 0 incidents"
    chosen = program.find(QComboBox, "base_rate_alert")
    chosen.setCurrentIndex(0)
    chosen.activated.emit(0)
    assert base.text() == "No base rate: choose which alert this is."
    program.bridge.undo()
    assert base.text().startswith("Before it")
    program.bridge.undo()
    assert not program.review.all(AlertHistory)


def test_a_file_without_times_is_told_and_nothing_changes(
    program: Running, signal: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "alerts.csv"
    path.write_text("alert,service\nretry rate,gateway\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    before = program.bridge.desk.undo_label
    program.do("read_alerts")

    def told() -> bool:
        words = [one.text() for one in program.window.findChildren(QLabel)]
        return any("no times at which they fired" in one for one in words)

    program.until(told)
    assert program.window.findChild(AlertHistoryDialog) is None
    assert program.bridge.desk.undo_label == before


def test_escape_leaves_everything_as_it_was(
    program: Running, signal: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "alerts.csv"
    path.write_text("alert,time\nretry rate high,2019-06-20T10:00:00Z\n", encoding="utf-8")
    dialog = read(program, path, monkeypatch)
    dialog.findChild(QPushButton, "alert_history_leave").click()
    assert not program.review.all(AlertHistory)


def test_the_rate_stands_at_the_decision_that_had_the_signal_before_it(
    program: Running, signal: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "alerts.csv"
    path.write_text("alert,time\nretry rate high,2019-06-20T10:00:00Z\n", encoding="utf-8")
    read(program, path, monkeypatch).findChild(QPushButton, "alert_history_take").click()
    decision = next(
        one for one in program.review.entries_in_order() if one.kind is EntryKind.DECISION
    )
    program.do("page_decisions")
    found = program.review.decision_of(decision.id)
    assert found is not None
    program.application.view.select(decision.id)
    page = program.find(DecisionsPage, "decisions_page")
    page.show_record(found.id)
    told = page.rows[decision.id].findChild(QLabel, "decision_base_rates")
    assert told.text().endswith("RetryRateHigh: fired 1 time in 12 days")


def test_other_columns_of_the_file_are_chosen_in_the_preview(
    program: Running, signal: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "alerts.csv"
    path.write_text(
        "Time,Name,What,Page\n"
        "2019-06-20T10:00:00Z,a7,retry rate high,yes\n2019-06-21T10:00:00Z,a8,retry rate high,no\n",
        encoding="utf-8",
    )
    dialog = read(program, path, monkeypatch)
    said = dialog.findChild(QLabel, "alert_history_told")
    assert "does not say which led to incidents" in said.text()

    def choose(name: str, title: str) -> None:
        choice = dialog.findChild(QComboBox, f"alert_column_{name}")
        choice.setCurrentIndex(choice.findText(title))

    choose("name", "What")
    choose("incident", "Page")
    program.until(lambda: "1 alert matched" in said.text())
    assert "does not say" not in said.text()
    refused = dialog.findChild(QLabel, "alert_history_refused")
    take = dialog.findChild(QPushButton, "alert_history_take")
    choose("time", "What")
    program.until(lambda: "no times" in refused.text())
    assert not take.isEnabled()
    choose("time", "Time")
    program.until(take.isEnabled)
    take.click()
    (kept,) = program.review.all(AlertHistory).values()
    assert kept.name == "retry rate high"
    assert kept.says_incidents
