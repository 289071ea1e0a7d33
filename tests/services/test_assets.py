"""Finding the program's own files, in a package and in a checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewdesk.services.assets import asset_path, read_asset_bytes, read_asset_text


def test_a_checkout_has_its_resources() -> None:
    assert read_asset_text("icons/reviewdesk.svg").startswith("<svg")
    assert read_asset_bytes("fonts/NotoSans-Regular.ttf")[:4] == b"\0\1\0\0"
    assert asset_path("fonts").is_dir()


def test_the_package_comes_before_the_checkout(tmp_path: Path) -> None:
    package, checkout = tmp_path / "package", tmp_path / "checkout"
    for place in (package, checkout):
        place.mkdir()
    (checkout / "one.txt").touch()
    assert asset_path("one.txt", (package, checkout)) == checkout / "one.txt"
    (package / "one.txt").touch()
    assert asset_path("one.txt", (package, checkout)) == package / "one.txt"


def test_a_missing_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"resources/icons/none\.svg"):
        asset_path("icons/none.svg")


@pytest.mark.parametrize(
    "name", ["", "/etc/passwd", "../pyproject.toml", "icons/../../x", "C:/x", r"a\b"]
)
def test_no_name_leads_out_of_the_resources(name: str) -> None:
    with pytest.raises(ValueError, match="Not the name of an asset"):
        asset_path(name)
