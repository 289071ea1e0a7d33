"""Names out of texts: each becomes one fixed token, the role of whoever it stands for.

What is looked for, for every voice with a name: the whole name, its first and its last word of
three letters or more, and everything it is also known as. Upper and lower case, accents, a
genitive s and what joins the words ("Ana.Costa", "anacosta", "@ana") make no difference. A name
inside a longer word does not count, but in scripts that put no spaces between words. A name that
is an ordinary word as well ("Will", "Grace") counts only with its capital or behind an @, else
every "will" would go.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from reviewdesk.domain.ids import VoiceId
from reviewdesk.domain.likely_names import (
    HANDLE,
    MAIL,
    PHONE,
    TOKENS,
    NameSort,
    is_handle,
    is_phone,
)
from reviewdesk.domain.people import Department, NameRule, Voice

SHORTEST_PART = 3
SOMEBODY = "a colleague"
"""Stands for a name that several voices share, and for a voice without a role."""

_ORDINARY = """
abbot amber angel archer art ash august autumn baker bay bell bill bird black bloom bond booth
brook brooks brown buck bush cash chance chase chip church clay cliff cole cook cooper cross
crystal daisy dale dawn day dean dell don drew duke earl east faith field fisher ford forest fox
frank french gene glen grace grant gray green grey guy hale hall harmony harper hart hazel heath
hill holly hope hunt hunter iris ivy jack jade jasmine jay joy june justice king knight lake lance
lane lee lily little long love lucky major marina mark market marsh mason max may merit mike miles
mill miller moon moss nick noble north oak olive page park parker pat paul pearl penny pepper
pierce pike piper pool pope porter potter price prince queen ray red reed rich river rob robin
rock rod root rose rosemary rowan ruby rush rusty sage sally sandy savage scout sharp sky skip
small smith snow sparks spring star stone storm street strong sue summer swift tanner taylor terry
tony trip ty violet wade walker ward warden wat waters watt way weaver webb well wells west white
wild will winter wise wolf wood woods word worth young
"""
ORDINARY_WORDS = frozenset(_ORDINARY.split())
_LETTER = r"[^\W\d_]"
_BETWEEN = r"[\s._\-@,;:()\[\]{}<>\"“”/\\|]"
_JOIN = _BETWEEN + "{0,3}"
_GENITIVE = r"(['’]?s)?"
_BETWEEN_WORDS = re.compile(_BETWEEN + "+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u2e80-\ua4cf"
    "\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai to Korean: words follow each other, or take their endings, without a space."""
_PARTS = re.compile(rf"{_UNSPACED.pattern}|{_LETTER}+|\d+")
"""Where a name may begin: at a word, and anywhere where words are not parted."""
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
        kept = {_key(rule.text) for rule in rules if rule.keep}
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
        names = {
            voice.id: dict.fromkeys(
                name for name in _names(voice) if name == voice.name or _key(name) not in kept
            )
            for voice in ordered
        }
        ruled = {
            rule.text: rule.token or SOMEBODY
            for rule in rules
            if not rule.keep and len(_key(rule.text)) > 1
        }
        every = {*ruled, *(name for found in names.values() for name in found)}
        self._keys = set(map(_key, every))
        self._pattern = _compiled(every)
        self._tokens: dict[str, str] = {_key(text): token for text, token in ruled.items()}
        self._roles = _numbered(
            {voice.id: self._without_names(voice.role) or SOMEBODY for voice in ordered}
        )
        owners: dict[str, set[VoiceId]] = {}
        for voice_id, found in names.items():
            for name in found:
                owners.setdefault(_key(name), set()).add(voice_id)
        for key, voice_ids in owners.items():
            role = self._roles[next(iter(voice_ids))]
            single = len(voice_ids) == 1 and role != SOMEBODY
            self._tokens[key] = f"the {role}" if single else SOMEBODY

    @property
    def roles(self) -> Mapping[VoiceId, str]:
        """How each voice is shown: its role, numbered where several have the same."""
        return MappingProxyType(self._roles)

    @property
    def finds_nothing(self) -> bool:
        """No voice has a name, and nothing else is looked for: every text stays as it is."""
        return self._pattern is None and not self._contacts

    def redact(self, text: str) -> str:
        """`text` with each name replaced by the token of its voice."""
        if not text:
            return text
        if self._contacts and "@" in text:
            text = MAIL.sub(self._mail, text)
        if self._pattern is not None:
            text = self._pattern.sub(self._replacement, text)
        if self._contacts:
            if "@" in text:
                text = HANDLE.sub(self._handle, text)
            text = PHONE.sub(self._phone, text)
        return text

    def without_begun_name(self, text: str) -> str:
        """`text` up to where, at its end, a name may be under way that is not told as one yet.

        For text that grows letter by letter under the eyes of others.
        """
        if not self._keys:
            return text
        parts = [found.start() for found in _PARTS.finditer(text)]
        for start in parts[-_LONGEST_NAME:]:
            begun = _key(text[start:])
            if begun and any(key != begun and key.startswith(begun) for key in self._keys):
                return text[:start].rstrip()
        return text

    def names_somebody(self, text: str) -> bool:
        return self.redact(text) != text

    def _mail(self, found: re.Match[str]) -> str:
        """An address is told by its owner, where that is somebody of the review."""
        if found[0].casefold() in self._kept_texts:
            return found[0]
        owner = self._tokens.get(_key(found[0])) or self._tokens.get(_key(found[0].split("@")[0]))
        return owner or TOKENS[NameSort.MAIL]

    def _handle(self, found: re.Match[str]) -> str:
        said = found[0]
        if said.casefold() in self._kept_texts or not is_handle(said, self._lanes):
            return said
        return TOKENS[NameSort.HANDLE]

    def _phone(self, found: re.Match[str]) -> str:
        if found[0].casefold() in self._kept_texts or not is_phone(found[0]):
            return found[0]
        return TOKENS[NameSort.PHONE]

    def _replacement(self, found: re.Match[str]) -> str:
        spaced, genitive, unspaced = found.groups()
        token = self._tokens.get(_key(spaced or unspaced), SOMEBODY)
        return token + ("’s" if genitive else "")

    def _without_names(self, role: str) -> str:
        return self._pattern.sub(SOMEBODY, role) if self._pattern is not None else role


def _names(voice: Voice) -> Iterable[str]:
    """Every text that stands for the person behind `voice`."""
    for whole in (voice.name, *voice.also_known_as):
        if len(_key(whole)) > 1:
            yield whole
    words = _words(voice.name)
    for word in (words[0], words[-1]) if len(words) > 1 else ():
        if len(word) >= (2 if _UNSPACED.search(word) else SHORTEST_PART):
            yield word


def _words(name: str) -> list[str]:
    return [word for word in _BETWEEN_WORDS.split(name) if word]


def _pattern_of(name: str) -> str:
    words = _words(name)
    if len(words) > 1:
        return f"(?i:{_JOIN.join(map(_any_spelling, words))})"
    word = words[0]
    if _plain(word).casefold() in ORDINARY_WORDS:
        written = re.escape(word[0].upper() + word[1:])
        return f"(?:{written}|(?<=@)(?i:{re.escape(word)}))"
    return f"(?i:{_any_spelling(word)})"


def _any_spelling(word: str) -> str:
    """A pattern for `word` with and without its accents."""
    forms = {word, _plain(word), word.upper(), word.casefold(), _plain(word.casefold())}
    return (
        "(?:" + "|".join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form))) + ")"
    )


def _plain(text: str) -> str:
    """`text` without its accents."""
    parted = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parted if not unicodedata.combining(c)))


def _key(text: str) -> str:
    """What all spellings of one name have in common."""
    return "".join(c for c in _plain(text).casefold() if c.isalnum())


def _compiled(names: Collection[str]) -> re.Pattern[str] | None:
    """One pattern for all names, the longest first.

    Its groups: a name with spaces round it, the genitive behind that, a name that needs none.
    """
    ordered = sorted(names, key=lambda name: (-len(_key(name)), name))
    unspaced = [_pattern_of(name) for name in ordered if _UNSPACED.search(name)]
    spaced = [name for name in ordered if not _UNSPACED.search(name)]
    ways = []
    if spaced:
        # Most words are passed over by their first letter, which is cheaper than every name.
        initials = {form[0] for name in spaced for form in _initials(name)}
        first = "".join(sorted(map(re.escape, initials)))
        found = "|".join(map(_pattern_of, spaced))
        ways.append(f"(?<!{_LETTER})(?=[{first}])({found}){_GENITIVE}(?!{_LETTER})")
    else:
        ways.append("(?!)()()")
    ways.append(f"({'|'.join(unspaced)})" if unspaced else "(?!)()")
    return re.compile(f"@?(?:{'|'.join(ways)})") if ordered else None


def _initials(name: str) -> Iterable[str]:
    word = _words(name)[0]
    for form in (word, _plain(word)):
        yield from (form, form.upper(), form.lower(), form.casefold())


def _numbered(roles: Mapping[VoiceId, str]) -> dict[VoiceId, str]:
    """Roles as they are, those that several voices have with a number."""
    totals = Counter(role.casefold() for role in roles.values())
    seen: Counter[str] = Counter()
    numbered: dict[VoiceId, str] = {}
    for voice_id, role in roles.items():
        key = role.casefold()
        seen[key] += 1
        several = totals[key] > 1 and role != SOMEBODY
        numbered[voice_id] = f"{role} {seen[key]}" if several else role
    return numbered
