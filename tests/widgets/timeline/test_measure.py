"""Where labels are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from reviewdesk.qt.theme import TextRole, Theme, ThemeMode, load_fonts
from reviewdesk.widgets.timeline.measure import ELLIPSIS, LabelMeasure, letter_edge


@pytest.mark.parametrize(
    ("text", "end", "edge"),
    [
        ("plain", 3, 3),
        ("cafe\u0301 shut", 4, 3),
        ("a\U0001f469\u200d\U0001f692b", 2, 1),
        ("a\U0001f469\u200d\U0001f692b", 3, 1),
        ("\U0001f44d\U0001f3fd ok", 1, 0),
        ("\U0001f1e9\U0001f1ea\U0001f1f5\U0001f1f9", 3, 2),
        ("\U0001f1e9\U0001f1ea\U0001f1f5\U0001f1f9", 2, 2),
    ],
)
def test_no_letter_is_torn_apart(text: str, end: int, edge: int) -> None:
    assert letter_edge(text, end) == edge


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.integers(0, 60))
def test_an_edge_is_never_after_the_place_asked_for(text: str, end: int) -> None:
    assert 0 <= letter_edge(text, min(end, len(text))) <= min(end, len(text))


def test_a_label_keeps_to_its_width_and_says_that_it_goes_on(qtbot: QtBot) -> None:
    load_fonts()
    measure = LabelMeasure(Theme(ThemeMode.LIGHT).font(TextRole.BODY))
    title = "re\u0301sume\u0301 of the call centre, as told by the shift lead"
    for width in range(30, 260, 7):
        cut = measure.cut(title, float(width))
        assert cut.endswith(ELLIPSIS)
        assert measure.width(cut) <= width + 1.0
    # How wide that is without the ellipsis is said of every text, of any script.
    for text in (
        title,
        "Plain words  and more of them",
        "\u05e9\u05dc\u05d5\u05dd all \u05e2\u05d5\u05dc\u05dd",
        "a\u202eb gone",
    ):
        for width in range(8, 200):
            left = measure.cut(text, float(width))
            if left != text:
                wide = measure.width(left.removesuffix(ELLIPSIS))
                assert abs(measure.begun(text, float(width)) - wide) < 0.01
