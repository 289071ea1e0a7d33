"""What every written form of a copy is made from, and the sentences they have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reviewdesk.domain.accounts import Decision
from reviewdesk.domain.asof import AsOf
from reviewdesk.domain.entries import Entry, SharedEntry, Standing
from reviewdesk.domain.people import Department, SharedVoice
from reviewdesk.domain.review import Review, ReviewHead
from reviewdesk.domain.shared import Audience, SharedReview
from reviewdesk.domain.sights import Lag, SightState
from reviewdesk.domain.understanding import Condition
from reviewdesk.export.numbering import Numbers, number
from reviewdesk.export.options import ExportOptions
from reviewdesk.export.sittings import (
    board,
    kept_back,
    next_steps,
    polled,
    silent,
    time_spent,
)
from reviewdesk.export.wording import (
    Clock,
    clock_of,
    count,
    listed_words,
    long_date,
    number_word,
    standing_words,
    state_words,
)

WHY_NO_SINGLE_CAUSE = (
    "Work goes well far more often than it does not, and it is done by the same people in the same "
    "way. What was different this time is that several conditions came together; without any one "
    "of them it would have gone otherwise, and none of them would have been enough alone. So this "
    "review names all that were found, how they led to each other, and what is done about each."
)
LOOKED_AT_THEN = (
    "Each decision is looked at from the moment it was taken, with what its maker could see then."
)
_HOW_TO_READ = (
    "This review looks for the conditions that made {what} likely, not for a culprit. "
    "Each decision is shown with the signals its maker had then, not with what we know now."
)
_WHAT = {
    "incident": "the incident",
    "near miss": "the near miss",
    "small mistake": "the mistake",
    "success": "the success",
    "exercise": "the outcome of the exercise",
    "look-ahead": "such a failure",
}
_ABOUT = {
    "room": "",
    "members": "For the members of the review: names stand as they were entered.",
    "company": "For the company: the names of those who speak in it are replaced by roles.",
    "public": (
        "For everybody: roles instead of names, and only what the review has marked as public."
    ),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """The copy, with what is read off it again and again."""

    review: SharedReview
    options: ExportOptions
    questions: Mapping[str, str]
    numbers: Numbers
    entries: Mapping[str, SharedEntry]
    departments: Mapping[str, Department]
    as_of: AsOf
    clock: Clock

    def department_name(self, department_id: str | None) -> str:
        department = self.departments.get(department_id or "")
        return department.name if department else ""

    def voice_words(self, voice_id: str | None) -> str:
        """How the voice is called in this copy; empty where there is none."""
        voice = self.review.voices.get(voice_id or "")
        return (voice.shown_as or voice.role) if voice is not None else ""


def facts_of(review: SharedReview, options: ExportOptions, questions: Mapping[str, str]) -> Facts:
    return Facts(
        review=review,
        options=options,
        questions=questions,
        numbers=number(review, options.shown),
        entries={entry.id: entry for entry in review.entries},
        departments={department.id: department for department in review.departments},
        as_of=AsOf(_what_was_seen(review)),
        clock=clock_of(review),
    )


def _what_was_seen(review: SharedReview) -> Review:
    """The events and sightings of the copy, as what the two clocks are read from."""
    entries = [
        Entry.trusted({**entry.__dict__, "source_id": None, "raw": "", "raw_line": None})
        for entry in review.entries
    ]
    return Review(ReviewHead(id=review.head.id, title=""), [*entries, *review.sightings])


def how_to_read(review: SharedReview) -> str:
    return _HOW_TO_READ.format(what=_WHAT.get(review.head.kind.value, "the incident"))


def about_this_copy(facts: Facts) -> str:
    version = state_words(facts.review, facts.options.exported_at)
    made = f"Made with ReviewDesk {facts.options.version}."
    return f"{version}. {made} {_ABOUT[facts.review.audience.value]}".strip()


def how_it_was_done(facts: Facts) -> list[str]:
    """Sentences on how the review was done; none where there is nothing to say."""
    said = (
        _sittings(facts),
        _heard(facts),
        _counted(facts),
        time_spent(facts.review, facts.options.exported_at),
        polled(facts.review),
        *(f"{name}: {'; '.join(lines)}." for name, lines in board(facts.review)),
    )
    told = [*filter(None, said)]
    happens = next_steps(facts.review)
    if happens:
        told.append(f"What happens next: {' '.join(happens.split())}")
    if told and facts.numbers.decision_entries:
        told.append(LOOKED_AT_THEN)
    return told


def _sittings(facts: Facts) -> str:
    """When it was looked at together, and who was in the room."""
    review = facts.review
    days = sorted({facts.clock.local(one.started).date() for one in review.sessions if one.started})
    if not days:
        return ""
    said = f"Looked at together on {listed_words([long_date(day) for day in days])}"
    present = {one for session in review.sessions for one in session.present_ids}
    names = [one.name for one in review.departments if one.id in present]
    return f"{said}, with {listed_words(names)}." if names else f"{said}."


def _heard(facts: Facts) -> str:
    review = facts.review
    if review.audience is Audience.PUBLIC or not review.departments:
        return ""
    heard, missing = review.heard_ids, silent(review)
    if not heard:
        return ""
    if missing:
        told = f"{number_word(len(heard)).capitalize()} of {number_word(len(review.departments))}"
        said = f"{told} departments were heard; {listed_words(missing)} not yet."
    else:
        said = f"Every one of its {number_word(len(heard))} departments was heard."
    kept = kept_back(review)
    return f"{said} What {listed_words(kept)} said is kept back." if kept else said


def _counted(facts: Facts) -> str:
    """What it rests on, and how sure that is."""
    entries = facts.review.entries
    if not entries:
        return ""
    said = f"{count(len(entries), 'event')} on one timeline"
    pieces = len(facts.numbers.evidence)
    if pieces:
        said += f", with {count(pieces, 'piece', 'pieces')} of evidence"
    unsure = [
        f"{number:,} {standing.value}"
        for standing in (Standing.REPORTED, Standing.INFERRED)
        if (number := sum(one.standing is standing for one in entries))
    ]
    told = f"; {listed_words(unsure)}, which is said of each" if unsure else ""
    return f"{said}{told}."


def maker_of(facts: Facts, entry: SharedEntry, decision: Decision | None) -> SharedVoice | None:
    voices = facts.review.voices
    return voices.get((decision.maker_id if decision else None) or "") or voices.get(
        entry.voice_id or ""
    )


def kind_and_standing(entry: SharedEntry) -> str:
    return " · ".join(word for word in (entry.kind.value, standing_words(entry)) if word)


def marks_of(facts: Facts, entry: SharedEntry) -> list[str]:
    """The markers on an event, and whose it is."""
    words = [one.name for one in facts.review.markers if one.entry_id == entry.id]
    by = facts.voice_words(entry.voice_id)
    return [*words, f"by {by}"] if by else words


def who_noticed(facts: Facts, entry: SharedEntry) -> str:
    """When which department could see it, and when it noticed it; empty where nothing is said."""
    lags: dict[str, list[Lag]] = {}
    for lag in facts.as_of.lags(entry.id):
        lags.setdefault(lag.department_id, []).append(lag)
    return "; ".join(filter(None, (_lag_words(facts, found) for found in lags.values())))


def _lag_words(facts: Facts, lags: Sequence[Lag]) -> str:
    name = facts.department_name(lags[0].department_id)
    said = lags[0].sighting
    if not name or said is None:
        return ""
    if lags[0].state is SightState.OUT_OF_SIGHT:
        return f"never came into {name}’s sight"
    about = "about " if said.approximate else ""
    told = []
    for lag in lags:
        verb = "could see it" if lag.state is SightState.VISIBLE else "noticed it"
        when = about + facts.clock.time(lag.at) if lag.at else "before all this"
        told.append(f"{verb} {when}")
    how = "; ".join(part for part in (said.through, said.amid) if part)
    return f"{name} {' and '.join(told)}" + (f" ({how})" if how else "")


def condition_links(facts: Facts, one: Condition) -> list[tuple[str, Sequence[str]]]:
    """What a condition is linked to: words, and the numbers behind them."""
    said_of = facts.numbers.mentions.get(one.id, ())
    return [
        ("seen in ", facts.numbers.list_of(one.entry_ids)),
        ("made these likelier or worse: ", facts.numbers.list_of(one.condition_ids)),
        ("made likelier or worse by ", [named for named in said_of if named.startswith("C")]),
        ("addressed by ", [named for named in said_of if named.startswith("R")]),
    ]
