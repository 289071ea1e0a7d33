"""What the maker of a decision had before it, in every form of a copy: lists, counts and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reviewdesk.domain.accounts import MADE_SENSE, Decision
from reviewdesk.domain.entries import SharedEntry
from reviewdesk.domain.sights import Sight, SightState
from reviewdesk.export.facts import Facts, maker_of
from reviewdesk.export.wording import count

_MOST_SIGNALS = 8
_MOST_UNTOLD = 6
"""Decisions without an account that are shown with their signals; more have a line each."""
PERHAPS_AFTER = "†"


@dataclass(frozen=True, slots=True)
class Moment:
    """When a decision is looked at: the earliest at which it can have been taken.

    `until` where it may have been taken later, up to then.
    """

    at: datetime
    until: datetime | None

    def is_perhaps_after(self, sight: Sight) -> bool:
        """Whether it came when the decision may already have been taken."""
        return self.until is not None and sight.since is not None and sight.since > self.at


@dataclass(frozen=True, slots=True)
class SightList:
    """One of the two lists under a decision; `total` also counts what is not shown."""

    title: str
    sights: Sequence[Sight]
    total: int

    @property
    def rest(self) -> str:
        shown = len(self.sights)
        return f"the latest {shown} of {self.total:,}" if self.total > shown else ""


@dataclass(frozen=True, slots=True)
class Signals:
    """What could be seen and what existed out of sight; `remarks` are said under the lists."""

    moment: Moment
    lists: Sequence[SightList]
    remarks: Sequence[str]


def decisions_to_tell(facts: Facts) -> list[tuple[SharedEntry, bool]]:
    """The decisions in order, and whether each is told; the others have a line each.

    What there was to be seen can be said without anybody's account, of the first few.
    """
    found = []
    shown = 0
    for entry in facts.numbers.decision_entries:
        decision = facts.numbers.accounts.get(entry.id)
        told = _is_told(decision)
        if not told and shown < _MOST_UNTOLD and _has_signals(facts, entry, decision):
            told = True
            shown += 1
        found.append((entry, told))
    return found


def _is_told(decision: Decision | None) -> bool:
    """Whether anything is said of how it came about."""
    if decision is None:
        return False
    answered = any(one.text.strip() for one in decision.answers)
    said = decision.pressures or decision.options or decision.asked.strip() or decision.confidence
    return bool(answered or said)


def _has_signals(facts: Facts, entry: SharedEntry, decision: Decision | None) -> bool:
    moment, eyes = _moment(entry), eyes_of(facts, entry, decision)
    if moment is None or eyes is None:
        return False
    found = facts.as_of.at(moment.at, eyes, without=entry.id, limit=1)
    return bool(found.noticed_count + found.visible_count + found.out_of_sight_count)


def eyes_of(facts: Facts, entry: SharedEntry, decision: Decision | None) -> str | None:
    """Through whose eyes it is looked at, as the console does: its maker's department's."""
    voice = maker_of(facts, entry, decision)
    return voice.department_id if voice is not None else entry.department_id


def _moment(entry: SharedEntry) -> Moment | None:
    first, last = entry.own_moment, entry.anchor
    if first is None:
        return None
    return Moment(first, last if last is not None and last > first else None)


def _perhaps_after(
    facts: Facts, entry: SharedEntry, eyes: str, moment: Moment
) -> tuple[list[Sight], list[Sight]]:
    """What came while it may still have been open: what those eyes could see of it, and not."""
    if moment.until is None:
        return [], []
    known = facts.as_of.became_known(moment.at, moment.until)
    sights = (facts.as_of.sight(one, eyes, moment.until) for one in known if one != entry.id)
    found = [one for one in sights if one is not None]
    seen = [one for one in found if one.state is not SightState.OUT_OF_SIGHT]
    return seen, [one for one in found if one.state is SightState.OUT_OF_SIGHT]


def decision_title(facts: Facts, entry: SharedEntry) -> str:
    place = facts.numbers.decisions[entry.id].removeprefix(Decision.letter)
    return f"Decision {place} · {facts.clock.when(entry)} · {entry.title}"


def answers_told(facts: Facts, decision: Decision) -> list[tuple[str, str]]:
    """What was asked and answered besides why it made sense."""
    answered = [
        (facts.questions.get(one.question, one.question), one.text)
        for one in decision.answers
        if one.question != MADE_SENSE and one.text.strip()
    ]
    if decision.asked.strip():
        answered.append(("Who was asked before it was taken?", decision.asked))
    if decision.confidence:
        answered.append(("How sure was its maker?", decision.confidence))
    return answered


def signals_of(facts: Facts, entry: SharedEntry, eyes: str | None) -> Signals | None:
    """What could be seen, and what existed out of sight, when it was taken; None if nothing."""
    moment = _moment(entry)
    if moment is None or eyes is None:
        return None
    found = facts.as_of.at(moment.at, eyes, without=entry.id, limit=_MOST_SIGNALS)
    seen_after, hidden_after = _perhaps_after(facts, entry, eyes, moment)
    seen = sorted(
        [*found.noticed, *found.visible],
        key=lambda sight: (sight.since is not None, sight.since or moment.at, sight.entry_id),
    )
    lists = [
        SightList(
            f"What {facts.department_name(eyes)} could see",
            [*seen, *seen_after][-_MOST_SIGNALS:],
            found.noticed_count + found.visible_count + len(seen_after),
        ),
        SightList(
            "What existed out of its sight",
            [*found.out_of_sight, *hidden_after][-_MOST_SIGNALS:],
            found.out_of_sight_count + len(hidden_after),
        ),
    ]
    lists = [one for one in lists if one.sights]
    if not lists:
        return None
    remarks = []
    if any(moment.is_perhaps_after(sight) for one in lists for sight in one.sights):
        remarks.append(
            f"{PERHAPS_AFTER} came after {facts.clock.time(moment.at)}, the earliest "
            "this decision can have been taken: perhaps only after it."
        )
    later = found.later_count - len(seen_after) - len(hidden_after)
    if later:
        events = count(later, "event")
        remarks.append(f"{events} on this timeline became known only later.")
    return Signals(moment, lists, remarks)


def sight_words(facts: Facts, sight: Sight, moment: Moment) -> str:
    """How it stood to those eyes, in a few words behind the title."""
    perhaps, looked_at = "", moment.at
    if moment.is_perhaps_after(sight):
        perhaps, looked_at = f" {PERHAPS_AFTER}", moment.until or moment.at
    said = sight.sighting
    rate = facts.review.base_rates.get(sight.entry_id)
    before = f", {rate.told}" if rate is not None else ""
    if sight.state is SightState.OUT_OF_SIGHT:
        names = [
            name
            for one in facts.as_of.knowers(sight.entry_id, looked_at)
            if (name := facts.department_name(one))
        ]
        told = f": {', '.join(names)} only" if names else ""
        if sight.arrives is not None:
            told += f", reached it {facts.clock.time(sight.arrives)}"
        return told + before + perhaps
    told = f", {said.amid}" if said and said.amid else ""
    if said and said.through:
        told += f", {said.through}"
    noticed = " (noticed)" if sight.state is SightState.NOTICED else " (not noticed)"
    return told + before + noticed + perhaps
