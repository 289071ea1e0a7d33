"""Private notes on one record."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewdesk.domain.edits import next_position
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.notes import Note
from reviewdesk.services import record_edits
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.fields import AddLine, TextField, discard
from reviewdesk.widgets.parts import button
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.spots import record_spot


class PrivateNotes(QWidget):
    """Notes on the record of that table and id, with a line to add one."""

    def __init__(self, links: RecordLinks, table: str, record_id: str) -> None:
        super().__init__()
        self._bridge = links.bridge
        self._about = (table, record_id)
        self._rows: dict[str, QWidget] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        line = AddLine("note_add_line", self.tr("Add a private note…"), self._on_added)
        line.keep_drafts(self._bridge, f"note_add_line.{record_id}")
        line.setProperty("bare", "true")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._column)
        layout.addWidget(line)
        self._sync()
        self._bridge.edited.connect(self._on_edited)

    def _sync(self) -> None:
        found = [
            note
            for note in self._bridge.review.listed(Note)
            if (note.about_table, note.about_id) == self._about
        ]
        wanted = {note.id for note in found}
        for note_id in [one for one in self._rows if one not in wanted]:
            row = self._rows.pop(note_id)
            discard(row)
        for note in found:
            if note.id not in self._rows:
                self._rows[note.id] = self._row(note)
                self._column.addWidget(self._rows[note.id])

    def _row(self, note: Note) -> QWidget:
        row = QWidget()
        text = TextField(
            self._bridge,
            record_spot(self._bridge, note, "text"),
            "note_text_field",
            self.tr("Private note"),
            bare=True,
        )
        off = button("×", "note_delete_button", "quiet", accessible=self.tr("Delete this note"))
        off.clicked.connect(lambda: self._on_delete(note.id))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(text, 1)
        layout.addWidget(off)
        return row

    def _on_added(self, text: str) -> None:
        table, record_id = self._about
        position = next_position(self._bridge.review.listed(Note))
        note = Note(
            id=new_id(), text=text, about_table=table, about_id=record_id, position=position
        )
        record_edits.add_record(self._bridge, note)

    def _on_delete(self, note_id: str) -> None:
        note = self._bridge.review.find(Note, note_id)
        if note is not None:
            record_edits.remove_records(self._bridge, (note,))

    def _on_edited(self, edited: Edited) -> None:
        if "note" in edited.tables:
            self._sync()
