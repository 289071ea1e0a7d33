"""One record as a row of a page: a surface with its number, its fields in place, and its menu."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.domain.numbering import number_of
from reviewdesk.domain.values import Record
from reviewdesk.widgets.fields import CheckField, ChoiceField, Choices, LineField, TextField
from reviewdesk.widgets.link_fields import LinkField, TagsField
from reviewdesk.widgets.parts import button, label, set_state
from reviewdesk.widgets.record_links import RecordLinks, title_of
from reviewdesk.widgets.spots import record_spot

RECORD_MIME = "application/x-reviewdesk-record"


class RecordRow(QFrame):
    """Signals: `removal_wished(id)`, `move_wished(id, by)`, `note_wished(Record)`."""

    removal_wished = Signal(str)
    move_wished = Signal(str, int)
    note_wished = Signal(object)

    def __init__(self, record: Record, links: RecordLinks, *, can_move: bool = True) -> None:
        super().__init__()
        self.record = record
        self.links = links
        self.bridge = links.bridge
        self._can_move = can_move
        self.setObjectName(f"row_{record.id}")
        self.setProperty("role", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.number = _Handle(record.id) if can_move else label(role="quiet")
        self.more = button("⋯", "row_menu", "quiet", accessible=self.tr("More for this row"))
        self.more.clicked.connect(self._open_menu)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 6, 10)
        row.setSpacing(8)
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.body, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._head)

    # Parts of a row

    def head(self, *widgets: QWidget, stretch: int = 0) -> None:
        """Sets widgets on the first line; the one at `stretch` takes the room."""
        for place, widget in enumerate(widgets):
            self._head.addWidget(widget, 1 if place == stretch else 0, Qt.AlignmentFlag.AlignTop)

    def title_field(self, accessible: str, *, field: str = "title") -> TextField:
        made = TextField(
            self.bridge,
            record_spot(self.bridge, self.record, field),
            f"{self.record.table}_{field}_field",
            accessible,
            bare=True,
            one_line=True,
            required=True,
        )
        made.setProperty("strong", "true")
        return made

    def line(self, field: str, accessible: str, placeholder: str = "") -> LineField:
        return LineField(
            self.bridge,
            record_spot(self.bridge, self.record, field),
            f"{self.record.table}_{field}_field",
            accessible,
            placeholder=placeholder,
            bare=True,
        )

    def text(self, field: str, accessible: str, placeholder: str = "") -> TextField:
        return TextField(
            self.bridge,
            record_spot(self.bridge, self.record, field),
            f"{self.record.table}_{field}_field",
            accessible,
            placeholder=placeholder or accessible,
            bare=True,
        )

    def check(self, field: str, text: str) -> CheckField:
        return CheckField(
            self.bridge,
            record_spot(self.bridge, self.record, field),
            f"{self.record.table}_{field}_field",
            text,
        )

    def choice(
        self, field: str, accessible: str, choices: Choices | Callable[[], Choices]
    ) -> ChoiceField:
        made = ChoiceField(
            self.bridge,
            record_spot(self.bridge, self.record, field),
            f"{self.record.table}_{field}_field",
            accessible,
            choices,
        )
        made.setProperty("bare", "true")
        return made

    def entries(self) -> LinkField:
        return self.links.entries_field(
            record_spot(self.bridge, self.record, "entry_ids"),
            f"{self.record.table}_entries_field",
            self.tr("Linked events"),
            self.tr("Link an event…"),
        )

    def tags(self) -> TagsField:
        return TagsField(
            self.bridge,
            record_spot(self.bridge, self.record, "tags"),
            f"{self.record.table}_tags_field",
            self.tr("Tags"),
            self.tr("Add a tag…"),
        )

    def pairs(self, *pairs: tuple[str, QWidget]) -> QGridLayout:
        """Sets named fields under the title, names in a column of their own."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for place, (name, widget) in enumerate(pairs):
            add_pair(grid, place, name, widget)
        self.body.addLayout(grid)
        return grid

    # What a page asks of it

    def take_record(self, record: Record) -> None:
        """Follows its record; the fields follow by themselves."""
        self.record = record
        self.refresh()

    def refresh(self) -> None:
        """Shows what is derived and not typed: number, names of what it points at."""
        number = number_of(self.bridge.review, self.record)
        self.number.setText(number)
        self.setAccessibleName(f"{number} {title_of(self.record)}".strip())
        for field in self.findChildren(LinkField):
            field.refresh()

    def light(self, on: bool) -> None:
        """Marks it as the one that was led to."""
        set_state(self, "on", "true" if on else "false")

    def focus_first(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys and menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Delete and self.hasFocus():
            self.removal_wished.emit(self.record.id)
        elif alt and self._can_move and event.key() == Qt.Key.Key_Up:
            self.move_wished.emit(self.record.id, -1)
        elif alt and self._can_move and event.key() == Qt.Key.Key_Down:
            self.move_wished.emit(self.record.id, 1)
        elif event.key() == Qt.Key.Key_Menu:
            self._open_menu()
        else:
            super().keyPressEvent(event)

    def menu_items(self) -> list[tuple[str, Callable[[], None]]]:
        """Texts of the row's menu and what they do; kinds of rows add their own."""
        items: list[tuple[str, Callable[[], None]]] = []
        if self._can_move:
            items += [
                (self.tr("Move up\tAlt+Up"), lambda: self.move_wished.emit(self.record.id, -1)),
                (self.tr("Move down\tAlt+Down"), lambda: self.move_wished.emit(self.record.id, 1)),
            ]
        items += [
            (self.tr("Private note on this…"), lambda: self.note_wished.emit(self.record)),
            (self.tr("Delete\tDel"), lambda: self.removal_wished.emit(self.record.id)),
        ]
        return items

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("row_menu_popup")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, do in self.menu_items():
            menu.addAction(text).triggered.connect(do)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))


def add_pair(grid: QGridLayout, place: int, name: str, widget: QWidget, column: int = 0) -> QLabel:
    """A named field as a line of a grid."""
    named = label(name, "quiet")
    named.setBuddy(widget)
    named.setContentsMargins(0, 2, 0, 0)
    grid.addWidget(named, place, column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    side = Qt.AlignmentFlag.AlignTop
    if isinstance(widget, ChoiceField):
        side |= Qt.AlignmentFlag.AlignLeft
    grid.addWidget(widget, place, column + 1, side)
    return named


class _Handle(QLabel):
    """The number of a row, by which it can be dragged to another place."""

    def __init__(self, record_id: str) -> None:
        super().__init__()
        self._record_id = record_id
        self._pressed_at: QPoint | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "number")
        self.setMinimumWidth(28)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if way >= QApplication.startDragDistance():
            self._pressed_at = None
            data = QMimeData()
            data.setData(RECORD_MIME, self._record_id.encode("ascii"))
            drag = QDrag(self)
            drag.setMimeData(data)
            parent = self.parentWidget()
            drag.setPixmap(parent.grab() if parent else self.grab())
            drag.exec(Qt.DropAction.MoveAction)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed_at = None
