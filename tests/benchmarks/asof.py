"""What a step of the as-of cursor costs, against SQLite and against the panel's own repaint.

    .venv/bin/python tests/benchmarks/asof.py --json [--events 20000,100000] [--cpu]

The question, asked at each step for each of eight departments: how much it had noticed, how much
it could see and had not noticed, how much existed out of its sight, and how much became known only
later; and for one of them the latest eight of each list. SQLite is asked the same over indexed
columns of what each department could see, in memory, and has to give the same answers.

A step of a replay moves the cursor and paints the signals panel, in turn with painting that panel
unchanged. To reach: 0.05 times SQLite's time, and twice the repaint.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Change, Review, ReviewHead
from reviewdesk.domain.sightings import Sighting
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme, ThemeMode, load_fonts
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.desk import Desk, History, Step
from reviewdesk.widgets.signals.panel import SignalsPanel

DEPARTMENTS = 8
STEPS = 300
LATEST = 8
PANEL = (360, 900)
_BEGIN = datetime(2026, 3, 12, 8, tzinfo=UTC)
_LANES = "Engineering", "Support", "Operations", "Product", "Finance", "Sales", "Legal", "Press"

now: Callable[[], float] = time.perf_counter

Answer = tuple[tuple[tuple[int, int, int, int], ...], tuple[tuple[str, ...], ...]]


def made_review(events: int) -> Review:
    """Events of eight departments, three in ten of them seen by one or two others."""
    chance = random.Random(4711)
    lanes = [
        Department(id=f"{place:032x}", name=name, colour=place, position=float(place))
        for place, name in enumerate(_LANES)
    ]
    entries, sightings = [], []
    for number in range(events):
        start = _BEGIN + timedelta(seconds=number * 20)
        own = chance.randrange(DEPARTMENTS)
        entry = Entry(
            id=f"{number:032x}",
            title=f"Retry rate of queue {number} doubles",
            kind=chance.choice(list(EntryKind)),
            department_id=lanes[own].id,
            start=start,
        )
        entries.append(entry)
        if chance.random() < 0.3:
            others = [one for one in range(DEPARTMENTS) if one != own]
            for other in chance.sample(others, chance.randint(1, 2)):
                visible = start + timedelta(milliseconds=chance.randint(1, 3_600_000))
                noticed = visible + timedelta(milliseconds=chance.randint(1, 7_200_000))
                sightings.append(
                    Sighting(
                        id=f"{1 << 100 | len(sightings):032x}",
                        entry_id=entry.id,
                        department_id=lanes[other].id,
                        visible_from=visible if chance.random() < 0.8 else None,
                        noticed_at=noticed if chance.random() < 0.6 else None,
                    )
                )
    head = ReviewHead(id="f" * 32, title="Benchmark", zone="UTC")
    return Review(head, [*lanes, *entries, *sightings])


class Oracle:
    """The same question asked of SQLite."""

    def __init__(self, review: Review) -> None:
        self._departments = [one.id for one in review.departments]
        self._base = sqlite3.connect(":memory:")
        self._base.executescript(
            """
            CREATE TABLE entry (id TEXT PRIMARY KEY, known INTEGER) WITHOUT ROWID;
            CREATE TABLE sight (
                entry TEXT, department TEXT, known INTEGER, visible INTEGER, noticed INTEGER,
                PRIMARY KEY (department, entry)
            ) WITHOUT ROWID;
            """
        )
        for entry in review.entries.values():
            rows = list(_rows(review, entry))
            known = min((row[2] for row in rows if row[2] is not None), default=None)
            self._base.execute("INSERT INTO entry VALUES (?, ?)", (entry.id, known))
            self._base.executemany(
                "INSERT INTO sight VALUES (?, ?, ?, ?, ?)",
                [(row[0], row[1], known, row[2], row[3]) for row in rows],
            )
        self._base.executescript(
            """
            CREATE INDEX entry_known ON entry (known);
            CREATE INDEX sight_noticed ON sight (department, noticed);
            CREATE INDEX sight_visible ON sight (department, visible, noticed);
            ANALYZE;
            """
        )

    def ask(self, moment: datetime, eyes: str) -> Answer:
        at = _stamp(moment)
        one = self._base.execute
        (known,) = one("SELECT count(*) FROM entry WHERE known <= ?", (at,)).fetchone()
        (later,) = one(
            "SELECT count(*) FROM entry WHERE known > ? OR known IS NULL", (at,)
        ).fetchone()
        counts = []
        for department in self._departments:
            (noticed,) = one(
                "SELECT count(*) FROM sight WHERE department = ? AND noticed <= ?",
                (department, at),
            ).fetchone()
            (visible,) = one(
                "SELECT count(*) FROM sight WHERE department = ? AND visible <= ?",
                (department, at),
            ).fetchone()
            counts.append((noticed, visible - noticed, known - visible, later))
        lists = (
            one(
                "SELECT entry FROM sight WHERE department = ? AND noticed <= ?"
                " ORDER BY noticed DESC LIMIT ?",
                (eyes, at, LATEST),
            ).fetchall(),
            one(
                "SELECT entry FROM sight WHERE department = ? AND visible <= ?"
                " AND (noticed IS NULL OR noticed > ?) ORDER BY visible DESC LIMIT ?",
                (eyes, at, at, LATEST),
            ).fetchall(),
            one(
                "SELECT id FROM entry LEFT JOIN sight ON entry = id AND department = ?"
                " WHERE entry.known <= ? AND (visible IS NULL OR visible > ?)"
                " ORDER BY entry.known DESC LIMIT ?",
                (eyes, at, at, LATEST),
            ).fetchall(),
        )
        return tuple(counts), tuple(tuple(sorted(row[0] for row in rows)) for rows in lists)


def _stamp(moment: datetime) -> int:
    return round((moment - _BEGIN).total_seconds() * 1000)


def _rows(review: Review, entry: Entry) -> Iterable[tuple[str, str, int | None, int | None]]:
    """Entry, department, visible from, noticed at: the rules of `domain.asof` written out."""
    start = entry.start or _BEGIN
    yield entry.id, entry.department_id or "", _stamp(start), _stamp(start)
    for one in review.children(Sighting, entry.id):
        noticed = None if one.noticed_at is None else max(start, one.noticed_at)
        visible = None if one.visible_from is None else max(start, one.visible_from)
        if noticed is not None and (visible is None or noticed < visible):
            visible = noticed
        yield (
            entry.id,
            one.department_id,
            None if visible is None else _stamp(visible),
            None if noticed is None else _stamp(noticed),
        )


def ask(asof: AsOf, departments: list[str], moment: datetime, eyes: str) -> Answer:
    counts = [tuple(asof.counts(moment, department)) for department in departments]
    found = asof.at(moment, eyes, limit=LATEST)
    lists = found.noticed, found.visible, found.out_of_sight
    return tuple(counts), tuple(tuple(sorted(one.entry_id for one in each)) for each in lists)


class NoStore:
    """A library that keeps nothing: nothing is written here."""

    def write_step(self, step: Step) -> None:
        pass

    def fold_step(self, step: Step, latest: tuple[Change, ...]) -> None:
        pass

    def read_step(self, step_id: str) -> Step:
        raise KeyError(step_id)


def timed_ms(work: Callable[[], object]) -> float:
    begun = now()
    work()
    return (now() - begun) * 1000.0


def figures(times_ms: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times_ms, n=100)
    return {"p50": round(cuts[49], 4), "p95": round(cuts[94], 4)}


def ratio(ours: dict[str, float], floor: dict[str, float]) -> dict[str, float]:
    return {name: round(ours[name] / floor[name], 3) for name in ours}


def asking(review: Review) -> dict[str, object]:
    """Both ways in turn, over a cursor that goes forward and jumps."""
    asof, oracle = AsOf(review), Oracle(review)
    departments = [one.id for one in review.departments]
    ours, theirs = [], []
    for number, moment in enumerate(cursor(review)):
        eyes = departments[number % DEPARTMENTS]
        answers: list[Answer] = []
        ours.append(timed_ms(lambda: answers.append(ask(asof, departments, moment, eyes))))  # noqa: B023
        theirs.append(timed_ms(lambda: answers.append(oracle.ask(moment, eyes))))  # noqa: B023
        if answers[0] != answers[1]:
            raise RuntimeError(f"different answers at {moment}: {answers}")
    told, floor = figures(ours), figures(theirs)
    return {"asof_ms": told, "sqlite_ms": floor, "ratio": ratio(told, floor)}


def cursor(review: Review) -> list[datetime]:
    starts = [entry.start for entry in review.entries.values() if entry.start is not None]
    chance = random.Random(7)
    middle = len(starts) // 2
    return [*starts[middle : middle + STEPS], *chance.sample(starts, STEPS)]


def replaying(review: Review) -> dict[str, object]:
    """A step of the cursor with the panel painted, in turn with the panel painted unchanged."""
    bridge, view, theme = DeskBridge(), ViewState(), Theme(ThemeMode.LIGHT)
    bridge.open(Desk(review, NoStore(), History(), lambda: _BEGIN))
    QApplication.setStyle("Fusion")
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setStyleSheet(theme.style_sheet())
    panel = SignalsPanel(bridge, view, theme)
    panel.resize(*PANEL)
    panel.show()
    QApplication.processEvents()
    view.set_eyes(review.departments[0].id)
    view.set_as_of(_BEGIN)
    # As the program does after opening a review.
    gc.collect()
    gc.freeze()
    steps, floor = [], []

    def step(moment: datetime) -> None:
        view.set_as_of(moment)
        settle(panel)

    for moment in cursor(review)[:STEPS]:
        steps.append(timed_ms(lambda: step(moment)))  # noqa: B023 - called at once
        floor.append(timed_ms(panel.repaint))
    panel.hide()
    told, least = figures(steps), figures(floor)
    return {"step_ms": told, "repaint_ms": least, "ratio": ratio(told, least)}


def settle(panel: QWidget) -> None:
    """Lays out what has to be, and paints all of it once."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    panel.repaint()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--events", default="20000,100000", help="sizes, by commas")
    parser.add_argument("--json", action="store_true", help="JSON")
    parser.add_argument(
        "--cpu", action="store_true", help="count the thread's own time, for a busy machine"
    )
    wanted = parser.parse_args()
    if wanted.cpu:
        globals()["now"] = time.thread_time
    app = QApplication(["asof"])
    load_fonts()
    told = []
    for events in (int(one) for one in wanted.events.split(",")):
        review = made_review(events)
        gc.collect()
        gc.freeze()
        told.append({"events": events, "ask": asking(review), "replay": replaying(review)})
    print(json.dumps({"sizes": told, "to_reach": {"ask": 0.05, "replay": 2.0}}, indent=2))
    app.quit()


if __name__ == "__main__":
    main()
