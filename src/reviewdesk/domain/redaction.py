"""Names out of texts: each becomes one fixed token, the role of whoever it stands for.

What is looked for, for every voice with a name: the whole name, its words of three letters or
more, their forms in other cases and languages, short forms, the names of accounts made of them, and
everything it is also known as. Upper and lower case, accents, letters that only look alike or
cannot be seen, and what joins the words ("Ana.Costa", "anacosta", "@ana") make no difference. A
name that is an ordinary word as well ("Will", "May") counts only with a capital that the sentence
does not ask for, else every "will" would go.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from urllib.parse import unquote

from reviewdesk.domain.account_links import ACCOUNT, is_account, may_have_account
from reviewdesk.domain.folding import LETTER, UNSPACED_WORD, key
from reviewdesk.domain.ids import VoiceId
from reviewdesk.domain.likely_names import TOKENS, NameSort, parts_of_customer
from reviewdesk.domain.name_disguises import Disguises
from reviewdesk.domain.name_forms import forms_of
from reviewdesk.domain.name_matching import Found, Matcher
from reviewdesk.domain.name_text import begins_sentence
from reviewdesk.domain.name_words import TITLES
from reviewdesk.domain.people import Department, NameRule, Voice
from reviewdesk.domain.reaching import (
    HANDLE,
    MAIL,
    PHONE,
    handle_of,
    is_handle,
    is_mail,
    is_phone,
    mails_in,
    may_have_mail,
    may_have_phone,
)

SOMEBODY = "a colleague"
"""Stands for a name that several voices share, and for a voice without a role."""

_BEGINNINGS = re.compile(rf"{UNSPACED_WORD.pattern}|{LETTER}+|\d+")
"""Where a name may begin: at a word, and anywhere where words are not parted."""
_ENCODED = re.compile(r"[^\s%]{0,200}(?:%[0-9A-Fa-f]{2})+\S{0,200}")
"""Part of a link in which letters stand as their codes: Ploskonosov%C3%A1."""
_LONGEST_NAME = 24
"""So many parts of a text are looked at from its end."""


class Redactor:
    """Replaces the names of a review's voices in any text; made anew when a voice changes."""

    def __init__(
        self,
        voices: Iterable[Voice],
        departments: Sequence[Department] = (),
        rules: Iterable[NameRule] = (),
        *,
        contacts: bool = False,
    ) -> None:
        """`rules` are what somebody decided about further names; with `contacts` mail addresses,
        telephone numbers and handles go too, whosever they are."""
        rules = tuple(rules)
        kept = frozenset(key(rule.text) for rule in rules if rule.keep)
        self._kept_texts = frozenset(rule.text.casefold() for rule in rules if rule.keep)
        self._contacts = contacts
        self._lanes = frozenset(
            word.casefold() for one in departments for word in (one.name, one.short, *one.aliases)
        )
        lane = {department.id: place for place, department in enumerate(departments)}
        ordered = sorted(
            voices,
            key=lambda voice: (
                lane.get(voice.department_id, len(lane)), voice.position, voice.id
            ),
        )  # fmt: skip
        people = [(voice.name, voice.also_known_as) for voice in ordered]
        own = {key(word) for name, others in people for one in (name, *others) for word in
               (one, *one.split())}  # fmt: skip
        ruled = [
            rule
            for rule in rules
            if not rule.keep and len(key(rule.text)) > 1 and key(rule.text) not in own
        ]
        self._ours = len(people)
        people += [_named_by(rule, own) for rule in ruled]
        forced = frozenset(key(rule.text) for rule in rules if not rule.keep)
        self._matcher = Matcher(forms_of(people, kept, forced))
        self._disguises = Disguises(self._matcher)
        self._tokens = [SOMEBODY] * len(people)
        self._roles = _numbered(
            {voice.id: self.redact_names(voice.role) or SOMEBODY for voice in ordered}
        )
        roles = [self._roles[voice.id] for voice in ordered]
        self._tokens = [role if role == SOMEBODY else f"the {role}" for role in roles]
        self._tokens += [rule.token or SOMEBODY for rule in ruled]

    @property
    def roles(self) -> Mapping[VoiceId, str]:
        """How each voice is shown: its role, numbered where several have the same."""
        return MappingProxyType(self._roles)

    @property
    def finds_nothing(self) -> bool:
        """No voice has a name, and nothing else is looked for: every text stays as it is."""
        return self._matcher.is_empty and not self._contacts

    def redact(self, text: str) -> str:
        """`text` with each name replaced by the token of its voice."""
        if not text:
            return text
        if self._contacts:
            if may_have_mail(text):
                text = MAIL.sub(self._mail, text)
            if "%" in text:
                text = _ENCODED.sub(self._encoded, text)
            if may_have_account(text):
                text = ACCOUNT.sub(self._account, text)
            if "@" in text:
                text = HANDLE.sub(self._handle_of_others, text)
        text = self.redact_names(text)
        if self._contacts:
            if "@" in text:
                text = HANDLE.sub(self._handle, text)
            if may_have_phone(text):
                text = PHONE.sub(self._phone, text)
        return text

    def redact_names(self, text: str) -> str:
        """As `redact`, but mail addresses, telephone numbers and handles stay."""
        if self._matcher.is_empty or not text:
            return text
        if "%" in text:
            text = _ENCODED.sub(self._encoded, text)
        text = self._disguises.without(text, self._token_alone)
        found = self._matcher.find(text)
        if not found:
            return text
        pieces, place = [], 0
        for one in found:
            pieces += [text[place : one.start], self._token(text, one)]
            place = one.end
        return "".join([*pieces, text[place:]])

    def redact_voices(self, text: str) -> str:
        """As `redact_names`; mail addresses stay whole, but those that a voice owns."""
        if not may_have_mail(text):
            return self.redact_names(text)
        pieces, place = [], 0
        for mail in mails_in(text):
            pieces += [
                self.redact_names(text[place : mail.start()]),
                self._owner(mail[0]) or mail[0],
            ]
            place = mail.end()
        return "".join([*pieces, self.redact_names(text[place:])])

    def names_in(self, text: str) -> Iterable[tuple[str, str]]:
        """Each name of a voice as it stands in `text`, with what stands in its place."""
        for one in self._matcher.find(text):
            if any(owner < self._ours for owner in one.owners):
                yield text[one.start : one.end], self._token("", one)

    def token_of(self, name: str) -> str:
        """What stands in place of a name that stands alone."""
        found = self._matcher.find(name) or self._matcher.find(name, doubtful=True)
        return self._token("", found[0]) if found else SOMEBODY

    def sure_names_in(self, text: str, words: Collection[str]) -> Iterable[str]:
        """Names as they stand in `text` that are names wherever they stand.

        `words` are those of the text, each at least once, in small letters and without accents.
        """
        yield from self._disguises.names_in(text, words)
        if text.replace("·", " ").isascii() and not self._matcher.may_stand_in(words):
            return
        for one in self._matcher.find(text, spaced_out=False):
            if one.is_sure:
                yield text[one.start : one.end]

    def doubtful_in(self, text: str) -> Iterable[str]:
        """Names of voices that are left in `text`, for they are taken for ordinary words there."""
        for one in self._matcher.find(text, doubtful=True):
            said = text[one.start : one.end]
            if said[:1].isupper() and (not said.isupper() or self._matcher.is_initials(said)):
                yield said

    def without_begun_name(self, text: str) -> str:
        """`text` up to where, at its end, a name may be under way that is not told as one yet.

        For text that grows letter by letter under the eyes of others.
        """
        if self._matcher.is_empty:
            return text
        parts = [found.start() for found in _BEGINNINGS.finditer(text)]
        for start in parts[-_LONGEST_NAME:]:
            begun = key(text[start:])
            if begun and self._matcher.begins(begun):
                return text[:start].rstrip()
        return text

    def names_somebody(self, text: str) -> bool:
        return self.redact(text) != text

    def _encoded(self, found: re.Match[str]) -> str:
        """An address in which a name stands in codes goes with all that hangs on it."""
        names = self._matcher.find(unquote(found[0]))
        return self._token("", names[0]) if names else found[0]

    def _token_alone(self, found: Found) -> str:
        return self._token("", found)

    def _token(self, text: str, found: Found) -> str:
        tokens = {self._tokens[owner] for owner in found.owners}
        token = next(iter(tokens)) if len(tokens) == 1 else SOMEBODY
        inside = text[: found.start].strip() or text[found.end :].strip()
        if inside and any(sign.isspace() for sign in text) and begins_sentence(text, found.start):
            token = token[0].upper() + token[1:]
        return token + ("’s" if found.genitive else "")

    def _mail(self, found: re.Match[str]) -> str:
        """An address is told by its owner, where that is somebody of the review."""
        if found[0].casefold() in self._kept_texts or not is_mail(found):
            return found[0]
        return self._owner(found[0]) or TOKENS[NameSort.MAIL]

    def _owner(self, mail: str) -> str:
        bare = mail.removeprefix("@")
        for said in (bare, bare.split("@", maxsplit=1)[0]):
            names = self._matcher.find(said)
            if len(names) == 1 and (names[0].start, names[0].end) == (0, len(said)):
                return self._token("", names[0])
        return ""

    def _handle(self, found: re.Match[str]) -> str:
        said = handle_of(found)
        if said.casefold() in self._kept_texts or not is_handle(said, self._lanes):
            return found[0]
        return TOKENS[NameSort.HANDLE] + found[0].removeprefix(said)

    def _handle_of_others(self, found: re.Match[str]) -> str:
        """Before names are looked for, which may be a part of it; those of voices stay for that."""
        ours = any(
            owner < self._ours for one in self._matcher.find(found[0]) for owner in one.owners
        )
        return found[0] if ours else self._handle(found)

    def _account(self, found: re.Match[str]) -> str:
        """A page or an account of somebody: of a voice, if its name stands in it."""
        if found[0].casefold() in self._kept_texts:
            return found[0]
        names = self._matcher.find(found[0])
        if names:
            return self._token("", names[0])
        return TOKENS[NameSort.HANDLE] if is_account(found) else found[0]

    def _phone(self, found: re.Match[str]) -> str:
        if found[0].casefold() in self._kept_texts or not is_phone(found[0]):
            return found[0]
        return TOKENS[NameSort.PHONE]


def _named_by(rule: NameRule, own: set[str]) -> tuple[str, tuple[str, ...]]:
    """A name that was decided about: that of a person has parts, as the name of a voice has."""
    if rule.token == TOKENS[NameSort.CUSTOMER]:
        return "", (rule.text, *parts_of_customer(rule.text))
    words = [word for word in re.split(r"[\s-]+", rule.text) if word]
    if words and key(words[0]) in TITLES:
        return "", (rule.text,)
    is_person = len(words) > 1 and all(word[:1].isupper() for word in (words[0], words[-1]))
    if is_person and not any(key(word) in own for word in words):
        return rule.text, ()
    return "", (rule.text,)


def _numbered(roles: Mapping[VoiceId, str]) -> dict[VoiceId, str]:
    """Roles as they are, those that several voices have with a number."""
    totals = Counter(role.casefold() for role in roles.values())
    seen: Counter[str] = Counter()
    numbered: dict[VoiceId, str] = {}
    for voice_id, role in roles.items():
        known = role.casefold()
        seen[known] += 1
        several = totals[known] > 1 and role != SOMEBODY
        numbered[voice_id] = f"{role} {seen[known]}" if several else role
    return numbered
