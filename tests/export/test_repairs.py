"""Repairs in the report: what they address, and what nothing addresses."""

from __future__ import annotations

from builders import a_condition, a_repair, a_review
from export.reading import pdf_of, text_of
from reviewdesk.domain.repairs import RepairState
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience

CAPTION = "CONDITIONS WITHOUT A REPAIR"


def addressed_and_not() -> Review:
    mended = a_condition("Slow alarm", public=True)
    left = a_condition("One way in", position=2.0, public=True)
    out = a_condition("An attack", position=3.0, ruled_out=True)
    accepted = a_condition("Rare", position=4.0, accepted_reason="Too rare.")
    declined = a_repair("Write a rule", condition_ids=(left.id,), state=RepairState.DECLINED,
                        position=2.0)  # fmt: skip
    alarm = a_repair("Alarm on the rate", condition_ids=(mended.id,), public=True)
    return a_review(mended, left, out, accepted, alarm, declined)


def test_conditions_without_a_repair_are_listed() -> None:
    text = text_of(pdf_of(addressed_and_not()))
    listed = text[text.index(CAPTION) :].split("DECLINED")[0].split("Draft of")[0]
    assert listed.removeprefix(CAPTION).strip() == "C2 One way in"


def test_a_copy_that_may_lack_the_repair_does_not_say_there_is_none() -> None:
    text = text_of(pdf_of(addressed_and_not(), Audience.PUBLIC))
    assert "One way in" in text
    assert CAPTION not in text


def test_nothing_is_said_where_every_condition_has_its_repair() -> None:
    only = a_condition("Slow alarm")
    assert CAPTION not in text_of(pdf_of(a_review(only, a_repair("x", condition_ids=(only.id,)))))


def test_what_nobody_said_of_a_repair_is_not_said_in_the_report() -> None:
    text = text_of(pdf_of(a_review(a_repair("Alarm on the rate"))))
    assert "Alarm on the rate" in text
    assert "STRENGTH" not in text
    assert "prevent" not in text
