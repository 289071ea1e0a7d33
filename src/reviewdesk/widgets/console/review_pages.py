"""The pages of an open review, and on which of them a record stands."""

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from reviewdesk.domain.accounts import Card, Decision
from reviewdesk.domain.entries import Entry, Evidence, Marker
from reviewdesk.domain.notes import Note, ParkingItem
from reviewdesk.domain.people import Department, Voice
from reviewdesk.domain.repairs import Repair
from reviewdesk.domain.review import RECORD_TYPES, Change, Review, ReviewHead
from reviewdesk.domain.session_clock import agenda
from reviewdesk.domain.sessions import Session
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.understanding import Condition, Lesson, OpenQuestion, Safeguard
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.session_clock import SessionClock
from reviewdesk.qt.theme import Theme
from reviewdesk.qt.view_state import Page, ViewState
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.console.evidence_files import EvidenceFiles

_PAGE_OF = {
    Card.table: Page.PERSPECTIVES,
    Decision.table: Page.DECISIONS,
    Condition.table: Page.CONDITIONS,
    Safeguard.table: Page.SAFEGUARDS,
    Lesson.table: Page.LESSONS,
    OpenQuestion.table: Page.QUESTIONS,
    Repair.table: Page.REPAIRS,
    Note.table: Page.NOTES,
    ParkingItem.table: Page.PARKING,
    Department.table: Page.ABOUT,
    Voice.table: Page.ABOUT,
    Session.table: Page.SESSION,
    "review": Page.ABOUT,
}


def place_of(review: Review, table: str, record_id: str) -> tuple[Page, str]:
    """The page that shows a record, and the event to select there, if any."""
    record = review.find(RECORD_TYPES[table], record_id) if table in RECORD_TYPES else None
    entry_id = ""
    if isinstance(record, Entry):
        entry_id = record.id
    elif isinstance(record, (Evidence, Marker, Sighting, Decision)):
        entry_id = record.entry_id or ""
    return _PAGE_OF.get(table, Page.TIMELINE) if record is not None else Page.TIMELINE, entry_id


def place_of_change(
    review: Review,
    edited: Edited,
    shown: Page | None = None,
    beside: Collection[str] = (),
) -> tuple[Page, str, str] | None:
    """Where what was changed is seen: page, event to select, record.

    None where it is seen everywhere, or on the page that is `shown`. Of a step that touched several
    things, that which is seen on the page shown; else its event, which the others belong to.
    Records of the tables `beside` stand beside the page shown too, and are seen there.
    """
    if shown is Page.TIMELINE and all(map(_is_of_the_lanes, edited.changes)):
        return None
    firsts: dict[str, Change] = {}
    for changes in edited.by_type.values():
        seen_there = (one for one in changes.values() if not _is_seen_everywhere(one))
        first = next(seen_there, None)
        if first is not None:
            firsts[first.table] = first
    found: tuple[Page, str, str] | None = None
    for table in sorted(firsts, key=lambda table: table != Entry.table):
        change = firsts[table]
        page, entry_id = place_of(review, table, change.id)
        if change.after is None:
            page = _PAGE_OF.get(table, Page.TIMELINE)
            if isinstance(change.before, (Decision, Evidence, Marker)):
                # Its event is still there.
                entry_id = change.before.entry_id or ""
        if shown is not None and table in beside:
            page = shown
        if page is shown:
            return page, entry_id, change.id
        found = found or (page, entry_id, change.id)
    return found


def _is_seen_everywhere(change: Change) -> bool:
    return _is_of_the_bar(change) or _is_of_the_clock(change)


def _is_of_the_lanes(change: Change) -> bool:
    """Whether the order, the name or the colour of a lane is all that is new."""
    before, after = change.before, change.after
    if not isinstance(before, Department) or not isinstance(after, Department):
        return False
    seen = {name: getattr(after, name) for name in ("position", "name", "short", "colour")}
    return before.model_copy(update=seen) == after


def _is_of_the_bar(change: Change) -> bool:
    """Whether title and phase, which always stand in the bar, are all that is new in a head."""
    before, after = change.before, change.after
    if not isinstance(before, ReviewHead) or not isinstance(after, ReviewHead):
        return False
    return before == after.model_copy(update={"phase": before.phase, "title": before.title})


_OF_THE_CLOCK = frozenset(
    {"started", "ended", "pauses", "agenda", "boxes", "speaking_id", "speaking_since", "turn_ids",
     "hand_ids", "talk", "in_round"}
)  # fmt: skip


def _is_of_the_clock(change: Change) -> bool:
    """Whether what the clock in the bar shows is all that is new in a sitting, or the round."""
    before, after = change.before, change.after
    if not isinstance(before, Session) or not isinstance(after, Session):
        return False
    differing = {name for name in _SESSION_FIELDS if getattr(before, name) != getattr(after, name)}
    planned = [[(one.id, one.title) for one in agenda(side)] for side in (before, after)]
    return differing <= _OF_THE_CLOCK and planned[0] == planned[1]


_SESSION_FIELDS = tuple(Session.model_fields)


def make_page(
    page: Page,
    bridge: DeskBridge,
    view: ViewState,
    theme: Theme,
    files: EvidenceFiles,
    clock: SessionClock,
    parent: QWidget,
) -> QWidget:
    """A page of the open review; each is loaded when it is first wanted."""
    match page:
        case Page.TIMELINE:
            from reviewdesk.widgets.console.workbench import Workbench

            return Workbench(bridge, view, theme, files, parent)
        case Page.PERSPECTIVES:
            from reviewdesk.widgets.pages.perspectives import PerspectivesPage

            return PerspectivesPage(bridge, view, theme)
        case Page.DECISIONS:
            from reviewdesk.widgets.pages.decisions import DecisionsPage

            return DecisionsPage(bridge, view, theme)
        case Page.CONDITIONS:
            from reviewdesk.widgets.pages.conditions import ConditionsPage

            return ConditionsPage(bridge, view, theme)
        case Page.SAFEGUARDS:
            from reviewdesk.widgets.pages.safeguards import SafeguardsPage

            return SafeguardsPage(bridge, view, theme)
        case Page.LESSONS:
            from reviewdesk.widgets.pages.lessons import LessonsPage

            return LessonsPage(bridge, view, theme)
        case Page.QUESTIONS:
            from reviewdesk.widgets.pages.questions import QuestionsPage

            return QuestionsPage(bridge, view, theme)
        case Page.REPAIRS:
            from reviewdesk.widgets.pages.repairs import RepairsPage

            return RepairsPage(bridge, view, theme)
        case Page.NOTES:
            from reviewdesk.widgets.pages.notes import NotesPage

            return NotesPage(bridge, view, theme)
        case Page.PARKING:
            from reviewdesk.widgets.pages.parking import ParkingPage

            return ParkingPage(bridge, view, theme)
        case Page.ABOUT:
            from reviewdesk.widgets.pages.about import AboutPage

            return AboutPage(bridge, view, theme)
        case Page.SESSION:
            from reviewdesk.widgets.pages.session import SessionPage

            return SessionPage(bridge, view, theme, clock)
        case _:
            raise ValueError(f"{page.value} is not a page of a review")
