"""The short names of departments: each its own, and none that reads like another's."""

from reviewdesk.domain.people import short_name


def test_a_name_that_ends_in_a_number_keeps_it() -> None:
    taken: set[str] = set()
    for number in range(1, 201):
        short = short_name(f"Department {number:03}", frozenset(taken))
        assert short == f"D{number:03}"
        taken.add(short)
    assert short_name("Delivery 004", frozenset(taken)) == "DE004"
    assert short_name("Second line 2") == "SL2"


def test_other_names_have_their_first_letters_or_initials() -> None:
    assert short_name("Engineering") == "ENG"
    assert short_name("Engineering Night", frozenset({"ENG"})) == "EN"
    assert short_name("Engineers", frozenset({"ENG", "E"})) == "EN2"
    # A year or an order number is no name of a lane.
    assert short_name("Case 123456") == "CAS"
    assert short_name("2024") == "202"
