"""A questionnaire goes out, is filled in by others' programs, and comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLabel, QPushButton

from questionnaires import SCRIPTS, filled_by_pdf_js, filled_by_pdfium, filled_by_pypdf
from reviewdesk.domain.accounts import Card
from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.people import Voice
from reviewdesk.export.leaks import texts_of_pdf
from reviewdesk.services import account_edits
from reviewdesk.services.questions import card_questions, question_bank
from running import Running


def department_id(program: Running, name: str) -> str:
    return next(one.id for one in program.review.departments if one.name == name)


def send_out(program: Running, name: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Makes the form of a department from the menu."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    program.do("make_questionnaire")
    dialog = program.find(QDialog, "questionnaire_dialog")
    chosen = dialog.findChild(QComboBox, "questionnaire_department")
    chosen.setCurrentIndex(chosen.findText(name))
    assert "questions" in dialog.findChild(QLabel, "questionnaire_told").text()
    dialog.findChild(QPushButton, "questionnaire_save").click()
    program.until(path.exists)
    return path.read_bytes()


def preview_of(program: Running) -> QDialog:
    program.until(lambda: program.window.findChild(QDialog, "questionnaire_preview") is not None)
    return program.find(QDialog, "questionnaire_preview")


ENGINES: dict[str, Callable[[bytes, dict[str, str]], bytes]] = {
    "pdfium": lambda form, said: filled_by_pdfium(form, said, {"event_1_sight": "noticed"}),
    "pdf.js": lambda form, said: filled_by_pdf_js(form, said, {"event_1_sight": "noticed"}),
    "pypdf": filled_by_pypdf,
}


@pytest.mark.parametrize(
    ("engine", "script"), [("pdfium", "Cyrillic"), ("pdf.js", "Arabic"), ("pypdf", "CJK")]
)
def test_a_form_goes_out_is_filled_in_and_comes_back(
    program: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, script: str
) -> None:
    program.open_sample()
    form = send_out(program, "Support", tmp_path / "form.pdf", monkeypatch)
    said = {
        "role": "night agent",
        "answer_1": SCRIPTS[script],
        "impact": SCRIPTS["Latin"],
        "event_1_when": "13:43",
    }
    back = tmp_path / "back.pdf"
    back.write_bytes(ENGINES[engine](form, said))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(back), ""))
    before = set(program.review.records())
    program.do("read_questionnaire")
    preview = preview_of(program)
    QTest.keyClick(preview.focusWidget(), Qt.Key.Key_Return)
    support = department_id(program, "Support")
    (card,) = [
        one
        for one in program.review.all(Card).values()
        if one.department_id == support and one not in before
    ]
    assert card.answer("looked") == SCRIPTS[script]
    assert card.impact == SCRIPTS["Latin"]
    assert program.review.all(Voice)[card.voice_id or ""].role == "night agent"
    program.do("undo")
    assert set(program.review.records()) == before


def test_a_form_that_is_dropped_on_the_timeline_is_read(
    program: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open_sample()
    form = send_out(program, "Support", tmp_path / "form.pdf", monkeypatch)
    back = tmp_path / "back.pdf"
    back.write_bytes(filled_by_pypdf(form, {"answer_2": "two people off sick"}))
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(back))])
    program.application.view.brought.emit(held)
    assert preview_of(program).isVisible()


def test_an_empty_form_and_a_foreign_one_are_said_to_be_so(
    program: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open_sample()
    review_id = program.review.id
    path = tmp_path / "form.pdf"
    form = send_out(program, "Support", path, monkeypatch)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    program.do("read_questionnaire")
    program.until(lambda: any("nothing filled in" in one for one in program.notices()))
    path.write_bytes(filled_by_pypdf(form, {"answer_1": "x"}))
    program.do("duplicate_review")
    program.until(lambda: program.review.id != review_id)
    program.do("read_questionnaire")
    program.until(lambda: any("another review" in one for one in program.notices()))


def test_with_the_veil_down_the_form_holds_nothing_known_later(
    program: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open_sample()
    review = program.review
    moment = review.entries_in_order()[len(review.entries) // 3].anchor
    assert moment is not None
    later = review.entries.keys() - AsOf(review).known_ids(moment)
    assert len(later) > 10
    view = program.application.view
    view.set_as_of(moment)
    view.set_veil(True)
    for number, one in enumerate(review.departments):
        path = tmp_path / f"{number}.pdf"
        send_out(program, one.name, path, monkeypatch)
        text = "\n".join(text for _, text in texts_of_pdf(path.read_bytes()))
        assert not [one for one in later if review.entries[one].title in text]
        assert one.name in text


def test_the_form_of_whoever_opens_begins_with_own_calls_and_comes_back_to_that_card(
    program: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open_sample()
    department = department_id(program, "Support")
    account_edits.add_card(program.bridge, department)
    last = program.review.children(Card, department)[-1]
    account_edits.choose_opening(program.bridge, last)
    form = send_out(program, "Support", tmp_path / "form.pdf", monkeypatch)
    own_calls = question_bank().opening_questions[0].text
    told = " ".join(" ".join(text for _, text in texts_of_pdf(form)).split())
    first = card_questions(program.review.head)[0].text
    assert -1 < told.find(own_calls) < told.find(first)
    large = "I let it run over noon.\n" * 8_000
    path = tmp_path / "filled.pdf"
    path.write_bytes(filled_by_pypdf(form, {"answer_1": large, "answer_2": "quiet at first"}))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    program.do("read_questionnaire")
    preview_of(program).findChild(QPushButton, "questionnaire_take_in").click()
    card = program.review.all(Card)[last.id]
    assert card.answer("own_calls").count("I let it run over noon.") == 8_000
    assert card.answer(card_questions(program.review.head)[0].key) == "quiet at first"
    program.bridge.undo()
    assert not program.review.all(Card)[last.id].answers
