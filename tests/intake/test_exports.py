"""Files that other programs export."""

import json

from proposed import read, told
from reviewdesk.intake.proposal import Form

STATUS_PAGE = {
    "page": {"name": "Depot"},
    "incidents": [
        {
            "name": "Pump stands",
            "incident_updates": [
                {"id": "u2", "body": "Pump runs.<br />All well.",
                 "created_at": "2026-03-12T11:00:00Z"},
                {"id": "u1", "body": "Pump &amp; valve stand.",
                 "created_at": "2026-03-12T10:35:00.250Z"},
            ],
        }
    ],
}  # fmt: skip


def test_a_status_page_is_read_oldest_first() -> None:
    reading = read(json.dumps(STATUS_PAGE, indent=1))
    assert reading.form is Form.STATUS_PAGE
    assert told(reading) == [("12 10:35", "Pump & valve stand."), ("12 11:00", "Pump runs.")]
    assert reading.events[1].detail == "All well."
    assert reading.events[0].line > reading.events[1].line


def test_pages_keep_their_authors_private_and_leave_notifications_out() -> None:
    entries = [
        {"type": "notify_log_entry", "created_at": "2026-03-12T10:36:00+01:00", "summary": "Rang."},
        {
            "type": "annotate_log_entry",
            "created_at": "2026-03-12T10:40:00+01:00",
            "summary": "Note: valve stuck",
            "agent": {"type": "user_reference", "summary": "Ana Quillon"},
        },
    ]
    reading = read(json.dumps({"log_entries": entries}))
    assert told(reading) == [("12 09:40", "Note: valve stuck")]
    assert reading.events[0].author == "Ana Quillon"
    assert reading.skipped[0].reason == "A notification, not an event."


def test_alerts_and_their_logs() -> None:
    alerts = {
        "alerts": [
            {
                "startsAt": "2026-03-12T10:35:00Z",
                "labels": {"alertname": "PumpDown"},
                "annotations": {"summary": "pump of hall two"},
            }
        ]
    }
    assert told(read(json.dumps(alerts))) == [("12 10:35", "PumpDown: pump of hall two")]
    log = {
        "data": [{"log": "Alert closed", "createdAt": "2026-03-12T11:00:00.5Z", "owner": "System"}]
    }
    assert told(read(json.dumps(log))) == [("12 11:00", "Alert closed")]


def test_a_channel_of_slack() -> None:
    channel = [
        {"type": "message", "subtype": "channel_join", "user": "U1", "text": "<@U1> joined",
         "ts": "1773311640.000100"},
        {"type": "message", "user": "U1", "ts": "1773311700.000200",
         "text": "<!here> pump &lt;2&gt; stands, see <https://example.org/?a=1&amp;b=2|the gauge>"},
    ]  # fmt: skip
    reading = read(json.dumps(channel))
    assert reading.form is Form.SLACK
    assert told(reading) == [("12 10:35", "!here pump <2> stands, see the gauge")]


def test_commits_stand_in_the_order_of_their_times() -> None:
    log = (
        "commit 1111111111\nAuthor: Ana Quillon <ana@example.org>\n"
        "Date:   Thu Mar 12 12:00:00 2026 +0100\n\n    Close the valve\n    \n    For good.\n\n"
        "commit 2222222222\nAuthor: Bo Reyes <bo@example.org>\n"
        "Date:   Thu Mar 12 10:00:00 2026 +0000\n\n    Open the valve\n"
    )
    reading = read(log)
    assert told(reading) == [("12 10:00", "Open the valve"), ("12 11:00", "Close the valve")]
    assert reading.events[1].author == "Ana Quillon"
    assert "For good." in reading.events[1].detail


def test_a_transcript_counts_from_its_start_and_never_from_1970() -> None:
    cues = (
        "00:03.120 --> 00:07.000\n<v Ana Quillon>pump &amp; valve\n\n"
        "01:00:00.000 --> 01:00:02.000\nBo: calm\n"
    )
    told_start = f"WEBVTT\n\nNOTE recorded 2026-03-12T10:35:00Z\n\n{cues}"
    assert told(read(told_start)) == [("12 10:35", "pump & valve"), ("12 11:35", "calm")]
    assert {one.author for one in read(told_start).events} == {"Ana Quillon", "Bo"}
    without = read(f"WEBVTT\n\n{cues}")
    assert without.events == []
    assert all(one.start is None for one in without.proposals)


def test_json_of_no_known_kind_is_no_event() -> None:
    assert read(json.dumps({"a": [1, 2]})).events == []
    assert read("[" * 3000).events == []
