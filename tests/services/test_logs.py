"""The program's log."""

import logging
from pathlib import Path

import pytest

from reviewdesk.services.logs import keep_log

pytestmark = pytest.mark.logs_warning


def test_warnings_go_to_a_file_that_is_made_with_the_first(tmp_path: Path) -> None:
    end = keep_log(tmp_path)
    path = tmp_path / "reviewdesk.log"
    assert not path.exists()
    logging.getLogger("reviewdesk.qt").warning("something is odd")
    end()
    logging.getLogger("reviewdesk.qt").warning("after the end")
    written = path.read_text(encoding="utf-8")
    assert "something is odd" in written
    assert "after the end" not in written
    assert path.stat().st_mode & 0o077 == 0


def test_long_log_begins_anew_and_the_old_one_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "reviewdesk.log"
    path.write_text("x" * 1_000_001, encoding="utf-8")
    end = keep_log(tmp_path)
    logging.getLogger("reviewdesk").warning("new")
    end()
    assert len(path.read_text(encoding="utf-8")) < 200
    assert (tmp_path / "reviewdesk.log.old").stat().st_size == 1_000_001
