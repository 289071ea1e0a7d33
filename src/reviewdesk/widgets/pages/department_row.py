"""One department with its voices, on the page about the review."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.values import Record
from reviewdesk.services import people_edits, record_edits
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.fields import AddLine, LineField, discard
from reviewdesk.widgets.link_fields import TagsField
from reviewdesk.widgets.pages.rows import RecordRow
from reviewdesk.widgets.parts import button, label
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.spots import record_spot

_COLOURS = 12


class DepartmentRow(RecordRow):
    """Name, badge, colour, other names; and who speaks for it, by role."""

    def __init__(self, record: Record, links: RecordLinks) -> None:
        super().__init__(record, links)
        self._voices: dict[str, QWidget] = {}
        short = self.line("short", self.tr("Badge of three letters"), self.tr("ABC"))
        short.setFixedWidth(links.theme.px(52))
        self._colour = self.choice(
            "colour",
            self.tr("Colour"),
            [(self.tr("colour {}").format(place + 1), place) for place in range(_COLOURS)],
        )
        self._paint_colours()
        self.head(self.title_field(self.tr("Department"), field="name"), short, self._colour)
        aliases = TagsField(
            self.bridge,
            record_spot(self.bridge, record, "aliases"),
            "department_aliases_field",
            self.tr("Other names it goes by"),
            self.tr("Also called…"),
        )
        self.body.addWidget(aliases)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._column.setContentsMargins(0, 2, 0, 0)
        self.body.addLayout(self._column)
        line = AddLine(
            "voice_add_line",
            self.tr("Add a voice by role, then Enter"),
            self._on_added,
        )
        line.keep_drafts(self.bridge, f"voice_add_line.{record.id}")
        line.setProperty("bare", "true")
        self.body.addWidget(line)
        self.bridge.edited.connect(self._on_edited)

    def refresh(self) -> None:
        super().refresh()
        self.number.setText("⣿")
        self._sync_voices()

    def _sync_voices(self) -> None:
        review = self.bridge.review
        voices = sorted(
            review.children(Voice, self.record.id), key=lambda one: (one.position, one.id)
        )
        wanted = {voice.id for voice in voices}
        for voice_id in [one for one in self._voices if one not in wanted]:
            row = self._voices.pop(voice_id)
            discard(row)
        for voice in voices:
            if voice.id not in self._voices:
                self._voices[voice.id] = self._voice_row(voice)
                self._column.addWidget(self._voices[voice.id])

    def _voice_row(self, voice: Voice) -> QWidget:
        row = QWidget()
        row.setObjectName(f"voice_{voice.id}")
        role = LineField(
            self.bridge,
            record_spot(self.bridge, voice, "role"),
            "voice_role_field",
            self.tr("Role"),
            bare=True,
            required=True,
        )
        name = LineField(
            self.bridge,
            record_spot(self.bridge, voice, "name"),
            "voice_name_field",
            self.tr("Name, private"),
            placeholder=self.tr("name"),
            bare=True,
        )
        known = TagsField(
            self.bridge,
            record_spot(self.bridge, voice, "also_known_as"),
            "voice_handles_field",
            self.tr("Handles and short names, private"),
            self.tr("handle…"),
        )
        off = button("×", "voice_delete_button", "quiet", accessible=self.tr("Delete this voice"))
        off.clicked.connect(lambda: self._on_delete(voice.id))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(role, 3)
        layout.addWidget(name, 2)
        layout.addWidget(known, 2)
        layout.addWidget(label(self.tr("private"), "private"), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(off)
        return row

    def _paint_colours(self) -> None:
        size = self.links.theme.px(14)
        for place in range(_COLOURS):
            picture = QPixmap(QSize(size, size))
            picture.fill(Qt.GlobalColor.transparent)
            with QPainter(picture) as painter:
                colour = self.links.theme.palette.department(place)
                painter.fillRect(QRectF(1, 1, size - 2, size - 2), colour)
                if self.links.theme.palette.pattern(place):
                    painter.setPen(QColor(self.links.theme.palette.surface))
                    painter.drawLine(QPointF(1, size - 2), QPointF(size - 2, 1))
            self._colour.setItemIcon(place, QIcon(picture))

    def _on_added(self, role: str) -> None:
        people_edits.add_voice(self.bridge, self.record.id, role)

    def _on_delete(self, voice_id: str) -> None:
        voice = self.bridge.review.find(Voice, voice_id)
        if voice is not None:
            record_edits.remove_records(self.bridge, (voice,))

    def _on_edited(self, edited: Edited) -> None:
        gone = self.bridge.review.find(Department, self.record.id) is None
        if not gone and Voice in edited.record_types:
            self._sync_voices()
