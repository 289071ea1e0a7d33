"""Compiling Designer forms."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from tools import ROOT

FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0">
 <class>AskDialog</class>
 <widget class="QDialog" name="AskDialog">
  <property name="windowTitle"><string>Ask</string></property>
  <layout class="QVBoxLayout" name="column">
   <item><widget class="QLineEdit" name="answer"/></item>
  </layout>
 </widget>
</ui>
"""


@pytest.fixture
def compile_forms() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compile_forms", ROOT / "ui" / "compile.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    sources, target = tmp_path / "ui", tmp_path / "forms"
    sources.mkdir()
    target.mkdir()
    (sources / "ask.ui").write_text(FORM, encoding="utf-8")
    return sources, target


def test_a_compiled_form_builds_its_widgets(
    compile_forms: ModuleType, folders: tuple[Path, Path], qapp: QApplication
) -> None:
    assert compile_forms.write_forms(*folders, check=False) == ["ui_ask.py"]
    names: dict[str, type] = {}
    exec((folders[1] / "ui_ask.py").read_text(encoding="utf-8"), names)  # noqa: S102
    dialog = QDialog()
    form = names["Ui_AskDialog"]()
    form.setupUi(dialog)
    assert dialog.windowTitle() == "Ask"
    assert form.answer.objectName() == "answer"


def test_only_what_is_used_is_imported(
    compile_forms: ModuleType, folders: tuple[Path, Path]
) -> None:
    text = compile_forms.compiled_form(folders[0] / "ask.ui")
    assert "QLineEdit," in text
    assert "QConicalGradient" not in text
    assert "def setupUi(self, AskDialog: QDialog) -> None:" in text
    assert "version" not in text


def test_a_check_writes_nothing_and_names_what_is_stale(
    compile_forms: ModuleType, folders: tuple[Path, Path]
) -> None:
    sources, target = folders
    assert compile_forms.write_forms(sources, target, check=True) == ["ui_ask.py"]
    assert not list(target.iterdir())
    compile_forms.write_forms(sources, target, check=False)
    assert compile_forms.write_forms(sources, target, check=True) == []


def test_the_compiled_form_goes_with_its_source(
    compile_forms: ModuleType, folders: tuple[Path, Path]
) -> None:
    sources, target = folders
    compile_forms.write_forms(sources, target, check=False)
    (sources / "ask.ui").unlink()
    assert compile_forms.write_forms(sources, target, check=True) == ["ui_ask.py"]
    compile_forms.write_forms(sources, target, check=False)
    assert not list(target.iterdir())


def test_what_is_no_form_is_named(compile_forms: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "broken.ui").write_text("<ui>", encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"broken\.ui"):
        compile_forms.compiled_form(tmp_path / "broken.ui")
