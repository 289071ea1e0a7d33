"""What a report says of the sittings: the poll by its counts, times where that is wanted, next."""

from collections.abc import Iterable
from datetime import datetime

from reviewdesk.domain.session_clock import breaks_ms, minutes, spent_by_phase
from reviewdesk.domain.sessions import PHASES
from reviewdesk.domain.shared import Audience, SharedReview
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
    paused = sum(breaks_ms(session, session.ended or now) for session in wanted)
    pauses = f"; pauses took {minutes(paused)} min" if minutes(paused) else ""
    return f"Time spent: {listed_words(told)}{pauses}."


def next_steps(review: SharedReview) -> str:
    """What was said to happen next, at the latest sitting that said so."""
    said = [one.next_steps.strip() for one in review.sessions if one.next_steps.strip()]
    return said[-1] if said else ""


def _written(boards: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Lines to be told one after the other in one sentence, which ends them itself."""
    return tuple(line.rstrip().removesuffix(".") for lines in boards for line in lines)


def board(review: SharedReview) -> list[tuple[str, tuple[str, ...]]]:
    """What to start, stop and continue, of all sittings; only what somebody named."""
    found = (
        ("Start", _written(one.board_start for one in review.sessions)),
        ("Stop", _written(one.board_stop for one in review.sessions)),
        ("Continue", _written(one.board_continue for one in review.sessions)),
    )
    return [(name, lines) for name, lines in found if lines]


def silent(review: SharedReview) -> list[str]:
    """The departments not heard yet; the public has no part in who was, and is told of none."""
    if review.audience is Audience.PUBLIC:
        return []
    return [one.name for one in review.departments if one.id not in review.heard_ids]


def kept_back(review: SharedReview) -> list[str]:
    """The departments that were heard, and of which nothing is in the copy: their card is kept."""
    left = review.heard_ids - {card.department_id for card in review.cards}
    return [one.name for one in review.departments if one.id in left]


def sides_left_out(review: SharedReview) -> list[str]:
    """A sentence each of the departments of which a copy has no account."""
    told = (("Not heard yet", silent(review)), ("Heard, and kept back", kept_back(review)))
    return [f"{what}: {', '.join(names)}." for what, names in told if names]
