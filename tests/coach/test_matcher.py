"""What the wording coach remarks on, and what it leaves alone."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.coach.rules import Label
from reviewdesk.services.coaching import coach

_SENTENCES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))[
    "sentence"
]


@pytest.mark.parametrize("case", _SENTENCES, ids=lambda case: case["text"][:50])
def test_a_sentence_gets_the_remarks_it_should(case: dict[str, object]) -> None:
    text = str(case["text"])
    found = coach(text)
    assert sorted({remark.label.value for remark in found}) == case["labels"], found


def test_every_label_has_sentences_that_get_it_and_some_get_none() -> None:
    labels = {label for case in _SENTENCES for label in case["labels"]}
    assert labels == {label.value for label in Label}
    assert sum(not case["labels"] for case in _SENTENCES) > 20


def test_a_remark_says_where_it_stands_and_asks() -> None:
    text = "10:02 queue grew.\n\nWe noticed late. We should have\ntested the fallback."
    (remark,) = [one for one in coach(text) if one.label is Label.COUNTERFACTUAL]
    assert (remark.line, remark.column) == (3, 21)
    assert remark.text == "should have\ntested"
    assert text[remark.start : remark.start + remark.length] == remark.text
    assert remark.question.endswith("?")


@pytest.mark.parametrize(
    "quoted",
    [
        '"{}"',
        "“{}”",
        "«{}»",
        "`{}`",
        "> {}",
        "```\n{}\n```",
        'At 10:02 she wrote: "{}',
    ],
)
def test_evidence_is_left_alone(quoted: str) -> None:
    sentence = "you should have tested this, obviously"
    assert coach(sentence)
    assert not coach(quoted.format(sentence))


def test_what_stands_around_a_quotation_is_still_read() -> None:
    text = 'The alert said "disk full", and obviously nobody was awake.'
    (remark,) = coach(text)
    assert remark.text == "obviously"


def test_headings_without_content_get_no_remark() -> None:
    assert not coach("## What should have been done\n\nRoot cause:\n\n- Human error:\n")


_TALK = (
    "we should have could obviously the root cause was is Kim forgot didn't check if had been in "
    "hindsight a team alert failed to mistake , . “ ” > - : 10:35 مرحبا 日本 👍"
)
_WORDS = st.sampled_from((*_TALK.split(), "\n", '"', "`"))


@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_remarks_stand_where_they_say_in_any_text(text: str) -> None:
    lines = text.split("\n")
    for remark in coach(text):
        assert text[remark.start : remark.start + remark.length] == remark.text
        assert remark.text
        rest_of_line = lines[remark.line - 1][remark.column - 1 :]
        assert rest_of_line.startswith(remark.text.split("\n")[0])


@given(st.text(max_size=300))
def test_no_text_stops_the_coach(text: str) -> None:
    assert coach(text) == coach(text)
