"""What a report says of the sittings."""

from datetime import timedelta

from builders import DAY, a_department, a_review, a_session, an_entry, at
from export.reading import pdf_of, text_of
from reviewdesk.domain.sessions import AgendaItem, Pause, Phase
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience
from reviewdesk.export.markdown import make_markdown
from reviewdesk.export.options import ExportOptions
from reviewdesk.export.sittings import board, polled, time_spent
from reviewdesk.qt.clock_words import stretch

ITEMS = (
    AgendaItem(
        id="a", title="story", phase=Phase.UNDERSTANDING, planned_s=60, spent_ms=42 * 60_000
    ),
    AgendaItem(id="b", title="repairs", phase=Phase.ACTION, planned_s=60, spent_ms=18 * 60_000),
)
SITTING = a_session(
    started=at("13:00"), ended=at("14:05"), agenda=ITEMS,
    pauses=(Pause(since=at("13:20"), until=at("13:25")),),
    poll_yes=12, poll_unsure=2, poll_no=1, next_steps="Support reads it on Monday.",
    board_stop=("paging everybody",),
)  # fmt: skip


def test_the_poll_is_told_by_its_counts() -> None:
    shared = for_audience(a_review(SITTING), Audience.COMPANY)
    assert polled(shared) == (
        "Asked at the end whether they had learned something that changes how they work, "
        "12 of 15 said yes, 2 were not sure and 1 said no."
    )
    assert polled(for_audience(a_review(), Audience.COMPANY)) == ""


def test_time_by_phase_is_told_only_where_it_is_wanted() -> None:
    later = DAY + timedelta(days=1)
    assert time_spent(for_audience(a_review(SITTING), Audience.MEMBERS), later) == ""
    wanted = a_review(SITTING.changed(log_in_report=True))
    assert time_spent(for_audience(wanted, Audience.MEMBERS), later) == (
        "Time spent: Understanding 42 min and Action 18 min; pauses took 5 min."
    )


def test_time_taken_off_because_the_program_was_closed_is_told_as_no_pause() -> None:
    closed = Pause(since=at("13:30"), until=at("13:50"), program_closed=True)
    sitting = SITTING.changed(log_in_report=True, pauses=(*SITTING.pauses, closed))
    assert time_spent(for_audience(a_review(sitting), Audience.MEMBERS), DAY).endswith(
        "pauses took 5 min."
    )


def test_the_report_counts_minutes_as_the_page_does() -> None:
    for spent_ms in (65_000, 90_000, 96_000, 150_000):
        item = ITEMS[0].model_copy(update={"spent_ms": spent_ms})
        review = a_review(SITTING.changed(agenda=(item,), pauses=(), log_in_report=True))
        told = time_spent(for_audience(review, Audience.MEMBERS), DAY)
        assert told == f"Time spent: Understanding {stretch(spent_ms)}."


def test_the_board_names_only_what_somebody_named() -> None:
    shared = for_audience(a_review(SITTING), Audience.MEMBERS)
    assert board(shared) == [("Stop", ("paging everybody",))]


def test_nothing_of_a_sitting_goes_to_the_public() -> None:
    shared = for_audience(a_review(SITTING), Audience.PUBLIC)
    assert (polled(shared), board(shared)) == ("", [])


def test_report_and_markdown_say_how_the_sitting_ended() -> None:
    review = a_review(a_department(), an_entry(), SITTING)
    told = " ".join(text_of(pdf_of(review)).split())
    assert "12 of 15 said yes" in told
    assert "Support reads it on Monday." in told
    markdown = make_markdown(for_audience(review, Audience.COMPANY), ExportOptions(DAY, "0.1"), {})
    assert "12 of 15 said yes" in markdown
    assert "paging everybody" in markdown
