"""Reviews with something of everything, and the pages the console makes of them for the room."""

from dataclasses import replace
from datetime import UTC, datetime

from builders import a_department, a_desk, a_review, an_entry
from reviewdesk.domain.accounts import MADE_SENSE, Answer, Card, Decision
from reviewdesk.domain.entries import EntryKind
from reviewdesk.domain.ids import new_id
from reviewdesk.domain.repairs import Repair, RepairState
from reviewdesk.domain.review import Review
from reviewdesk.domain.sessions import AgendaItem, Phase, Session
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sharing import RoomCopy
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.understanding import (
    Condition,
    Layer,
    Lesson,
    OpenQuestion,
    Safeguard,
    SafeguardKind,
)
from reviewdesk.domain.values import Record
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.room_palette import ROOM_LIGHT, RoomPalette
from reviewdesk.qt.view_state import RoomLayout, ViewState
from reviewdesk.widgets.console.room_scenes import RoomScenes
from reviewdesk.widgets.room.compose import compose
from reviewdesk.widgets.room.facts import Facts
from reviewdesk.widgets.room.lettering import Lettering
from reviewdesk.widgets.room.marks import Picture
from reviewdesk.widgets.room.scene import RoomScene

LONG = "The rollout went on while the queue of messages grew and nobody was told about it, for "


def full_review(texts: list[str], departments: int = 6) -> Review:
    """A review with something of every kind, its texts taken in turn from `texts`."""
    number = 0

    def text() -> str:
        nonlocal number
        number += 1
        return texts[number % len(texts)]

    lanes = [
        a_department(f"{text()} {place}"[:60], colour=place, position=float(place))
        for place in range(departments)
    ]
    events = [
        an_entry(text(), f"10:{minute:02}", lanes[minute % departments], detail=text())
        for minute in range(10, 40)
    ]
    decision = an_entry(text(), "10:41", lanes[0], kind=EntryKind.DECISION, detail=text())
    records: list[Record] = [*lanes, *events, decision]
    said = (Answer(question=MADE_SENSE, text=text()),)
    records.append(Decision(id=new_id(), entry_id=decision.id, answers=said))
    for place, event in enumerate(events[:8]):
        records.append(
            Sighting(
                id=new_id(), entry_id=event.id, department_id=lanes[(place + 1) % departments].id,
                noticed_at=event.start, through=text(), amid=text(),
            )
        )  # fmt: skip
    keys = ("looked", "else", "knew")
    records += [
        Card(
            id=new_id(), department_id=lane.id, heard=True, impact=text(), impact_figure="412",
            answers=tuple(Answer(question=key, text=text()) for key in keys),
            impact_unit=text()[:30], entry_ids=(events[0].id,),
        )
        for lane in lanes[:5]
    ]  # fmt: skip
    for place in range(9):
        layer = tuple(Layer)[place % len(Layer)]
        records.append(
            Condition(id=new_id(), title=text(), detail=text(), layer=layer, number=place + 1)
        )
        kind = tuple(SafeguardKind)[place % 3]
        records.append(
            Safeguard(id=new_id(), title=text(), detail=text(), kind=kind, number=place + 1)
        )
        records.append(
            Lesson(id=new_id(), title=text(), cue=text(), teaching=text(), number=place + 1)
        )
        records.append(OpenQuestion(id=new_id(), title=text(), number=place + 1))
        state = tuple(RepairState)[place % 4]
        records.append(
            Repair(id=new_id(), title=text(), proof=text(), owner_role=text()[:40], state=state,
                   due=datetime(2026, 12, 1, tzinfo=UTC).date(), number=place + 1)
        )  # fmt: skip
    agenda = tuple(
        AgendaItem(id=new_id(), title=text(), phase=Phase.UNDERSTANDING, planned_s=900)
        for _ in range(7)
    )
    records.append(
        Session(
            id=new_id(), agenda=agenda, purpose=text(), not_for=text(), next_steps=text(),
            present_ids=tuple(lane.id for lane in lanes), poll_question=text(), poll_shown=True,
            poll_yes=12, poll_unsure=3, poll_no=1, board_start=(text(), text()),
            board_stop=(text(),), board_continue=(text(),),
        )
    )  # fmt: skip
    rules = tuple(text() for _ in range(6))
    return a_review(*records, opening=text(), ground_rules=rules)


class Room:
    """The scenes of one review as the console makes them."""

    def __init__(self, review: Review) -> None:
        self.bridge, self.view = DeskBridge(), ViewState()
        self.bridge.open(a_desk(review))
        self.scenes = RoomScenes(self.bridge, self.view)
        self._copy = RoomCopy(self.bridge.review)
        entries = self.bridge.review.entries_in_order()
        self.decision = [one for one in entries if one.kind is EntryKind.DECISION][-1]
        self.event = entries[len(entries) // 2]

    def shown(self, layout: RoomLayout) -> tuple[SharedReview, RoomScene]:
        self.view.hold_room_layout(layout)
        chosen = self.decision if layout is RoomLayout.DECISION else self.event
        self.view.select(chosen.id)
        shared = self._copy.view(self.view.as_of, self.view.veil, self.view.eyes)
        shared = self.scenes.through_eyes(shared)
        return shared, self.scenes.scene(shared, "18:40")

    def pages(
        self,
        layout: RoomLayout,
        size: tuple[int, int],
        palette: RoomPalette = ROOM_LIGHT,
        most: int = 400,
    ) -> list[Picture]:
        shared, scene = self.shown(layout)
        kind, facts = Lettering(size[1]), Facts()
        found: list[Picture] = []
        while not found or (found[-1].more_after and len(found) < most):
            now = replace(scene, page=len(found))
            found.append(compose(shared, now, *size, palette, kind, facts))
        return found
