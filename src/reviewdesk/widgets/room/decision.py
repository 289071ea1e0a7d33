"""A decision: what is asked about it, and what lay before those who took it, as of then."""

from collections.abc import Mapping, Sequence

from reviewdesk.domain.accounts import MADE_SENSE
from reviewdesk.domain.entries import EntryFacts, Precision
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sights import SightState
from reviewdesk.widgets.room.event_large import title_blocks
from reviewdesk.widgets.room.flow import Block, Part
from reviewdesk.widgets.room.frame import Frame, lane_of, lanes_of, tr
from reviewdesk.widgets.room.head import compose_head
from reviewdesk.widgets.room.lettering import BODY
from reviewdesk.widgets.room.marks import Picture
from reviewdesk.widgets.room.scene import RoomScene, Signals
from reviewdesk.widgets.room.typeset import SMALL, EventRows, Sheet, calm


def compose_decision(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    entry = shared.entry(scene.current)
    signals = scene.signals
    if entry is None or signals is None:
        compose_head(frame, scene, scene.as_of or shared.head.title)
        return calm(frame, tr("No decision is chosen"))
    eyes = shared.department(signals.department_id)
    whose = tr("seen from {department}").format(department=eyes.name) if eyes else tr("everyone")
    beside = tr("as of {time}, {whose}").format(time=_looked_from(frame, entry), whose=whose)
    sheet = Sheet(frame, compose_head(frame, scene, beside))
    lane = lane_of(lanes_of(shared, frame.palette, frame.facts), entry)
    title = Part([*title_blocks(sheet, entry, lane), *_asked(sheet, scene)])
    parts = [*_answer(sheet, entry, shared), *_signals(sheet, shared, signals)]
    return sheet.finished(parts, scene.page, title)


def _looked_from(frame: Frame, entry: EntryFacts) -> str:
    """Of a decision taken between two moments the earlier: what came later is not here."""
    if entry.precision is Precision.BETWEEN and entry.own_moment is not None:
        return frame.told(entry.own_moment)
    return frame.time_of(entry)


def _asked(sheet: Sheet, scene: RoomScene) -> list[Block]:
    column = sheet.whole.right_of(0.030)
    return column.blocks(scene.question, 0.046, weight=700, gap=sheet.frame.type.part(0.020))


def _answer(sheet: Sheet, entry: EntryFacts, shared: SharedReview) -> list[Part]:
    """What was said to the question."""
    decision = next((one for one in shared.decisions if one.entry_id == entry.id), None)
    said = decision.answer(MADE_SENSE) if decision else ""
    blocks = sheet.whole.right_of(0.030).blocks(said, BODY)
    return [Part(blocks, gap=sheet.frame.type.part(0.010))] if blocks else []


def _signals(sheet: Sheet, shared: SharedReview, signals: Signals) -> list[Part]:
    """The four groups; one that is empty says so, for that is an answer too."""
    groups = (
        (SightState.NOTICED, tr("Noticed"), signals.noticed, signals.noticed_count),
        (SightState.VISIBLE, tr("Visible, not noticed"), signals.visible, signals.visible_count),
        (SightState.OUT_OF_SIGHT, tr("Out of sight"), signals.out_of_sight,
         signals.out_of_sight_count),
    )  # fmt: skip
    shown = [shared.entry(one) for _, _, ids, _ in groups for one in ids]
    lanes = lanes_of(shared, sheet.frame.palette, sheet.frame.facts)
    rows = EventRows(sheet.main, [one for one in shown if one is not None], lanes)
    notes = _arrivals(sheet.frame, shared, signals)
    found = [
        sheet.part(name, _group(sheet, shared, rows, (state, ids, count), notes), gap=0.030)
        for state, name, ids, count in groups
    ]
    if signals.later is None:
        later = tr("What came later is covered")
    elif signals.later:
        later = tr("{} more").format(f"{signals.later:,}")
    else:
        later = tr("nothing")
    quiet = sheet.frame.palette.quiet
    found.append(
        sheet.part(tr("Known only later"), sheet.main.blocks(later, SMALL, colour=quiet), gap=0.030)
    )
    return found


def _arrivals(
    frame: Frame, shared: SharedReview, signals: Signals
) -> dict[tuple[SightState, EntryId], str]:
    """When and through what the eyes had each event before them, as far as that is told."""
    noticed, visible = tr("noticed {time}"), tr("could be seen from {time}")
    shown = {*signals.noticed, *signals.visible}
    found = {}
    for one in shared.sightings:
        if one.department_id != signals.department_id or one.entry_id not in shown:
            continue
        is_noticed = one.entry_id in signals.noticed
        at = one.noticed_at if is_noticed else one.visible_from
        parts = [one.through or (tr(one.channel.value) if one.channel else ""), one.amid]
        if not is_noticed and one.noticed_at is not None:
            # They tell how it was noticed, and that came later.
            parts.clear()
        entry = shared.entry(one.entry_id)
        if at is not None and entry is not None and at != entry.floor:
            about = "~" if one.approximate else ""
            words = noticed if is_noticed else visible
            parts.insert(0, words.format(time=about + frame.told(at)))
        state = SightState.NOTICED if is_noticed else SightState.VISIBLE
        found[state, one.entry_id] = " · ".join(part for part in parts if part)
    return found


def _group(
    sheet: Sheet,
    shared: SharedReview,
    rows: EventRows,
    group: tuple[SightState, Sequence[EntryId], int],
    notes: Mapping[tuple[SightState, EntryId], str],
) -> list[Block]:
    state, ids, count = group
    quiet = sheet.frame.palette.quiet
    entries = [entry for entry in map(shared.entry, ids) if entry is not None]
    if not entries:
        return sheet.main.blocks(tr("nothing"), SMALL, colour=quiet)
    rates = shared.base_rates

    def note(entry: EntryFacts) -> str:
        rate = rates[entry.id].told if entry.id in rates else ""
        return " · ".join(part for part in (notes.get((state, entry.id), ""), rate) if part)

    found = [rows.block(entry, note(entry)) for entry in entries]
    if count > len(entries):
        words = tr("and {} before").format(f"{count - len(entries):,}")
        found = [*sheet.main.blocks(words, SMALL, colour=quiet), *found]
    return found
