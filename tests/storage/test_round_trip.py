"""What goes into the library comes out as it was."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from builders import a_department, a_full_review, a_head, a_review, an_entry, at
from libraries import records_of
from reviewdesk.domain.entries import Precision
from reviewdesk.domain.layout import columns_of as layout_columns_of
from reviewdesk.domain.review import RECORD_TYPES, Change
from reviewdesk.domain.values import FIELD_LIMIT_CHARS
from reviewdesk.storage.columns import columns_of, microseconds, moment
from reviewdesk.storage.library import Library
from reviewdesk.storage.rows import MAPPERS, digest_of


def test_a_review_of_every_kind_of_record_comes_back_whole(library: Library) -> None:
    review = a_full_review()
    assert {record.table for record in review.records()} == set(RECORD_TYPES)
    library.add_review(review)
    again = library.load_review(review.id)
    assert records_of(again) == records_of(review)
    assert [type(record) for record in again.records()] == [
        type(record) for record in review.records()
    ]


def test_children_come_back_in_the_order_they_came(library: Library) -> None:
    department = a_department()
    entries = [an_entry(f"event {number}", "10:35", department) for number in range(50)]
    review = a_review(department, *entries)
    library.add_review(review)
    assert list(library.load_review(review.id).entries) == [entry.id for entry in entries]


def test_a_long_review_comes_with_its_entries_in_the_order_of_time(library: Library) -> None:
    ops, sales = a_department("Operations"), a_department("Sales")
    many = [
        an_entry(f"e{n}", at("10:00") + timedelta(seconds=n * 37 % 999), (ops, sales, None)[n % 3])
        for n in range(4200)
    ]
    between = {"precision": Precision.BETWEEN, "start": None, "earliest": at("09:00")}
    many[7] = many[7].changed(**between, latest=at("09:30"))
    many[8] = many[8].changed(precision=Precision.ABOUT, end=at("12:00"))
    many[9] = many[9].changed(open_end=True, order=-1.0)
    review = a_review(ops, sales, *many)
    library.add_review(review)
    again = library.load_review(review.id)
    lanes = [sales.id, None, ops.id]
    assert again.in_order is not None
    assert again.in_order.columns(lanes) == layout_columns_of(many, lanes)
    assert again.in_order.columns([ops.id]) == layout_columns_of(many, [ops.id])
    again.apply([Change(many[9], many[9].changed(title="another"))])
    assert again.in_order is None


def test_what_nothing_places_is_not_put_in_an_order_by_its_row(library: Library) -> None:
    many = [an_entry(f"e{n}", "10:35") for n in range(4200)]
    many[3] = many[3].changed(precision=Precision.UNKNOWN, start=None)
    review = a_review(*many)
    library.add_review(review)
    assert library.load_review(review.id).in_order is None


def test_hostile_texts_come_back_as_they_were_taken(library: Library) -> None:
    texts = ["'; DROP TABLE entry; --", "<b>bold</b>", "\u202egnp.exe", "a" * FIELD_LIMIT_CHARS,
             "数据库 ไทย עברית", "\N{PILE OF POO}" * 50, "tab\tand\nline"]  # fmt: skip
    entries = [an_entry("x", detail=text) for text in texts]
    review = a_review(*entries)
    library.add_review(review)
    again = library.load_review(review.id)
    assert [again.entries[entry.id].detail for entry in entries] == texts


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_is_kept_to_the_microsecond(at: datetime) -> None:
    assert moment(microseconds(at)) == at


@given(st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.none() | st.dates())
def test_cells_give_back_what_was_encoded(number: float, truth: bool, day: date | None) -> None:
    head = a_head(day=day, archived=truth)
    entry = an_entry("x", order=number, starred=truth)
    for record in (head, entry):
        mapper = MAPPERS[record.table]
        row = (*mapper.cells(record), mapper.digest("r", record))
        assert mapper.records("r", [row]) == [record]


def test_every_field_of_every_record_has_a_column() -> None:
    for record_type in RECORD_TYPES.values():
        assert [column.name for column in columns_of(record_type)] == list(record_type.model_fields)


def test_the_digest_of_given_cells_never_changes() -> None:
    """It stands in every library there is; a new Python must give the same."""
    cells = ("0" * 32, "Zażółć 数据", None, -1, 2**40, 0.25, b"\x00\xff", "")
    assert digest_of(b"review\0", cells).hex() == "6abd0011cc439685c5b29f568645b6f8"


def test_a_row_cannot_pass_for_one_of_another_review() -> None:
    entry = an_entry("x", "10:00", end="10:01", order=timedelta(minutes=1).total_seconds())
    mapper = MAPPERS["entry"]
    assert mapper.digest("a", entry) != mapper.digest("b", entry)
