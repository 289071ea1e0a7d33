"""The order of runs on a line that goes both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.reading import FONTS
from reviewdesk.export.pdf.bidi import is_right_to_left, levels, levels_of_parts, visual_order
from reviewdesk.export.pdf.fonts import FontSet
from reviewdesk.export.pdf.text import Setter, Span, in_order


def shown(text: str) -> str:
    """`text` as it stands from left to right."""
    found = levels(text)
    return "".join(
        text[place] for place in visual_order(range(len(text)), lambda place: found[place])
    )


@pytest.mark.parametrize(
    ("written", "from_left"),
    [
        ("abc 123", "abc 123"),
        ("אבג", "גבא"),
        ("abc אבג def", "abc גבא def"),
        ("abc אבג דהו def", "abc והד גבא def"),
        ("אבג abc דהו", "והד abc גבא"),
        ("אבג 10:47 דהו", "והד 10:47 גבא"),
        ("אבג 12", "12 גבא"),
        ("ابج 1,240 دهو", "وهد 1,240 جبا"),
    ],
)
def test_runs_stand_in_reading_order(written: str, from_left: str) -> None:
    assert shown(written) == from_left


def test_a_part_keeps_its_signs_beside_its_own_letters() -> None:
    parts = ["אבג.", " (noticed) ", "E1"]
    text = "".join(parts)
    found = levels_of_parts(parts)
    order = visual_order(range(len(text)), lambda place: found[place])
    assert "".join(text[place] for place in order) == "E1 (noticed) .גבא"


def test_the_first_letter_gives_the_direction() -> None:
    assert is_right_to_left("12 – שלום abc")
    assert not is_right_to_left("12 – abc שלום")
    assert not is_right_to_left("12")


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_nothing_is_lost_or_doubled(text: str) -> None:
    assert sorted(shown(text)) == sorted(text)


def test_a_name_in_a_sentence_of_ours_does_not_turn_it() -> None:
    setter = Setter(FontSet(FONTS, ()))
    name, rest = Span("\u0642\u0633\u0645", apart=True), Span(" noticed it 13:45")
    assert not setter.line([name, rest]).right_to_left
    first, _ = in_order(setter, setter.line([name, rest]))[0]
    assert first.text == name.text
    assert setter.line([name]).right_to_left, "alone it runs as it is read"
    assert setter.line([Span(name.text), rest]).right_to_left, "a title of theirs gives the way"
