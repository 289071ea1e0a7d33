"""The command line in this process, and libraries to run it on."""

import sys
from pathlib import Path

import pytest

from commands import Ran, Run, make_sample_library, put_as_usual_library
from reviewdesk import cli


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `reviewdesk` with the given words."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def run_words(*words: object) -> Ran:
        capsys.readouterr()
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        return Ran(code, *capsys.readouterr())

    return run_words


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed library with the sample in it, to be copied and never opened."""
    return make_sample_library(tmp_path_factory.mktemp("libraries") / "library.reviews")


@pytest.fixture
def library(sample_library: Path, home: Path) -> Path:
    """The usual library of this test's home, with the sample in it; nobody has it open."""
    return put_as_usual_library(sample_library, home)


@pytest.fixture
def sample_id(library: Path, run: Run) -> str:
    """Id of the sample in `library`."""
    (row,) = run("list", "--json").json
    return str(row["id"])
