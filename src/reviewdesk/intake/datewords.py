"""Names of months, weekdays and zones as texts of several languages write them."""

import re
from datetime import UTC, timedelta, timezone, tzinfo

from reviewdesk.domain.errors import KnownError
from reviewdesk.domain.times import zone
from reviewdesk.domain.zonewords import ABBREVIATIONS, zone_of_word

_MONTH_NAMES = """
january jan januar jänner janvier janv enero ene janeiro gennaio januari stycznia января
    february feb februar février févr fév febrero fevereiro fev febbraio februari lutego февраля
    march mar märz mrz maerz mars marzo março marco maart mrt marca марта
    april apr avril avr abril abr aprile kwietnia апреля
    may mai mayo maio maggio mei maj maja май мая
    june jun juni juin junio junho giugno czerwca июня
    july jul juli juillet juil julio julho luglio lipca июля
    august aug août aout agosto augustus augusti sierpnia август августа
    september sept sep septembre septiembre setembro settembre września сентября
    october oct oktober okt octobre octubre outubro ottobre ott października октября
    november nov novembre noviembre novembro listopada ноября
    december dec dezember dez décembre déc diciembre dic dezembro dicembre grudnia декабря
"""
_WEEKDAY_NAMES = """
monday mon montag lundi lunes segunda-feira lunedì maandag måndag poniedziałek понедельник
    tuesday tues tue dienstag mardi martes terça-feira martedì dinsdag tisdag wtorek вторник
    wednesday wed mittwoch mercredi miércoles quarta-feira mercoledì woensdag onsdag środa среда
    thursday thurs thur thu donnerstag jeudi jueves quinta-feira giovedì donderdag torsdag четверг
    friday fri freitag vendredi viernes sexta-feira venerdì vrijdag fredag piątek пятница
    saturday sat samstag sonnabend samedi sábado sabato zaterdag lördag sobota суббота
    sunday sun sonntag dimanche domingo domenica zondag söndag niedziela воскресенье
"""
MONTH_NUMBERS = {
    name: place for place, names in enumerate(_MONTH_NAMES.split("\n")) for name in names.split()
}
WEEKDAY_NUMBERS = {
    name: place
    for place, names in enumerate(_WEEKDAY_NAMES.strip().split("\n"))
    for name in names.split()
}
# In front of a date or a time these are days; alone they are words of their languages.
_SHORT_WEEKDAYS = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6}
DAY_SHIFTS = {
    "today": 0, "heute": 0, "aujourd'hui": 0, "aujourd’hui": 0, "hoy": 0, "hoje": 0, "oggi": 0,
    "vandaag": 0, "今天": 0, "今日": 0, "오늘": 0, "сегодня": 0,
    "yesterday": -1, "gestern": -1, "hier": -1, "ayer": -1, "ontem": -1, "ieri": -1,
    "gisteren": -1, "昨天": -1, "昨日": -1, "어제": -1, "вчера": -1,
}  # fmt: skip


def alternatives(words: object) -> str:
    """A pattern for any of `words`, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


MONTH = rf"(?:{alternatives(MONTH_NUMBERS)})"
WEEKDAY = rf"(?:{alternatives(WEEKDAY_NUMBERS)}|(?:{alternatives(_SHORT_WEEKDAYS)})(?=[.,]))"
DAY_SHIFT = rf"(?:{alternatives(DAY_SHIFTS)})"


def weekday_number(word: str) -> int:
    key = word.casefold()
    return WEEKDAY_NUMBERS[key] if key in WEEKDAY_NUMBERS else _SHORT_WEEKDAYS[key]


ZONE_WORDS = rf"(?:{alternatives(ABBREVIATIONS)})"
_REGION_NAMES = "Pacific|Eastern|Central|Mountain"
ZONE = re.compile(
    r"\s?[(\[]?(?:(?P<utc>[zZ]\b|(?:[uU][tT][cC]|[gG][mM][tT])"
    r"(?:\s?(?P<distance>[+\-−]\d{1,2}(?::?\d{2})?))?(?!\w|:\d))"
    r"|(?P<offset>[+]\d{1,2}:\d{2}|[+\-−]\d{4})(?!\w|:\d)"
    r"|(?P<name>(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc|US)"
    r"(?:/[A-Za-z_+\-0-9]+)+)"
    rf"|(?P<word>{ZONE_WORDS})(?!\w)"
    rf"|(?P<region>{_REGION_NAMES})(?:\s(?:Standard |Daylight )?[Tt]ime)?(?!\w))"
    # What stands behind it in brackets says the same again: PDT (UTC-7).
    r"(?:\s?\((?:UTC|GMT)[+\-−]?[\d:]*\))?[)\]]?"
)


def zone_of(found: re.Match[str]) -> tuple[tzinfo | None, str]:
    """The zone a match of ZONE names, and a remark where the name stands for several."""
    parts = found.groupdict()
    if parts["name"]:
        try:
            return zone(parts["name"]), ""
        except KnownError:
            return None, ""
    if parts["word"] or parts["region"]:
        return zone_of_word(parts["word"] or parts["region"])
    distance = parts["distance"] or parts["offset"]
    return (offset_zone(distance) if distance else UTC), ""


def offset_zone(distance: str) -> tzinfo | None:
    """The zone of "+02:00", "-7", "-0700"; None where no zone is that far from UTC."""
    digits = distance[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if hours > 14 or minutes > 59:
        return None
    sign = 1 if distance[0] == "+" else -1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


def zone_name(found: tzinfo) -> str:
    """What a zone is called in a remark."""
    return str(getattr(found, "key", None) or found)
