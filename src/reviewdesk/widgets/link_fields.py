"""Fields for many small things: tags, and links to other records."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QListView, QWidget

from reviewdesk.domain.values import clean_line
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.widgets.drafts import DraftKeeper
from reviewdesk.widgets.fields import Keeper, discard
from reviewdesk.widgets.flow import FlowBox
from reviewdesk.widgets.parts import button, frame, tool_tip
from reviewdesk.widgets.spots import Spot

CHIP_CHARS = 90
"""Longest text on a chip where there is room; the tool tip has all of it."""
_LEAST_TEXT_PX = 40
_CHIP_EDGES_PX = 64
"""What a chip needs beside its text."""
POPUP_WIDTH_PX = 380


class Link(NamedTuple):
    """Something a field can point at."""

    id: str
    text: str
    colour: QColor | None = None


class _ChipLine(QLineEdit):
    """Where the next one is typed. Backspace on the empty line takes the last one away."""

    def __init__(
        self, name: str, placeholder: str, accessible: str, last: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setPlaceholderText(placeholder)
        self.setProperty("bare", "true")
        self.setMaxLength(1_000)
        self._take_last = last
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(placeholder) + 14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self._take_last()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class _ChipRow(FlowBox):
    """Chips one beside the other, and the line behind them."""

    def __init__(self, bridge: DeskBridge, spot: Spot, name: str, accessible: str) -> None:
        super().__init__(5)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._values: tuple[str, ...] = ()
        self._chips: list[_Chip] = []
        self._flow = self.flow
        self._keeper = Keeper(self, bridge, spot, lambda: self._values, self._on_shown)

    def _set_line(self, line: QLineEdit) -> None:
        self.line = line
        self._flow.addWidget(line)
        self.setFocusProxy(line)

    def _on_shown(self, value: object) -> None:
        self._values = value if isinstance(value, tuple) else ()
        self._rebuild()

    def _rebuild(self) -> None:
        for chip in self._chips:
            discard(chip)
        self._chips = [self._chip(value) for value in self._values]
        for place, chip in enumerate(self._chips):
            chip.fit_into(self.width())
            self._flow.insert_widget(place, chip)
            chip.show()
        self.fit()

    def _chip(self, value: str) -> "_Chip":
        raise NotImplementedError

    def fit(self) -> None:
        for chip in self._chips:
            chip.fit_into(self.width())
        super().fit()

    def _write(self, values: tuple[str, ...]) -> None:
        before, self._values = self._values, values
        self._keeper.touched()
        try:
            self._keeper.leave()
        finally:
            if self._keeper.dirty:
                self._values = before
                self._keeper.revert()
        self._rebuild()

    def add(self, value: str) -> None:
        if value not in self._values:
            self._write((*self._values, value))

    def take(self, value: str) -> None:
        self._write(tuple(one for one in self._values if one != value))
        self.line.setFocus()

    def _take_last(self) -> None:
        if self._values:
            self.take(self._values[-1])


class TagsField(_ChipRow):
    """Words of one's own: Enter or a comma adds, a click on one takes it away."""

    def __init__(
        self, bridge: DeskBridge, spot: Spot, name: str, accessible: str, placeholder: str
    ) -> None:
        super().__init__(bridge, spot, name, accessible)
        line = _ChipLine(f"{name}_line", placeholder, accessible, self._take_last)
        line.returnPressed.connect(self._on_entered)
        line.editingFinished.connect(self._on_entered)
        self._set_line(line)
        self._rebuild()
        # Half a word is no tag yet, and is not lost with the program either.
        DraftKeeper(line, bridge, f"{name}_line.{spot.key}")

    def _chip(self, value: str) -> "_Chip":
        return _Chip(Link(value, value), self.tr("Take away “{}”"), None, self.take)

    def _on_entered(self) -> None:
        words = [clean_line(word) for word in self.line.text().split(",")]
        fresh = [word for word in words if word and word not in self._values]
        if fresh:
            self._write((*self._values, *dict.fromkeys(fresh)))
        if all(word in self._values for word in fresh):
            self.line.clear()


class LinkField(_ChipRow):
    """Links to other records, chosen by typing; a chip leads to its record.

    `find` gives what fits the words typed, best first; `describe` one record, None where it is
    gone; `lead` goes there.
    """

    def __init__(
        self,
        bridge: DeskBridge,
        spot: Spot,
        name: str,
        accessible: str,
        placeholder: str,
        find: Callable[[str], Sequence[Link]],
        describe: Callable[[str], Link | None],
        lead: Callable[[str], None],
    ) -> None:
        self._find = find
        self._describe = describe
        self._lead = lead
        super().__init__(bridge, spot, name, accessible)
        self._offered: Sequence[Link] = ()
        self._texts = QStringListModel(self)
        completer = QCompleter(self._texts, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        popup = QListView()
        popup.setObjectName(f"{name}_choices")
        popup.setAccessibleName(accessible)
        popup.setMinimumWidth(POPUP_WIDTH_PX)
        popup.setTextElideMode(Qt.TextElideMode.ElideRight)
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        completer.setPopup(popup)
        # By the text there would be no telling two events of one name apart.
        completer.activated[QModelIndex].connect(self._on_chosen)  # type: ignore[index] # overloaded
        line = _LinkLine(f"{name}_line", placeholder, accessible, self._take_last)
        line.setCompleter(completer)
        line.textEdited.connect(self._on_typed)
        line.returnPressed.connect(self._on_entered)
        self._set_line(line)
        self._rebuild()

    def refresh(self) -> None:
        """Takes over how its records are called now."""
        told = [self._describe(value) for value in self._values]
        if told != self._told:
            self._rebuild()

    def _rebuild(self) -> None:
        self._told = [self._describe(value) for value in self._values]
        super()._rebuild()

    def _chip(self, value: str) -> "_Chip":
        link = self._describe(value) or Link(value, self.tr("gone"))
        return _Chip(link, self.tr("Unlink “{}”"), self._lead, self.take)

    def _on_typed(self, text: str) -> None:
        held = set(self._values)
        self._offered = [one for one in self._find(text) if one.id not in held][:40]
        self._texts.setStringList([one.text for one in self._offered])

    def _on_chosen(self, index: QModelIndex) -> None:
        link = self._offered[index.row()]
        # The completer writes the chosen text into the line after this.
        QTimer.singleShot(0, self.line, self.line.clear)
        self.add(link.id)

    def _on_entered(self) -> None:
        if self.line.text().strip() and self._offered:
            link = self._offered[0]
            self.line.clear()
            self.add(link.id)


class _LinkLine(_ChipLine):
    """Down or a click shows what can be chosen, without a word typed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._offer()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.hasSelectedText():
            self._offer()

    def _offer(self) -> None:
        completer = self.completer()
        if completer is not None:
            self.textEdited.emit(self.text())
            completer.complete()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.clear()


class _Chip(QWidget):
    """One thing and the way to take it off again."""

    def __init__(
        self,
        link: Link,
        away: str,
        lead: Callable[[str], None] | None,
        take: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._link = link
        self._lead = lead
        self._take = take
        ground = frame("chip")
        long = len(link.text) > CHIP_CHARS
        self._text = link.text[: CHIP_CHARS - 1] + "…" if long else link.text
        self._name = button(
            self._text.replace("&", "&&"), "chip_link", "chip_text", accessible=link.text
        )
        self._name.setToolTip(tool_tip(link.text))
        self._name.setMinimumWidth(_LEAST_TEXT_PX)  # or a long one would hold the row wide
        if link.colour is not None:
            self._name.setIcon(_dot(link.colour))
        self._off = button("×", "chip_away", "chip_text", accessible=away.format(link.text))
        self._off.setToolTip(tool_tip(away.format(link.text)))
        row = QHBoxLayout(ground)
        row.setContentsMargins(4, 0, 2, 0)
        row.setSpacing(0)
        row.addWidget(self._name)
        row.addWidget(self._off)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        if lead is None:
            self._name.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._name.clicked.connect(self._on_led)
        self._off.clicked.connect(self._on_taken)

    def fit_into(self, width_px: int) -> None:
        """Cuts its text where the row is narrower than that."""
        self._name.ensurePolished()
        text = self._name.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, max(_LEAST_TEXT_PX, width_px - _CHIP_EDGES_PX)
        )
        told = text.replace("&", "&&")
        if told != self._name.text():
            self._name.setText(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._on_taken()
        else:
            super().keyPressEvent(event)

    def _on_led(self) -> None:
        if self._lead is not None:
            self._lead(self._link.id)

    def _on_taken(self) -> None:
        self._take(self._link.id)


def _dot(colour: QColor) -> QIcon:
    """A small disc, so that a link shows whose it is."""
    picture = QPixmap(16, 16)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(4, 4, 8, 8)
    return QIcon(picture)
