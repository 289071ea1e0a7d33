"""What making a report costs, against plain Platypus with contents and bare canvas calls.

    .venv/bin/python tests/benchmarks/report.py [--json] [--events 50,500,5000,20000] [--no-floors]

Each size is measured in a process of its own, so that its peak of memory is its own. The floors
set the same texts in the same run. Seconds are those of the processor. Longest block: how long the
window could not answer while a copy was made beside it. Platypus is timed with what it loads when
it is first used; small reviews are set once more with all of it loaded.

To reach: a quarter of Platypus at most, the leak check as long again at most, no block over 50 ms,
cancelled within 0.5 s.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.review import Review, ReviewHead
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience

_BEGAN = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)
_KINDS = tuple(EntryKind)
_DETAILS = (
    "Somebody looked at it and wrote down what was there to be seen by everyone at {n}.",
    "The queue behind gate {n} grew, and nobody in the room knew why it did.",
    "Call {n} came in before the board said anything; it was put aside with the others.",
    "Restarted worker {n} by hand, which helped for a while.",
    "",
)
_CANCEL_AFTER_S = 0.4
_SMALL = 500
_DECISIONS, _SIGNALS = 6, 8
"""How many decisions without an account the report shows with their signals, and how many."""


def made_review(events: int) -> Review:
    lanes = [
        Department(id=new_id(), name=f"Department {n}", position=float(n), colour=n)
        for n in range(6)
    ]
    voice = Voice(id=new_id(), department_id=lanes[0].id, role="lead", name="Zenobia Quistgaard")
    entries = [
        Entry(
            id=new_id(), title=f"Event number {n} seen on the board",
            detail=_DETAILS[n % len(_DETAILS)].format(n=n),
            department_id=lanes[n % 6].id, kind=_KINDS[n % len(_KINDS)],
            start=_BEGAN + timedelta(seconds=37 * n),
        )
        for n in range(events)
    ]  # fmt: skip
    head = ReviewHead(id=new_id(), title="Benchmark", summary="It stood still for a while. " * 12)
    return Review(head, [*lanes, voice, *entries])


def timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def measured(events: int, *, floors: bool) -> dict[str, object]:
    from pypdf import PdfReader

    from reviewdesk import __version__
    from reviewdesk.export.leaks import find_leaks, texts_of_pdf
    from reviewdesk.export.options import ExportOptions
    from reviewdesk.export.pdf.report import make_pdf
    from reviewdesk.services.assets import asset_path
    from reviewdesk.services.watching import watch_for

    review = made_review(events)
    shared = for_audience(review, Audience.COMPANY)
    options = ExportOptions(_BEGAN, __version__)
    fonts = asset_path("fonts")
    make_pdf(for_audience(made_review(5), Audience.COMPANY), options, {}, fonts)
    made: list[bytes] = []
    seconds = timed(lambda: made.append(make_pdf(shared, options, {}, fonts)))
    checked = timed(lambda: find_leaks(texts_of_pdf(made[0]), watch_for(review, shared)))
    peak_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pages = len(PdfReader(BytesIO(made[0])).pages)
    told: dict[str, object] = {
        "events": events,
        "seconds": round(seconds, 3),
        "pages": pages,
        "pages_per_second": round(pages / seconds, 1),
        "leak_check_seconds": round(checked, 3),
        "leak_check_share": round(checked / seconds, 3),
        "file_kb": len(made[0]) // 1000,
        "peak_memory_mb": peak_kib // 1024,
    }
    if floors:
        platypus = timed(lambda: with_platypus(review))
        canvas = timed(lambda: with_canvas(review, pages))
        told["platypus_seconds"] = round(platypus, 3)
        told["canvas_seconds"] = round(canvas, 3)
        told["share_of_platypus"] = round(seconds / platypus, 3)
        if events <= _SMALL:
            loaded = timed(lambda: with_platypus(review))
            told["share_of_loaded_platypus"] = round(seconds / loaded, 3)
    return told


def with_platypus(review: Review) -> bytes:
    """The table of events as its manual would have it, with contents in front."""
    from xml.sax.saxutils import escape

    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table
    from reportlab.platypus.tableofcontents import TableOfContents

    styles = getSampleStyleSheet()
    names = {one.id: one.name for one in review.all(Department).values()}

    class Document(BaseDocTemplate):  # type: ignore[misc]  # ReportLab comes without types
        def afterFlowable(self, flowable: object) -> None:
            if isinstance(flowable, Paragraph) and flowable.style.name == "Heading2":
                self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))

    held = BytesIO()
    document = Document(held, pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=[Frame(54, 54, A4[0] - 108, A4[1] - 108)]))
    story: list[object] = [
        TableOfContents(),
        Paragraph(escape(review.head.summary), styles["Normal"]),
    ]
    entries = list(review.entries.values())
    body = styles["Normal"]
    for first in range(0, len(entries), 100):
        story.append(Paragraph(f"Events from {first + 1}", styles["Heading2"]))
        rows: list[list[object]] = [["No", "Time", "Department", "What happened"]]
        for place, entry in enumerate(entries[first : first + 100], first + 1):
            what = [
                Paragraph(escape(entry.title), body),
                Paragraph(escape(entry.detail), body),
                Paragraph(entry.kind.value, body),
            ]
            rows.append(
                [
                    Paragraph(f"E{place}", body),
                    Paragraph(f"{entry.start:%H:%M:%S}", body),
                    Paragraph(names[entry.department_id or ""], body),
                    what,
                ]
            )
        story.append(Table(rows, colWidths=[40, 60, 90, 290], repeatRows=1))
    decided = [(n, one) for n, one in enumerate(entries) if one.kind is EntryKind.DECISION]
    for place, entry in decided[:_DECISIONS]:
        # What its maker could see, and what was out of sight, as the report tells of it.
        story.append(Paragraph(f"Decision: {escape(entry.title)}", styles["Heading2"]))
        own = [one for one in entries[:place] if one.department_id == entry.department_id]
        others = [one for one in entries[:place] if one.department_id != entry.department_id]
        lists = [
            [
                Paragraph(f"{escape(one.title)} (noticed) E{place}", body)
                for one in found[-_SIGNALS:]
            ]
            for found in (own, others)
        ]
        story.append(Table([lists], colWidths=[240, 240]))
    document.multiBuild(story)
    return held.getvalue()


def with_canvas(review: Review, pages: int) -> bytes:
    """The same lines at fixed places: nothing is measured, broken or linked."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    held = BytesIO()
    canvas = Canvas(held, pagesize=A4, pageCompression=1)
    names = {one.id: one.name for one in review.all(Department).values()}
    entries = list(review.entries.values())
    on_page = -(-len(entries) // pages)
    for first in range(0, len(entries), on_page):
        canvas.setFont("Helvetica", 8)
        for row, entry in enumerate(entries[first : first + on_page]):
            top = A4[1] - 60 - row * 40
            canvas.drawString(54, top, f"E{first + row + 1}")
            canvas.drawString(90, top, f"{entry.start:%H:%M:%S}")
            canvas.drawString(160, top, names[entry.department_id or ""])
            canvas.drawString(250, top, entry.title)
            canvas.drawString(250, top - 12, entry.detail)
            canvas.drawString(250, top - 24, entry.kind.value)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def beside_a_window(events: int) -> dict[str, object]:
    """How long the window stands still while a copy is made, and how soon it is given up."""
    import gc

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from reviewdesk.qt.export_job import ExportJob
    from reviewdesk.services.exporting import Paper

    app = QApplication(["report"])
    review = made_review(events)
    gc.collect()
    gc.freeze()
    loop, job = QEventLoop(), ExportJob()
    timer = QTimer()
    timer.setInterval(2)
    last, longest = [time.perf_counter()], [0.0]

    def tick() -> None:
        now = time.perf_counter()
        longest[0] = max(longest[0], now - last[0])
        last[0] = now

    failures: list[Exception] = []
    timer.timeout.connect(tick)
    job.written.connect(loop.quit)
    job.stopped.connect(loop.quit)
    job.failed.connect(failures.append)
    job.failed.connect(loop.quit)
    told: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        for cancel in (False, True):
            asked = [0.0]

            def give_up(asked: list[float] = asked) -> None:
                asked[0] = time.perf_counter()
                job.cancel()

            job.start(
                review, Path(folder) / f"copy{cancel}.pdf", audience=Audience.COMPANY,
                paper=Paper.A4, force=False, now=_BEGAN,
            )  # fmt: skip
            if cancel:
                QTimer.singleShot(round(_CANCEL_AFTER_S * 1000), give_up)
            last[0] = time.perf_counter()
            timer.start()
            loop.exec()
            timer.stop()
            if cancel and asked[0]:
                told["cancel_ms"] = round((time.perf_counter() - asked[0]) * 1000, 1)
        told["longest_block_ms"] = round(longest[0] * 1000, 1)
    job.close()
    app.quit()
    if failures:
        raise failures[0]
    return told


def in_own_process(words: list[str]) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, __file__, *words], capture_output=True, text=True, check=True
    )
    told: dict[str, object] = json.loads(done.stdout)
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--events", default="50,500,5000,20000", help="sizes, by commas")
    parser.add_argument("--json", action="store_true", help="JSON instead of lines")
    parser.add_argument("--no-floors", action="store_true", help="leave the floors out")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--window", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one is not None:
        print(json.dumps(measured(wanted.one, floors=not wanted.no_floors)))
        return
    if wanted.window is not None:
        print(json.dumps(beside_a_window(wanted.window)))
        return
    floors = ["--no-floors"] if wanted.no_floors else []
    sizes = []
    for events in (int(one) for one in wanted.events.split(",")):
        found = in_own_process(["--one", str(events), *floors])
        found |= in_own_process(["--window", str(events)])
        sizes.append(found)
        if not wanted.json:
            print("  ".join(f"{name} {value}" for name, value in found.items()), flush=True)
    if wanted.json:
        reach = {
            "share_of_platypus": 0.25,
            "leak_check_share": 1.0,
            "longest_block_ms": 50,
            "cancel_ms": 500,
        }
        print(json.dumps({"sizes": sizes, "to_reach": reach}, indent=2))


if __name__ == "__main__":
    main()
