"""No exception leaves a method that Qt calls: it is told from the event loop instead.

WORKAROUND PySide6 6.10 and 6.11 on Python 3.11: where a call from Python (`show()`, `resize()`,
`super().event(...)`) has Qt call a method of ours and that raises, PySide takes what may still be
the bare text of the exception for an exception, and the interpreter dies (segmentation fault in
`PepException_GetArgs`); or the exception ends the event loop. To find every way there would mean
to know every call Qt makes, so every override is guarded where its class is made.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable

from PySide6.QtCore import QObject

from reviewdesk.qt.telling import tell

_VIRTUAL = {
    *("event", "eventFilter", "focusNextPrevChild", "inputMethodQuery", "paint", "createEditor"),
    *("sizeHint", "minimumSizeHint", "minimumSize", "hasHeightForWidth", "heightForWidth"),
    *("setGeometry", "expandingDirections", "addItem", "count", "itemAt", "takeAt"),
    *("rowCount", "columnCount", "data", "setData", "headerData", "flags", "sort", "mimeData"),
    *("setEditorData", "setModelData", "insertFromMimeData", "canInsertFromMimeData"),
    *("filterAcceptsRow", "lessThan"),
}
"""What Qt calls, beside everything whose name ends in Event; methods that merely bear the name of
one of Qt's (`setText`) are called by Python alone, and raise where they are called."""

_NOTHING: dict[str, object] = {"rowCount": 0, "columnCount": 0, "count": 0}
"""What is answered where Qt has no answer of its own; elsewhere None."""


def guard_overrides() -> None:
    """Has every class that is made from one of Qt's, from now on, keep what its overrides raise."""
    # QObject has none of its own, so nothing is lost by this one.
    QObject.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment] # typed as a method


def _guard(made: type[QObject], /, **words: object) -> None:
    super(QObject, made).__init_subclass__(**words)
    for name, method in list(vars(made).items()):
        if inspect.isfunction(method) and _is_virtual(made, name):
            setattr(made, name, _guarded(made, name, method))


def _is_virtual(made: type[QObject], name: str) -> bool:
    return (name.endswith("Event") or name in _VIRTUAL) and any(
        name in vars(base) for base in made.__mro__[1:] if base.__module__.startswith("PySide6.")
    )


def _guarded(
    made: type[QObject], name: str, method: Callable[..., object]
) -> Callable[..., object]:
    @functools.wraps(method)
    def kept(self: QObject, *given: object, **named: object) -> object:
        try:
            return method(self, *given, **named)
        except Exception as error:  # noqa: BLE001 - told; that nothing leaves is the point
            tell(error)
        # As if there were no override.
        try:
            return getattr(super(made, self), name)(*given, **named)
        except Exception as error:  # noqa: BLE001 - nothing to fall back on, or the same again
            if not isinstance(error, NotImplementedError):
                tell(error)
        return _NOTHING.get(name)

    return kept
