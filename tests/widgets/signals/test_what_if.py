"""Hypothetical questions: only when the probes are done, and never under the veil."""

from PySide6.QtWidgets import QLabel

from panels import Bench
from reviewdesk.domain.accounts import WHAT_IF
from reviewdesk.services import account_edits
from reviewdesk.services.questions import probes, question_bank, question_texts
from reviewdesk.widgets.fields import TextField
from reviewdesk.widgets.record_links import RecordLinks
from reviewdesk.widgets.signals.probes import WhatIfSweep


def sweep_of(bench: Bench) -> WhatIfSweep:
    made = WhatIfSweep(RecordLinks(bench.bridge, bench.view, bench.theme), bench.choice.id)
    bench.show(made, 300, 500)
    return made


def answer_all(bench: Bench) -> None:
    for probe in probes(bench.review.head):
        account_edits.answer_probe(bench.bridge, bench.choice.id, probe.key, "said")


def test_it_opens_when_the_last_probe_is_answered(bench: Bench) -> None:
    sweep = sweep_of(bench)
    waiting = sweep.findChild(QLabel, "what_if_waiting")
    assert not sweep.is_open
    assert str(len(probes(bench.review.head)) - 1) in waiting.text()
    answer_all(bench)
    assert sweep.is_open
    assert not waiting.isVisible()
    bench.bridge.undo()
    assert not sweep.is_open


def test_what_was_answered_stays_when_a_probe_is_taken_back(bench: Bench) -> None:
    sweep = sweep_of(bench)
    answer_all(bench)
    key = question_bank().what_if[0].key
    account_edits.answer_probe(bench.bridge, bench.choice.id, key, "an alarm on the rate")
    account_edits.answer_probe(bench.bridge, bench.choice.id, "seen", "")
    assert sweep.is_open
    assert sweep.findChild(TextField, f"{key}_field").toPlainText() == "an alarm on the rate"


def test_each_question_says_that_it_is_hypothetical(bench: Bench) -> None:
    told = question_texts(bench.review.head)
    for question in question_bank().what_if:
        assert question.key.startswith(WHAT_IF)
        assert told[question.key].startswith("Hypothetical:")
