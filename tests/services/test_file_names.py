"""Names of files from titles."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.services.file_names import file_words


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Dispatch / outage: 10:47", "Dispatch-outage-10-47"),
        ("सर्वर बंद", "सर्वर-बंद"),
        ("क्\u200dषत्रिय", "क्षत्रिय"),
        ("../..", ""),
    ],
)
def test_a_title_is_a_name_with_its_letters_whole(title: str, name: str) -> None:
    assert file_words(title, 60) == name


@given(st.text(st.sampled_from("aसर्\u0301 /")), st.integers(1, 12))
def test_a_cut_leaves_no_mark_without_its_letter(title: str, most: int) -> None:
    whole, cut = file_words(title, 1_000), file_words(title, most)
    assert len(cut) <= most
    assert whole.startswith(cut)
    rest = whole[len(cut) :]
    assert not (cut and rest) or not category(rest[0]).startswith("M")
