"""Lint, format, types and the direction of imports."""

from __future__ import annotations

from tools import run_python


def test_lint() -> None:
    run_python("-m", "ruff", "check", "--no-cache", "--output-format", "concise")


def test_format() -> None:
    run_python("-m", "ruff", "format", "--check", "--no-cache")


def test_types() -> None:
    # A cache of its own: another mypy at work in the checkout would change it under this one.
    run_python("-m", "mypy", "--cache-dir", ".mypy_cache/checks")


def test_import_contracts() -> None:
    # The module has no __main__, and a plain call would run nothing and pass.
    call = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    assert " 0 broken" in run_python("-c", call, "--no-cache", "--no-logo")
