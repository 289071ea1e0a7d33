"""Evidence: asked for, dropped or pasted; taken into the library, opened, and given out again."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QWidget

from reviewdesk.domain.edits import add, next_position
from reviewdesk.domain.entries import Entry, Evidence, EvidenceKind
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.ids import EntryId, new_id
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.keeping import Keeping
from reviewdesk.qt.librarian import Librarian
from reviewdesk.qt.offered import SCHEMES, Offered, offered_by
from reviewdesk.qt.telling import tell
from reviewdesk.services.desk import Edited
from reviewdesk.services.evidence_files import can_open
from reviewdesk.widgets.parts import label

_MOST_AT_ONCE = 20
_TITLE_CHARS = 80
_PATIENCE_MS = 400


class EvidenceFiles:
    """What inspector and timeline need to keep evidence, and to hand it out."""

    def __init__(self, librarian: Librarian, bridge: DeskBridge, parent: QWidget) -> None:
        self._librarian = librarian
        self._bridge = bridge
        self._parent = parent
        self._said: tuple[str, frozenset[str]] = ("", frozenset())
        bridge.edited.connect(self._on_edited)

    def _say_kept(self, sentence: str, kept: frozenset[str]) -> None:
        self._librarian.went_well.emit(sentence)
        self._said = (sentence, kept)

    def _on_edited(self, edited: Edited) -> None:
        """Once it is taken back, it is not said to be kept."""
        sentence, kept = self._said
        changes = edited.of(Evidence)
        if sentence and any(changes[one].after is None for one in kept & changes.keys()):
            self._librarian.taken_back.emit(sentence)
            self._said = ("", frozenset())

    def offer(self, entry_id: EntryId, mime: QMimeData | None) -> None:
        """Keeps what was dropped or pasted; None: what is chosen now."""
        if mime is None:
            self.choose(entry_id)
        else:
            self.take(entry_id, mime)

    def choose(self, entry_id: EntryId) -> None:
        """Asks for files and adds them to an event as evidence."""
        title = self._parent.tr("Keep files as evidence")
        names, _kind = QFileDialog.getOpenFileNames(self._parent, title)
        if names:
            self._take(entry_id, Offered(tuple(Path(name) for name in names)))

    def take(self, entry_id: EntryId, mime: QMimeData) -> None:
        """Adds what was dropped or pasted to an event. Raises KnownError for what cannot be."""
        offered = offered_by(mime)
        if offered.is_nothing:
            raise KnownError(
                self._parent.tr(
                    "This is no file, no image and no link, so it was not kept as evidence. "
                    "Nothing was changed. Text goes into the detail of the event."
                )
            )
        self._take(entry_id, offered)

    def _take(self, entry_id: EntryId, offered: Offered) -> None:
        if len(offered.paths) > _MOST_AT_ONCE:
            raise KnownError(
                self._parent.tr(
                    "These are more than 20 files at once. Nothing was changed. Keep them in "
                    "parts, or pack them into one."
                )
            )
        gathering = _Gathering(self._bridge, entry_id, len(offered.paths) or 1, self._say_kept)
        for link in offered.links:
            gathering.hold(Evidence(id=new_id(), entry_id=entry_id, url=link))
        if offered.links:
            gathering.finish()
        for path in offered.paths:
            self._keep(gathering, path.name, partial(self._librarian.keep_file, path))
        if offered.image is not None:
            title = self._parent.tr("Pasted image")
            self._keep(gathering, title, partial(self._librarian.keep_image, offered.image))

    def _keep(
        self,
        gathering: "_Gathering",
        title: str,
        keep: Callable[[Callable[[str, str, int], None]], Keeping],
    ) -> None:
        keeping = keep(partial(gathering.keep, title))
        keeping.ended.connect(gathering.one_ended)
        shown = QProgressDialog(self._parent)
        shown.setObjectName("keeping_progress")
        shown.setWindowTitle(self._parent.tr("Keeping evidence"))
        shown.setLabel(label(self._parent.tr("Taking “%1” in…").replace("%1", title[:120])))
        shown.setCancelButtonText(self._parent.tr("Cancel"))
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.setMinimumDuration(_PATIENCE_MS)
        shown.setRange(0, 100)
        shown.setValue(0)
        # At the end of reading it is yet to be written: it goes when that is done.
        shown.setAutoReset(False)
        shown.canceled.connect(keeping.stop)
        keeping.progressed.connect(shown.setValue)
        keeping.ended.connect(shown.deleteLater)

    def open(self, evidence: Evidence) -> None:
        """Opens it in another program, after asking; of a file that none may open, a copy can be
        saved."""
        if evidence.kind is EvidenceKind.LINK:
            self._open_link(evidence.url)
        elif can_open(evidence.media_type):
            told = self._parent.tr(
                "Another program will open a copy of this file, to look at only:"
            )
            lay_out = partial(self._lay_out, evidence)
            self._ask("open_file_question", told, evidence.title[:200], lay_out)
        else:
            self.save(evidence)

    def _open_link(self, address: str) -> None:
        url = QUrl(address)
        if url.scheme().lower() not in SCHEMES:
            raise KnownError(
                self._parent.tr(
                    "Only links to the web and mail addresses are opened. Nothing was done."
                )
            )
        told = self._parent.tr("Your browser or mail program will open this address:")
        self._ask("open_link_question", told, address[:500], partial(_show_link, url))

    def _ask(self, name: str, told: str, what: str, then: Callable[..., object]) -> None:
        asked = QMessageBox(self._parent)
        asked.setObjectName(name)
        asked.setTextFormat(Qt.TextFormat.PlainText)
        asked.setWindowTitle(self._parent.tr("Open outside ReviewDesk?"))
        asked.setText(told)
        asked.setInformativeText(what)
        for part in asked.findChildren(QWidget):
            if hasattr(part, "setTextFormat"):
                part.setTextFormat(Qt.TextFormat.PlainText)
        yes = asked.addButton(self._parent.tr("Open"), QMessageBox.ButtonRole.AcceptRole)
        asked.addButton(QMessageBox.StandardButton.Cancel)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes.clicked.connect(then)
        asked.setWindowModality(Qt.WindowModality.WindowModal)
        asked.show()

    def _lay_out(self, evidence: Evidence, *_checked: bool) -> None:
        self._librarian.lay_out_file(
            evidence.file_digest, evidence.title, evidence.media_type, _show_file
        )

    def save(self, evidence: Evidence) -> None:
        """Asks where to, and writes a copy there."""
        title = self._parent.tr("Save a copy of the file")
        name, _kind = QFileDialog.getSaveFileName(self._parent, title, Path(evidence.title).name)
        if name:
            remark = ""
            if evidence.media_type == "image/jpeg":
                remark = self._parent.tr(
                    "It is as it was kept: a photo may say where and when it was taken."
                )
            self._librarian.save_file(evidence.file_digest, Path(name), remark)


def _show_link(url: QUrl, *_checked: bool) -> None:
    if not QDesktopServices.openUrl(url):
        QGuiApplication.clipboard().setText(url.toString())
        raise KnownError(
            "No program of this computer opened the address. It was copied: paste it where it can "
            "be opened."
        )


def _show_file(path: Path) -> None:
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise KnownError(
            "No program of this computer opens this kind of file. It is safe in the library; "
            "save a copy to look at it elsewhere."
        )


class _Gathering:
    """Evidence of one gesture, to be added to its event as one step when all of it is kept."""

    def __init__(
        self,
        bridge: DeskBridge,
        entry_id: EntryId,
        expected: int,
        say: Callable[[str, frozenset[str]], object],
    ) -> None:
        self._bridge = bridge
        self._say = say
        self._review_id = bridge.review.id
        self._entry_id = entry_id
        self._expected = expected
        self._kept: list[Evidence] = []

    def hold(self, evidence: Evidence) -> None:
        self._kept.append(evidence)

    def keep(self, title: str, digest: str, media_type: str, size_bytes: int) -> None:
        self.hold(
            Evidence(
                id=new_id(),
                entry_id=self._entry_id,
                kind=EvidenceKind.FILE,
                title=title,
                file_digest=digest,
                media_type=media_type,
                size_bytes=size_bytes,
            )
        )

    def one_ended(self) -> None:
        self._expected -= 1
        if not self._expected:
            self.finish()

    def finish(self) -> None:
        """Adds what was kept, unless the event has gone while it was read."""
        if not self._kept:
            return
        if not self._bridge.is_open or self._bridge.review.id != self._review_id:
            return
        review = self._bridge.review
        entry = review.find(Entry, self._entry_id)
        if entry is None:
            tell(KnownError("The event is gone, so nothing was kept with it. Undo brings it back."))
            return
        position = next_position(review.children(Evidence, self._entry_id))
        placed = [one.changed(position=position + place) for place, one in enumerate(self._kept)]
        count = len(placed)
        self._bridge.apply(add(*placed, label="Keep evidence" if count > 1 else ""))
        words = QCoreApplication.translate("EvidenceFiles", "Kept as evidence of “%1”.")
        sentence = words.replace("%1", entry.title[:_TITLE_CHARS])
        self._say(sentence, frozenset(one.id for one in placed))
