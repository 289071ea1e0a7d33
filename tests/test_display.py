"""What is said where there is no screen."""

from __future__ import annotations

import pytest

from reviewdesk.display import missing_screen_sentence, needs_no_screen


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_screen_of_any_kind_is_enough(name: str) -> None:
    assert missing_screen_sentence({name: "x"}, "linux") is None


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_only_linux_can_be_without_a_screen(platform: str) -> None:
    assert missing_screen_sentence({}, platform) is None


def test_without_a_screen_the_commands_that_need_none_are_named() -> None:
    assert missing_screen_sentence({"DISPLAY": ""}, "linux") == (
        "There is no screen here to open a window on; these commands need none: "
        "sample, list, search, import, export, check, backup and restore."
    )


@pytest.mark.parametrize(
    ("words", "needs_none"),
    [
        ([], False),
        (["outage.review"], False),
        (["list"], True),
        (["--library", "x.library", "export", "1"], True),
        (["--help"], True),
    ],
)
def test_commands_are_told_from_the_window(words: list[str], needs_none: bool) -> None:
    assert needs_no_screen(words) is needs_none
