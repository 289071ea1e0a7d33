"""The wording rules of one language, read from their file."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_PLACE = re.compile(r"\{([a-z_]+)\}")
_LINE_BREAK = re.compile(r"\n\s*")
_BLANK = re.compile(r"(?P<set>\[(?:\\.|[^\]\\])*\])| (?P<maybe>[?*])?")


class Label(StrEnum):
    """What a remark is about."""

    BLAME_PERSON = "blame_person"
    HUMAN_ERROR = "human_error"
    COUNTERFACTUAL = "counterfactual"
    HINDSIGHT = "hindsight"
    SINGLE_ROOT_CAUSE = "single_root_cause"
    JUDGEMENT_ADVERB = "judgement_adverb"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to look for within a sentence, and where it is let pass."""

    label: Label
    question: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    """Found anywhere in the sentence: the rule is silent."""
    before: re.Pattern[str] | None = None
    """Ends where the match begins: it is let pass."""
    after: re.Pattern[str] | None = None
    """Begins where the match ends: it is let pass."""
    except_for: re.Pattern[str] | None = None
    """Found in the match: it is let pass."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    language: str
    rules: tuple[Rule, ...]


def read_rules(text: str) -> RuleBook:
    """The rules in `text`, TOML as in `resources/coach/en.toml`.

    Raises ValueError for what is no such file, KeyError where a part is missing, and re.error for
    a pattern that is none.
    """
    held = tomllib.loads(text)
    words: Mapping[str, str] = held["words"]
    questions = {Label(name): str(question) for name, question in held["questions"].items()}
    return RuleBook(
        language=held["language"],
        rules=tuple(
            _rule(each, pattern, words, questions)
            for each in held["rules"]
            for pattern in each.get("patterns") or (each["pattern"],)
        ),
    )


def _rule(
    held: Mapping[str, str],
    pattern: str,
    words: Mapping[str, str],
    questions: Mapping[Label, str],
) -> Rule:
    label = Label(held["label"])
    flags = re.NOFLAG if held.get("cased") else re.IGNORECASE

    def compiled(source: str) -> re.Pattern[str]:
        return re.compile(_expanded(source, words), flags)

    def at(key: str, form: str = "{}") -> re.Pattern[str] | None:
        return compiled(form.format(held[key])) if key in held else None

    return Rule(
        label=label,
        question=held.get("question", questions[label]),
        pattern=compiled(pattern),
        unless=at("unless"),
        before=at("before", "(?:{})$"),
        after=at("after"),
        except_for=at("except_for"),
    )


def _expanded(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with its words put in, its line breaks out, and any white space for a blank."""
    while _PLACE.search(pattern):
        pattern = _PLACE.sub(lambda place: words[place[1]], pattern)
    return _BLANK.sub(_any_space, _LINE_BREAK.sub("", pattern))


def _any_space(found: re.Match[str]) -> str:
    if found["set"]:
        return found["set"].replace(" ", r"\s")
    return r"\s*" if found["maybe"] else r"\s+"
