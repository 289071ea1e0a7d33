"""Programs that are killed while they work on a library."""

import os
import signal
import subprocess
import sys
import textwrap
import time

EDITING = """
    import os, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from reviewdesk.domain import edits
    from reviewdesk.domain.entries import Entry
    from reviewdesk.domain.ids import new_id
    from reviewdesk.services.desk import Desk
    from reviewdesk.storage.library import Library

    clock = lambda: datetime.now(UTC)
    library = Library.open(Path(sys.argv[1]), clock=clock)
    review_id = library.reviews()[0].id
    desk = Desk(library.load_for_desk(review_id), library, library.history(review_id), clock)
    number = max([int(e.title) for e in desk.review.entries.values()], default=-1)
    while True:
        number += 1
        detail = "x" * (number % 50 * 90)
        entry = Entry(id=new_id(), title=str(number), start=clock(), detail=detail)
        desk.apply(edits.add(entry))
        if number % 7 == 0:
            desk.apply(edits.change(entry, detail="changed", fold_key="k"))
            desk.apply(edits.change(desk.review.entries[entry.id], detail="again", fold_key="k"))
        if number % 11 == 0:
            desk.undo()
            desk.redo()
        os.write(1, b"%d\\n" % number)
        if number % 40 == 0:
            library.backup()
"""


def kill_while(program: str, words: list[str], after_s: float) -> list[str]:
    """Runs `program` until it has said something, kills it a while later; what it had said."""
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), *words],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None
    said = child.stdout.readline()
    time.sleep(after_s)
    child.send_signal(signal.SIGKILL)
    said += child.stdout.read()
    child.wait()
    child.stdout.close()
    return said.decode().split()
