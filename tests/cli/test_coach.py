"""`coach`."""

import io
import sys
from pathlib import Path

import pytest

from commands import Run


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text("The queue grew.\nWe should have tested the fallback.\n", encoding="utf-8")
    return path


def test_remarks_on_a_file_as_json(run: Run, notes: Path) -> None:
    (remark,) = run("coach", notes, "--json").json
    assert set(remark) == {"line", "column", "length", "label", "text", "question"}
    assert (remark["line"], remark["column"], remark["length"]) == (2, 4, 18)
    assert (remark["label"], remark["text"]) == ("counterfactual", "should have tested")


def test_remarks_as_lines_one_can_jump_to(run: Run, notes: Path) -> None:
    (line,) = run("coach", notes).lines
    assert line.startswith("2:4  counterfactual  “should have tested”  ")
    assert line.endswith("?")


@pytest.mark.parametrize("words", [("coach",), ("coach", "-")])
def test_standard_input_is_read_too(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO("Obviously a typo.".encode("utf-16")))
    )
    labels = [remark["label"] for remark in run(*words, "--json").json]
    assert labels == ["judgement_adverb", "human_error"]


def test_nothing_to_remark(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "calm.txt"
    path.write_text("10:35 The alert fired.\n", encoding="utf-8")
    ran = run("coach", path)
    assert (ran.code, ran.out, ran.err) == (0, "", "No remarks.\n")
    assert run("coach", path, "--json").json == []


def test_no_library_is_made_for_it(run: Run, notes: Path, home: Path) -> None:
    run("coach", notes)
    assert not list(home.rglob("*.reviews"))


def test_a_file_that_cannot_be_read_is_said_to_be_so(run: Run, tmp_path: Path) -> None:
    assert "could not be read" in run("coach", tmp_path / "none.txt").sentence()
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    assert "is not text" in run("coach", picture).sentence()
