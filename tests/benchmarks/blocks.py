"""How long the window stands still while something is done to very many events; prints JSON.

    .venv/bin/python tests/benchmarks/blocks.py [--events 100000] [--rounds 3] [--only NAME]

The real program runs off screen on a library of its own, with the timeline and the event list
open. A timer of 5 ms ticks in the window's thread while each operation is done, and until all of
it is done: `block_ms` is the longest time between two ticks, `own_ms` the longest that the thread
itself worked between two (others share the machine), `whole_ms` how long it took: medians of
several rounds. To reach: no block over 100 ms.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import blocks_editing
import blocks_looking
from block_bench import Bench, Told, median

OPERATIONS = {**blocks_looking.OPERATIONS, **blocks_editing.OPERATIONS}


def run(bench: Bench, rounds: int, only: str) -> dict[str, dict[str, float]]:
    found: dict[str, list[Told]] = {}
    for _ in range(rounds):
        for name, act in OPERATIONS.items():
            if only and not any(part in name for part in only.split(",")):
                continue
            found.setdefault(name, []).append(act(bench))
            bench.rest()
    return {name: median(told) for name, told in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="parts of names, with commas between")
    parser.add_argument("--json", action="store_true", help="JSON is what it prints in any case")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reviewdesk-blocks-") as name:
        bench = Bench(Path(name), wanted.events)
        # The program's own would tell of it in its window alone.
        sys.excepthook = sys.__excepthook__
        told = run(bench, wanted.rounds, wanted.only)
        print(json.dumps({"events": wanted.events, **told}))
        bench.stop()


if __name__ == "__main__":
    sys.exit(main())
