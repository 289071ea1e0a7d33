"""The command line as somebody types it: processes of its own, pipes, full disks, Ctrl+C."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import make_sample_library, put_as_usual_library

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these are a Unix shell's ways")

COMMAND = (sys.executable, "-X", "utf8", "-W", "error", "-m", "reviewdesk")
WITHOUT_A_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture(scope="module")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample_library(tmp_path_factory.mktemp("libraries") / "library.reviews")


@pytest.fixture
def library(sample_library: Path, home: Path) -> Path:
    """The usual library, with the sample in it."""
    return put_as_usual_library(sample_library, home)


def _environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in WITHOUT_A_SCREEN}
    return {**kept, **more}


def _reviewdesk(
    *words: object, before: Callable[[], None] | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Runs a command where there is no screen; `before` runs in its process first."""
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=_environment(**environment),
        preexec_fn=before,
        timeout=60,
    )


def _sentence(ran: subprocess.CompletedProcess[str], code: int = 1) -> str:
    assert ran.returncode == code, ran
    assert ran.stderr.count("\n") == 1, ran.stderr
    assert ran.stderr.endswith(".\n"), ran.stderr
    assert "Traceback" not in ran.stderr
    return ran.stderr


def test_from_the_sample_to_a_report_on_another_machine(tmp_path: Path) -> None:
    """What the README promises for a machine without a screen, in the order one would do it."""
    ran = _reviewdesk("sample", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    review_id = json.loads(ran.stdout)["id"]
    hits = json.loads(_reviewdesk("search", "firewall", "--json").stdout)
    assert {hit["review"] for hit in hits} == {review_id}

    bundle, report, other = (tmp_path / name for name in ("a.review", "a.pdf", "other.reviews"))
    assert _reviewdesk("export", review_id[:6], bundle).returncode == 0
    moved = _reviewdesk("--library", other, "import", bundle, "--new", "Moved")
    assert moved.returncode == 0, moved.stderr
    audience = ("--audience", "company")
    ran = _reviewdesk("export", moved.stdout.strip(), report, *audience, "--library", other)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert report.read_bytes().startswith(b"%PDF-")


def test_no_command_brings_the_window_along(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from reviewdesk import cli\n"
        "codes = [cli.main(line.split('|')) for line in sys.argv[1:]]\n"
        "window = [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))]\n"
        "sys.exit(str([codes, window]) if any(codes) or window else 0)\n"
    )
    library = tmp_path / "any.reviews"
    lines = [
        "sample", "list", "search|firewall", "check", f"backup|{tmp_path / 'copy.reviews'}",
        f"restore|{tmp_path / 'copy.reviews'}",
    ]  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", script, *(f"--library|{library}|{line}" for line in lines)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=_environment(),
    )
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.usefixtures("library")
def test_a_list_wants_neither_pdf_nor_migrations() -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "reviewdesk", "list"],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=_environment(),
    )
    imported = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    assert "sqlalchemy" in imported
    heavy = ("reportlab", "alembic", "numpy", "PySide6", "uharfbuzz", "fontTools", "markdown_it")
    assert not [name for name in imported if name.split(".")[0] in heavy]


def test_without_a_screen_a_window_is_refused_in_a_sentence() -> None:
    assert "sample, list, search" in _sentence(_reviewdesk())


@pytest.mark.usefixtures("library")
def test_a_reader_that_goes_away_is_no_news() -> None:
    with subprocess.Popen(
        [*COMMAND, "list", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 1


@pytest.mark.usefixtures("library")
def test_output_that_cannot_be_written_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*COMMAND, "list"],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=_environment(),
        )
    assert "No space left on device" in _sentence(ran)


@pytest.mark.usefixtures("library")
def test_a_terminal_without_our_letters_gets_what_it_can_show(tmp_path: Path) -> None:
    words = ("import", tmp_path / "höhe.json")
    ran = _reviewdesk(*words, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "\\u201ch\\xf6he.json\\u201d" in _sentence(ran)
    ran = _reviewdesk("list", "--json", PYTHONIOENCODING="latin-1")
    assert json.loads(ran.stdout)[0]["sample"] is True


def _no_room() -> None:
    """As on a full disk: this process may write no file beyond 64 KB."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))


def test_on_a_full_disk_nothing_is_lost(library: Path, home: Path, tmp_path: Path) -> None:
    (row,) = json.loads(_reviewdesk("list", "--json").stdout)
    bundle = tmp_path / "a.json"
    assert _reviewdesk("export", row["id"], bundle).returncode == 0
    before = bundle.read_bytes()
    for words in (
        ["import", bundle],
        ["export", row["id"], bundle, "--force"],
        ["backup", tmp_path / "copy.reviews"],
    ):
        said = _sentence(_reviewdesk(*words, before=_no_room))
        assert "safe" in said, words
    assert bundle.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert json.loads(_reviewdesk("list", "--json").stdout) == [row]
    assert _reviewdesk("check").returncode == 0
    left = [path.name for path in home.rglob("*") if ".part" in path.name or "-part-" in path.name]
    assert not left


def test_interrupting_leaves_no_half_review(library: Path) -> None:
    held = library.with_name(library.name + ".lock")
    for _ in range(2):
        with subprocess.Popen(
            [*COMMAND, "sample"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
        ) as process:
            until = time.monotonic() + 30
            while not held.exists() and process.poll() is None and time.monotonic() < until:
                time.sleep(0.001)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        # While it closes down, Python hands the signal back to the system.
        assert process.returncode in (130, 0, -signal.SIGINT)
        assert b"fault" not in err
    rows = json.loads(_reviewdesk("list", "--json").stdout)
    assert {row["events"] for row in rows} == {rows[0]["events"]}
    assert _reviewdesk("check").returncode == 0


def test_a_second_one_is_told_who_has_the_library(library: Path) -> None:
    holder = (
        "import sys\n"
        "from pathlib import Path\n"
        "from reviewdesk.services.library import LibraryService\n"
        "library = LibraryService.open(Path(sys.argv[1]))\n"
        "print('open', flush=True)\n"
        "sys.stdin.read()\n"
        "library.close()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(library)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        said = _sentence(_reviewdesk("sample"))
        assert f"process {process.pid}" in said
        process.kill()
        process.wait(60)
    # Its lock file is left behind, and says nothing.
    assert _reviewdesk("list").returncode == 0
