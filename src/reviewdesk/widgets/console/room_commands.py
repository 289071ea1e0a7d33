"""What the menu "Room shows" does: layouts sent by one key, following, and pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviewdesk.qt.view_state import RoomLayout

if TYPE_CHECKING:
    from reviewdesk.qt.view_state import ViewState
    from reviewdesk.widgets.console.commands import Commands
    from reviewdesk.widgets.console.room_link import RoomLink


def room_layout_handlers(
    view: ViewState, link: Callable[[], RoomLink], refuse: Callable[[str], object]
) -> Mapping[str, Callable[[], object]]:
    """`link` gives the room of the open review; `refuse` says why nothing was done."""

    def sender(layout: RoomLayout) -> Callable[[], None]:
        def send() -> None:
            sent = layout is view.room_sent
            if layout is RoomLayout.DECISION and not sent and not link().scenes.decides():
                refuse(
                    QCoreApplication.translate(
                        "RoomCommands", "Select a decision first, then show it in the room."
                    )
                )
            elif sent and not view.room_asked:
                # The same key again: back to what is followed.
                view.hold_room_layout(None)
            else:
                # Also where it was sent before, and the room has been asked something since.
                view.set_room_layout(layout)

        return send

    def follow() -> None:
        scenes = link().scenes
        if view.room_sent is not None:
            view.hold_room_layout(None)
        elif view.room_asked:
            scenes.let_go()
        else:
            refuse(
                QCoreApplication.translate(
                    "RoomCommands",
                    "The room follows what you choose. To have it stay with something, send that "
                    "by its key, F7 for the story.",
                )
            )

    return {
        **{f"room_{layout.value}": sender(layout) for layout in RoomLayout},
        "room_follow": follow,
        "room_page_on": lambda: link().turn_page(1),
        "room_page_back": lambda: link().turn_page(-1),
    }


def say_room_layout(commands: Commands, view: ViewState) -> None:
    """Has the menu say what was sent, and whether the room follows."""
    commands[f"room_{view.room_layout.value}"].setChecked(True)
    commands["room_follow"].setChecked(view.room_sent is None and not view.room_asked)
