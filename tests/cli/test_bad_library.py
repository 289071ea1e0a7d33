"""A library that is damaged, newer, locked away or gone: told in a sentence, and nothing lost."""

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from commands import Run
from reviewdesk.services.library import LibraryService


def _with_a_backup(library: Path) -> None:
    """Opens and closes the library once, as using it does: then there is a backup of it."""
    service = LibraryService.open(library)
    service.create_review("Later")
    service.close()


def _titles(run: Run) -> list[str]:
    return sorted(row["title"] for row in run("list", "--json").json)


def _zeroed(data: bytearray) -> None:
    half = len(data) // 2 // 4096 * 4096
    data[half : half + 3 * 4096] = bytes(3 * 4096)


def _cut(data: bytearray) -> None:
    del data[len(data) // 3 :]


def _cut_in_the_header(data: bytearray) -> None:
    del data[60:]


def _header_overwritten(data: bytearray) -> None:
    data[:100] = b"x" * 100


def _root_page_overwritten(data: bytearray) -> None:
    data[100:4096] = bytes(3996)


def _all_overwritten(data: bytearray) -> None:
    data[:] = b"10:35 call centre hammered\n" * (len(data) // 27)


def _one_letter(data: bytearray) -> None:
    data[data.index(b"firewall")] ^= 1


DAMAGES = [
    _zeroed,
    _cut,
    _cut_in_the_header,
    _header_overwritten,
    _root_page_overwritten,
    _all_overwritten,
    _one_letter,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_library_is_put_together_again(
    run: Run, library: Path, damage: Callable[[bytearray], None]
) -> None:
    _with_a_backup(library)
    before = _titles(run)
    data = bytearray(library.read_bytes())
    damage(data)
    library.write_bytes(data)

    ran = run("list", "--json")
    assert ran.code == 0, ran.err
    assert ran.err.startswith("The library file was damaged.")
    assert ran.err.count("\n") == 1
    assert sorted(row["title"] for row in ran.json) == before
    aside = library.with_name(library.name + ".damaged")
    assert aside.read_bytes() == data
    ran = run("check")
    assert (ran.code, ran.err) == (0, "")


def test_a_record_that_an_index_lost_is_found_again(
    run: Run, library: Path, sample_id: str, tmp_path: Path
) -> None:
    _with_a_backup(library)
    whole, again = tmp_path / "whole.json", tmp_path / "again.json"
    assert run("export", sample_id, whole).code == 0
    with closing(sqlite3.connect(library)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'note_of_review'"
        ).fetchone()
    data = bytearray(library.read_bytes())
    data[data.index(sample_id.encode(), (page - 1) * 4096) + 31] ^= 1
    library.write_bytes(data)
    ran = run("export", sample_id, again)
    assert ran.code == 0
    assert ran.err.startswith("The library file was damaged.")
    assert again.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("seed", range(3))
def test_flipped_bytes_never_pass_for_what_was_written(run: Run, library: Path, seed: int) -> None:
    _with_a_backup(library)
    before = run("list", "--json").json
    data = bytearray(library.read_bytes())
    chance = random.Random(seed)
    for _ in range(40):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    library.write_bytes(data)
    ran = run("list", "--json")
    if ran.code == 0:
        assert {row["title"] for row in ran.json} == {row["title"] for row in before}
        assert run("check").code == 0
    else:
        ran.sentence()
        assert library.read_bytes() == data


@pytest.mark.parametrize("damage", [_all_overwritten, _header_overwritten, _cut_in_the_header])
def test_a_file_that_was_never_seen_to_be_a_library_is_left_alone(
    run: Run, sample_library: Path, tmp_path: Path, damage: Callable[[bytearray], None]
) -> None:
    path = tmp_path / "strange.reviews"
    data = bytearray(sample_library.read_bytes())
    damage(data)
    path.write_bytes(data)
    for words in (["list"], ["search", "x"], ["sample"], ["check"]):
        assert "“strange.reviews” is not a library" in run(*words, "--library", path).sentence()
    assert path.read_bytes() == data


def test_another_programs_database_is_left_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "wallet.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE wallet (coins)")
    before = path.read_bytes()
    for words in (["list"], ["sample"]):
        assert "not a library" in run(*words, "--library", path).sentence()
    assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["wallet.sqlite"]


def test_an_empty_file_becomes_a_library(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new.reviews"
    path.touch()
    assert run("list", "--json", "--library", path).json == []
    assert run("check", "--library", path).code == 0


def test_a_newer_library_is_left_alone(run: Run, library: Path) -> None:
    with closing(sqlite3.connect(library)) as connection:
        connection.execute("PRAGMA user_version = 4711")
    before = library.read_bytes()
    for words in (["list"], ["sample"], ["check"], ["backup", "x.reviews"]):
        assert "later version" in run(*words).sentence()
    assert library.read_bytes() == before
    assert not library.with_name(library.name + ".damaged").exists()


def test_a_folder_in_the_place_of_the_library(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "folder.reviews"
    path.mkdir()
    for words in (["list"], ["sample"]):
        run(*words, "--library", path).sentence()
    assert not list(path.iterdir())


def test_a_library_in_a_place_where_none_can_be(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file" / "x.reviews", tmp_path / f"{'x' * 300}.reviews"):
        run("sample", "--library", place).sentence()
        run("list", "--library", place).sentence()
    run("sample", "--library", "/proc/self/x.reviews").sentence()
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_library_one_may_not_write(run: Run, library: Path) -> None:
    library.chmod(0o400)
    library.parent.chmod(0o500)
    try:
        for words in (["list"], ["sample"]):
            run(*words).sentence()
    finally:
        library.parent.chmod(0o700)
        library.chmod(0o600)
    assert run("list").code == 0


def test_settings_of_rubbish_stop_no_command(run: Run, library: Path, home: Path) -> None:
    folder = home / ".config" / "reviewdesk"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_bytes(b"\xff\x00 = [[[")
    assert run("list").code == 0
