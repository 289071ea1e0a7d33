"""Wrong usage is told in one sentence, and leaves 2."""

from pathlib import Path

import pytest

from commands import Run
from reviewdesk import __version__


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lst"], "invalid choice: 'lst'"),
        (["list", "--jsn"], "--jsn"),
        (["list", "more"], "more"),
        (["list", "--js"], "--js"),
        (["search"], "TEXT"),
        (["export"], "ID, FILE"),
        (["export", "ab"], "FILE"),
        (["export", "", "x.pdf"], "ID is empty"),
        (["export", "ab", "x.pdf", "--audience", "all"], "'all'"),
        (["export", "ab", "x.pdf", "--paper", "a5"], "'a5'"),
        (["export", "ab", "x.json", "--audience", "company"], "for members only"),
        (["export", "ab", "x.review", "--audience", "public"], "--audience public --attach"),
        (["export", "ab", "x.pdf", "--sections", "timeline,poems"], "“poems”; there are glance"),
        (["export", "ab", "x.pdf", "--template", "poem"], "two-pages"),
        (["export", "ab", "x.md", "--attach"], "--attach is for .pdf only"),
        (["export", "ab", "x.svg", "--paper", "letter"], "in a .svg file it would change nothing"),
        (["export", "ab", "x.csv", "--template", "talk"], ".pdf, .html, .md or .txt only"),
        (["export-all", ".", "--form", "png", "--sections", "timeline"], "--sections is for .pdf"),
        (["import"], "FILE"),
        (["import", "a.json", "b.json", "--new", "One"], "one file"),
        (["import", "a.json", "--new", " "], "needs a title"),
        (["backup"], "FILE"),
        (["restore"], "FILE"),
        (["--library"], "--library"),
        (["list", "--library"], "--library"),
        (["list", "two\nlines\u202e"], "two lines[U+202E]"),
    ],
)
def test_wrong_usage(run: Run, home: Path, words: list[str], said: str) -> None:
    sentence = run(*words).sentence(code=2)
    assert said in sentence
    assert "--help” says more." in sentence
    assert not list(home.rglob("*.reviews")), "a library was made for nothing"


@pytest.mark.parametrize("words", [["--help"], ["export", "--help"], ["import", "-h"]])
def test_help_names_what_can_be_said(run: Run, words: list[str]) -> None:
    ran = run(*words)
    assert (ran.code, ran.err) == (0, "")
    assert "--library FILE" in ran.out


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").lines == [__version__]


def test_a_window_without_a_screen_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert "sample, list, search" in run().sentence()
