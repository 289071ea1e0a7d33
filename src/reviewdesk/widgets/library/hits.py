"""What a search over all reviews found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewdesk.qt.library_models import hits_model
from reviewdesk.widgets.parts import label
from reviewdesk.widgets.two_lines import TwoLineList

if TYPE_CHECKING:
    from reviewdesk.domain.library import Hit
    from reviewdesk.qt.theme import Theme


class Hits(QWidget):
    """The places found; Enter or a double click goes there.

    Signals: `chosen(Hit)`.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library_hits")
        self._model = hits_model()
        self._list = TwoLineList("hit_list", self.tr("Places found"), theme)
        self._list.setModel(self._model)
        self._model.setParent(self)
        self._told = label("", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._told)
        column.addWidget(self._list, 1)
        self.setFocusProxy(self._list)
        self._list.activated.connect(self._on_activated)
        self._list.clicked.connect(self._on_activated)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        self._model.set_rows(hits)
        self._list.setVisible(bool(hits))
        if hits:
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._told.setText(
            self.tr("Places found: ") + str(len(hits))
            if hits
            else self.tr("Nothing found. Each word has to stand somewhere in the same place.")
        )

    def _on_activated(self, index: QModelIndex) -> None:
        hit = self._model.row_at(index)
        if hit is not None:
            self.chosen.emit(hit)
