"""What must not stand in a finished copy, and what in a review looks like somebody."""

from collections.abc import Callable, Collection, Iterable

from reviewdesk.domain.entries import Source
from reviewdesk.domain.folding import key, plain
from reviewdesk.domain.found_names import (
    FoundNames,
    VoiceForm,
    privacy_by_field,
    rules_for_copies,
    shared_texts,
    texts_in,
)
from reviewdesk.domain.likely_names import contacts
from reviewdesk.domain.name_forms import is_ordinary
from reviewdesk.domain.name_words import TITLES
from reviewdesk.domain.notes import Note, ParkingItem
from reviewdesk.domain.people import NameRule, Voice
from reviewdesk.domain.redaction import Redactor
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience, SharedReview
from reviewdesk.domain.values import Privacy, Record
from reviewdesk.domain.withheld import WITHHELD, withheld_quotes
from reviewdesk.export.bare_words import bare_words
from reviewdesk.export.leaks import Watch
from reviewdesk.services.questions import question_texts

__all__ = [
    "FoundNames",
    "VoiceForm",
    "unreviewed_names",
    "watch_for",
]

_WORDS_OF_THE_PROGRAM = ("copy_template", "copy_sections", "copy_names", "became", "about_table")
"""Fields in which nobody has written anything."""
_LEAST_NAME_PART = 3
_LEAST_RAW_LETTERS = 20

_OWN_WORDS = (
    "What happened, how it looked from each department, and what changes because of it",
    "This review looks for the conditions that made the incident likely, not for a culprit.",
    "Each decision is shown with the signals its maker had then, not with what we know now.",
    "Impact by department",
    "What went right",
    "Considered and ruled out",
    "Accepted as they are",
    "Why it made sense at the time",
    "What existed out of its sight",
    "Who was asked before it was taken?",
    "What made it likelier, worse or longer, from the change outwards.",
    "What kept it from being worse",
    "What was learned",
    "What changes",
    "In the order of the moments by which each had certainly begun.",
    "time not known, placed by order",
    "some time within",
    "the earliest this decision can have been taken: perhaps only after it.",
    "Conditions without a repair",
    "Where these accounts differ, each stands as it was given; none was made to fit another.",
    "Reported or inferred, and confirmed by nobody so far",
    (
        "Work goes well far more often than it does not, and it is done by the same people in the "
        "same way. What was different this time is that several conditions came together; without "
        "any one of them it would have gone otherwise, and none of them would have been enough "
        "alone. So this review names all that were found, how they led to each other, and what is "
        "done about each."
    ),
    "Each decision is looked at from the moment it was taken, with what its maker could see then.",
    "How this review was done",
    "Why it names no single cause",
    "Earlier reviews alike",
    "What is different now",
    "What stays as it is",
    "What is to be repaired, by whom and until when",
    "Nothing has been changed because of it yet.",
    "Looked at afterwards: it held.",
    "For a talk of five minutes",
    "Nothing of this review is marked as public yet, so this copy has its cover only.",
)
"""What the copies say of themselves: a note in the same words is no leak."""

_OWN_WORDS_ALONE = """
january february march april june july august september october november december
agreed background business condition contents copy customers decision distribution draft engineering
event evidence glance incident kinds layer lessons noto options perspective public repairs report
review safeguard sample sans signal sources summary support terms timeline version
"""
_OWN_NAMES = frozenset(_OWN_WORDS_ALONE.split())
"""Words that stand in every copy and may be names too: April, Noto. What people write is looked
through for them all the same, before the copy is made."""


def watch_for(
    review: Review, shared: SharedReview, rules: tuple[NameRule, ...] | None = None
) -> Watch:
    """What must not be in a finished copy of `review`: private texts, and names where removed.

    `rules` are `rules_for_copies`, where they are known already.
    """
    names: list[str] = []
    names_in: Callable[[str, Collection[str]], Iterable[str]] = _nobody_in
    tokens: Iterable[str] = ()
    if shared.audience is not Audience.MEMBERS:
        rules = rules_for_copies(review) if rules is None else rules
        kept = frozenset(key(rule.text) for rule in rules if rule.keep)
        for voice in review.all(Voice).values():
            names += _names_of(voice, kept)
        names += [rule.text for rule in rules if not rule.keep and _is_watched(rule.text)]
        names += _contacts_in(review)
        voices = review.all(Voice).values()
        redactor = Redactor(voices, review.departments, rules)

        def names_in(text: str, words: Collection[str]) -> Iterable[str]:
            found = redactor.sure_names_in(text, words)
            return (one for one in found if not _is_own(one))

        # Whoever speaks in nothing that is shown may be named in it: the role stands there then.
        tokens = redactor.roles.values()
    here = _ids_of(shared)
    quotes = withheld_quotes(review, shared.audience)
    withheld: list[str] = []
    allowed: list[str] = []
    for record in review.records():
        shown = record.id == review.id or record.id in here
        for name, privacy in privacy_by_field(type(record)).items():
            if name in _WORDS_OF_THE_PROGRAM:
                continue
            texts = list(texts_in(getattr(record, name)))
            if privacy is Privacy.SHARED and shown:
                # What quotes a withheld event is not meant for this copy.
                allowed += map(quotes.without, texts)
            elif privacy is Privacy.SHARED or isinstance(record, Note | ParkingItem | Source):
                withheld += texts
    for entry in review.entries.values():
        rest = entry.raw.replace(entry.title, " ")
        if sum(sign.isalpha() for sign in rest) >= _LEAST_RAW_LETTERS:
            withheld.append(rest)
    allowed += [*question_texts(shared.head).values(), *_OWN_WORDS, WITHHELD, *tokens]
    return Watch(tuple(names), tuple(withheld), tuple(allowed), names_in)


def _nobody_in(_text: str, _words: Collection[str]) -> Iterable[str]:
    return ()


def _contacts_in(review: Review) -> Iterable[str]:
    """Mail addresses and telephone numbers that no copy without names may show.

    A handle without its sign is often a word of the trade, so copies are not searched for it.
    """
    kept = {rule.text.casefold() for rule in review.head.copy_names if rule.keep}
    return (one for one in contacts(shared_texts(review)) if one.casefold() not in kept)


def unreviewed_names(review: Review, found: FoundNames) -> int:
    """How many of what looks like somebody nobody has decided about yet."""
    decided = {rule.text.casefold() for rule in review.head.copy_names}
    said = [one.text for one in found.likely] + [one.text for one in found.doubtful]
    return sum(text.casefold() not in decided for text in said)


def _is_ordinary(name: str) -> bool:
    """Whether it says nothing by itself: a "will grant" in the copy is no Will Grant."""
    words = plain(name).split()
    return all(is_ordinary(word) or word in _OWN_NAMES for word in words)


def _is_own(said: str) -> bool:
    """Whether the copy says it by itself, whoever is called so."""
    words = bare_words(said)
    own = not _OWN_NAMES.isdisjoint(words)
    return own and all(word in _OWN_NAMES or is_ordinary(word) for word in words)


def _is_watched(name: str) -> bool:
    """Whether it is a name in any case; "Al" and "Ng" need their capital."""
    return len(key(name)) >= _LEAST_NAME_PART and not _is_ordinary(name)


def _names_of(voice: Voice, kept: frozenset[str]) -> Iterable[str]:
    """A person's name and its parts; what is an ordinary word too is left to who redacts."""
    for name in (voice.name, *(one for one in voice.also_known_as if key(one) not in kept)):
        if not _is_ordinary(name):
            yield name
    parts = voice.name.split()
    if len(parts) > 1:
        for part in (parts[0], parts[-1]):
            stays = key(part) in kept or _is_ordinary(part) or key(part) in TITLES
            if len(part) >= _LEAST_NAME_PART and not stays:
                yield part


def _ids_of(shared: SharedReview) -> set[str]:
    lists: tuple[Iterable[Record], ...] = (
        shared.departments, shared.voices.values(), shared.entries, shared.evidence,
        shared.markers, shared.sightings, shared.decisions, shared.cards, shared.conditions,
        shared.safeguards, shared.lessons, shared.questions, shared.repairs, shared.sessions,
    )  # fmt: skip
    return {record.id for records in lists for record in records}
