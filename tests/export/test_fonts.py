"""Which font draws a sign, and what stands where none can."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from export.reading import FONTS
from reviewdesk.export.pdf.fonts import FontSet, Weight, _said, stand_in
from reviewdesk.export.pdf.text import BODY, Setter, Span


@pytest.mark.parametrize(
    ("sign", "font"),
    [
        ("a", "NotoSans-Regular"),
        ("Ω", "NotoSans-Regular"),
        ("Ж", "NotoSans-Regular"),
        ("ש", "NotoSansHebrew-Regular"),
        ("ع", "NotoSansArabic-Regular"),
        ("क", "NotoSansDevanagari-Regular"),
        ("ก", "NotoSansThai-Regular"),
        ("∑", "NotoSansMath-Regular"),
        ("障", "DroidSansFallbackFull"),
        ("の", "DroidSansFallbackFull"),
        ("애", "NanumSquareR"),
        ("\U0001f525", "NotoEmoji-Regular"),
        ("\U0001f44d", "NotoEmoji-Regular"),
    ],
)
def test_the_first_font_that_has_a_sign_draws_it(sign: str, font: str) -> None:
    found = FontSet(FONTS, ()).font_for(sign, Weight.REGULAR)
    assert found is not None
    assert found.face.name == font


def test_bold_text_is_bold_in_other_scripts() -> None:
    found = FontSet(FONTS, ()).font_for("ש", Weight.BOLD)
    assert found is not None
    assert found.face.name == "NotoSansHebrew-Bold"


def test_a_font_of_the_system_draws_what_ours_cannot(tmp_path: Path) -> None:
    ours, system = tmp_path / "ours", tmp_path / "system" / "deep"
    ours.mkdir()
    system.mkdir(parents=True)
    shutil.copy(FONTS / "NotoSans-Regular.ttf", ours)
    shutil.copy(FONTS / "NotoSansHebrew-Regular.ttf", system / "FreeSans.ttf")
    fonts = FontSet(ours, (tmp_path / "system",))
    found = fonts.font_for("ש", Weight.REGULAR)
    assert found is not None
    assert found.face.name == "FreeSans"
    assert fonts.font_for("中", Weight.REGULAR) is None


def test_a_damaged_font_of_the_system_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "DejaVuSans.ttf").write_bytes(b"no font at all")
    assert FontSet(FONTS, (tmp_path,)).font_for("\U00012000", Weight.REGULAR) is None


def test_a_missing_font_of_ours_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"NotoSans-Regular\.ttf"):
        FontSet(tmp_path, ()).main(Weight.REGULAR)


@pytest.mark.parametrize(
    ("sign", "said"), [("\U0001f525", "[fire]"), ("中", "[U+4E2D]"), ("\U000f0000", "[U+F0000]")]
)
def test_what_stands_for_a_sign(sign: str, said: str) -> None:
    assert stand_in(sign) == said


def test_lines_are_as_wide_as_told() -> None:
    setter = Setter(FontSet(FONTS, ()))
    text = "It looked like every other rollout of that month, and nothing spoke against it. " * 4
    lines = setter.lines([Span(text, BODY)], 200.0)
    assert all(line.width <= 200.0 for line in lines)
    assert all(line.width > 120.0 for line in lines[:-1])


@pytest.mark.parametrize(
    "picture",
    [
        "\U0001f44d\U0001f3fd",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\U0001f937\u200d\u2640",
        "\U0001f1f5\U0001f1f9",
    ],
    ids=["a hand and its skin", "a family", "who shrugs", "a flag"],
)
def test_what_is_one_picture_is_drawn_as_one(picture: str) -> None:
    [line] = Setter(FontSet(FONTS, ())).lines([Span(f"on {picture} off", BODY)], 200.0)
    [said] = [piece for word in line.words for piece in word.pieces if piece.text == picture]
    [stretch] = said.stretches
    assert len(stretch.glyphs) == len("<0001>")


def test_a_label_is_cut_with_an_ellipsis() -> None:
    setter = Setter(FontSet(FONTS, ()))
    line = setter.line([Span("a rather long title of an event", BODY)], 80.0)
    said = "".join(piece.text for word in line.words for piece in word.pieces)
    assert line.width <= 80.0
    assert said.startswith("arather")
    assert said.endswith("…")


@pytest.mark.parametrize(
    ("text", "clusters", "said"),
    [
        ("fi", [0], ["fi"]),
        ("नि", [0, 0], ["न", "ि"]),
        ("क्षि", [0, 0], ["क", "्षि"]),
        ("ab", [1, 0], ["b", "a"]),
        ("abc", [1, 0, 0], ["bc", "a", ""]),
        ("a", [0, 0], ["a", ""]),
    ],
)
def test_every_letter_belongs_to_one_glyph(text: str, clusters: list[int], said: list[str]) -> None:
    assert _said(text, clusters) == said
