"""From the words of times to moments, line by line: which day, which year, which zone.

A day that no line says is never taken in silence: whatever was decided is a remark of its line.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from reviewdesk.domain.entries import Precision
from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.linetimes import midnight, without_times
from reviewdesk.domain.times import day_text, local_to_utc
from reviewdesk.intake.headwords import TimeHead
from reviewdesk.intake.proposal import Choices, Found, Proposal, Surroundings, Watch
from reviewdesk.intake.whichday import NoMomentError, day_first_in, day_of, last_day_of

_NEXT_DAY = timedelta(hours=12)
"""A time so much earlier than the one before it is the next day's."""
_PERHAPS = timedelta(hours=3)
"""From so much on it is the next day's unless what follows goes on from the time before."""
_LONGEST_NIGHT = timedelta(hours=14)


@dataclass(slots=True)
class _State:
    """Where the reading is."""

    zone: tzinfo
    base: date | None
    """The day the material is about, for days without a year."""
    day: date | None
    """The day in force."""
    clock: time | None = None
    """The time before, on the day in force."""
    previous: datetime | None = None
    origin: datetime | None = None
    """What T+… counts from."""


def resolve(
    found: Sequence[Found],
    zone: tzinfo,
    base: date | None,
    choices: Choices,
    around: Surroundings,
    watch: Watch,
) -> list[Proposal]:
    """A proposal for every one of `found`, in their order."""
    day_first = day_first_in(found, base) if choices.day_first is None else choices.day_first
    state = _State(zone, base, base, origin=around.start)
    backwards = _backwards(found)
    twelve = _twelve_hours(found)
    made: list[Proposal | None] = [None] * len(found)
    ahead = _clocks_ahead(found)
    for step, place in enumerate(_walk(found, backwards)):
        watch.step(step, len(found), 0.45, 0.7)
        one = found[place]
        proposal = Proposal(
            one.line,
            max(one.line, one.last_line),
            one.raw,
            one.text,
            one.detail,
            department=one.department,
            author=one.author,
            reason=one.reason,
            framing=one.framing or one.day is not None or one.anchors,
        )
        made[place] = proposal
        if one.day is not None:
            _take_heading(one.day, state, proposal, day_first)
        elif one.head is not None:
            _Line(one, proposal, state, day_first, ahead.get(place, ()), twelve).read(
                choices.offset
            )
        if one.anchors and proposal.start is not None:
            state.origin = proposal.start
        if proposal.start is None and proposal.earliest is None:
            proposal.precision = Precision.UNKNOWN
            proposal.start = state.previous
    proposals = [one for one in made if one is not None]
    _say_disorder(proposals)
    return proposals


class _Line:
    """One line with the words of a time, read against where the reading is."""

    def __init__(
        self,
        found: Found,
        proposal: Proposal,
        state: _State,
        day_first: tuple[bool, str] | bool,
        ahead: Sequence[time],
        twelve: bool,
    ) -> None:
        self._head: TimeHead = found.head or TimeHead()
        self._proposal = proposal
        self._state = state
        self._day_first = day_first
        self._ahead = ahead
        self._twelve = twelve
        self._zone = self._head.zone or found.zone or state.zone

    def read(self, offset: timedelta) -> None:
        head, proposal, state = self._head, self._proposal, self._state
        proposal.remarks += head.remarks
        try:
            if head.fault:
                raise NoMomentError(head.fault)
            if head.moment is not None:
                proposal.start = head.moment
                local = head.moment.astimezone(self._zone)
                state.day, state.clock = local.date(), local.time()
            elif head.clock is not None:
                self._read_clock(head.clock)
            elif head.shift is not None:
                self._read_shift(head.shift)
            elif head.says_day or head.weekday is not None:
                self._read_day()
            else:
                proposal.precision = Precision.UNKNOWN
            self._shift_all(offset)
        except (NoMomentError, KnownError) as told:
            proposal.is_faulty = not proposal.reason
            proposal.reason = proposal.reason or str(told)
            proposal.start = proposal.end = proposal.earliest = proposal.latest = None
        except OverflowError:
            proposal.is_faulty = not proposal.reason
            proposal.reason = proposal.reason or "This date is out of reach."
            proposal.start = proposal.end = proposal.earliest = proposal.latest = None
        if proposal.start is not None and proposal.precision is not Precision.UNKNOWN:
            state.previous = proposal.start

    def _read_clock(self, clock: time) -> None:
        head, proposal, state = self._head, self._proposal, self._state
        if self._twelve and not head.padded and clock.hour < 8:
            clock = clock.replace(hour=clock.hour + 12)
            proposal.remarks.append("Taken as a time after noon, by the times before it.")
        told = self._told_day()
        if told is not None:
            day = told
            state.day = day
        else:
            day = self._inferred_day(clock)
        state.clock = clock
        first_day = day + timedelta(days=1) if head.clock_rolls else day
        start = self._moment(first_day, clock)
        end = None
        if head.until is not None:
            end = self._end(first_day, clock, start)
        elif head.until_words is not None:
            end = self._end_of_day(first_day, start)
            proposal.remarks.append(without_times(start=True, end=False))
        if head.between and end is not None:
            proposal.precision = Precision.BETWEEN
            proposal.earliest, proposal.latest = start, end
        else:
            open_day = head.until is None and end is not None
            proposal.precision = Precision.ABOUT if head.about or open_day else Precision.EXACT
            proposal.start, proposal.end, proposal.open_end = start, end, head.open_end

    def _end(self, day: date, clock: time, start: datetime) -> datetime:
        head = self._head
        until = head.until or clock
        if head.until_words is not None and (
            head.until_words.says_day or head.until_words.weekday is not None
        ):
            last_day = last_day_of(head.until_words, day, self._day_first, self._proposal.remarks)
        elif head.until_rolls:
            last_day = day + timedelta(days=1)
        elif until >= clock:
            last_day = day
        else:
            last_day = day + timedelta(days=1)
            if self._moment(last_day, until) - start > _LONGEST_NIGHT:
                raise NoMomentError("The end stands before the start.")
            self._proposal.remarks.append(f"Taken to end past midnight, on {day_text(last_day)}.")
        if head.until_rolls and head.until_words is not None:
            last_day += timedelta(days=1)
        end = self._moment(last_day, until)
        if end < start:
            raise NoMomentError("The end stands before the start.")
        return end

    def _end_of_day(self, first_day: date, start: datetime) -> datetime:
        """The end of a range of days that says no time of its last."""
        words = self._head.until_words or TimeHead()
        last_day = last_day_of(words, first_day, self._day_first, self._proposal.remarks)
        end = midnight(last_day + timedelta(days=1), self._zone) - timedelta(minutes=1)
        if end < start:
            raise NoMomentError("The end stands before the start.")
        return end

    def _moment(self, day: date, clock: time) -> datetime:
        local = local_to_utc(day, clock, self._zone)
        if local.remark:
            self._proposal.remarks.append(local.remark.split(";")[0].rstrip(".") + ".")
        return local.moment

    def _told_day(self) -> date | None:
        base = self._state.base or self._state.day
        return day_of(self._head, base, self._day_first, self._proposal.remarks)

    def _inferred_day(self, clock: time) -> date:
        """The day of a time that came without one: the one in force, or the next."""
        state, remarks = self._state, self._proposal.remarks
        if state.day is None:
            raise NoMomentError("On which day? Choose the date above, or type it here.")
        if state.clock is None:
            return state.day
        day = state.day
        back = _distance(clock, state.clock)
        if back >= _NEXT_DAY or (back >= _PERHAPS and not self._goes_on(clock)):
            day += timedelta(days=1)
            state.day = day
            remarks.append(f"Taken as {day_text(day)}, past midnight: no line says the day.")
        elif back > timedelta():
            remarks.append("Earlier than the line before it; taken as the same day.")
        elif -back > _LONGEST_NIGHT and state.clock.hour < 6:
            # 00:20 and then 23:50: back on the evening before is as likely as the evening after.
            remarks.append(f"Taken as {day_text(day)}; no line says the day.")
        return day

    def _goes_on(self, clock: time) -> bool:
        """Whether the next lines go on from the time before, so that only this one is astray."""
        before = self._state.clock
        return any(before is not None and after >= before for after in self._ahead[:2])

    def _read_shift(self, shift: timedelta) -> None:
        proposal, state = self._proposal, self._state
        from_start = self._head.from_start
        origin = state.origin if from_start else state.previous or state.origin
        if origin is None:
            raise NoMomentError(
                "Nothing says when T was. Write a line like “T0 = 10:35”, or set "
                "the marker “began”."
                if from_start
                else "There is no event before this one to count from."
            )
        proposal.start = origin + shift
        if not from_start:
            proposal.remarks.append("Counted from the event before.")
        local = proposal.start.astimezone(self._zone)
        state.day, state.clock = local.date(), local.time()

    def _read_day(self) -> None:
        state, proposal = self._state, self._proposal
        day = self._told_day()
        if day is None:
            raise NoMomentError("Of which week? Choose the date above, or type it here.")
        state.day, state.clock = day, None
        if self._head.until_words is not None:
            self._read_days(day)
            return
        proposal.precision = Precision.DAY
        proposal.earliest = midnight(day, self._zone)
        proposal.latest = midnight(day + timedelta(days=1), self._zone) - timedelta(seconds=1)

    def _read_days(self, day: date) -> None:
        """From one day to another: about, for there is no time of day at its start."""
        proposal, until = self._proposal, self._head.until
        start = midnight(day, self._zone)
        end = self._end_of_day(day, start) if until is None else self._end(day, time(0), start)
        proposal.remarks.append(without_times(start=False, end=until is not None))
        if self._head.between:
            proposal.precision = Precision.BETWEEN
            proposal.earliest, proposal.latest = start, end
        else:
            proposal.precision = Precision.ABOUT
            proposal.start, proposal.end = start, end

    def _shift_all(self, offset: timedelta) -> None:
        proposal = self._proposal
        if offset and proposal.precision is not Precision.DAY:
            for name in ("start", "end", "earliest", "latest"):
                held = getattr(proposal, name)
                if held is not None:
                    setattr(proposal, name, held + offset)


def _take_heading(
    words: TimeHead, state: _State, proposal: Proposal, day_first: tuple[bool, str] | bool
) -> None:
    remarks: list[str] = []
    try:
        day = day_of(words, state.base or state.day, day_first, remarks, forward=state.day)
    except NoMomentError as told:
        proposal.reason = str(told)
        return
    if day is not None:
        state.day, state.clock = day, None
        proposal.reason = f"The day of the lines below: {day_text(day)}."
        proposal.remarks += remarks


def _distance(clock: time, before: time) -> timedelta:
    """How far `clock` stands before `before` on one day."""
    day = date(2024, 1, 1)
    return datetime.combine(day, before) - datetime.combine(day, clock)


def _plain(one: Found) -> TimeHead | None:
    """Its time where that came without a day."""
    head = one.head
    if head is None or head.clock is None or head.says_day or one.reason:
        return None
    return head


def _clocks_ahead(found: Sequence[Found]) -> dict[int, tuple[time, ...]]:
    """For each line with a bare time, the times of the next two such lines of its day."""
    ahead: dict[int, tuple[time, ...]] = {}
    following: tuple[time, ...] = ()
    for place in range(len(found) - 1, -1, -1):
        one = found[place]
        if one.day is not None or (one.head is not None and one.head.says_day):
            following = ()
        head = _plain(one)
        if head is not None and head.clock is not None:
            ahead[place] = following
            following = (head.clock, *following)[:2]
    return ahead


def _backwards(found: Sequence[Found]) -> bool:
    """Whether the newest line stands first, among those whose day no line says."""
    clocks = [head.clock for one in found if (head := _plain(one)) is not None and head.clock]
    if len(clocks) < 4 or any(one.day is not None for one in found):
        return False
    steps = [_distance(after, before) for before, after in pairwise(clocks)]
    # A step of half a day is midnight, crossed the other way.
    falls = sum(timedelta() < step < _NEXT_DAY or step <= -_NEXT_DAY for step in steps)
    rises = sum(timedelta() < -step < _NEXT_DAY or step >= _NEXT_DAY for step in steps)
    return falls >= 3 and falls > 4 * rises


def _walk(found: Sequence[Found], backwards: bool) -> Sequence[int]:
    return range(len(found) - 1, -1, -1) if backwards else range(len(found))


def _twelve_hours(found: Sequence[Found]) -> bool:
    """Whether times run 11:50, 12:10, 1:05 and no line says am, pm or an hour over 12."""
    heads = [head for one in found if (head := _plain(one)) is not None and head.clock]
    clocks = [head.clock for head in heads if head.clock]
    if not clocks or any(head.has_half for head in heads) or max(clocks) >= time(13):
        return False
    if any(head.padded and head.clock and head.clock.hour < 10 for head in heads):
        return False
    return any(
        before >= time(9) and after < time(8) and after.hour > 0
        for before, after in pairwise(clocks)
    )


def _say_disorder(proposals: Sequence[Proposal]) -> None:
    """Remarks on lines that run against the order of the others, by their told days."""
    placed = [
        (place, one.start)
        for place, one in enumerate(proposals)
        if one.start is not None and one.precision is not Precision.UNKNOWN and not one.reason
    ]
    if len(placed) < 3:
        return
    moments = [moment for _place, moment in placed]
    if sum(after < before for before, after in pairwise(moments)) > max(2, len(moments) // 5):
        return  # newest first, or in no order at all
    kept = _longest_rising(moments)
    for index, (place, _moment) in enumerate(placed):
        if index in kept:
            continue
        one = proposals[place]
        if not any("Earlier than the line" in remark for remark in one.remarks):
            one.remarks.append("Runs against the order of the lines; perhaps it is another day.")


def _longest_rising(moments: Sequence[datetime]) -> set[int]:
    """Places of a longest run that never falls; of several, the one that stands first."""
    tails: list[datetime] = []
    ends: list[int] = []
    before: list[int] = []
    end = -1
    for place, moment in enumerate(moments):
        at = bisect_right(tails, moment)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(moment)
            ends.append(place)
            end = place
        else:
            tails[at], ends[at] = moment, place
    kept = set()
    place = end
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept
