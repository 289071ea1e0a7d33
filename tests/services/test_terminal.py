"""Whatever people wrote takes one line of a terminal and steers nothing."""

from unicodedata import category, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.services.terminal import cut, one_line


def test_plain_text_stays_as_it_is() -> None:
    assert one_line("Ausfall der Zustellung, 3 – 4 März “alles”") == (
        "Ausfall der Zustellung, 3 – 4 März “alles”"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\r\n\tc", "a b c"),
        ("\x1b[2Jgone", "[U+001B][2Jgone"),
        ("report\u202efdp.exe", "report[U+202E]fdp.exe"),
        ("\u2066turned\u2069", "[U+2066]turned[U+2069]"),
        ("bell\x07", "bell[U+0007]"),
        ("lone\ud800", "lone[U+D800]"),
        ("انقطاع الخدمة", "انقطاع الخدمة"),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_what_steers_a_terminal_is_spelt_out(text: str, shown: str) -> None:
    assert one_line(text) == shown


def test_a_line_is_cut_at_its_columns() -> None:
    assert cut("dispatch", 8) == "dispatch"
    assert cut("dispatch outage", 9) == "dispatch…"


def test_wide_letters_count_twice_and_accents_not_at_all() -> None:
    assert cut("障害対応の記録", 9) == "障害対応…"
    assert cut("e\u0301" * 8, 8) == "e\u0301" * 8


@given(st.text(), st.integers(2, 40))
def test_no_text_takes_a_second_line_or_more_columns(text: str, columns: int) -> None:
    line = cut(text, columns)
    letters = [character for character in line if category(character) not in ("Mn", "Me")]
    wide = [character for character in letters if east_asian_width(character) in "WF"]
    assert len(letters) + len(wide) <= columns
    assert not {"\n", "\r", "\x1b", "\u202e", "\u2028"} & set(line)


def test_a_megabyte_is_cut_without_being_read() -> None:
    assert cut("ab" * 500_000, 20) == "abababababababababa…"
