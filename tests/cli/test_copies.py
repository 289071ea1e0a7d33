"""`check`, `backup` and `restore`."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from commands import Run
from reviewdesk.services.library import LibraryService


def _titles(run: Run, *words: object) -> list[str]:
    return sorted(row["title"] for row in run("list", "--json", *words).json)


def _add(path: Path, title: str) -> None:
    service = LibraryService.open(path)
    service.create_review(title)
    service.close()


def test_a_sound_library_is_said_to_be_sound(run: Run, library: Path) -> None:
    lines = run("check").lines
    assert lines[0] == "The library is sound."
    assert "1 reviews" in lines[1] or "1 review " in lines[1]
    told = run("check", "--json").json
    assert (told["sound"], told["findings"]) == (True, [])
    assert told["facts"]


def test_what_a_check_finds_is_told(run: Run, library: Path) -> None:
    service = LibraryService.open(library)
    service.keep_file(b"a photograph", "image/png")
    service.close()
    with closing(sqlite3.connect(library)) as connection:
        connection.execute("UPDATE kept_file SET data = x'00'")
        connection.commit()
    ran = run("check")
    assert ran.code == 1
    assert "evidence" in ran.out
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    ran = run("check", "--json")
    assert ran.code == 1
    assert '"sound": false' in ran.out


def test_a_backup_is_a_whole_library(run: Run, library: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.reviews"
    assert run("backup", target).lines == [str(target)]
    assert target.stat().st_mode & 0o077 == 0
    assert _titles(run, "--library", target) == _titles(run)
    assert run("check", "--library", target).code == 0


def test_a_backup_never_writes_over_a_file(run: Run, library: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.reviews"
    target.write_bytes(b"somebody's own")
    run("backup", target).sentence()
    assert target.read_bytes() == b"somebody's own"
    run("backup", tmp_path).sentence()
    run("backup", tmp_path / "missing" / "copy.reviews").sentence()
    run("backup", tmp_path / f"{'x' * 300}.reviews").sentence()
    assert [path.name for path in tmp_path.iterdir()] == ["copy.reviews"]


def test_what_a_restore_replaces_is_kept(run: Run, library: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.reviews"
    run("backup", copy)
    before = _titles(run)
    _add(library, "Later")
    (line,) = run("restore", copy).lines
    assert _titles(run) == before
    kept = Path(line.removeprefix("Restored. The library as it was is kept as ").removesuffix("."))
    assert _titles(run, "--library", kept) == sorted([*before, "Later"])
    assert copy.exists()
    assert run("check").code == 0


def test_two_restores_in_a_second_keep_both_libraries(
    run: Run, library: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.reviews"
    run("backup", copy)
    kept = set()
    for title in ("One", "Two"):
        _add(library, title)
        kept.add(run("restore", copy).lines[0])
    assert len(kept) == 2
    found = {
        title
        for line in kept
        for title in _titles(run, "--library", line.partition(" kept as ")[2].removesuffix("."))
    }
    assert {"One", "Two"} <= found


def test_a_library_that_was_lost_is_restored(run: Run, library: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.reviews"
    run("backup", copy)
    before = _titles(run)
    shutil.rmtree(library.parent)
    assert run("restore", copy).lines == ["Restored."]
    assert _titles(run) == before


@pytest.mark.parametrize("damage", [b"", b"no library at all" * 900])
def test_a_library_that_no_longer_opens_is_restored(
    run: Run, library: Path, tmp_path: Path, damage: bytes
) -> None:
    copy = tmp_path / "copy.reviews"
    run("backup", copy)
    before = _titles(run)
    library.write_bytes(damage)
    assert run("restore", copy).code == 0
    assert _titles(run) == before


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("10:35 call centre hammered\n" * 200, encoding="utf-8")


def _other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE wallet (coins)")


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    place = data.index(b"firewall")
    data[place] ^= 1
    path.write_bytes(data)


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 4711")


def test_a_bad_copy_is_not_put_in_place(run: Run, library: Path, tmp_path: Path) -> None:
    good, copy = tmp_path / "good.reviews", tmp_path / "copy.reviews"
    run("backup", good)
    _add(library, "Later")
    before = library.read_bytes()
    for spoil in (_cut, _empty, _text, _other_program, _flip, _newer):
        shutil.copyfile(good, copy)
        spoil(copy)
        assert "“copy.reviews”" in run("restore", copy).sentence(), spoil.__name__
    run("restore", tmp_path / "missing.reviews").sentence()
    run("restore", tmp_path).sentence()
    assert library.read_bytes() == before
    assert not list(library.parent.glob("*restore*"))


def test_a_library_in_use_is_not_replaced(run: Run, library: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.reviews"
    run("backup", copy)
    service = LibraryService.open(library)
    try:
        for words in (["list"], ["sample"], ["check"], ["restore", copy]):
            assert "already open in another ReviewDesk" in run(*words).sentence()
        assert len(service.reviews()) == 1
    finally:
        service.close()
    assert run("list").code == 0


def test_a_folder_or_a_copy_that_is_not_there_is_named(
    run: Run, library: Path, tmp_path: Path
) -> None:
    ran = run("backup", tmp_path / "nowhere" / "copy.reviews")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert f"no folder {tmp_path / 'nowhere'}" in ran.err
    ran = run("restore", tmp_path / "none.reviews")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert f"no file {tmp_path / 'none.reviews'}" in ran.err
