"""Settings: kept, read back, and never in the way when their file is rubbish."""

import stat
from pathlib import Path

import pytest

from reviewdesk.services.settings import Settings, SettingsFile


def test_what_was_chosen_is_there_next_time(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    SettingsFile.read(path).change(theme="dark", windows={"console": "AdnQywAD="})
    again = SettingsFile.read(path)
    assert (again.settings.theme, again.notice) == ("dark", "")
    assert again.settings.windows == {"console": "AdnQywAD="}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "rubbish",
    [
        b"theme = ",
        b"\xff\xfe\x00rubbish",
        b"theme = 'pink'",
        b"text_size_percent = 'large'",
        b"windows = 3",
        b"a = [" * 5_000,
        b"x" * 2_000_000,
        b"\x00" * 100,
    ],
)
def test_rubbish_is_kept_aside_and_told(tmp_path: Path, rubbish: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(rubbish)
    found = SettingsFile.read(path)
    assert found.settings == Settings()
    assert "settings.toml.damaged" in found.notice
    assert path.with_name("settings.toml.damaged").read_bytes() == rubbish
    assert not path.exists()


def test_keys_of_a_later_version_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "light"\nhologram = true\n')
    found = SettingsFile.read(path)
    assert (found.settings.theme, found.notice) == ("light", "")


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.mkdir()
    assert "cannot be read" in SettingsFile.read(path).notice


def test_a_choice_there_is_not_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    with pytest.raises(ValueError, match="theme"):
        SettingsFile.read(path).change(theme="pink")
    assert not path.exists()
