"""What may lie in the project, and what may stand in its files."""

from __future__ import annotations

import re

from tools import ROOT, project_files

TOP_LEVEL = {"pyproject.toml", "README.md", "LICENSE", "src", "ui", "resources", "tests"}
LARGEST_BYTES = 1_000_000
# Written so that this file does not find itself.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|opt/pypi)" + "/")
REGISTRY = re.compile(
    "|".join(
        (
            r"\bpypi\." + r"(?:org|python)",
            r"python" + r"hosted",
            r"deb\." + r"debian",
            r"registry\." + r"npmjs",
            r"--(?:extra-)?index" + r"-url\s+\S+:",
            r"proxy\." + r"golang",
        )
    )
)


def texts() -> list[tuple[str, str]]:
    """Name and text of each text file."""
    found = []
    for path in project_files():
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            found.append((str(path.relative_to(ROOT)), data.decode("utf-8")))
    return found


def test_the_top_level_holds_the_fixed_names_only() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in project_files()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def test_no_file_is_large_but_a_font() -> None:
    large = [path for path in project_files() if path.stat().st_size > LARGEST_BYTES]
    assert not [path for path in large if path.suffix != ".ttf"]


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert not [name for name, text in texts() if MACHINE_PATH.search(text)]


def test_no_file_names_the_address_of_a_registry() -> None:
    assert not [name for name, text in texts() if REGISTRY.search(text)]


def test_no_file_has_the_line_ends_of_windows() -> None:
    assert not [name for name, text in texts() if "\r\n" in text]
