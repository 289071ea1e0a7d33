"""Copied conversations."""

import pytest

from proposed import read, told
from reviewdesk.domain.entries import EntryKind
from reviewdesk.intake.proposal import Form

CHATS = {
    "name and time": (
        "Ana Quillon  10:35 AM\n"
        "phones ring\n"
        "in two halls\n"
        "\n"
        "Bo Reyes  10:36 AM\n"
        "looking\n"
        "10:40\n"
        "still looking"
    ),
    "bracket": (
        "[10:35 AM] Ana Quillon\n"
        "phones ring\n"
        "in two halls\n"
        "\n"
        "[10:36 AM] Bo Reyes\n"
        "looking\n"
        "[10:40 AM] Bo Reyes\n"
        "still looking"
    ),
    "messenger": (
        "[12.03.26, 10:35:12] Ana Quillon: phones ring\n"
        "in two halls\n"
        "[12.03.26, 10:36:00] Bo Reyes: looking\n"
        "[12.03.26, 10:40:00] Bo Reyes: still looking"
    ),
    "dash": (
        "12/03/2026, 10:35 - Ana Quillon: phones ring\n"
        "in two halls\n"
        "12/03/2026, 10:36 - Bo Reyes: looking\n"
        "12/03/2026, 10:40 - Bo Reyes: still looking"
    ),
    "other": (
        "12/3/26, 10:35 a. m. - Ana Quillon: phones ring\n"
        "in two halls\n"
        "12/3/26, 10:36 a. m. - Bo Reyes: looking\n"
        "12/3/26, 10:40 a. m. - Bo Reyes: still looking"
    ),
    "nick": (
        "10:35 <aquillon> phones ring\n"
        "in two halls\n"
        "10:36 <breyes> looking\n"
        "10:40 <breyes> still looking"
    ),
    "stacked": (
        "Ana Quillon\n"
        "10:35 AM\n"
        "phones ring\n"
        "in two halls\n"
        "\n"
        "Bo Reyes\n"
        "10:36 AM\n"
        "looking\n"
        "\n"
        "Bo Reyes\n"
        "10:40 AM\n"
        "still looking"
    ),
}


@pytest.mark.parametrize("text", CHATS.values(), ids=CHATS.keys())
def test_turns_are_events_with_private_names(text: str) -> None:
    reading = read(text)
    assert reading.form is Form.CHAT
    assert told(reading) == [
        ("12 10:35", "phones ring"), ("12 10:36", "looking"), ("12 10:40", "still looking"),
    ]  # fmt: skip
    assert reading.events[0].detail == "in two halls"
    assert {one.kind for one in reading.events} == {EntryKind.MESSAGE}
    assert reading.events[0].author.casefold().endswith("quillon")
    assert reading.events[2].author.casefold().endswith("reyes")


def test_day_lines_hold_for_what_follows() -> None:
    text = "Friday, March 13th\nAna Quillon  10:35 AM\nphones ring\nBo Reyes  10:36 AM\nlooking"
    assert [when for when, _ in told(read(text))] == ["13 10:35", "13 10:36"]


def test_a_timeline_is_no_conversation() -> None:
    text = "10:35 Error: pump stops\n10:36 Info: pump runs\n10:40 Warning: gauge low"
    reading = read(text)
    assert reading.form is Form.LINES
    assert told(reading)[0][1] == "Error: pump stops"


def test_updates_of_a_status_page_have_their_times_below() -> None:
    text = (
        "Resolved - All pumps run.\nMar 12, 11:00 UTC\n"
        "Investigating - Pump two stands.\nWe look at it.\nMar 12, 10:35 UTC\n"
    )
    reading = read(text)
    assert told(reading) == [
        ("12 11:00", "Resolved - All pumps run."),
        ("12 10:35", "Investigating - Pump two stands."),
    ]
    assert reading.events[1].detail == "We look at it."


@pytest.mark.parametrize(
    "names",
    [
        ("Анна Иванова [13:42]", "李雷 [13:44]", "محمد  13:46", "Jürgen Groß [13:47]"),
        ("अनिल शर्मा  13:42", "ทองดี  13:44", "김민준  13:46", "Ζωή Παππά  13:47"),
        ("Анна\t13:42", "李雷\t13:44", "שרה\t13:46", "Öykü\t13:47"),
    ],
)
def test_everybody_speaks_once_in_any_script(names: tuple[str, ...]) -> None:
    words = ("первая строка", "第二", "مرحبا", "hallo")
    pairs = zip(names, words, strict=True)
    reading = read("\n".join(f"{name}\n{said}" for name, said in pairs))
    assert reading.form is Form.CHAT
    times = ("12 13:42", "12 13:44", "12 13:46", "12 13:47")
    assert told(reading) == list(zip(times, words, strict=True))
    assert [one.author for one in reading.events] == [
        name.replace("[", " ").split("  ")[0].split("\t")[0].strip() for name in names
    ]


def test_what_happened_with_its_time_behind_it_is_nobody_speaking() -> None:
    text = (
        "Pump two stops at 10:35\nwe rang\nAll calm at 10:40\nwe wait\n"
        "Pump runs at 10:45\nwe look\nAll good at 10:50\nwe go"
    )
    assert read(text).form is Form.LINES


def test_a_messenger_is_known_though_everybody_speaks_once() -> None:
    reading = read(
        "[20.07.23, 12:05:11] Jörg Weiß: Störung bei der Anmeldung\n"
        "[20.07.23, 12:06:00] Аня: всё лежит\n"
        "[20.07.23, 12:07:30] سلمى: الخدمة متوقفة\n"
        "[20.07.23, 12:07:30] Zed: it stands\n"
        "[20.07.23, 14:66:00] Bob: impossible\n"
    )
    assert reading.form is Form.CHAT
    assert [one.title for one in reading.proposals if not one.reason][:2] == [
        "Störung bei der Anmeldung",
        "всё лежит",
    ]
    assert [one.title for one in reading.proposals if one.reason] == [
        "[20.07.23, 14:66:00] Bob: impossible"
    ]


def test_what_an_export_leaves_out_is_no_event_in_any_language() -> None:
    reading = read(
        "12.03.2026, 10:35 - Ana: pump stops\n12.03.2026, 10:36 - Ana: <Без медиафайлов>\n"
        "12.03.2026, 10:37 - Bo: <Media omitted>\n12.03.2026, 10:38 - Bo: <https://example.org>"
    )
    assert [one.title for one in reading.events] == ["pump stops", "<https://example.org>"]
    assert [one.reason for one in reading.skipped] == ["What was sent is not in the export."] * 2
