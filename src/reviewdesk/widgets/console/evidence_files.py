"""Files kept as evidence: asked for, taken into the library, and given out again."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from reviewdesk.domain.edits import add, next_position
from reviewdesk.domain.entries import Entry, Evidence, EvidenceKind
from reviewdesk.domain.ids import EntryId, new_id
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.librarian import Librarian


class EvidenceFiles:
    """What the inspector needs to keep a file and to hand it out."""

    def __init__(self, librarian: Librarian, bridge: DeskBridge, parent: QWidget) -> None:
        self._librarian = librarian
        self._bridge = bridge
        self._parent = parent

    def keep(self, entry_id: EntryId) -> None:
        """Asks for a file and adds it to an event as evidence."""
        title = self._parent.tr("Keep a file as evidence")
        name, _kind = QFileDialog.getOpenFileName(self._parent, title)
        if name:
            path = Path(name)
            review_id = self._bridge.review.id
            self._librarian.keep_file(path, partial(self._add, review_id, entry_id, path.name))

    def give(self, evidence: Evidence) -> None:
        """Asks where to, and writes a copy there. It is not opened: it may be from anybody."""
        title = self._parent.tr("Save a copy of the file")
        name, _kind = QFileDialog.getSaveFileName(self._parent, title, evidence.title)
        if name:
            self._librarian.save_file(evidence.file_digest, Path(name))

    def _add(
        self,
        review_id: str,
        entry_id: EntryId,
        title: str,
        digest: str,
        media_type: str,
        size_bytes: int,
    ) -> None:
        """Adds the evidence, unless the event has gone while the file was read."""
        if not self._bridge.is_open or self._bridge.review.id != review_id:
            return
        review = self._bridge.review
        if review.find(Entry, entry_id) is not None:
            evidence = Evidence(
                id=new_id(),
                entry_id=entry_id,
                kind=EvidenceKind.FILE,
                title=title,
                file_digest=digest,
                media_type=media_type,
                size_bytes=size_bytes,
                position=next_position(review.children(Evidence, entry_id)),
            )
            self._bridge.apply(add(evidence, label="Keep a file"))
