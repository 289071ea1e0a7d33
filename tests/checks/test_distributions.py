"""What the wheel, the source archive and the editable install carry, and that it is found."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tools import ROOT, project_files, run_python

FIND_FONT = """
from reviewdesk.services.assets import asset_path
print(asset_path("fonts/OFL.txt").resolve())
"""


def build(kind: str, target: Path, source: Path = ROOT) -> Path:
    """The archive that hatchling makes of `source`."""
    run_python("-m", "hatchling", "build", "-t", kind, "-d", str(target), cwd=source)
    (archive,) = target.iterdir()
    return archive


def unpacked(wheel: Path, target: Path) -> Path:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def font_found_from(site: Path) -> Path:
    """Where the program in the site folder `site` finds a font, in a Python of its own."""
    script = f"import site; site.addsitedir({str(site)!r}){FIND_FONT}"
    # -S leaves out the checkout's own link, so only what was installed can answer.
    command = [sys.executable, "-I", "-S", "-c", script]
    result = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return Path(result.stdout.strip())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


def members(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def wanted_members() -> set[str]:
    """Every module, compiled forms among them, and every resource; no test and no form source."""
    names = {path.relative_to(ROOT).as_posix() for path in project_files()}
    modules = {name.removeprefix("src/") for name in names if name.startswith("src/")}
    return modules | {f"reviewdesk/{name}" for name in names if name.startswith("resources/")}


def test_the_wheel_holds_the_program_and_its_resources(wheel: Path) -> None:
    assert members(wheel) == wanted_members()


def test_the_wheel_has_a_command_a_licence_and_no_address(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        texts = {
            name.split("/", 1)[1]: archive.read(name).decode()
            for name in archive.namelist()
            if ".dist-info/" in name
        }
    assert "reviewdesk = reviewdesk.__main__:main" in texts["entry_points.txt"]
    assert any(name.endswith("LICENSE") for name in texts)
    head = texts["METADATA"].split("\n\n")[0]
    assert "://" not in head


def test_an_installed_wheel_finds_its_own_resources(wheel: Path, tmp_path: Path) -> None:
    site = unpacked(wheel, tmp_path)
    assert font_found_from(site) == site / "reviewdesk" / "resources" / "fonts" / "OFL.txt"


def test_the_source_archive_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = build("sdist", tmp_path / "sdist")
    with tarfile.open(archive) as tar:
        # The keyword of the same name came with 3.11.4; Debian 12 has 3.11.2.
        tar.extraction_filter = getattr(tarfile, "data_filter", None)
        tar.extractall(tmp_path / "source")
    (source,) = (tmp_path / "source").iterdir()
    assert {"pyproject.toml", "tests", "ui", ".constraints.txt"} <= {
        path.name for path in source.iterdir()
    }
    assert members(build("wheel", tmp_path / "again", source)) == members(wheel)


def test_an_editable_install_finds_the_resources_of_the_checkout(tmp_path: Path) -> None:
    script = f"from hatchling.build import build_editable; build_editable({str(tmp_path)!r})"
    run_python("-c", script)
    (editable,) = tmp_path.glob("*.whl")
    site = unpacked(editable, tmp_path / "site")
    assert font_found_from(site) == ROOT / "resources" / "fonts" / "OFL.txt"
