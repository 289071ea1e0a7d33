"""Which events and lanes the console shows; the room and every copy show what they show."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from PySide6.QtCore import QObject, Signal

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.filters import EntryFilter
from reviewdesk.domain.ids import DepartmentId, EntryId
from reviewdesk.domain.people import Department, Voice
from reviewdesk.services.desk import Desk, Edited

_PLACE = "lanes"
"""Under this name the lanes of a review are kept as they were left, beside what was typed."""


_MANY = 2000
"""So many changed events are counted anew by lane, where nothing is hidden."""


class Sieve(QObject):
    """Filter, and hidden and folded lanes, of the review that is open.

    Nothing here changes a review. What is new, or was brought to hand, is `kept` in sight until
    the filter is changed, though the filter would hide it: nobody types into nowhere.

    Signals: `changed()` when other events or lanes are shown, to be read anew; `folded_changed()`
    when lanes were folded or opened; `counted()` when only the numbers are others.
    """

    changed = Signal()
    folded_changed = Signal()
    counted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._filter = EntryFilter()
        self._test = self._filter.test()
        self._passing: set[EntryId] | None = None
        self._kept: set[EntryId] = set()
        self._hidden: frozenset[DepartmentId | None] = frozenset()
        self._folded: frozenset[DepartmentId | None] = frozenset()
        self._unseen: set[EntryId] = set()
        self._counts: tuple[int, int] | None = None
        self._totals: Counter[DepartmentId | None] | None = None
        self._to_read_anew = False

    def open(self, desk: Desk | None) -> None:
        """Begins with what is on the desk: nothing filtered, lanes as they were left."""
        self._begin_anew()
        self._desk = desk
        if desk is not None:
            self._read_lanes(desk)

    # What is shown.

    @property
    def filter(self) -> EntryFilter:
        return self._filter

    @property
    def hidden(self) -> frozenset[DepartmentId | None]:
        """Departments whose lanes are not shown; None: the lane of those without one."""
        return self._hidden

    @property
    def folded(self) -> frozenset[DepartmentId | None]:
        return self._folded

    @property
    def is_on(self) -> bool:
        """Whether anything may be hidden."""
        return self._passing is not None or bool(self._hidden)

    def shows(self, entry: Entry) -> bool:
        return entry.department_id not in self._hidden and self._passes(entry)

    def shows_id(self, entry_id: EntryId) -> bool:
        if not self.is_on:
            return True
        entry = self._desk.review.find(Entry, entry_id) if self._desk else None
        return entry is not None and self.shows(entry)

    def shown_of(self, entry_ids: Iterable[EntryId]) -> Iterable[EntryId]:
        """Those of `entry_ids` that are shown; in one go, for there may be very many."""
        if not self.is_on:
            return entry_ids
        if self._passing is None or self._hidden:
            shown = {entry.id for entry in self.shown()}
        else:
            shown = self._passing | self._kept
        return [one for one in entry_ids if one in shown]

    def _passes(self, entry: Entry) -> bool:
        return self._passing is None or entry.id in self._passing or entry.id in self._kept

    def counts(self) -> tuple[int, int]:
        """How many events are shown, and how many there are."""
        if self._desk is None:
            return 0, 0
        if self._counts is None:
            entries = self._desk.review.entries
            if self._passing is None:
                totals = self._totals_by_lane()
                shown = len(entries) - sum(totals[lane] for lane in self._hidden)
            elif not self._hidden:
                shown = len(self._passing) + len(self._kept)
            else:
                shown = sum(1 for _ in self.shown())
            self._counts = shown, len(entries)
        return self._counts

    @property
    def kept_count(self) -> int:
        """How many are shown although the filter would hide them."""
        return len(self._kept)

    @property
    def unseen_count(self) -> int:
        """How many came into hidden lanes since those were hidden."""
        return len(self._unseen)

    def hidden_counts(self) -> list[tuple[Department, int]]:
        """The departments whose lanes are hidden, each with how many events that hides."""
        if self._desk is None or not self._hidden:
            return []
        totals = self._totals_by_lane()
        departments = self._desk.review.departments
        return [(one, totals[one.id]) for one in departments if one.id in self._hidden]

    def shown(self) -> Iterable[Entry]:
        """The events that are shown, in no order."""
        if self._desk is None:
            return
        entries, hidden = self._desk.review.entries, self._hidden
        found: Iterable[Entry] = entries.values()
        if self._passing is not None:
            found = [entries[one] for one in (*self._passing, *self._kept)]
        for entry in found:
            if entry.department_id not in hidden:
                yield entry

    def _totals_by_lane(self) -> Counter[DepartmentId | None]:
        if self._totals is None:
            entries = self._desk.review.entries.values() if self._desk else ()
            self._totals = Counter(map(attrgetter("department_id"), entries))
        return self._totals

    # What the user asks for.

    def set_filter(self, wanted: EntryFilter) -> None:
        if wanted == self._filter:
            return
        self._filter = wanted
        self._kept.clear()
        self._pass_anew()
        self._say_changed()

    def clear(self) -> None:
        """Takes the filter away; hidden lanes stay hidden."""
        self.set_filter(EntryFilter())

    def hide(self, lanes: Iterable[DepartmentId | None]) -> None:
        """Hides these lanes and shows all others."""
        wanted = frozenset(lanes)
        if wanted == self._hidden:
            return
        self._hidden = wanted
        self._unseen = {one for one in self._unseen if not self.shows_id(one)}
        self._keep_lanes()
        self._say_changed()

    def fold(self, lanes: Iterable[DepartmentId | None]) -> None:
        """Folds these lanes and opens all others."""
        wanted = frozenset(lanes)
        if wanted != self._folded:
            self._folded = wanted
            self._keep_lanes()
            self.folded_changed.emit()

    def bring(self, entry_ids: Iterable[EntryId]) -> None:
        """Has these events shown, whatever is filtered and hidden: they were brought to hand."""
        if self._desk is None or not self.is_on:
            return
        find = self._desk.review.find
        entries = [entry for one in entry_ids if (entry := find(Entry, one)) is not None]
        out = [entry for entry in entries if not self.shows(entry)]
        if not out:
            return
        self._kept |= {entry.id for entry in out if not self._passes(entry)}
        lanes = self._hidden - {entry.department_id for entry in out}
        if lanes != self._hidden:
            self._hidden = lanes
            self._unseen = {one for one in self._unseen if not self.shows_id(one)}
            self._keep_lanes()
        self._say_changed()

    # Following the desk: first this, then those who show it, then what it has to say.

    def follow(self, edited: Edited) -> None:
        """Takes over an edit, before anybody who asks what is shown."""
        self._counts = None
        entries = edited.of(Entry)
        if len(entries) > _MANY and not self.is_on:
            if self._totals is not None:
                self._totals.update(edited.by_lane)
            self._unseen.difference_update(entries)
        else:
            for change in entries.values():
                self._follow_one(change.before, change.after)
        changes = (*edited.of(Department).values(), *edited.of(Voice).values())
        gone = {one.id for one in changes if one.after is None}
        if gone:
            self._forget(gone)

    def _follow_one(self, before: object, after: object) -> None:
        if self._totals is not None:
            if isinstance(before, Entry):
                self._totals[before.department_id] -= 1
            if isinstance(after, Entry):
                self._totals[after.department_id] += 1
        if isinstance(after, Entry):
            if self._passing is not None:
                was_shown = before is None or after.id in self._passing or after.id in self._kept
                if self._test(after):
                    self._passing.add(after.id)
                    self._kept.discard(after.id)
                else:
                    self._passing.discard(after.id)
                    if was_shown:
                        self._kept.add(after.id)
            if after.department_id in self._hidden:
                left = not isinstance(before, Entry) or before.department_id not in self._hidden
                if left:
                    self._unseen.add(after.id)
            else:
                self._unseen.discard(after.id)
        elif isinstance(before, Entry):
            self._kept.discard(before.id)
            self._unseen.discard(before.id)
            if self._passing is not None:
                self._passing.discard(before.id)

    def _forget(self, gone: set[str]) -> None:
        """A department or a voice is gone: nobody can choose it any more."""
        self._hidden -= gone
        self._folded -= gone
        left = replace(
            self._filter,
            department_ids=self._filter.department_ids - gone,
            voice_ids=self._filter.voice_ids - gone,
        )
        if left != self._filter:
            self._filter = left
            self._pass_anew()
        self._to_read_anew = True

    def say_followed(self) -> None:
        """Everybody has followed the edit: the numbers may be others."""
        if self._to_read_anew:
            self._to_read_anew = False
            self.changed.emit()
        if self._counts is None:
            self.counted.emit()

    def _pass_anew(self) -> None:
        self._test = self._filter.test()
        if self._desk is None or not self._filter.is_on:
            self._passing = None
            return
        entries = self._desk.review.entries.values()
        self._passing = {entry.id for entry in entries if self._test(entry)}

    def _say_changed(self) -> None:
        self._counts = None
        self.changed.emit()
        self.counted.emit()

    # Lanes as they were left.

    def _keep_lanes(self) -> None:
        if self._desk is not None:
            left = {"hidden": _listed(self._hidden), "folded": _listed(self._folded)}
            self._desk.drafts.keep(_PLACE, json.dumps(left) if any(left.values()) else "")

    def _read_lanes(self, desk: Desk) -> None:
        try:
            left = json.loads(desk.drafts.text(_PLACE) or "{}")
            hidden, folded = left.get("hidden", []), left.get("folded", [])
            known = {None, *(one.id for one in desk.review.departments)}
            self._hidden = frozenset(one for one in hidden if one in known)
            self._folded = frozenset(one for one in folded if one in known)
        except (ValueError, TypeError, AttributeError):
            # Written by another version: the lanes are shown as in any other review.
            self._hidden = self._folded = frozenset()


def _listed(lanes: frozenset[DepartmentId | None]) -> list[DepartmentId | None]:
    return sorted(lanes, key=lambda one: one or "")
