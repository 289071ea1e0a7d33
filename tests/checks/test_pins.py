"""The pins agree with the ranges, carry hashes and no address, and are what is installed."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pins(name: str) -> dict[str, Requirement]:
    """The pins of a constraints file that apply to this machine, by canonical name."""
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = re.findall(r"^([A-Za-z0-9].*?) \\$", text, flags=re.MULTILINE)
    found = [Requirement(line) for line in lines]
    return {
        canonicalize_name(pin.name): pin
        for pin in found
        if pin.marker is None or pin.marker.evaluate()
    }


RUN = pins(".constraints.txt")
TESTS = pins(".constraints-tests.txt")


@pytest.mark.parametrize(
    ("wanted", "pinned"),
    [(PROJECT["dependencies"], RUN), (PROJECT["optional-dependencies"]["test"], RUN | TESTS)],
    ids=["run", "tests"],
)
def test_each_range_has_a_pin_within_it(wanted: list[str], pinned: dict[str, Requirement]) -> None:
    for text in wanted:
        range_ = Requirement(text)
        if range_.marker is None or range_.marker.evaluate():
            pin = pinned[canonicalize_name(range_.name)]
            (exact,) = pin.specifier
            assert range_.specifier.contains(exact.version), text


def test_what_is_installed_is_what_is_pinned() -> None:
    for name, pin in (RUN | TESTS).items():
        assert pin.specifier.contains(version(name)), name


@pytest.mark.parametrize("name", [".constraints.txt", ".constraints-tests.txt"])
def test_every_pin_has_hashes_and_no_address(name: str) -> None:
    entries = re.split(
        r"^(?=[A-Za-z0-9])", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert all("--hash=sha256:" in entry for entry in entries[1:])
    assert not any("://" in entry or "index" in entry.split("==")[0] for entry in entries)


def test_the_release_that_loses_references_is_left_out_where_it_does() -> None:
    ranges = [Requirement(text) for text in PROJECT["dependencies"] if "pyside6" in text]
    for python, allowed in (("3.11", False), ("3.12", True)):
        (range_,) = [
            range_
            for range_ in ranges
            if range_.marker and range_.marker.evaluate({"python_version": python})
        ]
        assert range_.specifier.contains("6.12.0") is allowed
        assert range_.specifier.contains("6.11.3")
