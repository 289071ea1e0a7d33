"""The side bar: pages of the open review, what is private, and the library."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import OnTheWall, Page, RoomLayout, ViewState
from reviewdesk.widgets.parts import frame, label, set_state, tool_tip

_REVIEW = (
    (Page.TIMELINE, "Timeline"),
    (Page.PERSPECTIVES, "Perspectives"),
    (Page.DECISIONS, "Decisions"),
    (Page.CONDITIONS, "Conditions"),
    (Page.SAFEGUARDS, "What went right"),
    (Page.LESSONS, "Lessons"),
    (Page.QUESTIONS, "Open questions"),
    (Page.REPAIRS, "Repair items"),
    (Page.SESSION, "Session"),
    (Page.ABOUT, "About this review"),
)
_PRIVATE = ((Page.NOTES, "Notes"), (Page.PARKING, "Parking lot"))
_LIBRARY = ((Page.LIBRARY, "All reviews"), (Page.OPEN_REPAIRS, "Open repairs"))
_SHOWN_BY: Mapping[Page, tuple[RoomLayout, ...]] = {
    Page.TIMELINE: (RoomLayout.STORY, RoomLayout.LANES, RoomLayout.EVENT),
    Page.PERSPECTIVES: (RoomLayout.CARD, RoomLayout.PAIR, RoomLayout.CARDS),
    Page.DECISIONS: (RoomLayout.DECISION,),
    Page.CONDITIONS: (RoomLayout.CONDITIONS,),
    Page.SAFEGUARDS: (RoomLayout.SAFEGUARDS,),
    Page.LESSONS: (RoomLayout.LESSONS,),
    Page.QUESTIONS: (RoomLayout.QUESTIONS,),
    Page.REPAIRS: (RoomLayout.REPAIRS,),
    Page.SESSION: (
        RoomLayout.AGENDA,
        RoomLayout.RULES,
        RoomLayout.OPENING,
        RoomLayout.POLL,
        RoomLayout.CLOSING,
    ),
}
"""The layouts of the room that show what stands on a page."""
_WIDTH, _RAIL_WIDTH = 206, 160
_ROWS, _LEAST_ROW = ((34, 1_120), (30, 870)), 26
"""How high a row is from which height of the bar on; below them rows stand as close as they can.

Of the bar alone, with 300 for its foot: what comes and goes there moves no row under the pointer.
"""


class SideItem(QPushButton):
    """One page: its name at the left, a count at the right."""

    def __init__(self, page: Page, text: str) -> None:
        super().__init__()
        self.page = page
        self._text = text
        self._count = ""
        self.setObjectName(f"side_{page.value}")
        self.setProperty("role", "side")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name, self._number = label(text), label("", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self._name)
        row.addStretch(1)
        self._wall = label("▣", "on_wall")
        self._wall.setToolTip(tool_tip(self.tr("The room sees this")))
        self._wall.hide()
        self._on_wall = False
        row.addWidget(self._wall)
        row.addWidget(self._number)
        for part in (self._name, self._number):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_count("")

    @property
    def count(self) -> str:
        return self._count

    def set_on_wall(self, on: bool) -> None:
        """Marks the page whose content the room sees."""
        self._on_wall = on
        self._wall.setVisible(on)
        self.set_count(self._count)

    def set_count(self, count: str) -> None:
        self._count = count
        self._number.setText(count)
        told = [self._text, count, self.tr("the room sees this") if self._on_wall else ""]
        self.setAccessibleName(", ".join(part for part in told if part))

    def mark(self, *, wanting: bool) -> None:
        """Shows the count in the colour of what wants attention."""
        set_state(self._number, "role", "attention" if wanting else "quiet")

    def sizeHint(self) -> QSize:
        hint = self._name.sizeHint()
        return QSize(hint.width() + self._number.sizeHint().width() + 40, hint.height() + 14)


class SideFoot(QFrame):
    """What stands at the foot of the side bar, one part under the other.

    Signals: `grown()` when its parts want another height.
    """

    grown = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("side_foot")
        self.setProperty("role", "side")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(frame("hairline"))
        # A part that hides, or whose words take another line, asks its layout to be made anew.
        self.installEventFilter(self)
        self.hide()

    def add(self, part: QWidget) -> None:
        self._column.addWidget(part)

    def height_for(self, width: int) -> int:
        return self._column.totalHeightForWidth(width)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.grown.emit()
        return False


class SideBar(QScrollArea):
    """Where one can go, with how much is there.

    Signals: `chosen(Page)` when a page was clicked, also the one that is shown.
    """

    chosen = Signal(object)

    def __init__(self, view: ViewState, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_bar")
        self.setAccessibleName(self.tr("Pages"))
        self._view = view
        self._theme = theme
        self._items: dict[Page, SideItem] = {}
        self._rail = False
        self._group = QButtonGroup(self)
        self._ground = frame("side")
        self._column = QVBoxLayout(self._ground)
        self._column.setContentsMargins(10, 18, 10, 12)
        self._column.setSpacing(1)
        self._of_review = QWidget()
        column = QVBoxLayout(self._of_review)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(1)
        self._add(column, self.tr("Review"), _REVIEW)
        column.addSpacing(12)
        self._add(column, self.tr("Private to you"), _PRIVATE)
        self._column.addWidget(self._of_review)
        self._add(self._column, self.tr("Library"), _LIBRARY)
        self._column.addStretch(1)
        self._foot = SideFoot(self)
        self._foot.grown.connect(self._place_foot)
        self.setWidget(self._ground)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._group.buttonClicked.connect(self._on_clicked)
        view.page_changed.connect(self._show_page)
        view.wall_changed.connect(self._on_wall_changed)
        theme.changed.connect(self._fit)
        self._of_review.hide()
        self._fit()
        self._show_page(view.page)

    def show_review(self, there: bool) -> None:
        self._of_review.setVisible(there)
        self._foot.setVisible(there)
        self._place_foot()

    def add_foot(self, part: QWidget) -> None:
        """Takes what stands at the very foot while a review is open, under whatever of the pages
        is scrolled away above it."""
        self._foot.add(part)

    def set_rail(self, rail: bool) -> None:
        """Shows the foot alone, in a narrow column, where there is no room for the pages."""
        if rail != self._rail:
            self._rail = rail
            self._ground.setVisible(not rail)
            policy = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(
                policy.ScrollBarAlwaysOff if rail else policy.ScrollBarAsNeeded
            )
            self._fit()
            self._place_foot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_foot()

    def _place_foot(self) -> None:
        shown = not self._foot.isHidden()
        width = self.width()
        height = min(self._foot.height_for(width), self.height()) if shown else 0
        self.setViewportMargins(0, 0, 0, height)
        self._fit_rows()
        if shown:
            # Without the pages there is nothing it would be the foot of.
            top = 0 if self._rail else self.height() - height
            self._foot.setGeometry(0, top, width, height)

    def set_counts(self, counts: Mapping[Page, str]) -> None:
        """Takes over what is given; an empty text shows no count."""
        for page, count in counts.items():
            self._items[page].set_count(count)

    def item(self, page: Page) -> SideItem:
        return self._items[page]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        shown = [item for item in self._items.values() if item.isVisibleTo(self)]
        at = next((place for place, item in enumerate(shown) if item.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        shown[(at + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_ground"):
            self._fit()

    def _add(self, column: QVBoxLayout, heading: str, pages: tuple[tuple[Page, str], ...]) -> None:
        caption = label(heading, "caption")
        caption.setContentsMargins(12, 0, 0, 6)
        column.addWidget(caption)
        for page, text in pages:
            item = SideItem(page, self.tr(text))
            self._items[page] = item
            self._group.addButton(item)
            column.addWidget(item)

    def _on_wall_changed(self, wall: OnTheWall | None) -> None:
        for page, item in self._items.items():
            item.set_on_wall(wall is not None and wall.layout in _SHOWN_BY.get(page, ()))

    def _on_clicked(self, item: SideItem) -> None:
        self._view.set_page(item.page)
        self.chosen.emit(item.page)

    def _show_page(self, page: Page) -> None:
        item = self._items.get(page)
        if item is not None:
            item.setChecked(True)

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.px(_RAIL_WIDTH if self._rail else _WIDTH))
        self._place_foot()

    def _fit_rows(self) -> None:
        fits = (row for row, least in _ROWS if self.height() >= self._theme.px(least))
        row = next(fits, _LEAST_ROW)
        for item in self._items.values():
            item.setFixedHeight(self._theme.px(row))
