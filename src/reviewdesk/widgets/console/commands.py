"""Every command of the console in one table: menus, keys, palette and key sheet come from it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from reviewdesk.widgets.timeline.operations import OPERATIONS, Group


class Menu(StrEnum):
    REVIEW = "Review"
    EDIT = "Edit"
    EVENT = "Event"
    GO = "Go to"
    VIEW = "View"
    SESSION = "Session"
    ROOM = "Room"
    SHOW = "Room shows"
    LIBRARY = "Library"
    HELP = "Help"


class Needs(StrEnum):
    """What has to be there for a command to make sense."""

    NOTHING = "nothing"
    LIBRARY = "library"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the facilitator can ask for. `section`: a line in the menu parts sections."""

    name: str
    label: str
    menu: Menu
    section: int = 0
    keys: tuple[str, ...] = ()
    needs: Needs = Needs.NOTHING
    checkable: bool = False
    choice: str = ""
    """Of the commands with the same choice, one is checked."""
    letter: str = ""
    """A plain key that does it too, while the timeline or the event list has the keyboard: anywhere
    else a letter that was meant for a field would act."""
    place_keys: tuple[str, ...] = ()
    """Keys that the timeline and the event list take themselves while they have the keyboard."""
    everywhere: bool = False
    """Its letter acts on the other pages of a review too, where nothing else takes the key."""
    mouse: str = ""
    """A way by mouse besides the menu, as the table of help tells it."""


def _page(name: str, label: str, key: str = "", section: int = 0) -> Command:
    needs = Needs.REVIEW if section < 2 else Needs.LIBRARY
    return Command(f"page_{name}", label, Menu.GO, section, (key,) if key else (), needs)


_EVENT_COMMANDS = tuple(
    Command(one.name, one.label, Menu.EVENT, one.section, (), Needs.REVIEW, place_keys=one.keys)
    for one in OPERATIONS
    if one.section
)
"""What is done to the selected events, on whichever page one is."""

_LANE_COMMANDS = tuple(
    Command(one.name, one.label, Menu.VIEW, 21, (), Needs.REVIEW, place_keys=one.keys)
    for one in OPERATIONS
    if one.group is Group.LANES
)
"""What is done with the lane in hand."""

_ADD_COMMANDS = tuple(
    Command(f"add_{page}", label, Menu.EDIT, 4, (), Needs.REVIEW)
    for page, label in (
        ("conditions", "Add a condition"),
        ("safeguards", "Add what went right"),
        ("lessons", "Add a lesson"),
        ("questions", "Add an open question"),
        ("repairs", "Add a repair item"),
    )
)
"""What leads to the line of a page in which something is added."""

_LAYOUT_COMMANDS = tuple(
    Command(name, label, Menu.SHOW, section, (key,), Needs.REVIEW, True, "layout")
    for name, label, section, key in (
        ("room_story", "Room shows the story", 0, "F7"),
        ("room_lanes", "Room shows the lanes", 0, "F8"),
        ("room_event", "Room shows one event large", 1, "Alt+1"),
        ("room_decision", "Room shows the decision and its signals", 1, "Alt+3"),
        ("room_card", "Room shows one card", 2, "Alt+2"),
        ("room_pair", "Room shows two cards side by side", 2, "Shift+F7"),
        ("room_cards", "Room shows all cards", 2, "Shift+F8"),
        ("room_conditions", "Room shows the conditions", 3, "Alt+4"),
        ("room_safeguards", "Room shows what went right", 3, "Alt+5"),
        ("room_lessons", "Room shows the lessons", 3, "Alt+6"),
        ("room_questions", "Room shows the open questions", 3, "Alt+7"),
        ("room_repairs", "Room shows the repair items", 3, "Alt+8"),
        ("room_opening", "Room shows the opening statement", 4, "Alt+9"),
        ("room_rules", "Room shows the ground rules", 4, "Shift+F9"),
        ("room_agenda", "Room shows the agenda", 4, "Ctrl+F7"),
        ("room_poll", "Room shows the poll", 4, "Ctrl+F8"),
        ("room_closing", "Room shows what happens next", 4, "Ctrl+Shift+F7"),
    )
)
"""What is sent to the room; Alt and the number of the page whose content it is."""

_ROUND, _CLOSE = "page Session: Round", "page Session: Close"
_SESSION_COMMANDS = tuple(
    Command(name, label, Menu.SESSION, section, (key,), Needs.REVIEW, mouse=mouse)
    for name, label, section, key, mouse in (
        ("session_clock", "Begin, pause or go on", 0, "Ctrl+F10", "click the clock in the bar"),
        ("session_next", "Next item of the agenda", 0, "Ctrl+F12", "right click the clock"),
        ("session_back", "Back to the item before", 0, "Ctrl+F11", "right click the clock"),
        ("session_skip", "Skip the item", 0, "Ctrl+Shift+F12", "right click the clock"),
        ("session_extend_2", "Extend by 2 minutes", 0, "Ctrl+Shift+F2", "right click the clock"),
        ("session_extend_5", "Extend by 5 minutes", 0, "Ctrl+Shift+F5", "right click the clock"),
        (
            "session_extend",
            "Extend by as many minutes as you type…",
            0,
            "Ctrl+Shift+F6",
            "right click the clock",
        ),
        ("park", "Park an idea", 1, "Ctrl+P", "page Parking lot"),
        ("prompt_next", "Another question to ask", 1, "Ctrl+Shift+U", "“Other” in the side bar"),
        ("prompt_send", "Ask the room that question", 1, "Ctrl+U", "“Ask” in the side bar"),
        ("note_here", "Private note on what is selected", 1, "Ctrl+Shift+I", "panel Event"),
        ("round_next", "Round: next department", 2, "Shift+F4", _ROUND),
        ("round_back", "Round: department before", 2, "Ctrl+F4", _ROUND),
        ("hand_first", "Give the word to the first hand", 2, "Ctrl+Shift+G", _ROUND),
        *(
            (f"hand_{place}", f"Hand of department {place}", 2, f"Ctrl+Shift+{place}", _ROUND)
            for place in range(1, 10)
        ),
        ("poll_yes", "Poll: count a yes", 3, "Ctrl+Shift+J", _CLOSE),
        ("poll_unsure", "Poll: count a not sure", 3, "Ctrl+Shift+K", _CLOSE),
        ("poll_no", "Poll: count a no", 3, "Ctrl+Shift+L", _CLOSE),
        ("poll_show", "Show the room the result, or hide it", 3, "Ctrl+Shift+D", _CLOSE),
        ("session_end", "End the session", 4, "Ctrl+Shift+F10", _CLOSE),
    )
)
"""What is done in a sitting, wherever the keyboard is."""

_CONTROL_COMMANDS = (
    Command(
        "room_show_next",
        "Show it in the room now",
        Menu.ROOM,
        0,
        ("Alt+Return", "Alt+Enter"),
        Needs.REVIEW,
    ),
    Command(
        "room_stage",
        "Prepare what the room sees next",
        Menu.ROOM,
        0,
        ("Ctrl+Shift+M",),
        Needs.REVIEW,
        True,
    ),
)
"""What the room sees of what the console has."""

_ROOM_CHOICES = (
    Command("room_screen", "Show the room on…", Menu.ROOM, 3, ("Ctrl+Shift+F9",), Needs.REVIEW),
    Command(
        "room_swap", "Console and room change screens", Menu.ROOM, 3, ("Ctrl+F9",), Needs.REVIEW
    ),
    *(
        Command(name, label, Menu.ROOM, 4, (key,), Needs.REVIEW, True)
        for name, label, key in (
            ("room_pictures", "Small picture of the room", "Ctrl+F6"),
            ("room_typing", "Room sees an event while it is typed", "Ctrl+Shift+Y"),
            ("room_clicker", "Presenter's clicker", "Ctrl+Shift+F11"),
            ("room_dark", "Room in dark colours", "Ctrl+Shift+F8"),
        )
    ),
)
"""Where the room is shown, and how."""

COMMANDS: tuple[Command, ...] = (
    Command("new_review", "New review…", Menu.REVIEW, 0, ("Ctrl+N",), Needs.LIBRARY),
    Command("open_sample", "Add the sample review", Menu.REVIEW, 0, (), Needs.LIBRARY),
    Command("import_review", "Import a review…", Menu.REVIEW, 0, ("Ctrl+O",), Needs.LIBRARY),
    Command("export_report", "Export the report…", Menu.REVIEW, 1, ("Ctrl+E",), Needs.REVIEW),
    Command("export_bundle", "Export the whole review…", Menu.REVIEW, 1, (), Needs.REVIEW),
    Command(
        "make_questionnaire",
        "Questionnaire for a department…",
        Menu.REVIEW,
        1,
        ("Ctrl+Shift+Q",),
        Needs.REVIEW,
    ),
    Command("read_questionnaire", "Read in a questionnaire…", Menu.REVIEW, 1, (), Needs.REVIEW),
    Command("read_alerts", "Read in alert history…", Menu.REVIEW, 1, (), Needs.REVIEW),
    Command("probe_questions", "Questions about decisions…", Menu.REVIEW, 2, (), Needs.REVIEW),
    Command("card_questions", "Questions of cards…", Menu.REVIEW, 2, (), Needs.REVIEW),
    Command(
        "opening_questions", "Questions of the opening card…", Menu.REVIEW, 2, (), Needs.REVIEW
    ),
    Command("opening_card", "Opening card…", Menu.REVIEW, 2, (), Needs.REVIEW),
    Command("duplicate_review", "Duplicate as template", Menu.REVIEW, 2, (), Needs.REVIEW),
    Command("archive_review", "Archive", Menu.REVIEW, 2, (), Needs.REVIEW),
    Command("trash_review", "Move to trash", Menu.REVIEW, 2, (), Needs.REVIEW),
    Command("close_review", "Close review", Menu.REVIEW, 3, ("Ctrl+W",), Needs.REVIEW),
    Command("quit", "Quit", Menu.REVIEW, 3, ("Ctrl+Q",)),
    Command("undo", "Undo", Menu.EDIT, 0, ("Ctrl+Z",), Needs.REVIEW),
    Command("redo", "Redo", Menu.EDIT, 0, ("Ctrl+Shift+Z", "Ctrl+Y"), Needs.REVIEW),
    Command("quick_line", "Add an event", Menu.EDIT, 1, ("Ctrl+L",), Needs.REVIEW, letter="N"),
    Command("find", "Find…", Menu.EDIT, 2, ("Ctrl+K",)),
    Command("find_events", "Find in this review", Menu.EDIT, 2, ("Ctrl+F",), Needs.REVIEW),
    Command("find_next", "Next hit", Menu.EDIT, 2, ("F3",), Needs.REVIEW),
    Command("find_previous", "Previous hit", Menu.EDIT, 2, ("Shift+F3",), Needs.REVIEW),
    Command(
        "paste_elsewhere",
        "Paste from elsewhere…",
        Menu.EDIT,
        3,
        ("Ctrl+Shift+V",),
        Needs.REVIEW,
    ),
    Command("read_file", "Read in a file…", Menu.EDIT, 3, ("Ctrl+Shift+O",), Needs.REVIEW),
    *_ADD_COMMANDS,
    *_EVENT_COMMANDS,
    _page("timeline", "Timeline", "Ctrl+1"),
    _page("perspectives", "Perspectives", "Ctrl+2"),
    _page("decisions", "Decisions", "Ctrl+3"),
    _page("conditions", "Conditions", "Ctrl+4"),
    _page("safeguards", "What went right", "Ctrl+5"),
    _page("lessons", "Lessons", "Ctrl+6"),
    _page("questions", "Open questions", "Ctrl+7"),
    _page("repairs", "Repair items", "Ctrl+8"),
    _page("about", "About this review", "Ctrl+9"),
    _page("session", "Session", "F10"),
    _page("notes", "Private notes", "Ctrl+Shift+N", 1),
    _page("parking", "Parking lot", "Ctrl+Shift+P", 1),
    _page("library", "All reviews", "Ctrl+0", 2),
    _page("open_repairs", "Open repairs", "Ctrl+Shift+R", 2),
    Command(
        "panel_signals",
        "Signals at the time",
        Menu.VIEW,
        0,
        ("Ctrl+J",),
        Needs.REVIEW,
        True,
        "panel",
    ),
    Command("panel_inspector", "Event", Menu.VIEW, 0, ("Ctrl+I",), Needs.REVIEW, True, "panel"),
    Command("event_list", "Event list", Menu.VIEW, 1, ("Ctrl+Shift+E",), Needs.REVIEW, True),
    Command("eyes", "Through whose eyes…", Menu.VIEW, 1, (), Needs.REVIEW, letter="Y"),
    Command("who_saw", "Who saw what", Menu.VIEW, 1, ("Ctrl+Shift+W",), Needs.REVIEW, True),
    Command("gap_next", "Next gap", Menu.VIEW, 1, (), Needs.REVIEW, letter="G"),
    Command("gap_previous", "Gap before", Menu.VIEW, 1, (), Needs.REVIEW, letter="Shift+G"),
    Command("gaps", "Gaps…", Menu.VIEW, 1, (), Needs.REVIEW),
    Command("minimap", "Minimap", Menu.VIEW, 1, (), Needs.REVIEW, True),
    Command("minimap_keys", "Move in the minimap", Menu.VIEW, 1, (), Needs.REVIEW, letter="J"),
    Command("card_strip", "Card strip", Menu.VIEW, 1, ("Ctrl+Shift+C",), Needs.REVIEW, True),
    Command("side_bar", "Side bar", Menu.VIEW, 1, ("Ctrl+B",), Needs.NOTHING, True),
    Command("round", "Who has not spoken yet…", Menu.VIEW, 1, ("F4",), Needs.REVIEW),
    Command("filter", "Filter events", Menu.VIEW, 20, ("Ctrl+Shift+F",), Needs.REVIEW),
    Command("filter_starred", "Starred for the report only", Menu.VIEW, 20, (), Needs.REVIEW),
    Command("filter_clear", "Clear the filter", Menu.VIEW, 20, ("Ctrl+Shift+X",), Needs.REVIEW),
    *_LANE_COMMANDS,
    Command(
        "clock_review", "Times in the review's zone", Menu.VIEW, 2, (), Needs.REVIEW, True, "clock"
    ),
    Command("clock_utc", "Times in UTC", Menu.VIEW, 2, (), Needs.REVIEW, True, "clock"),
    Command(
        "clock_local",
        "Times in this computer's zone",
        Menu.VIEW,
        2,
        (),
        Needs.REVIEW,
        True,
        "clock",
    ),
    Command("clock_next", "Next zone for times", Menu.VIEW, 2, (), Needs.REVIEW, letter="Z"),
    Command("origin_clock", "Times by the clock", Menu.VIEW, 3, (), Needs.REVIEW, True),
    Command("origin_start", "Times from the start (T+0)", Menu.VIEW, 3, (), Needs.REVIEW, True),
    Command("origin_detection", "Times from detection (T+0)", Menu.VIEW, 3, (), Needs.REVIEW, True),
    Command(
        "origin_menu", "Times from a marker…", Menu.VIEW, 3, (), Needs.REVIEW, letter="Shift+T"
    ),
    Command("origin_next", "Next T+0 for times", Menu.VIEW, 3, (), Needs.REVIEW, letter="T"),
    Command(
        "theme_system", "Colours of the system", Menu.VIEW, 4, (), Needs.NOTHING, True, "theme"
    ),
    Command("theme_light", "Light", Menu.VIEW, 4, (), Needs.NOTHING, True, "theme"),
    Command("theme_dark", "Dark", Menu.VIEW, 4, (), Needs.NOTHING, True, "theme"),
    Command("theme_contrast", "High contrast", Menu.VIEW, 4, (), Needs.NOTHING, True, "theme"),
    Command("text_larger", "Larger text", Menu.VIEW, 5, ("Ctrl++", "Ctrl+=")),
    Command("text_smaller", "Smaller text", Menu.VIEW, 5, ("Ctrl+-",)),
    Command("text_normal", "Normal text", Menu.VIEW, 5, ("Ctrl+Shift+0",)),
    *_SESSION_COMMANDS,
    Command("room_display", "Room display", Menu.ROOM, 0, ("F9", "Ctrl+R"), Needs.REVIEW, True),
    Command(
        "room_freeze", "Hold the room still", Menu.ROOM, 0, ("Ctrl+Shift+H",), Needs.REVIEW, True
    ),
    Command("room_blank", "Blank the room", Menu.ROOM, 0, ("Ctrl+Shift+B",), Needs.REVIEW, True),
    *_CONTROL_COMMANDS,
    Command("veil", "Hindsight veil", Menu.ROOM, 1, ("F6",), Needs.REVIEW, True),
    Command(
        "veil_down", "Lower the veil", Menu.ROOM, 1, (), Needs.REVIEW, letter="V", everywhere=True
    ),
    # With Shift, for a slip of the finger must not show the room how it ended.
    Command(
        "veil_up",
        "Lift the veil",
        Menu.ROOM,
        1,
        (),
        Needs.REVIEW,
        letter="Shift+V",
        everywhere=True,
    ),
    Command("from_today", "Look from today", Menu.ROOM, 1, ("Ctrl+Shift+T",), Needs.REVIEW),
    Command("replay", "Replay", Menu.ROOM, 2, ("Ctrl+F5",), Needs.REVIEW),
    Command("replay_run", "Run the replay, or pause", Menu.ROOM, 2, ("F5",), Needs.REVIEW),
    Command("replay_on", "Replay: one step on", Menu.ROOM, 2, ("F12",), Needs.REVIEW),
    Command("replay_back", "Replay: one step back", Menu.ROOM, 2, ("F11",), Needs.REVIEW),
    Command(
        "replay_start",
        "Replay: to the start of the story",
        Menu.ROOM,
        2,
        ("Alt+F11",),
        Needs.REVIEW,
    ),
    Command(
        "replay_decision_on",
        "Replay: to the next decision",
        Menu.ROOM,
        2,
        ("Shift+F12",),
        Needs.REVIEW,
    ),
    Command(
        "replay_decision_back",
        "Replay: to the decision before",
        Menu.ROOM,
        2,
        ("Shift+F11",),
        Needs.REVIEW,
    ),
    *_ROOM_CHOICES,
    *_LAYOUT_COMMANDS,
    Command(
        "room_follow", "Room follows the console", Menu.SHOW, 5, ("Alt+0",), Needs.REVIEW, True
    ),
    Command("room_page_on", "Room: next page", Menu.SHOW, 6, ("Ctrl+PgDown",), Needs.REVIEW),
    Command("room_page_back", "Room: page before", Menu.SHOW, 6, ("Ctrl+PgUp",), Needs.REVIEW),
    Command("trash", "Trash", Menu.LIBRARY, 0, (), Needs.LIBRARY),
    Command("export_all", "Export all reviews…", Menu.LIBRARY, 0, (), Needs.LIBRARY),
    Command("backup", "Back up now", Menu.LIBRARY, 1, (), Needs.LIBRARY),
    Command("restore", "Restore from a backup…", Menu.LIBRARY, 1),
    Command("check", "Check the library", Menu.LIBRARY, 1, (), Needs.LIBRARY),
    Command("choose_library", "Open another library…", Menu.LIBRARY, 2),
    Command("keys", "Keys", Menu.HELP, 0, ("F1",)),
    Command("about_program", "About ReviewDesk", Menu.HELP, 0),
)
"""In the order of the menus."""


def command(name: str) -> Command:
    return next(one for one in COMMANDS if one.name == name)


def words(label: str) -> str:
    """A label or the name of a menu in the user's language."""
    return QCoreApplication.translate("Commands", label)


def key_texts(one: Command) -> tuple[str, ...]:
    """The keys of a command as the platform writes them."""
    form = QKeySequence.SequenceFormat.NativeText
    return tuple(QKeySequence(key).toString(form) for key in (*one.keys, *one.place_keys))


def letter_text(one: Command) -> str:
    """The plain key of a command as the platform writes it."""
    return QKeySequence(one.letter).toString(QKeySequence.SequenceFormat.NativeText)


def _menu_text(one: Command) -> str:
    """The label, and behind it the key that the timeline listens to: Qt is not to take it."""
    told = key_texts(one)[0] if one.place_keys else ""
    return words(one.label) + (f"\t{told}" if told else "")


class Commands(QObject):
    """The table as actions of one window.

    `handlers` gives what each command does, by its name; a command with none is a bug.
    """

    def __init__(self, handlers: Mapping[str, Callable[[], object]], window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        choices: dict[str, QActionGroup] = {}
        for one in COMMANDS:
            action = QAction(_menu_text(one), self)
            action.setObjectName(one.name)
            action.setShortcuts([QKeySequence(key) for key in one.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(one.checkable)
            action.setEnabled(one.needs is Needs.NOTHING)
            if one.choice:
                if one.choice not in choices:
                    choices[one.choice] = QActionGroup(self)
                choices[one.choice].addAction(action)
            action.triggered.connect(handlers[one.name])
            self._actions[one.name] = action
        window.addActions(list(self._actions.values()))

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def add_letters(self, *places: QWidget) -> None:
        """Has the plain keys act while one of `places` has the keyboard."""
        for place in places:
            for one in COMMANDS:
                if one.letter:
                    key = QShortcut(QKeySequence(one.letter), place)
                    key.setContext(Qt.ShortcutContext.WidgetShortcut)
                    key.activated.connect(self._actions[one.name].trigger)

    def letter_anywhere(self, keys: QKeyCombination) -> QAction | None:
        """What a plain key does that acts on every page; None where it is no such key."""
        sought = QKeySequence(keys)
        for one in COMMANDS:
            if one.everywhere and QKeySequence(one.letter) == sought:
                action = self._actions[one.name]
                return action if action.isEnabled() else None
        return None

    def enable(self, *, library: bool, review: bool) -> None:
        """Has what needs a library or a review follow whether there is one."""
        there = {Needs.NOTHING: True, Needs.LIBRARY: library, Needs.REVIEW: review}
        for one in COMMANDS:
            self._actions[one.name].setEnabled(there[one.needs])

    def enabled(self) -> Iterator[tuple[Command, QAction]]:
        for one in COMMANDS:
            if self._actions[one.name].isEnabled():
                yield one, self._actions[one.name]

    def fill(self, menu: QMenu, which: Menu) -> None:
        section: int | None = None
        for one in COMMANDS:
            if one.menu is not which:
                continue
            if section is not None and one.section != section:
                menu.addSeparator()
            section = one.section
            menu.addAction(self._actions[one.name])

    def menu(self, parent: QWidget) -> QMenu:
        """All menus under one."""
        whole = QMenu(parent)
        whole.setObjectName("main_menu")
        for which in Menu:
            part = QMenu(words(which.value), whole)
            part.setObjectName(f"menu_{which.name.lower()}")
            self.fill(part, which)
            whole.addMenu(part)
        return whole
