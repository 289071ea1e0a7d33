"""How records are called where something points at them, and how one is found and reached."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from reviewdesk.domain.accounts import Decision
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.numbering import number_of
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.understanding import Condition
from reviewdesk.domain.values import Record
from reviewdesk.qt.clock_texts import ClockTexts
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import Page, ViewState
from reviewdesk.widgets.link_fields import Link, LinkField
from reviewdesk.widgets.spots import Spot

FOUND_LIMIT = 40


class RecordLinks:
    """Names events and conditions for chips, finds them by words, and leads to them."""

    def __init__(self, bridge: DeskBridge, view: ViewState, theme: Theme) -> None:
        self.bridge = bridge
        self.view = view
        self.theme = theme
        self.texts = ClockTexts(bridge, view)

    def colour(self, department_id: str | None) -> QColor | None:
        found = self.bridge.review.find(Department, department_id)
        return self.theme.palette.department(found.colour) if found else None

    def entry(self, entry_id: str) -> Link | None:
        found = self.bridge.review.find(Entry, entry_id)
        if found is None:
            return None
        text = f"{self.texts.entry_time(found)} {found.title}".strip()
        return Link(entry_id, text, self.colour(found.department_id))

    def condition(self, condition_id: str) -> Link | None:
        found = self.bridge.review.find(Condition, condition_id)
        if found is None:
            return None
        return Link(condition_id, f"{number_of(self.bridge.review, found)} {found.title}")

    def find_entries(self, words: str, *kinds: EntryKind) -> Sequence[Link]:
        """Events whose title or time has the words, in time order."""
        wanted = words.casefold().split()
        found: list[Link] = []
        for entry in self.bridge.review.entries_in_order():
            if kinds and entry.kind not in kinds:
                continue
            title = entry.title.casefold()
            if not all(word in title for word in wanted):
                if not wanted or not wanted[0][:1].isdigit():
                    continue
                told = f"{self.texts.entry_time(entry)} {title}".casefold()
                if not all(word in told for word in wanted):
                    continue
            link = self.entry(entry.id)
            if link is not None:
                found.append(link)
            if len(found) == FOUND_LIMIT:
                break
        return found

    def find_conditions(self, words: str) -> Sequence[Link]:
        wanted = words.casefold().split()
        links = [self.condition(one.id) for one in self.bridge.review.listed(Condition)]
        return [
            link
            for link in links
            if link is not None and all(word in link.text.casefold() for word in wanted)
        ]

    def lead_to_entry(self, entry_id: str) -> None:
        self.view.select(entry_id)
        self.view.set_page(Page.TIMELINE)

    def lead_to_decision(self, entry_id: str) -> None:
        """Goes to a decision, and with it to its moment and its maker's eyes.

        Only where somebody looks from a moment, or through chosen eyes; and never further on: the
        room would learn what came meanwhile.
        """
        entry = self.bridge.review.find(Entry, entry_id)
        if entry is None:
            return
        self.lead_to_entry(entry_id)
        as_of, moment = self.view.as_of, entry.own_moment
        if as_of is not None and moment is not None and moment < as_of:
            self.view.set_as_of(moment)
        if self.view.eyes is not None:
            self.view.set_eyes(entry.department_id)
        self.view.decision_led.emit(entry_id)
        if as_of is not None and moment is not None and moment > as_of:
            words = QCoreApplication.translate(
                "RecordLinks",
                "The cursor stays at %1: the room has not come to this decision yet. "
                "“Ask the room” takes it there.",
            )
            self.view.said.emit(words.replace("%1", self.texts.moment(as_of)))

    def voice_role(self, voice_id: str | None) -> str:
        found = self.bridge.review.find(Voice, voice_id)
        return found.role if found else ""

    def voices(self, department_id: str | None = None) -> list[tuple[str, object]]:
        """Voices as choices by role, nobody first; those of one department, or all."""
        review = self.bridge.review
        choices: list[tuple[str, object]] = [("–", None)]
        for department in review.departments:
            if department_id is None or department.id == department_id:
                spoken = sorted(review.children(Voice, department.id), key=lambda one: one.position)
                choices += [(one.role, one.id) for one in spoken]
        return choices

    def departments(self) -> list[tuple[str, object]]:
        return [("–", None), *((one.name, one.id) for one in self.bridge.review.departments)]

    def entries_field(self, spot: Spot, name: str, accessible: str, placeholder: str) -> LinkField:
        return LinkField(
            self.bridge,
            spot,
            name,
            accessible,
            placeholder,
            self.find_entries,
            self.entry,
            self.lead_to_entry,
        )


def title_of(record: Record | None) -> str:
    """What a record is called in a list."""
    if isinstance(record, Decision):
        return ""
    return str(getattr(record, "title", "") or getattr(record, "name", "") or "")
