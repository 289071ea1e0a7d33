"""Keeping a field of the window and the record behind it in step, so that nothing is lost."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLayout, QWidget

from reviewdesk.domain.errors import KnownError
from reviewdesk.qt.desk_bridge import DeskBridge
from reviewdesk.qt.telling import tell
from reviewdesk.services.desk import Edited
from reviewdesk.widgets.drafts import DraftKeeper
from reviewdesk.widgets.parts import set_state, tool_tip
from reviewdesk.widgets.spots import GONE, Spot

REST_MS = 800
"""How long the keyboard rests before what was typed is written."""


class Keeper(QObject):
    """Writes one field of the window into its spot, and shows in it what was changed elsewhere.

    What has not been written stays in the field: wrong input, and text that the library could not
    take. Child of its field. Signals: `wrong_said(str)`, why the input was not taken, empty when
    it was.
    """

    wrong_said = Signal(str)

    def __init__(
        self,
        field: QWidget,
        bridge: DeskBridge,
        spot: Spot,
        take: Callable[[], object],
        show: Callable[[object], None],
    ) -> None:
        super().__init__(field)
        self._field = field
        self._bridge = bridge
        self._spot = spot
        self._take = take
        self._show = show
        self._dirty = False
        self._refused = False
        self._wrote = False
        self._held: object = self._read()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.write)
        bridge.edited.connect(self._on_edited)
        bridge.closing.connect(self.leave)
        show(self._held)

    @property
    def dirty(self) -> bool:
        """Whether the field holds something that is not in the library."""
        return self._dirty

    @property
    def refused(self) -> bool:
        """Whether what the field holds cannot be a value of it, however often it is written."""
        return self._refused

    def touched(self) -> None:
        """To be called when somebody typed."""
        self._dirty = True
        self._rest.start()

    def write(self) -> None:
        """Writes what the field holds. Where that fails the field is marked, and it is told."""
        try:
            self.write_or_raise()
        except KnownError as error:
            tell(error)

    def write_or_raise(self) -> None:
        """As `write`, for callers that want to hear the KnownError themselves."""
        self._rest.stop()
        if not self._dirty or not self._bridge.is_open:
            return
        try:
            value = self._take()
            if value != self._held:
                self._write_value(value)
        except KnownError as error:
            self._mark(str(error))
            raise
        except ValueError as error:
            self._mark(sentence_of(error))
            self._refused = True
            return
        self._dirty = False
        self._mark("")

    def leave(self) -> None:
        """Writes, and makes what is typed next a step of its own."""
        try:
            self.leave_or_raise()
        except KnownError as error:
            tell(error)

    def leave_or_raise(self) -> None:
        was_dirty = self._dirty
        self.write_or_raise()
        if self._wrote and self._bridge.is_open:
            self._bridge.desk.end_folding()
        self._wrote = False
        if was_dirty and not self._dirty:
            self._show(self._held)

    def reshow(self) -> None:
        """Shows what it holds anew, where nobody is typing: it is told in other words now."""
        if not self._dirty:
            self._show(self._held)

    def revert(self) -> None:
        """Shows what the library has."""
        self._rest.stop()
        self._dirty = False
        self._held = self._read()
        self._show(self._held)
        self._mark("")

    def _write_value(self, value: object) -> None:
        before, self._held = self._held, value
        try:
            self._spot.write(value, self._spot.key)
        except (KnownError, ValueError):
            self._held = before
            raise
        self._wrote = True
        self._held = self._read()

    def _read(self) -> object:
        value = self._spot.read()
        return None if value is GONE else value

    def _on_edited(self, edited: Edited) -> None:
        if not self._spot.concerns(edited):
            return
        now = self._spot.read()
        if now is GONE or now == self._held:
            return
        if self._dirty and self._field.hasFocus():
            return
        self._held = now
        self._dirty = False
        self._show(now)
        self._mark("")

    def _mark(self, why: str) -> None:
        self._refused = False
        set_state(self._field, "wrong", "true" if why else "false")
        self._field.setToolTip(tool_tip(why))
        self._field.setAccessibleDescription(why)
        self.wrong_said.emit(why)


def sentence_of(error: ValueError) -> str:
    """Why a value was not taken, without the value."""
    details = getattr(error, "errors", None)
    if details is None:
        return str(error)
    first = details(include_url=False, include_input=False)[0]
    reason = first.get("ctx", {}).get("error", first["msg"])
    text = str(reason)
    return text[:1].upper() + text[1:]


def flush_fields(under: QWidget) -> None:
    """Writes what stands unwritten in the fields of a part of the window.

    Raises the first KnownError after all of them had their turn.
    """
    writes = [draft.keep_or_raise for draft in under.findChildren(DraftKeeper)]
    writes += [keeper.leave_or_raise for keeper in under.findChildren(Keeper)]
    failed: list[KnownError] = []
    for write in writes:
        try:
            write()
        except KnownError as error:
            failed.append(error)
    if failed:
        raise failed[0]


def leave_fields(under: QWidget) -> None:
    """As `flush_fields`, for a part of the window that goes in any case; failures are told."""
    for draft in under.findChildren(DraftKeeper):
        draft.keep()
    for keeper in under.findChildren(Keeper):
        keeper.leave()


def discard(part: QWidget) -> None:
    """Takes a part out of the window at once; what stands unwritten in it is written."""
    leave_fields(part)
    part.hide()
    part.setParent(None)
    # Without a parent it lives as long as somebody holds it, and it may be in the midst of telling
    # that it was pressed: the timer holds it until that is over.
    QTimer.singleShot(0, part.deleteLater)


def discard_all(layout: QLayout, *, keep: int = 0) -> None:
    """Discards every part of a layout but the last `keep`."""
    while layout.count() > keep:
        item = layout.takeAt(0)
        part = item.widget() if item else None
        if part is not None:
            discard(part)
