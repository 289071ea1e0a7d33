"""Alert histories from files, by the shape of their rows."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reviewdesk.domain.errors import KnownError
from reviewdesk.intake.alert_history import HistoryRead, read_alert_history

NOON = int(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp())


def read(text: object, name: str = "history") -> HistoryRead:
    return read_alert_history(text if isinstance(text, str) else json.dumps(text), name, UTC)


def only(found: HistoryRead) -> tuple[str, str, list[tuple[int, bool]]]:
    (one,) = found.alerts
    return one.name, one.origin, one.firings


PAGER_ENTRIES = {
    "log_entries": [
        {
            "type": "notify_log_entry",
            "created_at": "2026-03-01T12:00:01Z",
            "incident": {"summary": "[#7] Retry rate"},
        },
        {
            "type": "trigger_log_entry",
            "created_at": "2026-03-01T12:00:00Z",
            "incident": {"summary": "[#7] Retry rate"},
            "service": {"summary": "gateway"},
        },
    ]
}
PAGER_INCIDENTS = {
    "incidents": [
        {
            "incident_number": 7,
            "title": "Retry rate",
            "created_at": "2026-03-01T12:00:00Z",
            "service": {"summary": "gateway"},
        }
    ]
}
ALERTMANAGER = [
    {
        "labels": {"alertname": "Retry rate", "service": "gateway"},
        "startsAt": "2026-03-01T13:00:00.000+01:00",
    }
]
OPSGENIE = {
    "data": [
        {
            "tinyId": "4",
            "message": "Retry rate",
            "source": "gateway",
            "createdAt": "2026-03-01T12:00:00.120Z",
        }
    ]
}
GRAFANA = [
    {"alertName": "Retry rate", "newState": "ok", "time": (NOON + 60) * 1000},
    {
        "alertName": "Retry rate",
        "newState": "alerting",
        "time": NOON * 1000,
        "dashboardUID": "gateway",
    },
]


@pytest.mark.parametrize(
    ("told", "program"),
    [
        (PAGER_ENTRIES, "PagerDuty"),
        (PAGER_INCIDENTS, "PagerDuty"),
        (ALERTMANAGER, "Alertmanager"),
        ({"status": "success", "data": ALERTMANAGER}, "Alertmanager"),
        ({"version": "4", "alerts": ALERTMANAGER}, "Alertmanager"),
        (OPSGENIE, "Opsgenie"),
        (GRAFANA, "Grafana"),
    ],
)
def test_each_program_says_what_fired_when(told: object, program: str) -> None:
    found = read(told)
    assert found.program == program
    assert only(found) == ("Retry rate", "gateway", [(NOON, False)])
    assert not found.says_incidents


def test_what_stands_on_a_status_page_was_an_incident() -> None:
    found = read(
        {
            "incidents": [
                {"name": "Slow", "created_at": "2026-03-01T12:00:00Z", "incident_updates": []}
            ]
        }
    )
    assert (found.program, found.says_incidents) == ("Statuspage", True)
    assert only(found)[2] == [(NOON, True)]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_table_says_which_led_to_incidents(sign: str) -> None:
    rows = [
        ("alert", "time", "incident"),
        ("Retry rate", "2026-03-01 12:00", "no"),
        ("Retry rate", "2026-03-01 12:01", "INC-7"),
    ]
    found = read("\n".join(sign.join(row) for row in rows))
    assert found.says_incidents
    assert only(found)[2] == [(NOON, False), (NOON + 60, True)]


def test_a_table_without_titles_is_known_by_its_times() -> None:
    found = read("2026-03-01T12:00:00Z,Retry rate\n2026-03-01T12:01:00Z,Retry rate\n")
    assert only(found)[2] == [(NOON, False), (NOON + 60, False)]


def test_times_without_a_zone_are_in_the_one_of_the_review() -> None:
    text = "alert,time\nRetry rate,2026-03-01 13:00\n"
    found = read_alert_history(text, "x.csv", ZoneInfo("Europe/Berlin"))
    assert found.naive
    assert only(found)[2] == [(NOON, False)]


def test_the_same_firing_twice_in_one_file_counts_once() -> None:
    row = "Retry rate,2026-03-01T12:00:00Z,"
    assert only(read(f"alert,time,incident\n{row}\n{row}yes\n"))[2] == [(NOON, True)]


def test_documents_a_line_each_are_read() -> None:
    lines = [json.dumps({"alert": "Retry rate", "time": NOON + place}) for place in range(3)]
    assert len(only(read("\n".join(lines)))[2]) == 3


@pytest.mark.parametrize(
    "text",
    [
        "alert,service\nRetry rate,gateway\n",
        '[{"alert": "Retry rate"}]',
        "alert,time\nRetry rate,soon\n",
    ],
)
def test_a_file_without_times_says_so(text: str) -> None:
    with pytest.raises(KnownError, match="no times at which they fired"):
        read(text, "retries.csv")


@pytest.mark.parametrize("text", ["", "hello", "{", "[]", '{"data": 7}', "\0\0", "[[1, 2]]"])
def test_what_is_no_history_says_what_can_be_read(text: str) -> None:
    with pytest.raises(KnownError, match=r"No alerts were found in “notes\.txt”"):
        read(text, "notes.txt")


def test_rows_that_cannot_be_read_are_counted_and_the_others_kept() -> None:
    found = read("alert,time\nA,2026-03-01T12:00:00Z\n,2026-03-01T12:00:00Z\nA,whenever\n")
    assert found.count == 1
    assert found.skipped == [(3, "It names no alert."), (4, "Its time is not understood.")]


def test_a_document_that_ends_in_the_middle_gives_what_stands_before() -> None:
    text = json.dumps(OPSGENIE["data"] * 3)
    assert only(read(text[:-40]))[0] == "Retry rate"


def test_a_year_of_200_000_firings_is_read_in_full() -> None:
    began = datetime(2025, 3, 1, tzinfo=UTC)
    lines = ["alert,time,incident"]
    lines += [
        f"Alert {place % 40},{(began + timedelta(seconds=157 * place)).isoformat()},"
        for place in range(200_000)
    ]
    found = read("\n".join(lines))
    assert found.count == 200_000
    assert len(found.alerts) == 40
