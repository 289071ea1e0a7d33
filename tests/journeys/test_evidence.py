"""Evidence: chosen, dropped, pasted, opened, taken off and brought back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget

from reviewdesk.domain.entries import Entry, Evidence, EvidenceKind
from reviewdesk.domain.layout import Placed
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


def test_a_file_dropped_beside_events_is_to_be_read_in(kept: Kept, tmp_path: Path) -> None:
    place = tmp_path / "one.txt"
    place.write_text("10:35 first line")
    assert drop(kept.view, files(place), QPoint(5, 5))
    kept.program.until(lambda: kept.program.window.findChild(QWidget, "paste_preview"))
    assert len(kept.files) == kept.before


def test_an_image_dropped_beside_events_is_not_taken(kept: Kept) -> None:
    mime = QMimeData()
    mime.setImageData(an_image())
    assert not drop(kept.view, mime, QPoint(5, 5))


def test_a_file_dropped_on_the_inspector_is_kept(kept: Kept, tmp_path: Path) -> None:
    place = tmp_path / "one.txt"
    place.write_text("first line")
    inspector = kept.program.find(QWidget, "inspector")
    mime = files(place)
    entered = QDragEnterEvent(QPoint(20, 20), COPY, mime, LEFT, NONE)
    QApplication.sendEvent(inspector, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(inspector, QDropEvent(QPointF(20, 20), COPY, mime, LEFT, NONE))
    assert kept.wait(1)[0].media_type == "text/plain"


def test_a_title_field_leaves_files_to_the_inspector(kept: Kept, tmp_path: Path) -> None:
    place = tmp_path / "one.txt"
    place.write_text("first line")
    mime = files(place)
    for name in ("entry_title_field", "entry_detail_field"):
        field = kept.program.window.findChild(QWidget, name)
        assert field is not None
        entered = QDragEnterEvent(QPoint(4, 4), COPY, mime, LEFT, NONE)
        field.dragEnterEvent(entered)
        assert not entered.isAccepted()


def test_an_image_is_pasted_on_the_timeline_by_key(kept: Kept) -> None:
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


def test_an_image_is_pasted_in_the_inspector_by_key_and_by_button(kept: Kept) -> None:
    QApplication.clipboard().setImage(an_image())
    QTest.keyClick(kept.program.find(QWidget, "evidence_add_line"), Qt.Key.Key_V, CONTROL)
    kept.wait(1)
    kept.program.find(QPushButton, "evidence_paste_button").click()
    kept.wait(2)


def test_text_where_an_image_was_expected_is_said(kept: Kept) -> None:
    QApplication.clipboard().setText("just words")
    kept.program.find(QPushButton, "evidence_paste_button").click()
    kept.program.until(lambda: any("no file, no image" in one for one in kept.program.notices()))
    assert len(kept.files) == kept.before


def test_an_image_without_an_event_is_said(kept: Kept) -> None:
    kept.program.application.view.select()
    QApplication.clipboard().setImage(an_image())
    kept.view.setFocus()
    QTest.keyClick(kept.view, Qt.Key.Key_V, CONTROL)
    kept.program.until(lambda: any("There is a picture" in one for one in kept.program.notices()))


def test_a_file_is_chosen_by_key(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "one.txt"
    place.write_text("first line")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(place)], ""))
    kept.view.setFocus()
    QTest.keyClick(kept.view, Qt.Key.Key_E)
    assert kept.wait(1)[0].title == "one.txt"


def test_large_files_and_files_that_vanish_are_said(kept: Kept, tmp_path: Path) -> None:
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    assert drop(kept.view, files(large), kept.point())
    kept.program.until(lambda: any("100 MB" in one for one in kept.program.notices()))
    assert drop(kept.view, files(tmp_path / "gone.txt"), kept.point())
    kept.program.until(lambda: any("cannot be read" in one for one in kept.program.notices()))
    assert len(kept.files) == kept.before


def test_what_can_be_kept_of_several_is_kept(kept: Kept, tmp_path: Path) -> None:
    place = tmp_path / "one.txt"
    place.write_text("first line")
    assert drop(kept.view, files(tmp_path / "gone.txt", place), kept.point())
    assert kept.wait(1)[0].title == "one.txt"


def test_a_kept_file_is_opened_only_after_asking(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    place = tmp_path / "one.txt"
    place.write_text("first line")
    assert drop(kept.view, files(place), kept.point())
    kept.wait(1)
    kept.program.until(
        lambda: kept.program.window.findChildren(QPushButton, "evidence_save_button")
    )
    row = kept.program.window.findChildren(QPushButton, "evidence_open_button")[-1]
    row.click()
    asked = kept.program.find(QMessageBox, "open_file_question")
    assert asked.informativeText() == "one.txt"
    assert not opened
    next(one for one in asked.buttons() if one.text() == "Open").click()
    kept.program.until(lambda: opened)
    copy = Path(opened[0].toLocalFile())
    assert copy.read_text() == "first line"
    kept.program.application.librarian.close()
    assert not copy.exists()


def test_evidence_is_taken_off_and_brought_back_with_its_bytes(kept: Kept, tmp_path: Path) -> None:
    place = tmp_path / "one.txt"
    place.write_text("first line")
    assert drop(kept.view, files(place), kept.point())
    kept.wait(1)
    place.unlink()
    kept.program.until(
        lambda: kept.program.window.findChildren(QPushButton, "evidence_save_button")
    )
    kept.program.window.findChildren(QPushButton, "evidence_delete_button")[-1].click()
    assert len(kept.files) == kept.before
    kept.program.do("undo")
    assert kept.bytes_of(kept.wait(1)[0]) == b"first line"


def test_a_file_that_is_stopped_on_its_way_is_not_kept(kept: Kept, tmp_path: Path) -> None:
    place = tmp_path / "log.txt"
    place.write_bytes(b"line\n" * 2_000_000)
    answers: list[str] = []
    librarian = kept.program.application.librarian
    keeping = librarian.keep_file(place, lambda digest, *_: answers.append(digest))
    keeping.stop()
    kept.program.until(lambda: any("Stopped" in one for one in kept.program.notices()))
    assert answers == []
    assert len(kept.files) == kept.before


def test_an_empty_clipboard_is_said_to_be_empty(program: Running) -> None:
    program.open_sample()
    program.do("panel_inspector")
    program.application.view.select(next(iter(program.review.entries)))
    program.until(lambda: program.window.findChild(QPushButton, "evidence_paste_button"))
    QApplication.clipboard().clear()
    with program.qtbot.capture_exceptions() as raised:
        program.find(QPushButton, "evidence_paste_button").click()
        program.until(lambda: raised or program.notices())
    told = [*program.notices(), *(str(one[1]) for one in raised)]
    assert any("nothing on the clipboard" in one for one in told)
