"""Links and kept files that show an event to be so."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewdesk.domain.edits import next_position
from reviewdesk.domain.entries import Entry, Evidence, EvidenceKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import EntryId, new_id
from reviewdesk.qt.offered import SCHEMES, may_be_evidence, offered_by, on_clipboard
from reviewdesk.services import record_edits
from reviewdesk.services.desk import Edited
from reviewdesk.services.evidence_files import can_open
from reviewdesk.widgets.fields import AddLine, LineField, discard
from reviewdesk.widgets.parts import button, label, tool_tip
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.spots import record_spot
from reviewdesk.widgets.time_fields import MomentField, refusal_of


class EvidenceDoor(Protocol):
    """Who gives out kept files; what is to be kept or opened is told to the bridge."""

    def save(self, evidence: Evidence) -> None: ...


class _LinkLine(AddLine):
    """Takes links that are typed; a pasted file or image is offered as evidence instead."""

    def __init__(
        self, placeholder: str, added: Callable[[str], None], offer_pasted: Callable[[], bool]
    ) -> None:
        super().__init__("evidence_add_line", placeholder, added)
        self._offer_pasted = offer_pasted

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pasting = event.matches(QKeySequence.StandardKey.Paste)
        if not (pasting and self._offer_pasted()):
            super().keyPressEvent(event)


class EvidenceList(QWidget):
    """Evidence of one event: dropped, pasted, chosen or typed; opened only when asked."""

    def __init__(self, links: RecordLinks, entry_id: EntryId, door: EvidenceDoor | None) -> None:
        super().__init__()
        self.setObjectName("evidence_list")
        self.setAcceptDrops(door is not None)
        self._links = links
        self._bridge = links.bridge
        self._entry_id = entry_id
        self._door = door
        self._rows: dict[str, QWidget] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        words = self.tr("Add a link: https://…")
        line = _LinkLine(words, self._on_added, self._offer_pasted)
        line.keep_drafts(links.bridge, f"evidence_add_line.{entry_id}")
        line.setProperty("bare", "true")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._column)
        layout.addWidget(line)
        if door is not None:
            layout.addLayout(self._foot())
        self._sync()
        self._bridge.edited.connect(self._on_edited)

    def _foot(self) -> QHBoxLayout:
        keep = button(self.tr("Keep a file…"), "evidence_file_button", "quiet")
        keep.clicked.connect(lambda: self._bridge.evidence_offered.emit(self._entry_id, None))
        paste = button(self.tr("Paste"), "evidence_paste_button", "quiet")
        paste.setToolTip(self.tr("Keep the image, file or link on the clipboard (Ctrl+V)"))
        paste.clicked.connect(self._on_paste)
        foot = QHBoxLayout()
        foot.addWidget(keep)
        foot.addWidget(paste)
        foot.addWidget(label(self.tr("or drop it here"), "quiet"))
        foot.addStretch(1)
        return foot

    def _sync(self) -> None:
        found = sorted(
            self._bridge.review.children(Evidence, self._entry_id), key=lambda one: one.position
        )
        wanted = {one.id for one in found}
        for evidence_id in [one for one in self._rows if one not in wanted]:
            row = self._rows.pop(evidence_id)
            discard(row)
        for place, one in enumerate(found):
            if one.id not in self._rows:
                self._rows[one.id] = self._row(one)
            if self._column.indexOf(self._rows[one.id]) != place:
                self._column.insertWidget(place, self._rows[one.id])

    def _row(self, evidence: Evidence) -> QWidget:
        row = QWidget()
        is_file = evidence.kind is EvidenceKind.FILE
        title = LineField(
            self._bridge,
            record_spot(self._bridge, evidence, "title"),
            "evidence_title_field",
            self.tr("Title of the evidence"),
            placeholder=evidence.url or self.tr("Kept file"),
            bare=True,
        )
        title.setToolTip(tool_tip(f"{evidence.title} · {evidence.url or _size_words(evidence)}"))
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(title, 1)
        if not is_file or can_open(evidence.media_type):
            opened = button(self.tr("Open…"), "evidence_open_button", "quiet")
            opened.setToolTip(tool_tip(evidence.url))
            opened.clicked.connect(lambda: self._on_open(evidence.id))
            head.addWidget(opened)
        if is_file:
            saved = button(self.tr("Save…"), "evidence_save_button", "quiet")
            saved.setToolTip(self.tr("Save a copy"))
            saved.clicked.connect(lambda: self._on_save(evidence.id))
            head.addWidget(saved)
        off = button("×", "evidence_delete_button", "quiet", accessible=self.tr("Take it off"))
        off.clicked.connect(lambda: self._on_delete(evidence.id))
        head.addWidget(off)
        origin = LineField(
            self._bridge,
            record_spot(self._bridge, evidence, "origin"),
            "evidence_origin_field",
            self.tr("Where the evidence is from"),
            placeholder=self.tr("from whom, or what"),
            bare=True,
        )
        moment = MomentField(
            self._bridge,
            record_spot(self._bridge, evidence, "at"),
            "evidence_time_field",
            self.tr("When the evidence was made"),
            self._links.texts,
            self._near,
            placeholder=self.tr("when"),
        )
        moment.setFixedWidth(self._links.theme.px(104))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(origin, 1)
        foot.addWidget(moment)
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(foot)
        layout.addWidget(refusal_of(moment))
        return row

    def _near(self) -> datetime | None:
        entry = self._bridge.review.find(Entry, self._entry_id)
        return entry.anchor if entry is not None else None

    def _on_added(self, text: str) -> None:
        if QUrl(text).scheme().lower() not in SCHEMES:
            raise KnownError(
                self.tr(
                    "This is not a link that can be kept. Nothing was changed; give one that "
                    "begins with https://, http:// or mailto:."
                )
            )
        position = next_position(self._bridge.review.children(Evidence, self._entry_id))
        made = Evidence(id=new_id(), entry_id=self._entry_id, url=text, position=position)
        record_edits.add_record(self._bridge, made)

    # Dropped and pasted

    def _offer_pasted(self) -> bool:
        """Takes a file or an image from the clipboard; text is left to whoever writes."""
        held = on_clipboard()
        if held is None:
            return False
        found = offered_by(held)
        nothing = not found.paths and (found.image is None or held.hasText())
        if self._door is None or nothing:
            return False
        self._bridge.evidence_offered.emit(self._entry_id, held)
        return True

    def _on_paste(self) -> None:
        held = on_clipboard()
        if held is None or not held.formats():
            raise KnownError(
                "There is nothing on the clipboard. Nothing was kept; "
                "copy a file, an image or a link first."
            )
        self._bridge.evidence_offered.emit(self._entry_id, held)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_be_evidence(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if may_be_evidence(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._bridge.evidence_offered.emit(self._entry_id, event.mimeData())

    # Opened and taken off

    def _found(self, evidence_id: str) -> Evidence | None:
        return self._bridge.review.find(Evidence, evidence_id)

    def _on_save(self, evidence_id: str) -> None:
        evidence = self._found(evidence_id)
        if evidence is not None and self._door is not None:
            self._door.save(evidence)

    def _on_open(self, evidence_id: str) -> None:
        evidence = self._found(evidence_id)
        if evidence is not None:
            self._bridge.evidence_wanted.emit(evidence)

    def _on_delete(self, evidence_id: str) -> None:
        evidence = self._found(evidence_id)
        if evidence is not None:
            record_edits.remove_records(self._bridge, (evidence,))

    def _on_edited(self, edited: Edited) -> None:
        if "evidence" in edited.tables:
            self._sync()


def _size_words(evidence: Evidence) -> str:
    size = evidence.size_bytes
    told = f"{size / 1e6:,.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000):,} kB"
    return f"{evidence.media_type or 'file'}, {told}"
