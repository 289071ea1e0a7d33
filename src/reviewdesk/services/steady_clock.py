"""A clock for sittings: it goes on evenly whatever is done to the clock of the system."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

PULSE_PLACE = "session_pulse"
"""Where the last pulse of a sitting under way is kept with its review."""
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def ticks() -> float:
    """Seconds since some moment, the time the computer slept included where it tells."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        # Python's own monotonic clock stands still there while the computer sleeps.
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()  # Windows counts sleep in


def boot() -> str:
    """What tells this run of the computer from others, for `ticks` begin anew with each.

    Empty where nothing does.
    """
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""


@dataclass(frozen=True, slots=True)
class Pulse:
    """A moment of the clock, written down so that another run of the program can go on from it."""

    at: datetime
    ticks: float
    boot: str

    def text(self) -> str:
        return json.dumps({"at": self.at.isoformat(), "ticks": self.ticks, "boot": self.boot})

    @classmethod
    def read(cls, text: str) -> "Pulse | None":
        """None where it is not what `text` wrote."""
        try:
            held = json.loads(text)
            at = datetime.fromisoformat(held["at"])
            found = cls(at.astimezone(UTC), float(held["ticks"]), str(held["boot"]))
        except (ValueError, KeyError, TypeError):
            return None
        return found if at.tzinfo is not None else None


class SteadyClock:
    """Tells the time by the wall clock as it stood once, and by ticks from then on."""

    def __init__(
        self,
        wall: Callable[[], datetime],
        tick: Callable[[], float] | None = None,
        boot_id: str = "",
    ) -> None:
        """`tick`: seconds that go evenly; None: the wall clock is as even as there is."""
        self._wall, self._boot = wall, boot_id
        self._tick = tick or (lambda: wall().timestamp())
        self._anchor, self._anchor_ticks = wall(), self._tick()

    def __call__(self) -> datetime:
        passed = max(0.0, self._tick() - self._anchor_ticks)
        return self._anchor + timedelta(seconds=passed)

    def start_anew(self) -> None:
        """Tells the wall clock's time again."""
        self._anchor, self._anchor_ticks = self._wall(), self._tick()

    def pulse(self) -> Pulse:
        return Pulse(self(), self._tick(), self._boot)

    def go_on_from(self, pulse: Pulse) -> timedelta:
        """Goes on from a moment of an earlier run; returns how long the program was closed.

        Within one run of the computer by its ticks; else by the wall clock, unless that says that
        less than nothing has passed: then nothing has.
        """
        now = self._tick()
        if self._boot and pulse.boot == self._boot and now >= pulse.ticks:
            closed = timedelta(seconds=now - pulse.ticks)
        else:
            closed = max(timedelta(0), self._wall() - pulse.at)
        self._anchor, self._anchor_ticks = pulse.at + closed, now
        return closed
