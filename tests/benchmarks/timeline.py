"""How fast the timeline is, against floors and a QGraphicsScene in the same run.

    .venv/bin/python tests/benchmarks/timeline.py --events 20000 --json [--cpu]

1920×1080, six lanes, real paints of a real widget into a raster, offscreen. Rounds alternate with
those of the floors, so that a busy machine slows all of them. Between two frames the view has the
time it would have at 60 frames a second, and uses it as its timer would; what it does then holds
the window up too, so it counts for the worst frame.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
    QWidget,
)

from reviewdesk.domain.edits import move_entries
from reviewdesk.domain.entries import Entry, EntryKind, Precision
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Change, Review, ReviewHead
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.garbage import GuiGarbage
from reviewdesk.qt.theme import TextRole, Theme, ThemeMode, load_fonts
from reviewdesk.qt.view_state import ViewState
from reviewdesk.services.desk import Desk, History, Step
from reviewdesk.services.library import LibraryService
from reviewdesk.widgets.timeline.lane_spots import Spot
from reviewdesk.widgets.timeline.view import TimelineView

WIDTH, HEIGHT = 1920, 1080
ROUNDS = 12
FRAMES_A_ROUND = 12
PAN_PX = 24
SCENE_UP_TO = 20_000
FIRST_PAINTS = 5
BETWEEN_FRAMES_S = 0.010
_BEGIN = datetime(2026, 3, 12, 8, tzinfo=UTC)
_WORDS = (
    "call", "centre", "hammered", "retry", "rate", "up", "pod", "restarted", "queue", "grows",
    "status", "page", "customer", "mail", "refund", "alert", "fired", "deploy", "rolled", "back",
    "manual", "schedule", "phone", "tree", "dashboard", "threshold",
)  # fmt: skip
_LANES = ("Engineering", "Support", "Operations", "Product", "Finance", "Sales")


def made_review(events: int) -> Review:
    chance = random.Random(4711)
    departments = [
        Department(id=f"{place:032x}", name=name, colour=place, position=float(place))
        for place, name in enumerate(_LANES)
    ]
    span_s = max(3600.0, events * 20.0)
    fields = {name: info.default for name, info in Entry.model_fields.items()}
    kinds = list(EntryKind)
    entries = []
    for number in range(events):
        start = _BEGIN + timedelta(seconds=round(chance.random() * span_s))
        length = timedelta(seconds=chance.randint(60, 1800)) if chance.random() < 0.1 else None
        values = {
            **fields,
            "id": f"{number:032x}",
            "title": " ".join(chance.choices(_WORDS, k=chance.randint(2, 5))),
            "kind": chance.choice(kinds),
            "department_id": departments[number % 6].id,
            "start": start,
            "end": start + length if length else None,
            "precision": Precision.ABOUT if chance.random() < 0.05 else Precision.EXACT,
        }
        entries.append(Entry.trusted(values))
    head = ReviewHead(id="f" * 32, title="Benchmark", zone="Europe/Lisbon")
    return Review(head, [*departments, *entries])


def from_a_library(review: Review) -> Review:
    """The review as the program has it: written to a library's file and read from it."""
    with TemporaryDirectory(prefix="reviewdesk-timeline-") as folder:
        library = LibraryService.open(Path(folder) / "library.reviews")
        try:
            library.add_review(review)
            return library.open_desk(review.id).review
        finally:
            library.close()


now: Callable[[], float] = time.perf_counter


class NoStore:
    """A library that keeps nothing: the cost of writing is measured elsewhere."""

    def write_step(self, step: Step) -> None:
        pass

    def fold_step(self, step: Step, latest: tuple[Change, ...]) -> None:
        pass

    def read_step(self, step_id: str) -> Step:
        raise KeyError(step_id)


class Floor(QWidget):
    """A fill and labels: pictures of 150, or 250 drawn."""

    def __init__(self, theme: Theme, *, drawn: bool) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(WIDTH, HEIGHT)
        self._drawn = drawn
        self._font = theme.font(TextRole.BODY)
        chance = random.Random(1)
        count = 250 if drawn else 150
        self._labels = [" ".join(chance.choices(_WORDS, k=3)) for _ in range(count)]
        self._places = [
            QPointF(chance.randrange(0, WIDTH - 200), chance.randrange(20, HEIGHT - 20))
            for _ in range(count)
        ]
        self._pictures = [] if drawn else [self._picture(text) for text in self._labels]

    def _picture(self, text: str) -> QPixmap:
        picture = QPixmap(160, 22)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setFont(self._font)
        painter.drawText(QPointF(0, 16), text)
        painter.end()
        return picture

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        if self._drawn:
            painter.setFont(self._font)
            painter.setPen(QPen(QColor("#1f2933")))
            for place, text in zip(self._places, self._labels, strict=True):
                painter.drawText(place, text)
        else:
            for place, picture in zip(self._places, self._pictures, strict=True):
                painter.drawPixmap(place, picture)


class Scene(QGraphicsView):
    """The same events as items of a plain scene."""

    def __init__(self, review: Review, theme: Theme) -> None:
        self._scene = QGraphicsScene()
        super().__init__(self._scene)
        self.resize(WIDTH, HEIGHT)
        font = theme.font(TextRole.BODY)
        lanes = {one.id: place for place, one in enumerate(review.departments)}
        for entry in review.entries.values():
            if entry.start is None:
                continue
            x = (entry.start - _BEGIN).total_seconds() / 10.0
            y = lanes[entry.department_id or ""] * 170.0 + (hash(entry.id) % 6) * 26.0
            shape = QGraphicsRectItem(QRectF(x, y, 12, 12))
            self._scene.addItem(shape)
            label = QGraphicsSimpleTextItem(entry.title)
            label.setFont(font)
            label.setPos(x + 18, y - 4)
            self._scene.addItem(label)


def frame_ms(widget: QWidget) -> float:
    begun = now()
    widget.repaint()
    return (now() - begun) * 1000.0


def p95(values: list[float]) -> float:
    return round(sorted(values)[min(len(values) - 1, int(len(values) * 0.95))], 3)


class Bench:
    def __init__(self, events: int) -> None:
        self.app = QApplication(["timeline", "-platform", "offscreen"])
        load_fonts()
        self.theme = Theme(ThemeMode.LIGHT)
        self.review = from_a_library(made_review(events))
        self.bridge = DeskBridge()
        self.bridge.open(Desk(self.review, NoStore(), History(), lambda: _BEGIN))
        self.state = ViewState()
        with_scene = events <= SCENE_UP_TO
        # A first widget has Qt load its fonts and styles, as the console's shell has by then.
        warm = self._shown(Floor(self.theme, drawn=True))
        self.first_paint_ms, self.scene_first_paint_ms = self._first_paints(with_scene=with_scene)
        warm.hide()
        self.view = self._made_view()
        self.view.show()
        self.app.processEvents()
        self.floor_pan = self._shown(Floor(self.theme, drawn=False))
        self.floor_zoom = self._shown(Floor(self.theme, drawn=True))
        self.scene = None
        if with_scene:
            self.scene = Scene(self.review, self.theme)
            self._shown(self.scene)
        gc.collect()
        gc.freeze()
        self.garbage = GuiGarbage()
        self.garbage.start()
        # The scenes left very many small pieces of memory; whoever asks for a large one next
        # would pay for putting those together.
        QPixmap(WIDTH, HEIGHT).fill(Qt.GlobalColor.white)
        self.times: dict[str, list[float]] = {}

    def _made_view(self) -> TimelineView:
        view = TimelineView(self.bridge, self.state, self.theme)
        view.resize(WIDTH, HEIGHT)
        return view

    def _first_paints(self, *, with_scene: bool) -> tuple[float, float | None]:
        """From nothing to a painted window: medians of a few, ours and the scene's in turns."""
        ours: list[float] = []
        scenes: list[float] = []
        for _ in range(FIRST_PAINTS):
            gc.collect()
            gc.freeze()
            ours.append(self._first_paint(self._made_view))
            if with_scene:
                scenes.append(self._first_paint(lambda: Scene(self.review, self.theme)))
        return statistics.median(ours), statistics.median(scenes) if scenes else None

    def _first_paint(self, make: Callable[[], QWidget]) -> float:
        begun = now()
        widget = make()
        widget.show()
        self.app.processEvents()
        taken = (now() - begun) * 1000.0
        widget.hide()
        widget.deleteLater()
        # Gone at once, or it would follow every edit to come.
        QApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)
        return taken

    def view_bytes(self) -> int:
        """What a view of the review holds in Python, beyond one of a review without events.

        Its few kept pictures (tiles, labels) are as many for a long review as for a short one.
        """
        sizes = []
        for events in (0, len(self.review.entries)):
            bridge = self.bridge
            if not events:
                bridge = DeskBridge()
                bridge.open(Desk(made_review(0), NoStore(), History(), lambda: _BEGIN))
            gc.collect()
            tracemalloc.start()
            view = TimelineView(bridge, ViewState(), self.theme)
            view.resize(WIDTH, HEIGHT)
            view.show()
            self.app.processEvents()
            while view.picture.work_ahead(rested=True):
                pass
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
            tracemalloc.stop()
            view.hide()
        return sizes[1] - sizes[0]

    def _shown(self, widget: QWidget) -> QWidget:
        widget.show()
        self.app.processEvents()  # A window that was not exposed yet paints nothing.
        if frame_ms(widget) < 0.02:
            raise RuntimeError("the window does not paint")
        return widget

    def note(self, name: str, ms: float) -> None:
        self.times.setdefault(name, []).append(ms)

    def half_in_view(self) -> None:
        self.view.fit()
        self.view.zoom(2.0, WIDTH / 2.0)

    def settle(self) -> None:
        """What the event loop does between two gestures: each begins at a picture that stands."""
        self.view.repaint()
        while self.view.picture.work_ahead(rested=True):
            pass

    def breathe(self) -> None:
        """What it does between two frames of one."""
        until = now() + BETWEEN_FRAMES_S
        while now() < until:
            begun = now()
            more = self.view.work_ahead()
            self.note("slice", (now() - begun) * 1000.0)
            if not more:
                return

    def rounds(self) -> Iterator[Callable[[], None]]:
        for _ in range(ROUNDS):
            yield self.pan_round
            yield self.floor_round
            yield self.zoom_round
            yield self.drag_round
            yield self.edit_round
            if self.scene is not None:
                yield self.scene_round

    def floor_round(self) -> None:
        for _ in range(FRAMES_A_ROUND):
            self.note("floor_pan", frame_ms(self.floor_pan))
            self.note("floor_zoom", frame_ms(self.floor_zoom))

    def pan_round(self) -> None:
        self.half_in_view()
        self.settle()
        for _ in range(FRAMES_A_ROUND):
            begun = now()
            self.view.pan(PAN_PX)
            self.view.repaint()
            self.note("pan", (now() - begun) * 1000.0)
            self.breathe()

    def zoom_round(self) -> None:
        self.half_in_view()
        self.settle()
        around = 300.0 + 97.0 * len(self.times.get("zoom", ())) % 1200.0
        for step in range(FRAMES_A_ROUND):
            begun = now()
            self.view.zoom(1.22 if step < FRAMES_A_ROUND // 2 else 1 / 1.22, around)
            self.view.repaint()
            self.note("zoom", (now() - begun) * 1000.0)
            self.breathe()

    def drag_round(self) -> None:
        self.half_in_view()
        self.settle()
        spot = self.some_spot()
        if spot is None:
            return
        self.state.select(self.view.picture.book.id_at(spot))
        lane = self.view.picture.drawn()[spot.lane]
        place = self.view.picture.where(spot)
        head, header = self.view.head_width, self.view.height() - self.view.picture.height
        at = QPointF(place.x + self.view.picture.shift + head, lane.rows[place.row] + header)
        self.mouse(QEvent.Type.MouseButtonPress, at)
        for step in range(FRAMES_A_ROUND):
            begun = now()
            self.mouse(QEvent.Type.MouseMove, at + QPointF(11.0 * (step + 1), step * 9.0))
            self.view.repaint()
            self.note("drag", (now() - begun) * 1000.0)
            self.breathe()
        QApplication.sendEvent(self.view, _escape())
        self.mouse(QEvent.Type.MouseButtonRelease, at)
        self.state.select()

    def some_spot(self) -> Spot | None:
        lane = self.view.picture.drawn()[2]
        middle = WIDTH / 2.0 - self.view.picture.shift
        near = sorted(lane.layout.placed, key=lambda one: abs(one.x - middle))
        return Spot(2, near[0].entry_index) if near else None

    def mouse(self, kind: QEvent.Type, at: QPointF) -> None:
        button = Qt.MouseButton.LeftButton
        where = QPointF(self.view.mapToGlobal(QPoint(0, 0))) + at
        event = QMouseEvent(kind, at, where, button, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.view, event)

    def edit_round(self) -> None:
        self.half_in_view()
        self.settle()
        entries = list(self.review.entries)
        for step in range(FRAMES_A_ROUND):
            entry = self.review.entries[entries[(step * 7919) % len(entries)]]
            edit = move_entries([entry], timedelta(seconds=60))
            begun = now()
            self.bridge.apply(edit)
            self.view.repaint()
            self.note("edit", (now() - begun) * 1000.0)
            self.breathe()

    def scene_round(self) -> None:
        scene = self.scene
        if scene is None:
            return
        bar = scene.horizontalScrollBar()
        for _ in range(3):
            begun = now()
            bar.setValue(bar.value() + PAN_PX)
            scene.viewport().repaint()
            self.note("scene_pan", (now() - begun) * 1000.0)
        for factor in (0.8, 1.25):
            begun = now()
            scene.scale(factor, 1.0)
            scene.viewport().repaint()
            self.note("scene_zoom", (now() - begun) * 1000.0)

    def run(self, events: int) -> dict[str, object]:
        for act in self.rounds():
            # Five times a second, as in the program, which is about once in so many frames.
            begun = now()
            self.garbage.look()
            self.note("slice", (now() - begun) * 1000.0)
            act()
        self.garbage.stop()
        kinds = ("pan", "zoom", "drag", "edit", "slice")
        ours = [ms for name in kinds for ms in self.times.get(name, [])]
        told: dict[str, object] = {
            "events": events,
            "first_paint_ms": round(self.first_paint_ms, 2),
        }
        for name in ("pan", "zoom", "drag", "edit"):
            told[f"{name}_p95_ms"] = p95(self.times[name])
        told["worst_frame_ms"] = round(max(ours), 3)
        for name in ("floor_pan", "floor_zoom", "scene_pan", "scene_zoom"):
            told[f"{name}_p95_ms"] = p95(self.times[name]) if name in self.times else None
        told["rss_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0, 1)
        scene_ms = self.scene_first_paint_ms
        told["scene_first_paint_ms"] = None if scene_ms is None else round(scene_ms, 2)
        told["view_bytes_an_event"] = round(self.view_bytes() / events)
        return told


def _escape() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument(
        "--cpu", action="store_true", help="count the thread's own time, for a busy machine"
    )
    wanted = parser.parse_args()
    if wanted.cpu:
        globals()["now"] = time.thread_time
    told = Bench(wanted.events).run(wanted.events)
    if wanted.json:
        print(json.dumps(told))
    else:
        for name, value in told.items():
            print(f"{name:>22} {value}")


if __name__ == "__main__":
    main()
