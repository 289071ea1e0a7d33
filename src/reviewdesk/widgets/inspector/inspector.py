"""The inspector: every field of the selected event."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from reviewdesk.domain.ids import EntryId
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.offered import may_be_evidence
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.fields import discard
from reviewdesk.widgets.inspector.entry_form import EntryForm
from reviewdesk.widgets.inspector.evidence import EvidenceDoor
from reviewdesk.widgets.inspector.several import SeveralForm
from reviewdesk.widgets.parts import label
from reviewdesk.widgets.record_links import RecordLinks


class Inspector(QFrame):
    """Follows the selection: one event with all its fields, several with what they share.

    Files kept as evidence are asked for and opened by the callables, which the shell gives.
    """

    def __init__(
        self,
        bridge: DeskBridge,
        view: ViewState,
        theme: Theme,
        *,
        door: EvidenceDoor | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setAccessibleName(self.tr("Fields of the selected event"))
        self.setProperty("role", "panel")
        self._bridge = bridge
        self._view = view
        self._links = RecordLinks(bridge, view, theme)
        self._door = door
        self.setAcceptDrops(door is not None)
        self._form: EntryForm | SeveralForm | None = None
        self._shown: tuple[EntryId, ...] | None = None
        self._column = QVBoxLayout()
        self._column.setContentsMargins(16, 14, 14, 16)
        self._empty: QLabel = label(
            self.tr("Select an event to see and change all of its fields."), "quiet"
        )
        self._empty.setWordWrap(True)
        self._build()
        # Walking along the timeline passes many events; only where it rests is shown in full.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(40)
        self._rest.timeout.connect(self.update_now)
        bridge.opened.connect(self.update_now)
        bridge.closing.connect(self._drop_form)
        bridge.edited.connect(self._on_edited)
        view.selection_changed.connect(self._rest.start)

    def _build(self) -> None:
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        held = QWidget()
        held.setLayout(self._column)
        self._area = QScrollArea()
        self._area.setObjectName("inspector_scroll")
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(held)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)

    def update_now(self) -> None:
        """Shows what is selected, where that is not shown yet and anybody looks."""
        if not self._bridge.is_open or not self.isVisible():
            return
        entries = self._bridge.review.entries
        chosen = tuple(one for one in self._view.selection if one in entries)
        if chosen == self._shown:
            return
        self._drop_form()
        self._shown = chosen
        if len(chosen) == 1:
            self._form = EntryForm(self._links, chosen[0], self._door)
        elif chosen:
            self._form = SeveralForm(self._links, chosen)
        if self._form is not None:
            self._column.insertWidget(0, self._form)
        self._empty.setVisible(self._form is None)
        self._area.verticalScrollBar().setValue(0)

    def _drop_form(self) -> None:
        self._shown = None
        if self._form is not None:
            discard(self._form)
            self._form = None

    def _on_edited(self, edited: Edited) -> None:
        concerned = edited.came_or_went
        if concerned and any(one in concerned for one in self._view.selection):
            self._shown = None
            self._rest.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._rest.start()

    def show_sighting(self, department_id: str) -> None:
        """Shows the details of one department's sight."""
        self.update_now()
        if isinstance(self._form, EntryForm):
            self._form.sightings.table.choose(department_id)

    def turn_sighting(self, place: int) -> None:
        """Turns the sight of the department of that number, from 0."""
        self.update_now()
        if isinstance(self._form, EntryForm):
            self._form.sightings.table.turn(place)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if isinstance(self._form, EntryForm) and may_be_evidence(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        shown = self._shown or ()
        if len(shown) == 1 and may_be_evidence(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._bridge.evidence_offered.emit(shown[0], event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9 and not event.modifiers():
            self.turn_sighting(event.key() - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)
