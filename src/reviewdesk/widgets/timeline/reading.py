"""What of a review is drawn over its lanes, and how it is said: markers, lag lines, selection."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from itertools import chain, islice, pairwise

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.distance import Distance, distance_among, distance_of
from reviewdesk.domain.entries import Entry, EntryFacts, Marker, MarkerKind, Standing
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.layout import Cluster, Form, place_of, seconds
from reviewdesk.domain.origin import marker_at
from reviewdesk.domain.people import Department
from reviewdesk.domain.review import Change, Review
from reviewdesk.domain.sightings import Sighting
from reviewdesk.domain.sights import Lag, SightState, how_it_came
from reviewdesk.domain.times import span_text
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.view_state import ViewState
from reviewdesk.widgets.parts import grouped
from reviewdesk.widgets.timeline.hit_marks import HitIndices, hit_indices
from reviewdesk.widgets.timeline.lag_lines import LagMark
from reviewdesk.widgets.timeline.lane_book import LaneBook
from reviewdesk.widgets.timeline.lane_spots import Spot, Spots
from reviewdesk.widgets.timeline.lit_marks import LitMark, lit_marks
from reviewdesk.widgets.timeline.overlay import Flag, Outside
from reviewdesk.widgets.timeline.picture import TimelinePicture

_LAG_LINES_FOR = 60
_LOOKED_AT_EACH = 5000
"""To look at each of more events, for how far apart they are, would stop the window."""
_LOOKED_AT = 200
"""With more changed events than this, nobody asks which of them came into sight."""
_NAMED_OF_CLUSTER = 6


class OverLanes:
    """What lies over the lanes, read when it is first asked for and kept until it is forgotten."""

    def __init__(self, bridge: DeskBridge, view: ViewState, book: LaneBook) -> None:
        self._bridge, self._view, self._book = bridge, view, book
        self.forget()

    def forget(self) -> None:
        """The review or its lanes have changed."""
        self._flags: tuple[Flag, ...] | None = None
        self._hits: HitIndices | None = None
        self._wall: tuple[Spot | None] | None = None
        self.forget_selection()

    def forget_hits(self) -> None:
        self._hits = None

    def forget_wall(self) -> None:
        self._wall = None

    def forget_selection(self) -> None:
        self._spots: Spots | None = None
        self._lag_marks: tuple[LagMark, ...] | None = None
        self._distance: tuple[Distance | None] | None = None

    @property
    def spots(self) -> Spots:
        """Where the selected entries stand, the current one last."""
        if self._spots is None:
            self._spots = self._book.find_all(self._view.selection)
        return self._spots

    @property
    def distance(self) -> Distance | None:
        """Of the selected entries, where there are two or more with a time."""
        if self._distance is None:
            found = None
            if len(self._view.selection) > _LOOKED_AT_EACH and self._bridge.is_open:
                found = distance_among(*outermost(self._book, self.spots))
            elif len(self._view.selection) > 1 and self._bridge.is_open:
                entries = self._bridge.review.entries
                chosen = [entries[one] for one in self._view.selection if one in entries]
                found = distance_of(chosen)
            self._distance = (found,)
        return self._distance[0]

    @property
    def flags(self) -> tuple[Flag, ...]:
        if self._flags is None:
            self._flags = flags_of(self._bridge.review) if self._bridge.is_open else ()
        return self._flags

    @property
    def hits(self) -> HitIndices:
        """Where what was found stands."""
        if self._hits is None:
            self._hits = hit_indices(self._book, self._view.hits)
        return self._hits

    @property
    def on_wall(self) -> Spot | None:
        """Where the event stands that the room looks at."""
        if self._wall is None:
            wall = self._view.wall
            entry_id = wall.entry_id if wall is not None else None
            self._wall = (self._book.find(entry_id) if entry_id else None,)
        return self._wall[0]

    def known_then(self) -> Callable[[EntryId], bool] | None:
        """Whether an entry was known at the cursor; None while the veil is up."""
        as_of = self._view.as_of
        if as_of is None or not self._view.veil or not self._bridge.is_open:
            return None
        return partial(self._bridge.asof.known, moment=as_of)

    @property
    def lit(self) -> tuple[LitMark, ...]:
        """What the last step of a replay brought to light."""
        current = self.spots[-1] if self.spots else None
        return lit_marks(self._book, self._view.lit, current) if self._view.lit else ()

    @property
    def lag_marks(self) -> tuple[LagMark, ...]:
        """Those of the current entry."""
        if self._lag_marks is None:
            self._lag_marks = ()
            if self.spots and self._bridge.is_open:
                entry_id = self._book.id_at(self.spots[-1])
                self._lag_marks = lag_marks_of(self._bridge.review, self._book, entry_id)
        return self._lag_marks


def outermost(book: LaneBook, spots: Spots) -> tuple[list[EntryFacts], int]:
    """Of very many entries those that begin first and end last, lane by lane; and how many of all
    have a time."""
    found: list[EntryFacts] = []
    count = 0
    for lane, indices in spots.in_order.items():
        columns = book.lanes[lane].columns
        starts, forms = columns.starts, columns.forms
        in_order, timed = indices, spots.indices[lane]
        if any(forms.count(form) for form in _UNTIMED):
            in_order = [index for index in indices if not forms[index] & Form.UNKNOWN]
            timed = frozenset(in_order)
        if not in_order:
            continue
        count += len(in_order)
        first = in_order[0]
        behind = bisect_right(starts, starts[first])
        found += [columns.entries[index] for index in range(first, behind) if index in timed]
        latest = float("-inf")
        for index in range(in_order[-1], -1, -1):
            if starts[index] + columns.longest_s < latest:
                break
            if index in timed and columns.known(index) >= latest:
                latest = columns.known(index)
                found.append(columns.entries[index])
    return found, count


_UNTIMED = (int(Form.UNKNOWN), int(Form.UNKNOWN | Form.OPEN_END))


def moment_at(at_s: float) -> datetime:
    """The moment so many seconds after 1970."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=round(at_s * 1e6))


def flags_of(review: Review) -> tuple[Flag, ...]:
    """The markers that have a place in time."""
    found = []
    for marker in review.all(Marker).values():
        at = marker_at(review, marker)
        if at is not None:
            name = marker.name
            if marker.kind is not MarkerKind.OWN:
                name = name[:1].upper() + name[1:]
            found.append(Flag(seconds(at), name))
    return tuple(found)


def flag_words(
    flags: Iterable[Flag], x: float, x_of: Callable[[float], float], told: Callable[[float], str]
) -> str:
    """What the marker at `x` of the header is, and when; empty where none is."""
    near = (flag for flag in flags if -2.0 <= x - x_of(flag.at_s) <= 10.0)
    return next((f"{told(flag.at_s)} · {flag.name}" for flag in near), "")


def describe(widget: QWidget, words: str) -> None:
    """Tells a screen reader what is new about `widget`."""
    if words != widget.accessibleDescription():
        widget.setAccessibleDescription(words)
        changed = QAccessibleEvent(widget, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(changed)


def lag_marks_of(review: Review, book: LaneBook, entry_id: EntryId) -> tuple[LagMark, ...]:
    """Where an entry came to each other department, as recorded."""
    entry = review.entries[entry_id]
    said = review.children(Sighting, entry_id)
    if not said:
        return ()
    found = []
    # The rules of the two clocks, asked about this entry alone.
    for lag in AsOf(Review(review.head, [entry, *said])).lags(entry_id):
        lane = book.lane_of(lag.department_id)
        if lane is None or lag.department_id == entry.department_id:
            continue
        at = _said_at(lag)
        at_s = seconds(at) if at else None
        noticed = lag.state is SightState.NOTICED
        words, lasted = _lag_words(review, entry, lag), _lasted(entry, lag)
        floor_s = seconds(entry.floor) if entry.floor else None
        told = _lag_told(review, lag, words)
        found.append(LagMark(lane, at_s, noticed, words, lag.department_id, floor_s, lasted, told))
    return tuple(found[:_LAG_LINES_FOR])


def _said_at(lag: Lag) -> datetime | None:
    """When it was, as recorded: before the event itself too, where somebody said so."""
    said = None
    if lag.sighting is not None and lag.at is not None:
        noticed = lag.state is SightState.NOTICED
        said = lag.sighting.noticed_at if noticed else lag.sighting.visible_from
    return lag.at if said is None else said


def _lag_words(review: Review, entry: Entry, lag: Lag) -> str:
    if lag.at is None:
        department = review.find(Department, lag.department_id)
        name = department.name if department else ""
        return _translated("%1: never").replace("%1", name)
    through, _amid = how_it_came(lag.state, lag.sighting)
    if lag.state is SightState.VISIBLE and not through:
        through = _translated("could be seen")
    return " · ".join(part for part in (_lasted(entry, lag), through) if part)


def _lasted(entry: Entry, lag: Lag) -> str:
    """How long it took to come there; empty where nobody knows, or where it took no time."""
    at, floor, anchor = _said_at(lag), entry.floor, entry.anchor
    # Between the moments at which it may have begun nobody knows how long it took.
    if at is not None and anchor is not None and at > anchor:
        return span_text(at - anchor, signed=True)
    if at is not None and floor is not None and at < floor:
        return span_text(at - floor, signed=True)
    return ""


def _lag_told(review: Review, lag: Lag, words: str) -> str:
    if lag.at is None:
        return words
    department = review.find(Department, lag.department_id)
    told = _translated("%1: noticed" if lag.state is SightState.NOTICED else "%1: could see it")
    _through, amid = how_it_came(lag.state, lag.sighting)
    parts = (told.replace("%1", department.name if department else ""), words, amid)
    return " · ".join(part for part in parts if part)


def outside_words(picture: TimelinePicture) -> Outside:
    """How much lies before and after what is shown."""
    return _outside_words(*picture.outside())


@lru_cache(maxsize=256)
def _outside_words(earlier: int, later: int) -> Outside:
    return Outside(
        "‹ " + _translated("%n earlier", earlier) if earlier else "",
        _translated("%n later", later) + " ›" if later else "",
    )


def spots_to_show(book: LaneBook, changes: Sequence[Change]) -> list[Spot]:
    """Where the entries stand that an edit brought, brought back or moved: of a few at a time."""
    found: list[Spot] = []
    if len(changes) > _LOOKED_AT:
        return found
    for change in changes:
        before, after = change.before, change.after
        if isinstance(after, Entry):
            moved = not isinstance(before, Entry) or place_of(before) != place_of(after)
            spot = book.find(after.id) if moved else None
            if spot is not None:
                found.append(spot)
    return found


def selection_words(review: Review, selection: Sequence[EntryId], when: str, count: int) -> str:
    """The selection as a screen reader says it; `when` is the time of the current entry."""
    entry = review.find(Entry, selection[-1] if selection else "")
    if entry is None:
        return _translated("%n event(s), none selected", count)
    department = review.find(Department, entry.department_id)
    parts = [when, entry.title, entry.kind.value, department.name if department else ""]
    words = ", ".join(part for part in parts if part)
    others = len(selection) - 1
    return words + (_translated(", and %n other(s) selected", others) if others else "")


def entry_words(book: LaneBook, spot: Spot, told: Callable[[float], str]) -> str:
    """An entry in one line: when, as sure as that is known, and what."""
    columns = book.lanes[spot.lane].columns
    form, start_s = columns.forms[spot.index], columns.starts[spot.index]
    when = told(start_s)
    if form & Form.UNKNOWN:
        when = _translated("time unknown")
    elif form & Form.BRACKET:
        words = _translated("some time from %1 to %2")
        when = words.replace("%1", when).replace("%2", told(columns.ends[spot.index]))
    elif form & Form.ABOUT:
        when = _translated("about %1").replace("%1", when)
    return f"{when} · {columns.titles[spot.index]}"


def badge_words(book: LaneBook, spot: Spot) -> str:
    """What the marks at an entry's shape mean; empty where there are none."""
    entry = book.lanes[spot.lane].columns.entries[spot.index]
    said = [] if entry.standing is Standing.CONFIRMED else [entry.standing.value]
    if entry.starred:
        said.append(_translated("chosen for the report"))
    if entry.id in book.evidenced:
        said.append(_translated("with evidence"))
    return ", ".join(said)


def lane_words(book: LaneBook, number: int) -> str:
    """What a lane is, and what can be done at its head."""
    lane = book.lanes[number]
    name = lane.name or _translated("No department")
    said = f"{name} · " + _translated("%n event(s)", len(lane.columns))
    fold = "Double click opens it" if lane.folded else "Double click folds it"
    ways = _translated("drag puts it elsewhere, right click for more")
    return f"{said}\n{_translated(fold)}, {ways}"


def cluster_words(book: LaneBook, lane: int, cluster: Cluster, told: Callable[[float], str]) -> str:
    """What is folded in a cluster: how much, the first of it line by line, and how to open it."""
    indices = chain.from_iterable(range(first, last) for first, last in cluster.ranges)
    named = [entry_words(book, Spot(lane, n), told) for n in islice(indices, _NAMED_OF_CLUSTER)]
    more = cluster.counted - len(named)
    if more:
        named.append(_translated("and %n more", more))
    hint = _translated("%n events; Enter or a double click opens them", cluster.counted)
    return "\n".join([hint, _cluster_kinds(book, lane, cluster), *named])


def _cluster_kinds(book: LaneBook, lane: int, cluster: Cluster) -> str:
    """Of which kinds a cluster's events are, the commonest first."""
    columns = book.lanes[lane].columns
    if not columns.knows_kinds:
        columns.learn_kinds()
    kinds = columns.kinds_in(cluster.ranges)
    return ", ".join(f"{count:,} × {kind.value}" for kind, count in kinds)


def markers_words(flags: Iterable[Flag], told: Callable[[float], str]) -> str:
    """The markers of the header, as a screen reader goes on to say them."""
    flags = sorted(flags, key=lambda one: one.at_s)
    named = [f"{told(one.at_s)} {one.name}" for one in flags]
    for place, (one, after) in enumerate(pairwise(flags), start=1):
        named[place] += f" ({span_text(timedelta(seconds=after.at_s - one.at_s), signed=True)})"
    return _translated(". Markers: %1").replace("%1", ", ".join(named)) if named else ""


def _translated(text: str, count: int = -1) -> str:
    return grouped(QCoreApplication.translate("TimelineView", text, None, count), count)
