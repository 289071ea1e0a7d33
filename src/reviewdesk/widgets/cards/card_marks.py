"""What a card and another tell differently, as far as the room is to talk about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.people import Department
from reviewdesk.domain.understanding import OpenQuestion
from reviewdesk.qt.view_state import Page
from reviewdesk.services import differences
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.fields import discard_all
from reviewdesk.widgets.parts import ElidedLabel, button, label, tool_tip
from reviewdesk.widgets.record_links import RecordLinks


class CardMarks(QWidget):
    """Lines of a card: which difference is on the agenda, to be gone to or taken off.

    `full`: with a line for each; otherwise only how many there are.
    """

    def __init__(self, links: RecordLinks, card: Card, *, full: bool) -> None:
        super().__init__()
        self.setObjectName("card_marks")
        self._links, self._card_id, self._full = links, card.id, full
        self._marks: list[OpenQuestion] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)
        self.hide()
        links.bridge.edited.connect(self._on_edited)
        self._show()

    def _on_edited(self, edited: Edited) -> None:
        if edited.record_types & {OpenQuestion, Card, Department}:
            self._show()

    def _show(self) -> None:
        bridge = self._links.bridge
        found = differences.marks_of(bridge.review, self._card_id) if bridge.is_open else []
        if found == self._marks:
            return
        self._marks = found
        discard_all(self._layout)
        if self._full:
            for one in found:
                self._layout.addWidget(self._line(one))
        elif found:
            count = len(found)
            told = self.tr("%n on the agenda", "", count)
            go = button(told, "card_marks_count", "link")
            go.clicked.connect(lambda: self._go_to(found[0]))
            self._layout.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(found))

    def _line(self, mark: OpenQuestion) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(label(self.tr("For the agenda"), "asked"))
        told = ElidedLabel(mark.title, "quiet")
        row.addWidget(told, 1)
        go = button(self.tr("Beside"), "card_mark_go", "link")
        go.setAccessibleName(self.tr("Go to: {}").format(mark.title))
        go.setToolTip(tool_tip(self.tr("Puts both cards side by side")))
        go.setVisible(len(mark.card_ids) == 2)
        go.clicked.connect(lambda: self._go_to(mark))
        off = button("×", "card_mark_off", "quiet")
        off.setAccessibleName(self.tr("Take off the agenda: {}").format(mark.title))
        off.setToolTip(tool_tip(self.tr("Take off the agenda")))
        off.clicked.connect(lambda: self._take_off(mark))
        row.addWidget(go)
        row.addWidget(off)
        return held

    def _go_to(self, mark: OpenQuestion) -> None:
        if len(mark.card_ids) == 2:
            self._links.view.set_pair(mark.card_ids)
        self._links.view.set_page(Page.PERSPECTIVES)

    def _take_off(self, mark: OpenQuestion) -> None:
        found = self._links.bridge.review.find(OpenQuestion, mark.id)
        if found is not None:
            differences.take_off(self._links.bridge, found)
