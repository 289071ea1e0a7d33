"""A review with a canary in every private field of every kind of record, and eyes to look for them.

Canaries begin with KEY, so that one that is cut for want of room is found all the same.
"""

import types
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Union, get_args, get_origin

from PySide6.QtCore import QBuffer, QObject, QSize
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from builders import DAY, at
from reviewdesk.domain.entries import Precision
from reviewdesk.domain.review import RECORD_TYPES, Review, ReviewHead
from reviewdesk.domain.values import Privacy, Record, privacy_of

KEY = "zqx"
NAME = "Zqxandra Zqxwick"
"""The name of a voice, which is written in shared texts as well."""
LATER = "zqxlater"
PRIVATE_DATE = datetime(1987, 6, 5, 4, 32, tzinfo=DAY.tzinfo)
PRIVATE_NUMBER = 987_654_321


def private_values(record_type: type[Record]) -> dict[str, Any]:
    """A canary for each private field of the type that can hold one."""
    found = {}
    for name, privacy in privacy_of(record_type).items():
        if privacy is Privacy.PRIVATE:
            canary = f"{KEY}-{record_type.table}-{name}"
            value = _canary_for(record_type.model_fields[name].annotation, canary)
            if value is not None:
                found[name] = value
    return found


def shared_texts(record_type: type[Record], text: str) -> dict[str, Any]:
    """`text` in each shared field of the type that holds plain text."""
    found = {}
    for name, privacy in privacy_of(record_type).items():
        if privacy is Privacy.SHARED and not name.endswith("id") and name not in ("zone", "short"):
            value = _canary_for(record_type.model_fields[name].annotation, text)
            if isinstance(value, str) or (isinstance(value, tuple) and not name.endswith("_ids")):
                found[name] = value
    return found


def _canary_for(annotation: object, canary: str) -> object:
    """A value of that annotation made of the canary; None where it holds nothing of the kind."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        parts = (_canary_for(one, canary) for one in arguments if one is not type(None))
        return next((part for part in parts if part is not None), None)
    if origin is tuple:
        part = _canary_for(arguments[0], canary)
        return (part,) if isinstance(part, str) else None
    if hasattr(annotation, "__metadata__"):
        return _canary_for(arguments[0], canary)
    if annotation is str:
        return canary
    if annotation is datetime:
        return PRIVATE_DATE
    return PRIVATE_NUMBER if annotation is int else None


def full_review(*, later: bool = True, private: bool = True) -> Review:
    """One record of every kind known at 10:47 and one of every kind that is known only later.

    `private`: with canaries in all private fields. The name of a voice stands in all shared texts
    of what is known. `later`: with the records of later.
    """
    ids = iter(f"{number:032x}" for number in range(1, 1_000))
    lanes = [next(ids), next(ids)]
    voice, known, after = next(ids), next(ids), next(ids)
    records: list[Record] = []
    head: ReviewHead | None = None
    for record_type in RECORD_TYPES.values():
        for is_later in (False, True):
            own_id = next(ids)
            if is_later and not later:
                continue
            text = f"{LATER} {record_type.table}" if is_later else f"asked {NAME} then"
            values: dict[str, Any] = {**_needed(record_type), **shared_texts(record_type, text)}
            values |= private_values(record_type) if private else _empty_private(record_type)
            values["id"] = own_id
            entry_id = after if is_later else known
            links = {
                "department_id": lanes[0], "voice_id": voice, "maker_id": voice,
                "entry_id": entry_id, "entry_ids": (entry_id,),
                "condition_ids": (), "present_ids": (lanes[0],),
            }  # fmt: skip
            fields = record_type.model_fields
            values |= {name: value for name, value in links.items() if name in fields}
            match record_type.table:
                case "review":
                    head = head or ReviewHead(**{**values, "zone": "UTC", "day": DAY.date()})
                    continue
                case "department":
                    values |= {"id": lanes[is_later], "name": f"Department {int(is_later) + 1}"}
                    values |= {"short": "", "aliases": (), "colour": int(is_later)}
                    if is_later:
                        values["position"] = 1.0
                case "voice":
                    if is_later:
                        continue
                    values |= {"id": voice, "role": "shift lead", "name": NAME}
                    values["also_known_as"] = ("zqxy", "@zqxwick") if private else ()
                case "entry":
                    values |= {"id": entry_id, "kind": "decision", "precision": Precision.EXACT}
                    start = at("11:30") if is_later else at("10:40")
                    values |= {"start": start, "end": at("12:45"), "earliest": None, "latest": None}
                case "sighting":
                    values |= {"noticed_at": at("11:50" if is_later else "10:41")}
                    values |= {"entry_id": known, "department_id": lanes[is_later]}
                case "evidence":
                    values |= {"kind": "link", "at": None}
                case "marker":
                    values |= {"kind": "own", "at": at("11:31") if is_later else at("10:41")}
                case "session":
                    # What a session is for is said at its beginning, whenever that is.
                    told = f"asked {NAME} then"
                    values |= {"purpose": told, "not_for": told, "poll_question": told}
                case "card":
                    values |= {"heard": True, "department_id": lanes[is_later]}
            records.append(record_type(**values))
    if head is None:
        raise AssertionError("there is no head")
    return Review(head, records)


def _needed(record_type: type[Record]) -> dict[str, Any]:
    return {"layer": "team"} if record_type.table == "condition" else {}


def _empty_private(record_type: type[Record]) -> dict[str, Any]:
    """Private fields that cannot be left out, empty."""
    return {
        name: ""
        for name, privacy in privacy_of(record_type).items()
        if privacy is Privacy.PRIVATE and record_type.model_fields[name].is_required()
    }


def all_the_room_says(display: QWidget) -> str:
    """Everything of the room display that eye, screen reader, pointer or clipboard could find."""
    widgets = [display, *display.findChildren(QWidget)]
    found = [QGuiApplication.clipboard().text(), svg_of(display)]
    for widget in widgets:
        found += [
            widget.windowTitle(), widget.windowIconText(), widget.windowFilePath(),
            widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.accessibleName(),
            widget.accessibleDescription(), widget.objectName(), widget.styleSheet(),
        ]  # fmt: skip
    for thing in [display, *display.findChildren(QObject)]:
        names = [bytes(name.data()).decode() for name in thing.dynamicPropertyNames()]
        found += [f"{name}={thing.property(name)}" for name in names]
    found += accessible_texts(display)
    return "\n".join(found)


def accessible_texts(widget: QWidget) -> Iterator[str]:
    """What the accessibility tree below `widget` says."""
    queue = [QAccessible.queryAccessibleInterface(widget)]
    while queue:
        interface = queue.pop()
        if interface is None:
            continue
        for kind in QAccessible.Text:
            if kind is not QAccessible.Text.UserText:
                yield interface.text(kind)
        queue += [interface.child(place) for place in range(interface.childCount())]


def svg_of(widget: QWidget) -> str:
    """What is painted, with its texts as texts: taken from the painter, not from our own list."""
    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(widget.width(), widget.height()))
    widget.render(generator)
    return bytes(buffer.data().data()).decode()


def canaries_in(text: str) -> list[str]:
    """Lines of `text` in which a canary sings."""
    signs = (KEY, str(PRIVATE_NUMBER), "1987", "04:32")
    return [line for line in text.splitlines() if any(sign in line.casefold() for sign in signs)]
