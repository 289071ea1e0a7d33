"""What a report says of the sittings: the poll by its counts, times where that is wanted, next."""

from datetime import datetime

from reviewdesk.domain.session_clock import minutes, paused_ms, spent_by_phase
from reviewdesk.domain.sessions import PHASES
from reviewdesk.domain.shared import SharedReview
from reviewdesk.export.wording import listed_words


def polled(review: SharedReview) -> str:
    """What was said at the end of the sittings, by counts; empty where nobody was asked."""
    yes = sum(one.poll_yes for one in review.sessions)
    unsure = sum(one.poll_unsure for one in review.sessions)
    no = sum(one.poll_no for one in review.sessions)
    total = yes + unsure + no
    if not total:
        return ""
    own = [one.poll_question for one in review.sessions if one.polled and one.poll_question]
    usual = "whether they had learned something that changes how they work"
    asked = f"“{own[-1]}”" if own else usual
    said = [f"{yes:,} of {total:,} said yes"]
    if unsure:
        said.append(f"{unsure:,} {'was' if unsure == 1 else 'were'} not sure")
    if no:
        said.append(f"{no:,} said no")
    return f"Asked at the end {asked}, {listed_words(said)}."


def time_spent(review: SharedReview, now: datetime) -> str:
    """Minutes by phase of the sittings whose log is wanted; `now` for one that still goes on."""
    wanted = [one for one in review.sessions if one.log_in_report and one.started is not None]
    told = []
    for phase in PHASES:
        spent = sum(
            dict(spent_by_phase(session, session.ended or now)).get(phase, 0) for session in wanted
        )
        if minutes(spent):
            told.append(f"{phase.value} {minutes(spent)} min")
    if not told:
        return ""
    paused = sum(paused_ms(session, session.ended or now) for session in wanted)
    pauses = f"; pauses took {minutes(paused)} min" if minutes(paused) else ""
    return f"Time spent: {listed_words(told)}{pauses}."


def next_steps(review: SharedReview) -> str:
    """What was said to happen next, at the latest sitting that said so."""
    said = [one.next_steps.strip() for one in review.sessions if one.next_steps.strip()]
    return said[-1] if said else ""


def board(review: SharedReview) -> list[tuple[str, tuple[str, ...]]]:
    """What to start, stop and continue, of all sittings; only what somebody named."""
    found = (
        ("Start", tuple(line for one in review.sessions for line in one.board_start)),
        ("Stop", tuple(line for one in review.sessions for line in one.board_stop)),
        ("Continue", tuple(line for one in review.sessions for line in one.board_continue)),
    )
    return [(name, lines) for name, lines in found if lines]
