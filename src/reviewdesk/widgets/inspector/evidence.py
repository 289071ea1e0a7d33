"""Links and kept files that show an event to be so."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from reviewdesk.domain.edits import next_position
from reviewdesk.domain.entries import Evidence, EvidenceKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import EntryId, new_id
from reviewdesk.services import record_edits
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.fields import AddLine, LineField, discard
from reviewdesk.widgets.parts import button, tool_tip
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.spots import record_spot

SCHEMES = ("http", "https", "mailto")
"""What may be opened outside; anything else could run something."""

KeepFile = Callable[[EntryId], None]
OpenFile = Callable[[Evidence], None]


class EvidenceList(QWidget):
    """Evidence of one event. `keep_file` asks for a file and keeps it; `open_file` shows one."""

    def __init__(
        self,
        links: RecordLinks,
        entry_id: EntryId,
        keep_file: KeepFile | None,
        open_file: OpenFile | None,
    ) -> None:
        super().__init__()
        self._bridge = links.bridge
        self._entry_id = entry_id
        self._open_file = open_file
        self._rows: dict[str, QWidget] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        line = AddLine("evidence_add_line", self.tr("Add a link: https://…"), self._on_added)
        line.keep_drafts(links.bridge, f"evidence_add_line.{entry_id}")
        line.setProperty("bare", "true")
        foot = QHBoxLayout()
        foot.addWidget(line, 1)
        if keep_file is not None:
            keep = button(self.tr("Keep a file…"), "evidence_file_button", "quiet")
            keep.clicked.connect(lambda: keep_file(entry_id))
            foot.addWidget(keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._column)
        layout.addLayout(foot)
        self._sync()
        self._bridge.edited.connect(self._on_edited)

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
        title = LineField(
            self._bridge,
            record_spot(self._bridge, evidence, "title"),
            "evidence_title_field",
            self.tr("Title of the evidence"),
            placeholder=evidence.url or self.tr("Kept file"),
            bare=True,
        )
        opened = button(self.tr("Open…"), "evidence_open_button", "quiet")
        opened.setToolTip(tool_tip(evidence.url))
        opened.clicked.connect(lambda: self._on_open(evidence.id))
        off = button("×", "evidence_delete_button", "quiet", accessible=self.tr("Take it off"))
        off.clicked.connect(lambda: self._on_delete(evidence.id))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(title, 1)
        layout.addWidget(opened)
        layout.addWidget(off)
        return row

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

    def _on_open(self, evidence_id: str) -> None:
        evidence = self._bridge.review.find(Evidence, evidence_id)
        if evidence is None:
            return
        if evidence.kind is EvidenceKind.FILE:
            if self._open_file is not None:
                self._open_file(evidence)
            return
        url = QUrl(evidence.url)
        if url.scheme().lower() not in SCHEMES:
            raise KnownError(
                self.tr("Only links to the web and mail addresses are opened. Nothing was done.")
            )
        asked = QMessageBox(self)
        asked.setObjectName("open_link_question")
        asked.setWindowTitle(self.tr("Open outside ReviewDesk?"))
        asked.setText(self.tr("Your browser or mail program will open this address:"))
        asked.setInformativeText(evidence.url[:500])
        for part in asked.findChildren(QWidget):
            if hasattr(part, "setTextFormat"):
                part.setTextFormat(asked.textFormat().PlainText)
        yes = asked.addButton(self.tr("Open"), QMessageBox.ButtonRole.AcceptRole)
        asked.addButton(QMessageBox.StandardButton.Cancel)
        yes.clicked.connect(lambda: QDesktopServices.openUrl(url))
        asked.setWindowModality(Qt.WindowModality.WindowModal)
        asked.show()

    def _on_delete(self, evidence_id: str) -> None:
        evidence = self._bridge.review.find(Evidence, evidence_id)
        if evidence is not None:
            record_edits.remove_records(self._bridge, (evidence,))

    def _on_edited(self, edited: Edited) -> None:
        if any(change.table == "evidence" for change in edited.changes):
            self._sync()
