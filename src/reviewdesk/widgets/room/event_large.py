"""One event large: what happened, in full, and who came to know of it."""

from collections.abc import Callable
from datetime import datetime

from reviewdesk.domain.entries import EntryFacts, Precision, Standing
from reviewdesk.domain.shared import SharedReview
from reviewdesk.domain.sightings import Sighting
from reviewdesk.qt.zones import zone_named
from reviewdesk.widgets.room.flow import Block, Part, Strip
from reviewdesk.widgets.room.frame import Frame, Lane, kind_words, lane_of, lanes_of, tr
from reviewdesk.widgets.room.head import compose_head
from reviewdesk.widgets.room.lettering import BODY
from reviewdesk.widgets.room.marks import Picture, shape_of
from reviewdesk.widgets.room.scene import RoomScene
from reviewdesk.widgets.room.told import moment_time
from reviewdesk.widgets.room.typeset import SMALL, Column, Sheet, calm, edged, flowing, together

_TITLES = (0.078, 0.060, 0.050)
_TITLE_LINES = 3


def compose_event(frame: Frame, shared: SharedReview, scene: RoomScene) -> Picture:
    """The current event; where there is none, a sentence that says so."""
    top = compose_head(frame, scene, scene.as_of or shared.head.title)
    entry = shared.entry(scene.current)
    if entry is None:
        return calm(frame, tr("No event is chosen"))
    sheet = Sheet(frame, top + 0.01)
    lane = lane_of(lanes_of(shared, frame.palette, frame.facts), entry)
    parts = [Part([*title_blocks(sheet, entry, lane), *_account(sheet, entry, shared)])]
    seen = _seen(sheet, entry, shared, scene)
    if seen:
        parts.append(sheet.part(tr("Who came to know"), seen, gap=0.05))
    evidence = [one for one in shared.evidence if one.entry_id == entry.id]
    blocks = [
        block
        for one in evidence
        for block in sheet.main.blocks(
            " · ".join(filter(None, (one.title or one.url, one.origin))), SMALL
        )
    ]
    if blocks:
        parts.append(sheet.part(tr("Evidence"), blocks))
    return sheet.finished(parts, scene.page)


def title_blocks(sheet: Sheet, entry: EntryFacts, lane: Lane) -> list[Block]:
    """When, where and what kind; under it the title, as large as three lines of it can be."""
    frame, kind = sheet.frame, sheet.frame.type
    column = sheet.whole.right_of(0.030)
    above = column.right_of(0.046).lines(
        f"{frame.time_of(entry)} · {lane.name} · {kind_words(entry)}",
        0.036,
        colour=frame.palette.quiet,
        pitch=1.5,
    )[0]
    shape = kind.part(0.028)

    def put(y: float, first: Strip = above[0]) -> None:
        middle = y + first.height / 2.0
        x = column.x + shape / 2.0
        frame.add(shape_of(entry, x, middle, shape, lane.colour, frame.palette.paper))
        first.put(y)

    head = [Strip(above[0].height, put, above[0].spoken), *above[1:]]
    strips = [*head, *_title(column, entry.title or "–")]
    return flowing([edged(frame, strip, lane, sheet.whole.x) for strip in strips])


def _title(column: Column, title: str) -> list[Strip]:
    found: list[Strip] = []
    for share in (*_TITLES, BODY):
        found = [line for one in column.lines(title, share, weight=700, pitch=1.25) for line in one]
        if len(found) <= _TITLE_LINES:
            break
    return found


def _account(sheet: Sheet, entry: EntryFacts, shared: SharedReview) -> list[Block]:
    """Its own words, by whom, and how sure it is."""
    quiet = sheet.frame.palette.quiet
    column = sheet.whole.right_of(0.030)
    blocks = column.blocks(entry.detail, BODY, gap=sheet.frame.type.part(0.028))
    voice = shared.voices.get(entry.voice_id or "")
    told = [
        tr("told by {}").format(voice.shown_as) if voice and voice.shown_as else "",
        {Standing.REPORTED: tr("reported, not confirmed"), Standing.INFERRED: tr("inferred")}.get(
            entry.standing, ""
        ),
        tr("time not known") if entry.precision is Precision.UNKNOWN else "",
        tr("still going on then") if entry.open_end and shared.veil else "",
    ]
    line = " · ".join(filter(None, told))
    if line:
        more = column.blocks(line, SMALL, colour=quiet, gap=sheet.frame.type.part(0.016))
        blocks = together(blocks, more) if blocks else more
    return blocks


def _seen(sheet: Sheet, entry: EntryFacts, shared: SharedReview, scene: RoomScene) -> list[Block]:
    """A line for each department of which something was recorded."""
    zone = zone_named(scene.zone)
    found: list[Block] = []
    said = {one.department_id: one for one in shared.sightings if one.entry_id == entry.id}
    for department in shared.departments:
        sighting = said.get(department.id)
        if sighting is None:
            continue
        when = _when(sighting, lambda moment: moment_time(moment, zone, shared.head.day))
        how = " · ".join(filter(None, (when, sighting.through, sighting.amid)))
        found += sheet.main.blocks(f"{department.name}: {how}", SMALL)
    return found


def _when(sighting: Sighting, told: Callable[[datetime], str]) -> str:
    if sighting.noticed_at is not None:
        return tr("noticed {}").format(told(sighting.noticed_at))
    if sighting.visible_from is not None:
        return tr("could see it from {}, not noticed").format(told(sighting.visible_from))
    return tr("out of its sight")
