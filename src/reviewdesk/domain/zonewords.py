"""What zones are called for short, in the places where people write times down."""

from datetime import timedelta, timezone, tzinfo

from reviewdesk.domain.times import zone

_HOURS = {
    "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3,
    "MSK": 3, "SAST": 2, "IST": 5.5, "PKT": 5, "SGT": 8, "HKT": 8, "AWST": 8, "JST": 9, "KST": 9,
    "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "BRT": -3, "ART": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
_REGIONS = {
    "PT": "America/Los_Angeles", "ET": "America/New_York", "CT": "America/Chicago",
    "MT": "America/Denver", "PACIFIC": "America/Los_Angeles", "EASTERN": "America/New_York",
    "CENTRAL": "America/Chicago", "MOUNTAIN": "America/Denver",
}  # fmt: skip
_SEVERAL = {
    "IST": "India; it may also be Ireland or Israel",
    "CST": "the US; it may also be China or Cuba",
    "BST": "British summer time",
}
ABBREVIATIONS = (*_HOURS, *(word for word in _REGIONS if len(word) == 2))
"""EST, CET, PT and their like; in capital letters, for est and art are words."""


def zone_of_word(word: str) -> tuple[tzinfo, str]:
    """The zone called `word`, and a remark where others are called so too.

    KeyError for a word that is none. A word for a whole region, as PT, follows its summer time;
    others are as far from UTC as they say.
    """
    word = word.upper()
    if word in _REGIONS:
        return zone(_REGIONS[word]), ""
    remark = f"{word} is taken as {_SEVERAL[word]}." if word in _SEVERAL else ""
    return timezone(timedelta(hours=_HOURS[word]), word), remark


def zone_told(zone_found: tzinfo) -> str:
    """What a zone is called where its short name was taken for it: "UTC−5", "America/Denver"."""
    distance = zone_found.utcoffset(None)
    if distance is None:
        return str(zone_found)
    minutes = round(abs(distance).total_seconds() / 60)
    sign = "−" if distance < timedelta(0) else "+"
    rest = f":{minutes % 60:02}" if minutes % 60 else ""
    return f"UTC{sign}{minutes // 60}{rest}"
