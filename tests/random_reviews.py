"""Reviews of every kind of record, with any text in every field that takes one."""

from hypothesis import strategies as st
from pydantic import ValidationError

from builders import a_full_review
from reviewdesk.domain.review import Review, ReviewHead
from reviewdesk.domain.values import Record

_FIXED = ("id", "zone", "file_digest", "media_type", "about_table", "key", "question")
TEXTS = st.text(max_size=40) | st.sampled_from(
    [
        "=1+1",
        "<b>bold</b> & *so*",
        "two\nlines\n",
        "\u202eevil",
        "שלום עולם",
        "佐藤さん 🔥",
        "`x`|y",
    ]
)


@st.composite
def any_review(draw: st.DrawFn) -> Review:
    """As what people may have typed, whatever that was."""
    texts = draw(st.lists(TEXTS, min_size=8, max_size=20))
    turn = draw(st.integers(0, 1_000))
    told = draw(st.booleans())
    head, *records = [
        _filled(record, texts, turn + place, told)
        for place, record in enumerate(a_full_review().records())
    ]
    if not isinstance(head, ReviewHead):
        raise TypeError(type(head))
    return Review(head, records)


def _filled(record: Record, texts: list[str], turn: int, told: bool) -> Record:
    for place, (name, field) in enumerate(type(record).model_fields.items()):
        value: object
        if (record.table, name) == ("voice", "name"):
            continue  # A voice called "1" would be met wherever there is a one.
        if name in _FIXED or name.endswith(("_id", "_ids")):
            continue
        if field.annotation is str:
            value = texts[(turn + place) % len(texts)]
        elif field.annotation is bool and name != "removed":
            value = told
        else:
            continue
        try:
            record = record.changed(**{name: value})
        except ValidationError:
            # Not every field takes every text: an address has its form, a title may not be empty.
            continue
    return record
