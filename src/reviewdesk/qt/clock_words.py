"""What the clock of a sitting shows, in words and figures."""

from PySide6.QtCore import QCoreApplication

from reviewdesk.domain.session_clock import Reading, Sign, Span, minutes


def _tr(text: str) -> str:
    return QCoreApplication.translate("Clock", text)


def figures(ms: int) -> str:
    """Minutes and seconds, with hours where there are any."""
    seconds = max(0, ms) // 1_000
    hours, rest = divmod(seconds, 3_600)
    minutes = f"{rest // 60:02}:{rest % 60:02}"
    return f"{hours}:{minutes}" if hours else minutes


def minutes_of(ms: int) -> str:
    """Whole minutes, rounded up: "3 min"."""
    return _tr("{count} min").format(count=-(-max(0, ms) // 60_000))


def stretch(ms: int) -> str:
    """How long something went on: "40 s", "4 min", "1 h 20 min"."""
    if ms < 60_000:
        return _tr("{count} s").format(count=max(0, ms) // 1_000)
    hours, rest = divmod(minutes(ms), 60)
    told = _tr("{count} min").format(count=rest)
    return _tr("{count} h").format(count=hours) + (f" {told}" if rest else "") if hours else told


def of_planned(span: Span) -> str:
    """ "12:03 / 25:00"; without a time box only what was spent."""
    spent = figures(span.spent_ms)
    return f"{spent} / {figures(span.planned_ms)}" if span.planned_ms > 0 else spent


def left(span: Span) -> str:
    """ "4 min left", "over by 2 min"; nothing without a time box."""
    if span.planned_ms <= 0:
        return ""
    if span.left_ms > 60_000:
        return _tr("{time} left").format(time=minutes_of(span.left_ms))
    if span.left_ms > 0:
        return _tr("less than a minute left")
    if span.left_ms > -60_000:
        return _tr("time is up")
    return _tr("over by {time}").format(time=minutes_of(-span.left_ms - 59_999))


def all_signs() -> tuple[str, ...]:
    """What `left` and a pause may say, each at its longest: room is kept for it."""
    long_ms = 99 * 60_000
    spans = (Span(0, long_ms), Span(0, 1), Span(1, 1), Span(2 * long_ms, long_ms))
    return (*map(left, spans), _tr("pause"))


def for_the_room(reading: Reading | None) -> str:
    """What everybody may read: the item's time, and what is left of the whole; empty before."""
    if reading is None or not reading.begun:
        return ""
    words = of_planned(reading.of_item)
    if not reading.running:
        return f"{words} · {_tr('pause')}"
    if reading.of_item.sign is not Sign.CALM:
        return f"{words} · {left(reading.of_item)}"
    whole = left(reading.of_session)
    return f"{words} · {whole}" if whole else words
