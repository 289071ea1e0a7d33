"""A calendar behind a field for a day, for whoever would rather click than type."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QIcon, QKeySequence, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout

from reviewdesk.services.assets import asset_path


def add_calendar(
    field: QLineEdit, day: Callable[[], date | None], take: Callable[[date], None]
) -> None:
    """Puts a small mark at the right of `field` that opens a calendar; Alt+Down opens it too.

    It opens at what `day` gives, else at today; `take` is given the day that was chosen.
    """
    opened = field.addAction(
        QIcon(str(asset_path("icons/calendar.svg"))), QLineEdit.ActionPosition.TrailingPosition
    )
    opened.setObjectName(f"{field.objectName()}_calendar")
    opened.setText(field.tr("Calendar"))
    opened.setToolTip(field.tr("Choose from a calendar (Alt+Down)"))
    opened.setShortcut(QKeySequence("Alt+Down"))
    opened.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    opened.triggered.connect(lambda: _Calendar(field, day(), take).open_under())


class _Calendar(QFrame):
    """One month, floating under the field it belongs to."""

    def __init__(self, field: QLineEdit, day: date | None, take: Callable[[date], None]) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setObjectName("calendar")
        self.setAccessibleName(field.accessibleName())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._field, self._take = field, take
        self._month = QCalendarWidget()
        self._month.setObjectName("calendar_month")
        self._month.setAccessibleName(field.accessibleName())
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        ink = QTextCharFormat()
        ink.setForeground(self.palette().text())
        for one in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._month.setWeekdayTextFormat(one, ink)
        if day is not None:
            self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(self._month)
        self._month.clicked.connect(self._on_chosen)
        self._month.activated.connect(self._on_chosen)

    def open_under(self) -> None:
        self.adjustSize()
        corner = self._field.mapToGlobal(QPoint(0, self._field.height() + 2))
        area = self._field.screen().availableGeometry()
        above = self._field.mapToGlobal(QPoint(0, -self.height() - 2))
        if corner.y() + self.height() > area.bottom() and above.y() >= area.top():
            corner = above
        corner.setX(max(area.left(), min(corner.x(), area.right() - self.width())))
        self.move(corner)
        self.show()
        self._month.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_chosen(self, day: QDate) -> None:
        # Enter says so twice: as activated, and as a click on the day in hand.
        if self.isVisible():
            self.close()
            self._take(date(day.year(), day.month(), day.day()))
            self._field.setFocus(Qt.FocusReason.PopupFocusReason)
