"""Second starts."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from reviewdesk.qt.single_instance import SingleInstance


def test_nobody_is_there_to_hand_over_to(qtbot: QtBot, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path / "a.reviews").hand_over([])


def test_socket_of_a_killed_program_is_no_window(qtbot: QtBot, tmp_path: Path) -> None:
    left = SingleInstance(tmp_path / "a.reviews")
    if left._path is not None:
        left._path.write_bytes(b"")
    assert not SingleInstance(tmp_path / "a.reviews").hand_over([])
    left.listen()
    left.close()


def test_other_libraries_have_windows_of_their_own(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path / "a.reviews")
    first.listen()
    assert not SingleInstance(tmp_path / "b.reviews").hand_over([])
    first.close()
