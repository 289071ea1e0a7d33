"""The compiled forms are those of ui/."""

from __future__ import annotations

from tools import ROOT, run_python


def test_the_forms_are_fresh() -> None:
    run_python(str(ROOT / "ui" / "compile.py"), "--check")
