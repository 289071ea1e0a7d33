"""The pill that counts gaps, and what opens from it: the span of choice and a list to go by."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import ViewState
from reviewdesk.widgets.choice_box import ChoiceBox
from reviewdesk.widgets.parts import label, set_state, tool_tip
from reviewdesk.widgets.timeline.gap_finder import GapFinder

SPANS_MIN = (0, 1, 5, 10, 15, 30, 60, 120, 360, 720, 1440, 10_080)
_LISTED = 500
_WIDTH_PX, _ROW_PX, _ROWS = 280, 28, 9
_MOST_WIDTH_PX, _AROUND_PX = 620, 56


class GapButton(QPushButton):
    """Says how many gaps there are, and opens the list of them."""

    def __init__(self, finder: GapFinder, view: ViewState, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("gaps_button")
        self.setProperty("role", "pill")
        self._finder, self._view, self._theme = finder, view, theme
        self.clicked.connect(self.open_list)
        finder.found.connect(self.say)
        self.say()

    def say(self) -> None:
        count = len(self._finder.gaps)
        words = self.tr("1 gap") if count == 1 else self.tr("%1 gaps").replace("%1", f"{count:,}")
        if not count:
            words = self.tr("Gaps")
        self.setText(words)
        over = over_words(self._view.gap_minutes, self)
        self.setAccessibleName(f"{words}, {over}")
        self.setToolTip(tool_tip(f"{words}, {over}" + self.tr(" (G goes to the next)")))
        set_state(self, "on", "true" if self._finder.in_hand is not None else "false")

    def open_list(self) -> None:
        GapList(self._finder, self._view, self._theme, self).open_below(self)


def over_words(minutes: int, widget: QWidget) -> str:
    """ "30 min or more" """
    if not minutes:
        return widget.tr("not looked for")
    for size, unit in ((10_080, "week"), (1440, "day"), (60, "h")):
        if minutes % size == 0:
            return f"{minutes // size} {unit} or more"
    return f"{minutes} min or more"


class GapList(QFrame):
    """Every gap in order of time; Enter or a click goes there, Escape closes it."""

    def __init__(self, finder: GapFinder, view: ViewState, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("gap_list_panel")
        self.setAccessibleName(self.tr("Gaps in the timeline"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "surface")
        self._finder, self._view, self._theme = finder, view, theme
        self._spans = ChoiceBox()
        self._spans.setObjectName("gap_span")
        self._spans.setAccessibleName(self.tr("Gaps of at least"))
        spans = sorted({*SPANS_MIN, view.gap_minutes})
        for minutes in spans:
            self._spans.addItem(over_words(minutes, self), minutes)
        self._spans.setCurrentIndex(spans.index(view.gap_minutes))
        self._list = QListWidget()
        self._list.setObjectName("gap_list")
        self._list.setAccessibleName(self.tr("Gaps in order of time"))
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = label("", "quiet")
        self._none.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(self.tr("GAPS TO ASK ABOUT"), "caption"))
        column.addWidget(self._spans)
        column.addWidget(self._list)
        column.addWidget(self._none)
        self._spans.activated.connect(self._on_span)
        self._list.itemActivated.connect(self._on_entered)
        self._list.itemClicked.connect(self._on_chosen)
        finder.found.connect(self._fill)
        self._fill()

    def open_below(self, pill: QWidget) -> None:
        self.move(pill.mapToGlobal(QPoint(0, pill.height() + 3)))
        self.show()
        place = self._list if self._finder.gaps else self._spans
        place.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self) -> None:
        gaps = self._finder.gaps
        if self._list.count() != min(len(gaps), _LISTED) or not gaps:
            self._list.clear()
            for gap in gaps[:_LISTED]:
                self._list.addItem(QListWidgetItem(self._finder.words(gap)))
        in_hand = self._finder.in_hand
        if in_hand in gaps[:_LISTED]:
            self._list.setCurrentRow(gaps.index(in_hand))
        elif gaps:
            self._list.setCurrentRow(0)
        self._list.setVisible(bool(gaps))
        more = len(gaps) - _LISTED
        words = ""
        if not gaps:
            words = self.tr(
                "In no stretch as long does nothing begin or end. That is what counts as a gap."
            )
        if more > 0:
            words = self.tr("and %n more; choose a longer span to see fewer", "", more)
        self._none.setText(words)
        self._none.setVisible(bool(words))
        rows = min(max(1, self._list.count()), _ROWS)
        self._list.setFixedHeight(self._theme.px(_ROW_PX) * rows + 6)
        # As wide as its longest line, so that none is cut and nothing is scrolled sideways.
        longest = self._list.sizeHintForColumn(0) + self._theme.px(_AROUND_PX)
        least, most = self._theme.px(_WIDTH_PX), self._theme.px(_MOST_WIDTH_PX)
        self.setFixedWidth(min(max(longest, least), most))
        self.adjustSize()

    def _on_span(self, place: int) -> None:
        self._list.clear()
        self._view.set_gap_minutes(self._spans.itemData(place))

    def _on_chosen(self, item: QListWidgetItem) -> None:
        place = self._list.row(item)
        if 0 <= place < len(self._finder.gaps):
            self._finder.go_to(self._finder.gaps[place])

    def _on_entered(self, item: QListWidgetItem) -> None:
        """Goes there, and leaves what is there to be seen."""
        self._on_chosen(item)
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
