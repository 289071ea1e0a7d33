"""Names out of texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_department, a_voice
from reviewdesk.domain.redaction import SOMEBODY, Redactor

SUP = a_department("Support")
OPS = a_department("Operations", position=1.0)


def redactor(*names: str, **values: object) -> Redactor:
    return Redactor([a_voice(SUP, "shift lead", name=name, **values) for name in names])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Costa rang", "the shift lead rang"),
        ("ana rang COSTA", "the shift lead rang the shift lead"),
        ("Ana’s pager and Costa's desk", "the shift lead’s pager and the shift lead’s desk"),
        ("ask @ana, or ana.costa@example.org", "ask the shift lead, or the shift lead@example.org"),
        ("anacosta and ana_costa", "the shift lead and the shift lead"),
        ("banana costaline Anatole", "banana costaline Anatole"),
        ("told Anas team", "told the shift lead’s team"),
        ("(Ana)", "(the shift lead)"),
    ],
)
def test_every_spelling_of_a_name_becomes_the_role(text: str, expected: str) -> None:
    assert redactor("Ana Costa").redact(text) == expected


def test_accents_make_no_difference() -> None:
    names = redactor("Jürgen Weiß")
    found = names.redact("Jurgen and JÜRGEN and weiß and WEISS")
    assert found == " and ".join(["the shift lead"] * 4)


def test_a_mail_address_goes_as_a_whole() -> None:
    names = redactor("", also_known_as=("zq@example.org",))
    assert names.redact("to ZQ@example.org, not zq") == "to the shift lead, not zq"


def test_what_somebody_is_also_known_as_goes_too() -> None:
    names = redactor("", also_known_as=("kx-7", "Old Tom"))
    assert names.redact("KX-7 and old tom") == "the shift lead and the shift lead"
    mails = redactor("", also_known_as=("zq@example.org", "Tom (ops)"))
    assert mails.redact("to zq@example.org") == "to the shift lead"
    assert mails.redact("tom (ops) said") == "the shift lead) said"


def test_an_ordinary_word_counts_only_with_its_capital() -> None:
    names = redactor("Will Grant")
    assert names.redact("it will fail, said Will") == "it will fail, said the shift lead"
    assert names.redact("ping @will; will grant") == "ping the shift lead; the shift lead"


@pytest.mark.parametrize(
    ("name", "text"),
    [("田中 太郎", "昨日田中さんが見た"), ("김민수", "김민수는 보았다"), ("अनिता", "अनिता ने देखा")],
)
def test_names_in_scripts_without_spaces_are_found(name: str, text: str) -> None:
    assert "the shift lead" in redactor(name).redact(text)


def test_voices_of_one_role_are_numbered_and_a_shared_name_is_nobodys() -> None:
    first = a_voice(SUP, "shift lead", name="Ana Costa")
    second = a_voice(OPS, "shift lead", name="Ana Blix")
    names = Redactor([second, first], [SUP, OPS])
    assert names.roles == {first.id: "shift lead 1", second.id: "shift lead 2"}
    assert names.redact("Costa, Blix") == "the shift lead 1, the shift lead 2"
    assert names.redact("Ana") == SOMEBODY


def test_a_role_that_names_its_person_does_not_bring_the_name_back() -> None:
    voice = a_voice(SUP, "deputy of Ana", name="Ana Costa")
    names = Redactor([voice])
    assert "ana" not in names.roles[voice.id].casefold()
    assert "ana" not in names.redact("Ana").casefold()


def test_without_names_nothing_is_looked_for() -> None:
    names = redactor("", "")
    assert names.finds_nothing
    assert names.redact("Ana") == "Ana"


words = st.text(st.characters(categories=("L",), max_codepoint=0x24F), min_size=3, max_size=8)


@given(words, words, st.text(max_size=20), st.text(max_size=20))
def test_a_name_between_any_texts_is_gone(first: str, last: str, before: str, after: str) -> None:
    names = redactor(f"{first} {last}")
    found = names.redact(f"{before} {first} {last} {after}")
    assert f"{first} {last}" not in found


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=60))
def test_any_name_and_any_text_can_be_looked_at(name: str, alias: str, text: str) -> None:
    names = redactor(name, also_known_as=(alias,))
    once = names.redact(text)
    assert names.names_somebody(text) or once == text


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("asked A", "asked"),
        ("asked An", "asked"),
        ("asked Ana", "asked"),  # it may go on with Costa
        ("asked Ana Cos", "asked"),
        ("asked Ana Costa", "asked Ana Costa"),
        ("asked everybody", "asked everybody"),
        ("an outage", "an outage"),
        ("a", ""),
        ("told big b", "told"),
        ("told big boys", "told big boys"),
        ("told big boss", "told big boss"),
        ("", ""),
    ],
)
def test_a_name_is_held_back_while_it_is_being_typed(typed: str, seen: str) -> None:
    redactor = Redactor([a_voice(SUP, "shift lead", name="Ana Costa", also_known_as=("big boss",))])
    assert redactor.without_begun_name(typed) == seen


@pytest.mark.parametrize("name", ["Ana Costa", "李小龙", "José Álvarez", "Xi", "O'Neill-Smith"])
def test_no_letter_of_a_name_is_seen_before_it_is_told_as_one(name: str) -> None:
    redactor = Redactor([a_voice(SUP, "shift lead", name=name)])
    for end in range(1, len(name) + 1):
        seen = redactor.redact(redactor.without_begun_name(f"asked {name[:end]}"))
        assert seen.rstrip() in ("asked", "asked the shift lead")
