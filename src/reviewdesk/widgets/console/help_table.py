"""What the table of help tells: every operation and command, each by mouse and by key.

Nothing is listed by hand: it comes from the operations of the timeline and the commands.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from reviewdesk.widgets.console.commands import COMMANDS, Menu, key_texts, letter_text, words
from reviewdesk.widgets.console.help_words import other_words
from reviewdesk.widgets.timeline.operations import OPERATIONS, Group, Place


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One line of the table, in the user's language; `keys` as the platform writes them."""

    name: str
    group: str
    what: str
    mouse: str
    keys: str
    also: str = ""
    """Other words under which it is found."""


_FORMS = (
    ("A time, with seconds, by twelve hours", "10:35   10:35:20   10:35pm   noon"),
    ("From, until; with an end nobody knows", "10:35-10:50   23:50-13 Mar 00:10   10:35-?"),
    ("About; some time between; not known", "~10:35   10:30..11:00   between 10:30 and 11:00   ?"),
    ("From the event before; from the start", "+5m   -2m   +1h30m   T+7m"),
    ("A day, alone or with a time", "2026-03-12   12 Mar   March 12   Monday 10:35"),
    ("A zone, behind the time", "10:35 UTC   10:35+02:00   10:35 Europe/Lisbon"),
    ("Department and voice", "@support   @support/shift lead"),
    ("Kind and standing", "#signal   !reported"),
)
"""The grammar of the line; read also in the cells of the event list."""
_PLACES = (
    (
        "Go along the minimap, overview of the whole",
        "Drag its window or an edge of it; click elsewhere in it",
        "Tab to it, then ← → PgUp PgDown Home End; + and − zoom, F fits, Enter goes back",
    ),
    (
        "An event of a group (cluster) that no zoom parts",
        "Double click the group, then click a line",
        "Enter on the group, then ↑ ↓ and Enter; Escape closes it",
    ),
    (
        "Write in the fields of an event, in the Event panel",
        "Click in one",
        "Ctrl+I, again to go into it, then Tab",
    ),
    (
        "Keep a link as evidence of an event",
        "Drop it on the event; or type it in the Event panel",
        "Ctrl+I twice, Tab to “Add a link”, type it and Enter",
    ),
)
"""What is done in parts of the timeline that have keys of their own."""
_ON_PAGES = (
    (
        "Link an event, a condition or a department to what is written",
        "Click “Link…”, then click in the list",
        "Tab to “Link…”, type a few letters, ↑ ↓ and Enter; Backspace takes the last link away",
    ),
    (
        "Add a condition, lesson, safeguard, question or repair to its page",
        "Click the line at its head, type, click Add",
        "Find (Ctrl+K), “add”, its name; then type and Enter",
    ),
    ("Move a row up or down", "Drag its number; or ⋯", "Alt+↑ Alt+↓ in the row"),
    ("Move a condition to another layer", "⋯ in its row", "Alt+← Alt+→ in the row"),
    ("Unfold a condition or a decision, or fold it", "Double click it; or ⋯", "Enter; Esc folds"),
    ("Delete a row", "⋯ in its row", "Del on the row"),
    ("Walk from card to card", "Click one", "← → on a card; Enter to its first field"),
    ("Say that a card was heard", "Click what stands at its upper right", "Space on the card"),
    ("Make it the opening card", "Right click the card", "O on the card"),
    ("Put two cards side by side", "“Beside” on both", "B on both"),
    ("Show a card in the room", "Right click the card", "R on the card"),
    (
        "Look at a signal, and through whose eyes it was seen",
        "Click it in Signals; the name under “Seen from” chooses the eyes",
        "Ctrl+J until its tab is lit, Tab to the list, ↑ ↓, Enter; Y chooses the eyes",
    ),
    (
        "Change in the table who saw what",
        "Click a cell",
        "Ctrl+Shift+W, arrows, Space; 1 to 9 for a department, W says when and through what",
    ),
    ("Choose a day from the calendar", "Click the calendar beside the field", "Alt+↓ in it"),
)
"""What has keys of its own beside the timeline."""


_CLICKER = (
    ("Go on, or back: in a replay, in pages, else from event to event", "PgDown   PgUp"),
    ("Blank the room, or show it again (not while you write)", "B   ."),
    ("Show the room", "F5   Shift+F5"),
    ("Blank the room, where nothing else has a use for Escape", "Esc"),
)
"""What the keys of a presenter's clicker do, once it is taken up in the menu Room."""


_SESSION = (
    ("Show the room, or put it away", ("room_display",)),
    ("Begin the session; pause and go on", ("session_clock",)),
    ("Next item of the agenda, and back", ("session_next", "session_back")),
    ("Ground rules; opening; agenda", ("room_rules", "room_opening", "room_agenda")),
    ("Room follows what is chosen", ("room_follow",)),
    ("Veil, from the start of the story", ("replay_start",)),
    ("Veil at what is selected; lift it again", ("veil",)),
    ("Replay: on, back, to a decision",
     ("replay_on", "replay_back", "replay_decision_on")),
    ("Turn the page in the room, and back", ("room_page_on", "room_page_back")),
    ("Ask the room the next question", ("prompt_send",)),
    ("Round: next department; the first hand", ("round_next", "hand_first")),
    ("Park an idea", ("park",)),
    ("Private note on what is selected", ("note_here",)),
    ("Hold the picture still; blank the room", ("room_freeze", "room_blank")),
    ("Prepare the next picture, then show it", ("room_stage", "room_show_next")),
    ("More time: 2 minutes, 5 minutes, or as many as you type",
     ("session_extend_2", "session_extend_5", "session_extend")),
    ("Skip the item", ("session_skip",)),
    ("Poll; yes, not sure, no; its result",
     ("room_poll", "poll_yes", "poll_unsure", "poll_no", "poll_show")),
    ("What happens next, in the room", ("room_closing",)),
    ("End the session", ("session_end",)),
)  # fmt: skip
"""A session in the order it is run in, each step with its commands: the sheet to have at hand."""


def _session_rows() -> Iterator[HelpRow]:
    by_name = {one.name: one for one in COMMANDS}
    for what, names in _SESSION:
        keys = "   ".join(key_texts(by_name[name])[0] for name in names)
        where = f"☰  {words(by_name[names[0]].menu.value)}"
        yield HelpRow("", _tr("A session, from beginning to end"), _tr(what), where, keys)


def help_rows() -> Iterator[HelpRow]:
    """A session's steps, the timeline in its groups, every menu, then what the line understands."""
    yield from _session_rows()
    for group in Group:
        for one in OPERATIONS:
            if one.group is group:
                keys = "   ".join(_native(key) for key in one.keys)
                if one.places == (Place.LIST,):
                    keys += f"  ({_tr('in the event list')})"
                what, mouse, also = _tr(one.label), _tr(one.mouse), other_words(one.name)
                yield HelpRow(one.name, _tr(group.value), what, mouse, keys, also)
        if group is Group.LOOK:
            for what, mouse, keys in _PLACES:
                yield HelpRow("", _tr(group.value), _tr(what), _tr(mouse), _tr(keys))
    listed = {one.name for one in OPERATIONS}
    palette = "   ".join(key_texts(next(one for one in COMMANDS if one.name == "find"))[:1])
    for menu in Menu:
        for command in COMMANDS:
            if command.menu is menu and command.name not in listed:
                told = [*key_texts(command), letter_text(command)]
                keys = "   ".join(key for key in told if key)
                by_name = _tr("%1, then its name").replace("%1", palette)
                where = f"☰  {words(menu.value)}"
                if command.mouse:
                    where += f"; {words(command.mouse)}"
                label = words(command.label).rstrip("…")
                also = other_words(command.name)
                yield HelpRow(command.name, words(menu.value), label, where, keys or by_name, also)
    for what, keys in _CLICKER:
        yield HelpRow("", _tr("In the room, by a presenter's clicker"), _tr(what), "", keys)
    for what, mouse, keys in _ON_PAGES:
        yield HelpRow("", _tr("On the pages"), _tr(what), _tr(mouse), _tr(keys))
    for what, forms in _FORMS:
        yield HelpRow("", _tr("What the line understands"), _tr(what), "", forms)


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _tr(text: str) -> str:
    return QCoreApplication.translate("HelpTable", text)
