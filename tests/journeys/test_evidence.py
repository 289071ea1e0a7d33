"""Evidence: chosen, dropped, pasted, opened, taken off and brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QMenu,
    QMessageBox,
    QPushButton,
    QWidget,
)

from reviewdesk.domain.edits import add
from reviewdesk.domain.entries import Entry, Evidence, EvidenceKind
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.layout import Placed
from reviewdesk.widgets.timeline.event_list import EventList
from reviewdesk.widgets.timeline.view import TimelineView
from running import Running, program

__all__ = ["program"]
COPY = Qt.DropAction.CopyAction
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def kept(program: Running) -> Iterator["Kept"]:
    program.open_sample()
    yield Kept(program)
    QApplication.clipboard().clear()


class Kept:
    """The sample review with one event in hand."""

    def __init__(self, program: Running) -> None:
        self.program = program
        self.view = program.find(TimelineView, "timeline")
        picture = self.view.picture
        spot = next(
            (lane.number, one)
            for lane in picture.drawn()
            for one in lane.layout.placed
            if 20 < one.x + picture.shift < picture.width - 40
        )
        self.entry_id = picture.book.lanes[spot[0]].columns.ids[spot[1].entry_index]
        self.before = len(self.files)
        program.application.view.select(self.entry_id)
        program.do("panel_inspector")
        program.until(lambda: program.window.findChild(QWidget, "evidence_list"))

    def go_on(self) -> None:
        """Counts from here."""
        self.before = len(self.files)

    def wait_for_notice(self, words: str) -> None:
        self.program.until(lambda: any(words in one for one in self.program.notices()))

    @property
    def entry(self) -> Entry:
        return self.program.review.entries[self.entry_id]

    @property
    def files(self) -> list[Evidence]:
        found = self.program.review.children(Evidence, self.entry_id)
        return [one for one in found if one.kind is EvidenceKind.FILE]

    def wait(self, count: int) -> list[Evidence]:
        self.program.until(lambda: len(self.files) == self.before + count)
        return self.files[self.before :]

    def wait_for_a_row(self) -> None:
        window = self.program.window
        self.program.until(lambda: window.findChildren(QPushButton, "evidence_save_button"))

    def bytes_of(self, evidence: Evidence) -> bytes:
        return self.program.application.librarian.service.read_file(evidence.file_digest)

    def point(self) -> QPoint:
        picture = self.view.picture
        spot = picture.book.find(self.entry_id)
        assert spot is not None
        place = picture.where(spot)
        assert isinstance(place, Placed)
        y = picture.drawn()[spot.lane].rows[place.row] - picture.scroll
        header = self.view.height() - picture.height
        return QPoint(round(place.x + picture.shift) + self.view.head_width, round(y) + header)


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
    return mime


def drop(target: QWidget, mime: QMimeData, at: QPoint) -> bool:
    """Drags `mime` over a widget and lets go; whether it was taken."""
    entered = QDragEnterEvent(at, COPY, mime, LEFT, NONE)
    QApplication.sendEvent(target, entered)
    if not entered.isAccepted():
        return False
    moved = QDragMoveEvent(at, COPY, mime, LEFT, NONE)
    QApplication.sendEvent(target, moved)
    target.grab()
    if not moved.isAccepted():
        return False
    dropped = QDropEvent(QPointF(at), COPY, mime, LEFT, NONE)
    QApplication.sendEvent(target, dropped)
    return dropped.isAccepted()


def an_image() -> QImage:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    return image


def test_files_dropped_on_an_event_are_kept_as_one_step(kept: Kept, tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("first line")
    other.write_text("other line")
    assert drop(kept.view, files(one, other), kept.point())
    found = kept.wait(2)
    assert [evidence.title for evidence in found] == ["one.txt", "two.txt"]
    assert [kept.bytes_of(evidence) for evidence in found] == [b"first line", b"other line"]
    kept.program.do("undo")
    assert len(kept.files) == kept.before
    kept.program.do("redo")
    assert kept.bytes_of(kept.wait(2)[1]) == b"other line"
    # So it is on its row of the event list.
    kept.go_on()
    kept.program.do("event_list")
    rows = kept.program.find(EventList, "event_list")
    rows.scrollTo(rows.currentIndex())
    row = rows.visualRect(rows.events.index(rows.events.row_of(kept.entry_id), 0))
    assert drop(rows.viewport(), files(one), row.center())
    assert kept.wait(1)[0].title == "one.txt"
    kept.program.do("event_list")
    # What cannot be kept is said, and what can be of several is kept.
    kept.go_on()
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    assert drop(kept.view, files(large), kept.point())
    kept.wait_for_notice("100 MB")
    assert drop(kept.view, files(tmp_path / "gone.txt"), kept.point())
    kept.wait_for_notice("cannot be read")
    assert len(kept.files) == kept.before
    assert drop(kept.view, files(tmp_path / "gone.txt", one), kept.point())
    assert kept.wait(1)[0].title == "one.txt"


def test_evidence_is_taken_off_and_brought_back_with_its_bytes(kept: Kept, tmp_path: Path) -> None:
    place = tmp_path / "one.txt"
    place.write_text("first line")
    assert drop(kept.view, files(place), kept.point())
    kept.wait(1)
    place.unlink()
    kept.wait_for_a_row()
    kept.program.window.findChildren(QPushButton, "evidence_delete_button")[-1].click()
    assert len(kept.files) == kept.before
    kept.program.do("undo")
    assert kept.bytes_of(kept.wait(1)[0]) == b"first line"


def test_the_inspector_takes_files_also_over_its_fields_and_the_lanes_read_them_in(
    kept: Kept, tmp_path: Path
) -> None:
    place = tmp_path / "one.txt"
    place.write_text("10:35 first line")
    mime = files(place)
    for name in ("entry_title_field", "entry_detail_field"):
        field = kept.program.window.findChild(QWidget, name)
        assert field is not None
        entered = QDragEnterEvent(QPoint(4, 4), COPY, mime, LEFT, NONE)
        field.dragEnterEvent(entered)
        assert not entered.isAccepted()
    inspector = kept.program.find(QWidget, "inspector")
    entered = QDragEnterEvent(QPoint(20, 20), COPY, mime, LEFT, NONE)
    QApplication.sendEvent(inspector, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(inspector, QDropEvent(QPointF(20, 20), COPY, mime, LEFT, NONE))
    assert kept.wait(1)[0].media_type == "text/plain"
    kept.go_on()
    # Beside events an image is not taken, and a file is to be read in.
    picture = QMimeData()
    picture.setImageData(an_image())
    assert not drop(kept.view, picture, QPoint(5, 5))
    assert drop(kept.view, files(place), QPoint(5, 5))
    kept.program.until(lambda: kept.program.window.findChild(QWidget, "paste_preview"))
    assert len(kept.files) == kept.before


def test_an_image_is_pasted_on_the_timeline_and_in_the_inspector(kept: Kept) -> None:
    QApplication.clipboard().setImage(an_image())
    kept.view.setFocus()
    QTest.keyClick(kept.view, Qt.Key.Key_V, CONTROL)
    (evidence,) = kept.wait(1)
    assert (evidence.title, evidence.media_type) == ("Pasted image", "image/png")
    title = kept.program.review.entries[evidence.entry_id].title
    assert f"Kept as evidence of “{title[:80]}”." in kept.program.notices()
    assert QImage.fromData(kept.bytes_of(evidence)).pixel(3, 3) == an_image().pixel(3, 3)
    kept.program.do("undo")
    kept.wait(0)
    assert not any("Kept as evidence" in one for one in kept.program.notices())
    # In the inspector, by key and by button.
    QTest.keyClick(kept.program.find(QWidget, "evidence_add_line"), Qt.Key.Key_V, CONTROL)
    kept.wait(1)
    kept.program.find(QPushButton, "evidence_paste_button").click()
    kept.wait(2)


def test_what_cannot_be_pasted_is_said(kept: Kept) -> None:
    paste = kept.program.find(QPushButton, "evidence_paste_button")
    QApplication.clipboard().setText("just words")
    paste.click()
    kept.wait_for_notice("no file, no image")
    QApplication.clipboard().clear()
    with kept.program.qtbot.capture_exceptions() as raised:
        paste.click()
        kept.program.until(
            lambda: any(
                "nothing on the clipboard" in one
                for one in (*kept.program.notices(), *(str(one[1]) for one in raised))
            )
        )
    kept.program.application.view.select()
    QApplication.clipboard().setImage(an_image())
    kept.view.setFocus()
    QTest.keyClick(kept.view, Qt.Key.Key_V, CONTROL)
    kept.wait_for_notice("There is a picture")
    assert len(kept.files) == kept.before


def test_a_file_is_chosen_by_key_and_opened_only_after_asking(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    place = tmp_path / "one.txt"
    place.write_text("first line")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(place)], ""))
    kept.view.setFocus()
    QTest.keyClick(kept.view, Qt.Key.Key_E)
    assert kept.wait(1)[0].title == "one.txt"
    kept.wait_for_a_row()
    # Its title leads there by keys alone; of several pieces it is chosen in a menu.
    kept.view.setFocus()
    QTest.keyClick(kept.view, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    menu = kept.view.findChild(QMenu, "evidence_menu")
    if menu is not None:
        next(one for one in menu.actions() if one.text() == "one.txt").trigger()
        menu.close()
    asked = kept.program.find(QMessageBox, "open_file_question")
    assert asked.informativeText() == "one.txt"
    assert not opened
    next(one for one in asked.buttons() if one.text() == "Open").click()
    kept.program.until(lambda: opened)
    copy = Path(opened[0].toLocalFile())
    assert copy.read_text() == "first line"
    kept.program.application.librarian.close()
    assert not copy.exists()


def test_a_link_is_opened_after_asking_and_copied_where_nothing_opens_it(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    address = "https://example.org/ticket/42"
    link = Evidence(id=new_id(), entry_id=kept.entry_id, url=address)
    kept.program.bridge.apply(add(link))
    panel = kept.program.find(QFrame, "side_panel")
    for _ in range(2):
        kept.program.do("panel_inspector")
    focused = kept.program.window.focusWidget()
    assert focused is not None
    # Into the panel by the key that shows it, and on from there.
    assert panel.isAncestorOf(focused)
    row = kept.program.window.findChildren(QPushButton, "evidence_open_button")[-1]
    row.click()
    asked = kept.program.find(QMessageBox, "open_link_question")
    assert asked.informativeText() == address
    yes = next(one for one in asked.buttons() if one.text() == "Open")
    with kept.program.qtbot.capture_exceptions() as raised:
        yes.click()
    told = [*kept.program.notices(), *(str(one[1]) for one in raised)]
    assert any("No program of this computer opened the address" in one for one in told)
    assert QApplication.clipboard().text() == address


def test_a_file_that_is_stopped_on_its_way_is_not_kept(kept: Kept, tmp_path: Path) -> None:
    place = tmp_path / "log.txt"
    place.write_bytes(b"line\n" * 2_000_000)
    answers: list[str] = []
    librarian = kept.program.application.librarian
    keeping = librarian.keep_file(place, lambda digest, *_: answers.append(digest))
    keeping.stop()
    kept.wait_for_notice("Stopped")
    assert answers == []
    assert len(kept.files) == kept.before
