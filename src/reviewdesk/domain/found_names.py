"""What in the texts of a review looks like somebody, and what is done about it unless asked."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from reviewdesk.domain.likely_names import GUESSED, TOKENS, LikelyName, likely_names
from reviewdesk.domain.name_places import Place, Places
from reviewdesk.domain.people import Department, NameRule, Voice
from reviewdesk.domain.redaction import Redactor
from reviewdesk.domain.review import Review
from reviewdesk.domain.values import Privacy, Record, Value, privacy_of

_MOST_PLACES = 3
_NO_TEXT = frozenset({"id", "url", "zone", "media_type", "public_texts"})


@dataclass(frozen=True, slots=True)
class VoiceForm:
    """The name of a voice as it stands in the texts, what stands in its place, and how often."""

    text: str
    token: str
    count: int


@dataclass(frozen=True, slots=True)
class FoundNames:
    voices: tuple[VoiceForm, ...]
    """Replaced whatever else is chosen."""
    doubtful: tuple[VoiceForm, ...]
    """Names of voices that are ordinary words where they stand: left, until somebody says no."""
    likely: tuple[LikelyName, ...]
    """What else looks like somebody; replaced until somebody says that it may stay."""
    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    """Where each of them stands first, by its text."""
    times: Mapping[str, int] = field(default_factory=dict)
    """How often each text stands that was decided about and is none of these."""


def found_names(review: Review, go_on: Callable[[], object] = lambda: None) -> FoundNames:
    """Of a long review it takes seconds; `go_on` is called at each text, and may raise."""
    voices = review.all(Voice).values()
    names = Redactor(voices, review.departments, review.head.copy_names)
    alone = Redactor(voices, review.departments)
    said: Counter[tuple[str, str]] = Counter()
    doubtful: Counter[str] = Counter()
    rest: list[str] = []
    for text in _asking(shared_texts(review), go_on):
        left = alone.redact_voices(text)
        rest.append(left)
        if left is not text:
            said.update(alone.names_in(text))
        doubtful.update(alone.doubtful_in(text))
    likely = tuple(likely_names(_asking(rest, go_on), lanes_of(review)))
    finds = [*(text for text, _ in said), *doubtful, *(one.text for one in likely)]
    known = {text.casefold() for text in finds}
    decided = [one.text for one in review.head.copy_names if one.text.casefold() not in known]
    places = places_of(review, [*finds, *decided], go_on, decided)
    return FoundNames(
        tuple(VoiceForm(text, token, count) for (text, token), count in said.most_common()),
        tuple(
            VoiceForm(text, names.token_of(text), count) for text, count in doubtful.most_common()
        ),
        likely,
        places.found,
        {text: places.times[text] for text in decided},
    )


def places_of(
    review: Review,
    finds: Iterable[str],
    go_on: Callable[[], object] = lambda: None,
    counted: Iterable[str] = (),
) -> Places:
    """Where each of `finds` stands first in what is shared, and those `counted` how often."""
    places = Places(finds, _MOST_PLACES, counted)
    for record, name, text in shared_fields(review):
        go_on()
        places.look(record.table, record.id, name, text)
    return places


def _asking(texts: Iterable[str], go_on: Callable[[], object]) -> Iterator[str]:
    for text in texts:
        go_on()
        yield text


def undecided_names(review: Review) -> list[LikelyName]:
    """What looks like a person or a customer, and nobody has decided about."""
    decided = {rule.text.casefold() for rule in review.head.copy_names}
    names = Redactor(review.all(Voice).values(), review.departments)
    texts = (names.redact_voices(text) for text in shared_texts(review))
    found = likely_names(texts, lanes_of(review))
    return [one for one in found if one.sort in GUESSED and one.text.casefold() not in decided]


def rules_for_copies(review: Review) -> tuple[NameRule, ...]:
    """What was decided, and of what was not: that it goes."""
    decided = review.head.copy_names
    assumed = (NameRule(text=one.text, token=TOKENS[one.sort]) for one in undecided_names(review))
    return (*decided, *assumed)


def lanes_of(review: Review) -> set[str]:
    return {
        word.casefold()
        for one in review.departments
        for word in (one.name, one.short, *one.aliases)
    }


def shared_texts(review: Review) -> Iterator[str]:
    """What people wrote for others to read."""
    return (text for _, _, text in shared_fields(review))


def shared_fields(review: Review) -> Iterator[tuple[Record, str, str]]:
    """The same with the record that it stands in, and with the name of the field."""
    for record in review.records():
        if isinstance(record, Voice | Department):
            continue
        for name in _text_fields(type(record)):
            value = getattr(record, name)
            if type(value) is str:
                if value:
                    yield record, name, value
            elif isinstance(value, (tuple, Value)):
                for text in texts_in(value):
                    yield record, name, text


@cache
def _text_fields(kind: type[Record]) -> tuple[str, ...]:
    return tuple(
        name
        for name, privacy in privacy_by_field(kind).items()
        if privacy is Privacy.SHARED and name not in _NO_TEXT and not name.endswith(("_id", "_ids"))
    )


@cache
def privacy_by_field(kind: type[Record]) -> Mapping[str, Privacy | None]:
    return privacy_of(kind)


def texts_in(value: object) -> Iterable[str]:
    """The texts people wrote in a field, in its parts too; not ids and fixed words."""
    if type(value) is str:
        if value:
            yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, Value):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name))
