"""What HOUSE.md asks of the rooms and an import contract cannot say."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import ROOT, SOURCE, hand_written_modules

MODULES = hand_written_modules()
LINES_AT_MOST = 500
# No room below the edges asks what time it is: it is told.
CLOCKS = {"now", "today", "utcnow", "time_ns", "currentDateTime", "currentDateTimeUtc"}
FILE_CALLS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"}


def in_room(name: str) -> list[Path]:
    return [path for path in MODULES if path.is_relative_to(SOURCE / name)]


def imported(path: Path) -> Iterator[str]:
    """The first word of each absolute import."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def called(path: Path) -> Iterator[tuple[int, str]]:
    """Line and last word of each call."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func
            if isinstance(name, ast.Name):
                yield node.lineno, name.id
            elif isinstance(name, ast.Attribute) and not opens_no_file(name):
                yield node.lineno, name.attr


def opens_no_file(call: ast.Attribute) -> bool:
    """Dialogs, the desk's bridge and the librarian open too, and no file by that."""
    owner = ast.unparse(call.value).lower()
    return call.attr == "open" and not any(word in owner for word in ("path", "file"))


def places(room: str, forbidden: set[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{line} {name}()"
        for path in in_room(room)
        for line, name in called(path)
        if name in forbidden
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_is_too_long(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LINES_AT_MOST


def is_layout(path: Path) -> bool:
    return path.relative_to(SOURCE / "domain").parts[0] in {"layout", "layout.py"}


def test_the_domain_stands_on_the_standard_library_and_pydantic() -> None:
    allowed = sys.stdlib_module_names | {"pydantic", "pydantic_core", "reviewdesk"}
    foreign = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in in_room("domain")
        for name in imported(path)
        if name not in allowed and not (name == "numpy" and is_layout(path))
    ]
    assert not foreign


def test_the_domain_knows_neither_the_time_nor_a_file() -> None:
    assert not places("domain", CLOCKS | FILE_CALLS | {"monotonic", "perf_counter"})
    # The clock by its module: datetime has values called time, too.
    assert not [path for path in in_room("domain") if "time" in imported(path)]


def test_widgets_open_no_file_and_ask_no_clock() -> None:
    assert not places("widgets", CLOCKS | FILE_CALLS)


def test_no_widget_overrides_event() -> None:
    """What raises in a method that event() of Qt calls kills the interpreter where event() was
    itself called from Python; qt/overrides.py keeps that from happening, and this keeps every
    event of every widget from going through Python twice.
    """
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in in_room("widgets")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name == "event"
    ]
    assert not found


def test_every_box_of_choices_lets_the_wheel_through() -> None:
    assert not places("widgets", {"QComboBox", "QSpinBox", "QDoubleSpinBox", "QSlider"})


def test_every_painter_is_ended_whatever_happens() -> None:
    # Held by an exception, a painter outlives what it paints on, and takes the program with it.
    loose = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        held = {
            id(item.context_expr) for one in ast.walk(tree) for item in getattr(one, "items", ())
        }
        loose += [
            f"{path.relative_to(ROOT)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and ast.unparse(node.func) == "QPainter"
            and id(node) not in held
        ]
    assert not loose, f"not made in a with statement: {loose}"


def test_nothing_is_left_out_of_the_rooms() -> None:
    """A folder without __init__.py would escape the import contracts."""
    folders = {path.parent for path in SOURCE.rglob("*.py")}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]
