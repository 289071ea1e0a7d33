"""Everything that is done to events on the timeline and in the list, each by mouse and by key.

One table: the keys that act, the menu and palette, and the table of help all come from it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """The headings of the table of help."""

    CHOOSE = "Go to events and select them"
    CHANGE = "Change events"
    COPY = "Copy, join, part"
    LOOK = "Look around the timeline"
    LINE = "The line under the timeline"
    LANES = "Lanes"


class Place(StrEnum):
    """Where an operation's keys act while it has the keyboard."""

    TIMELINE = "timeline"
    LIST = "event list"
    TITLE = "title being written"
    LINE = "line under the timeline"


_BOTH = (Place.TIMELINE, Place.LIST)
_HERE = (Place.TIMELINE,)


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that is done. `mouse` says how by mouse alone; keys are in Qt's portable words."""

    name: str
    label: str
    group: Group
    keys: tuple[str, ...]
    mouse: str
    places: tuple[Place, ...] = _BOTH
    section: int = 0
    """In the Event menu: a line parts sections; 0 stands in no menu, for its key is held down."""


_DRAG = "Drag it; a dashed line shows what it snaps to, Alt sets it free"
_END = "Drag the end of its bar; without a bar, the right edge of its shape"
_START = "Drag the left edge of its shape, where it has a bar"
_MENU = "Event menu, or right click"
_C, _X, _P, _L, _N = Group.CHOOSE, Group.CHANGE, Group.COPY, Group.LOOK, Group.LANES
_HEAD = "Right click its head"

_W = Group.LINE

OPERATIONS: tuple[Operation, ...] = (
    Operation("walk_later", "Next event in time", _C, ("Right",), "Click it", _HERE),
    Operation("walk_earlier", "Event before in time", _C, ("Left",), "Click it", _HERE),
    Operation("lane_below", "Event in the lane below", _C, ("Down",), "Click it", _HERE),
    Operation("lane_above", "Event in the lane above", _C, ("Up",), "Click it", _HERE),
    Operation("first", "First event", _C, ("Home",), "“Earlier” in the header, then click", _HERE),
    Operation("last", "Last event", _C, ("End",), "“Later” in the header, then click", _HERE),
    Operation("add_later", "Select the next event too", _C, ("Shift+Right",),
              "Shift or Ctrl and click; Shift and drag draws a box", _HERE),
    Operation("add_earlier", "Select the event before too", _C, ("Shift+Left",),
              "Shift or Ctrl and click; Shift and drag draws a box", _HERE),
    Operation("add_below", "Select one in the lane below too", _C, ("Shift+Down",),
              "Shift or Ctrl and click; Shift and drag draws a box", _HERE),
    Operation("add_above", "Select one in the lane above too", _C, ("Shift+Up",),
              "Shift or Ctrl and click; Shift and drag draws a box", _HERE),
    Operation("select_all", "Select all events", _C, ("Ctrl+A",), _MENU, _BOTH, 1),
    Operation("select_like", "Select all like this…", _C, ("Ctrl+Shift+A",), _MENU, _BOTH, 1),
    Operation("select_none", "Select nothing", _C, ("Escape",), "Click an empty place", _HERE),
    Operation("nudge_later", "A minute later", _X, ("Alt+Right",), _DRAG),
    Operation("nudge_earlier", "A minute earlier", _X, ("Alt+Left",), _DRAG),
    # Some desktops keep Alt+Shift and Ctrl+Alt with the arrows: nothing hangs on those alone.
    Operation("nudge_later_fine", "A second later", _X, ("Ctrl+Shift+Right", "Alt+Shift+Right"),
              _DRAG),
    Operation("nudge_earlier_fine", "A second earlier", _X, ("Ctrl+Shift+Left", "Alt+Shift+Left"),
              _DRAG),
    Operation("nudge_later_coarse", "Ten minutes later", _X, ("Alt+PgDown",), _DRAG),
    Operation("nudge_earlier_coarse", "Ten minutes earlier", _X, ("Alt+PgUp",), _DRAG),
    Operation("move_sighted", "Move with their sightings…", _X, ("Shift+Y",), _MENU, _BOTH, 2),
    Operation("end_later", "End a minute later", _X, ("Alt+End", "Ctrl+Alt+Right"), _END),
    Operation("end_earlier", "End a minute earlier", _X, ("Alt+Shift+End", "Ctrl+Alt+Left"), _END),
    Operation("start_earlier", "Begin a minute earlier, end as before", _X, ("Alt+Home",), _START),
    Operation("start_later", "Begin a minute later, end as before", _X, ("Alt+Shift+Home",),
              _START),
    Operation("move_lane_below", "To the lane below", _X, ("Alt+Down",), "Drag it there"),
    Operation("move_lane_above", "To the lane above", _X, ("Alt+Up",), "Drag it there"),
    Operation("choose_lane", "Lane…", _X, ("L",), f"{_MENU}; or drag it there", _BOTH, 2),
    Operation("choose_kind", "Kind…", _X, ("K",), _MENU, _BOTH, 2),
    Operation("choose_standing", "Standing…", _X, ("S",), _MENU, _BOTH, 2),
    Operation("choose_marker", "Mark as…", _X, ("Shift+K",), _MENU, _BOTH, 2),
    Operation("star", "Choose for the report, or no longer", _X, ("R",), _MENU, _BOTH, 2),
    Operation("say_sighting", "Say who saw it, when, through what", _X, ("W", ">", "Shift+>"),
              f"{_MENU}; Event panel: the fields under the departments", _BOTH, 2),
    Operation("see_all", "Who saw all of these…", _X, ("Shift+W",), _MENU, _BOTH, 2),
    Operation("retitle", "Write its title", _X, ("F2",), "Double click it", _HERE, 2),
    Operation("keep_file", "Keep a file as evidence…", _X, ("E",),
              f"{_MENU}; or drop it on the event", _BOTH, 2),
    Operation("open_evidence", "Open its evidence…", _X, ("Shift+E",),
              f"{_MENU}; or “Open…” in the Event panel", _BOTH, 2),
    Operation("delete_events", "Delete selected events", _X, ("Del", "Backspace"), _MENU, _BOTH, 3),
    Operation("cut", "Cut", _P, ("Ctrl+X",), _MENU, _BOTH, 4),
    Operation("copy", "Copy", _P, ("Ctrl+C",), _MENU, _BOTH, 4),
    Operation("paste", "Paste", _P, ("Ctrl+V",), f"{_MENU}; on an empty place, there", _BOTH, 4),
    Operation("duplicate", "Duplicate", _P, ("Ctrl+D",), _MENU, _BOTH, 4),
    Operation("merge", "Merge into one…", _P, ("M",), _MENU, _BOTH, 5),
    Operation("split", "Split in two", _P, ("Shift+M",),
              "Right click its bar where the second begins", _BOTH, 5),
    Operation("split_title", "Split in two titles", _P, ("Ctrl+Return",),
              "Click between the words of its title, then right click", (Place.TITLE,)),
    Operation("paste_elsewhere", "Paste from elsewhere", _P, ("Ctrl+V", "Ctrl+Shift+V"),
              "Edit menu; or drop text or a file on the timeline", ()),
    Operation("read_file", "Read in a file", _P, ("Ctrl+Shift+O",),
              "Edit menu; or drop the file on the timeline", ()),
    Operation("begin_event", "Add an event", _X, ("N", "Ctrl+L"),
              "Double click an empty place; or click the line below", ()),
    Operation("add_row", "Add a row", _X, ("Ins",),
              "Double click under the rows; or right click", (Place.LIST,)),
    Operation("edit_cell", "Write in a cell", _X, ("Return", "F2"), "Double click it",
              (Place.LIST,)),
    Operation("sort_column", "Sort by the column", _L, ("Ctrl+Shift+S",), "Click its head",
              (Place.LIST,)),
    Operation("enter", "Open a group, else write the title", _L, ("Return", "Enter"),
              "Double click it", _HERE),
    Operation("cursor_here", "As-of cursor to the event", _L, ("Space", "."),
              "Right click it; or drag in the header", _HERE),
    Operation("pan_later", "Later", _L, ("Ctrl+Right",), "Drag an empty place; Shift and wheel",
              _HERE),
    Operation("pan_earlier", "Earlier", _L, ("Ctrl+Left",), "Drag an empty place; Shift and wheel",
              _HERE),
    Operation("page_later", "Much later", _L, ("PgDown",), "Drag an empty place; Shift and wheel",
              _HERE),
    Operation("page_earlier", "Much earlier", _L, ("PgUp",), "Drag an empty place; Shift and wheel",
              _HERE),
    Operation("zoom_in", "Nearer", _L, ("+", "Shift++", "="), "Wheel", _HERE),
    Operation("zoom_out", "Farther", _L, ("-",), "Wheel", _HERE),
    Operation("fit", "The whole story, then all there is", _L, ("F",), "“Fit” over the timeline",
              _HERE),
    Operation("fit_selection", "Fit selection", _L, ("Shift+F",), "Right click it", _HERE),
    Operation("filter", "Show only some events", _L, ("Ctrl+Shift+F",),
              "“Filter” over the timeline", ()),
    Operation("filter_clear", "Show all events again", _L, ("Ctrl+Shift+X",),
              "“Clear filter” over the timeline", ()),
    Operation("find_events", "Find in the events of this review", _L, ("Ctrl+F",),
              "Edit menu", ()),
    Operation("find_next", "Next event that was found", _L, ("F3",),
              "› beside what is looked for", ()),
    Operation("find_previous", "Event found before", _L, ("Shift+F3",),
              "‹ beside what is looked for", ()),
    Operation("lane_take_below", "Take the lane below in hand", _N, ("Ctrl+Down",),
              "Click its head", _HERE),
    Operation("lane_take_above", "Take the lane above in hand", _N, ("Ctrl+Up",),
              "Click its head", _HERE),
    Operation("lane_move_down", "Move the lane down", _N, ("Ctrl+Shift+Down", "Alt+Shift+Down"),
              "Drag its head", _HERE),
    Operation("lane_move_up", "Move the lane up", _N, ("Ctrl+Shift+Up", "Alt+Shift+Up"),
              "Drag its head", _HERE),
    Operation("lane_fold", "Fold or open the lane", _N, ("C",), "Double click its head", _HERE),
    Operation("lanes_fold", "Fold or open all other lanes", _N, ("Shift+C",), _HEAD, _HERE),
    Operation("lane_hide", "Hide the lane", _N, ("H",),
              f"{_HEAD}; or “All departments” over the timeline", _HERE),
    Operation("lanes_show", "Show all lanes", _N, ("Shift+H",),
              "“Show all lanes” over the timeline", _HERE),
    Operation("lane_menu", "Menu of the lane", _N, ("Shift+L",), _HEAD, _HERE),
    Operation("take_back", "Take a drag back", _X, ("Escape",),
              "Drag it back to where it was; or Undo in the Edit menu", ()),
    Operation("turn_sighting", "Turn who saw the event", _X, ("1", "Alt+1"),
              "Event panel: click what stands beside the department", ()),
    Operation("move_lag", "Change when it was noticed", _X, ("Alt+Right", "Alt+Left"),
              "Drag the end of its lag line; by keys in the Event panel's departments", ()),
    Operation("line_add", "Add what is typed", _W, ("Return",), "Click the +", (Place.LINE,)),
    Operation("line_complete", "Complete @department, #kind, !standing", _W,
              ("Tab", "Shift+Tab", "Down"), "Click in the list over the line", (Place.LINE,)),
    Operation("line_history", "Bring back what was typed", _W, ("Up", "Down"),
              "Right click the line: Earlier lines", (Place.LINE,)),
    Operation("line_sighting", "Who saw it: >support 10:52 phone amid 3 of 9; >support never", _W,
              (">",), "Event menu, or right click: Say who saw it", (Place.LINE,)),
    Operation("line_several", "Several lines, added as one step", _W, ("Shift+Return",),
              "Right click: Paste, where lines were copied", (Place.LINE,)),
    Operation("line_leave", "Clear the line, then leave it", _W, ("Escape",),
              "Click the timeline", (Place.LINE,)),
)  # fmt: skip
"""In the order of the table of help."""


def operation(name: str) -> Operation:
    return next(one for one in OPERATIONS if one.name == name)
