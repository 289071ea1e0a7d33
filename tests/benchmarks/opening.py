"""From the file to the painted timeline, against loading the same rows as ORM objects; JSON.

    .venv/bin/python tests/benchmarks/opening.py [--events 20000] [--rounds 7]

Both alternate in one run: the library's file is opened, the review read, put on the desk and
painted at 1090 x 560 off screen; against SQLAlchemy's ORM that reads every event of the same file
and paints nothing. Times in milliseconds, medians. `reading` and `painting` are parts of the
first. To reach, after SPEED.md: a fifth of the ORM way.
"""

import argparse
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from edit import a_review
from PySide6.QtWidgets import QApplication
from sqlalchemy import create_engine
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.orm import Session

from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme, ThemeMode, load_fonts
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.library import LibraryService
from reviewdesk.widgets.timeline.view import TimelineView


def our_way(path: Path, review_id: str, theme: Theme) -> tuple[float, float]:
    """Seconds to the review on the desk, and from there to the painted timeline."""
    bridge, view = DeskBridge(), ViewState()
    timeline = TimelineView(bridge, view, theme)
    timeline.resize(1090, 560)
    timeline.show()
    QApplication.processEvents()
    began = time.perf_counter()
    library = LibraryService.open(path)
    desk = library.open_desk(review_id)
    read = time.perf_counter()
    bridge.open(desk)
    timeline.grab()
    painted = time.perf_counter()
    bridge.close()
    library.close()
    timeline.deleteLater()
    QApplication.processEvents()
    return read - began, painted - read


def orm_way(path: Path) -> float:
    """Seconds to read every event as an ORM object."""
    engine = create_engine(f"sqlite:///{path}")
    base = automap_base()
    base.prepare(autoload_with=engine)
    began = time.perf_counter()
    with Session(engine) as session:
        held = session.query(base.classes.entry).all()
        spent = time.perf_counter() - began
        if not held:
            raise SystemExit("the ORM read nothing")
    engine.dispose()
    return spent


def main(words: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true", help="JSON is what it prints in any case")
    arguments = parser.parse_args(words)
    application = QApplication([])
    load_fonts()
    theme = Theme(ThemeMode.LIGHT)
    reading, painting, orm = [], [], []
    with tempfile.TemporaryDirectory(prefix="reviewdesk-opening-") as name:
        path = Path(name) / "library.reviews"
        library = LibraryService.open(path)
        review = a_review(arguments.events)
        library.add_review(review)
        library.close()
        gc.freeze()
        for round_number in range(arguments.rounds + 1):
            read, paint = our_way(path, review.id, theme)
            spent = orm_way(path)
            if round_number:  # the first round warms what every later one finds warm
                reading.append(read * 1000)
                painting.append(paint * 1000)
                orm.append(spent * 1000)
    whole = statistics.median(a + b for a, b in zip(reading, painting, strict=True))
    result = {
        "events": arguments.events,
        "file_to_painted_timeline": round(whole, 1),
        "reading": round(statistics.median(reading), 1),
        "painting": round(statistics.median(painting), 1),
        "orm_way": round(statistics.median(orm), 1),
        "ratio": round(whole / statistics.median(orm), 2),
    }
    print(json.dumps(result))
    application.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
