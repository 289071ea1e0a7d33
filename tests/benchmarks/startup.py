"""How long a start takes, against a bare window with one label; prints JSON.

    .venv/bin/python tests/benchmarks/startup.py [--runs 15] [--reviews 40]

Runs alternate, each in a process of its own on the offscreen platform; times count from just
before the process is made. To reach: first paint 1.5 times the bare window, rows 4 times.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REACH = {"first_paint": 1.5, "rows": 4.0}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--reviews", type=int, default=40)
    parser.add_argument("--json", action="store_true", help="JSON is what it prints in any case")
    parser.add_argument("--child", choices=("bare", "program", "library"))
    parser.add_argument("--library", type=Path)
    arguments = parser.parse_args()
    if arguments.child:
        {"bare": _bare, "program": _program, "library": _make_library}[arguments.child](arguments)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(_measured(Path(folder), arguments), indent=2))
    return 0


def _measured(folder: Path, arguments: argparse.Namespace) -> dict[str, object]:
    places = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    environment = {
        **os.environ,
        **{name: str(folder) for name in places},
        "XDG_RUNTIME_DIR": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
        "SBK_EMBED": "0",
    }
    library = folder / "library.reviews"

    def child(mode: str) -> dict[str, float]:
        began = time.monotonic()
        words = ["--child", mode, "--library", str(library), "--reviews", str(arguments.reviews)]
        done = subprocess.run(
            [sys.executable, "-I", __file__, *words],
            env=environment,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        told = json.loads(done.stdout.splitlines()[-1])
        return {name: (moment - began) * 1000 for name, moment in told.items()}

    child("library")
    child("bare"), child("program")  # what is read from the disk is in memory from here on
    bare: list[float] = []
    painted: list[float] = []
    rows: list[float] = []
    for _ in range(arguments.runs):
        bare.append(child("bare")["painted"])
        told = child("program")
        painted.append(told["painted"])
        rows.append(told["rows"])
    floor = statistics.median(bare)
    return {
        "runs": arguments.runs,
        "reviews": arguments.reviews,
        "bare_window_ms": _spread(bare),
        "first_paint_ms": _spread(painted),
        "rows_ms": _spread(rows),
        "first_paint_ratio": round(statistics.median(painted) / floor, 2),
        "rows_ratio": round(statistics.median(rows) / floor, 2),
        "to_reach": REACH,
    }


def _spread(times: list[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(times), 1),
        "least": round(min(times), 1),
        "most": round(max(times), 1),
    }


def _bare(_arguments: argparse.Namespace) -> None:
    from PySide6.QtCore import Qt, Signal
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Bare(QMainWindow):
        painted = Signal()

        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            self.painted.emit()

    qt = QApplication(sys.argv[:1])
    window = Bare()
    window.setCentralWidget(QLabel("ReviewDesk"))
    window.resize(1440, 900)
    told: dict[str, float] = {}

    def on_painted() -> None:
        told["painted"] = time.monotonic()
        qt.quit()

    window.painted.connect(on_painted, Qt.ConnectionType.QueuedConnection)
    window.show()
    qt.exec()
    print(json.dumps(told), flush=True)


def _program(arguments: argparse.Namespace) -> None:
    """The real start, by the real command line, with two looks at the clock."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from reviewdesk import app, cli

    told: dict[str, float] = {}

    class RowsWatch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and "rows" not in told:
                told["rows"] = 0.0
                QTimer.singleShot(0, self.on_painted)
            return False

        def on_painted(self) -> None:
            told["rows"] = time.monotonic()
            print(json.dumps(told), flush=True)
            os._exit(0)

    start = app.Application.start

    def watched_start(self: app.Application) -> None:
        watch = RowsWatch(self)

        def on_painted() -> None:
            told["painted"] = time.monotonic()

        def on_lists_changed() -> None:
            table = self.window.library_page.table
            if table is not None and table.rows():
                table.view.viewport().installEventFilter(watch)

        self.window.painted.connect(on_painted)
        self.librarian.lists_changed.connect(on_lists_changed)
        start(self)

    app.Application.start = watched_start  # type: ignore[method-assign]
    cli.main(["--library", str(arguments.library)])


def _make_library(arguments: argparse.Namespace) -> None:
    from datetime import UTC, date, datetime

    from reviewdesk.services.library import LibraryService
    from reviewdesk.services.sample import add_sample

    library = LibraryService.open(arguments.library)
    add_sample(library, datetime.now(UTC))
    for number in range(arguments.reviews - 1):
        library.create_review(f"Review {number}", day=date(2026, 1 + number % 12, 1))
    library.close()
    print("{}")


if __name__ == "__main__":
    raise SystemExit(main())
