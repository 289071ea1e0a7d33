"""S3: the n-th read, write, sync or unlink of the library's files fails, once."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from builders import a_review
from libraries import Clock
from reviewdesk.storage.library import Library

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")

EDITS = 24
EDITING = f"""
    import os, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from reviewdesk.domain import edits
    from reviewdesk.domain.entries import Entry
    from reviewdesk.domain.errors import KnownError
    from reviewdesk.domain.ids import new_id
    from reviewdesk.services.desk import Desk
    from reviewdesk.storage.library import Library

    clock = lambda: datetime.now(UTC)

    def tried(work):
        for again in range(2):
            try:
                return work()
            except KnownError as error:
                print("refused:", error, flush=True)

    def open_desk():
        library = Library.open(Path(sys.argv[1]), clock=clock)
        try:
            review_id = library.reviews()[0].id
            review, history = library.load_for_desk(review_id), library.history(review_id)
        except KnownError:
            library.close()
            raise
        return library, Desk(review, library, history, clock)

    library, desk = tried(open_desk)
    for number in range({EDITS}):
        tried(lambda: desk.apply(edits.add(Entry(id=new_id(), title=str(number), start=clock()))))
        if any(entry.title == str(number) for entry in desk.review.entries.values()):
            print("saved:", number, flush=True)
        if number % 8 == 7:
            tried(library.backup)
            tried(library.close)
            library, desk = tried(open_desk)
    tried(library.close)
    os._exit(0)
"""


def run(path: Path, call: str, fault: str = "") -> tuple[str, int]:
    """What the program said, and how many such calls it made of the library's files."""
    trace = path.parent.with_name("trace")
    only = [word for name in (path, f"{path}-wal") for word in ("-P", str(name))]
    inject = ["-e", f"inject={call}:{fault}"] if fault else []
    command = [
        "strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={call}", *inject, *only,
        sys.executable, "-c", textwrap.dedent(EDITING), str(path),
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        command, env=environment, check=False, capture_output=True, encoding="utf-8", timeout=120
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == 0, done.stderr
    return done.stdout, len(re.findall(rf"\b{call}\(", trace.read_text()))


@pytest.mark.parametrize("call", ["pread64", "pwrite64", "fdatasync", "unlink"])
def test_one_call_that_fails_loses_nothing_and_is_got_over(path: Path, call: str) -> None:
    library = Library.open(path, clock=Clock())
    review_id = library.add_review(a_review())
    library.close()
    keep = path.parent.with_name("keep")
    shutil.copytree(path.parent, keep)
    said, calls = run(path, call)
    assert said.count("saved:") == EDITS
    assert calls, f"{call} is not called, so nothing is tried"
    for number in sorted({1, calls * 2 // 5, calls * 4 // 5} - {0}):
        shutil.rmtree(path.parent)
        shutil.copytree(keep, path.parent)
        said, _ = run(path, call, f"error=EIO:when={number}")
        saved = set(re.findall(r"saved: (\d+)", said))
        assert str(EDITS - 1) in saved, (number, said)
        assert len(saved) >= EDITS - 1, (number, said)
        for refusal in re.findall(r"refused: (.*)", said):
            assert "safe" in refusal or "Nothing" in refusal or "as it was" in refusal, refusal
        again = Library.open(path, clock=Clock())
        titles = {entry.title for entry in again.load_review(review_id).entries.values()}
        assert saved <= titles, number
        assert again.notices == [], number
        assert again.check().findings == (), number
        again.close()
