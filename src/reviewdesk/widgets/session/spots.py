"""Where the fields of a sitting write: the session at hand, which the first of them makes."""

from reviewdesk.domain import session_clock
from reviewdesk.domain.sessions import Session
from reviewdesk.domain.values import clean_line
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.services import session_edits
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.spots import GONE, Spot

_MOST_MINUTES = 600


def _touches_session(edited: Edited) -> bool:
    return Session in edited.record_types


def session_spot(bridge: DeskBridge, field: str, *, lines: bool = False) -> Spot:
    """A field of the session at hand; `lines`: one that holds several, each on its own line."""

    def read() -> object:
        session = session_edits.sitting(bridge.review)
        value = getattr(session, field) if session is not None else ()
        if lines:
            return "\n".join(value)
        return value or ""

    def write(value: object, fold_key: str) -> None:
        given: object = value
        if lines:
            given = tuple(line for raw in str(value).splitlines() if (line := clean_line(raw)))
        bridge.apply(session_edits.set_field(bridge.review, field, given, fold_key))

    return Spot(f"session.{field}", read, write, _touches_session)


def title_spot(bridge: DeskBridge, item_id: str) -> Spot:
    """The title of an item of the agenda."""

    def write(value: object, fold_key: str) -> None:
        bridge.apply(session_edits.change_item(bridge.review, item_id, fold_key, title=value))

    return Spot(f"agenda.{item_id}.title", lambda: _read(bridge, item_id, "title"), write,
                _touches_session)  # fmt: skip


def minutes_spot(bridge: DeskBridge, item_id: str) -> Spot:
    """The time box of an item, in minutes."""

    def read() -> object:
        held = _read(bridge, item_id, "planned_s")
        return str(round(held / 60)) if isinstance(held, int) else held

    def write(value: object, fold_key: str) -> None:
        text = str(value).strip().removesuffix("min").strip()
        if not text.isdigit() or int(text) > _MOST_MINUTES:
            raise ValueError("This is a number of minutes, such as 15. What stood here is kept.")
        seconds = int(text) * 60
        bridge.apply(session_edits.change_item(bridge.review, item_id, fold_key, planned_s=seconds))

    return Spot(f"agenda.{item_id}.minutes", read, write, _touches_session)


def _read(bridge: DeskBridge, item_id: str, field: str) -> object:
    session = session_edits.sitting(bridge.review)
    items = session_clock.agenda(session) if session is not None else ()
    item = next((one for one in items if one.id == item_id), None)
    return getattr(item, field) if item is not None else GONE
