"""A list whose rows have a line of ink and a quiet line under it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewdesk.qt.library_models import DETAIL_ROLE, MARK_ROLE
from reviewdesk.qt.theme import TextRole, Theme


class TwoLineDelegate(QStyledItemDelegate):
    """Paints rows from the theme; texts are painted as they are, never read as markup."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._theme.px(48 if index.data(DETAIL_ROLE) else 32))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look, theme = self._theme.palette, self._theme
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(look.selected))
        inner = area.adjusted(theme.px(14), theme.px(5), -theme.px(14), -theme.px(5))
        detail = str(index.data(DETAIL_ROLE) or "")
        mark = str(index.data(MARK_ROLE) or "")
        if mark:
            painter.setFont(theme.font(TextRole.SMALL))
            painter.setPen(QColor(look.quiet))
            width = painter.fontMetrics().horizontalAdvance(mark)
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | _MIDDLE), mark)
            inner.setRight(inner.right() - width - theme.px(14))
        upper = QRect(inner)
        if detail:
            upper.setHeight(inner.height() // 2)
            lower = inner.adjusted(0, inner.height() // 2, 0, 0)
            self._line(painter, lower, detail, theme.font(TextRole.SMALL), look.quiet)
        weight = QFont.Weight.Medium if detail else QFont.Weight.Normal
        text = str(index.data() or "")
        self._line(painter, upper, text, theme.font(TextRole.BODY, weight), look.ink)
        painter.restore()

    def _line(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        one_line = " ".join(text.split())
        fitting = painter.fontMetrics().elidedText(
            one_line, Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | _MIDDLE), fitting)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class TwoLineList(QListView):
    """The list itself; one row at a time is the current one."""

    def __init__(self, name: str, accessible: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setItemDelegate(TwoLineDelegate(theme, self))
        self.setUniformItemSizes(False)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        theme.changed.connect(self.scheduleDelayedItemsLayout)
