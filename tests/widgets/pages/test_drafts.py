"""Lines keep what is typed in them until it is entered."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from builders import a_review
from panels import Bench
from reviewdesk.domain.errors import KnownError
from reviewdesk.services.drafts import Drafts
from reviewdesk.widgets.fields import AddLine, flush_fields
from reviewdesk.widgets.inspector.inspector import Inspector
from reviewdesk.widgets.pages.lessons import LessonsPage


@pytest.fixture
def lessons(bench: Bench) -> LessonsPage:
    made = LessonsPage(bench.bridge, bench.view, bench.theme)
    bench.show(made)
    return made


def kept(bench: Bench, place: str) -> Callable[[], str]:
    """As another start of the program would find it."""
    return lambda: bench.library.open_desk(bench.review.id).drafts.text(place)


def test_what_is_typed_is_kept_within_a_second(bench: Bench, lessons: LessonsPage) -> None:
    bench.qtbot.keyClicks(lessons.add_line, "retries hide")
    found = kept(bench, "lessons_add_line")
    bench.qtbot.waitUntil(lambda: found() == "retries hide", timeout=1_000)


def test_what_is_entered_is_no_draft_any_more(bench: Bench, lessons: LessonsPage) -> None:
    bench.qtbot.keyClicks(lessons.add_line, "retries hide")
    found = kept(bench, "lessons_add_line")
    bench.qtbot.waitUntil(lambda: bool(found()))
    bench.qtbot.keyClick(lessons.add_line, Qt.Key.Key_Return)
    assert found() == ""


def test_another_review_has_its_own_lines(bench: Bench, lessons: LessonsPage) -> None:
    first = bench.review.id
    bench.qtbot.keyClicks(lessons.add_line, "retries hide")
    bench.open(a_review())
    assert lessons.add_line.text() == ""
    bench.bridge.open(bench.library.open_desk(first))
    assert lessons.add_line.text() == "retries hide"


def test_a_line_that_goes_away_keeps_what_stands_in_it(bench: Bench) -> None:
    inspector = Inspector(bench.bridge, bench.view, bench.theme)
    bench.show(inspector, 330, 900)
    bench.view.select(bench.calls.id)
    inspector.update_now()
    bench.qtbot.keyClicks(inspector.findChild(AddLine, "evidence_add_line"), "https://exam")
    bench.view.select(bench.pod.id)
    inspector.update_now()
    assert inspector.findChild(AddLine, "evidence_add_line").text() == ""
    bench.view.select(bench.calls.id)
    inspector.update_now()
    assert inspector.findChild(AddLine, "evidence_add_line").text() == "https://exam"


def test_that_keeping_fails_is_told_once_and_the_text_stays(
    bench: Bench, lessons: LessonsPage
) -> None:
    attempts: list[str] = []

    class Full:
        def drafts(self, _review_id: str) -> dict[str, str]:
            return {}

        def keep_draft(self, _review_id: str, _place: str, text: str) -> None:
            attempts.append(text)
            raise KnownError("The disk is full. Nothing was written.")

    bench.bridge.desk.drafts = Drafts(bench.review.id, Full())
    with bench.qtbot.capture_exceptions() as raised:
        for words, whole in (("one", "one"), (" two", "one two")):
            bench.qtbot.keyClicks(lessons.add_line, words)
            bench.qtbot.waitUntil(lambda whole=whole: whole in attempts)
        bench.qtbot.waitUntil(lambda: bool(raised))
    assert [str(error) for _, error, _ in raised] == ["The disk is full. Nothing was written."]
    assert lessons.add_line.text() == "one two"


def test_a_tag_half_typed_is_kept_within_a_second_and_is_a_tag_once_entered(bench: Bench) -> None:
    inspector = Inspector(bench.bridge, bench.view, bench.theme)
    bench.show(inspector, 330, 900)
    bench.view.select(bench.calls.id)
    inspector.update_now()
    line = inspector.findChild(QLineEdit, "entry_tags_field_line")
    bench.qtbot.keyClicks(line, "retry st")
    found = kept(bench, f"entry_tags_field_line.{bench.calls.id}.tags")
    bench.qtbot.waitUntil(lambda: found() == "retry st", timeout=1_000)
    bench.qtbot.keyClicks(line, "orm")
    bench.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert bench.bridge.review.entries[bench.calls.id].tags == ("retry storm",)
    assert (line.text(), found()) == ("", "")


def test_tags_that_could_not_be_written_stay_in_the_line(bench: Bench) -> None:
    inspector = Inspector(bench.bridge, bench.view, bench.theme)
    bench.show(inspector, 330, 900)
    bench.view.select(bench.calls.id)
    inspector.update_now()
    line = inspector.findChild(QLineEdit, "entry_tags_field_line")
    bench.qtbot.keyClicks(line, "retry storm")
    bench.library.path.unlink()
    with bench.qtbot.capture_exceptions() as raised:
        bench.qtbot.keyClick(line, Qt.Key.Key_Return)
        bench.qtbot.waitUntil(lambda: bool(raised))
        assert line.text() == "retry storm"
        assert bench.bridge.review.entries[bench.calls.id].tags == ()
        bench.bridge.close()
        QApplication.processEvents()


def test_lines_that_cannot_be_kept_at_closing_are_asked_about_and_told_no_second_time(
    bench: Bench, lessons: LessonsPage
) -> None:
    bench.library.path.unlink()
    with bench.qtbot.capture_exceptions() as raised:
        bench.qtbot.keyClicks(lessons.add_line, "retries hide")
        with pytest.raises(KnownError, match="by another program"):
            flush_fields(lessons)
        bench.bridge.close()
        QApplication.processEvents()
    assert raised == []
