"""What the room is shown, in the words the facilitator is told it with."""

from PySide6.QtCore import QCoreApplication

from reviewdesk.qt.view_state import RoomLayout, RoomState, ViewState

_WORDS = {
    RoomLayout.STORY: "the story",
    RoomLayout.LANES: "the lanes",
    RoomLayout.EVENT: "one event large",
    RoomLayout.DECISION: "the decision",
    RoomLayout.CARD: "one card",
    RoomLayout.PAIR: "two cards",
    RoomLayout.CARDS: "all cards",
    RoomLayout.CONDITIONS: "the conditions",
    RoomLayout.SAFEGUARDS: "what went right",
    RoomLayout.LESSONS: "the lessons",
    RoomLayout.QUESTIONS: "the open questions",
    RoomLayout.REPAIRS: "the repair items",
    RoomLayout.AGENDA: "the agenda",
    RoomLayout.RULES: "the ground rules",
    RoomLayout.OPENING: "the opening",
    RoomLayout.POLL: "the poll",
    RoomLayout.CLOSING: "what happens next",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("RoomWords", text)


def layout_words(layout: RoomLayout) -> str:
    return _tr(_WORDS[layout])


def stays_words(view: ViewState) -> str:
    """That the room keeps what was sent or asked, and how it follows again; else empty."""
    if view.room is RoomState.OFF:
        return ""
    if view.room_asked:
        return _tr("The room stays with the question until you go on. Alt+0 has it follow again.")
    if view.room_sent is None:
        return ""
    words = _tr("The room stays with {layout}. Alt+0 has it follow again.")
    return words.format(layout=layout_words(view.room_sent))
