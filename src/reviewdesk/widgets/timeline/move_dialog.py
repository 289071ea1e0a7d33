"""Moving events together with their sightings: a source's clock, or its zone, was read wrongly."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.sightings import Sighting
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.services import entry_edits
from reviewdesk.services.importing import offset_text, read_offset
from reviewdesk.widgets.asking_dialog import foot_of, name_dialog
from reviewdesk.widgets.parts import button, label
from reviewdesk.widgets.timeline.at_large import do_to

_WIDTH_PX = 460


class MoveDialog(QDialog):
    """By how much; it says of how many events and sightings, and makes one step of them."""

    def __init__(self, bridge: DeskBridge, entry_ids: Sequence[EntryId], parent: QWidget) -> None:
        super().__init__(parent.window())
        name_dialog(self, "move", self.tr("Move with their sightings"))
        self._bridge = bridge
        entries = bridge.review.entries
        self._entry_ids = tuple(one for one in entry_ids if one in entries)
        moved = set(self._entry_ids)
        sightings = bridge.review.all(Sighting).values()
        self._seen = sum(one.entry_id in moved for one in sightings)
        self._by = QLineEdit()
        self._by.setObjectName("move_by")
        self._by.setAccessibleName(self.tr("By how much"))
        self._by.setPlaceholderText(self.tr("+1h, -30m, +5m20s"))
        self._told = label("", "strong")
        self._told.setObjectName("move_told")
        self._told.setWordWrap(True)
        self._yes = button(self.tr("Move"), "move_yes", "accent")
        self._lay_out()
        self._by.textChanged.connect(self._tell)
        self._yes.clicked.connect(self._on_yes)
        bridge.closing.connect(self.reject)
        self._tell()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Move with their sightings"), "heading"))
        why = label(
            self.tr(
                "For a clock or a zone that was read wrongly. A drag moves the events alone: when "
                "somebody saw them is a fact of its own."
            ),
            "quiet",
        )
        why.setWordWrap(True)
        column.addWidget(why)
        column.addWidget(self._by)
        column.addWidget(self._told)
        column.addLayout(foot_of(self, "move", self._yes))
        self.resize(_WIDTH_PX, self.sizeHint().height())
        self._by.setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self) -> timedelta | None:
        try:
            return read_offset(self._by.text()) or None
        except ValueError:
            return None

    def _tell(self) -> None:
        by, events, seen = self._asked(), len(self._entry_ids), self._seen
        self._yes.setEnabled(by is not None)
        if by is None:
            self._told.setText(self.tr("Type by how much: +1h, -30m, +5m20s."))
            return
        moved = self.tr("one event") if events == 1 else self.tr("{:,} events").format(events)
        told = self.tr("one sighting") if seen == 1 else self.tr("{:,} sightings").format(seen)
        words = self.tr("Moves {} and {} by {}.")
        self._told.setText(words.format(moved, told, offset_text(by)))

    def _on_yes(self) -> None:
        by = self._asked()
        if by is not None:
            ids = self._entry_ids
            do_to(
                self.parentWidget(),
                self._bridge,
                len(ids),
                lambda desk: entry_edits.move_with_sightings(desk, ids, by),
            )
            self.accept()
