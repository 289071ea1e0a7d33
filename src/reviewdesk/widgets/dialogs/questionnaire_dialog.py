"""Choosing for which department a questionnaire is made, and where it goes."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QGridLayout, QHBoxLayout, QWidget

from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.exporting import Paper, is_taken, usual_paper
from reviewdesk.services.questionnaires import questionnaire, suggested_name
from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.parts import button, label, shown

_WIDTH_PX = 520


class QuestionnaireDialog(QDialog):
    """Says what will stand on the form before it is made.

    Signals: `wished(DepartmentId, Path, Paper)` once it is known where the form goes; a file that
    stands there already may be overwritten, for the file dialog has asked.
    """

    wished = Signal(str, object, object)

    def __init__(
        self,
        bridge: DeskBridge,
        view: ViewState,
        theme: Theme,
        department_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("questionnaire_dialog")
        self.setWindowTitle(self.tr("Questionnaire for a department"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._bridge, self._view = bridge, view
        self._department = ChoiceBox()
        self._department.setObjectName("questionnaire_department")
        self._department.setAccessibleName(self.tr("Department"))
        self._department.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for one in bridge.review.departments:
            self._department.addItem(shown(one.name), one.id)
        self._paper = ChoiceBox()
        self._paper.setObjectName("questionnaire_paper")
        self._paper.setAccessibleName(self.tr("Paper"))
        self._paper.addItem(self.tr("A4"), Paper.A4)
        self._paper.addItem(self.tr("Letter"), Paper.LETTER)
        self._paper.setCurrentIndex(self._paper.findData(usual_paper()))
        self._told = label(role="quiet")
        self._told.setObjectName("questionnaire_told")
        self._told.setWordWrap(True)
        self._save = button(self.tr("Save as…"), "questionnaire_save", "accent")
        self._save.setDefault(True)
        self._cancel = button(self.tr("Cancel"), "questionnaire_cancel")
        self._cancel.setAutoDefault(False)
        self._lay_out(theme)
        self._department.currentIndexChanged.connect(self._say)
        self._save.clicked.connect(self._on_save)
        self._cancel.clicked.connect(self.reject)
        bridge.closing.connect(self.reject)
        place = self._department.findData(department_id)
        self._department.setCurrentIndex(max(0, place))
        self._say()

    def _lay_out(self, theme: Theme) -> None:
        column = QGridLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setHorizontalSpacing(14)
        column.setVerticalSpacing(12)
        column.addWidget(label(self.tr("Questionnaire for a department"), "heading"), 0, 0, 1, 2)
        column.addWidget(label(self.tr("Department")), 1, 0)
        column.addWidget(self._department, 1, 1)
        column.addWidget(label(self.tr("Paper")), 2, 0)
        column.addWidget(self._paper, 2, 1, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._told, 3, 0, 1, 2)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._save)
        column.addLayout(foot, 4, 0, 1, 2)
        column.setColumnStretch(1, 1)
        self.setMinimumWidth(theme.px(_WIDTH_PX))

    @property
    def department_id(self) -> str:
        return str(self._department.currentData() or "")

    def _say(self) -> None:
        self._save.setEnabled(bool(self.department_id))
        if not self.department_id:
            self._told.setText(
                self.tr("No departments yet. Add them on the page About this review.")
            )
            return
        view = self._view
        asked = questionnaire(self._bridge.review, self.department_id, view.as_of, view.veil)
        events = len(asked.events)
        one = self.tr("On it: %1 questions, and 1 event that this department could see.")
        several = self.tr("On it: %1 questions, and %2 events that this department could see.")
        told = one if events == 1 else several.replace("%2", f"{events:,}")
        parts = [told.replace("%1", f"{len(asked.questions)}")]
        if asked.more_events:
            parts.append(
                self.tr("%1 more have no room on it.").replace("%1", f"{asked.more_events:,}")
            )
        if view.veil and view.as_of is not None:
            parts.append(self.tr("The veil is down: nothing known only later stands on it."))
        parts.append(self.tr("No names, no private notes, nothing of other departments’ cards."))
        self._told.setText(" ".join(parts))

    def _on_save(self) -> None:
        places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(places[0]) if places and is_taken(Path(places[0])) else Path.home()
        view = self._view
        offered = suggested_name(self._bridge.review, self.department_id, view.as_of, view.veil)
        name, _kind = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the questionnaire"),
            str(folder / offered),
            self.tr("PDF (*.pdf)"),
        )
        if not name:
            return
        path = Path(name) if Path(name).suffix.lower() == ".pdf" else Path(f"{name}.pdf")
        self.wished.emit(self.department_id, path, self._paper.currentData())
        self.accept()
