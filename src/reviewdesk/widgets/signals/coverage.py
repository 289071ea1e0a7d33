"""Who has not spoken to a decision yet."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.people import Department
from reviewdesk.services import account_edits
from reviewdesk.services.coverage import not_heard
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.fields import discard_all
from reviewdesk.widgets.flow import FlowBox
from reviewdesk.widgets.parts import button, label, tool_tip
from reviewdesk.widgets.record_links import RecordLinks


class CoverageChips(QWidget):
    """One chip for each department not heard on this; pressing it says that it now has been."""

    def __init__(self, links: RecordLinks, entry_id: EntryId) -> None:
        super().__init__()
        self.setObjectName("coverage_chips")
        self._bridge = links.bridge
        self._entry_id = entry_id
        held = FlowBox()
        self._flow = held.flow
        self._named = label(self.tr("Not heard on this yet"), "caption")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(self._named)
        layout.addWidget(held)
        self._shown: list[Department] | None = None
        self._sync()
        links.bridge.edited.connect(self._on_edited)

    def _sync(self) -> None:
        missing = not_heard(self._bridge.review, self._entry_id)
        if missing == self._shown:
            return
        self._shown = missing
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            # A chip that goes would hand the keyboard to what comes next, and scroll to it; and
            # the next chip would take what is typed on for a press.
            keyboard = self if missing else self.parentWidget()
            if keyboard is not None:
                keyboard.setFocus()
        discard_all(self._flow)
        for place, department in enumerate(missing):
            chip = button(department.name.replace("&", "&&"), f"not_heard_{place}", "missing")
            told = self.tr("{} has now been heard on this").format(department.name)
            chip.setAccessibleName(told)
            chip.setToolTip(tool_tip(told))
            chip.clicked.connect(lambda _on, which=department.id: self._on_pressed(which))
            self._flow.addWidget(chip)
            chip.show()
        self.setVisible(bool(missing))

    def _on_pressed(self, department_id: str) -> None:
        account_edits.hear_on(self._bridge, department_id, self._entry_id)

    def _on_edited(self, edited: Edited) -> None:
        if edited.tables & {"card", "decision", "department"}:
            self._sync()
