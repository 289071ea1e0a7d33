"""What an edit costs, against the sync it cannot do without, and what loading costs; prints JSON.

    .venv/bin/python tests/benchmarks/edit.py [--edits 400] [--sizes 200,100000]

Each edit alternates with its floor, an `fdatasync` of two pages appended to a file in the same
folder. Loading 20,000 events alternates with sqlite3 fetching the same rows as tuples.
Times in milliseconds. To reach: an edit 1.5 times its floor, and at 100,000 events twice that of
200 at most.
"""

import argparse
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reviewdesk.domain import edits
from reviewdesk.domain.entries import Entry
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Review, ReviewHead
from reviewdesk.services.library import LibraryService

_PAGES = 2 * 4096
_BEGAN = datetime(2026, 3, 12, 8, 0, tzinfo=UTC)


def a_review(events: int) -> Review:
    head = ReviewHead(id=new_id(), title="Benchmark")
    lanes = [Department(id=new_id(), name=f"Department {number}") for number in range(6)]
    entries = [
        Entry(
            id=new_id(),
            title=f"What happened as number {number}",
            detail="Two or three words more about it.",
            department_id=lanes[number % 6].id,
            start=_BEGAN + timedelta(seconds=number),
        )
        for number in range(events)
    ]
    return Review(head, [*lanes, *entries])


def percentiles(times_s: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times_s, n=100)
    return {"p50": round(cuts[49] * 1000, 4), "p95": round(cuts[94] * 1000, 4)}


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def edit_costs(folder: Path, events: int, count: int) -> dict[str, object]:
    """Times of durable edits at the desk of a review of that size, and of their floor."""
    library = LibraryService.open(folder / f"edit-{events}.reviews")
    review = a_review(events)
    library.add_review(review)
    desk = library.open_desk(review.id)
    ids = list(desk.review.entries)
    floor_file = os.open(folder / "floor", os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    pages = os.urandom(_PAGES)

    def sync_two_pages() -> None:
        os.write(floor_file, pages)
        os.fdatasync(floor_file)

    edit_times, floor_times = [], []
    for number in range(count + count // 10):
        entry = desk.review.entries[ids[number * 7919 % len(ids)]]
        edit = edits.change(entry, title=f"Said again as number {number}")
        edit_times.append(timed(lambda edit=edit: desk.apply(edit)))  # type: ignore[misc]
        floor_times.append(timed(sync_two_pages))
    os.close(floor_file)
    warm = count // 10
    done, floor = percentiles(edit_times[warm:]), percentiles(floor_times[warm:])
    undo = percentiles([timed(desk.undo) for _ in range(min(100, count))])
    library.close()
    return {
        "events": events,
        "edit": done,
        "fdatasync": floor,
        "ratio": {name: round(done[name] / floor[name], 3) for name in done},
        "undo": undo,
    }


def loading_cost(folder: Path, events: int, rounds: int = 7) -> dict[str, object]:
    """File to Review, and opening the library before it, against sqlite3's bare tuples."""
    path = folder / "load.reviews"
    library = LibraryService.open(path)
    review = a_review(events)
    library.add_review(review)
    library.close()

    def bare() -> None:
        connection = sqlite3.connect(path)
        connection.execute("SELECT * FROM entry").fetchall()
        connection.close()

    opening, loading, floor = [], [], []
    for _ in range(rounds):
        floor.append(timed(bare))
        began = time.perf_counter()
        library = LibraryService.open(path)
        opening.append(time.perf_counter() - began)
        loading.append(timed(lambda: library.load_review(review.id)))  # noqa: B023 - called at once
        library.close()
    load_ms, floor_ms = (statistics.median(times) * 1000 for times in (loading, floor))
    return {
        "events": events,
        "open_library": round(statistics.median(opening) * 1000, 2),
        "file_to_review": round(load_ms, 2),
        "bare_tuples": round(floor_ms, 2),
        "ratio": round(load_ms / floor_ms, 2),
    }


def main(words: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=400)
    parser.add_argument("--sizes", default="200,100000")
    parser.add_argument("--json", action="store_true", help="JSON is what it prints in any case")
    arguments = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="reviewdesk-edit-") as name:
        folder = Path(name)
        sizes = [int(size) for size in arguments.sizes.split(",")]
        found = [edit_costs(folder, size, arguments.edits) for size in sizes]
        result = {"edits": found, "load": loading_cost(folder, 20_000)}
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
