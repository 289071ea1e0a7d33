"""A review of six departments on a desk over a real library, for the panels and pages round it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from builders import (
    a_card,
    a_condition,
    a_decision,
    a_decision_entry,
    a_department,
    a_review,
    a_sighting,
    a_voice,
    an_entry,
)
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.review import Review
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme, ThemeMode, load_fonts
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.library import LibraryService


class Bench:
    """Bridge, view and theme of the console, and the records that were put on the desk."""

    def __init__(self, qtbot: QtBot, library: LibraryService) -> None:
        self.qtbot = qtbot
        self.library = library
        self.bridge = DeskBridge()
        self.view = ViewState()
        self.theme = Theme(ThemeMode.LIGHT)
        names = ("Engineering", "Support", "Operations", "Product", "Finance", "Sales")
        self.departments = [
            a_department(name, short=name[:3].upper(), colour=place, position=place + 1.0)
            for place, name in enumerate(names)
        ]
        self.engineering, self.support, self.operations = self.departments[:3]
        self.lead = a_voice(self.engineering, "release lead")
        self.rollout = an_entry("config rollout", "10:32", self.engineering, kind=EntryKind.CHANGE)
        self.retries = an_entry("retry rate up", "10:34", self.engineering, kind=EntryKind.SIGNAL)
        self.pod = an_entry("pod restarted", "10:36", self.engineering)
        self.calls = an_entry("call centre hammered", "10:39", self.support, end="11:02")
        self.choice = a_decision_entry("keep rolling out", department=self.engineering)
        self.rolled_back = an_entry("rolled back", "11:00", self.engineering)
        self.decision = a_decision(
            self.choice, maker_id=self.lead.id, answers={"made_sense": "it always settled"}
        )
        self.cards = [
            a_card(one, position=place + 1.0) for place, one in enumerate(self.departments)
        ]
        self.threshold = a_condition("alarm threshold at 10 %", position=1.0)

    def records(self) -> list:
        return [
            *self.departments, self.lead, self.rollout, self.retries, self.pod, self.calls,
            self.choice, self.rolled_back, self.decision, *self.cards, self.threshold,
            a_sighting(self.pod, self.engineering, visible="10:36", through="log only"),
            a_sighting(self.calls, self.engineering, noticed="11:02", through="by phone"),
        ]  # fmt: skip

    def open(self, review: Review | None = None) -> None:
        found = review or a_review(*self.records())
        self.library.add_review(found)
        self.bridge.open(self.library.open_desk(found.id))

    @property
    def review(self) -> Review:
        return self.bridge.review

    def entry(self, entry: Entry) -> Entry:
        """The entry as it is now."""
        return self.review.entries[entry.id]

    def show(self, widget: QWidget, width: int = 900, height: int = 700) -> None:
        self.qtbot.addWidget(widget)
        widget.resize(width, height)
        with self.qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is widget.window())

    def focused(self) -> QWidget:
        """Where keys go now."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def steps(self) -> list[str]:
        """Labels of everything that can be undone, latest last; turned back and forth again."""
        labels: list[str] = []
        while label := self.bridge.desk.undo():
            labels.insert(0, label)
        while self.bridge.desk.redo():
            pass
        return labels


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Bench]:
    load_fonts()
    library = LibraryService.open(tmp_path / "library.reviewdesk")
    made = Bench(qtbot, library)
    made.open()
    yield made
    made.bridge.close()
    library.close()
